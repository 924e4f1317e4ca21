//! Corrections: what was entered wrongly is entered anew, with the reason. What stood there stays readable in the
//! timeline, and a report as of an earlier moment still shows it.

use law::Decision;
use law::outcome::LedgerKind;
use ledger::{
    Answer, Blocked, Correction, DeterminationSummary, FreeText, Item, Known, Log, Request, RequestNumber,
    RequestSummary, Term, When,
};
use report::entry::Response;

use super::approval;
use super::basis::Basis;
use super::contract;
use super::determination::Determination;
use super::log::{Answers, FieldProblem};
use super::request::{RequestView, day_of, facts_of, find};
use super::timeline::{self, Change, readable};
use crate::columns::{Cells, Column};
use crate::determining::{determine, facts_to_record, for_the_record};
use crate::entry::{self, ItemEntry, Problem, RequestHead};
use crate::error::Error;
use crate::office::Desk;
use crate::roles::Duty;

contract! {
    /// A request as it should be. Its number stays.
    pub struct RequestCorrection {
        /// The request's number.
        pub number: String,
        /// Why it is corrected.
        pub why: String,
        /// When it came in.
        pub received: String,
        /// How it came about.
        pub origin: String,
        /// How it came.
        pub channel: String,
        /// Who received it.
        pub department: String,
        /// Who asks.
        pub agency: String,
    }

    /// An item as it should be.
    pub struct ItemCorrection {
        /// The request's number.
        pub number: String,
        /// The item's number within the request.
        pub item: u32,
        /// Why it is corrected.
        pub why: String,
        /// What is known about it, by the names of the facts.
        pub facts: Answers,
        /// The day of the determination.
        pub decided: String,
        /// Of a status exchange: which way it went.
        pub direction: String,
        /// What was asked, without the person; empty: nothing is said of it. Of a status exchange it says nothing.
        pub description: String,
        /// What became of it; `pending`: it is not answered, or was not after all.
        pub response: String,
        /// When.
        pub responded: String,
        /// Is it corrected to what has already left? Then it is recorded as that, and never as approved.
        pub already_left: bool,
    }

    /// What a correction would change. Nothing is recorded.
    pub struct CorrectionView {
        /// What has to be right before it can be recorded.
        pub problems: Vec<FieldProblem>,
        /// What changes.
        pub changes: Vec<Change>,
        /// Of an item: what the law says then.
        pub determination: Option<Determination>,
        /// What follows, or has to be done beside it.
        pub notes: Vec<String>,
        /// Would it be given out, and what is missing for that? None: nothing.
        pub needs_approval: Option<String>,
    }
}

/// What is missing where an answered item is corrected to one that was given out.
const TAKE_BACK_FIRST: &str = "First record that it was not answered after all, then ask a second officer. If it has \
                               already left, say so, and record it as it happened.";

/// An item with what a correction makes of it.
struct Corrected {
    item: Item,
    decision: Decision,
    correction: Correction,
    /// What is missing before it can count as given out.
    missing: Option<&'static str>,
    /// Was something said about giving it out that is void now?
    voided: bool,
    /// The answer that it has.
    answered: Option<Answer>,
    /// Did it go out at once, as its answer says?
    at_once: bool,
}

impl Desk {
    /// What the correction of a request would change.
    ///
    /// # Errors
    /// [`Error::NothingThere`]; or what the store says.
    pub fn consider_request_correction(&self, wanted: &RequestCorrection) -> Result<CorrectionView, Error> {
        let items = self.items_there(&wanted.number)?;
        let (head, problems) = self.read_head(wanted, &items)?;
        let (changes, notes) = match (&head, items.first()) {
            (Some(head), Some(first)) => {
                let after = summary(head, &wanted.number);
                (timeline::request_changes(&first.request, &after), self.other_classes(head, &first.request, &items))
            }
            _ => (Vec::new(), Vec::new()),
        };
        Ok(CorrectionView { problems, changes, determination: None, notes, needs_approval: None })
    }

