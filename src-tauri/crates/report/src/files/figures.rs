//! The figures in the words that the council reads: one list of them, for the pages and for the spreadsheet.

use jiff::Timestamp;
use law::facts::Instrument;
use law::outcome::{Flag, Outcome};
use serde::Serialize;

use crate::account::Account;
use crate::entry::{Direction, Origin, Response};

/// What the files call themselves.
pub(super) const TITLE: &str = "Quarterly disclosure report";

/// Which edition this is: the one with exact figures, however small.
pub(super) const EDITION: &str = "Internal edition: exact figures, for the office";

/// The figures that belong together.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    /// Its name, for the template too.
    pub(super) title: &'static str,
    /// What the labels are, then what each count is of.
    pub(super) columns: Vec<&'static str>,
    /// The figures.
    pub(super) lines: Vec<Line>,
}

/// A label and its figures.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    pub(super) label: String,
    pub(super) counts: Vec<u64>,
}

/// All figures, each once, grouped as the pages show them.
pub(super) fn sections(account: &Account) -> Vec<Section> {
    let requests = account.requests;
    let disclosures = account.disclosures;
    let outcomes = account.items.by_outcome.settled.iter().map(|(outcome, count)| (outcome_label(*outcome), *count));
    let not_settled = ("Not settled (items received)", account.items.by_outcome.not_settled);
    let mut sections = vec![
        section(
            "Disclosures",
            "Kind",
            "Items released",
            [
                ("Non-mandatory: no law required it", disclosures.non_mandatory),
                ("Required by law", disclosures.mandatory),
                ("As a benefit", disclosures.benefit),
                ("Other", disclosures.other),
            ],
        ),
        section(
            "Requests",
            "Progress",
            "Requests",
            [
                ("Pending at the start", requests.pending_at_start),
                ("Received", requests.received),
                ("Completed", requests.completed),
                ("Pending at the end", requests.pending_at_end),
            ],
        ),
        section(
            "Determinations by outcome",
            "Outcome",
            "Items decided",
            outcomes.chain([("All determinations", account.items.determined), not_settled]),
        ),
        section(
            "Determinations by 2(a) flag",
            "Flag",
            "Items decided",
            account.items.by_flag.iter().map(|(flag, count)| (flag_label(*flag), *count)),
        ),
        section(
            "Answers",
            "Answer",
            "Items answered",
            account.responses.iter().map(|(response, count)| (response_label(*response), *count)),
        ),
        section(
            "By instrument",
            "Paper",
            "Items received",
            account.by_instrument.iter().map(|(instrument, count)| (instrument_label(*instrument), *count)),
        ),
        section(
            "By origin",
            "Origin",
            "Requests received",
            account.by_origin.iter().map(|(origin, count)| (origin_label(*origin), *count)),
        ),
        Section {
            title: "By agency",
            columns: vec!["Agency", "Requests received", "Items received"],
            lines: account
                .by_agency
                .iter()
                .map(|agency| Line { label: agency.agency.clone(), counts: vec![agency.requests, agency.items] })
                .collect(),
        },
        section(
            "§ 1373 status exchanges",
            "Direction",
            "Items answered",
            account.status_exchanges.iter().map(|(direction, count)| (direction_label(*direction), *count)),
        ),
    ];
    if account.sealed > 0 {
        let left_out = ("Sealed by an order: in no other figure and no row", account.sealed);
        sections.push(section(SEALED, "Order of secrecy", "Requests received", [left_out]));
    }
    sections
}

/// What stands apart, and only where there is something that an order allows to be counted.
const SEALED: &str = "Sealed requests";

fn section(
    title: &'static str,
    of: &'static str,
    unit: &'static str,
    figures: impl IntoIterator<Item = (&'static str, u64)>,
) -> Section {
    let line = |(label, count): (&str, u64)| Line { label: label.to_owned(), counts: vec![count] };
    Section { title, columns: vec![of, unit], lines: figures.into_iter().map(line).collect() }
}

const fn outcome_label(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::StatusExchange => "§ 1373 exchange (own ledger)",
        Outcome::Mandatory
        | Outcome::Benefit
        | Outcome::NonMandatoryProhibited
        | Outcome::NonMandatoryPermitted
        | Outcome::NonMandatoryUndetermined
        | Outcome::ActionProhibited
        | Outcome::BarredByOtherLaw
        | Outcome::NotCovered
        | Outcome::Counsel => outcome.label(),
    }
}

const fn flag_label(flag: Flag) -> &'static str {
    match flag {
        Flag::High => "High: barred under 2(a), or held",
        Flag::Medium => "Medium: immigration-linked",
        Flag::Low => "Low: another recipient",
        Flag::Pending => "Pending: with the Solicitor",
        Flag::None => "None",
    }
}

const fn response_label(response: Response) -> &'static str {
    match response {
        Response::Released => "Released",
        Response::ReleasedInPart => "Released in part",
        Response::Withheld => "Withheld",
        Response::Referred => "Referred",
        Response::Withdrawn => "Withdrawn",
        Response::NoSuchRecord => "No such record",
        Response::Pending => "Pending",
    }
}

const fn instrument_label(instrument: Instrument) -> &'static str {
    match instrument {
        Instrument::None => "No paper, or not known",
        Instrument::JudicialWarrant => "Judicial warrant",
        Instrument::CourtOrder => "Court order",
        Instrument::CourtSubpoena => "Court subpoena",
        Instrument::AdministrativeSubpoena => "Administrative subpoena",
        Instrument::AdministrativeWarrant => "Administrative warrant",
        Instrument::Detainer => "Detainer",
        Instrument::RecordsRequest => "Public records request",
        Instrument::Statute => "Statute",
        Instrument::I9Inspection => "Form I-9 inspection",
        Instrument::AgreementTerm => "Term of an agreement",
    }
}

const fn origin_label(origin: Origin) -> &'static str {
    match origin {
        Origin::Requested => "Requested from the City",
        Origin::Volunteered => "Offered by the City unasked",
        Origin::OwnInquiry => "Asked by the City",
    }
}

const fn direction_label(direction: Direction) -> &'static str {
    match direction {
        Direction::Sent => "Sent",
        Direction::Received => "Received",
        Direction::Inquiry => "Inquiries",
    }
}

/// The word of a closed list as people write it: `immigration_agency` is "immigration agency".
pub(super) fn plain(word: &str) -> String {
    word.replace('_', " ")
}

/// A day of the record in plain words: `2026-10-07T14:05` is "7 October 2026, 14:05"; what is no date stays.
pub(super) fn plain_day(text: &str) -> String {
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    let Ok(date) = date.parse::<jiff::civil::Date>() else {
        return text.to_owned();
    };
    let day = date.strftime("%-d %B %Y");
    time.map_or_else(|| day.to_string(), |time| format!("{day}, {time}"))
}

/// The moment by the clock in Northampton: "4 January 2027, 10:00 EST".
pub(super) fn local(moment: Timestamp) -> String {
    let local = moment.to_zoned(jiff::tz::get!("America/New_York"));
    local.strftime("%-d %B %Y, %H:%M %Z").to_string()
}
