//! The second count: every figure again, from the rows as they are printed and from the sums that must meet.
//!
//! The first count follows entries; this one reads the account the way an auditor would, with nothing else in hand.
//! Where the two differ, no file is written.

mod breakdown;
mod coverage;

use std::collections::{BTreeMap, BTreeSet};

use law::facts::Instrument;
use law::outcome::{Flag, Outcome};

use crate::account::{Account, Row, RowOutcome};
use crate::entry::Response;

/// The figures contradict each other, or an item contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "The report does not add up and was not written: {}. Nothing in the record was changed. Verify the record; if it \
     is sound, correct the item named here, or keep this message for whoever looks after the program.",
    disagreements.join("; ")
)]
pub struct DoesNotAddUp {
    /// What disagrees, a clause each.
    pub disagreements: Vec<String>,
}

impl DoesNotAddUp {
    pub(crate) fn of_item(request: &str, item: u32, problem: &str) -> Self {
        Self { disagreements: vec![format!("item {item} of request {request} {problem}")] }
    }
}

/// What does not meet, as it is found.
#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    fn equal(&mut self, left: &str, left_count: u64, right: &str, right_count: u64) {
        if left_count != right_count {
            self.0.push(format!("{left} is {left_count}, {right} is {right_count}"));
        }
    }
}

/// Counts the account again.
///
/// # Errors
/// [`DoesNotAddUp`] with every figure that differs.
pub(crate) fn check(account: &Account) -> Result<(), DoesNotAddUp> {
    let mut findings = Findings::default();
    let window = Window::of(account);
    sums(account, &mut findings);
    rows(account, &window, &mut findings);
    breakdown::check(account, &window, &mut findings);
    coverage::check(account, &window, &mut findings);
    if findings.0.is_empty() { Ok(()) } else { Err(DoesNotAddUp { disagreements: findings.0 }) }
}

/// Totals against the parts they are made of.
fn sums(account: &Account, findings: &mut Findings) {
    let requests = account.requests;
    findings.equal(
        "pending at the start plus received",
        requests.pending_at_start + requests.received,
        "completed plus pending at the end",
        requests.completed + requests.pending_at_end,
    );
    findings.equal(
        "items determined",
        account.items.determined,
        "the sum by outcome",
        account.items.by_outcome.settled.values().sum(),
    );
    let by_agency: u64 = account.by_agency.iter().map(|agency| agency.requests).sum();
    findings.equal("requests received", requests.received, "the sum by agency", by_agency);
    let by_origin = account.by_origin.values().sum();
    findings.equal("requests received", requests.received, "the sum by origin", by_origin);
    let disclosed = account.disclosures;
    let released: u64 =
        account.responses.iter().filter(|(response, _)| response.is_disclosure()).map(|(_, count)| count).sum();
    findings.equal(
        "items released, wholly or in part,",
        released,
        "the sum of disclosures",
        disclosed.mandatory + disclosed.non_mandatory + disclosed.benefit + disclosed.other,
    );
    findings.equal(
        "non-mandatory disclosures",
        disclosed.non_mandatory,
        "the list of them",
        account.non_mandatory_disclosures.len() as u64,
    );
}

/// The rows by what happened in the quarter.
struct Window<'a> {
    received: Vec<&'a Row>,
    answered: Vec<&'a Row>,
    determined: Vec<(Outcome, &'a Row)>,
}

impl<'a> Window<'a> {
    fn of(account: &'a Account) -> Self {
        let quarter = account.period.quarter;
        let settled = |row: &'a Row| match row.outcome {
            RowOutcome::Settled(outcome) => Some((outcome, row)),
            RowOutcome::NotSettled => None,
        };
        let rows = || account.rows.iter();
        Self {
            received: rows().filter(|row| row.is_received_in(quarter)).collect(),
            answered: rows().filter(|row| row.is_answered_in(quarter)).collect(),
            determined: rows().filter(|row| row.is_decided_in(quarter)).filter_map(settled).collect(),
        }
    }
}

/// Figures against the rows.
fn rows(account: &Account, window: &Window<'_>, findings: &mut Findings) {
    let Window { received, answered, determined } = window;
    let disclosed =
        |kind: fn(&Row) -> bool| answered.iter().filter(|row| row.response.is_disclosure() && kind(row)).count() as u64;

    let requests: BTreeSet<&str> = received.iter().map(|row| row.request.as_str()).collect();
    findings.equal("requests received", account.requests.received, "their number in the rows", requests.len() as u64);
    let answered_requests: BTreeSet<&str> = answered.iter().map(|row| row.request.as_str()).collect();
    if account.requests.completed > answered_requests.len() as u64 {
        findings.0.push(format!(
            "requests completed is {}, but only {} have an answer in the rows",
            account.requests.completed,
            answered_requests.len()
        ));
    }
    let items: u64 = account.by_agency.iter().map(|agency| agency.items).sum();
    findings.equal("items received by agency", items, "their number in the rows", received.len() as u64);

    let papers = received.iter().map(|row| row.instrument.unwrap_or(Instrument::None));
    compare(findings, "items by instrument", &account.by_instrument, papers, Instrument::as_str);
    let outcomes = determined.iter().map(|(outcome, _)| *outcome);
    compare(findings, "items by outcome", &account.items.by_outcome.settled, outcomes, Outcome::as_str);
    let flags = determined.iter().filter_map(|(_, row)| row.flag).filter(|flag| *flag != Flag::None);
    compare(findings, "items by flag", &account.items.by_flag, flags, Flag::as_str);
    let responses = answered.iter().map(|row| row.response);
    compare(findings, "responses", &account.responses, responses, Response::as_str);
    let not_settled = received.iter().filter(|row| row.outcome == RowOutcome::NotSettled).count() as u64;
    findings.equal("items not settled", account.items.by_outcome.not_settled, "their number in the rows", not_settled);

    findings.equal(
        "mandatory disclosures",
        account.disclosures.mandatory,
        "their number in the rows",
        disclosed(|row| row.outcome == RowOutcome::Settled(Outcome::Mandatory)),
    );
    findings.equal(
        "non-mandatory disclosures",
        account.disclosures.non_mandatory,
        "their number in the rows",
        disclosed(|row| row.outcome.as_str().starts_with("non_mandatory_")),
    );
    findings.equal(
        "disclosures as a benefit",
        account.disclosures.benefit,
        "their number in the rows",
        disclosed(|row| row.outcome == RowOutcome::Settled(Outcome::Benefit)),
    );
}

