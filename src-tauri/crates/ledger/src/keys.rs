//! The store's key, and how each officer's passphrase opens it.
//!
//! The database is encrypted with one random 256-bit key. `keys.json` holds that key once for each officer, sealed with
//! XChaCha20-Poly1305 under a key that Argon2id derives from the officer's passphrase; officers come and go without
//! anything being encrypted again. Beside it in the same seal lies the key that the officer signs with. The words of the
//! recovery sheet have a slot of their own. A digest over the file tells damage apart from a wrong passphrase.
//! What must never enter here: a passphrase or key in the clear, in a file or a message.

use std::fs;
use std::path::Path;
use std::time::Duration;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::HEXLOWER;
use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::event::DeskId;
use crate::record::OfficerId;
use crate::recovery::RecoveryWords;
use crate::{Error, files};

/// The name of the key file in a store's folder.
pub(crate) const FILE: &str = "keys.json";

/// The first format of the key file: officers alone. A file without a recovery sheet is still written so.
const OFFICERS_ALONE: u32 = 1;
/// A slot of the recovery sheet beside those of the officers.
const WITH_RECOVERY: u32 = 2;
/// The newest format: an officer's slot may also hold what the officer signs with.
const WITH_SIGNERS: u32 = 3;

/// Where random bytes come from. In production: the operating system.
pub trait Entropy: Send {
    /// Fills the bytes with random ones that nobody can predict.
    ///
    /// # Errors
    /// What the system said, where it has none to give.
    fn fill(&mut self, bytes: &mut [u8]) -> std::io::Result<()>;
}

/// An officer's passphrase. It cannot be printed, and its memory is wiped when it goes.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes over a passphrase.
    ///
    /// # Errors
    /// [`Error::EmptyPassphrase`] if it is empty: an empty key would mean no encryption.
    pub fn new(text: String) -> Result<Self, Error> {
        let passphrase = Self(Zeroizing::new(text));
        if passphrase.0.is_empty() { Err(Error::EmptyPassphrase) } else { Ok(passphrase) }
    }
}

/// What one guess at a passphrase costs (Argon2id, RFC 9106).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kdf {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

/// What a guess shall take on a computer, between 250 and 500 milliseconds.
const MIDDLE: Duration = Duration::from_millis(375);

impl Default for Kdf {
    /// The usual cost, and the least in production: 64 MiB, three passes, one lane (RFC 9106's second choice, on one
    /// thread).
    fn default() -> Self {
        Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 }
    }
}

impl Kdf {
    /// What a guess shall cost on a computer: 250 to 500 milliseconds, and never less work than the usual cost, however
    /// slow the computer is. `cost` does the work of one guess with these parameters and says how long it took.
    pub fn calibrated(mut cost: impl FnMut(Self) -> Duration) -> Self {
        let usual = Self::default();
        // The better of two: something else may have had the computer during one.
        let one = cost(usual).min(cost(usual)).max(Duration::from_millis(1));
        let passes = MIDDLE.as_millis() * u128::from(usual.passes) / one.as_millis();
        let passes = u32::try_from(passes).unwrap_or(Self::WITHIN.passes).clamp(usual.passes, Self::WITHIN.passes);
        Self { passes, ..usual }
    }

    /// Does the work of one guess, for who measures it.
    pub fn work(self) {
        // What comes out opens nothing.
        let _unused = self.derive(&Passphrase(Zeroizing::new("measured".to_owned())), &[0; 16]);
    }

    /// Limits for what a file may ask of this machine: a crafted one must not take all memory or hours.
    const WITHIN: Self = Self { memory_kib: 1024 * 1024, passes: 64, lanes: 16 };

    fn derive(self, passphrase: &Passphrase, salt: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
        let within = self.memory_kib <= Self::WITHIN.memory_kib
            && self.passes <= Self::WITHIN.passes
            && self.lanes <= Self::WITHIN.lanes;
        if !within {
            return None;
        }
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).ok()?;
        let mut derived = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.0.as_bytes(), salt, &mut *derived)
            .ok()?;
        Some(derived)
    }
}

/// The store's own key.
#[derive(Clone)]
pub(crate) struct StoreKey(Zeroizing<[u8; 32]>);

