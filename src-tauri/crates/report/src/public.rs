//! The public edition: the same figures, made so that nothing in it points at a person.
//!
//! Exact is what is about agencies and the City's own acts: requests, who asked, papers, answers, disclosures that no law
//! required, detainers received, refusals under 2(b). A count that somebody who knows a person could match is in a table
//! whose small cells are merged (`merge`). Rows are there for the City's acts alone, told by month and kind; what they tell
//! is left out of the tables, so that no table can be read from them.
//!
//! What must never enter: a request's number, a day, a department beside an act, the size of the status exchange log (it
//! would count the exchanges), a restated figure that could be matched.

mod merge;
mod names;
mod tables;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use law::facts::{Ask, Information, Instrument};
use law::outcome::{Clause, Flag, Outcome};
use law::vocabulary;
use serde::{Serialize, Serializer};

pub use self::merge::{Cell, LEAST, Merged, PublishedTable};
pub use self::names::TableName;
use self::names::with_what_falls;
use self::tables::{tables, those_with_merged_cells};
use crate::account::{Account, AgencyCount, Head, Period, Requests, Row, RowOutcome};
use crate::breakdown::{CLAUSES_OF_2B, DaysToAnswer, Waiting};
use crate::comparison::{KeyFigures, QuarterFigures, Restatement};
use crate::coverage::{Covered, NO_LIST};
use crate::entry::{Origin, Response};
use crate::quarter::Quarter;

/// How the public edition is made, beside the rules by which figures are counted.
pub const PUBLICATION_RULES: &[&str] = &[
    "This edition is for publication. Counts of agencies and of the City's own acts are exact, however small. Counts that \
     somebody who knows a person could match stand in tables whose small cells are merged.",
    "A count of one to four is small. In a table with a small cell all cells below five are merged, those with none \
     included, and with them the smallest that is not. Where a total is small it is not given. A table without a small \
     cell is given as it is: that there was none points at nobody.",
    "In the tables of what was released and not released a cell with none counts as small too, and the sum of the merged \
     cells is not given. No item is in both, so that no table tells a cell of another.",
    "An agency is named where the directory has it; any other office is called by its class, and persons and firms stand \
     together.",
    "Listed are the City's acts: disclosures that no law required, detainers, and refusals under 2(b), by month, agency \
     and kind. What is listed is not counted again in the tables of what was released and not released, certifications \
     for benefits stand in a table of their own alone, and whether a person was held in none.",
    "The tables with merged cells are given once, in the first edition that is issued after the quarter is over; a later one \
     repeats them as they were, because the difference would tell what was merged. Figures of other quarters and restated \
     figures are given for agencies and the City's own acts alone.",
    "Of the departments that report, this edition says how many there are; what they did is in the internal edition, because \
     it could tell a merged cell. Where nothing at all was recorded it says how many certified that, and how many were silent.",
    "A table is given exactly, however small its numbers, where two officers of the office decided so, and with it the tables \
     whose merged cells it would tell. It stands beside each of them.",
    "The head of the status exchange ledger is in the internal edition: its size would tell how many exchanges there were.",
];

vocabulary! {
    /// Which of the City's acts a row tells of.
    Act = "act" {
        /// Given out, and no law required it.
        NonMandatoryDisclosure = "non_mandatory_disclosure",
        /// A detainer came in, or somebody asked to hold a person.
        Detainer = "detainer",
        /// 2(b) bars it, and the City did not do it.
        RefusalUnder2b = "refusal_under_2b",
    }
}

/// One of the City's acts, by month and kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PublicAct {
    /// What it is.
    pub act: Act,
    /// The month of the answer, of a detainer that of the receipt: `2026-10`.
    pub month: String,
    /// The agency by its name in the directory, or its class: never as somebody wrote it, and never a person.
    pub agency: String,
    /// What was asked; `null`: not known.
    pub ask: Option<Ask>,
    /// Of information, its kind; `null`: not known, or it is an act.
    pub information: Option<Information>,
    /// The clause that decided, once settled.
    pub clause: Option<Clause>,
    /// The 2(a) flag, once settled.
    pub flag: Option<Flag>,
}

