//! The tables of counts that could be matched with a person: what each of them counts.
//!
//! No item is in two tables of kinds or outcomes that would bound each other's cells: what was released is counted apart from
//! what was not; what is listed among the City's acts is not in the latter; certifications are in their own table alone, and
//! who was held is in none. So the tables share no more than a sum, and a sum tells no cell.
//!
//! What must never enter: how small cells are merged ([`super::merge`]).

use std::collections::BTreeSet;

use law::facts::{Ask, Information};
use law::outcome::Outcome;

use super::merge::{Cell, Labels, PublishedTable, Total, exactly, merged};
use super::{TableName, detainer, non_mandatory, refusal, released};
use crate::account::{Account, Row, RowOutcome};
use crate::entry::Channel;
use crate::quarter::Quarter;

/// The kind of what is asked where that is not known.
pub(super) const NOT_KNOWN: &str = "not_known";
const NOT_RECORDED: &str = "not_recorded";

/// What a kind is called in the tables: the kind of information, or of act.
fn kind(row: &Row) -> String {
    match (row.ask, row.information) {
        (Some(Ask::Information), Some(information)) => information.as_str(),
        (Some(ask), _) => ask.as_str(),
        (None, _) => NOT_KNOWN,
    }
    .to_owned()
}

/// Every kind that is in the tables: of information, and what else is asked.
pub(super) fn kinds() -> impl Iterator<Item = String> {
    let information = Information::ALL.iter().map(|information| information.as_str());
    let asks = Ask::ALL.iter().filter(|ask| !is_apart(Some(**ask))).map(|ask| ask.as_str());
    information.chain(asks).chain([NOT_KNOWN]).map(str::to_owned)
}

/// Certifications have a table of their own. That a person was to be held is listed, and whether they were is told nowhere.
fn is_apart(ask: Option<Ask>) -> bool {
    matches!(ask, Some(Ask::BenefitCertification | Ask::CustodyHold))
}

/// Of some tables, those that would have merged cells: the others are whole without anybody's decision.
pub(super) fn those_with_merged_cells(account: &Account, some: &BTreeSet<TableName>) -> BTreeSet<TableName> {
    if some.is_empty() {
        return BTreeSet::new();
    }
    let merged = tables(account, &BTreeSet::new()).into_iter().filter(|table| table.merged.is_some());
    merged.map(|table| table.name).filter(|name| some.contains(name)).collect()
}

/// The tables, of which those that are `exact` have nothing merged.
pub(super) fn tables(account: &Account, exact: &BTreeSet<TableName>) -> Vec<PublishedTable> {
    let publish = |name: TableName, cells: Vec<Cell>, labels: Labels, total: Total| {
        if exact.contains(&name) { exactly(name, cells) } else { merged(name, cells, labels, total) }
    };
    let items = |name: TableName, labels: Vec<String>, items: Vec<(&Row, String)>| {
        let most = items.len() as u64;
        let counted = counted(labels, items.into_iter().filter(|(row, _)| !is_apart(row.ask)));
        publish(name, counted, Labels::Closed, Total::Unsaid { most })
    };
    let rows = Rows { quarter: account.period.quarter, all: &account.rows };
    let certifications = account.breakdowns.certifications;
    let exchanges = account.status_exchanges.iter();
    let exchanges = exchanges.map(|(direction, count)| (direction.as_str().to_owned(), *count));
    let counterparts = account.exchanges_by_counterpart.iter();
    let counterparts = counterparts.map(|count| (count.agency.clone(), count.by_direction.values().sum()));
    let departments = account.breakdowns.by_department.iter();
    let departments =
        departments.map(|count| (count.department.clone().unwrap_or_else(|| NOT_RECORDED.to_owned()), count.items));
    let ways = Channel::ALL.iter().map(|channel| Some(*channel)).chain([None]);
    let channels = ways.map(|way| {
        let requests = account.breakdowns.by_channel.iter().find(|count| count.channel == way);
        (way.map_or(NOT_RECORDED, Channel::as_str).to_owned(), requests.map_or(0, |count| count.requests))
    });
    vec![
        items(TableName::ReleasedByKind, kinds().collect(), rows.released().map(|row| (row, kind(row))).collect()),
        items(TableName::ReleasedByReason, reasons(), rows.released().map(|row| (row, reason(row))).collect()),
        items(TableName::NotReleasedByKind, kinds().collect(), rows.not_released_by_kind()),
        items(TableName::NotReleasedByOutcome, outcomes(), rows.not_released_by_outcome()),
        publish(TableName::ReceivedByDepartment, cells(departments), Labels::Open, Total::Known),
        publish(TableName::ReceivedByChannel, cells(channels), Labels::Closed, Total::Known),
        publish(
            TableName::CertificationsAnswered,
            cells([
                ("in_time".to_owned(), certifications.answered - certifications.late),
                ("late".to_owned(), certifications.late),
            ]),
            Labels::Closed,
            Total::Guarded,
        ),
        publish(TableName::ExchangesByDirection, cells(exchanges), Labels::Closed, Total::Guarded),
        publish(TableName::ExchangesByCounterpart, cells(counterparts), Labels::Open, Total::Guarded),
    ]
}

