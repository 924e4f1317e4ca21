//! The words: rules against the ordinance's own text, positions against rules, and what staff are told to do next.
//!
//! What decides is held by the other test files. Here it is held that each reason can be read where it says it stands.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

use jiff::civil::date;
use law::enumeration::every_point;
use law::facts::{Ask, Facts};
use law::northampton::{ORDINANCE, POSITIONS};
use law::outcome::{Clause, Outcome};
use law::rule::{Condition, Rule, Verdict};
use law::text::Text;
use law::{Decision, Determination, decide};

fn text(version: &str) -> &'static Text {
    (ORDINANCE.texts)().iter().find(|text| text.version == version).unwrap()
}

fn enrolled() -> &'static Text {
    text("enrolled-19.153")
}

fn codified() -> &'static Text {
    text("codified-2019")
}

/// Every rule once, whatever it is asked for; an id that two rules share stops the test.
fn rules() -> Vec<&'static Rule> {
    let mut by_id: BTreeMap<&str, &'static Rule> = BTreeMap::new();
    for rule in Ask::ALL.iter().flat_map(|ask| (ORDINANCE.rules)(*ask)) {
        let known = *by_id.entry(rule.id).or_insert(rule);
        assert!(std::ptr::eq(known, rule), "two rules are called {}", rule.id);
    }
    by_id.into_values().collect()
}

fn settled(facts: &Facts) -> Determination {
    match decide(&ORDINANCE, facts, date(2026, 10, 7)) {
        Decision::Settled(determination) => determination,
        Decision::NotSettled(open) => panic!("every fact is known, yet {:?} is asked: {facts}", open.ask_next),
    }
}

#[test]
fn every_rule_quotes_its_clause_to_the_letter() {
    for rule in rules() {
        if rule.clause == Clause::OtherLaw {
            assert!(rule.quote.is_empty(), "{} applies another law, whose words are not the ordinance's", rule.id);
            continue;
        }
        assert!(!rule.quote.is_empty(), "{} applies {} and quotes nothing", rule.id, rule.clause);
        let clause = enrolled().clause(rule.clause).unwrap();
        let read_on = format!("{} {clause}", enrolled().lead_in(rule.clause).unwrap_or_default());
        assert!(read_on.contains(rule.quote), "{}: {:?} does not stand in {}", rule.id, rule.quote, rule.clause);
    }
}

/// How many sentences: a full stop ends one where the next word begins with a capital, unless the stop is that of a
/// single letter ("Lunn v. Commonwealth").
fn sentences(words: &str) -> usize {
    let words: Vec<&str> = words.split_whitespace().collect();
    let ends = words.windows(2).filter(|pair| {
        let [word, next] = pair else { return false };
        word.ends_with('.') && word.len() > 2 && next.starts_with(char::is_uppercase)
    });
    ends.count() + 1
}

#[test]
fn every_rule_says_why_in_a_sentence_or_two() {
    for rule in rules() {
        let why = rule.because;
        assert!(why.ends_with('.') && why.trim() == why && !why.contains("  "), "{}: {why:?}", rule.id);
        assert!(why.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit()), "{}: {why:?}", rule.id);
        assert!(sentences(why) <= 2, "{} says more than two sentences: {why:?}", rule.id);
        assert!(why.len() <= 160, "{} is too long to be read at a counter: {why:?}", rule.id);
    }
}

/// The positions: number, title, and the section's own lines.
fn positions() -> Vec<(&'static str, &'static str, Vec<&'static str>)> {
    POSITIONS
        .split("\n## ")
        .filter(|section| section.starts_with("A-"))
        .map(|section| {
            let (heading, body) = section.split_once('\n').unwrap();
            let (number, title) = heading.split_once(' ').unwrap();
            (number, title, body.lines().filter(|line| !line.is_empty()).collect())
        })
        .collect()
}

/// What a position's section says under one of its labels.
fn under<'a>(lines: &[&'a str], label: &str) -> &'a str {
    let prefix = format!("- **{label}:** ");
    let mut found = lines.iter().filter_map(|line| line.strip_prefix(prefix.as_str()));
    let one = found.next().unwrap_or_else(|| panic!("no {label:?} among {lines:#?}"));
    assert!(found.next().is_none(), "{label:?} twice");
    one
}

