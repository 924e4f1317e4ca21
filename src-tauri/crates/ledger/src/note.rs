//! Heads of the logs on their way out of the store and back: signed notes (C2SP tlog-checkpoint), the printed seal, and
//! the `ledger` object of a report.
//!
//! A log cannot show that its own past was rewritten; a head that someone else kept can. Nothing of the record enters
//! here but sizes and roots.

use data_encoding::{BASE64, HEXLOWER};
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use crate::event::DeskId;
use crate::merkle::Hash;
use crate::record::Log;

/// Size and root of one log: 32 bytes that stand for every event in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Which log.
    pub log: Log,
    /// The number of its events.
    pub size: u64,
    /// The RFC 6962 root over them.
    pub root: Hash,
}

/// The heads of both logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heads {
    /// The head of the disclosure log.
    pub disclosure: Head,
    /// The head of the log of status exchanges.
    pub status_exchange: Head,
}

impl Heads {
    /// The head of one log.
    #[must_use]
    pub const fn of(&self, log: Log) -> &Head {
        match log {
            Log::Disclosure => &self.disclosure,
            Log::StatusExchange => &self.status_exchange,
        }
    }
}

/// A head that somebody kept outside the store: to verify against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimedHead {
    /// Which log.
    pub log: Log,
    /// The number of events it had then.
    pub size: u64,
    /// Its root then.
    pub root: Hash,
}

impl From<Head> for ClaimedHead {
    fn from(Head { log, size, root }: Head) -> Self {
        Self { log, size, root }
    }
}

/// A text in which no head, or a mistyped one, was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClaimError {
    /// There is no head in the text.
    #[error(
        "No head was found in this. Give a saved note, a report's JSON file, or a printed seal from its first word to its last."
    )]
    None,
    /// The seal's check word does not fit.
    #[error(
        "The seal of the {log} log is mistyped or not complete: its check word does not fit. Compare it group by group."
    )]
    Mistyped {
        /// The log the seal names.
        log: &'static str,
    },
    /// A note or report has a head that is cut or changed.
    #[error("The head of the {log} log is cut off or changed. Use the file as it was saved.")]
    Malformed {
        /// The log the head names.
        log: &'static str,
    },
}

/// The name of the access log in its notes and seals.
pub(crate) const ACCESS: &str = "access";

/// The head of the access log: its size and root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessHead {
    /// The number of its events.
    pub size: u64,
    /// The RFC 6962 root over them.
    pub root: Hash,
}

impl AccessHead {
    /// The head as it is printed, as [`Head::seal`].
    #[must_use]
    pub fn seal(&self) -> String {
        Checkpoint::from(self).seal()
    }
}

/// What is signed of any log: its name, its size and its root.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Checkpoint<'a> {
    log: &'a str,
    size: u64,
    root: &'a Hash,
}

impl<'a> From<&'a Head> for Checkpoint<'a> {
    fn from(Head { log, size, root }: &'a Head) -> Self {
        Self { log: log.as_str(), size: *size, root }
    }
}

impl<'a> From<&'a AccessHead> for Checkpoint<'a> {
    fn from(AccessHead { size, root }: &'a AccessHead) -> Self {
        Self { log: ACCESS, size: *size, root }
    }
}

/// The number of hex groups in a printed seal.
const GROUPS: usize = 16;

impl Head {
    /// The head as it is printed: log, size, the root in 16 groups of 4 hex digits, and a check word.
    #[must_use]
    pub fn seal(&self) -> String {
        Checkpoint::from(self).seal()
    }
}

impl Checkpoint<'_> {
    fn seal(&self) -> String {
        let digits = HEXLOWER.encode(self.root);
        let mut groups = String::with_capacity(digits.len() + GROUPS);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                groups.push('-');
            }
            groups.push(digit);
        }
        format!("{} {} {groups} {}", self.log, self.size, check_word(self.log, self.size, self.root))
    }

    /// The text that is signed: origin, size and root, a line each.
    fn text(&self, desk: DeskId) -> String {
        format!("{}\n{}\n{}\n", origin(desk, self.log), self.size, BASE64.encode(self.root))
    }
}

