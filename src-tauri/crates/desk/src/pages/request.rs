//! One request: its items with what the law says, answering them, and answering a question that was open.

use jiff::civil::Date;
use law::calendar::ClosedDays;
use law::facts::{FactName, Facts};
use law::northampton::questions::Question;
use law::outcome::LedgerKind;
use law::{Decision, deadlines};
use ledger::{
    AccessEvent, Act, Answer, Blocked, FreeText, Item, ItemChange, Officer, OfficerId, RequestId, Term, When,
    local_date,
};
use report::entry::Response;

use super::approval::{self, Approval};
use super::attachment::AttachmentView;
use super::basis::{self, Basis};
use super::contract;
use super::determination::Determination;
use super::keeping::{self, DestroyedScan, Gone, GoneOfItem, LegalHoldView};
use super::letters::LetterOffered;
use super::review::{self, Review};
use super::seals::SealView;
use super::timeline::{self, TimelineLine};
use super::waits::{self, Held, Wait};
use super::words::{self, Choice};
use crate::determining::{determine, facts_from_record, facts_to_record, for_the_record};
use crate::error::Error;
use crate::office::Desk;
use crate::roles::Duty;

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
        /// The scans that were destroyed with its particulars.
        pub destroyed_scans: Vec<DestroyedScan>,
        /// Its legal holds, the first first; those that stand and those that were lifted.
        pub legal_holds: Vec<LegalHoldView>,
        /// The seals that it has or had, the first first; the last one counts.
        pub seals: Vec<SealView>,
        /// The day on which the seal that stands on it ends by itself; none: none stands.
        pub sealed_until: Option<String>,
        /// The letters that can be issued about it.
        pub letters: Vec<LetterOffered>,
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
        /// How that was destroyed; none: it is kept, or nothing was said.
        pub description_destroyed: Option<Gone>,
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
        /// May it go out at once, without an approval, because someone's life or safety is at stake?
        pub urgent: bool,
        /// What went out at once, and its review; none: nothing did.
        pub review: Option<Review>,
        /// Its waits, the first first; the last one may still wait.
        pub waits: Vec<Wait>,
        /// Why it cannot be given out yet, for all the Solicitor has said; none: it can, or it is answered.
        pub held: Option<Held>,
        /// On what basis it can be answered, the usual one first; none: it is answered.
        pub bases: Vec<Choice>,
        /// Did a paper come with it, of which more can leave than it names?
        pub under_paper: bool,
        /// On what basis it was answered, in words.
        pub basis: Option<String>,
        /// Did more leave than the paper names?
        pub surplus: bool,
        /// What left, and to whom.
        pub what_left: Option<String>,
        /// How that was destroyed; none: it is kept, or nothing was said.
        pub what_left_destroyed: Option<Gone>,
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
        /// On what basis: a word of the item's list; empty: not said. `life_safety`: it goes out at once.
        pub basis: String,
        /// Did more leave than the paper names?
        pub surplus: bool,
        /// What left, and to whom; empty: not said.
        pub what_left: String,
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

/// What stands beside an item: what was said about giving it out, its waits, and what is said of its answer.
struct Beside {
    approval: Option<ledger::Approval>,
    review: Option<ledger::Review>,
    pauses: Vec<ledger::Pause>,
    answer: ledger::AnswerDetail,
    gone: GoneOfItem,
}

/// Who looks, and when; and what was destroyed of the request by then.
struct Looking {
    officer: OfficerId,
    officers: Vec<Officer>,
    today: Date,
    closed: ClosedDays,
    destructions: Vec<ledger::Destruction>,
}