#[test]
fn every_position_has_one_section_that_says_everything() {
    let numbers: Vec<&str> = positions().iter().map(|(number, ..)| *number).collect();
    let expected: Vec<String> = (1..=34).map(|number| format!("A-{number:02}")).collect();
    assert_eq!(numbers, expected, "each position stands once, in order");
    let labels =
        ["Words", "Question", "Position", "Why", "For the other reading", "What would change it", "Rules", "Sources"];
    for (number, title, lines) in positions() {
        assert!(!title.trim().is_empty(), "{number} has no title");
        for label in labels {
            assert!(under(&lines, label).ends_with(['.', '?', '`', '”']), "{number}: {label} breaks off");
        }
        assert_eq!(lines.len(), labels.len(), "{number} holds lines without a label");
    }
}

#[test]
fn positions_and_rules_name_each_other() {
    let mut resting: BTreeMap<&str, BTreeSet<&str>> =
        positions().iter().map(|(number, ..)| (*number, BTreeSet::new())).collect();
    for rule in rules() {
        for position in rule.positions {
            let rules = resting.get_mut(position).unwrap_or_else(|| panic!("{} rests on {position}", rule.id));
            assert!(rules.insert(rule.id), "{} names {position} twice", rule.id);
        }
    }
    for slip in (ORDINANCE.texts)().iter().flat_map(|text| &text.slips) {
        assert!(resting.contains_key(slip.position), "the slip {:?} rests on {}", slip.words, slip.position);
    }
    for (number, _, lines) in positions() {
        let named = under(&lines, "Rules").split('`').skip(1).step_by(2);
        assert_eq!(named.collect::<BTreeSet<_>>(), resting[number], "the rules that rest on {number}");
    }
}

#[test]
fn positions_quote_the_ordinance_to_the_letter() {
    let sections: Vec<_> = (ORDINANCE.texts)().iter().flat_map(Text::sections).collect();
    let mut quotes = 0;
    for (number, _, lines) in positions() {
        for quote in under(&lines, "Words").split('“').skip(1) {
            let (quote, _) = quote.split_once('”').unwrap();
            assert!(sections.iter().any(|(_, body)| body.contains(quote)), "{number} quotes {quote:?}");
            quotes += 1;
        }
    }
    assert!(quotes >= 34, "only {quotes} quotes were found in the positions");
}

#[test]
fn both_texts_are_read_whole() {
    let texts = (ORDINANCE.texts)();
    let versions: Vec<_> = texts.iter().map(|text| (text.version, text.in_force_from)).collect();
    assert_eq!(versions, [("enrolled-19.153", date(2019, 12, 5)), ("codified-2019", date(2019, 12, 5))]);
    for text in texts {
        assert!(text.source.contains("19.153"), "{}: where it was found", text.version);
        for (heading, body) in text.sections() {
            assert!(!body.is_empty(), "{} has nothing under {heading}", text.version);
        }
        for slip in &text.slips {
            let clause = text.clause(slip.clause).unwrap();
            assert!(clause.contains(slip.words), "{:?} is no part of {}", slip.words, slip.clause);
            assert!(slip.note.ends_with('.'), "{:?}", slip.note);
        }
    }

    let clauses: Vec<Clause> = enrolled().sections().filter_map(|(heading, _)| heading.parse().ok()).collect();
    let expected: Vec<Clause> = Clause::ALL.iter().copied().filter(|clause| *clause != Clause::OtherLaw).collect();
    assert_eq!(clauses, expected, "the enrolled text has every clause, in order");
    assert!(enrolled().clause(Clause::OtherLaw).is_none());

    let slips = |text: &Text| text.slips.iter().map(|slip| (slip.clause, slip.words)).collect::<Vec<_>>();
    assert_eq!(slips(enrolled()), [(Clause::S2c, "2(a)(i)"), (Clause::S3b, "information status")]);
    assert_eq!(slips(codified()), [(Clause::S2bIii, "neither detain nor delay")]);
    assert!(codified().clause(Clause::S2c).is_none(), "the codified 2(c) was never seen");
}

#[test]
fn a_clause_of_a_list_has_its_lead_in() {
    let lead_in = "Furthermore, City resources shall not be used:";
    for clause in [Clause::S2bI, Clause::S2bIi, Clause::S2bIii, Clause::S2bIv] {
        assert_eq!(enrolled().lead_in(clause), Some(lead_in), "{clause}");
    }
    assert_eq!(enrolled().lead_in(Clause::OtherLaw), None);
}