/// The rows of a quarter's account.
#[derive(Clone, Copy)]
struct Rows<'a> {
    quarter: Quarter,
    all: &'a [Row],
}

impl<'a> Rows<'a> {
    /// Released as the law required it, or as 2(a) does not gate it.
    fn released(self) -> impl Iterator<Item = &'a Row> {
        self.all.iter().filter(move |row| released(self.quarter, row) && !non_mandatory(self.quarter, row))
    }

    /// Refused, sent on, withdrawn or waiting still, and not listed.
    fn not_released(self) -> impl Iterator<Item = &'a Row> {
        let is_listed = move |row: &Row| detainer(self.quarter, row) || refusal(self.quarter, row);
        self.all.iter().filter(move |row| !released(self.quarter, row) && !is_listed(row))
    }

    fn not_released_by_kind(self) -> Vec<(&'a Row, String)> {
        let received = self.not_released().filter(|row| row.is_received_in(self.quarter));
        received.map(|row| (row, kind(row))).collect()
    }

    fn not_released_by_outcome(self) -> Vec<(&'a Row, String)> {
        let decided = self.not_released().filter(|row| row.is_decided_in(self.quarter));
        let settled = decided.filter_map(|row| match row.outcome {
            RowOutcome::Settled(outcome) => Some((row, outcome.as_str().to_owned())),
            RowOutcome::NotSettled => None,
        });
        settled.collect()
    }
}

/// What the law says of what was released.
fn reason(row: &Row) -> String {
    match row.outcome {
        RowOutcome::Settled(Outcome::Mandatory) => MANDATORY,
        RowOutcome::Settled(Outcome::Benefit) => BENEFIT,
        RowOutcome::Settled(_) | RowOutcome::NotSettled => OTHER,
    }
    .to_owned()
}

const MANDATORY: &str = "mandatory";
const BENEFIT: &str = "benefit";
const OTHER: &str = "other";

fn reasons() -> Vec<String> {
    [MANDATORY, BENEFIT, OTHER].map(str::to_owned).to_vec()
}

/// The outcomes that an item of the disclosure ledger can have: a word that never comes would be known to have none.
fn outcomes() -> Vec<String> {
    let of_ledger = Outcome::ALL.iter().filter(|outcome| **outcome != Outcome::StatusExchange);
    of_ledger.map(|outcome| outcome.as_str().to_owned()).collect()
}

fn cells(counts: impl IntoIterator<Item = (String, u64)>) -> Vec<Cell> {
    counts.into_iter().map(|(label, count)| Cell { label, count }).collect()
}

/// A cell for each label, with how often it comes.
fn counted<'a>(labels: Vec<String>, found: impl Iterator<Item = (&'a Row, String)>) -> Vec<Cell> {
    let mut cells = cells(labels.into_iter().map(|label| (label, 0)));
    for (_, label) in found {
        match cells.iter_mut().find(|cell| cell.label == label) {
            Some(cell) => cell.count += 1,
            None => cells.push(Cell { label, count: 1 }),
        }
    }
    cells
}