impl StoreKey {
    pub(crate) fn random(entropy: &mut dyn Entropy) -> Result<Self, Error> {
        let mut key = Self(Zeroizing::new([0; 32]));
        entropy.fill(&mut *key.0).map_err(Error::NoRandomness)?;
        Ok(key)
    }

    /// The form in which SQLCipher takes a raw key: 64 hex digits, without a salt.
    pub(crate) fn as_blob_literal(&self) -> Zeroizing<String> {
        let digits = Zeroizing::new(HEXLOWER.encode(&*self.0));
        Zeroizing::new(["x'", digits.as_str(), "'"].concat())
    }

    /// The key, and behind it what an officer signs with, as one slot holds them.
    fn with(&self, signers: &[&SigningKey]) -> Zeroizing<Vec<u8>> {
        // Room for all of it: the bytes never move, and leave no copy behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(32 * (1 + signers.len())));
        bytes.extend_from_slice(&*self.0);
        signers.iter().for_each(|signer| bytes.extend_from_slice(signer.as_bytes()));
        bytes
    }

    fn check_value(&self) -> String {
        let check = Sha256::new().chain_update(b"disclosure-gatekeeper key check\0").chain_update(*self.0).finalize();
        HEXLOWER.encode(&check)
    }
}

/// What a slot opens.
pub(crate) struct Opened {
    pub(crate) key: StoreKey,
    /// What the officer signs with, the newest first. Two, where somebody else had given the passphrase before: when the
    /// power goes before the new key is in the record, the old one is the one that holds. None: the recovery sheet's
    /// slot, or an officer's from before officers signed.
    pub(crate) signers: Vec<SigningKey>,
}

impl Opened {
    fn of(bytes: &[u8]) -> Option<Self> {
        let (parts, rest) = bytes.as_chunks::<32>();
        let (key, signers) = parts.split_first()?;
        rest.is_empty().then(|| Self {
            key: StoreKey(Zeroizing::new(*key)),
            signers: signers.iter().map(SigningKey::from_bytes).collect(),
        })
    }
}

/// The content of `keys.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyFile {
    format: u32,
    /// The store the keys belong to.
    store: DeskId,
    /// Tells whether an opened key is the store's: a hash of it under a label.
    check: String,
    officers: Vec<Wrap>,
    /// The store's key, sealed for who holds the recovery sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recovery: Option<Sealed>,
    /// SHA-256 of everything above.
    digest: String,
}

/// The store's key, sealed for one officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrap {
    id: OfficerId,
    name: String,
    argon2id: Kdf,
    salt: String,
    nonce: String,
    sealed: String,
}

impl Wrap {
    fn new(id: OfficerId, name: &str, Sealed { argon2id, salt, nonce, sealed }: Sealed) -> Self {
        Self { id, name: name.to_owned(), argon2id, salt, nonce, sealed }
    }

    fn slot(&self) -> Sealed {
        let Self { id: _, name: _, argon2id, salt, nonce, sealed } = self.clone();
        Sealed { argon2id, salt, nonce, sealed }
    }
}

/// The store's key, sealed with a passphrase, and bound to whom it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    argon2id: Kdf,
    salt: String,
    nonce: String,
    sealed: String,
}

impl Sealed {
    fn seal(
        content: &[u8],
        bound_to: &[u8],
        passphrase: &Passphrase,
        kdf: Kdf,
        entropy: &mut dyn Entropy,
    ) -> Result<Self, Error> {
        let (mut salt, mut nonce) = ([0; 16], [0; 24]);
        entropy.fill(&mut salt).map_err(Error::NoRandomness)?;
        entropy.fill(&mut nonce).map_err(Error::NoRandomness)?;
        let sealed = kdf
            .derive(passphrase, &salt)
            .and_then(|derived| {
                let cipher = XChaCha20Poly1305::new_from_slice(&*derived).ok()?;
                cipher.encrypt(&XNonce::from(nonce), Payload { msg: content, aad: bound_to }).ok()
            })
            .ok_or_else(|| Error::Build { what: "these Argon2id parameters are outside its limits".to_owned() })?;
        Ok(Self {
            argon2id: kdf,
            salt: HEXLOWER.encode(&salt),
            nonce: HEXLOWER.encode(&nonce),
            sealed: HEXLOWER.encode(&sealed),
        })
    }

