//! *Verify this report*: is a file the report that this record makes, and if not, what in it differs? A file that is no
//! report may still be a receipt or a kept head ([`super::kept`]).
//!
//! The file is hostile. It is read up to a size, only what is asked of it is taken out of it, and what it says is shown and
//! never kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use jiff::Timestamp;
use law::facts::Instrument;
use law::outcome::Outcome;
use ledger::{ClaimedHead, IssuedFile, Log};
use report::entry::{Direction, Origin, Response};
use report::{Edition, Quarter};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::contract;
use super::today::QuarterName;
use super::words;
use crate::entry::shown;
use crate::error::Error;
use crate::office::Desk;
use crate::ports::Progress;

/// What a file is found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The report as this record makes it, byte for byte.
    Same,
    /// A report of this record, which says something else than the record does.
    Differs,
    /// A report, but its heads are not in this record's past.
    OtherRecord,
    /// No report, and nothing else that can be verified.
    NoReport,
    /// A kept head or a receipt that fits this record.
    Fits,
    /// A kept head or a receipt that does not.
    DoesNotFit,
}

contract! {
    /// What a file was found to be.
    pub struct ReportFileView {
        /// The file's name; empty: it was typed.
        pub file: String,
        /// What it is.
        pub verdict: Verdict,
        /// The same in words, with what to do.
        pub said: String,
        /// The quarter it speaks of.
        pub quarter: Option<QuarterName>,
        /// The moment whose record it speaks of, UTC.
        pub as_of: Option<String>,
        /// What was looked at.
        pub findings: Vec<FileFinding>,
        /// What in it differs from the record; at most 50.
        pub differences: Vec<Difference>,
        /// How many more differ.
        pub more: u64,
    }

    /// Something that was looked at.
    pub struct FileFinding {
        /// Does it hold?
        pub holds: bool,
        /// What was found, in a sentence.
        pub what: String,
    }

    /// A figure, or another place, in which file and record differ.
    pub struct Difference {
        /// Which.
        pub what: String,
        /// What the file says.
        pub in_file: String,
        /// What the record says.
        pub in_record: String,
    }
}

/// No report of this program is larger: a quarter of a hundred thousand items fits.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The most differences that are listed.
const LISTED: usize = 50;

/// What is taken out of a file. Whatever else it holds is compared with the record, not believed.
#[derive(Deserialize)]
struct Claims {
    /// Said by the public edition alone.
    edition: Option<Edition>,
    quarter: ClaimedQuarter,
    office: String,
    ledger: ClaimedHeads,
}

#[derive(Deserialize)]
struct ClaimedQuarter {
    calendar: String,
    as_of: String,
}

#[derive(Deserialize)]
struct ClaimedHeads {
    disclosure: Claimed,
    /// Not in the public edition.
    status_exchange: Option<Claimed>,
}

#[derive(Deserialize)]
struct Claimed {
    size: u64,
    root: String,
}

impl Claimed {
    fn head(&self, log: Log) -> Option<ClaimedHead> {
        let (pairs, rest) = self.root.as_bytes().as_chunks::<2>();
        let mut root = [0; 32];
        if pairs.len() != root.len() || !rest.is_empty() {
            return None;
        }
        for (place, pair) in root.iter_mut().zip(pairs) {
            let digits = std::str::from_utf8(pair).ok().filter(|pair| pair.bytes().all(|b| b.is_ascii_hexdigit()))?;
            *place = u8::from_str_radix(digits, 16).ok()?;
        }
        Some(ClaimedHead { log, size: self.size, root })
    }
}

/// A report by what it says of itself.
struct Claim {
    office: String,
    edition: Edition,
    quarter: Quarter,
    as_of: Timestamp,
    heads: Vec<ClaimedHead>,
}

