//! The figures in the words that the council reads: one list of them, for the pages and for the spreadsheet.

pub(super) mod labels;
mod published;

use std::borrow::Cow;
use std::collections::BTreeMap;

use law::facts::Instrument;
use law::outcome::Clause;
use serde::Serialize;
use serde::ser::Serializer;

pub(super) use self::published::published;
pub use self::published::published_tables;
use crate::account::{Account, Requests};
use crate::breakdown::{DaysToAnswer, HalfDays};
use crate::comparison::{KeyFigure, KeyFigures, QuarterFigures, Restatement};
use crate::coverage::DepartmentCoverage;
use crate::entry::{Direction, Origin, Response};
use crate::quarter::Quarter;

/// What the files call themselves.
pub(super) const TITLE: &str = "Quarterly disclosure report";

/// Tables under one heading.
#[derive(Debug)]
pub struct Group {
    /// The heading.
    pub title: &'static str,
    /// What is said before its tables; empty where there is nothing to say.
    pub note: &'static str,
    /// Does it begin a page, so that it can be handed on alone?
    pub own_page: bool,
    /// Its tables; those without a line say that there is nothing.
    pub tables: Vec<Table>,
}

/// The figures that belong together.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// Its name.
    pub title: &'static str,
    /// What the labels are, then what the notes are, then what each count is of.
    pub columns: Vec<String>,
    /// How many of the columns are text.
    pub texts: usize,
    /// The figures.
    pub lines: Vec<Line>,
    /// How they are counted, in a sentence that stands beside them.
    pub rule: Cow<'static, str>,
    /// The line whose counts can be drawn as bars, by its place; `None`: none can.
    pub drawn: Option<usize>,
}

impl Table {
    /// The line that is drawn as bars, and what each of its counts is of; `None`, too, where there is nothing to compare.
    #[must_use]
    pub fn bars(&self) -> Option<(&Line, &[String])> {
        let names = self.columns.get(self.texts..).filter(|names| names.len() > 1)?;
        Some((self.lines.get(self.drawn?)?, names))
    }

    /// Has it room beside another on a page?
    pub(super) fn is_narrow(&self) -> bool {
        let short = |line: &Line| line.label.chars().count() <= 60;
        self.columns.len() <= 2 && self.lines.len() <= 24 && self.lines.iter().all(short)
    }
}

/// A label, what is said beside it, and its figures.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// What is counted.
    pub label: String,
    /// As many as the table has columns of text, less one.
    pub notes: Vec<String>,
    /// As many as the table has further columns.
    pub counts: Vec<Figure>,
}

/// A figure as it stands in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// So many.
    Count(u64),
    /// So many days.
    Days(HalfDays),
    /// Not given out, because the number is small or would tell one that is.
    Merged,
}

impl Figure {
    /// The number, where it is given out. Counts stay far below 2^53, up to which it is exact.
    pub(super) fn number(self) -> Option<f64> {
        match self {
            Self::Count(count) => Some(count as f64),
            Self::Days(days) => Some(days.halves() as f64 / 2.0),
            Self::Merged => None,
        }
    }
}

/// What stands for a number that is not given out.
pub(super) const MERGED: &str = "not given";

impl std::fmt::Display for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Count(count) => count.fmt(f),
            Self::Days(days) => days.fmt(f),
            Self::Merged => f.write_str(MERGED),
        }
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Table {
    /// A table of a label and one count.
    pub(super) fn of<L: Into<String>>(
        title: &'static str,
        (label, count): (&str, &str),
        lines: impl IntoIterator<Item = (L, Figure)>,
        rule: &'static str,
    ) -> Self {
        let lines = lines.into_iter().map(|(label, count)| (label, vec![count]));
        Self::wide(title, (label, &[count]), lines, rule)
    }

    /// A table of a label and several counts.
    pub(super) fn wide<L: Into<String>>(
        title: &'static str,
        (label, counts): (&str, &[&str]),
        lines: impl IntoIterator<Item = (L, Vec<Figure>)>,
        rule: &'static str,
    ) -> Self {
        let columns = std::iter::once(&label).chain(counts).map(ToString::to_string).collect();
        let lines = lines.into_iter().map(|(label, counts)| Line { label: label.into(), notes: Vec::new(), counts });
        Self { title, columns, texts: 1, lines: lines.collect(), rule: rule.into(), drawn: None }
    }
}

