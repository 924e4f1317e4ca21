//! The timeline of a request: everything that happened to it, in the order of entry, in plain sentences.
//!
//! What the exchange log does not hold is in no sentence: its lines tell direction, counterpart, dates and closed words.

use std::collections::BTreeMap;

use law::facts::FactName;
use law::northampton::questions::Question;
use law::outcome::{Clause, Outcome};
use ledger::{
    Answer, DeterminationSummary, Facts, Happened, Happening, ItemHappening, Known, RequestSummary, Term, When,
};

use super::approval::local_minute;
use super::attachment::{media_in_words, size_in_words};
use super::basis::Basis;
use super::contract;
use super::keeping::{self, Gone};
use super::letters;
use super::seals;
use super::words;

contract! {
    /// One thing that happened to a request, as the record has it.
    pub struct TimelineLine {
        /// When it was entered, in New York: `2026-11-24T14:05`.
        pub at: String,
        /// The officer who entered it.
        pub officer: String,
        /// What happened, in a sentence.
        pub sentence: String,
        /// What the officer wrote with it.
        pub said: Option<String>,
        /// How the words or the scan that came with it were destroyed; none: they are kept, or there were none.
        pub destroyed: Option<Gone>,
        /// What changed by it.
        pub changes: Vec<Change>,
        /// The log it stands in.
        pub log: String,
        /// Its place in that log, from 0.
        pub seq: u64,
    }

    /// Something that changed, in words.
    pub struct Change {
        /// What.
        pub what: String,
        /// What stood there; none: nothing.
        pub before: Option<String>,
        /// What stands there now; none: nothing.
        pub after: Option<String>,
    }
}

/// What happened to a request, as the page shows it.
pub(crate) fn lines(history: Vec<Happened>) -> Vec<TimelineLine> {
    // How the words were destroyed that the description of each item was, up to there.
    let mut gone: BTreeMap<u32, Option<Gone>> = BTreeMap::new();
    let mut lines = Vec::with_capacity(history.len());
    for mut happened in history {
        let destroyed = happened.destroyed.as_ref().map(Gone::of);
        if let Happening::Item { item, what } = &mut happened.what
            && matches!(**what, ItemHappening::Added { .. } | ItemHappening::DescriptionCorrected { .. })
        {
            let stood = gone.insert(*item, destroyed.clone()).flatten();
            if let ItemHappening::DescriptionCorrected { before, after, .. } = &mut **what {
                *before = before.take().or_else(|| stood.as_ref().map(Gone::in_words));
                *after = after.take().or_else(|| destroyed.as_ref().map(Gone::in_words));
            }
        }
        lines.push(line(happened, destroyed));
    }
    lines
}

/// What a line says beside who, when and where.
#[derive(Default)]
struct Told {
    sentence: String,
    said: Option<String>,
    changes: Vec<Change>,
}

impl Told {
    fn plainly(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), ..Self::default() }
    }
}

