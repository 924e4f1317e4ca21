//! The decision a second time, written as tables from the contract's wording and sharing no code with the rules: each
//! line is a list of words that must all be true of an item, and the first line that fits decides. The rules must agree
//! with it at every point of the fact space, and the laws that staff and council rely on must hold there too.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::collections::BTreeMap;

use law::enumeration::every_point;
use law::facts::{FactName, Facts, Instrument, YesNoUnknown};
use law::northampton::ORDINANCE;
use law::outcome::{LedgerKind, Outcome};
use law::rule::Verdict;
use law::{Decision, Determination, decide};

/// A line: the words that must all be true, the outcome, the clause.
type Line = (&'static str, &'static str, &'static str);

const TABLES: &[(&str, &[Line])] = &[
    ("benefit_certification", &[("side", "counsel", "3(a)"), ("", "benefit", "2(c)")]),
    ("immigration_function", &[("court_order yes", "counsel", "3(a)"), ("", "action_prohibited", "2(b)(iv)")]),
    (
        "agreement",
        &[
            ("side immigration_enforcement", "action_prohibited", "2(b)(iv)"),
            ("side not_stated", "action_prohibited", "2(b)(iv)"),
            ("", "counsel", "3(a)"),
        ],
    ),
    (
        "custody_hold",
        &[
            ("judicial_warrant yes", "mandatory", "1(c)"),
            ("court_order yes", "mandatory", "1(c)"),
            ("statute yes", "mandatory", "1(c)"),
            ("judicial_warrant open", "counsel", "3(a)"),
            ("court_order open", "counsel", "3(a)"),
            ("statute open", "counsel", "3(a)"),
            ("enforcement_paper", "action_prohibited", "2(b)(iii)"),
            ("side", "action_prohibited", "2(b)(iii)"),
            ("immigration_enforcement", "action_prohibited", "2(b)(iii)"),
            ("not_stated", "counsel", "3(a)"),
            ("mixed", "counsel", "3(a)"),
            ("administrative_subpoena", "counsel", "3(a)"),
            ("court_subpoena", "counsel", "3(a)"),
            ("agreement_term", "counsel", "3(a)"),
            ("", "not_covered", "2(b)(iii)"),
        ],
    ),
    (
        "status_determination",
        &[
            ("public_benefit", "status_exchange", "2(b)(i)"),
            ("immigration_benefit", "status_exchange", "2(c)"),
            ("statute yes", "status_exchange", "2(b)(i)"),
            ("yes", "mandatory", "2(b)(i)"),
            ("open", "counsel", "3(a)"),
            ("", "action_prohibited", "2(b)(i)"),
        ],
    ),
    (
        "action_on_status",
        &[
            ("public_benefit", "benefit", "2(b)(ii)"),
            ("immigration_benefit", "benefit", "2(c)"),
            ("yes", "counsel", "3(a)"),
            ("open", "counsel", "3(a)"),
            ("", "action_prohibited", "2(b)(ii)"),
        ],
    ),
    (
        "assistance",
        &[
            ("forbidden yes", "counsel", "3(a)"),
            ("forbidden open", "counsel", "3(a)"),
            ("forbidden", "barred_by_other_law", "other_law"),
            ("yes", "mandatory", "2(a)"),
            ("open", "counsel", "3(a)"),
            ("mixed", "counsel", "3(a)"),
            ("immigration_benefit side", "counsel", "3(a)"),
            ("immigration_benefit", "benefit", "2(c)"),
            ("immigration_enforcement", "action_prohibited", "2(a)"),
            ("not_stated side", "action_prohibited", "2(a)"),
            ("not_stated enforcement_paper", "action_prohibited", "2(a)"),
            ("not_stated", "non_mandatory_undetermined", "2(a)"),
            ("agency", "non_mandatory_permitted", "2(a)"),
            ("", "not_covered", "2(a)"),
        ],
    ),
    (
        "information release_notification",
        &[
            ("published no", "not_covered", "2(a)"),
            ("published open", "not_covered", "2(a)"),
            ("forbidden yes", "counsel", "3(a)"),
            ("forbidden open", "counsel", "3(a)"),
            ("forbidden status government", "counsel", "3(a)"),
            ("forbidden", "barred_by_other_law", "other_law"),
            ("yes", "mandatory", "2(a)"),
            ("status government", "status_exchange", "3(b)"),
            ("open", "counsel", "3(a)"),
            ("status_adjacent government", "counsel", "3(a)"),
            ("immigration_benefit side", "counsel", "3(a)"),
            ("immigration_benefit", "benefit", "2(c)"),
            ("immigration_enforcement", "non_mandatory_prohibited", "2(a)"),
            ("mixed", "counsel", "3(a)"),
            ("not_stated side", "non_mandatory_prohibited", "2(a)"),
            ("not_stated enforcement_paper", "non_mandatory_prohibited", "2(a)"),
            ("not_stated agency", "non_mandatory_undetermined", "2(a)"),
            ("not_stated unidentified", "non_mandatory_undetermined", "2(a)"),
            ("not_stated acting_unknown", "non_mandatory_undetermined", "2(a)"),
            ("not_stated", "not_covered", "2(a)"),
            ("unidentified", "non_mandatory_undetermined", "2(a)"),
            ("agency", "non_mandatory_permitted", "2(a)"),
            ("", "not_covered", "2(a)"),
        ],
    ),
];

/// What is compelled, for papers whose face and scope are (both yes, either no, anything else).
const COMPELLED: &[(&str, [&str; 3])] = &[
    ("judicial_warrant court_order court_subpoena statute i9_inspection", ["yes", "no", "open"]),
    ("administrative_subpoena agreement_term", ["open", "no", "open"]),
    ("administrative_warrant detainer none", ["no", "no", "no"]),
];

const AGENCIES: &str =
    "immigration_agency immigration_benefits_agency mixed_federal_agency other_federal_agency state_agency";

fn listed(word: &str, list: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// Every word that is true of an item.
fn words(facts: &Facts) -> Vec<&'static str> {
    let word = |fact| facts.get(fact).unwrap();
    let [ask, recipient, instrument] = [FactName::Ask, FactName::Recipient, FactName::Instrument].map(word);
    let information = if ask == "information" { word(FactName::Information) } else { "personal" };
    let acting = if recipient == "data_subject" { "no" } else { word(FactName::ForImmigrationAgency) };
    let (valid, scope, exempt) =
        (word(FactName::ValidOnFace), word(FactName::WithinScope), word(FactName::ExemptRecord));

    let compelled = if instrument == "records_request" {
        match (ask, exempt) {
            ("information", "no") => "yes",
            ("information", "unknown") => "open",
            _ => "no",
        }
    } else if instrument == "i9_inspection" && information != "employment_eligibility_form" {
        "no"
    } else {
        let column = if valid == "no" || scope == "no" { 1 } else { usize::from(valid != "yes" || scope != "yes") * 2 };
        COMPELLED.iter().find(|(papers, _)| listed(instrument, papers)).unwrap().1[column]
    };

    let mut words = vec![information, recipient, instrument, compelled, word(FactName::Purpose)];
    if word(FactName::OtherLawForbids) == "yes" {
        words.push("forbidden");
    }
    if listed(recipient, AGENCIES) || acting == "yes" {
        words.push("agency");
    }
    if listed(recipient, AGENCIES)
        || listed(recipient, "local_agency court legislature")
        || (recipient == "city_department" && acting == "yes")
    {
        words.push("government");
    }
    if recipient == "immigration_agency" || acting == "yes" {
        words.push("side");
    }
    if listed(instrument, "detainer administrative_warrant") {
        words.push("enforcement_paper");
    }
    if acting == "unknown" {
        words.push("acting_unknown");
    }
    words
}

/// The table's answer: outcome, clause, ledger, flag.
fn by_table(facts: &Facts, words: &[&str]) -> [&'static str; 4] {
    let ask = facts.get(FactName::Ask).unwrap();
    let table = TABLES.iter().find(|(asks, _)| listed(ask, asks)).unwrap().1;
    let fits = |line: &str| line.is_empty() || line.split(' ').all(|word| words.contains(&word));
    let (_, outcome, clause) = table.iter().find(|(line, ..)| fits(line)).unwrap();
    let status_to_government = ask == "information" && words.contains(&"status") && words.contains(&"government");
    let ledger = match *outcome {
        "status_exchange" => "status_exchange",
        "mandatory" if status_to_government || ask == "status_determination" => "status_exchange",
        _ => "disclosure",
    };
    let close = ["immigration_agency", "mixed_federal_agency", "side", "acting_unknown"];
    let flag = match (*outcome, *clause) {
        ("non_mandatory_prohibited" | "non_mandatory_undetermined", _) | ("action_prohibited", "2(a)") => "high",
        ("non_mandatory_permitted", _) if close.iter().any(|word| words.contains(word)) => "medium",
        ("non_mandatory_permitted", _) => "low",
        ("counsel", _) if words.contains(&"agency") => "pending",
        _ => "none",
    };
    [outcome, clause, ledger, flag]
}

fn day() -> jiff::civil::Date {
    jiff::civil::date(2026, 10, 7)
}

fn settled(facts: &Facts) -> Determination {
    match decide(&ORDINANCE, facts, day()) {
        Decision::Settled(determination) => determination,
        Decision::NotSettled(open) => panic!("every fact is known, yet {:?} is asked: {facts}", open.ask_next),
    }
}

#[test]
fn rules_and_table_agree_at_every_point_and_the_laws_hold_there() {
    let mut points = 0_u32;
    let mut decided_by: BTreeMap<&str, u32> = BTreeMap::new();
    every_point(|facts| {
        points += 1;
        let found = settled(facts);
        let words = words(facts);
        let answer = [found.outcome.as_str(), found.clause.as_str(), found.ledger.as_str(), found.flag.as_str()];
        assert_eq!(answer, by_table(facts, &words), "rules and table differ at {facts}");

        let fired = found.trace.iter().filter(|step| matches!(step.verdict, Verdict::Fired)).count();
        assert_eq!(fired, 1, "exactly one rule decides {facts}");
        let rule = found.rule().unwrap();
        assert_eq!(rule.id, found.trace.last().unwrap().rule.id, "the rule that decides ends the trace of {facts}");
        *decided_by.entry(rule.id).or_default() += 1;

        laws(facts, &found, &words);
    });
    assert_eq!(points, 2_270_268, "the fact space has 14 × 13 × 3 × 7 × 11 × 3 × 3 × 3 × 2 points");
    for ask in law::facts::Ask::ALL {
        for rule in (ORDINANCE.rules)(*ask) {
            assert!(decided_by.contains_key(rule.id), "rule {} decides no point: it is dead", rule.id);
        }
        assert!((ORDINANCE.rules)(*ask).last().unwrap().when.is_empty(), "the last rule for {ask} takes what is left");
    }
}

fn laws(facts: &Facts, found: &Determination, words: &[&str]) {
    let says = |word: &str| words.contains(&word);
    let information = facts.get(FactName::Ask) == Some("information");

    if found.outcome == Outcome::Mandatory && facts.get(FactName::Ask) != Some("custody_hold") {
        assert!(says("yes"), "nothing is mandatory that is not compelled now: {facts}");
    }
    if information && says("status") && says("government") && !says("forbidden") {
        assert!(
            matches!(found.outcome, Outcome::StatusExchange | Outcome::Mandatory),
            "status to a government is never gated unless another law forbids it: {facts}"
        );
    }
    if information
        && says("personal")
        && says("side")
        && !says("yes")
        && (says("not_stated") || says("immigration_enforcement"))
    {
        assert!(
            matches!(found.outcome, Outcome::NonMandatoryProhibited | Outcome::Counsel | Outcome::BarredByOtherLaw),
            "no uncompelled personal item goes to an immigration agency without another purpose: {facts}"
        );
    }
    if found.outcome == Outcome::StatusExchange
        || (found.outcome == Outcome::Mandatory && information && says("status") && says("government"))
    {
        assert_eq!(
            found.ledger,
            LedgerKind::StatusExchange,
            "an exchange of status never sits in the disclosure ledger: {facts}"
        );
    }
}

#[test]
fn a_valid_court_order_that_names_the_item_never_makes_it_less_mandatory() {
    every_point(|facts| {
        let ordered = Facts {
            instrument: Some(Instrument::CourtOrder),
            valid_on_face: Some(YesNoUnknown::Yes),
            within_scope: Some(YesNoUnknown::Yes),
            ..*facts
        };
        let (before, after) = (settled(facts).outcome, settled(&ordered).outcome);
        if before == Outcome::Mandatory {
            assert_eq!(after, Outcome::Mandatory, "an order on top leaves {facts} mandatory");
        }
        match facts.get(FactName::Ask).unwrap() {
            "agreement" | "benefit_certification" => {
                assert_eq!(before, after, "nobody is ordered to sign: papers change nothing for {facts}");
            }
            _ => assert!(
                !after.is_non_mandatory() && !matches!(after, Outcome::ActionProhibited | Outcome::BarredByOtherLaw),
                "what a court orders is not barred ({after}): {facts}"
            ),
        }
    });
}

#[test]
fn an_answer_depends_on_the_facts_that_count_and_on_nothing_else() {
    let key = |found: &Determination| (found.outcome, found.clause, found.ledger, found.flag);
    every_point(|facts| {
        let found = settled(facts);
        let years_later = decide(&ORDINANCE, facts, jiff::civil::date(2031, 2, 28));
        let Decision::Settled(later) = years_later else { panic!("the day settles nothing") };
        assert_eq!(key(&found), key(&later), "the day of the decision changes no answer: {facts}");
        if facts.get(FactName::Ask) != Some("information") {
            let other_kind = Facts { information: Some(law::facts::Information::Status), ..*facts };
            assert_eq!(key(&found), key(&settled(&other_kind)), "the kind of information does not count: {facts}");
        }
        if facts.get(FactName::Recipient) == Some("data_subject") {
            let acting = Facts { for_immigration_agency: Some(YesNoUnknown::Yes), ..*facts };
            assert_eq!(key(&found), key(&settled(&acting)), "a data subject acts for themselves: {facts}");
        }
    });
}