    /// What is in it, or [`Error::WrongPassphrase`].
    fn open(&self, folder: &Path, bound_to: &[u8], passphrase: &Passphrase) -> Result<Opened, Error> {
        let damaged = || Error::KeysDamaged { path: folder.join(FILE) };
        let bytes = |digits: &String| HEXLOWER.decode(digits.as_bytes()).map_err(|_| damaged());
        let nonce: [u8; 24] = bytes(&self.nonce)?.try_into().map_err(|_| damaged())?;
        let derived = self.argon2id.derive(passphrase, &bytes(&self.salt)?).ok_or_else(damaged)?;
        let cipher = XChaCha20Poly1305::new_from_slice(&*derived).map_err(|_| damaged())?;
        let sealed = bytes(&self.sealed)?;
        let payload = Payload { msg: &sealed, aad: bound_to };
        let opened = cipher.decrypt(&XNonce::from(nonce), payload).map_err(|_| Error::WrongPassphrase)?;
        Opened::of(&Zeroizing::new(opened)).ok_or_else(damaged)
    }
}

impl KeyFile {
    pub(crate) fn new(store: DeskId, key: &StoreKey) -> Self {
        Self {
            format: OFFICERS_ALONE,
            store,
            check: key.check_value(),
            officers: Vec::new(),
            recovery: None,
            digest: String::new(),
        }
    }

    pub(crate) const fn store(&self) -> DeskId {
        self.store
    }

    /// The names of the officers, in the order they were added.
    pub(crate) fn names(&self) -> Vec<String> {
        self.officers.iter().map(|wrap| wrap.name.clone()).collect()
    }

