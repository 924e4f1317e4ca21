//! The second count of the breakdowns, from the rows as they are printed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use law::facts::{Ask, Instrument};
use law::outcome::Outcome;

use super::{Findings, Window};
use crate::account::{Account, Row, RowOutcome};
use crate::breakdown::Breakdowns;
use crate::entry::Response;

/// Breakdowns against the figures that they are parts of, and against the rows.
pub(super) fn check(account: &Account, rows: &Window<'_>, findings: &mut Findings) {
    parts(account, findings);
    let found = &account.breakdowns;
    let released: Vec<&Row> = rows.answered.iter().copied().filter(|row| row.response.is_disclosure()).collect();
    asked(found, &rows.received, &released, findings);
    departments(found, &rows.received, findings);

    let mandatory = released.iter().filter(|row| row.outcome == RowOutcome::Settled(Outcome::Mandatory));
    let mut papers: BTreeMap<Instrument, u64> = BTreeMap::new();
    mandatory.for_each(|row| *papers.entry(row.instrument.unwrap_or(Instrument::None)).or_default() += 1);
    same(findings, "mandatory disclosures by instrument", &found.mandatory_by_instrument, &papers);

    for (clause, count) in &found.refused_under_2b {
        let barred = RowOutcome::Settled(Outcome::ActionProhibited);
        let refused =
            |row: &&&Row| row.response == Response::Withheld && row.outcome == barred && row.clause == Some(*clause);
        let again = rows.answered.iter().filter(refused).count() as u64;
        findings.equal(&format!("refusals under {clause}"), *count, "their number in the rows", again);
    }
    detainers(found, &rows.received, &released, findings);
    days(found, &rows.answered, findings);
}

/// Sums that must meet.
fn parts(account: &Account, findings: &mut Findings) {
    let found = &account.breakdowns;
    let components = found.by_component.iter().map(|count| (count.agency.as_str(), count.requests, count.items));
    let agencies = account.by_agency.iter().map(|count| (count.agency.as_str(), count.requests, count.items));
    if !components.eq(agencies) {
        findings.0.push("requests by component differ from those by agency".to_owned());
    }
    let by_channel: u64 = found.by_channel.iter().map(|count| count.requests).sum();
    findings.equal("requests received", account.requests.received, "the sum by channel", by_channel);
    for (direction, count) in &account.status_exchanges {
        let of = |by: &BTreeMap<_, u64>| by.get(direction).copied().unwrap_or_default();
        let by_counterpart: u64 = account.exchanges_by_counterpart.iter().map(|one| of(&one.by_direction)).sum();
        findings.equal(&format!("status exchanges `{direction}`"), *count, "the sum by counterpart", by_counterpart);
    }
}

fn asked(found: &Breakdowns, received: &[&Row], released: &[&Row], findings: &mut Findings) {
    let of = |rows: &[&Row], wanted: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| wanted(row)).count() as u64;
    let word = |word: Option<&str>| word.unwrap_or("not known").to_owned();
    let mut items = 0;
    for count in &found.by_ask {
        let wanted = |row: &Row| row.ask == count.ask;
        let name = word(count.ask.map(Ask::as_str));
        findings.equal(&format!("items that ask `{name}`"), count.received, "their rows", of(received, &wanted));
        findings.equal(&format!("items released of ask `{name}`"), count.released, "their rows", of(released, &wanted));
        items += count.received;
    }
    findings.equal("items by ask", items, "the items received", received.len() as u64);
    let (mut came, mut went) = (0, 0);
    for count in &found.by_information {
        let wanted = |row: &Row| row.ask == Some(Ask::Information) && row.information == count.information;
        let name = word(count.information.map(law::facts::Information::as_str));
        findings.equal(&format!("items for `{name}`"), count.received, "their rows", of(received, &wanted));
        findings.equal(&format!("items released for `{name}`"), count.released, "their rows", of(released, &wanted));
        came += count.received;
        went += count.released;
    }
    let information = |row: &Row| row.ask == Some(Ask::Information);
    findings.equal("items by information", came, "the items that ask for it", of(received, &information));
    findings.equal("items released by information", went, "the items that ask for it", of(released, &information));
}

fn departments(found: &Breakdowns, received: &[&Row], findings: &mut Findings) {
    let mut items: BTreeMap<Option<&str>, u64> = BTreeMap::new();
    let mut requests: BTreeMap<Option<&str>, BTreeSet<&str>> = BTreeMap::new();
    for row in received {
        let department = row.department.as_deref();
        *items.entry(department).or_default() += 1;
        requests.entry(department).or_default().insert(&row.request);
    }
    let counted = found.by_department.iter();
    let counted = counted.map(|count| (count.department.as_deref(), (count.requests, count.items))).collect();
    let again: BTreeMap<Option<&str>, (u64, u64)> = items
        .into_iter()
        .map(|(department, items)| (department, (requests.get(&department).map_or(0, BTreeSet::len) as u64, items)))
        .collect();
    same(findings, "requests and items by department", &counted, &again);
}

fn detainers(found: &Breakdowns, received: &[&Row], released: &[&Row], findings: &mut Findings) {
    let brings = |row: &&&Row| row.instrument == Some(Instrument::Detainer) || row.ask == Some(Ask::CustodyHold);
    let requests: BTreeSet<&str> = received.iter().filter(brings).map(|row| row.request.as_str()).collect();
    findings.equal("detainers received", found.detainers.received, "their requests", requests.len() as u64);
    let of = |ask| released.iter().filter(|row| row.ask == Some(ask)).count() as u64;
    findings.equal("persons held", found.detainers.held, "their rows", of(Ask::CustodyHold));
    findings.equal("releases notified", found.detainers.notified, "their rows", of(Ask::ReleaseNotification));
}

fn days(found: &Breakdowns, answered: &[&Row], findings: &mut Findings) {
    let day = |text: &str| text.get(..10).and_then(|date| date.parse::<Date>().ok());
    let taken = |row: &&Row| Some((day(row.responded.as_deref()?)? - day(&row.received)?).get_days());
    let mut days: Vec<i32> = answered.iter().filter_map(taken).collect();
    days.sort_unstable();
    let middle = |from: usize| days.get(from).copied().unwrap_or_default();
    let twice = middle(days.len() / 2) + middle(days.len().saturating_sub(1) / 2);
    let again = (!days.is_empty()).then(|| (days.len() as u64, i64::from(twice), middle(days.len() - 1)));
    let counted = found.days_to_answer.map(|taken| {
        let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        (taken.items, whole(taken.median.halves()), i32::try_from(taken.longest).unwrap_or(i32::MAX))
    });
    if counted != again {
        findings.0.push("the days to an answer differ from the rows".to_owned());
    }
}

fn same<K: Ord, V: PartialEq>(findings: &mut Findings, what: &str, counted: &BTreeMap<K, V>, again: &BTreeMap<K, V>) {
    if counted != again {
        findings.0.push(format!("{what} differ from the rows"));
    }
}