/// Sixteen bits over everything in the seal, as a word that can be read aloud (a proquint).
fn check_word(log: &str, size: u64, root: &Hash) -> String {
    const CONSONANTS: [char; 16] = ['b', 'd', 'f', 'g', 'h', 'j', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'z'];
    const VOWELS: [char; 4] = ['a', 'i', 'o', 'u'];
    let digest = Sha256::new().chain_update(log).chain_update(size.to_be_bytes()).chain_update(root).finalize();
    let bits = digest.iter().take(2).fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
    let consonant = |shift: u32| CONSONANTS.get(bits >> shift & 15).copied();
    let vowel = |shift: u32| VOWELS.get(bits >> shift & 3).copied();
    [consonant(12), vowel(10), consonant(6), vowel(4), consonant(0)].into_iter().flatten().collect()
}

/// The name of a log in its notes: whose, and which.
pub(crate) fn origin(desk: DeskId, log: &str) -> String {
    format!("disclosure-gatekeeper/{desk}/{log}")
}

pub(crate) fn sign<'a>(desk: DeskId, head: impl Into<Checkpoint<'a>>, key: &SigningKey) -> [u8; 64] {
    key.sign(head.into().text(desk).as_bytes()).to_bytes()
}

pub(crate) fn is_signed<'a>(
    desk: DeskId,
    head: impl Into<Checkpoint<'a>>,
    signature: &[u8; 64],
    key: &VerifyingKey,
) -> bool {
    let text = head.into().text(desk);
    key.verify_strict(text.as_bytes(), &ed25519_dalek::Signature::from_bytes(signature)).is_ok()
}

/// The key's id as C2SP signed-note has it: the beginning of a hash over its name, its algorithm and itself.
fn key_id(name: &str, key: &VerifyingKey) -> [u8; 4] {
    let digest =
        Sha256::new().chain_update(name).chain_update([b'\n', ED25519]).chain_update(key.as_bytes()).finalize();
    let mut id = [0; 4];
    id.iter_mut().zip(digest).for_each(|(place, byte)| *place = byte);
    id
}

/// The number of the algorithm in C2SP signed-note.
const ED25519: u8 = 0x01;

/// The signed note of a head.
pub(crate) fn signed_note<'a>(desk: DeskId, head: impl Into<Checkpoint<'a>>, key: &SigningKey) -> String {
    let head = head.into();
    as_note(desk, head, &sign(desk, head, key), &key.verifying_key())
}

/// The note of a head that was signed earlier.
pub(crate) fn as_note<'a>(
    desk: DeskId,
    head: impl Into<Checkpoint<'a>>,
    signature: &[u8; 64],
    key: &VerifyingKey,
) -> String {
    let head = head.into();
    let name = origin(desk, head.log);
    let signature: Vec<u8> = key_id(&name, key).iter().chain(signature).copied().collect();
    format!("{}\n— {name} {}\n", head.text(desk), BASE64.encode(&signature))
}

/// What checks the signatures of a log's notes, as C2SP signed-note writes it: name, key id and key.
pub(crate) fn verifying_key(desk: DeskId, log: &str, key: &VerifyingKey) -> String {
    written_key(&origin(desk, log), key)
}

fn written_key(name: &str, key: &VerifyingKey) -> String {
    let typed: Vec<u8> = [ED25519].iter().chain(key.as_bytes()).copied().collect();
    format!("{name}+{}+{}", HEXLOWER.encode(&key_id(name, key)), BASE64.encode(&typed))
}

/// A head that a text claims, of a log of this name.
struct Claim {
    log: &'static str,
    size: u64,
    root: Hash,
}

/// Finds the heads of the two ledgers in a text: signed notes, printed seals, or a report's JSON.
///
/// # Errors
/// [`ClaimError`] if there is none, or one of them is mistyped or cut.
pub fn parse_claims(text: &str) -> Result<Vec<ClaimedHead>, ClaimError> {
    let claims = claims(text, &Log::ALL.map(Log::as_str))?.into_iter();
    let of_ledger = |Claim { log, size, root }| Log::from_word(log).map(|log| ClaimedHead { log, size, root });
    Ok(claims.filter_map(of_ledger).collect())
}

