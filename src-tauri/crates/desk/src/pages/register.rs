//! The register: every item of both ledgers, sought by words and filters, a page at a time.

use jiff::ToSpan;
use law::outcome::{Clause, Outcome};
use ledger::{Item, Sought, Term};
use report::Quarter;

use super::contract;
use super::exchanges::PAGE;
use super::words;
use crate::error::Error;
use crate::office::Desk;

contract! {
    /// What is sought. An empty text does not narrow.
    pub struct RegisterQuery {
        /// Words, each by its beginning; or a request's number.
        pub text: String,
        /// Received in this quarter.
        pub quarter: String,
        /// With this outcome; `not_settled` is one.
        pub outcome: String,
        /// With this flag.
        pub flag: String,
        /// Of this ledger.
        pub ledger: String,
        /// With this response.
        pub response: String,
        /// Entries lower than this one.
        pub before: Option<i64>,
    }

    /// A page of the register, the latest entry first.
    pub struct RegisterPage {
        /// At most 200.
        pub rows: Vec<RegisterRow>,
        /// Where the next page begins; none: this was the last.
        pub next: Option<i64>,
        /// How many are sought in all.
        pub total: u64,
    }

    /// One item.
    pub struct RegisterRow {
        /// Its place in the order of entry.
        pub entry: i64,
        /// The request's number.
        pub request: String,
        /// The item's number within the request.
        pub item: u32,
        /// When the request came in.
        pub received: String,
        /// Who asks.
        pub agency: String,
        /// What is asked, in words.
        pub what: String,
        /// The outcome's word; none while not settled.
        pub outcome: Option<String>,
        /// The outcome in words.
        pub label: String,
        /// The flag's word.
        pub flag: Option<String>,
        /// The ledger's word.
        pub ledger: String,
        /// The response's word.
        pub response: String,
        /// When it was answered.
        pub responded: Option<String>,
    }
}

fn given(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// A recorded outcome in words; a word of a newer version stands as it is.
pub(super) fn label(word: &str, clause: Option<&Term>) -> String {
    match (word.parse::<Outcome>(), clause.map(|clause| clause.as_str().parse::<Clause>())) {
        (Ok(outcome), Some(Ok(clause))) => outcome.label_under(clause).to_owned(),
        (Ok(outcome), None | Some(Err(_))) => outcome.label().to_owned(),
        (Err(_), _) => word.to_owned(),
    }
}

fn row(item: Item) -> RegisterRow {
    let outcome = item.determination.outcome.as_ref().map(|word| word.as_str().to_owned());
    let label = outcome
        .as_deref()
        .map_or_else(|| "One question is open".to_owned(), |word| label(word, item.determination.clause.as_ref()));
    RegisterRow {
        entry: item.entry,
        item: item.item,
        received: item.request.received.to_string(),
        what: item.description.unwrap_or_else(|| {
            words::what(item.facts.ask.as_ref().map(Term::as_str), item.facts.information.as_ref().map(Term::as_str))
        }),
        outcome,
        label,
        flag: item.determination.flag.as_ref().map(|word| word.as_str().to_owned()),
        ledger: item.determination.log.to_string(),
        response: item.response.as_str().to_owned(),
        responded: item.responded.map(|when| when.to_string()),
        request: item.request.number,
        agency: item.request.agency,
    }
}

impl Desk {
    /// A page of the register.
    ///
    /// # Errors
    /// [`Error::Refused`] if the quarter is none; or what the store says.
    pub fn register(&self, query: &RegisterQuery) -> Result<RegisterPage, Error> {
        let quarter = match given(&query.quarter).map(str::parse::<Quarter>) {
            None => None,
            Some(Ok(quarter)) => Some(quarter),
            Some(Err(error)) => return Err(Error::Refused(error.to_string())),
        };
        let from = quarter.map(|quarter| quarter.from().to_string());
        let until = quarter.map(|quarter| quarter.to().saturating_add(1.day()).to_string());
        let sought = Sought {
            text: given(&query.text),
            received_from: from.as_deref(),
            received_before: until.as_deref(),
            outcome: given(&query.outcome).map(|word| if word == "not_settled" { "" } else { word }),
            flag: given(&query.flag),
            log: given(&query.ledger),
            response: given(&query.response),
        };
        let found = self.store.register(&sought, query.before, PAGE)?;
        let next = found.items.last().filter(|_| found.items.len() == PAGE).map(|item| item.entry);
        Ok(RegisterPage { rows: found.items.into_iter().map(row).collect(), next, total: found.total })
    }
}
