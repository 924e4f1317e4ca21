//! Entries for the tests: one plain item that each test changes in the one thing it is about, and a mixed quarter.

use jiff::civil::Date;
use law::facts::{Ask, Facts, Information, Instrument, Purpose, Recipient, YesNo, YesNoUnknown};
use law::outcome::{Clause, Flag, LedgerKind, Outcome};

use crate::account::{Account, Head};
use crate::count::{Preparation, account};
use crate::coverage::{Certificate, Reporting};
use crate::entry::{Channel, Day, Direction, Entry, Origin, Response, Settled};

pub(crate) fn day(text: &str) -> Day {
    let date: Date = text.split('T').next().unwrap().parse().unwrap();
    Day { text: text.to_owned(), date }
}

pub(crate) fn settled(outcome: Outcome) -> Settled {
    let (clause, flag) = match outcome {
        Outcome::Mandatory | Outcome::BarredByOtherLaw | Outcome::NotCovered => (Clause::OtherLaw, Flag::None),
        Outcome::StatusExchange => (Clause::S3b, Flag::None),
        Outcome::Benefit => (Clause::S2c, Flag::None),
        Outcome::NonMandatoryProhibited | Outcome::NonMandatoryUndetermined => (Clause::S2a, Flag::High),
        Outcome::NonMandatoryPermitted => (Clause::S2a, Flag::Medium),
        Outcome::ActionProhibited => (Clause::S2bIii, Flag::None),
        Outcome::Counsel => (Clause::S3a, Flag::Pending),
    };
    Settled { outcome, clause, flag }
}

/// An item of request `request` received on 7 October 2026, withheld the day after.
pub(crate) fn entry(request: &str, item: u32) -> Entry {
    Entry {
        request: request.to_owned(),
        item,
        origin: Origin::Requested,
        received: day("2026-10-07"),
        decided: day("2026-10-07"),
        responded: Some(day("2026-10-08")),
        channel: Some(Channel::Letter),
        department: Some("Police Records".to_owned()),
        agency: "ICE".to_owned(),
        agency_name: "Immigration and Customs Enforcement".to_owned(),
        in_directory: true,
        part_of: Some("Department of Homeland Security".to_owned()),
        facts: Facts {
            ask: Some(Ask::Information),
            information: Some(Information::Personal),
            recipient: Some(Recipient::ImmigrationAgency),
            for_immigration_agency: Some(YesNoUnknown::No),
            purpose: Some(Purpose::ImmigrationEnforcement),
            instrument: Some(Instrument::None),
            other_law_forbids: Some(YesNo::No),
            ..Facts::default()
        },
        ledger: LedgerKind::Disclosure,
        settled: Some(settled(Outcome::NonMandatoryProhibited)),
        response: Response::Withheld,
        direction: None,
        release: None,
        surplus: false,
        waits_for: None,
    }
}

/// The same with an answer, or waiting for one.
pub(crate) fn answered(mut entry: Entry, response: Response, on: &str) -> Entry {
    entry.response = response;
    entry.responded = (response != Response::Pending).then(|| day(on));
    entry
}

/// The same in the ledger of status exchanges.
pub(crate) fn exchange(mut entry: Entry, direction: Direction) -> Entry {
    entry.ledger = LedgerKind::StatusExchange;
    entry.settled = Some(settled(Outcome::StatusExchange));
    entry.facts.information = Some(Information::Status);
    entry.direction = Some(direction);
    entry
}

/// A head with a seal of the form that is printed.
fn head(log: &str, size: u64, root: [u8; 32]) -> Head {
    let groups: Vec<String> =
        root.chunks(2).map(|pair| pair.iter().map(|byte| format!("{byte:02x}")).collect()).collect();
    Head { size, root, seal: format!("{log} {size} {} babab", groups.join("-")) }
}

/// Departments that report: one silent, one that certified nil, and one that received what `mixed` holds.
fn reporting() -> Reporting {
    let on = jiff::civil::date(2027, 1, 4);
    let certificate = Certificate { signer: "Fire Chief".to_owned(), entered_by: "M. Alonso".to_owned(), on };
    Reporting {
        departments: ["Fire", "Health", "Police Records"].map(str::to_owned).to_vec(),
        certificates: vec![("Fire".to_owned(), certificate)],
    }
}

pub(crate) fn preparation(quarter: &str) -> Preparation {
    Preparation {
        office: "City Clerk, City of Northampton".to_owned(),
        quarter: quarter.parse().unwrap(),
        as_of: "2027-01-04T15:00:00.123456Z".parse().unwrap(),
        disclosure: head("disclosure", 42, std::array::from_fn(|place| place as u8)),
        status_exchange: head("status_exchange", 7, [0xab; 32]),
        reporting: reporting(),
    }
}

pub(crate) fn account_of(quarter: &str, entries: impl IntoIterator<Item = Entry>) -> Account {
    account(&preparation(quarter), entries).unwrap()
}

/// A quarter with something of everything.
pub(crate) fn mixed() -> Vec<Entry> {
    let open_since_september = answered(
        Entry { received: day("2026-09-30"), decided: day("2026-10-01"), ..entry("2026-0098", 1) },
        Response::Withheld,
        "2026-10-02",
    );
    let mut homicide = answered(entry("2026-0101", 1), Response::ReleasedInPart, "2026-10-09T14:05");
    homicide.agency = "=HYPERLINK(\"https://example.invalid\")".to_owned();
    homicide.agency_name = "State Police".to_owned();
    homicide.facts.recipient = Some(Recipient::StateAgency);
    homicide.facts.purpose = Some(Purpose::Other);
    homicide.settled = Some(Settled { flag: Flag::Low, ..settled(Outcome::NonMandatoryPermitted) });
    let sent = exchange(answered(entry("2026-0101", 2), Response::Released, "2026-10-09"), Direction::Sent);
    let mut warrant = answered(entry("2026-0102", 1), Response::Released, "2026-11-20");
    warrant.received = day("2026-11-19T09:30");
    warrant.decided = day("2026-11-19T09:45");
    warrant.facts.instrument = Some(Instrument::JudicialWarrant);
    warrant.settled = Some(settled(Outcome::Mandatory));
    warrant.agency_name = "federal bureau of investigation".to_owned();
    let mut unsettled = answered(entry("2026-0103", 1), Response::Pending, "");
    unsettled.facts = Facts::default();
    unsettled.settled = None;
    unsettled.department = None;
    let mut offered = answered(entry("2026-0104", 1), Response::Released, "2026-12-31");
    offered.origin = Origin::Volunteered;
    offered.settled = Some(settled(Outcome::Benefit));
    let inquiry = exchange(answered(entry("2026-0105", 1), Response::Withheld, "2026-12-01"), Direction::Inquiry);
    let next_year = answered(
        Entry { received: day("2027-01-02"), decided: day("2027-01-02"), ..entry("2027-0001", 1) },
        Response::Pending,
        "",
    );
    vec![open_since_september, homicide, sent, warrant, unsettled, offered, inquiry, next_year]
}
