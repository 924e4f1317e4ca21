//! What is measured on: made-up facts, a made-up request log, and a store that costs no time to unlock.
//!
//! Everything comes from a seed, so that two runs measure the same work.

use std::io;
use std::path::Path;

use desk::ledger::{Entropy, Founding, Kdf};
use desk::ports::Clock;
use desk::{Desk, Opening, Passphrase};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use law::directory::Directory;
use law::facts::{Ask, Facts, Information, Instrument, Purpose, Recipient, YesNo, YesNoUnknown};

use super::measure::stopped;
use crate::command::Stop;

/// Numbers that look random and are the same in every run (SplitMix64).
pub(crate) struct Random(u64);

impl Random {
    /// The one sequence of all benchmarks.
    pub(crate) const fn seeded() -> Self {
        Self(0x19_153)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to one below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from((u128::from(self.next()) * (end as u128)) >> 64).unwrap_or(0)
    }

    /// True so many times in a hundred.
    pub(crate) fn percent(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    /// One of a list; nothing of an empty one.
    pub(crate) fn one_of<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        list.get(self.below(list.len())).copied()
    }

    pub(crate) fn word(&mut self, list: &[&'static str]) -> &'static str {
        self.one_of(list).unwrap_or_default()
    }
}

/// Facts with nothing missing; for the ask that is given, or for any.
pub(crate) fn facts(random: &mut Random, ask: Option<Ask>) -> Facts {
    Facts {
        ask: ask.or_else(|| random.one_of(Ask::ALL)),
        information: random.one_of(Information::ALL),
        recipient: random.one_of(Recipient::ALL),
        for_immigration_agency: random.one_of(YesNoUnknown::ALL),
        purpose: random.one_of(Purpose::ALL),
        instrument: random.one_of(Instrument::ALL),
        valid_on_face: random.one_of(YesNoUnknown::ALL),
        within_scope: random.one_of(YesNoUnknown::ALL),
        exempt_record: random.one_of(YesNoUnknown::ALL),
        other_law_forbids: random.one_of(YesNo::ALL),
    }
}

const HEADER: [&str; 20] = [
    "request",
    "received",
    "origin",
    "channel",
    "department",
    "agency",
    "recipient",
    "ask",
    "information",
    "for_immigration_agency",
    "purpose",
    "instrument",
    "valid_on_face",
    "within_scope",
    "exempt_record",
    "other_law_forbids",
    "description",
    "response",
    "responded",
    "direction",
];

const CHANNELS: [&str; 5] = ["letter", "email", "fax", "phone", "portal"];
/// Who receives a request.
pub(crate) const DEPARTMENTS: [&str; 6] =
    ["Police Department", "City Clerk", "Law Department", "Assessors' Office", "Fire Rescue", "Human Resources"];
const WHAT: [&str; 12] = [
    "incident report",
    "dispatch recording",
    "property record card",
    "payroll of the crew",
    "inspection report",
    "street list",
    "permit file",
    "arrest log page",
    "class schedule",
    "visit notes",
    "tax bill address",
    "body camera video",
];
const OF: [&str; 8] = [
    "of the seasonal crew",
    "for one rental building",
    "in a burglary case",
    "in a matter of child protection",
    "for a regional trail",
    "of a business on Main Street",
    "asked for as a public record",
    "with the attached summons",
];
const ANSWERS: [&str; 4] = ["released", "withheld", "released_in_part", "referred"];
/// Their answers depend on face and scope.
const PAPERS: [Instrument; 4] =
    [Instrument::JudicialWarrant, Instrument::CourtSubpoena, Instrument::AdministrativeSubpoena, Instrument::Statute];

/// Writes a request log of so many rows: about 1.6 items a request, agencies of the shipped directory, one item in
/// seventeen a status exchange, one in twenty not settled, one in ten not answered.
pub(crate) fn write_log(file: &Path, rows: usize) -> Result<(), Stop> {
    let mut log = csv::Writer::from_path(file).map_err(stopped)?;
    log.write_record(HEADER).map_err(stopped)?;
    let agencies: Vec<_> = Directory::shipped().agencies().collect();
    let mut random = Random::seeded();
    let (mut written, mut request) = (0, 0_usize);
    while written < rows {
        request += 1;
        let Some(agency) = random.one_of(&agencies) else { break };
        let received = FIRST_DAY.saturating_add(i64::try_from(request * DAYS / rows).unwrap_or(0).days());
        let head = Head {
            number: format!("N-{request:07}"),
            received,
            channel: random.word(&CHANNELS),
            department: random.word(&DEPARTMENTS),
            agency: &agency.name,
            recipient: agency.recipient,
        };
        let items = random.one_of(&[1, 1, 1, 1, 1, 1, 2, 2, 3, 3]).unwrap_or(1).min(rows - written);
        for _ in 0..items {
            log.write_record(head.item(&mut random)).map_err(stopped)?;
        }
        written += items;
    }
    log.flush().map_err(stopped)
}

/// The first day of the log, and how many days it spreads over.
const FIRST_DAY: Date = date(2020, 1, 6);
const DAYS: usize = 2400;

struct Head<'a> {
    number: String,
    received: Date,
    channel: &'static str,
    department: &'static str,
    agency: &'a str,
    recipient: Recipient,
}

impl Head<'_> {
    fn item(&self, random: &mut Random) -> [String; HEADER.len()] {
        let status = random.percent(8);
        let ask = if status || random.percent(80) { Some(Ask::Information) } else { random.one_of(Ask::ALL) };
        let information = if status { Some(Information::Status) } else { random.one_of(Information::ALL) };
        let settled = !random.percent(6);
        let paper = if random.percent(30) { random.one_of(&PAPERS) } else { None };
        let checked = |random: &mut Random| if paper.is_some() { random.one_of(YesNoUnknown::ALL) } else { None };
        let (valid, scope) = (checked(random), checked(random));
        let acting = if random.percent(5) { Some(YesNoUnknown::Yes) } else { None };
        let forbidden = if random.percent(5) { Some(YesNo::Yes) } else { None };
        let answer = if random.percent(90) { random.word(&ANSWERS) } else { "pending" };
        let responded = self.received.saturating_add(i64::try_from(random.below(30)).unwrap_or(0).days());
        let purpose = if settled { random.one_of(Purpose::ALL) } else { None };
        let text = |word: Option<&'static str>| word.unwrap_or_default().to_owned();
        [
            self.number.clone(),
            self.received.to_string(),
            String::new(),
            self.channel.to_owned(),
            self.department.to_owned(),
            self.agency.to_owned(),
            if random.percent(50) { self.recipient.as_str().to_owned() } else { String::new() },
            text(ask.map(Ask::as_str)),
            text(information.filter(|_| settled).map(Information::as_str)),
            text(acting.map(YesNoUnknown::as_str)),
            text(purpose.map(Purpose::as_str)),
            text(paper.map(Instrument::as_str)),
            text(valid.map(YesNoUnknown::as_str)),
            text(scope.map(YesNoUnknown::as_str)),
            String::new(),
            text(forbidden.map(YesNo::as_str)),
            format!("{} {}, lot {}", random.word(&WHAT), random.word(&OF), random.below(9000)),
            answer.to_owned(),
            if answer == "pending" { String::new() } else { responded.to_string() },
            String::new(),
        ]
    }
}