/// All figures of the internal edition, each once, grouped as the pages show them.
#[must_use]
pub fn internal(account: &Account) -> Vec<Group> {
    let mut groups = vec![
        figures(account),
        who_asked(account),
        how_it_came_in(account),
        what_was_asked(account),
        what_was_done(account),
    ];
    let (quarter, comparison) = (account.period.quarter, &account.comparison);
    groups.push(quarters(quarter, &account.key_figures(), &comparison.quarters_before));
    if !account.comparison.restated.is_empty() {
        groups.push(restatement(&account.comparison.restated));
    }
    groups.push(exchanges(account));
    groups
}

/// A line for each word of a list.
fn words<'a, K: Copy + 'a>(
    counts: &'a BTreeMap<K, u64>,
    label: fn(K) -> &'static str,
) -> impl Iterator<Item = (&'static str, Figure)> + 'a {
    counts.iter().map(move |(word, count)| (label(*word), Figure::Count(*count)))
}

fn counted(lines: &[(&'static str, u64)]) -> impl Iterator<Item = (&'static str, Figure)> {
    lines.iter().map(|(label, count)| (*label, Figure::Count(*count)))
}

fn both(received: u64, released: u64) -> Vec<Figure> {
    vec![Figure::Count(received), Figure::Count(released)]
}

fn requests(requests: Requests) -> Table {
    Table::of(
        "Requests",
        ("Progress", "Requests"),
        counted(&[
            ("Pending at the start", requests.pending_at_start),
            ("Received", requests.received),
            ("Completed", requests.completed),
            ("Pending at the end", requests.pending_at_end),
        ]),
        "At the start, plus received, less completed, is at the end. Completed: no item waits for an answer.",
    )
}

fn answers(responses: &BTreeMap<Response, u64>) -> Table {
    let lines = words(responses, labels::response);
    Table::of("Answers", ("Answer", "Items answered"), lines, "Items by the day of the answer.")
}

fn by_instrument(papers: &BTreeMap<Instrument, u64>) -> Table {
    let rule = "Items of the requests received; papers that did not come are left out.";
    Table::of("By instrument", ("Paper", "Items received"), words(papers, labels::instrument), rule)
}

fn by_origin(origins: &BTreeMap<Origin, u64>) -> Table {
    let lines = words(origins, labels::origin);
    Table::of("By origin", ("Origin", "Requests received"), lines, "Requests by the day of receipt.")
}

fn refusals(by_clause: &BTreeMap<Clause, u64>) -> Table {
    let lines = words(by_clause, labels::clause_of_2b);
    Table::of(
        "Refusals under 2(b)",
        ("Clause", "Items withheld"),
        lines,
        "Items withheld in the quarter that 2(b) bars.",
    )
}

fn days_to_answer(days: Option<DaysToAnswer>, rule: &'static str) -> Table {
    let lines = days.map(|days| {
        [
            ("Items answered", Figure::Count(days.items)),
            ("Median, in days", Figure::Days(days.median)),
            ("Longest, in days", Figure::Count(days.longest)),
        ]
    });
    Table::of("Days to an answer", ("From receipt", "Number"), lines.into_iter().flatten(), rule)
}

fn figures(account: &Account) -> Group {
    let disclosures = account.disclosures;
    let outcomes = words(&account.items.by_outcome.settled, labels::outcome);
    let all = [
        ("All determinations", account.items.determined),
        ("Not settled (items received)", account.items.by_outcome.not_settled),
    ];
    let mut tables = vec![
        Table::of(
            "Disclosures",
            ("Kind", "Items released"),
            counted(&[
                ("Non-mandatory: no law required it", disclosures.non_mandatory),
                ("Required by law", disclosures.mandatory),
                ("As a benefit", disclosures.benefit),
                ("Other", disclosures.other),
            ]),
            "Items answered in the quarter as released, wholly or in part, by what the law says of them.",
        ),
        requests(account.requests),
        Table::of(
            "Determinations by outcome",
            ("Outcome", "Items decided"),
            outcomes.chain(counted(&all)),
            "Settled determinations by the day they were decided; what is not settled by the day of receipt.",
        ),
        Table::of(
            "Determinations by 2(a) flag",
            ("Flag", "Items decided"),
            words(&account.items.by_flag, labels::flag),
            "Settled determinations by the day they were decided.",
        ),
        answers(&account.responses),
        by_instrument(&account.by_instrument),
        by_origin(&account.by_origin),
    ];
    // Only where there is something that an order allows to be counted: else nothing is said of it.
    if account.sealed > 0 {
        tables.push(Table::of(
            "Sealed requests",
            ("Order of secrecy", "Requests received"),
            counted(&[("Sealed by an order: in no other figure and no row", account.sealed)]),
            "Requests by the day of receipt, as far as their orders allow them to be counted.",
        ));
    }
    Group { title: "Figures", note: "", own_page: false, tables }
}

fn who_asked(account: &Account) -> Group {
    let found = &account.breakdowns;
    let mut agencies = Table::wide(
        "By agency",
        ("Agency", &["Requests received", "Items received"]),
        found.by_component.iter().map(|count| (count.agency.clone(), both(count.requests, count.items))),
        "Requests received, and their items. An agency stands under its name in the directory.",
    );
    agencies.columns.insert(1, "Part of".to_owned());
    agencies.texts = 2;
    for (line, count) in agencies.lines.iter_mut().zip(&found.by_component) {
        line.notes.push(count.part_of.clone().unwrap_or_default());
    }
    Group { title: "Who asked", note: "", own_page: false, tables: vec![agencies] }
}

fn how_it_came_in(account: &Account) -> Group {
    let found = &account.breakdowns;
    let department = |name: &Option<String>| name.clone().unwrap_or_else(|| "Not recorded".to_owned());
    let tables = vec![
        Table::wide(
            "By department",
            ("Received by", &["Requests received", "Items received"]),
            found.by_department.iter().map(|count| (department(&count.department), both(count.requests, count.items))),
            "Requests received, and their items, by the department that received them.",
        ),
        coverage(account),
        Table::of(
            "By channel",
            ("Way", "Requests received"),
            found.by_channel.iter().map(|count| (labels::channel(count.channel), Figure::Count(count.requests))),
            "Requests by the day of receipt.",
        ),
    ];
    Group { title: "How it came in", note: "", own_page: false, tables }
}

fn coverage(account: &Account) -> Table {
    let (found, interim) = (&account.coverage, account.period.is_interim());
    let line = |one: &DepartmentCoverage| Line {
        label: one.department.clone(),
        notes: vec![one.said(found.list_set, interim)],
        counts: vec![Figure::Count(one.requests)],
    };
    Table {
        title: "Coverage by department",
        columns: ["Department", "What it did", "Requests received"].map(str::to_owned).to_vec(),
        texts: 2,
        lines: found.departments.iter().map(line).collect(),
        rule: if found.list_set {
            "The departments that report, and others that received a request. Who signed a nil is named by the office they hold."
        } else {
            "No list of reporting departments was set: only those that reported are shown."
        }
        .into(),
        drawn: None,
    }
}

fn what_was_asked(account: &Account) -> Group {
    let found = &account.breakdowns;
    let columns: &[&str] = &["Items received", "Items released"];
    let tables = vec![
        Table::wide(
            "By kind of ask",
            ("What was asked", columns),
            found.by_ask.iter().map(|count| (labels::ask(count.ask), both(count.received, count.released))),
            "Received by the day of receipt; released, wholly or in part, by the day of the answer.",
        ),
        Table::wide(
            "By kind of information",
            ("Information", columns),
            found
                .by_information
                .iter()
                .map(|count| (labels::information(count.information), both(count.received, count.released))),
            "Of the items that ask for information, likewise.",
        ),
    ];
    Group { title: "What was asked, and what left", note: "", own_page: false, tables }
}

fn what_was_done(account: &Account) -> Group {
    let found = &account.breakdowns;
    let tables = vec![
        Table::of(
            "Mandatory disclosures by legal basis",
            ("On what", "Items released"),
            words(&found.mandatory_by_instrument, labels::legal_basis),
            "Items released because a law requires it, by the paper they were asked with.",
        ),
        refusals(&found.refused_under_2b),
        Table::of(
            "Detainers",
            ("Detainers", "Number"),
            counted(&[
                ("Received (requests)", found.detainers.received),
                ("Persons held (items)", found.detainers.held),
                ("Releases notified (items)", found.detainers.notified),
            ]),
            "Received: requests that bring a detainer or ask to hold a person. Held, notified: by the day of the answer.",
        ),
        Table::of(
            "Certifications for benefits",
            ("Certifications", "Items"),
            counted(&[
                ("Received", found.certifications.received),
                ("Answered", found.certifications.answered),
                ("Answered after the 90 days", found.certifications.late),
            ]),
            "Ninety days from receipt: G.L. c.258F § 3.",
        ),
        Table::of(
            "Surplus, and what waits",
            ("Items", "Number"),
            counted(&[
                ("More left than the paper names", found.surplus),
                ("With the Solicitor now", found.waiting.solicitor),
                ("On hold now", found.waiting.on_hold),
            ]),
            "Surplus by the day of the answer; what waits at the moment of the report.",
        ),
        days_to_answer(found.days_to_answer, "Calendar days, over the items answered in the quarter."),
    ];
    Group { title: "What was done", note: "", own_page: false, tables }
}

/// The key figures of a quarter beside those of the quarters before.
fn quarters(quarter: Quarter, own: &KeyFigures, before: &[QuarterFigures]) -> Group {
    let names = before.iter().map(|before| before.quarter).chain([quarter]).map(Quarter::calendar);
    let figures = own.keys().map(|figure| {
        let all = before.iter().map(|before| &before.figures).chain([own]);
        let count = |of: &KeyFigures| Figure::Count(of.get(figure).copied().unwrap_or_default());
        Line { label: figure.label().to_owned(), notes: Vec::new(), counts: all.map(count).collect() }
    });
    let table = Table {
        title: "This quarter and those before",
        columns: std::iter::once("Figure".to_owned()).chain(names).collect(),
        texts: 1,
        lines: figures.collect(),
        rule: "Each quarter as the record has it at the moment of this report.".into(),
        // The number that the council asks for.
        drawn: own.keys().position(|figure| *figure == KeyFigure::NonMandatory),
    };
    Group { title: "Beside the quarters before", note: "", own_page: false, tables: vec![table] }
}

fn restatement(restated: &[Restatement]) -> Group {
    let lines = restated.iter().map(|restated| Line {
        label: restated.figure.label().to_owned(),
        notes: vec![restated.quarter.calendar(), labels::local(restated.issued_as_of)],
        counts: both(restated.was, restated.now),
    });
    let table = Table {
        title: "Figures restated",
        columns: ["Figure", "Quarter", "Reported as of", "Was", "Now"].map(str::to_owned).to_vec(),
        texts: 3,
        lines: lines.collect(),
        rule: "A figure that is not any more what the last report of its quarter said: late entries and corrections."
            .into(),
        drawn: None,
    };
    let note = "Entries that came late, and corrections, have changed what was reported.";
    Group { title: "Restated", note, own_page: false, tables: vec![table] }
}

fn exchanges(account: &Account) -> Group {
    let directions: Vec<&str> = Direction::ALL.iter().map(|direction| labels::direction(*direction)).collect();
    let tables = vec![
        Table::of(
            "§ 1373 status exchanges",
            ("Direction", "Items answered"),
            words(&account.status_exchanges, labels::direction),
            "Sent and received where status was released, wholly or in part; an inquiry whatever the answer.",
        ),
        Table::wide(
            "§ 1373 exchanges by counterpart",
            ("Agency", &directions),
            account.exchanges_by_counterpart.iter().map(|count| {
                let of = |direction| Figure::Count(count.by_direction.get(direction).copied().unwrap_or_default());
                (count.agency.clone(), Direction::ALL.iter().map(of).collect())
            }),
            "The same, by the agency at the other end.",
        ),
    ];
    let note = "Counts only: the record does not hold what a status is.";
    Group { title: "§ 1373 status exchanges", note, own_page: true, tables }
}