/// One count for each word against the words in the rows.
fn compare<K: Copy + Ord>(
    findings: &mut Findings,
    figure: &str,
    counts: &BTreeMap<K, u64>,
    in_rows: impl Iterator<Item = K>,
    word: fn(K) -> &'static str,
) {
    let mut again: BTreeMap<K, u64> = counts.keys().map(|key| (*key, 0)).collect();
    in_rows.for_each(|key| *again.entry(key).or_default() += 1);
    for (key, counted_again) in again {
        let counted = counts.get(&key).copied().unwrap_or_default();
        findings.equal(&format!("{figure} `{}`", word(key)), counted, "their number in the rows", counted_again);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::Did;
    use crate::sample::{account_of, mixed};

    /// Changes one figure of a sound account: the second count must name it.
    #[test]
    fn every_figure_that_is_changed_is_found() {
        type Change = fn(&mut Account);
        let changes: [(&str, Change); 40] = [
            ("pending at the start", |account| account.requests.pending_at_start += 1),
            ("requests received", |account| account.requests.received += 1),
            ("completed", |account| account.requests.completed -= 1),
            ("pending at the end", |account| account.requests.pending_at_end += 1),
            ("items determined", |account| account.items.determined += 1),
            ("items by outcome `mandatory`", |account| bump(&mut account.items.by_outcome.settled)),
            ("items not settled", |account| account.items.by_outcome.not_settled += 1),
            ("items by flag `high`", |account| bump(&mut account.items.by_flag)),
            ("responses `released`", |account| bump(&mut account.responses)),
            ("mandatory disclosures", |account| account.disclosures.mandatory += 1),
            ("non-mandatory disclosures", |account| account.disclosures.non_mandatory += 1),
            ("disclosures as a benefit", |account| account.disclosures.benefit += 1),
            ("the sum of disclosures", |account| account.disclosures.other += 1),
            ("the list of them", |account| account.non_mandatory_disclosures.clear()),
            ("the sum by agency", |account| account.by_agency[0].requests += 1),
            ("items received by agency", |account| account.by_agency[0].items += 1),
            ("items by instrument `none`", |account| bump(&mut account.by_instrument)),
            ("the sum by origin", |account| bump(&mut account.by_origin)),
            ("responses `withheld`", |account| drop(account.rows.remove(0))),
            ("requests received", |account| account.rows[1].received = "7 October".to_owned()),
            ("requests by component", |account| account.breakdowns.by_component[0].items += 1),
            ("the sum by channel", |account| account.breakdowns.by_channel[0].requests += 1),
            ("the sum by counterpart", |account| account.exchanges_by_counterpart.clear()),
            ("items that ask `information`", |account| account.breakdowns.by_ask[0].received += 1),
            ("items released of ask", |account| account.breakdowns.by_ask[0].released += 1),
            ("items by ask", |account| account.breakdowns.by_ask.clear()),
            ("items for `personal`", |account| account.breakdowns.by_information[2].received += 1),
            ("items released for `personal`", |account| account.breakdowns.by_information[2].released += 1),
            ("by department", |account| account.breakdowns.by_department[0].requests += 1),
            ("mandatory disclosures by instrument", |account| {
                bump(&mut account.breakdowns.mandatory_by_instrument);
            }),
            ("refusals under 2(b)(i)", |account| bump(&mut account.breakdowns.refused_under_2b)),
            ("detainers received", |account| account.breakdowns.detainers.received += 1),
            ("persons held", |account| account.breakdowns.detainers.held += 1),
            ("requests covered by Police Records", |account| account.coverage.departments[2].requests += 1),
            ("what Fire did", |account| account.coverage.departments[0].certified_nil = None),
            ("what Health did", |account| account.coverage.departments[1].did = Did::Reported),
            ("Health is expected to report, and is on no list", |account| {
                account.coverage.departments[1].listed = false;
            }),
            ("Fire is expected to report, and is on no list", |account| account.coverage.list_set = false),
            ("the coverage leaves out police records", |account| drop(account.coverage.departments.remove(2))),
            ("the days to an answer", |account| account.breakdowns.days_to_answer = None),
        ];
        for (named, change) in changes {
            let mut account = account_of("2026-Q4", mixed());
            change(&mut account);
            let found = check(&account).unwrap_err().to_string();
            assert!(found.contains(named), "{named}: {found}");
        }
    }

    #[test]
    fn more_requests_completed_than_were_answered_is_found() {
        let mut account = account_of("2026-Q4", mixed());
        account.requests.completed += 9;
        account.requests.pending_at_start += 9;
        let found = check(&account).unwrap_err().to_string();
        assert!(found.contains("requests completed is 13, but only 4 have an answer in the rows"), "{found}");
    }

    fn bump<K: Ord>(counts: &mut BTreeMap<K, u64>) {
        *counts.first_entry().unwrap().get_mut() += 1;
    }
}
