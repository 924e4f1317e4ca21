//! What an office does beside its requests: letters issued, departments that report, certified nils. All of it is checked from
//! outside as well, and each change of it is found.

use desk::pages::coverage::{CertifyingNil, WithdrawingNil};
use desk::pages::letters::LetterWanted;
use desk::ports::Silent;

use crate::office::{Office, holds, python_is_here, refused};

/// Each kind of event that this record has beside those of the others, with a change of it that stays an event.
const KINDS: [(&str, &str, &str, &str); 5] = [
    ("disclosure", "departments_reporting", r#"\"Police\""#, r#"\"Polite\""#),
    ("disclosure", "nil_certified", "Fire Chief", "Fire Thief"),
    ("disclosure", "nil_withdrawn", "wrong_entry", "mistyped"),
    ("disclosure", r#"\"letter\""#, r#"\"refusal\""#, r#"\"referral\""#),
    ("status_exchange", "exchange_letter_issued", r#"\"items\":[1]"#, r#"\"items\":[2]"#),
];

fn letter(letter: &str) -> LetterWanted {
    LetterWanted {
        number: "2026-0002".to_owned(),
        letter: letter.to_owned(),
        language: "en".to_owned(),
        exemptions: Vec::new(),
        reason: String::new(),
        due: String::new(),
    }
}

#[test]
fn letters_and_certified_nils_hold_from_outside_and_each_change_of_them_is_found() {
    if !python_is_here("letters and certified nils hold from outside") {
        return;
    }
    let office = Office::founded(40);
    office.go_on("2026-11-23", 2);
    let mut desk = office.desk("2026-11-24T09:00:00Z");
    for which in ["refusal", "status_exchange"] {
        desk.issue_letter(&letter(which), |_| Ok(())).unwrap();
    }
    desk.set_departments_reporting(&["Fire".to_owned(), "Police".to_owned()]).unwrap();
    let (quarter, department) = ("2026-Q3".to_owned(), "Fire".to_owned());
    let signer = "Fire Chief".to_owned();
    desk.certify_nil(&CertifyingNil { quarter: quarter.clone(), department: department.clone(), signer }).unwrap();
    desk.withdraw_nil(&WithdrawingNil { quarter, department, why: "wrong_entry".to_owned() }).unwrap();
    assert_eq!(desk.verify(&[], &mut Silent).unwrap().problems, []);
    drop(desk);
    let export = office.export("export");
    holds(&export, &[]);
    for (log, kind, said, instead) in KINDS {
        let file = export.join(format!("{log}.jsonl"));
        let text = std::fs::read_to_string(&file).unwrap();
        let line = text.lines().find(|line| line.contains(kind) && line.contains(said)).unwrap();
        std::fs::write(&file, text.replace(line, &line.replace(said, instead))).unwrap();
        let found = refused(&export, &[]);
        assert!(found.contains("hash does not fit"), "{kind}: {found}");
        std::fs::write(&file, text).unwrap();
    }
}