/// Finds the heads of the access log in a text: signed notes, or printed seals.
///
/// # Errors
/// As [`parse_claims`].
pub fn parse_access_claims(text: &str) -> Result<Vec<AccessHead>, ClaimError> {
    Ok(claims(text, &[ACCESS])?.into_iter().map(|Claim { log: _, size, root }| AccessHead { size, root }).collect())
}

/// Finds the heads of the logs of these names.
fn claims(text: &str, logs: &[&'static str]) -> Result<Vec<Claim>, ClaimError> {
    let mut claims = Vec::new();
    if let Ok(report) = serde_json::from_str::<serde_json::Value>(text) {
        claims_of_report(&report, logs, &mut claims)?;
    } else {
        claims_of_notes(text, logs, &mut claims)?;
        claims_of_seals(text, logs, &mut claims)?;
    }
    if claims.is_empty() { Err(ClaimError::None) } else { Ok(claims) }
}

fn named(logs: &[&'static str], word: &str) -> Option<&'static str> {
    logs.iter().copied().find(|log| *log == word)
}

fn claims_of_report(
    report: &serde_json::Value,
    logs: &[&'static str],
    claims: &mut Vec<Claim>,
) -> Result<(), ClaimError> {
    for log in logs.iter().copied() {
        let Some(head) = report.get("ledger").and_then(|ledger| ledger.get(log)) else { continue };
        let size = head.get("size").and_then(serde_json::Value::as_u64);
        let root = head
            .get("root")
            .and_then(serde_json::Value::as_str)
            .and_then(|digits| HEXLOWER.decode(digits.to_ascii_lowercase().as_bytes()).ok())
            .and_then(|bytes| Hash::try_from(bytes).ok());
        let (Some(size), Some(root)) = (size, root) else { return Err(ClaimError::Malformed { log }) };
        claims.push(Claim { log, size, root });
    }
    Ok(())
}

fn claims_of_notes(text: &str, logs: &[&'static str], claims: &mut Vec<Claim>) -> Result<(), ClaimError> {
    let mut lines = text.lines().map(str::trim);
    while let Some(line) = lines.next() {
        let Some((_, place)) = line.split_once("disclosure-gatekeeper/") else { continue };
        if !line.starts_with("disclosure-gatekeeper/") {
            continue;
        }
        let Some(log) = place.rsplit_once('/').and_then(|(_, word)| named(logs, word)) else { continue };
        let size = lines.next().and_then(|line| line.parse().ok());
        let root = lines
            .next()
            .and_then(|line| BASE64.decode(line.as_bytes()).ok())
            .and_then(|bytes| Hash::try_from(bytes).ok());
        let (Some(size), Some(root)) = (size, root) else { return Err(ClaimError::Malformed { log }) };
        claims.push(Claim { log, size, root });
    }
    Ok(())
}

/// A seal may be typed in capitals, wrapped over lines, and with spaces for dashes.
fn claims_of_seals(text: &str, logs: &[&'static str], claims: &mut Vec<Claim>) -> Result<(), ClaimError> {
    let text = text.to_lowercase();
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c == '-' || c == '–').filter(|word| !word.is_empty()).collect();
    for start in 0..words.len() {
        let mut rest = words.iter().skip(start);
        let Some(log) = rest.next().and_then(|word| named(logs, word)) else { continue };
        let Some(size) = rest.next().and_then(|word| word.parse::<u64>().ok()) else { continue };
        let digits: String = rest.by_ref().take(GROUPS).copied().collect();
        let root = HEXLOWER.decode(digits.as_bytes()).ok().and_then(|bytes| Hash::try_from(bytes).ok());
        let Some(root) = root else { return Err(ClaimError::Mistyped { log }) };
        if rest.next().is_none_or(|word| *word != check_word(log, size, &root)) {
            return Err(ClaimError::Mistyped { log });
        }
        claims.push(Claim { log, size, root });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn head(log: Log, size: u64, seed: u8) -> Head {
        Head { log, size, root: Sha256::digest([seed]).into() }
    }

    #[test]
    fn a_note_has_the_form_of_a_checkpoint_and_a_signature_that_holds() {
        let key = SigningKey::from_bytes(&[3; 32]);
        let head = head(Log::Disclosure, 1042, 1);
        let note = signed_note(DeskId([0xab; 8]), &head, &key);
        let lines: Vec<&str> = note.lines().collect();
        assert_eq!(lines[0], "disclosure-gatekeeper/abababababababab/disclosure");
        assert_eq!(lines[1..4], ["1042", &BASE64.encode(&head.root), ""]);
        let signature = lines[4].strip_prefix("— disclosure-gatekeeper/abababababababab/disclosure ").unwrap();
        let signature = BASE64.decode(signature.as_bytes()).unwrap();
        assert_eq!(signature.len(), 4 + 64, "key id and signature");
        let signature: [u8; 64] = signature[4..].try_into().unwrap();
        assert!(is_signed(DeskId([0xab; 8]), &head, &signature, &key.verifying_key()));
        assert!(!is_signed(DeskId([0xac; 8]), &head, &signature, &key.verifying_key()), "another desk's head");
    }

    #[test]
    fn a_key_is_written_as_other_programs_write_it() {
        // The example in the documentation of Go's golang.org/x/mod/sumdb/note, where the format comes from.
        let example = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        let typed = BASE64.decode(example.rsplit('+').next().unwrap().as_bytes()).unwrap();
        let key = VerifyingKey::from_bytes(typed[1..].try_into().unwrap()).unwrap();
        assert_eq!(written_key("PeterNeumann", &key), example);
    }

    #[test]
    fn heads_are_found_in_notes_seals_and_reports() {
        let (first, second) = (head(Log::Disclosure, 1042, 1), head(Log::StatusExchange, 7, 2));
        let expected = vec![ClaimedHead::from(first), ClaimedHead::from(second)];
        let key = SigningKey::from_bytes(&[3; 32]);
        let notes: Vec<String> = [first, second].iter().map(|head| signed_note(DeskId([1; 8]), head, &key)).collect();
        let saved = format!("Kept by the clerk on 3 January:\n{}\n{}", notes[0], notes[1]);
        assert_eq!(parse_claims(&saved), Ok(expected.clone()), "notes, with other lines around them");
        let printed = format!("{}\n{}", first.seal().to_uppercase(), second.seal().replace('-', " \n"));
        assert_eq!(parse_claims(&printed), Ok(expected.clone()), "seals as somebody typed them");
        let report = serde_json::json!({"quarter": {}, "ledger": {
            "disclosure": {"size": 1042, "root": HEXLOWER.encode(&first.root)},
            "status_exchange": {"size": 7, "root": HEXLOWER.encode(&second.root)}}});
        assert_eq!(parse_claims(&report.to_string()), Ok(expected), "a report");
        assert_eq!(parse_claims("nothing here"), Err(ClaimError::None));
        let access = AccessHead { size: 3, root: first.root };
        let kept = format!("{saved}\n{}\n{}", signed_note(DeskId([1; 8]), &access, &key), access.seal());
        assert_eq!(parse_claims(&kept).map(|found| found.len()), Ok(2), "the access log is no ledger");
        assert_eq!(parse_access_claims(&kept), Ok(vec![access, access]), "its note, and its seal");
        assert_eq!(parse_access_claims(&saved), Err(ClaimError::None));
        let cut: String = notes[0].chars().take(notes[0].find('=').unwrap() - 5).collect();
        assert_eq!(parse_claims(&cut), Err(ClaimError::Malformed { log: "disclosure" }), "a note that was cut");
    }

    proptest! {
        #[test]
        fn a_mistyped_seal_is_noticed(seed: u8, size in 0_u64..5_000_000, place: prop::sample::Index, digit in "[0-9a-f]") {
            let head = head(Log::Disclosure, size, seed);
            let seal = head.seal();
            prop_assert_eq!(parse_claims(&seal), Ok(vec![head.into()]));
            let groups = seal.find('-').unwrap() - 4;
            let at = groups + place.index(GROUPS * 5 - 1);
            let mut typed = seal.clone();
            if typed.as_bytes()[at] != b'-' {
                typed.replace_range(at..=at, &digit);
            }
            if typed != seal {
                prop_assert_eq!(parse_claims(&typed), Err(ClaimError::Mistyped { log: "disclosure" }));
            }
        }
    }
}