fn view(item: Item, beside: Beside, looking: &Looking) -> Result<RequestItem, Error> {
    let Beside { approval, review, pauses, answer, gone } = beside;
    let Looking { officer, officers, today, closed, destructions } = looking;
    let facts = facts_of(&item)?;
    let decided = day_of(&item);
    let due = deadlines::for_item(&facts, item.request.received.date(), None, closed);
    let decision = decision_of(&item, &facts);
    let pending = item.responded.is_none();
    let holding = approval::holding(&item, &decision, approval.as_ref());
    let urgent = pending && review::what_keeps_it(&facts, &decision, holding).is_none();
    let approval = approval::of(&item, &decision, approval.as_ref(), *officer, (officers, destructions));
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
    let direction = item.direction.clone().filter(|_| item.determination.log == ledger::Log::StatusExchange);
    Ok(RequestItem {
        item: item.item,
        ledger: item.determination.log.to_string(),
        what: words::what(item.facts.ask.as_ref().map(Term::as_str), item.facts.information.as_ref().map(Term::as_str)),
        urgent,
        review: review.as_ref().map(|said| Review::of(&item, said, (*officer, *today), closed, destructions)),
        waits: pauses.iter().map(|pause| Wait::of(pause, destructions)).collect(),
        held: waits::held(&item, &decision, &pauses),
        bases: if pending { Basis::choices(&decision, &facts) } else { Vec::new() },
        under_paper: basis::is_under_paper(&decision, &facts),
        basis: answer.basis.as_ref().map(|basis| words::basis_in_words(basis.as_str())),
        surplus: answer.surplus,
        what_left: answer.what_left,
        what_left_destroyed: gone.what_left,
        description: item.description,
        description_destroyed: gone.description,
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
    /// One request with its items, for somebody who opens its page: that what is sealed was opened is noted first.
    ///
    /// # Errors
    /// As [`Self::request`]; or what the store says, if it could not be noted. Then nothing is shown.
    pub fn open_request(&mut self, number: &str) -> Result<RequestView, Error> {
        let view = self.request(number)?;
        if view.sealed_until.is_some() {
            let request = self.store.request_id(number)?.ok_or(Error::NothingThere)?;
            self.note(&AccessEvent::SealedViewed { request })?;
        }
        Ok(view)
    }

    /// One request with its items.
    ///
    /// # Errors
    /// [`Error::Sealed`]; [`Error::NothingThere`] if there is none of this number; or what the store says.
    pub fn request(&self, number: &str) -> Result<RequestView, Error> {
        let items = self.items_of(number)?;
        let Some(request) = items.first().map(|item| item.request.clone()) else {
            return Err(Error::NothingThere);
        };
        let looking = Looking {
            officer: self.store.officer().0,
            officers: self.store.officer_list()?,
            today: local_date(self.clock.now()),
            closed: self.settings.closed_days(),
            destructions: self.store.destructions(number)?,
        };
        let may_attach = items.iter().any(|item| item.determination.log == ledger::Log::Disclosure);
        let history = self.store.history(number)?;
        let letters = self.letters_offered(&items)?;
        Ok(RequestView {
            destroyed_scans: keeping::destroyed_scans(&history),
            legal_holds: self.legal_holds(number, &looking.destructions)?,
            seals: self.seals_of(number, &looking.destructions)?,
            sealed_until: self.sealed()?.until(number).map(|until| until.to_string()),
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
                    let beside = Beside {
                        approval: self.store.approval(item.entry)?,
                        review: self.store.review(item.entry)?,
                        pauses: self.store.pauses(item.entry)?,
                        answer: self.store.answer_detail(item.entry)?,
                        gone: GoneOfItem::of(&history, item.item),
                    };
                    view(item, beside, &looking)
                })
                .collect::<Result<_, Error>>()?,
            attachments: self.attachments(number)?,
            letters,
            may_attach,
            timeline: timeline::lines(history),
        })
    }

    /// Records what became of an item.
    ///
    /// # Errors
    /// [`Error::NeedsFinding`] if it would give out what is with the Solicitor or takes a finding, and
    /// [`Error::NeedsApproval`] if it would give out what 2(a) flags, and no second officer has approved it, nor may it go
    /// out at once: then only that is recorded. [`Error::Refused`] if the answer is none or the item has one; or what the store says. Then
    /// nothing was recorded.
    pub fn answer_item(&mut self, answering: &Answering) -> Result<RequestView, Error> {
        self.require_for(Duty::Answer, &answering.number)?;
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
        let (basis, what_left) = said_of_answer(answering, response, &decision, &facts)?;
        let releases = response.is_disclosure() && !answering.already_left;
        let at_once = basis.as_ref().is_some_and(|basis| *basis == Basis::LifeSafety.as_str());
        if at_once {
            // A life does not wait for anybody, the Solicitor included.
            self.require_urgent(&item, &facts, &decision)?;
        }
        if releases
            && !at_once
            && let Some(held) = self.held(&item, &decision)?
        {
            self.block(&item, held.blocked())?;
            return Err(Error::NeedsFinding { next: held.next() });
        }
        let approved = releases && !at_once && approval::is_flagged(&decision);
        if approved {
            let said = self.store.approval(item.entry)?;
            let holding = approval::holding(&item, &decision, said.as_ref());
            if let Some(next) = approval::what_is_missing(holding) {
                self.block(&item, Blocked::NoApproval)?;
                return Err(Error::NeedsApproval { next });
            }
        }
        let response = Term::from_static(response.as_str());
        let answer = Answer { response, responded, imported: false, approved, basis, surplus: answering.surplus };
        self.record_change(&item, ItemChange { what_left, ..change(&item, &facts, Some(answer)) })
    }

    /// Records the answer to a question that was open, and decides again.
    ///
    /// # Errors
    /// [`Error::Refused`] if the word is none of the fact's, or the fact is known; or what the store says. Then nothing
    /// was recorded.
    pub fn add_fact(&mut self, finding: &Finding) -> Result<RequestView, Error> {
        self.require_for(Duty::Answer, &finding.number)?;
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
        self.record_change(&item, change(&item, &facts, None))
    }

    pub(crate) fn item(&self, number: &str, item: u32) -> Result<Item, Error> {
        self.items_of(number)?.into_iter().find(|found| found.item == item).ok_or(Error::NothingThere)
    }

    /// Records that a release was tried and stopped.
    pub(crate) fn block(&mut self, item: &Item, why: Blocked) -> Result<(), Error> {
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        let id = find(&mut act, item)?;
        act.block_release(id, item.item, why)?;
        Ok(act.commit()?)
    }

    fn record_change(&mut self, item: &Item, change: ItemChange) -> Result<RequestView, Error> {
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        let id = find(&mut act, item)?;
        act.change_item(id, item.item, change)?;
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
        what_left: None,
    }
}