    /// Corrects what was logged about a request as a whole, as a new entry. Where the day it came in is the day of a
    /// determination, the law is asked again.
    ///
    /// # Errors
    /// [`Error::Refused`] with what is wrong, without a reason, or where nothing changes; or what the store says. Then
    /// nothing was recorded.
    pub fn correct_request(&mut self, wanted: &RequestCorrection) -> Result<RequestView, Error> {
        self.require_for(Duty::Answer, &wanted.number)?;
        let why = reason(&wanted.why)?;
        let items = self.items_there(&wanted.number)?;
        let (head, problems) = self.read_head(wanted, &items)?;
        let (Some(head), Some(first)) = (head, items.first()) else { return Err(refused(&problems)) };
        if timeline::request_changes(&first.request, &summary(&head, &wanted.number)).is_empty() {
            return Err(nothing_changes());
        }
        let received = head.received;
        let other_day = received.date() != first.request.received.date();
        let again = items
            .iter()
            .filter(|item| other_day && item.decided.is_none())
            .map(|item| Ok((item.item, self.decided_again(item, received, &why)?)))
            .collect::<Result<Vec<_>, Error>>()?;
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        let id = find(&mut act, first)?;
        act.correct_request(id, why, to_record(head, &wanted.number)?)?;
        for (item, correction) in again {
            act.correct_item(id, item, correction)?;
        }
        act.commit()?;
        self.request(&wanted.number)
    }

    /// What the correction of an item would change, and what the law says then.
    ///
    /// # Errors
    /// [`Error::NothingThere`]; or what the store says.
    pub fn consider_item_correction(&self, wanted: &ItemCorrection) -> Result<CorrectionView, Error> {
        let item = self.item(&wanted.number, wanted.item)?;
        let received = item.request.received.date();
        let (entry, mut problems) = self.read_item(wanted, &item);
        let mut view = CorrectionView {
            problems: Vec::new(),
            changes: Vec::new(),
            determination: None,
            notes: Vec::new(),
            needs_approval: None,
        };
        if let Some(entry) = entry {
            let due = law::deadlines::for_item(&entry.facts, received, None, &std::collections::BTreeSet::new());
            let corrected = self.corrected(item, &entry, wanted)?;
            view.determination = Some(Determination::of(&corrected.decision, &due));
            view.changes = changes(&corrected);
            view.needs_approval = corrected.missing.map(str::to_owned);
            let was = corrected.item.determination.log;
            match (was, goes_to(&corrected.decision)) {
                (Log::Disclosure, Log::StatusExchange) => view.notes.push(
                    "It settles as a status exchange: it goes on in the § 1373 ledger, and what was typed about it is \
                     destroyed."
                        .to_owned(),
                ),
                (Log::StatusExchange, Log::Disclosure) => problems.push(problem("", STAYS_AN_EXCHANGE)),
                (Log::Disclosure, Log::Disclosure) | (Log::StatusExchange, Log::StatusExchange) => {}
            }
            if corrected.at_once {
                view.notes.push(match goes_to(&corrected.decision) {
                    Log::Disclosure => AT_ONCE_STAYS.to_owned(),
                    Log::StatusExchange => AT_ONCE_ENDS.to_owned(),
                });
            }
            if corrected.voided {
                view.notes.push(
                    "What a second officer was asked or approved was about the item as it stood. It has to be asked \
                     again."
                        .to_owned(),
                );
            }
        }
        view.problems = problems;
        Ok(view)
    }

    /// Corrects what was recorded about an item, as a new entry: its facts, the day of its determination, its answer,
    /// and what was asked.
    ///
    /// # Errors
    /// [`Error::NeedsApproval`] if it would be given out what 2(a) flags, and no second officer has approved that: then
    /// only that is recorded. [`Error::Refused`] with what is wrong, without a reason, or where nothing changes; or what
    /// the store says. Then nothing was recorded.
    pub fn correct_item(&mut self, wanted: &ItemCorrection) -> Result<RequestView, Error> {
        self.require_for(Duty::Answer, &wanted.number)?;
        reason(&wanted.why)?;
        let item = self.item(&wanted.number, wanted.item)?;
        let (entry, problems) = self.read_item(wanted, &item);
        let Some(entry) = entry.filter(|_| problems.is_empty()) else { return Err(refused(&problems)) };
        let corrected = self.corrected(item, &entry, wanted)?;
        if corrected.item.determination.log == Log::StatusExchange && goes_to(&corrected.decision) == Log::Disclosure {
            return Err(Error::Refused(STAYS_AN_EXCHANGE.to_owned()));
        }
        if changes(&corrected).is_empty() {
            return Err(nothing_changes());
        }
        if let Some(next) = corrected.missing {
            self.block(&corrected.item, Blocked::NoApproval)?;
            return Err(Error::NeedsApproval { next });
        }
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        let id = find(&mut act, &corrected.item)?;
        act.correct_item(id, corrected.item.item, corrected.correction)?;
        act.commit()?;
        self.request(&wanted.number)
    }

