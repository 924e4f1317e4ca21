//! What the law says about one item, as a page shows it.

use law::deadlines::Deadline as Due;
use law::facts::{FactName, Information, Instrument, Purpose, Recipient};
use law::northampton::questions::Question;
use law::rule::{Condition, Verdict};
use law::{Decision, Step};
use serde::{Deserialize, Serialize};

use super::contract;
use super::words::Choice;

/// What became of a rule that was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Looked {
    /// It decides.
    Decides,
    /// It does not apply.
    Passed,
    /// It hangs on a fact that is missing.
    Open,
}

contract! {
    /// What the law says about one item, with its reasons. Not settled: `outcome` is none and `ask_next` names the fact.
    pub struct Determination {
        /// The outcome's word.
        pub outcome: Option<String>,
        /// The outcome in the words that staff read.
        pub label: String,
        /// The clause that decides.
        pub clause: Option<String>,
        /// Why, in a sentence.
        pub because: Option<String>,
        /// The words of the clause that decide, to the letter; they stand in `clause_text`.
        pub quote: Option<String>,
        /// The clause in the text in force.
        pub clause_text: Option<String>,
        /// The 2(a) flag.
        pub flag: Option<String>,
        /// The ledger it belongs to.
        pub ledger: Option<String>,
        /// The positions on open questions it rests on.
        pub positions: Vec<String>,
        /// While not settled: the outcomes still possible.
        pub possible: Vec<Choice>,
        /// While not settled: the fact to ask next.
        pub ask_next: Option<String>,
        /// The rules that were looked at, in order.
        pub trace: Vec<TraceLine>,
        /// What staff do next, in order.
        pub next_steps: Vec<String>,
        /// What runs whatever the answer is.
        pub deadlines: Vec<Deadline>,
        /// The version of the rules.
        pub rules_version: Option<String>,
        /// The version of the text.
        pub text_version: Option<String>,
    }

    /// One rule that was looked at.
    pub struct TraceLine {
        /// The rule's name.
        pub rule: String,
        /// The clause it applies.
        pub clause: String,
        /// What became of it.
        pub verdict: Looked,
        /// What decided, what did not hold, or which fact is missing.
        pub why: String,
    }

    /// One date, and where it comes from.
    pub struct Deadline {
        /// What kind it is.
        pub kind: String,
        /// What has to be done.
        pub label: String,
        /// The last day for it.
        pub date: String,
        /// The law it rests on, and how the date was computed.
        pub how: String,
    }
}

impl Determination {
    /// A decision with the deadlines of its item.
    #[must_use]
    pub fn of(decision: &Decision, deadlines: &[Due]) -> Self {
        let deadlines = deadlines.iter().map(Deadline::of).collect();
        match decision {
            Decision::Settled(found) => Self {
                outcome: Some(found.outcome.to_string()),
                label: found.outcome.label_under(found.clause).to_owned(),
                clause: Some(found.clause.to_string()),
                because: found.rule().map(|rule| rule.because.to_owned()),
                quote: found.rule().map(|rule| rule.quote.to_owned()).filter(|quote| !quote.is_empty()),
                clause_text: found.clause_text().map(str::to_owned),
                flag: Some(found.flag.to_string()),
                ledger: Some(found.ledger.to_string()),
                positions: found
                    .rule()
                    .map_or(&[][..], |rule| rule.positions)
                    .iter()
                    .map(ToString::to_string)
                    .collect(),
                possible: Vec::new(),
                ask_next: None,
                trace: found.trace.iter().map(TraceLine::of).collect(),
                next_steps: found.next_steps.iter().map(ToString::to_string).collect(),
                deadlines,
                rules_version: Some(found.rules_version.to_owned()),
                text_version: found.text.map(|text| text.version.to_owned()),
            },
            Decision::NotSettled(open) => Self {
                outcome: None,
                label: "One question is open".to_owned(),
                clause: None,
                because: None,
                quote: None,
                clause_text: None,
                flag: None,
                ledger: None,
                positions: Vec::new(),
                possible: open
                    .possible
                    .iter()
                    .map(|outcome| Choice::new(outcome.as_str(), outcome.label(), ""))
                    .collect(),
                ask_next: Some(open.ask_next.to_string()),
                trace: open.trace.iter().map(TraceLine::of).collect(),
                next_steps: Vec::new(),
                deadlines,
                rules_version: None,
                text_version: None,
            },
        }
    }
}

impl TraceLine {
    fn of(step: &Step) -> Self {
        let (verdict, why) = match step.verdict {
            Verdict::Fired => (Looked::Decides, step.rule.because.to_owned()),
            Verdict::NotFired(condition) => (Looked::Passed, format!("Not so: {}.", in_words(condition))),
            Verdict::Open(fact) => {
                let question = Question::about(fact);
                (Looked::Open, question.map_or_else(|| fact.to_string(), |question| question.words.to_owned()))
            }
        };
        Self { rule: step.rule.id.to_owned(), clause: step.rule.clause.to_string(), verdict, why }
    }
}

/// A condition as staff read it: with the labels of the questions in the place of the record's words.
pub(crate) fn in_words(condition: &Condition) -> String {
    fn one_of<T: Copy>(subject: &str, fact: FactName, allowed: &[T], word: fn(T) -> &'static str) -> String {
        let label = |value: &T| Question::about(fact).map_or(word(*value), |question| question.label(word(*value)));
        let labels: Vec<String> = allowed.iter().map(|value| format!("“{}”", label(value))).collect();
        format!("{subject} is {}", labels.join(" or "))
    }
    let joined =
        |conditions: &[Condition], joint: &str| conditions.iter().map(in_words).collect::<Vec<_>>().join(joint);
    match condition {
        Condition::Information(allowed) => {
            one_of("the kind of information", FactName::Information, allowed, Information::as_str)
        }
        Condition::Recipient(allowed) => one_of("who gets it", FactName::Recipient, allowed, Recipient::as_str),
        Condition::Purpose(allowed) => one_of("the reason", FactName::Purpose, allowed, Purpose::as_str),
        Condition::Instrument(allowed) => one_of("the paper", FactName::Instrument, allowed, Instrument::as_str),
        Condition::Is(test) => test.words.to_owned(),
        Condition::Any(conditions) => format!("one of these: {}", joined(conditions, "; or ")),
        Condition::All(conditions) => format!("all of these: {}", joined(conditions, "; and ")),
    }
}

impl Deadline {
    fn of(due: &Due) -> Self {
        Self {
            kind: due.kind.to_string(),
            label: due.kind.label().to_owned(),
            date: due.due.to_string(),
            how: format!("{}. {}", due.basis, due.how),
        }
    }
}
