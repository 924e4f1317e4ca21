//! One request: its items with what the law says, answering them, and answering a question that was open.

use std::collections::BTreeSet;

use law::deadlines;
use law::facts::{FactName, Facts};
use law::northampton::questions::Question;
use ledger::{Answer, Item, ItemChange, Term, When};
use report::entry::Response;

use super::contract;
use super::determination::Determination;
use super::words;
use crate::determining::{determine, facts_from_record, facts_to_record, for_the_record};
use crate::error::Error;
use crate::office::Desk;

contract! {
    /// One request with its items.
    pub struct RequestView {
        /// Its number.
        pub number: String,
        /// When it came in.
        pub received: String,
        /// How it came about, in words.
        pub origin: String,
        /// How it came, in words.
        pub channel: Option<String>,
        /// Who received it.
        pub department: Option<String>,
        /// Who asks.
        pub agency: String,
        /// What is asked, in order.
        pub items: Vec<RequestItem>,
    }

    /// One item of a request.
    pub struct RequestItem {
        /// Its number within the request, from 1.
        pub item: u32,
        /// The ledger it is in.
        pub ledger: String,
        /// What is asked, in words.
        pub what: String,
        /// What was asked, without the person.
        pub description: Option<String>,
        /// Of a status exchange: which way it went, in words.
        pub direction: Option<String>,
        /// What is known about it.
        pub facts: Vec<FactAnswer>,
        /// What the law says.
        pub determination: Determination,
        /// The day of the determination.
        pub decided: String,
        /// What became of it: a word of the responses.
        pub response: String,
        /// When.
        pub responded: Option<String>,
    }

    /// A question that was answered.
    pub struct FactAnswer {
        /// The fact.
        pub fact: String,
        /// The question.
        pub question: String,
        /// The answer's word.
        pub value: String,
        /// The answer in words.
        pub label: String,
    }

    /// What went out, or that nothing did.
    pub struct Answering {
        /// The request's number.
        pub number: String,
        /// The item's number within the request.
        pub item: u32,
        /// What became of it.
        pub response: String,
        /// When.
        pub responded: String,
    }

    /// The answer to a question that was open.
    pub struct Finding {
        /// The request's number.
        pub number: String,
        /// The item's number within the request.
        pub item: u32,
        /// The fact.
        pub fact: String,
        /// Its value.
        pub value: String,
    }
}

fn facts_of(item: &Item) -> Result<Facts, Error> {
    facts_from_record(&item.facts).map_err(|unknown| Error::Record {
        request: item.request.number.clone(),
        item: item.item,
        unknown,
    })
}

fn day_of(item: &Item) -> When {
    item.decided.unwrap_or(item.request.received)
}

fn view(item: Item) -> Result<RequestItem, Error> {
    let facts = facts_of(&item)?;
    let decided = day_of(&item);
    let due = deadlines::for_item(&facts, item.request.received.date(), None, &BTreeSet::new());
    let determination = Determination::of(&determine(&facts, decided.date()), &due);
    let known = FactName::ALL.iter().filter_map(|fact| {
        let (value, question) = (facts.get(*fact)?, Question::about(*fact)?);
        Some(FactAnswer {
            fact: fact.to_string(),
            question: question.words.to_owned(),
            value: value.to_owned(),
            label: question.label(value).to_owned(),
        })
    });
    Ok(RequestItem {
        item: item.item,
        ledger: item.determination.log.to_string(),
        what: words::what(item.facts.ask.as_ref().map(Term::as_str), item.facts.information.as_ref().map(Term::as_str)),
        description: item.description,
        direction: item
            .direction
            .filter(|_| item.determination.log == ledger::Log::StatusExchange)
            .map(|direction| words::direction_in_words(direction.as_str())),
        facts: known.collect(),
        determination,
        decided: decided.to_string(),
        response: item.response.as_str().to_owned(),
        responded: item.responded.map(|when| when.to_string()),
    })
}

impl Desk {
    /// One request with its items.
    ///
    /// # Errors
    /// [`Error::Request`] if there is none of this number; or what the store says.
    pub fn request(&self, number: &str) -> Result<RequestView, Error> {
        let items = self.store.items_of(number)?;
        let Some(request) = items.first().map(|item| item.request.clone()) else {
            return Err(Error::NothingThere);
        };
        Ok(RequestView {
            number: request.number,
            received: request.received.to_string(),
            origin: words::origin_in_words(request.origin.as_str()),
            channel: request.channel.as_ref().map(|channel| words::channel_in_words(channel.as_str())),
            department: request.department,
            agency: request.agency,
            items: items.into_iter().map(view).collect::<Result<_, _>>()?,
        })
    }

    /// Records what became of an item.
    ///
    /// # Errors
    /// [`Error::Request`] if the answer is none or the item has one; or what the store says. Then nothing was recorded.
    pub fn answer_item(&mut self, answering: &Answering) -> Result<RequestView, Error> {
        let refuse = |what: &str| Err(Error::Request(vec![what.to_owned()]));
        let response: Response = match answering.response.parse() {
            Ok(Response::Pending) | Err(_) => return refuse("say what became of the item"),
            Ok(response) => response,
        };
        let responded = match When::parse(answering.responded.trim()) {
            Ok(when) if when.is_future(self.clock.now()) => {
                return refuse("the answer lies in the future; give the day on which it was made");
            }
            Ok(when) => when,
            Err(error) => return refuse(&error.to_string()),
        };
        let item = self.item(&answering.number, answering.item)?;
        if item.responded.is_some() {
            return refuse("this item is answered already; an entry is never overwritten");
        }
        if responded.is_before(&item.request.received) {
            return refuse(&format!("an answer cannot come before its request ({})", item.request.received));
        }
        let answer = Answer { response: Term::from_static(response.as_str()), responded, imported: false };
        let facts = facts_of(&item)?;
        self.change(&item, &facts, Some(answer))
    }

    /// Records the answer to a question that was open, and decides again.
    ///
    /// # Errors
    /// [`Error::Request`] if the word is none of the fact's, or the fact is known; or what the store says. Then nothing
    /// was recorded.
    pub fn add_fact(&mut self, finding: &Finding) -> Result<RequestView, Error> {
        let refuse = |what: String| Err(Error::Request(vec![what]));
        let item = self.item(&finding.number, finding.item)?;
        let mut facts = facts_of(&item)?;
        let Ok(fact) = finding.fact.parse::<FactName>() else {
            return refuse("this is no question of the program".to_owned());
        };
        if facts.get(fact).is_some() {
            return refuse("this question is answered already; an entry is never overwritten".to_owned());
        }
        if let Err(unknown) = facts.set(fact, &finding.value) {
            return refuse(unknown.to_string());
        }
        self.change(&item, &facts, None)
    }

    fn item(&self, number: &str, item: u32) -> Result<Item, Error> {
        self.store.items_of(number)?.into_iter().find(|found| found.item == item).ok_or(Error::NothingThere)
    }

    fn change(&mut self, item: &Item, facts: &Facts, answer: Option<Answer>) -> Result<RequestView, Error> {
        let day = day_of(item).date();
        let determination = for_the_record(&determine(facts, day), day);
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        let Some((id, _)) = act.find_request(&item.request.number)? else { return Err(Error::NothingThere) };
        let change = ItemChange {
            facts: facts_to_record(facts),
            decided: item.decided,
            direction: item.direction.clone(),
            determination,
            answer,
        };
        act.change_item(id, item.item, change)?;
        act.commit()?;
        self.request(&item.request.number)
    }
}
