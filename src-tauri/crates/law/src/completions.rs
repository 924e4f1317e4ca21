//! What missing facts could still do: the answers that remain possible, and the fact to ask next.
//!
//! A completion gives every missing fact one of its values. They are walked lazily: a fact is tried only where a rule
//! hangs on it, so that facts that cannot matter cost nothing and are never asked.

use std::collections::BTreeSet;

use crate::decision::resolve;
use crate::facts::{Ask, FactName, Facts, Information, Instrument, Purpose, Recipient, YesNo, YesNoUnknown};
use crate::ordinance::Ordinance;
use crate::outcome::{Clause, Flag, LedgerKind, Outcome};

/// What a determination is compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Answer {
    pub outcome: Outcome,
    pub clause: Clause,
    pub ledger: LedgerKind,
    pub flag: Flag,
}

/// The facts with one of them set to each of its values in turn.
pub(crate) fn with_each_value(facts: &Facts, fact: FactName) -> Vec<Facts> {
    fn each<T: Copy>(facts: &Facts, values: &[T], set: impl Fn(&mut Facts, T)) -> Vec<Facts> {
        values
            .iter()
            .map(|value| {
                let mut completed = *facts;
                set(&mut completed, *value);
                completed
            })
            .collect()
    }
    match fact {
        FactName::Ask => each(facts, Ask::ALL, |facts, value| facts.ask = Some(value)),
        FactName::Information => each(facts, Information::ALL, |facts, value| facts.information = Some(value)),
        FactName::Recipient => each(facts, Recipient::ALL, |facts, value| facts.recipient = Some(value)),
        FactName::ForImmigrationAgency => {
            each(facts, YesNoUnknown::ALL, |facts, value| facts.for_immigration_agency = Some(value))
        }
        FactName::Purpose => each(facts, Purpose::ALL, |facts, value| facts.purpose = Some(value)),
        FactName::Instrument => each(facts, Instrument::ALL, |facts, value| facts.instrument = Some(value)),
        FactName::ValidOnFace => each(facts, YesNoUnknown::ALL, |facts, value| facts.valid_on_face = Some(value)),
        FactName::WithinScope => each(facts, YesNoUnknown::ALL, |facts, value| facts.within_scope = Some(value)),
        FactName::ExemptRecord => each(facts, YesNoUnknown::ALL, |facts, value| facts.exempt_record = Some(value)),
        FactName::OtherLawForbids => each(facts, YesNo::ALL, |facts, value| facts.other_law_forbids = Some(value)),
    }
}

/// Walks every completion that can make a difference: the answers it gives, and the facts it hung on.
struct Walk<'a> {
    ordinance: &'a Ordinance,
    answers: BTreeSet<Answer>,
    hung_on: BTreeSet<FactName>,
}

impl Walk<'_> {
    fn of<'a>(ordinance: &'a Ordinance, facts: &Facts) -> Walk<'a> {
        let mut walk = Walk { ordinance, answers: BTreeSet::new(), hung_on: BTreeSet::new() };
        walk.step(facts);
        walk
    }

    fn step(&mut self, facts: &Facts) {
        match resolve(self.ordinance, facts) {
            Ok(answer) => {
                self.answers.insert(answer);
            }
            Err(fact) => {
                self.hung_on.insert(fact);
                for completed in with_each_value(facts, fact) {
                    self.step(&completed);
                }
            }
        }
    }
}

/// The different answers that completions of these facts give, in order.
pub(crate) fn possible(ordinance: &Ordinance, facts: &Facts) -> Vec<Answer> {
    Walk::of(ordinance, facts).answers.into_iter().collect()
}

/// The outcomes among some answers, each once, in the order of the contract.
pub(crate) fn outcomes(answers: &[Answer]) -> Vec<Outcome> {
    answers.iter().map(|answer| answer.outcome).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Is there a completion of the two in which they differ? Both have the same facts missing.
fn differ(ordinance: &Ordinance, one: &Facts, other: &Facts) -> bool {
    let fact = match (resolve(ordinance, one), resolve(ordinance, other)) {
        (Ok(first), Ok(second)) => return first != second,
        (Err(fact), _) | (_, Err(fact)) => fact,
    };
    let ones = with_each_value(one, fact);
    let others = with_each_value(other, fact);
    ones.iter().zip(&others).any(|(one, other)| differ(ordinance, one, other))
}

/// Can this missing fact still change the determination: are there two completions that differ in it alone, and in
/// their answer?
pub(crate) fn can_matter(ordinance: &Ordinance, facts: &Facts, fact: FactName) -> bool {
    let values = with_each_value(facts, fact);
    values.split_first().is_some_and(|(first, rest)| rest.iter().any(|value| differ(ordinance, first, value)))
}

/// The fact to ask next: of those that can matter, the one that leaves the fewest answers open on average. What is
/// asked of the City comes first, because every other question depends on it.
///
/// To be called only for facts that are not settled.
pub(crate) fn ask_next(ordinance: &Ordinance, facts: &Facts) -> FactName {
    if facts.ask.is_none() {
        return FactName::Ask;
    }
    Walk::of(ordinance, facts)
        .hung_on
        .into_iter()
        .filter(|fact| can_matter(ordinance, facts, *fact))
        .min_by_key(|fact| {
            let left: Vec<usize> = with_each_value(facts, *fact)
                .iter()
                .map(|completed| Walk::of(ordinance, completed).answers.len())
                .collect();
            // The mean number of answers left, in whole thousandths so that no rounding of floats decides.
            left.iter().sum::<usize>().saturating_mul(1000).checked_div(left.len()).unwrap_or(usize::MAX)
        })
        .unwrap_or(FactName::Ask)
}