fn line(happened: Happened, destroyed: Option<Gone>) -> TimelineLine {
    let Happened { at, officer, log, seq, what, destroyed: _ } = happened;
    let Told { sentence, said, changes } = match what {
        Happening::Received(request) => Told::plainly(format!(
            "The request was logged: {}, received {}.",
            request.agency,
            readable(&request.received)
        )),
        Happening::Corrected { why, before, after } => Told {
            sentence: format!("The request was corrected: {}.", reason(&why)),
            said: None,
            changes: request_changes(&before, &after),
        },
        Happening::Attached { attachment, letter: Some(issued), media, size, .. } => Told::plainly(format!(
            "A letter was issued: {}, about {}. It is attachment {attachment} ({}, {}).",
            letters::name_of(&issued),
            letters::items_in_words(&issued.items),
            media_in_words(media.as_str()).0,
            size_in_words(size)
        )),
        Happening::ExchangeLetter { items } => Told::plainly(format!(
            "A letter was issued under § 1373, about {}. It is not kept.",
            letters::items_in_words(&items)
        )),
        Happening::Attached { attachment, what, media, size, letter: None } => Told::plainly(format!(
            "Scan {attachment} was attached: {} ({}, {}).",
            words::attached_in_words(what.as_str()),
            media_in_words(media.as_str()).0,
            size_in_words(size)
        )),
        Happening::HoldPlaced { hold, reference, reason } => {
            let reference = reference.map_or_else(String::new, |reference| format!(" ({reference})"));
            let sentence =
                format!("Legal hold {hold} was placed on the request{reference}. Nothing of it is destroyed.");
            Told { sentence, said: reason, changes: Vec::new() }
        }
        Happening::HoldLifted { hold, reason } => {
            Told { sentence: format!("Legal hold {hold} was lifted."), said: reason, changes: Vec::new() }
        }
        Happening::Sealed { until, counted, under, reason } => Told {
            sentence: format!(
                "The request was sealed until {}. {}. {}",
                until.strftime("%-d %b %Y"),
                seals::under_in_words(&under),
                if counted { "It may be counted." } else { "It may not be counted." }
            ),
            said: reason,
            changes: Vec::new(),
        },
        Happening::SealLifted { reason } => {
            Told { sentence: "The seal was lifted.".to_owned(), said: reason, changes: Vec::new() }
        }
        Happening::Destroyed(destruction) => Told::plainly(format!(
            "The particulars of the request were destroyed under approval {} of the Supervisor of Records: {}.",
            destruction.approval,
            keeping::texts_in_words(destruction.texts)
        )),
        Happening::Item { item, what } => of_item(item, *what),
    };
    TimelineLine { at: local_minute(at), officer, sentence, said, destroyed, changes, log: log.to_string(), seq }
}

