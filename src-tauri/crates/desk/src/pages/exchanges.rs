//! § 1373 exchanges: a list and a form of their own, which hold nothing but what that ledger holds.

use std::collections::BTreeMap;

use law::facts::FactName;
use law::northampton::questions::Question;
use ledger::{Item, Mark, Order, Sought, Term};

use super::contract;
use super::log::{Answers, ItemDraft, Logged, RequestDraft};
use super::words;
use crate::error::Error;
use crate::office::Desk;
use crate::sight::LeftOut;

contract! {
    /// An exchange as it is written down.
    pub struct ExchangeDraft {
        /// The counterpart.
        pub agency: String,
        /// When it was asked or came in.
        pub received: String,
        /// How.
        pub channel: String,
        /// Which way it went.
        pub direction: String,
        /// The basis: the paper that came with it.
        pub instrument: String,
        /// What became of it.
        pub response: String,
        /// When.
        pub responded: String,
    }

    /// One status exchange: words of closed lists, dates, and the number of its request.
    pub struct ExchangeRow {
        /// Its place in the order of entry.
        pub entry: i64,
        /// The request's number.
        pub request: String,
        /// The item's number within the request.
        pub item: u32,
        /// Which way it went, in words.
        pub direction: String,
        /// The class of the counterpart, in words.
        pub counterpart: String,
        /// The paper it rests on, in words.
        pub basis: String,
        /// The day of the determination.
        pub decided: String,
        /// What became of it, in words.
        pub response: String,
        /// When.
        pub responded: Option<String>,
        /// The day from which on its request is not sealed any more; none: it is not sealed.
        pub sealed_until: Option<String>,
    }

    /// A page of the list, the latest first.
    pub struct ExchangePage {
        /// At most 200.
        pub rows: Vec<ExchangeRow>,
        /// Where the next page begins; none: this was the last.
        pub next: Option<i64>,
        /// How many there are in all.
        pub total: u64,
    }
}

/// Rows of a page.
pub(crate) const PAGE: usize = 200;

fn label(fact: FactName, word: Option<&Term>) -> String {
    let value = word.map_or("", Term::as_str);
    match Question::about(fact) {
        Some(question) if !value.is_empty() => question.label(value).to_owned(),
        Some(_) | None => "Not said".to_owned(),
    }
}

fn row(item: Item, sealed: &LeftOut) -> ExchangeRow {
    ExchangeRow {
        entry: item.entry,
        direction: item.direction.as_ref().map_or_else(String::new, |word| words::direction_in_words(word.as_str())),
        counterpart: label(FactName::Recipient, item.facts.recipient.as_ref()),
        basis: label(FactName::Instrument, item.facts.instrument.as_ref()),
        decided: item.decided.unwrap_or(item.request.received).to_string(),
        response: words::response_in_words(item.response.as_str()),
        responded: item.responded.map(|when| when.to_string()),
        sealed_until: sealed.until(&item.request.number).map(|until| until.to_string()),
        request: item.request.number,
        item: item.item,
    }
}

impl Desk {
    /// A page of the exchanges below an entry, the latest first.
    ///
    /// # Errors
    /// What the store says.
    pub fn exchanges(&self, before: Option<i64>) -> Result<ExchangePage, Error> {
        let hidden = self.store.entries_of(self.out_of_sight()?.requests())?;
        let log = Some(ledger::Log::StatusExchange.as_str());
        let sought = Sought { log, without: Some(&hidden), ..Sought::default() };
        let after = before.map(|entry| Mark { value: String::new(), entry });
        let found = self.store.register(&sought, Order::LATEST, after.as_ref(), PAGE)?;
        let next = found.items.last().filter(|_| found.items.len() == PAGE).map(|item| item.entry);
        let sealed = self.sealed()?;
        let rows = found.items.into_iter().map(|item| row(item, &sealed)).collect();
        Ok(ExchangePage { rows, next, total: self.store.count(&sought)? })
    }

    /// Logs an exchange of status as a request of one item.
    ///
    /// # Errors
    /// [`Error::Request`] with everything that is wrong with it; [`Error::NoExchange`] if the law does not count it as
    /// one, as where the counterpart is no government; or what the store says. Then nothing was logged.
    pub fn log_exchange(&mut self, exchange: &ExchangeDraft) -> Result<Logged, Error> {
        let inquiry = exchange.direction == report::entry::Direction::Inquiry.as_str();
        let mut facts = BTreeMap::from([
            (FactName::Ask.to_string(), "information".to_owned()),
            (FactName::Information.to_string(), "status".to_owned()),
            (FactName::OtherLawForbids.to_string(), "no".to_owned()),
        ]);
        facts.insert(FactName::Instrument.to_string(), exchange.instrument.clone());
        let draft = RequestDraft {
            received: exchange.received.clone(),
            origin: if inquiry { "own_inquiry" } else { "requested" }.to_owned(),
            channel: exchange.channel.clone(),
            department: String::new(),
            agency: exchange.agency.clone(),
            facts: Answers::default(),
            items: vec![ItemDraft {
                description: String::new(),
                direction: exchange.direction.clone(),
                facts: Answers(facts),
                response: exchange.response.clone(),
                responded: exchange.responded.clone(),
            }],
        };
        let considered = self.consider(&draft)?;
        let exchanged = considered.items.iter().all(|found| found.ledger.as_deref() == Some("status_exchange"));
        if considered.problems.is_empty() && !exchanged {
            return Err(Error::NoExchange);
        }
        self.log_draft(&draft)
    }
}
