//! What is looked at before a report can be relied on: what is not settled, what is late, what went out without a second
//! officer. Each names its items.
//!
//! Only the disclosure ledger is looked at: status exchanges are counted, and no line here is about one.

use std::ops::ControlFlow;

use jiff::civil::Date;
use law::calendar::ClosedDays;
use law::outcome::Flag;
use ledger::{Accounted, Item, Log, Release};
use report::coverage::Did;
use report::entry::Response;
use report::{Account, Quarter};

use super::contract;
use super::needs::first_deadline;
use super::request::facts_of;
use super::today::days_between;
use super::words;
use crate::error::Error;
use crate::office::Desk;

contract! {
    /// Something that was looked at.
    pub struct Check {
        /// Does it hold?
        pub holds: bool,
        /// What was found, in a sentence.
        pub what: String,
        /// The items it is about, in the order of entry; at most 50.
        pub items: Vec<CheckedItem>,
        /// How many more there are.
        pub more: u64,
    }

    /// An item that a check is about.
    pub struct CheckedItem {
        /// The request's number.
        pub request: String,
        /// The item's number within the request.
        pub item: u32,
        /// What is asked, in words.
        pub asked: String,
        /// What was found about it.
        pub found: String,
        /// Of a date: the law it rests on, and how it was computed.
        pub how: Option<String>,
    }
}

/// The most items that a check lists.
const LISTED: usize = 50;

/// The items that a check is about.
#[derive(Default)]
struct Listed {
    items: Vec<CheckedItem>,
    count: u64,
}

impl Listed {
    fn add(&mut self, item: &Item, found: String, how: Option<String>) {
        self.count += 1;
        if self.items.len() < LISTED {
            let word = |term: Option<&ledger::Term>| term.map(|term| term.as_str().to_owned());
            let (ask, information) = (word(item.facts.ask.as_ref()), word(item.facts.information.as_ref()));
            self.items.push(CheckedItem {
                request: item.request.number.clone(),
                item: item.item,
                asked: words::what(ask.as_deref(), information.as_deref()),
                found,
                how,
            });
        }
    }

    /// The check: it holds if there is none. `what` tells one and several apart.
    fn check(self, none: &str, one: &str, several: &str) -> Check {
        let what = match self.count {
            0 => none.to_owned(),
            1 => format!("1 {one}"),
            more => format!("{more} {several}"),
        };
        let more = self.count.saturating_sub(self.items.len() as u64);
        Check { holds: self.count == 0, what, items: self.items, more }
    }
}

fn plain(holds: bool, what: String) -> Check {
    Check { holds, what, items: Vec::new(), more: 0 }
}

/// What is found in one pass over the items that the quarter touches and those that still wait.
#[derive(Default)]
struct Found {
    not_settled: Listed,
    late: Listed,
    waiting: Listed,
    not_approved: Listed,
}

impl Found {
    fn look(
        &mut self,
        item: &Item,
        approved: bool,
        quarter: Quarter,
        today: Date,
        closed: &ClosedDays,
    ) -> Result<(), Error> {
        let received = item.request.received.date();
        if item.determination.outcome.is_none() && quarter.contains(received) {
            let question = item.determination.ask_next.as_ref().and_then(|fact| fact.as_str().parse().ok());
            self.not_settled.add(item, question.map_or_else(String::new, words::question_about), None);
        }
        let answered = item.responded.map(|when| when.date());
        // The first date that runs is the one by which an answer is due.
        if let Some(due) = first_deadline(&facts_of(item)?, received, closed) {
            let how = format!("{}. {}. {}", due.kind.label(), due.basis, due.how);
            match answered {
                Some(day) if quarter.contains(day) && day > due.due => {
                    let days = days(days_between(due.due, day));
                    self.late.add(item, format!("answered {days} after the date it was due"), Some(how));
                }
                None if due.due < today && due.due <= quarter.to() => {
                    let days = days(days_between(due.due, today));
                    self.waiting.add(item, format!("{days} past the date it was due"), Some(how));
                }
                Some(_) | None => {}
            }
        }
        let given_out = item.response.as_str().parse::<Response>().is_ok_and(Response::is_disclosure);
        if given_out && !approved && is_flagged(item) && answered.is_some_and(|day| quarter.contains(day)) {
            let found = "given out without a second officer’s approval here: it had left already, or a log brought it";
            self.not_approved.add(item, found.to_owned(), None);
        }
        Ok(())
    }
}

fn days(count: i64) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

