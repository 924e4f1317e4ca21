//! A made-up quarter as the report's own entries, without a store: as many rows as are asked for, or as many disclosures
//! that no law required.

use desk::Timestamp;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use law::directory::{Agency, Directory};
use law::facts::{Ask, Information};
use law::northampton::ORDINANCE;
use law::outcome::{Flag, LedgerKind};
use law::{Decision, decide};
use report::coverage::Reporting;
use report::entry::{Channel, Day, Entry, Officer, Origin, Release, Response, Settled};
use report::{Account, Head, Preparation, Quarter};

use crate::bench::measure::stopped;
use crate::bench::sample::{self, DEPARTMENTS, Random};
use crate::command::Stop;

/// The first day of the quarter. Requests come in its first two months, so that all are answered in it.
const FIRST_DAY: Date = date(2026, 7, 1);
/// After its last day.
const MADE: Timestamp = Timestamp::constant(1_793_000_000, 0);

const OFFICERS: [&str; 3] = ["M. Alvarez", "J. Whitcomb", "R. Okafor"];
const RESPONSES: [Response; 5] =
    [Response::Released, Response::Released, Response::ReleasedInPart, Response::Withheld, Response::Referred];

/// The account of a quarter that has so many rows.
pub(super) fn of_rows(rows: usize) -> Result<Account, Stop> {
    account(entries().take(rows))
}

/// The account of a quarter that lists so many disclosures which no law required, and has no other row.
pub(super) fn of_disclosures(disclosures: usize) -> Result<Account, Stop> {
    let listed = |entry: &Entry| {
        entry.response.is_disclosure() && entry.settled.is_some_and(|settled| settled.outcome.is_non_mandatory())
    };
    account(entries().filter(listed).take(disclosures))
}

fn account(entries: impl Iterator<Item = Entry>) -> Result<Account, Stop> {
    let head =
        |log: &str| Head { size: 200_000, root: [0x5a; 32], seal: format!("{log} 200000 {}babab", "5a5a-".repeat(16)) };
    let preparation = Preparation {
        office: "City Clerk (benchmark)".to_owned(),
        quarter: Quarter::containing(FIRST_DAY),
        as_of: MADE,
        disclosure: head("disclosure"),
        status_exchange: head("status_exchange"),
        reporting: Reporting::default(),
    };
    report::account(&preparation, entries).map_err(stopped)
}

/// Items of the disclosure ledger without end, a request each.
fn entries() -> impl Iterator<Item = Entry> {
    let agencies: Vec<Agency> = Directory::shipped().agencies().cloned().collect();
    let mut random = Random::seeded();
    (1_usize..)
        .map_while(move |number| entry(number, &agencies, &mut random))
        .filter(|entry| entry.ledger == LedgerKind::Disclosure)
}

/// An item that asks a known agency's question, decided as the law says; `None` without agencies.
fn entry(number: usize, agencies: &[Agency], random: &mut Random) -> Option<Entry> {
    let agency = agencies.get(random.below(agencies.len()))?;
    let mut facts = sample::facts(random, Some(Ask::Information));
    facts.recipient = Some(agency.recipient);
    // Of what is no status exchange, most is personal.
    facts.information = facts.information.filter(|_| random.percent(50)).or(Some(Information::Personal));
    let in_quarter = |days: usize| day(FIRST_DAY.saturating_add(i64::try_from(days).unwrap_or_default().days()));
    let received = random.below(60);
    let (ledger, settled) = match decide(&ORDINANCE, &facts, FIRST_DAY) {
        Decision::Settled(found) => {
            (found.ledger, Some(Settled { outcome: found.outcome, clause: found.clause, flag: found.flag }))
        }
        Decision::NotSettled(_) => (LedgerKind::Disclosure, None),
    };
    let response = random.one_of(&RESPONSES)?;
    let flagged = response.is_disclosure() && settled.is_some_and(|settled| settled.flag == Flag::High);
    let officer = Officer { name: random.word(&OFFICERS).to_owned(), role: Some("Records officer".to_owned()) };
    Some(Entry {
        request: format!("2026-{number:06}"),
        item: 1,
        origin: Origin::Requested,
        received: in_quarter(received),
        decided: in_quarter(received + 1),
        responded: Some(in_quarter(received + 1 + random.below(30))),
        channel: random.one_of(Channel::ALL),
        department: Some(random.word(&DEPARTMENTS).to_owned()),
        agency: agency.name.to_string(),
        agency_name: agency.name.to_string(),
        in_directory: true,
        part_of: agency.parent.as_ref().map(ToString::to_string),
        facts,
        ledger,
        settled,
        response,
        direction: None,
        release: flagged.then(|| Release::Approved { by: officer.clone(), answerable: Some(officer) }),
        surplus: false,
        waits_for: None,
    })
}

fn day(date: Date) -> Day {
    Day { text: date.to_string(), date }
}