#[test]
fn the_key_sentences_are_the_councils() {
    let clause = |clause| enrolled().clause(clause).unwrap();
    assert_eq!(
        clause(Clause::S2a),
        "It is the policy of the City of Northampton that unless required by state and federal law, the City shall not \
         take any action for the sole purpose of facilitating federal immigration enforcement, including providing \
         non-mandatory information to any state or federal agency."
    );
    assert_eq!(
        clause(Clause::S2bIii),
        "To detain or delay the release of an individual otherwise eligible for release from custody on the basis of an \
         immigration detainer."
    );
    assert_eq!(
        clause(Clause::S2c),
        "Notwithstanding sections 2(a)(i) and 2(b)(ii) above, a person's immigration status shall not prohibit or \
         inhibit the City's participation in any government operation or program that confers an immigration benefit, \
         including temporarily or permanently protecting noncitizens from removal as provided through programs such as \
         the U Visa, the T Visa, and the federal Violence Against Women Act."
    );
    assert_eq!(
        clause(Clause::S3b),
        "Nothing in this ordinance shall be construed to violate any valid federal law, or to prohibit any city official \
         from providing another law enforcement agency citizenship or information status, consistent with 8 U.S.C. § \
         1373."
    );
    assert_eq!(codified().clause(Clause::S2a), Some("unless required by state or federal law"));
}

/// The letters alone: without Markdown's marks, section headings, list markers and white space.
fn letters(markdown: &str) -> String {
    const MARKERS: [&str; 7] = ["(a) ", "(b) ", "(c) ", "i. ", "ii. ", "iii. ", "iv. "];
    let mut letters = String::new();
    for line in markdown.lines() {
        let line = line.replace(['*', '#', '\\'], "");
        let line = line.trim().trim_start_matches("- ");
        if ["Section 1.", "Section 2.", "Section 3."].contains(&line) {
            continue;
        }
        let words = MARKERS.iter().find_map(|marker| line.strip_prefix(marker)).unwrap_or(line);
        letters.extend(words.chars().filter(|letter| !letter.is_whitespace()));
    }
    letters
}

#[test]
fn the_enrolled_text_is_the_ordinance_and_nothing_else() {
    let reference = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/law/ordinance-19.153.md");
    let Ok(reference) = std::fs::read_to_string(&reference) else {
        writeln!(std::io::stderr(), "skipped: the reference copy of the ordinance is not beside this checkout")
            .unwrap();
        return;
    };
    let ours: String = enrolled().sections().map(|(_, body)| letters(body)).collect();
    assert_eq!(ours, letters(&reference));
}

#[test]
fn the_ordinance_is_law_from_the_day_of_its_adoption() {
    let (before, first, years_later) = (date(2019, 12, 4), date(2019, 12, 5), date(2026, 11, 22));
    assert!(!ORDINANCE.was_in_force(before));
    assert!(ORDINANCE.was_in_force(first));
    assert!(ORDINANCE.was_in_force(years_later));
    for day in [first, years_later] {
        assert_eq!(ORDINANCE.text_on(day).unwrap().version, "enrolled-19.153", "{day}");
    }
    assert!(ORDINANCE.text_on(before).is_some(), "an earlier item is measured by the first text there is");
}

/// Every ask with every outcome it can have, and the steps that staff are given for it.
fn steps_by_answer() -> BTreeMap<(Ask, Outcome), BTreeSet<Vec<&'static str>>> {
    let mut found: BTreeMap<_, BTreeSet<Vec<&'static str>>> = BTreeMap::new();
    every_point(|facts| {
        let determination = settled(facts);
        let lists = found.entry((facts.ask.unwrap(), determination.outcome)).or_default();
        if !lists.contains(&determination.next_steps) {
            lists.insert(determination.next_steps);
        }
    });
    found
}