fn of_item(item: u32, what: ItemHappening) -> Told {
    match what {
        ItemHappening::Added { description } => {
            Told { sentence: format!("Item {item} was logged."), said: description, changes: Vec::new() }
        }
        ItemHappening::Determined { before: None, after } => {
            Told::plainly(format!("Item {item} was determined. {}.", says(&after.determination)))
        }
        ItemHappening::Determined { before: Some(before), after } => Told {
            sentence: format!("More became known about item {item}, and it was determined again."),
            said: None,
            changes: changes(&before, &after),
        },
        ItemHappening::Answered { answer, what_left } => {
            let review = if is_at_once(&answer) { " A second officer reviews it." } else { "" };
            let sentence = format!("Item {item} was answered: {}.{review}", answered(&answer));
            Told { sentence, said: what_left, changes: Vec::new() }
        }
        ItemHappening::Paused { waits_for, reason } => {
            let sentence = if waits_for == "solicitor" {
                format!("Item {item} was referred to the Solicitor.")
            } else {
                format!("Item {item} was put on hold.")
            };
            Told { sentence, said: reason, changes: Vec::new() }
        }
        ItemHappening::Resumed { finding } => Told {
            sentence: format!("What came of the wait of item {item} was recorded."),
            said: finding,
            changes: Vec::new(),
        },
        ItemHappening::ApprovalAsked { reason } => Told {
            sentence: format!("A second officer was asked to approve the release of item {item}."),
            said: reason,
            changes: Vec::new(),
        },
        ItemHappening::ApprovalGiven { reason, answerable } => {
            let answers = answerable.map_or_else(String::new, |officer| format!(" {officer} answers for it."));
            let sentence = format!("The release of item {item} was approved.{answers}");
            Told { sentence, said: reason, changes: Vec::new() }
        }
        ItemHappening::ApprovalRefused { reason } => {
            Told { sentence: format!("The release of item {item} was refused."), said: reason, changes: Vec::new() }
        }
        ItemHappening::ReleaseBlocked { why } => Told::plainly(match why.as_str() {
            "own_ask" => {
                format!("Item {item}: an approval was tried by the officer who had asked for it, and stopped.")
            }
            "own_release" => {
                format!("Item {item}: a review was tried by the officer who had given it out, and stopped.")
            }
            "not_the_role" => {
                format!("Item {item}: a decision was tried by an officer whose role does not decide, and stopped.")
            }
            "with_solicitor" => {
                format!("A release of item {item} was tried while it was with the Solicitor, and stopped.")
            }
            "no_finding" => format!("A release of item {item} was tried without the Solicitor’s finding, and stopped."),
            _ => format!("A release of item {item} was tried without a second officer’s approval, and stopped."),
        }),
        ItemHappening::ReleaseReviewed { found, reason } => {
            let found = words::found_in_words(found.as_str()).to_lowercase();
            let sentence = format!("That item {item} went out at once was reviewed: {found}.");
            Told { sentence, said: reason, changes: Vec::new() }
        }
        ItemHappening::Corrected { why, before, after } => Told {
            sentence: format!("Item {item} was corrected: {}.", reason(&why)),
            said: None,
            changes: changes(&before, &after),
        },
        ItemHappening::AnswerCorrected { why, before, after } => Told {
            sentence: format!("The answer of item {item} was corrected: {}.", reason(&why)),
            said: None,
            changes: answer_change(before.as_ref(), after.as_ref()).into_iter().collect(),
        },
        ItemHappening::DescriptionCorrected { why, before, after } => Told {
            sentence: format!("The description of item {item} was corrected: {}.", reason(&why)),
            said: None,
            changes: description_change(before, after).into_iter().collect(),
        },
        ItemHappening::Moved { why, destroyed } => {
            let why = why.map_or_else(String::new, |why| format!(" It was corrected: {}.", reason(&why)));
            let scans = if destroyed == 0 { "" } else { " So were the scans of the request." };
            Told::plainly(format!(
                "Item {item} was settled as a status exchange and left this ledger.{why} What was typed about it was \
                 destroyed.{scans}"
            ))
        }
        ItemHappening::ExchangeRecorded { direction, after: _, answer } => {
            let way = direction.map_or_else(String::new, |word| words::direction_in_words(word.as_str()));
            let answer = answer.map_or_else(String::new, |answer| format!(" Answered: {}.", answered(&answer)));
            Told::plainly(format!("Item {item} was recorded as a § 1373 exchange: {way}.{answer}"))
        }
        ItemHappening::ExchangeChanged { before, after, answer } => {
            let answer = answer.map_or_else(String::new, |answer| format!(" Answered: {}.", answered(&answer)));
            Told {
                sentence: format!("The record of the § 1373 exchange, item {item}, went on.{answer}"),
                said: None,
                changes: changes(&before, &after),
            }
        }
        ItemHappening::ExchangeCorrected { why, before, after } => {
            let way = direction_change(before.direction.as_ref(), after.direction.as_ref());
            let mut changed: Vec<Change> = way.into_iter().collect();
            changed.extend(changes(&before.known, &after.known));
            changed.extend(answer_change(before.answer.as_ref(), after.answer.as_ref()));
            Told {
                sentence: format!("The record of the § 1373 exchange, item {item}, was corrected: {}.", reason(&why)),
                said: None,
                changes: changed,
            }
        }
    }
}

/// Why something was corrected, within a sentence.
fn reason(why: &Term) -> String {
    words::correction_in_words(why.as_str()).to_lowercase()
}

/// What differs between two states of a request.
pub(crate) fn request_changes(before: &RequestSummary, after: &RequestSummary) -> Vec<Change> {
    let channel =
        |request: &RequestSummary| request.channel.as_ref().map(|channel| words::channel_in_words(channel.as_str()));
    let origin = |request: &RequestSummary| Some(words::origin_in_words(request.origin.as_str()));
    let of_request = [
        change("Received", Some(readable(&before.received)), Some(readable(&after.received))),
        change("Agency", Some(before.agency.clone()), Some(after.agency.clone())),
        change("How it came", channel(before), channel(after)),
        change("Department", before.department.clone(), after.department.clone()),
        change("How it began", origin(before), origin(after)),
    ];
    of_request.into_iter().flatten().collect()
}

