use super::*;
use crate::term::Vocabulary;

#[test]
fn a_word_outside_the_list_of_its_field_is_seen() {
    let term = |word: &str| -> Term { word.parse().unwrap() };
    let word = |list: &Vocabulary| Some(term(list.words[0]));
    let entry = |words: &[Option<Term>]| {
        let [ask, information, recipient, for_immigration_agency, purpose, instrument, face, scope, exempt, other] =
            &words[..10]
        else {
            panic!("ten facts")
        };
        let facts = Facts {
            ask: ask.clone(),
            information: information.clone(),
            recipient: recipient.clone(),
            for_immigration_agency: for_immigration_agency.clone(),
            purpose: purpose.clone(),
            instrument: instrument.clone(),
            valid_on_face: face.clone(),
            within_scope: scope.clone(),
            exempt_record: exempt.clone(),
            other_law_forbids: other.clone(),
        };
        let determination = DeterminationSummary {
            log: Log::Disclosure,
            outcome: words[10].clone(),
            clause: words[11].clone(),
            flag: words[12].clone(),
            possible: Vec::new(),
            ask_next: words[13].clone(),
            rules: term("r1"),
            text: term("t1"),
        };
        let responded = When::parse("2026-10-07").unwrap();
        Entry {
            entry: 1,
            item: 1,
            place: Place::Disclosure { request: RequestId(1), description: None },
            direction: words[15].clone(),
            facts,
            decided: None,
            determination: Some(determination),
            answer: words[14].clone().map(|response| Answer {
                response,
                responded,
                imported: false,
                approved: false,
                basis: None,
                surplus: false,
            }),
            approval: None,
            review: None,
            waits: Vec::new(),
            told: None,
        }
    };
    let listed: Vec<Option<Term>> = VOCABULARIES.iter().take(16).map(word).collect();
    assert!(entry(&listed).is_in_listed_words());
    assert!(entry(&vec![None; 16]).is_in_listed_words(), "what is not known is in no list");
    for place in 0..16 {
        let mut words = listed.clone();
        words[place] = Some(term("approved"));
        let field = VOCABULARIES[place].field;
        assert!(!entry(&words).is_in_listed_words(), "`approved` is no word of {field}");
    }
    let mut words = listed;
    words[14] = Some(term("pending"));
    assert!(!entry(&words).is_in_listed_words(), "`pending` is no answer");
}