/// What is said of an answer beyond its word and its day, as the record takes it.
fn said_of_answer(
    answering: &Answering,
    response: Response,
    decision: &Decision,
    facts: &Facts,
) -> Result<(Option<Term>, Option<FreeText>), Error> {
    let refuse = |what: &str| Err(Error::Refused(what.to_owned()));
    let ledger = basis::ledger_of(decision);
    let basis = match answering.basis.as_str() {
        "" => None,
        word => match word.parse::<Basis>() {
            Ok(basis) if basis.is_for(ledger) => Some(Term::from_static(basis.as_str())),
            Ok(_) => return refuse("§ 1373 is about status alone; give the basis of this item"),
            Err(_) => return refuse("this is no basis of the program"),
        },
    };
    let at_once = answering.basis == Basis::LifeSafety.as_str();
    if at_once && (answering.already_left || !response.is_disclosure()) {
        return refuse("only what is given out now goes out at once; give the basis of this answer");
    }
    if answering.surplus && !(response.is_disclosure() && basis::is_under_paper(decision, facts)) {
        return refuse("more than a paper names can have left only where something was given under a paper");
    }
    let what_left = answering.what_left.trim();
    if what_left.is_empty() {
        return Ok((basis, None));
    }
    if ledger == LedgerKind::StatusExchange {
        return refuse("a status exchange holds no text; leave out what left and to whom");
    }
    if !response.is_disclosure() {
        return refuse("nothing left, as you say; leave out what left and to whom");
    }
    match FreeText::new(what_left) {
        Ok(words) => Ok((basis, Some(words))),
        Err(screened) => refuse(&format!("what left: {screened}")),
    }
}