    /// Reads the key file of the store in this folder.
    pub(crate) fn read(folder: &Path) -> Result<Self, Error> {
        /// Only the format, to tell a newer file from a damaged one.
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        let path = folder.join(FILE);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::KeysDamaged { path });
            }
            Err(error) => return Err(Error::reading(&path)(error)),
        };
        if let Ok(Format { format }) = serde_json::from_slice(&bytes)
            && format > WITH_SIGNERS
        {
            return Err(Error::KeysNewer { found: format, known: WITH_SIGNERS });
        }
        let Ok(read) = serde_json::from_slice::<Self>(&bytes) else { return Err(Error::KeysDamaged { path }) };
        // Compared as bytes, so that any change of the file at all is seen.
        if read.to_bytes() == bytes { Ok(read) } else { Err(Error::KeysDamaged { path }) }
    }

    /// Writes the key file into the store's folder, whole or not at all.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), Error> {
        files::write_whole(&folder.join(FILE), &self.to_bytes())
    }

    /// The file's bytes, with the digest of what they say.
    fn to_bytes(&self) -> Vec<u8> {
        let mut file = Self { digest: String::new(), ..self.clone() };
        // Writing plain strings and numbers to memory cannot fail; an empty result would be read as damage.
        let content = serde_json::to_vec(&file).unwrap_or_default();
        file.digest = HEXLOWER.encode(&Sha256::digest(content));
        let mut bytes = serde_json::to_vec_pretty(&file).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Seals the key for an officer, with what the officer signs with, in place of an earlier wrap of the same officer.
    pub(crate) fn wrap(
        &mut self,
        (id, name): (OfficerId, &str),
        (key, signers): (&StoreKey, &[&SigningKey]),
        passphrase: &Passphrase,
        kdf: Kdf,
        entropy: &mut dyn Entropy,
    ) -> Result<(), Error> {
        let sealed = Sealed::seal(&key.with(signers), &self.bound_to(id), passphrase, kdf, entropy)?;
        let wrap = Wrap::new(id, name, sealed);
        match self.officers.iter_mut().find(|wrap| wrap.id == id) {
            Some(earlier) => *earlier = wrap,
            None => self.officers.push(wrap),
        }
        if !signers.is_empty() {
            self.format = WITH_SIGNERS;
        }
        Ok(())
    }

    /// Drops the wraps of officers who are none any more; `false`: there was none of them.
    pub(crate) fn keep_only(&mut self, is_officer: impl Fn(OfficerId) -> bool) -> bool {
        let before = self.officers.len();
        self.officers.retain(|wrap| is_officer(wrap.id));
        self.officers.len() < before
    }

    /// Opens the key with an officer's passphrase.
    pub(crate) fn unwrap(
        &self,
        folder: &Path,
        officer: Option<&str>,
        passphrase: &Passphrase,
    ) -> Result<(OfficerId, Opened), Error> {
        let wrap = self.wrap_of(officer)?;
        let opened = wrap.slot().open(folder, &self.bound_to(wrap.id), passphrase)?;
        Ok((wrap.id, self.checked(folder, opened)?))
    }

    /// Seals the key with the words of a recovery sheet. The words of an earlier sheet open nothing after that.
    pub(crate) fn seal_recovery(
        &mut self,
        key: &StoreKey,
        words: &RecoveryWords,
        kdf: Kdf,
        entropy: &mut dyn Entropy,
    ) -> Result<(), Error> {
        let sealed = Sealed::seal(&key.with(&[]), &self.bound_to_recovery(), &words.passphrase()?, kdf, entropy)?;
        self.recovery = Some(sealed);
        self.format = self.format.max(WITH_RECOVERY);
        Ok(())
    }

    /// Was a recovery sheet made?
    pub(crate) const fn has_recovery(&self) -> bool {
        self.recovery.is_some()
    }

    /// Opens the key with the words of the recovery sheet, for the officer of this name.
    pub(crate) fn recover(
        &self,
        folder: &Path,
        officer: &str,
        words: &RecoveryWords,
    ) -> Result<(OfficerId, Opened), Error> {
        let id = self.wrap_of(Some(officer))?.id;
        let slot = self.recovery.as_ref().ok_or(Error::NoRecoverySheet)?;
        let opened = slot.open(folder, &self.bound_to_recovery(), &words.passphrase()?);
        let opened = opened
            .map_err(|error| if matches!(error, Error::WrongPassphrase) { Error::OtherRecoverySheet } else { error })?;
        Ok((id, self.checked(folder, opened)?))
    }

    /// What was opened, if its key is this store's.
    fn checked(&self, folder: &Path, opened: Opened) -> Result<Opened, Error> {
        let fits = opened.key.check_value() == self.check;
        if fits { Ok(opened) } else { Err(Error::KeysDamaged { path: folder.join(FILE) }) }
    }

    fn wrap_of(&self, officer: Option<&str>) -> Result<&Wrap, Error> {
        match (officer, self.officers.as_slice()) {
            (Some(name), wraps) => wraps
                .iter()
                .find(|wrap| wrap.name == name)
                .ok_or_else(|| Error::UnknownOfficer { name: name.to_owned() }),
            (None, [only]) => Ok(only),
            (None, wraps) => Err(Error::WhichOfficer { names: wraps.iter().map(|wrap| wrap.name.clone()).collect() }),
        }
    }

    /// What a wrap is bound to, so that it opens nothing if it is moved to another store or officer.
    fn bound_to(&self, id: OfficerId) -> Vec<u8> {
        [self.store.0.as_slice(), &id.0.to_be_bytes()].concat()
    }

    /// What the slot of the recovery sheet is bound to: this store, and no officer. No officer's is as long.
    fn bound_to_recovery(&self) -> Vec<u8> {
        [self.store.0.as_slice(), b"recovery sheet"].concat()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The cheapest parameters Argon2id has, so that a test does not wait.
    pub(crate) const CHEAP: Kdf = Kdf { memory_kib: 8, passes: 1, lanes: 1 };

    /// Bytes that differ from call to call and are the same from run to run.
    pub(crate) struct Counting(pub(crate) u64);

    impl Entropy for Counting {
        fn fill(&mut self, bytes: &mut [u8]) -> std::io::Result<()> {
            for chunk in bytes.chunks_mut(32) {
                self.0 += 1;
                let block = Sha256::digest(self.0.to_be_bytes());
                chunk.copy_from_slice(&block[..chunk.len()]);
            }
            Ok(())
        }
    }

    pub(crate) fn passphrase(text: &str) -> Passphrase {
        Passphrase::new(text.to_owned()).unwrap()
    }

    fn two_officers() -> (KeyFile, StoreKey) {
        let mut entropy = Counting(0);
        let key = StoreKey::random(&mut entropy).unwrap();
        let mut keys = KeyFile::new(DeskId([9; 8]), &key);
        keys.wrap((OfficerId(1), "Ada"), (&key, &[]), &passphrase("one"), CHEAP, &mut entropy).unwrap();
        keys.wrap((OfficerId(2), "Ben"), (&key, &[]), &passphrase("two"), CHEAP, &mut entropy).unwrap();
        (keys, key)
    }

    #[test]
    fn each_officer_opens_the_same_key_with_their_own_passphrase_only() {
        let (keys, key) = two_officers();
        let folder = Path::new("store");
        let (id, opened) = keys.unwrap(folder, Some("Ben"), &passphrase("two")).unwrap();
        assert_eq!((id, opened.key.0), (OfficerId(2), key.0), "Ben's passphrase opens the store's key");
        assert!(matches!(keys.unwrap(folder, Some("Ben"), &passphrase("one")), Err(Error::WrongPassphrase)));
        assert!(matches!(keys.unwrap(folder, Some("Cy"), &passphrase("one")), Err(Error::UnknownOfficer { .. })));
        assert!(
            matches!(keys.unwrap(folder, None, &passphrase("one")), Err(Error::WhichOfficer { names }) if names == ["Ada", "Ben"])
        );
    }

    #[test]
    fn any_changed_byte_of_the_file_is_damage_and_never_a_wrong_passphrase() {
        let (mut keys, key) = two_officers();
        let words = RecoveryWords::random(&mut Counting(50)).unwrap();
        keys.seal_recovery(&key, &words, CHEAP, &mut Counting(60)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        keys.write(folder.path()).unwrap();
        assert_eq!(KeyFile::read(folder.path()).unwrap().to_bytes(), keys.to_bytes(), "whole, it reads back");
        let path = folder.path().join(FILE);
        let whole = fs::read(&path).unwrap();
        for place in 0..whole.len() {
            let mut changed = whole.clone();
            changed[place] ^= 1;
            fs::write(&path, &changed).unwrap();
            let found = KeyFile::read(folder.path());
            assert!(
                matches!(found, Err(Error::KeysDamaged { .. } | Error::KeysNewer { .. })),
                "byte {place} was changed unnoticed"
            );
            fs::write(&path, &whole[..place]).unwrap();
            assert!(matches!(KeyFile::read(folder.path()), Err(Error::KeysDamaged { .. })), "cut at {place}");
        }
    }

    #[test]
    fn the_words_of_the_sheet_open_the_same_key_and_only_in_their_own_slot() {
        let (mut keys, key) = two_officers();
        let folder = Path::new("store");
        let words = RecoveryWords::random(&mut Counting(50)).unwrap();
        let others = RecoveryWords::random(&mut Counting(90)).unwrap();
        assert!(matches!(keys.recover(folder, "Ben", &words), Err(Error::NoRecoverySheet)));
        keys.seal_recovery(&key, &words, CHEAP, &mut Counting(60)).unwrap();
        let (id, opened) = keys.recover(folder, "Ben", &words).unwrap();
        assert_eq!((id, opened.key.0), (OfficerId(2), key.0.clone()), "for the officer who was chosen");
        assert!(matches!(keys.recover(folder, "Ben", &others), Err(Error::OtherRecoverySheet)));
        assert!(matches!(keys.recover(folder, "Cy", &words), Err(Error::UnknownOfficer { .. })));

        let mut moved = keys.clone();
        moved.officers[0] = Wrap::new(OfficerId(1), "Ada", keys.recovery.clone().unwrap());
        let as_officer = moved.unwrap(folder, Some("Ada"), &words.passphrase().unwrap());
        assert!(matches!(as_officer, Err(Error::WrongPassphrase)), "a slot that is moved opens nothing");

        keys.seal_recovery(&key, &others, CHEAP, &mut Counting(70)).unwrap();
        assert!(
            matches!(keys.recover(folder, "Ben", &words), Err(Error::OtherRecoverySheet)),
            "a new sheet ends the old"
        );
    }

    #[test]
    fn a_file_of_the_first_format_stays_as_it_is_until_there_is_a_sheet() {
        let (mut keys, key) = two_officers();
        let folder = tempfile::tempdir().unwrap();
        keys.write(folder.path()).unwrap();
        let text = fs::read_to_string(folder.path().join(FILE)).unwrap();
        assert!(text.contains("\"format\": 1") && !text.contains("recovery"), "{text}");
        let words = RecoveryWords::random(&mut Counting(50)).unwrap();
        keys.seal_recovery(&key, &words, CHEAP, &mut Counting(60)).unwrap();
        keys.write(folder.path()).unwrap();
        let text = fs::read_to_string(folder.path().join(FILE)).unwrap();
        assert!(text.contains("\"format\": 2"), "an older program says that it is too old, not that there is damage");
        assert!(words.words().all(|word| !text.contains(word)), "no word of the sheet stands in the file");
        assert_eq!(KeyFile::read(folder.path()).unwrap().to_bytes(), keys.to_bytes(), "it reads back");
    }

    #[test]
    fn an_officer_who_gets_another_passphrase_keeps_the_place() {
        let (mut keys, key) = two_officers();
        keys.wrap((OfficerId(1), "Ada"), (&key, &[]), &passphrase("three"), CHEAP, &mut Counting(80)).unwrap();
        assert_eq!(keys.names(), ["Ada", "Ben"]);
        let folder = Path::new("store");
        assert!(keys.unwrap(folder, Some("Ada"), &passphrase("three")).is_ok());
        assert!(matches!(keys.unwrap(folder, Some("Ada"), &passphrase("one")), Err(Error::WrongPassphrase)));
    }

    #[test]
    fn what_an_officer_signs_with_comes_out_of_their_slot_alone() {
        let (mut keys, key) = two_officers();
        let (newest, before) = (SigningKey::from_bytes(&[1; 32]), SigningKey::from_bytes(&[2; 32]));
        let (whom, both) = ((OfficerId(2), "Ben"), [&newest, &before]);
        keys.wrap(whom, (&key, &both), &passphrase("two"), CHEAP, &mut Counting(80)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        keys.write(folder.path()).unwrap();
        let text = fs::read_to_string(folder.path().join(FILE)).unwrap();
        assert!(text.contains("\"format\": 3"), "an older program says that it is too old, not that there is damage");
        let read = KeyFile::read(folder.path()).unwrap();
        let (_, opened) = read.unwrap(folder.path(), Some("Ben"), &passphrase("two")).unwrap();
        assert!(opened.signers == [newest, before], "the newest comes first");
        let (_, opened) = read.unwrap(folder.path(), Some("Ada"), &passphrase("one")).unwrap();
        assert!(opened.signers.is_empty(), "an officer from before signs with nothing");
    }

    #[test]
    fn a_guess_costs_a_quarter_to_half_a_second_and_never_less_work_than_usual() {
        let passes = |milliseconds_a_pass: u64| {
            let cost = |kdf: Kdf| Duration::from_millis(milliseconds_a_pass * u64::from(kdf.passes));
            let Kdf { memory_kib, passes, lanes } = Kdf::calibrated(cost);
            assert_eq!((memory_kib, lanes), (64 * 1024, 1));
            passes
        };
        for pace in [10, 30, 60, 90, 120] {
            let took = pace * u64::from(passes(pace));
            assert!((250..=500).contains(&took), "{took} ms at {pace} ms a pass");
        }
        assert_eq!(passes(400), 3, "a slow computer takes longer");
        assert_eq!(passes(0), 64, "a clock that measures nothing does not make it endless");
        assert!(Kdf { passes: passes(1), ..Kdf::default() }.derive(&passphrase("one"), &[0; 16]).is_some());
    }

    #[test]
    fn a_file_cannot_ask_for_all_the_memory_of_the_machine() {
        let greedy = Kdf { memory_kib: u32::MAX, ..CHEAP };
        assert!(greedy.derive(&passphrase("one"), &[0; 16]).is_none(), "4 TiB is refused before it is asked for");
    }
}