/// Does the record flag it under 2(a)?
fn is_flagged(item: &Item) -> bool {
    let flag = item.determination.flag.as_ref().and_then(|flag| flag.as_str().parse::<Flag>().ok());
    match flag {
        Some(Flag::High | Flag::Medium | Flag::Low) => true,
        Some(Flag::Pending | Flag::None) | None => false,
    }
}

impl Desk {
    /// What was looked at before the account can be relied on.
    pub(crate) fn checks(&self, account: &Account, today: Date) -> Result<Vec<Check>, Error> {
        let quarter = account.period.quarter;
        let (mut found, closed) = (Found::default(), self.settings.closed_days());
        let left_out = self.left_out_of_report(account.period.as_of)?;
        let mut looked = Ok(());
        self.store.each_accounted(None, quarter.from(), &mut |Accounted { item, release, .. }| {
            if item.determination.log == Log::StatusExchange || left_out.has(&item.request.number) {
                return ControlFlow::Continue(());
            }
            // What went out at once has had its second officer once one has reviewed it.
            let second = match release {
                Some(Release::Approved { .. } | Release::AtOnce { review: Some(_) }) => true,
                Some(Release::AtOnce { review: None }) | None => false,
            };
            looked = found.look(&item, second, quarter, today, &closed);
            if looked.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        looked?;
        let requests = &account.requests;
        let over = quarter.to() < today;
        let mut checks = vec![
            // An account that does not add up is never made: `account` refuses, and says what contradicts what.
            plain(
                true,
                format!(
                    "{} pending + {} received − {} completed = {} pending",
                    requests.pending_at_start, requests.received, requests.completed, requests.pending_at_end
                ),
            ),
            plain(true, format!("Every figure was counted a second time, from {}", rows(account.rows.len()))),
            found.not_settled.check("Every item is settled", "item has a question open", "items have a question open"),
            found.late.check(
                "Every answer came by the date it was due",
                "answer came after the date it was due",
                "answers came after the date they were due",
            ),
            found.waiting.check(
                "Nothing waits past the date it was due",
                "item waits past the date it was due",
                "items wait past the date they were due",
            ),
            found.not_approved.check(
                "Nothing that 2(a) flags went out without a second officer",
                "item that 2(a) flags went out without a second officer",
                "items that 2(a) flags went out without a second officer",
            ),
            surplus(self.store.surplus_between(
                quarter.from(),
                quarter.next().from(),
                &self.store.entries_of(left_out.requests())?,
            )?),
            covered(account),
            plain(over, if over { "The quarter is over" } else { "The quarter is not over yet" }.to_owned()),
        ];
        checks.extend(undecided(self.unmergings_undecided(quarter)?));
        Ok(checks)
    }
}

/// Whether every department that is expected to report did, or certified that it had nothing to report; and what to do next.
fn covered(account: &Account) -> Check {
    let (coverage, interim) = (&account.coverage, account.period.is_interim());
    let named = |did: Did| -> Vec<&str> {
        let found = coverage.departments.iter().filter(|one| one.did == did);
        found.map(|one| one.department.as_str()).collect()
    };
    let (silent, both) = (named(Did::Silent), named(Did::CertifiedNilThenReported));
    if !coverage.list_set {
        let what = "No list of reporting departments is set. An administrator says in Settings which of them report";
        return plain(false, what.to_owned());
    }
    if !both.is_empty() {
        let what = format!(
            "Certified nil, and then reported: {}. Withdraw the certified nil, or correct the requests",
            both.join(", ")
        );
        return plain(false, what);
    }
    if interim {
        return plain(true, coverage.in_a_sentence(interim).trim_end_matches('.').to_owned());
    }
    if silent.is_empty() {
        return plain(true, "Every department on the list reported or certified nil".to_owned());
    }
    let what = format!(
        "Silent: {}. Ask for their requests, or enter under Departments the nil that they certify",
        silent.join(", ")
    );
    plain(false, what)
}

/// Whether more left than a paper names. It says what staff said: a log that was imported says nothing of it.
fn surplus(items: u64) -> Check {
    let what = match items {
        0 => "No item is marked as surplus to its paper".to_owned(),
        1 => "1 item went out with more than its paper names".to_owned(),
        more => format!("{more} items went out with more than their papers name"),
    };
    plain(items == 0, what)
}

/// What waits for a second officer before the public edition is made; nothing is said where nothing was asked.
fn undecided(tables: usize) -> Option<Check> {
    let what = match tables {
        0 => return None,
        1 => "1 table of the public edition waits for a second officer: may it be given exactly?".to_owned(),
        more => format!("{more} tables of the public edition wait for a second officer: may they be given exactly?"),
    };
    Some(plain(false, what))
}

fn rows(count: usize) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{count} rows") }
}
