use jiff::civil::date;
use law::facts::Information;
use proptest::prelude::*;

use super::*;
use crate::determining::determine;

/// An item of the disclosure ledger with these facts, which nobody has answered.
fn item(number: u32, facts: Facts) -> Considered {
    let decision = determine(&facts, date(2026, 10, 7));
    let (log, response) = (Log::Disclosure, Response::Pending);
    Considered { item: number, log, direction: None, facts, decision, for_solicitor: false, response }
}

fn facts(pairs: &[(&str, &str)]) -> Facts {
    let mut facts = Facts::default();
    for (name, value) in pairs {
        facts.set(name.parse().unwrap(), value).unwrap();
    }
    facts
}

const TO_ICE: [(&str, &str); 6] = [
    ("ask", "information"),
    ("information", "personal"),
    ("recipient", "immigration_agency"),
    ("purpose", "immigration_enforcement"),
    ("instrument", "administrative_warrant"),
    ("other_law_forbids", "no"),
];

const RECORDS: [(&str, &str); 5] = [
    ("ask", "information"),
    ("information", "personal"),
    ("recipient", "private_party"),
    ("purpose", "other"),
    ("instrument", "records_request"),
];

const CERTIFICATION: [(&str, &str); 2] = [("ask", "benefit_certification"), ("recipient", "data_subject")];

fn offered(items: &[Considered]) -> Vec<Offer> {
    let closed = ClosedDays::new();
    offers(items, &OfRequest { asked: true, received: date(2026, 10, 7), closed: &closed })
}

fn names(items: &[Considered]) -> Vec<&'static str> {
    offered(items).iter().map(|offer| offer.letter.as_str()).collect()
}

fn find(items: &[Considered], letter: Letter) -> Offer {
    offered(items).into_iter().find(|offer| offer.letter == letter).unwrap()
}

fn answered(item: Considered, response: Response) -> Considered {
    Considered { response, ..item }
}

#[test]
fn what_2a_bars_is_refused_or_a_courts_paper_asked_for_and_not_answered_twice() {
    let barred = || item(1, facts(&TO_ICE));
    assert_eq!(names(&[barred()]), ["acknowledgement", "refusal", "court_paper"]);
    assert_eq!(names(&[answered(barred(), Response::Withheld)]), ["refusal"]);
    assert_eq!(names(&[answered(barred(), Response::Released)]), [""; 0], "what was given out is not refused");
    let holds = |letter| find(&[barred()], letter).holds;
    assert_eq!(holds(Letter::Refusal), BTreeSet::from([Condition::Information]));
    assert_eq!(holds(Letter::CourtPaper), BTreeSet::from([Condition::AgencyPaper]));
}

#[test]
fn a_mixed_request_has_two_letters_and_neither_is_about_the_other_ledgers_items() {
    let status = Considered {
        log: Log::StatusExchange,
        direction: Some(Direction::Sent),
        ..item(2, facts(&[("ask", "information"), ("information", "status"), ("recipient", "immigration_agency")]))
    };
    let items = [item(1, facts(&TO_ICE)), status];
    let about = |letter| find(&items, letter).about.iter().map(|asked| asked.item).collect::<Vec<_>>();
    assert_eq!((about(Letter::Refusal), about(Letter::StatusExchange)), (vec![1], vec![2]));
    assert!(find(&items, Letter::Refusal).holds.contains(&Condition::Apart), "it says that there is another");
    assert_eq!(find(&items, Letter::StatusExchange).about[0].information, Some(Information::Status));
    let [_, status] = items;
    let inquiry = Considered { direction: Some(Direction::Inquiry), ..status };
    assert_eq!(names(&[inquiry]), [""; 0], "what the City asked itself it does not answer");
}