    /// An item as it is, with what the law says on another day.
    fn decided_again(&self, item: &Item, day: When, why: &Term) -> Result<Correction, Error> {
        let facts = facts_of(item)?;
        Ok(Correction {
            why: why.clone(),
            facts: item.facts.clone(),
            decided: None,
            direction: item.direction.clone(),
            description: as_it_stands(item),
            determination: for_the_record(&determine(&facts, day.date()), day.date()),
            answer: self.recorded_answer(item)?,
        })
    }

    /// The answer that an item has.
    fn recorded_answer(&self, item: &Item) -> Result<Option<Answer>, Error> {
        let Some(responded) = item.responded else { return Ok(None) };
        let detail = self.store.answer_detail(item.entry)?;
        Ok(Some(Answer {
            response: item.response.clone(),
            responded,
            imported: item.imported,
            approved: self.store.approval(item.entry)?.is_some_and(|said| said.used),
            basis: detail.basis,
            surplus: detail.surplus,
        }))
    }

    fn items_there(&self, number: &str) -> Result<Vec<Item>, Error> {
        let items = self.items_of(number)?;
        if items.is_empty() { Err(Error::NothingThere) } else { Ok(items) }
    }

    /// The request as it should be, or what is wrong with it.
    fn read_head(
        &self,
        wanted: &RequestCorrection,
        items: &[Item],
    ) -> Result<(Option<RequestHead>, Vec<FieldProblem>), Error> {
        let mut cells = Cells::default();
        for (column, text) in [
            (Column::Received, &wanted.received),
            (Column::Origin, &wanted.origin),
            (Column::Channel, &wanted.channel),
            (Column::Department, &wanted.department),
            (Column::Agency, &wanted.agency),
        ] {
            cells.set(column, text);
        }
        let reading = entry::read_what_was_said(&cells, &self.directory, self.clock.now());
        let mut problems: Vec<FieldProblem> = reading.problems.into_iter().map(at).collect();
        let received = reading.head.as_ref().map(|head| head.received);
        let early = items.iter().find(|item| is_before(item.responded, received));
        if let Some((item, responded)) = early.and_then(|item| Some((item.item, item.responded?))) {
            let message = format!(
                "item {item} was answered {}, before this; correct the answer first, or give an earlier day",
                readable(&responded)
            );
            problems.push(problem("received", &message));
        }
        Ok((reading.head.filter(|_| problems.is_empty()), problems))
    }

    /// Items whose recipient is of another class than the directory says of the agency: nobody's class is guessed.
    fn other_classes(&self, head: &RequestHead, before: &RequestSummary, items: &[Item]) -> Vec<String> {
        let Some(known) = self.directory.find(head.agency.as_str()).filter(|_| head.agency.as_str() != before.agency)
        else {
            return Vec::new();
        };
        let others: Vec<String> = items
            .iter()
            .filter(|item| item.facts.recipient.as_ref().is_some_and(|class| *class != known.recipient.as_str()))
            .map(|item| item.item.to_string())
            .collect();
        if others.is_empty() {
            return Vec::new();
        }
        let class = super::opening::class(known.recipient).label;
        vec![format!(
            "The directory has {} as “{class}”. What was said about who gets it stays as it is for item {}: correct it \
             there as well, if it is wrong.",
            known.name,
            others.join(", ")
        )]
    }

