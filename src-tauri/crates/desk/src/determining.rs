//! From facts to a determination, and from a determination to what the record keeps of it.
//!
//! The record's words are the law's words: this is the one place where the two meet.

use std::collections::HashMap;

use jiff::civil::Date;
use law::facts::{FactName, Facts};
use law::northampton::ORDINANCE;
use law::outcome::LedgerKind;
use law::rule::Verdict;
use law::{Decision, Step, decide};
use ledger::{Log, Term, Trace};

/// Decides one item under the City's ordinance, as of the day of the decision.
#[must_use]
pub fn determine(facts: &Facts, day: Date) -> Decision {
    decide(&ORDINANCE, facts, day)
}

/// Determines the items of a long import. An office's log repeats a few combinations of facts; each is decided once for
/// each version of the text.
#[derive(Default)]
pub(crate) struct Determiner {
    known: HashMap<(Facts, Option<&'static str>), ledger::Determination>,
}

/// How many combinations are remembered. Beyond this the memory is emptied, so that no log can make it grow.
const REMEMBERED: usize = 50_000;

impl Determiner {
    /// What the record keeps of the determination for these facts.
    pub(crate) fn record(&mut self, facts: &Facts, day: Date) -> &ledger::Determination {
        let key = (*facts, ORDINANCE.text_on(day).map(|text| text.version));
        if self.known.len() >= REMEMBERED && !self.known.contains_key(&key) {
            self.known.clear();
        }
        self.known.entry(key).or_insert_with(|| for_the_record(&determine(facts, day), day))
    }
}

/// What the record keeps of a decision made on a day.
#[must_use]
pub(crate) fn for_the_record(decision: &Decision, day: Date) -> ledger::Determination {
    let rules = Term::from_static(ORDINANCE.rules_version);
    let text = Term::from_static(ORDINANCE.text_on(day).map_or("none", |text| text.version));
    match decision {
        Decision::Settled(found) => ledger::Determination {
            log: match found.ledger {
                LedgerKind::Disclosure => Log::Disclosure,
                LedgerKind::StatusExchange => Log::StatusExchange,
            },
            outcome: Some(Term::from_static(found.outcome.as_str())),
            clause: Some(Term::from_static(found.clause.as_str())),
            flag: Some(Term::from_static(found.flag.as_str())),
            possible: Vec::new(),
            ask_next: None,
            trace: trace(&found.trace),
            rules,
            text,
        },
        Decision::NotSettled(open) => ledger::Determination {
            log: Log::Disclosure,
            outcome: None,
            clause: None,
            flag: None,
            possible: open.possible.iter().map(|outcome| Term::from_static(outcome.as_str())).collect(),
            ask_next: Some(Term::from_static(open.ask_next.as_str())),
            trace: trace(&open.trace),
            rules,
            text,
        },
    }
}

/// A trace as the record keeps it: `rule+` fired, `rule-fact` did not because of that fact, `rule?fact` hangs on it.
fn trace(steps: &[Step]) -> Trace {
    steps
        .iter()
        .filter_map(|Step { rule, verdict }| {
            let word = match verdict {
                Verdict::Fired => format!("{}+", rule.id),
                Verdict::NotFired(condition) => {
                    format!("{}-{}", rule.id, condition.facts().first().map_or("", |fact| fact.as_str()))
                }
                Verdict::Open(fact) => format!("{}?{fact}", rule.id),
            };
            Term::try_from(word).ok()
        })
        .collect()
}

/// The facts in the record's words.
#[must_use]
pub(crate) fn facts_to_record(facts: &Facts) -> ledger::Facts {
    let word = |fact| facts.get(fact).map(Term::from_static);
    ledger::Facts {
        ask: word(FactName::Ask),
        information: word(FactName::Information),
        recipient: word(FactName::Recipient),
        for_immigration_agency: word(FactName::ForImmigrationAgency),
        purpose: word(FactName::Purpose),
        instrument: word(FactName::Instrument),
        valid_on_face: word(FactName::ValidOnFace),
        within_scope: word(FactName::WithinScope),
        exempt_record: word(FactName::ExemptRecord),
        other_law_forbids: word(FactName::OtherLawForbids),
    }
}

/// The facts of a recorded item in the law's words.
///
/// # Errors
/// [`law::facts::UnknownValue`] if the record holds a word this version of the law does not know.
pub(crate) fn facts_from_record(recorded: &ledger::Facts) -> Result<Facts, law::facts::UnknownValue> {
    let mut facts = Facts::default();
    for (fact, (_, word)) in FactName::ALL.iter().zip(recorded.named()) {
        if let Some(word) = word {
            facts.set(*fact, word.as_str())?;
        }
    }
    Ok(facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_survive_the_way_into_the_record_and_back_in_the_order_of_their_names() {
        let names: Vec<_> = ledger::Facts::default().named().iter().map(|(name, _)| *name).collect();
        let expected: Vec<_> = FactName::ALL.iter().map(|fact| fact.as_str()).collect();
        assert_eq!(names, expected, "law and record list the facts in the same order");
        let mut facts = Facts::default();
        for fact in FactName::ALL {
            facts.set(*fact, fact.values().last().unwrap()).unwrap();
        }
        assert_eq!(facts_from_record(&facts_to_record(&facts)), Ok(facts));
    }

    #[test]
    fn every_rule_name_with_any_fact_fits_into_a_word_of_the_record() {
        for ask in law::facts::Ask::ALL {
            for rule in (ORDINANCE.rules)(*ask) {
                for fact in FactName::ALL {
                    let word = format!("{}?{fact}", rule.id);
                    assert!(Term::try_from(word.clone()).is_ok(), "{word} would be lost from the trace");
                }
            }
        }
    }
}
