//! The store's key, and how each officer's passphrase opens it.
//!
//! The database is encrypted with one random 256-bit key. `keys.json` holds that key once for each officer, sealed with
//! XChaCha20-Poly1305 under a key that Argon2id derives from the officer's passphrase; officers come and go without
//! anything being encrypted again. Beside it in the same seal lies the key that the officer signs with. Where the record got
//! another key, it lies beside that seal, handed to the key that the officer signs with. The words of the recovery sheet
//! have a slot of their own. A digest over the file tells damage apart from a wrong passphrase.
//! What must never enter here: a passphrase or key in the clear, in a file or a message.

use std::fs;
use std::path::{Path, PathBuf};

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::HEXLOWER;
use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::event::{DeskId, PublicKey};
use crate::handing::Handed;
use crate::passphrase::{Kdf, Passphrase};
use crate::record::OfficerId;
use crate::recovery::RecoveryWords;
use crate::{Error, files};

/// The name of the key file in a store's folder.
pub(crate) const FILE: &str = "keys.json";
/// The name of the key file that takes its place together with a database under another key.
const NEXT: &str = "keys.next.json";

/// The first format of the key file: officers alone. A file without a recovery sheet is still written so.
const OFFICERS_ALONE: u32 = 1;
/// A slot of the recovery sheet beside those of the officers.
const WITH_RECOVERY: u32 = 2;
/// An officer's slot may also hold what the officer signs with.
const WITH_SIGNERS: u32 = 3;
/// The newest format: a later key may lie beside an officer's slot.
const WITH_HANDED: u32 = 4;

/// Where random bytes come from. In production: the operating system.
pub trait Entropy: Send {
    /// Fills the bytes with random ones that nobody can predict.
    ///
    /// # Errors
    /// What the system said, where it has none to give.
    fn fill(&mut self, bytes: &mut [u8]) -> std::io::Result<()>;
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
    /// The key that the record got since, for who opens the seal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    handed: Option<Handed>,
}

impl Wrap {
    fn new(id: OfficerId, name: &str, Sealed { argon2id, salt, nonce, sealed }: Sealed) -> Self {
        Self { id, name: name.to_owned(), argon2id, salt, nonce, sealed, handed: None }
    }

    fn slot(&self) -> Sealed {
        let Self { id: _, name: _, argon2id, salt, nonce, sealed, handed: _ } = self.clone();
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
        Self::read_at(folder.join(FILE))
    }

    /// Reads the key file that was to take the place of the store's, if there is one.
    pub(crate) fn read_next(folder: &Path) -> Result<Option<Self>, Error> {
        let next = folder.join(NEXT);
        if fs::exists(&next).map_err(Error::reading(&next))? { Self::read_at(next).map(Some) } else { Ok(None) }
    }

    fn read_at(path: PathBuf) -> Result<Self, Error> {
        /// Only the format, to tell a newer file from a damaged one.
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::KeysDamaged { path });
            }
            Err(error) => return Err(Error::reading(&path)(error)),
        };
        if let Ok(Format { format }) = serde_json::from_slice(&bytes)
            && format > WITH_HANDED
        {
            return Err(Error::KeysNewer { found: format, known: WITH_HANDED });
        }
        let Ok(read) = serde_json::from_slice::<Self>(&bytes) else { return Err(Error::KeysDamaged { path }) };
        // Compared as bytes, so that any change of the file at all is seen.
        if read.to_bytes() == bytes { Ok(read) } else { Err(Error::KeysDamaged { path }) }
    }

    /// Writes the key file into the store's folder, whole or not at all.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), Error> {
        files::write_whole(&folder.join(FILE), &self.to_bytes())
    }

    /// Writes the key file beside the store's, to take its place.
    pub(crate) fn write_next(&self, folder: &Path) -> Result<(), Error> {
        files::write_whole(&folder.join(NEXT), &self.to_bytes())
    }

    /// The key file that was written beside takes the place of the store's.
    pub(crate) fn take_place(folder: &Path) -> Result<(), Error> {
        let path = folder.join(FILE);
        fs::rename(folder.join(NEXT), &path).map_err(Error::writing(&path))?;
        files::sync_folder(folder)
    }

    /// The key file that was written beside is not needed.
    pub(crate) fn drop_next(folder: &Path) -> Result<(), Error> {
        let next = folder.join(NEXT);
        fs::remove_file(&next).map_err(Error::writing(&next))?;
        files::sync_folder(folder)
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
            self.format = self.format.max(WITH_SIGNERS);
        }
        Ok(())
    }

    /// Takes over an officer's seal as it is in another key file, and beside it the key of this one, handed to the key that
    /// the officer signs with. Nobody needs the passphrase for it but the officer, to open it. An officer without a seal
    /// there gets none here.
    pub(crate) fn hand(
        &mut self,
        key: &StoreKey,
        (from, id): (&Self, OfficerId),
        to: &PublicKey,
        entropy: &mut dyn Entropy,
    ) -> Result<(), Error> {
        if let Some(wrap) = from.officers.iter().find(|wrap| wrap.id == id) {
            let handed = Handed::seal(&key.0, to, &self.bound_to(id), entropy)?;
            self.officers.push(Wrap { handed: Some(handed), ..wrap.clone() });
            self.format = WITH_HANDED;
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
        let bound_to = self.bound_to(wrap.id);
        let mut opened = wrap.slot().open(folder, &bound_to, passphrase)?;
        if let Some(handed) = &wrap.handed {
            let key = opened.signers.iter().find_map(|signer| handed.open(signer, &bound_to));
            opened.key = StoreKey(key.ok_or_else(|| Error::KeysDamaged { path: folder.join(FILE) })?);
        }
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
}