impl Claim {
    /// # Errors
    /// Why it is no report, as the end of a sentence.
    fn read(bytes: &[u8]) -> Result<Self, &'static str> {
        let text = std::str::from_utf8(bytes).map_err(|_| "it is not text")?;
        if serde_json::from_str::<serde::de::IgnoredAny>(text).is_err() {
            return Err("it is not JSON, or it is cut off. Choose the file that ends in .json");
        }
        let Claims { edition, quarter, office, ledger } =
            serde_json::from_str(text).map_err(|_| "it has no quarter, office or seals, or has them twice")?;
        let exchanges = ledger.status_exchange.map(|claimed| (Log::StatusExchange, claimed));
        let edition = edition.unwrap_or(Edition::Internal);
        if (edition == Edition::Internal) != exchanges.is_some() {
            return Err("its seals are not what the program writes");
        }
        let heads = [(Log::Disclosure, ledger.disclosure)].into_iter().chain(exchanges);
        let heads = heads.map(|(log, claimed)| claimed.head(log)).collect::<Option<Vec<ClaimedHead>>>();
        Ok(Self {
            office,
            edition,
            quarter: quarter.calendar.parse().map_err(|_| "it names no quarter")?,
            as_of: quarter.as_of.parse().map_err(|_| "it does not say of which moment it speaks")?,
            heads: heads.ok_or("its seals are not what the program writes")?,
        })
    }
}

impl ReportFileView {
    fn none(file: String, why: &str) -> Self {
        let said = format!("This is no report of this program: {why}. Nothing was changed.");
        Self::about(file, Verdict::NoReport, said)
    }

    /// What was found, with nothing that was looked at yet.
    pub(crate) const fn about(file: String, verdict: Verdict, said: String) -> Self {
        Self { file, verdict, said, quarter: None, as_of: None, findings: Vec::new(), differences: Vec::new(), more: 0 }
    }
}

pub(crate) fn finding(holds: bool, what: impl Into<String>) -> FileFinding {
    FileFinding { holds, what: what.into() }
}

impl Desk {
    /// Looks at a report's JSON file: is it of this record, and is every byte what the record makes? Of a receipt or a
    /// kept head: does it fit this record? The record itself is checked with it. What is wrong with the file is in the answer.
    ///
    /// # Errors
    /// If the file cannot be read; [`Error::Stopped`]; or what the store says.
    pub fn verify_report(&self, path: &Path, progress: &mut dyn Progress) -> Result<ReportFileView, Error> {
        let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let reading = |source| Error::File { path: path.to_owned(), doing: "could not be read", source };
        let mut bytes = Vec::new();
        File::open(path).map_err(reading)?.take(LARGEST + 1).read_to_end(&mut bytes).map_err(reading)?;
        if bytes.len() as u64 > LARGEST {
            return Ok(ReportFileView::none(file, "it is larger than any report"));
        }
        match Claim::read(&bytes) {
            Ok(claim) => self.verify_claim(file, &claim, &bytes, progress),
            Err(why) => {
                let kept = match std::str::from_utf8(&bytes) {
                    Ok(text) => self.verify_kept(&file, text, progress)?,
                    Err(_) => None,
                };
                Ok(kept.unwrap_or_else(|| ReportFileView::none(file, why)))
            }
        }
    }

    fn verify_claim(
        &self,
        file: String,
        claim: &Claim,
        bytes: &[u8],
        progress: &mut dyn Progress,
    ) -> Result<ReportFileView, Error> {
        let mut view = ReportFileView {
            quarter: Some(QuarterName::of(claim.quarter)),
            as_of: Some(claim.as_of.to_string()),
            ..ReportFileView::none(file, "")
        };
        for head in &claim.heads {
            let fits = self.store.has_had(head)?;
            let log = match head.log {
                Log::Disclosure => "disclosures",
                Log::StatusExchange => "§ 1373 exchanges",
            };
            view.findings.push(finding(
                fits,
                if fits {
                    format!("Its seal of the {log} fits this record’s past")
                } else {
                    format!("Its seal of the {log} does not fit this record’s past")
                },
            ));
        }
        if view.findings.iter().any(|found| !found.holds) {
            view.verdict = Verdict::OtherRecord;
            view.said = if claim.office == self.office() {
                "This is no report of this record as it is here. The file was changed, or it is of another copy of the \
                 record, or the record lost or changed entries. Keep the file, and check the record against it."
                    .to_owned()
            } else {
                format!(
                    "This is a report of another office: it names \"{}\", and this record is kept by \"{}\". That office \
                     can verify it.",
                    shown(&claim.office),
                    self.office()
                )
            };
            return Ok(view);
        }
        let issued = self.store.report_issued_with(&IssuedFile::of("", bytes).sha256)?;
        let made = self.made_again(claim, bytes, issued.is_some(), progress)?;
        let same = made.as_ref().is_some_and(|made| made == bytes);
        if made.is_some() {
            view.findings.push(finding(
                same,
                if same {
                    "Made again from the record, every byte is the same"
                } else {
                    "Made again from the record, it differs"
                },
            ));
        }
        if issued.is_some() {
            view.findings.push(finding(true, "This very file is in the list of reports issued"));
        }
        let record = self.verify(&claim.heads, progress)?;
        let holds = record.problems.is_empty();
        view.findings.push(finding(
            holds,
            if holds {
                format!("All {} entries of the record hold", record.events)
            } else {
                "The record itself does not hold: check the record".to_owned()
            },
        ));
        if let Some(made) = made.as_ref().filter(|_| !same) {
            (view.differences, view.more) = differences(bytes, made);
        }
        view.verdict = if same || issued.is_some() { Verdict::Same } else { Verdict::Differs };
        view.said = match made {
            Some(_) => said(same, issued.is_some(), view.differences.len() as u64 + view.more),
            None => ISSUED_BEFORE_A_SEAL.to_owned(),
        };
        Ok(view)
    }

