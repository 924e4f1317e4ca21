//! One request: its items with what the law says, answering them, and answering a question that was open.

use std::collections::BTreeSet;

use law::facts::{FactName, Facts};
use law::northampton::questions::Question;
use law::{Decision, deadlines};
use ledger::{Act, Answer, Blocked, Item, ItemChange, RequestId, Term, When};
use report::entry::Response;

use super::approval::{self, Approval};
use super::attachment::AttachmentView;
use super::contract;
use super::determination::Determination;
use super::timeline::TimelineLine;
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
        /// The word for that.
        pub origin_value: String,
        /// How it came, in words.
        pub channel: Option<String>,
        /// The word for that.
        pub channel_value: Option<String>,
        /// Who received it.
        pub department: Option<String>,
        /// Who asks.
        pub agency: String,
        /// What is asked, in order.
        pub items: Vec<RequestItem>,
        /// The scans kept with it, in the order of entry.
        pub attachments: Vec<AttachmentView>,
        /// Can a scan be kept with it? Not where all its items are exchanges.
        pub may_attach: bool,
        /// Everything that happened to it, in the order of entry.
        pub timeline: Vec<TimelineLine>,
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
        /// The word for that.
        pub direction_value: Option<String>,
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
        /// The second officer's approval; none: giving it out takes none, or it was answered without.
        pub approval: Option<Approval>,
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
        /// Is this how it already happened? Then it is recorded as that, and never as approved.
        pub already_left: bool,
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

pub(crate) fn facts_of(item: &Item) -> Result<Facts, Error> {
    facts_from_record(&item.facts).map_err(|unknown| Error::Record {
        request: item.request.number.clone(),
        item: item.item,
        unknown,
    })
}

/// The day of an item's determination.
pub(crate) fn day_of(item: &Item) -> When {
    item.decided.unwrap_or(item.request.received)
}

/// What the law says about an item now, on the day of its determination.
pub(crate) fn decision_of(item: &Item, facts: &Facts) -> Decision {
    determine(facts, day_of(item).date())
}

fn view(item: Item, said: Option<&ledger::Approval>, officer: ledger::OfficerId) -> Result<RequestItem, Error> {
    let facts = facts_of(&item)?;
    let decided = day_of(&item);
    let due = deadlines::for_item(&facts, item.request.received.date(), None, &BTreeSet::new());
    let decision = decision_of(&item, &facts);
    let approval = approval::of(&item, &decision, said, officer);
    let determination = Determination::of(&decision, &due);
    let known = FactName::ALL.iter().filter_map(|fact| {
        let (value, question) = (facts.get(*fact)?, Question::about(*fact)?);
        Some(FactAnswer {
            fact: fact.to_string(),
            question: question.words.to_owned(),
            value: value.to_owned(),
            label: question.label(value).to_owned(),
        })
    });
    let direction = item.direction.filter(|_| item.determination.log == ledger::Log::StatusExchange);
    Ok(RequestItem {
        item: item.item,
        ledger: item.determination.log.to_string(),
        what: words::what(item.facts.ask.as_ref().map(Term::as_str), item.facts.information.as_ref().map(Term::as_str)),
        description: item.description,
        direction: direction.as_ref().map(|direction| words::direction_in_words(direction.as_str())),
        direction_value: direction.map(|direction| direction.to_string()),
        facts: known.collect(),
        determination,
        decided: decided.to_string(),
        response: item.response.as_str().to_owned(),
        responded: item.responded.map(|when| when.to_string()),
        approval,
    })
}

impl Desk {
    /// One request with its items.
    ///
    /// # Errors
    /// [`Error::NothingThere`] if there is none of this number; or what the store says.
    pub fn request(&self, number: &str) -> Result<RequestView, Error> {
        let items = self.store.items_of(number)?;
        let Some(request) = items.first().map(|item| item.request.clone()) else {
            return Err(Error::NothingThere);
        };
        let may_attach = items.iter().any(|item| item.determination.log == ledger::Log::Disclosure);
        Ok(RequestView {
            number: request.number,
            received: request.received.to_string(),
            origin: words::origin_in_words(request.origin.as_str()),
            origin_value: request.origin.to_string(),
            channel_value: request.channel.as_ref().map(ToString::to_string),
            channel: request.channel.as_ref().map(|channel| words::channel_in_words(channel.as_str())),
            department: request.department,
            agency: request.agency,
            items: items
                .into_iter()
                .map(|item| {
                    let said = self.store.approval(item.entry)?;
                    view(item, said.as_ref(), self.store.officer().0)
                })
                .collect::<Result<_, Error>>()?,
            attachments: self.attachments(number)?,
            may_attach,
            timeline: self.timeline(number)?,
        })
    }

    /// Records what became of an item.
    ///
    /// # Errors
    /// [`Error::NeedsApproval`] if it would give out what 2(a) flags, and no second officer has approved it: then only
    /// that is recorded. [`Error::Refused`] if the answer is none or the item has one; or what the store says. Then
    /// nothing was recorded.
    pub fn answer_item(&mut self, answering: &Answering) -> Result<RequestView, Error> {
        let refuse = |what: &str| Err(Error::Refused(what.to_owned()));
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
        let facts = facts_of(&item)?;
        let decision = decision_of(&item, &facts);
        let releases = matches!(response, Response::Released | Response::ReleasedInPart) && !answering.already_left;
        let approved = releases && approval::is_flagged(&decision);
        if approved {
            let said = self.store.approval(item.entry)?;
            let holding = approval::holding(&item, &decision, said.as_ref());
            if let Some(next) = approval::what_is_missing(holding) {
                self.block(&item, Blocked::NoApproval)?;
                return Err(Error::NeedsApproval { next });
            }
        }
        let response = Term::from_static(response.as_str());
        self.change(&item, &facts, Some(Answer { response, responded, imported: false, approved }))
    }

    /// Records the answer to a question that was open, and decides again.
    ///
    /// # Errors
    /// [`Error::Refused`] if the word is none of the fact's, or the fact is known; or what the store says. Then nothing
    /// was recorded.
    pub fn add_fact(&mut self, finding: &Finding) -> Result<RequestView, Error> {
        let refuse = |what: String| Err(Error::Refused(what));
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

    pub(crate) fn item(&self, number: &str, item: u32) -> Result<Item, Error> {
        self.store.items_of(number)?.into_iter().find(|found| found.item == item).ok_or(Error::NothingThere)
    }

    /// Records that a release was tried and stopped.
    pub(crate) fn block(&mut self, item: &Item, why: Blocked) -> Result<(), Error> {
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        let id = find(&mut act, item)?;
        act.block_release(id, item.item, why)?;
        Ok(act.commit()?)
    }

    fn change(&mut self, item: &Item, facts: &Facts, answer: Option<Answer>) -> Result<RequestView, Error> {
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        let id = find(&mut act, item)?;
        act.change_item(id, item.item, change(item, facts, answer))?;
        act.commit()?;
        self.request(&item.request.number)
    }
}

/// The request of an item, as an act knows it.
pub(crate) fn find(act: &mut Act<'_>, item: &Item) -> Result<RequestId, Error> {
    act.find_request(&item.request.number)?.map(|(id, _)| id).ok_or(Error::NothingThere)
}

/// What the record takes of an item whose facts are these now.
pub(crate) fn change(item: &Item, facts: &Facts, answer: Option<Answer>) -> ItemChange {
    ItemChange {
        facts: facts_to_record(facts),
        decided: item.decided,
        direction: item.direction.clone(),
        determination: for_the_record(&decision_of(item, facts), day_of(item).date()),
        answer,
    }
}
