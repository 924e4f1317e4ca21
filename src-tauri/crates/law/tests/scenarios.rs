//! Worked cases, and the guided questions that lead to them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::io::Write;

use law::facts::{FactName, Facts};
use law::northampton::ORDINANCE;
use law::{Decision, decide};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde::Deserialize;

#[derive(Deserialize)]
struct Scenario {
    id: String,
    title: String,
    facts: Facts,
    expected: Expected,
}

#[derive(Deserialize, PartialEq, Debug)]
struct Expected {
    outcome: String,
    clause: String,
    ledger: String,
    flag: String,
}

fn day() -> jiff::civil::Date {
    jiff::civil::date(2026, 10, 7)
}

fn scenarios() -> impl Iterator<Item = Scenario> {
    include_str!("scenarios/northampton.jsonl").lines().map(|line| serde_json::from_str(line).unwrap())
}

#[test]
fn every_worked_case_gets_its_answer() {
    let mut cases = 0;
    for Scenario { id, title, facts, expected } in scenarios() {
        let Decision::Settled(found) = decide(&ORDINANCE, &facts, day()) else {
            panic!("{id} is not settled: {title}")
        };
        let found = Expected {
            outcome: found.outcome.to_string(),
            clause: found.clause.to_string(),
            ledger: found.ledger.to_string(),
            flag: found.flag.to_string(),
        };
        assert_eq!(found, expected, "{id}: {title}");
        cases += 1;
    }
    assert!(cases >= 57, "only {cases} worked cases were read");
}

/// Any complete facts.
fn complete_facts() -> impl Strategy<Value = Facts> {
    prop::collection::vec(any::<prop::sample::Index>(), FactName::ALL.len()).prop_map(|picks| {
        let mut facts = Facts::default();
        for (fact, pick) in FactName::ALL.iter().zip(picks) {
            let values = fact.values();
            facts.set(*fact, values.get(pick.index(values.len())).unwrap()).unwrap();
        }
        facts
    })
}

/// Asks what `ask_next` says, from nothing known, until the item is settled; returns how often it asked.
fn questions(answers: &Facts) -> usize {
    let mut known = Facts::default();
    for asked in 0..=FactName::ALL.len() {
        match decide(&ORDINANCE, &known, day()) {
            Decision::Settled(_) => return asked,
            Decision::NotSettled(open) => {
                assert!(known.get(open.ask_next).is_none(), "a fact that is known is never asked: {known}");
                known.set(open.ask_next, answers.get(open.ask_next).unwrap()).unwrap();
            }
        }
    }
    panic!("every fact was asked and nothing was settled: {answers}");
}

#[test]
fn guided_questions_settle_a_random_item_early() {
    let mut runner = TestRunner::deterministic();
    let rounds = 60;
    let total: usize = (0..rounds).map(|_| questions(&complete_facts().new_tree(&mut runner).unwrap().current())).sum();
    let tenths = total * 10 / rounds;
    writeln!(
        std::io::stderr(),
        "guided questions: mean {}.{} of {} facts until settled, over {rounds} random items",
        tenths / 10,
        tenths % 10,
        FactName::ALL.len()
    )
    .unwrap();
    assert!(total < rounds * FactName::ALL.len(), "guidance must ask less than everything");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// With up to three facts missing, possible outcomes and the next question equal a plain walk over every completion.
    #[test]
    fn what_is_still_possible_is_exactly_what_completions_give(
        complete in complete_facts(),
        gaps in prop::sample::subsequence(FactName::ALL.to_vec(), 0..=3),
    ) {
        let mut partial = Facts::default();
        for fact in FactName::ALL.iter().filter(|fact| !gaps.contains(fact)) {
            partial.set(*fact, complete.get(*fact).unwrap()).unwrap();
        }
        let answers = completions(&partial, &gaps);
        let mut different: Vec<_> = answers.iter().map(|(_, answer)| *answer).collect();
        different.sort_unstable();
        different.dedup();
        match decide(&ORDINANCE, &partial, day()) {
            Decision::Settled(found) => {
                prop_assert_eq!(&different, &vec![(found.outcome, found.clause, found.ledger, found.flag)]);
                let rule = found.rule().unwrap();
                prop_assert_eq!((rule.outcome, rule.clause), (found.outcome, found.clause), "the rule named gives the answer");
            }
            Decision::NotSettled(open) => {
                prop_assert!(different.len() > 1, "open, yet every completion agrees: {}", partial);
                let mut outcomes: Vec<_> = different.iter().map(|(outcome, ..)| *outcome).collect();
                outcomes.dedup();
                prop_assert_eq!(open.possible, outcomes);
                prop_assert!(gaps.contains(&open.ask_next));
                let matters = answers.iter().any(|(one, answer)| {
                    answers.iter().any(|(other, another)| answer != another && differ_only_in(one, other, open.ask_next))
                });
                prop_assert!(matters, "{} is asked and cannot matter: {}", open.ask_next, partial);
            }
        }
    }
}

type Answer = (law::outcome::Outcome, law::outcome::Clause, law::outcome::LedgerKind, law::outcome::Flag);

fn completions(partial: &Facts, gaps: &[FactName]) -> Vec<(Facts, Answer)> {
    match gaps.split_first() {
        None => {
            let Decision::Settled(found) = decide(&ORDINANCE, partial, day()) else {
                panic!("complete facts are settled")
            };
            vec![(*partial, (found.outcome, found.clause, found.ledger, found.flag))]
        }
        Some((fact, rest)) => fact
            .values()
            .into_iter()
            .flat_map(|value| {
                let mut filled = *partial;
                filled.set(*fact, value).unwrap();
                completions(&filled, rest)
            })
            .collect(),
    }
}

fn differ_only_in(one: &Facts, other: &Facts, fact: FactName) -> bool {
    FactName::ALL.iter().all(|name| (*name == fact) != (one.get(*name) == other.get(*name)))
}