    /// The report of a file as the record makes it: without what is sealed now, or as it was made then, if that is what the
    /// file is. `None`: it was issued, and to make it again would show what was sealed since to who may not see it.
    fn made_again(
        &self,
        claim: &Claim,
        bytes: &[u8],
        issued: bool,
        progress: &mut dyn Progress,
    ) -> Result<Option<Vec<u8>>, Error> {
        let now = self.left_out_of_report(claim.as_of)?;
        let made = self.report_json(claim.quarter, claim.edition, claim.as_of, &now, progress)?;
        if made == bytes {
            return Ok(Some(made));
        }
        match self.left_out_then(claim.as_of) {
            Ok(then) if then == now => Ok(Some(made)),
            Ok(then) => self.report_json(claim.quarter, claim.edition, claim.as_of, &then, progress).map(Some),
            Err(Error::SealedSince) if issued => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// What is said of it where it is not made again.
const ISSUED_BEFORE_A_SEAL: &str = "This is the report as it was issued, byte for byte, by the list of reports issued. Entries \
                                    were sealed since, so it is not made again here.";

fn said(same: bool, issued: bool, differences: u64) -> String {
    match (same, issued, differences) {
        (true, _, _) => "This is the report as this record makes it, byte for byte.".to_owned(),
        (false, true, _) => {
            "This is the report as it was issued, byte for byte. This version of the program would write \
                             it in another way; what differs is below."
                .to_owned()
        }
        (false, false, 0) => {
            "Every figure is what the record says. Only the way it is written differs, as when another \
                              program has saved the file again. Rely on the file as it was issued."
                .to_owned()
        }
        (false, false, 1) => {
            "This is a report of this record, but one thing in it is not what the record says.".to_owned()
        }
        (false, false, several) => {
            format!("This is a report of this record, but {several} things in it are not what the record says.")
        }
    }
}

/// What a file says that the record does not, and how much more there is than is listed.
fn differences(file: &[u8], made: &[u8]) -> (Vec<Difference>, u64) {
    // A file many times the report's length would take many times its memory to read: it is told as one difference.
    if file.len() > made.len().saturating_mul(2) {
        let bytes = |bytes: &[u8]| format!("{} bytes", bytes.len());
        let length = Difference { what: "Length of the file".to_owned(), in_file: bytes(file), in_record: bytes(made) };
        return (vec![length], 0);
    }
    let mut found = Differences::default();
    if let (Ok(file), Ok(made)) = (serde_json::from_slice::<Value>(file), serde_json::from_slice::<Value>(made)) {
        found.compare(&mut Vec::new(), Some(&file), Some(&made));
    }
    let more = found.count.saturating_sub(found.listed.len() as u64);
    (found.listed, more)
}

#[derive(Default)]
struct Differences {
    listed: Vec<Difference>,
    count: u64,
}

impl Differences {
    fn compare(&mut self, path: &mut Vec<String>, file: Option<&Value>, made: Option<&Value>) {
        let (in_file, in_record) = match (file, made) {
            (Some(Value::Object(file)), Some(Value::Object(made))) => {
                for key in file.keys().chain(made.keys()).collect::<BTreeSet<_>>() {
                    path.push(name(path.first().map(String::as_str), key));
                    self.compare(path, file.get(key), made.get(key));
                    path.pop();
                }
                return;
            }
            (Some(Value::Array(file)), Some(Value::Array(made))) => {
                let (file, made) = (by_name(file), by_name(made));
                for key in file.keys().chain(made.keys()).collect::<BTreeSet<_>>() {
                    path.push(key.0.clone());
                    self.compare(path, file.get(key).copied(), made.get(key).copied());
                    path.pop();
                }
                return;
            }
            (file, made) if file == made => return,
            (file, made) => (in_words(file), in_words(made)),
        };
        self.count += 1;
        if self.listed.len() < LISTED {
            self.listed.push(Difference { what: path.join(", "), in_file, in_record });
        }
    }
}

fn in_words(value: Option<&Value>) -> String {
    match value {
        None => "not there".to_owned(),
        Some(Value::Null) => "nothing".to_owned(),
        Some(Value::String(text)) => shown(text),
        Some(Value::Bool(_) | Value::Number(_)) => value.map(|value| shown(&value.to_string())).unwrap_or_default(),
        Some(Value::Array(_) | Value::Object(_)) => "there".to_owned(),
    }
}

/// The lines of a list, each by what it is about and how often that came before: what was added or taken away then moves
/// no other line.
fn by_name(lines: &[Value]) -> BTreeMap<(String, usize), &Value> {
    let mut named = BTreeMap::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for line in lines {
        let text = |key: &str| line.get(key).and_then(Value::as_str).map(shown);
        let office = text("agency").or_else(|| text("department"));
        let name = match (text("request"), line.get("item").and_then(Value::as_u64), office, line.as_str()) {
            (Some(request), Some(item), _, _) => format!("request {request} item {item}"),
            (_, _, Some(office), _) => office,
            (_, _, None, Some(sentence)) => shown(sentence),
            (_, _, None, None) => "line".to_owned(),
        };
        let times = seen.entry(name.clone()).or_default();
        named.insert((name, *times), line);
        *times += 1;
    }
    named
}

/// A key of the report as staff read it: a group of figures, or a word of the group's own list.
fn name(group: Option<&str>, key: &str) -> String {
    let plain = || shown(&key.replace('_', " "));
    match group {
        None => GROUPS.iter().find(|(group, _)| *group == key).map_or_else(plain, |(_, name)| (*name).to_owned()),
        Some(DETERMINATIONS) => key.parse::<Outcome>().map_or_else(|_| plain(), |word| word.label().to_owned()),
        Some(ANSWERS) => key.parse::<Response>().map_or_else(|_| plain(), |word| words::response(word).to_owned()),
        Some(PAPERS) => key.parse::<Instrument>().map_or_else(|_| plain(), |word| words::instrument(word).to_owned()),
        Some(ORIGINS) => key.parse::<Origin>().map_or_else(|_| plain(), |word| words::origin(word).to_owned()),
        Some(EXCHANGES) => key.parse::<Direction>().map_or_else(|_| plain(), |word| words::direction(word).to_owned()),
        Some(_) => plain(),
    }
}

const DETERMINATIONS: &str = "Determinations";
const ANSWERS: &str = "What became of it";
const PAPERS: &str = "Papers that came";
const ORIGINS: &str = "How it came about";
const EXCHANGES: &str = "§ 1373 exchanges";

/// The groups of the report, by their keys, under the names that the page gives them.
const GROUPS: [(&str, &str); 15] = [
    ("quarter", "Quarter"),
    ("requests", "Requests"),
    ("items", DETERMINATIONS),
    ("responses", ANSWERS),
    ("disclosures", "What was given out"),
    ("non_mandatory_disclosures", "Disclosures that no law required"),
    ("by_agency", "Who asked"),
    ("by_instrument", PAPERS),
    ("by_origin", ORIGINS),
    ("status_exchanges", EXCHANGES),
    ("rows", "List of items"),
    ("ledger", "Seals"),
    ("office", "Office"),
    ("counting_rules", "How it is counted"),
    ("coverage", "What the departments did"),
];