/// What the public edition says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Publication {
    /// Always `public`: so that the file says which edition it is.
    pub edition: &'static str,
    /// Of which days, seen from which moment.
    #[serde(rename = "quarter")]
    pub period: Period,
    /// Was nothing received, decided or answered in the quarter, in either ledger?
    pub nil: bool,
    /// Requests.
    pub requests: Requests,
    /// Answers by kind.
    pub responses: BTreeMap<Response, u64>,
    /// Disclosures that no law required, each of them listed.
    pub non_mandatory: u64,
    /// Settled determinations.
    pub determined: u64,
    /// Requests and items received, by agency.
    pub by_agency: Vec<AgencyCount>,
    /// Items received, by paper.
    pub by_instrument: BTreeMap<Instrument, u64>,
    /// Requests received, by origin.
    pub by_origin: BTreeMap<Origin, u64>,
    /// Requests that bring a detainer or ask to hold a person.
    pub detainers_received: u64,
    /// Items withheld that 2(b) bars, by clause.
    pub refused_under_2b: BTreeMap<Clause, u64>,
    /// Items with whose answer more left than the paper names.
    pub surplus: u64,
    /// What waits at the moment of the report.
    pub waiting: Waiting,
    /// From receipt to answer; `null` where fewer than five items were answered.
    pub days_to_answer: Option<DaysToAnswer>,
    /// The City's acts, by act, month, agency and kind.
    pub acts: Vec<PublicAct>,
    /// The moment whose record the tables speak of: that of the first edition issued after the quarter was over. `null`: the
    /// quarter is not over, and there are none.
    #[serde(serialize_with = "moment")]
    pub tables_as_of: Option<Timestamp>,
    /// Counts that could be matched with a person, small cells merged.
    pub tables: Vec<PublishedTable>,
    /// The figures that are set beside those of other quarters.
    pub key_figures: KeyFigures,
    /// The quarters before, what is about agencies and the City alone.
    pub quarters_before: Vec<QuarterFigures>,
    /// What changed in them, likewise.
    pub restated: Vec<Restatement>,
    /// The head of the disclosure log.
    pub ledger: PublicHead,
    /// The office whose record it is.
    pub office: String,
    /// How it is counted, and how this edition is made.
    pub counting_rules: Vec<&'static str>,
    /// How many departments report.
    pub coverage: PublicCoverage,
    /// The tables in which nothing is merged, because two officers decided so.
    pub given_exactly: BTreeSet<TableName>,
}

/// The departments that report, as far as this edition tells of them: it names none.
///
/// How many reported is not told. Who knows which departments there are would see that those in no cell were all silent, or
/// that all of them received something: a test finds departments that are told by it and by nothing else, and an edition
/// issued later would tell by the difference who came late. In a quarter of nothing every count is known to be none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PublicCoverage {
    /// How many are on the list of those that report; `null`: no list was set.
    pub listed: Option<u64>,
    /// Of those, how many certified nil; `null` but in the report of a quarter that is over and in which nothing was recorded.
    pub certified_nil: Option<u64>,
    /// How many did not; likewise.
    pub silent: Option<u64>,
}

impl PublicCoverage {
    fn of(account: &Account) -> Self {
        let covered = account.coverage.covered();
        let of_nothing = covered.filter(|_| account.is_nil() && !account.period.is_interim());
        Self {
            listed: covered.map(|covered| covered.listed),
            certified_nil: of_nothing.map(|covered| covered.accounted),
            silent: of_nothing.map(|covered| covered.silent),
        }
    }

    /// In a sentence.
    #[must_use]
    pub fn in_a_sentence(self) -> String {
        match self {
            Self { listed: None, .. } => NO_LIST.to_owned(),
            Self { listed: Some(listed), certified_nil: Some(accounted), silent: Some(silent) } => {
                Covered { listed, accounted, silent }.in_a_sentence(false)
            }
            Self { listed: Some(1), .. } => "1 department is on the list of those that report.".to_owned(),
            Self { listed: Some(listed), .. } => format!("{listed} departments are on the list of those that report."),
        }
    }
}

/// The one head that is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublicHead {
    /// Of the disclosure log.
    pub disclosure: Head,
}