    /// The item as it should be, or what is wrong with it.
    fn read_item(&self, wanted: &ItemCorrection, item: &Item) -> (Option<ItemEntry>, Vec<FieldProblem>) {
        let mut cells = Cells::default();
        let own = [
            (Column::Decided, &wanted.decided),
            (Column::Direction, &wanted.direction),
            (Column::Response, &wanted.response),
            (Column::Responded, &wanted.responded),
        ];
        for (column, text) in own {
            cells.set(column, text);
        }
        // What stands there was screened when it came in; a sharper screen keeps nobody from correcting the rest.
        let other_words = wanted.description.trim() != item.description.as_deref().unwrap_or_default();
        let described_anew = item.determination.log == Log::Disclosure && other_words;
        if described_anew {
            cells.set(Column::Description, &wanted.description);
        }
        for (fact, value) in &wanted.facts.0 {
            if let Ok(column) = fact.parse::<Column>()
                && column.fact().is_some()
            {
                cells.set(column, value);
            }
        }
        let reading = entry::read_what_was_said(&cells, &self.directory, self.clock.now());
        // What belongs to the request is not asked here.
        let of_item = reading.problems.into_iter().filter(|problem| !problem.column.is_some_and(Column::is_of_request));
        let mut problems: Vec<FieldProblem> = of_item.map(at).collect();
        let entry = reading.item.map(|entry| {
            let description = if described_anew { entry.description } else { as_it_stands(item) };
            ItemEntry { description, ..entry }
        });
        let responded = entry.as_ref().and_then(|entry| entry.responded);
        if is_before(responded, Some(item.request.received)) {
            let received = readable(&item.request.received);
            problems.push(problem("responded", &format!("an answer cannot come before its request ({received})")));
        }
        if item.responded.is_none() && responded.is_some() {
            problems.push(problem("response", "nobody has answered this item yet; answer it instead"));
        }
        (entry.filter(|_| problems.is_empty()), problems)
    }

    fn corrected(&self, item: Item, entry: &ItemEntry, wanted: &ItemCorrection) -> Result<Corrected, Error> {
        let shown = day_of(&item);
        let decided = if entry.decided == Some(shown) { item.decided } else { entry.decided };
        let day = decided.unwrap_or(item.request.received).date();
        let decision = determine(&entry.facts, day);
        let determination = for_the_record(&decision, day);
        let facts = facts_to_record(&entry.facts);
        let law = DeterminationSummary::of(&determination);
        let same_words = entry.description.as_ref().map(FreeText::as_str) == item.description.as_deref();
        let same_case = facts == item.facts && is_same_law(&law, &item.determination) && same_words;

        let said = self.store.approval(item.entry)?;
        let used = said.as_ref().is_some_and(|said| said.used);
        let (answer, missing) = match entry.responded {
            None => (None, None),
            Some(responded) => {
                let was_given = item.responded.is_some() && is_release(&item.response);
                let becomes_given = is_given(entry.response) && !was_given && !wanted.already_left;
                let asks = becomes_given && approval::is_flagged(&decision);
                let holding = approval::holding(&item, &decision, said.as_ref()).filter(|_| same_case);
                let missing = approval::what_is_missing(holding).filter(|_| asks).map(|_| TAKE_BACK_FIRST);
                let response = Term::from_static(entry.response.as_str());
                let stays_given = was_given && is_given(entry.response) && used && !wanted.already_left;
                // What was said of an answer is said of that one; of what is no answer under a paper, there is no surplus.
                // What went out at once did, for as long as it went out.
                let detail = self.store.answer_detail(item.entry)?;
                let at_once = detail.basis.as_ref().is_some_and(|basis| *basis == Basis::LifeSafety.as_str());
                let same_basis = response == item.response || at_once && is_given(entry.response);
                let under_paper = facts.instrument.as_ref().is_some_and(|paper| *paper != "none");
                let answer = Answer {
                    imported: item.imported && response == item.response,
                    basis: detail.basis.filter(|_| same_basis),
                    surplus: detail.surplus && is_given(entry.response) && under_paper,
                    response,
                    responded,
                    approved: stays_given || asks,
                };
                (Some(answer), missing)
            }
        };
        let correction = Correction {
            why: Term::try_from(wanted.why.clone()).unwrap_or(UNSAID),
            facts,
            decided,
            direction: entry.direction.map(|way| Term::from_static(way.as_str())).or_else(|| item.direction.clone()),
            description: entry.description.clone(),
            determination,
            answer,
        };
        let answered = self.recorded_answer(&item)?;
        let at_once = self.store.review(item.entry)?.is_some_and(|said| said.stands);
        let voided = said.is_some() && !used && !same_case;
        Ok(Corrected { voided, item, decision, correction, missing, answered, at_once })
    }
}