#[test]
fn a_records_request_is_answered_with_exemptions_or_takes_longer_within_the_laws_limit() {
    let pending = || item(1, facts(&RECORDS));
    assert_eq!(names(&[pending()]), ["acknowledgement", "extension"]);
    let acknowledged = find(&[pending()], Letter::Acknowledgement);
    // Columbus Day, 12 October, does not count.
    assert_eq!((acknowledged.due, acknowledged.chooses_date), (Some(date(2026, 10, 22)), false));
    assert_eq!(acknowledged.holds, BTreeSet::from([Condition::Records]));
    let longer = find(&[pending()], Letter::Extension);
    // Nor does Veterans Day, 11 November.
    assert_eq!((longer.due, longer.chooses_date, longer.wants_reason), (Some(date(2026, 11, 13)), true, true));
    for (response, holds) in [
        (Response::Released, vec![Condition::Given]),
        (Response::ReleasedInPart, vec![Condition::Given, Condition::Withheld]),
        (Response::Withheld, vec![Condition::Withheld]),
    ] {
        let answer = find(&[answered(pending(), response)], Letter::PublicRecords);
        assert_eq!(answer.wants_exemptions, response != Response::Released);
        assert_eq!(answer.holds, holds.into_iter().collect());
    }
}

#[test]
fn a_certification_is_answered_by_what_was_recorded_of_it() {
    let pending = || item(1, facts(&CERTIFICATION));
    for (response, condition, reason, date) in [
        (Response::Pending, Condition::Later, true, true),
        (Response::Released, Condition::Signed, false, false),
        (Response::Withheld, Condition::Denied, true, false),
    ] {
        let answer = find(&[answered(pending(), response)], Letter::Certification);
        assert_eq!(answer.holds, BTreeSet::from([condition]), "{response:?}");
        assert_eq!((answer.wants_reason, answer.chooses_date), (reason, date), "{response:?}");
    }
    assert_eq!(find(&[pending()], Letter::Certification).due, Some(date(2027, 1, 5)), "ninety days");
}

#[test]
fn what_waits_for_the_solicitor_is_referred_even_where_nobody_asked() {
    let waits = || Considered { for_solicitor: true, ..item(1, facts(&RECORDS)) };
    let referral = find(&[waits()], Letter::Referral);
    assert_eq!(referral.holds, BTreeSet::from([Condition::Dated]));
    assert_eq!(referral.due, Some(date(2026, 10, 22)), "the first date that runs");
    let closed = ClosedDays::new();
    let volunteered = OfRequest { asked: false, received: date(2026, 10, 7), closed: &closed };
    let letters: Vec<Letter> = offers(&[waits()], &volunteered).iter().map(|offer| offer.letter).collect();
    assert_eq!(letters, [Letter::Referral]);
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let of_one = |name: law::facts::FactName| {
        let values = name.values();
        (Just(name), proptest::option::of(proptest::sample::select(values)))
    };
    law::facts::FactName::ALL.iter().map(|name| of_one(*name)).collect::<Vec<_>>().prop_map(|chosen| {
        let mut facts = Facts::default();
        for (name, value) in chosen {
            if let Some(value) = value {
                facts.set(name, value).unwrap();
            }
        }
        facts
    })
}

proptest! {
    /// No letter refuses what the law requires, and none is about a status but the one that answers about it alone.
    #[test]
    fn no_letter_says_what_the_determination_does_not(facts in any_facts(), response in proptest::sample::select(Response::ALL)) {
        let one = answered(item(1, facts), response);
        let outcome = one.outcome();
        for offer in offered(std::slice::from_ref(&one)) {
            match offer.letter {
                Letter::Refusal => prop_assert!(matches!(
                    outcome, Some(Outcome::NonMandatoryProhibited | Outcome::ActionProhibited)
                )),
                Letter::CourtPaper => prop_assert!(outcome.is_some_and(Outcome::is_non_mandatory)),
                Letter::StatusExchange => prop_assert!(false, "the item is in the disclosure ledger"),
                Letter::Acknowledgement | Letter::Referral | Letter::PublicRecords | Letter::Certification
                | Letter::Extension => {}
            }
        }
    }
}