/// The moment at which all of it is entered: after every day of the log.
struct Now;

impl Clock for Now {
    fn now(&self) -> Timestamp {
        Timestamp::constant(1_793_000_000, 0)
    }
}

/// Random bytes from the seed: the stores of a benchmark keep no secret, and their key is needed to scan them.
pub(crate) struct Known(Random);

impl Known {
    pub(crate) const fn seeded() -> Self {
        Self(Random::seeded())
    }
}

impl Entropy for Known {
    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        for chunk in bytes.chunks_mut(8) {
            chunk.iter_mut().zip(self.0.next().to_le_bytes()).for_each(|(byte, random)| *byte = random);
        }
        Ok(())
    }
}

/// The key of a store from [`found`]: the first bytes it asked for.
pub(crate) fn store_key() -> Result<[u8; 32], Stop> {
    let mut key = [0; 32];
    Known::seeded().fill(&mut key).map_err(stopped)?;
    Ok(key)
}

/// What opens a store from [`found`].
pub(crate) const PASSPHRASE: &str = "a benchmark keeps no secret";

fn passphrase() -> Result<Passphrase, Stop> {
    Passphrase::new(PASSPHRASE.to_owned()).map_err(stopped)
}

/// Makes an empty store. Unlocking it costs next to nothing, so that what is measured is the work after it.
pub(crate) fn found(store: &Path) -> Result<(), Stop> {
    let founding = Founding {
        office: "City Clerk (benchmark)".to_owned(),
        officer: "Benchmark".to_owned(),
        kdf: Kdf { memory_kib: 8, passes: 1, lanes: 1 },
    };
    Desk::found(store, &founding, &passphrase()?, &Now, &mut Known::seeded()).map_err(stopped)
}

/// Opens a store from [`found`].
pub(crate) fn open(store: &Path, read_only: bool) -> Result<Desk, Stop> {
    let passphrase = passphrase()?;
    let opening = Opening { store, officer: None, passphrase: &passphrase, read_only };
    Desk::open(opening, Box::new(Now), Box::new(Known::seeded())).map_err(stopped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_runs_draw_the_same_and_within_bounds() {
        let (mut one, mut other) = (Random::seeded(), Random::seeded());
        let drawn: Vec<usize> = (0..1000).map(|_| one.below(7)).collect();
        assert!(drawn.iter().all(|number| *number == other.below(7)));
        assert_eq!(drawn.iter().max(), Some(&6), "every number below the end is drawn");
        assert_eq!(drawn.iter().min(), Some(&0));
        assert_eq!(one.one_of::<u8>(&[]), None);
    }

    #[test]
    fn facts_are_complete() {
        let mut random = Random::seeded();
        for _ in 0..100 {
            assert_eq!(facts(&mut random, None).missing().count(), 0);
            assert_eq!(facts(&mut random, Some(Ask::Agreement)).ask, Some(Ask::Agreement));
        }
    }
}