const STAYS_AN_EXCHANGE: &str = "What is recorded as a status exchange stays one. If it was none, record that it was \
                                 not answered after all, and log the item anew as a request.";

/// What a correction of what went out at once leaves as it is.
const AT_ONCE_STAYS: &str = "It was recorded as released at once. A correction does not undo that: another officer \
                             reviews it all the same.";
const AT_ONCE_ENDS: &str = "It was recorded as released at once. A status exchange takes no second officer, so nobody \
                            reviews it; the timeline goes on saying that it went out so.";

/// The reason of what is only considered.
const UNSAID: Term = Term::from_static("other");

fn changes(corrected: &Corrected) -> Vec<Change> {
    let Corrected { item, decision, correction, answered, .. } = corrected;
    let before = Known { facts: item.facts.clone(), decided: item.decided, determination: item.determination.clone() };
    let after = Known {
        facts: correction.facts.clone(),
        decided: correction.decided,
        determination: DeterminationSummary::of(&correction.determination),
    };
    let mut changes = timeline::changes(&before, &after);
    if item.determination.log == Log::StatusExchange {
        changes.extend(timeline::direction_change(item.direction.as_ref(), correction.direction.as_ref()));
    } else if goes_to(decision) == Log::Disclosure {
        let description = correction.description.as_ref().map(ToString::to_string);
        changes.extend(timeline::description_change(item.description.clone(), description));
    }
    // Whether an answer stays approved is no change of what is told of it.
    let plain = |answer: Option<&Answer>| answer.map(|answer| Answer { approved: false, ..answer.clone() });
    let (before, after) = (plain(answered.as_ref()), plain(correction.answer.as_ref()));
    changes.extend(timeline::answer_change(before.as_ref(), after.as_ref()));
    changes
}

/// The description that an item has: it was screened when it came in.
fn as_it_stands(item: &Item) -> Option<FreeText> {
    item.description.clone().map(FreeText::stored)
}

fn is_same_law(one: &DeterminationSummary, other: &DeterminationSummary) -> bool {
    (one.log, &one.outcome, &one.clause, &one.flag) == (other.log, &other.outcome, &other.clause, &other.flag)
}

fn goes_to(decision: &Decision) -> Log {
    match decision {
        Decision::Settled(found) => match found.ledger {
            LedgerKind::Disclosure => Log::Disclosure,
            LedgerKind::StatusExchange => Log::StatusExchange,
        },
        Decision::NotSettled(_) => Log::Disclosure,
    }
}

const fn is_given(response: Response) -> bool {
    matches!(response, Response::Released | Response::ReleasedInPart)
}

fn is_release(response: &Term) -> bool {
    response.as_str().parse().is_ok_and(is_given)
}

fn is_before(one: Option<When>, other: Option<When>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one.is_before(&other))
}

fn reason(why: &str) -> Result<Term, Error> {
    let known = super::words::is_correction(why).then(|| why.parse().ok()).flatten();
    known.ok_or_else(|| Error::Refused("say why it is corrected; the reason stands in the record".to_owned()))
}

fn nothing_changes() -> Error {
    Error::Refused("nothing is different from what stands there".to_owned())
}

fn refused(problems: &[FieldProblem]) -> Error {
    Error::Refused(problems.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>().join("\n  "))
}

fn at(problem: Problem) -> FieldProblem {
    FieldProblem {
        item: None,
        field: problem.column.map_or_else(String::new, |column| column.to_string()),
        message: problem.message,
    }
}

fn problem(field: &str, message: &str) -> FieldProblem {
    FieldProblem { item: None, field: field.to_owned(), message: message.to_owned() }
}

fn summary(head: &RequestHead, number: &str) -> RequestSummary {
    RequestSummary {
        number: number.to_owned(),
        received: head.received,
        origin: Term::from_static(head.origin.as_str()),
        channel: head.channel.map(|channel| Term::from_static(channel.as_str())),
        department: head.department.as_ref().map(ToString::to_string),
        agency: head.agency.to_string(),
    }
}

fn to_record(head: RequestHead, number: &str) -> Result<Request, Error> {
    Ok(crate::import::to_record(&head, RequestNumber::new(number)?))
}