impl PublicAct {
    /// The columns, in order.
    pub const COLUMNS: [&'static str; 7] = ["act", "month", "agency", "ask", "information", "clause", "flag"];

    /// The cells in the order of [`Self::COLUMNS`]; empty where nothing is known.
    pub(crate) fn cells(&self) -> [Cow<'_, str>; 7] {
        [
            self.act.as_str().into(),
            self.month.as_str().into(),
            self.agency.as_str().into(),
            self.ask.map_or("", Ask::as_str).into(),
            self.information.map_or("", Information::as_str).into(),
            self.clause.map_or("", Clause::as_str).into(),
            self.flag.map_or("", Flag::as_str).into(),
        ]
    }

    /// The month as people write it: "October 2026".
    #[must_use]
    pub fn month_in_words(&self) -> String {
        let first = format!("{}-01", self.month).parse::<jiff::civil::Date>();
        first.map_or_else(|_| self.month.clone(), |day| day.strftime("%B %Y").to_string())
    }
}

impl Publication {
    /// The public edition of an account. `first` is the account of the first one of the same quarter that was issued after the
    /// quarter was over: its tables are repeated. A quarter that is not over has no tables: they would be of a part of it, and
    /// those of the whole would tell by the difference what was merged.
    ///
    /// `exact` are the tables that two officers let be given exactly: they speak of the same moment as the others, and so tell
    /// nothing more than their own cells and those of the tables that fall with them ([`TableName::falls_with`]).
    #[must_use]
    pub fn of(account: &Account, first: Option<&Account>, exact: &BTreeSet<TableName>) -> Self {
        let (tables_as_of, tables, given_exactly) = if account.period.is_interim() {
            (None, Vec::new(), BTreeSet::new())
        } else {
            let then = first.unwrap_or(account);
            let exact = those_with_merged_cells(then, &with_what_falls(exact));
            (Some(then.period.as_of), tables(then, &exact), exact)
        };
        let acts = acts(account);
        let restated = account.comparison.restated.iter().filter(|restated| restated.figure.is_about_the_city());
        let before = account
            .comparison
            .quarters_before
            .iter()
            .map(|before| QuarterFigures { quarter: before.quarter, figures: about_the_city(&before.figures) });
        Self {
            edition: "public",
            period: account.period,
            nil: account.is_nil(),
            requests: account.requests,
            responses: account.responses.clone(),
            non_mandatory: account.disclosures.non_mandatory,
            determined: account.items.determined,
            by_agency: by_agency(account),
            by_instrument: account.by_instrument.clone(),
            by_origin: account.by_origin.clone(),
            detainers_received: account.breakdowns.detainers.received,
            refused_under_2b: account.breakdowns.refused_under_2b.clone(),
            surplus: account.breakdowns.surplus,
            waiting: account.breakdowns.waiting,
            days_to_answer: account.breakdowns.days_to_answer.filter(|days| days.items >= LEAST),
            tables_as_of,
            tables,
            acts,
            key_figures: about_the_city(&account.key_figures()),
            quarters_before: before.collect(),
            restated: restated.cloned().collect(),
            ledger: PublicHead { disclosure: account.ledger.disclosure.clone() },
            office: account.office.clone(),
            coverage: PublicCoverage::of(account),
            counting_rules: PUBLICATION_RULES.iter().chain(account.counting_rules).copied().collect(),
            given_exactly,
        }
    }
}

/// Requests and items received, by what an agency may be called in public.
fn by_agency(account: &Account) -> Vec<AgencyCount> {
    let quarter = account.period.quarter;
    let mut counts: BTreeMap<&str, (BTreeSet<&str>, u64)> = BTreeMap::new();
    for row in account.rows.iter().filter(|row| row.is_received_in(quarter)) {
        let (requests, items) = counts.entry(&row.public_agency).or_default();
        requests.insert(&row.request);
        *items += 1;
    }
    let count = |(agency, (requests, items)): (&str, (BTreeSet<&str>, u64))| AgencyCount {
        agency: agency.to_owned(),
        requests: requests.len() as u64,
        items,
    };
    counts.into_iter().map(count).collect()
}

fn moment<S: Serializer>(moment: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    moment.map(|moment| moment.to_string()).serialize(serializer)
}

/// Of some figures, those that are about agencies and the City's own acts.
fn about_the_city(figures: &KeyFigures) -> KeyFigures {
    figures.iter().filter(|(figure, _)| figure.is_about_the_city()).map(|(figure, count)| (*figure, *count)).collect()
}

fn released(quarter: Quarter, row: &Row) -> bool {
    row.is_answered_in(quarter) && row.response.is_disclosure()
}

fn non_mandatory(quarter: Quarter, row: &Row) -> bool {
    let not_required = matches!(row.outcome, RowOutcome::Settled(outcome) if outcome.is_non_mandatory());
    released(quarter, row) && not_required
}

fn detainer(quarter: Quarter, row: &Row) -> bool {
    row.is_received_in(quarter) && (row.instrument == Some(Instrument::Detainer) || row.ask == Some(Ask::CustodyHold))
}

fn refusal(quarter: Quarter, row: &Row) -> bool {
    let barred = row.outcome == RowOutcome::Settled(Outcome::ActionProhibited);
    let under_2b = row.clause.is_some_and(|clause| CLAUSES_OF_2B.contains(&clause));
    row.is_answered_in(quarter) && row.response == Response::Withheld && barred && under_2b
}

/// The City's acts, sorted: their order tells nothing of the order of entry.
fn acts(account: &Account) -> Vec<PublicAct> {
    let quarter = account.period.quarter;
    let month = |day: &str| day.get(..7).unwrap_or_default().to_owned();
    let mut acts = Vec::new();
    for row in &account.rows {
        let tell = |act: Act, day: &str| PublicAct {
            act,
            month: month(day),
            agency: row.public_agency.clone(),
            ask: row.ask,
            information: row.information.filter(|_| row.ask == Some(Ask::Information)),
            clause: row.clause,
            flag: row.flag,
        };
        let answered = row.responded.as_deref().unwrap_or_default();
        if non_mandatory(quarter, row) {
            acts.push(tell(Act::NonMandatoryDisclosure, answered));
        }
        if detainer(quarter, row) {
            acts.push(tell(Act::Detainer, &row.received));
        }
        if refusal(quarter, row) {
            acts.push(tell(Act::RefusalUnder2b, answered));
        }
    }
    acts.sort();
    acts
}

#[cfg(test)]
mod tests;