/// What differs between two directions of an exchange.
pub(crate) fn direction_change(before: Option<&Term>, after: Option<&Term>) -> Option<Change> {
    let way = |word: Option<&Term>| word.map(|word| words::direction_in_words(word.as_str()));
    change("Direction", way(before), way(after))
}

/// What differs between two descriptions of what was asked.
pub(crate) fn description_change(before: Option<String>, after: Option<String>) -> Option<Change> {
    change("What was asked", before, after)
}

/// What differs between two answers; none: it was not answered.
pub(crate) fn answer_change(before: Option<&Answer>, after: Option<&Answer>) -> Option<Change> {
    let said = |answer: Option<&Answer>| Some(answer.map_or_else(|| "Not answered".to_owned(), answered));
    change("Answer", said(before), said(after))
}

/// What differs between two states of an item: its facts, the day of its determination, and what the law says.
pub(crate) fn changes(before: &Known, after: &Known) -> Vec<Change> {
    let mut changes = facts_changed(&before.facts, &after.facts);
    let day = |known: &Known| known.decided.as_ref().map(readable);
    changes.extend(change("Determined on", day(before), day(after)));
    let law = |known: &Known| Some(says(&known.determination));
    changes.extend(change("What the law says", law(before), law(after)));
    changes
}

fn facts_changed(before: &Facts, after: &Facts) -> Vec<Change> {
    let both = FactName::ALL.iter().zip(before.named().into_iter().zip(after.named()));
    both.filter_map(|(fact, ((_, before), (_, after)))| {
        let label = |word: Option<&Term>| word.map(|word| fact_in_words(*fact, word.as_str()));
        change(&words::question_about(*fact), label(before), label(after))
    })
    .collect()
}

fn fact_in_words(fact: FactName, word: &str) -> String {
    Question::about(fact).map_or_else(|| word.to_owned(), |question| question.label(word).to_owned())
}

/// A change, where there is one.
pub(crate) fn change(what: &str, before: Option<String>, after: Option<String>) -> Option<Change> {
    (before != after).then(|| Change { what: what.to_owned(), before, after })
}

/// What the law says about an item, as it was recorded, in the words that staff read.
pub(crate) fn says(law: &DeterminationSummary) -> String {
    let Some(outcome) = &law.outcome else { return "Not settled".to_owned() };
    let clause = law.clause.as_ref().map_or("", |clause| clause.as_str());
    match (outcome.as_str().parse::<Outcome>(), clause.parse::<Clause>()) {
        (Ok(outcome), Ok(clause)) => outcome.label_under(clause).to_owned(),
        // A word of another version of the program stands as it is.
        _ => outcome.to_string(),
    }
}

fn is_at_once(answer: &Answer) -> bool {
    answer.basis.as_ref().is_some_and(|basis| *basis == Basis::LifeSafety.as_str())
}

/// What became of an item, and when.
pub(crate) fn answered(answer: &Answer) -> String {
    let kept = if answer.imported {
        ", as an imported log says"
    } else if answer.approved {
        ", with the second officer’s approval"
    } else if is_at_once(answer) {
        ", at once to protect life"
    } else {
        ""
    };
    format!("{}, {}{kept}", words::response_in_words(answer.response.as_str()), readable(&answer.responded))
}

/// A moment as staff read it: `7 Oct 2026`, `7 Oct 2026, 14:05`.
pub(crate) fn readable(when: &When) -> String {
    let day = when.date().strftime("%-d %b %Y").to_string();
    match when.to_string().split_once('T') {
        Some((_, time)) => format!("{day}, {time}"),
        None => day,
    }
}