#[test]
fn staff_are_told_what_to_do_next_and_never_against_liberty_or_a_court() {
    let found = steps_by_answer();
    let mut words = String::new();
    for ((ask, outcome), lists) in &found {
        for steps in lists {
            let says = |parts: &[&str]| steps.iter().any(|step| parts.iter().all(|part| step.contains(part)));
            assert!(!steps[0].contains("deadline"), "{ask}, {outcome}: nothing is said but what holds for all");
            assert!(says(&["deadline", "whatever the answer"]), "{ask}, {outcome}: a deadline runs all the same");
            if matches!(ask, Ask::CustodyHold | Ask::ReleaseNotification) && *outcome != Outcome::Mandatory {
                assert!(says(&["due for release", "is released"]), "{ask}, {outcome}: nobody is kept over it");
            }
            if *ask == Ask::Assistance {
                assert!(says(&["judge's warrant", "do not obstruct"]), "{ask}, {outcome}: a court is not obstructed");
            }
            let unique: BTreeSet<_> = steps.iter().collect();
            assert_eq!(unique.len(), steps.len(), "{ask}, {outcome}: a step is said twice");
            for step in steps {
                assert!(step.ends_with('.') && step.trim() == *step, "{ask}, {outcome}: {step:?}");
            }
            words.push_str(&format!("{ask}, {outcome}\n- {}\n\n", steps.join("\n- ")));
        }
    }
    let asks: BTreeSet<Ask> = found.keys().map(|(ask, _)| *ask).collect();
    let outcomes: BTreeSet<Outcome> = found.keys().map(|(_, outcome)| *outcome).collect();
    assert_eq!((asks.len(), outcomes.len()), (Ask::ALL.len(), Outcome::ALL.len()), "each ask and outcome occurs");
    insta::assert_snapshot!("next_steps", words);
}

/// A worked case's trace as a person would read it.
fn trace(id: &str) -> String {
    #[derive(serde::Deserialize)]
    struct Scenario {
        id: String,
        facts: Facts,
    }
    let mut cases = include_str!("scenarios/northampton.jsonl").lines().map(serde_json::from_str::<Scenario>);
    let case = cases.find_map(|case| case.ok().filter(|case| case.id == id)).unwrap();
    let line = |rule: &Rule, verdict: &Verdict| match verdict {
        Verdict::Fired if rule.when.is_empty() => format!("{}: decides what is left", rule.id),
        Verdict::Fired => {
            let held: Vec<String> = rule.when.iter().map(Condition::words).collect();
            format!("{}: decides, since {}", rule.id, held.join("; and "))
        }
        Verdict::NotFired(condition) => format!("{}: no, not the case: {}", rule.id, condition.words()),
        Verdict::Open(fact) => format!("{}: hangs on {fact}", rule.id),
    };
    let found = settled(&case.facts);
    let steps: Vec<String> = found.trace.iter().map(|step| line(step.rule, &step.verdict)).collect();
    format!("{}, {}\n{}", found.outcome, found.clause, steps.join("\n"))
}

#[test]
fn a_trace_reads_as_reasons() {
    insta::assert_snapshot!(trace("T02a"), @r"
    action_prohibited, 2(b)(iii)
    hold.not_eligible_for_release: no, not the case: the paper is judicial_warrant or court_order or statute
    hold.eligibility_open: no, not the case: the paper is judicial_warrant or court_order or statute
    hold.detainer: decides, since (the paper is detainer or administrative_warrant; or the recipient is an immigration agency or acts for one; or the purpose is immigration_enforcement)
    ");
    insta::assert_snapshot!(trace("T17b"), @r"
    non_mandatory_prohibited, 2(a)
    info.published: no, not the case: the information is published
    info.laws_collide: no, not the case: another law forbids it
    info.secret: no, not the case: another law forbids it
    info.required: no, not the case: the law or a court compels it now
    info.status_to_government: no, not the case: (the information is status; and the recipient is a federal, state or local government entity)
    info.compulsion_open: no, not the case: whether it is compelled is an open question
    info.next_to_status: no, not the case: the information is status_adjacent
    info.benefit_asked_by_enforcement: no, not the case: the purpose is immigration_benefit
    info.benefit: no, not the case: the purpose is immigration_benefit
    info.sole_purpose: no, not the case: the purpose is immigration_enforcement
    info.mixed_purpose: no, not the case: the purpose is mixed
    info.sole_purpose_presumed: decides, since the purpose is not_stated; and (the recipient is an immigration agency or acts for one; or the paper is detainer or administrative_warrant)
    ");
    insta::assert_snapshot!(trace("T73a"), @r"
    action_prohibited, 2(a)
    assistance.laws_collide: no, not the case: another law forbids it
    assistance.forbidden: no, not the case: another law forbids it
    assistance.required: no, not the case: the law or a court compels it now
    assistance.unclear: no, not the case: (whether it is compelled is an open question; or the purpose is mixed)
    assistance.benefit_asked_by_enforcement: no, not the case: the purpose is immigration_benefit
    assistance.benefit: no, not the case: the purpose is immigration_benefit
    assistance.sole_purpose: decides, since (the purpose is immigration_enforcement; or (the purpose is not_stated; and (the recipient is an immigration agency or acts for one; or the paper is detainer or administrative_warrant)))
    ");
}
