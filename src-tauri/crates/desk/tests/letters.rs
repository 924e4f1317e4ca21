//! Letters at the desk: offered from what was determined, shown as they will stand on paper, issued with an entry and kept,
//! worded by the office where they may be, and never with a name that is no agency's.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "what fails here, fails the test")]

mod support;

use std::io;
use std::path::PathBuf;

use desk::Error;
use desk::pages::attachment::AttachmentWanted;
use desk::pages::letter_words::WordingLetter;
use desk::pages::letters::{LetterShown, LetterWanted};
use desk::pages::request::RequestView;
use support::{Office, log_of};

/// A request of an immigration agency for an address and a status; a resident's records request; a request for a
/// certification; each with its own number.
fn office() -> Office {
    let mut office = Office::new();
    let ice = [
        ("request", "A-1"),
        ("agency", "ICE"),
        ("recipient", "immigration_agency"),
        ("purpose", "immigration_enforcement"),
        ("instrument", "none"),
        ("other_law_forbids", "no"),
    ];
    let status: Vec<_> = [("information", "status"), ("description", "")].into_iter().chain(ice).collect();
    let resident = ("agency", "Zqneedle, Juan");
    office.import(&log_of(&[
        &ice,
        &status,
        &[("request", "R-1"), resident, ("instrument", "records_request"), ("other_law_forbids", "no")],
        &[
            ("request", "R-2"),
            resident,
            ("instrument", "records_request"),
            ("exempt_record", "yes"),
            ("other_law_forbids", "no"),
            ("response", "withheld"),
            ("responded", "2026-10-20"),
        ],
        &[
            ("request", "C-1"),
            resident,
            ("recipient", "data_subject"),
            ("ask", "benefit_certification"),
            ("information", ""),
            ("purpose", "immigration_benefit"),
        ],
    ]));
    office
}

fn wanted(number: &str, letter: &str) -> LetterWanted {
    LetterWanted {
        number: number.to_owned(),
        letter: letter.to_owned(),
        language: "en".to_owned(),
        exemptions: Vec::new(),
        reason: String::new(),
        due: String::new(),
    }
}

fn issue(office: &mut Office, wanted: &LetterWanted) -> (RequestView, Vec<u8>) {
    let mut saved = Vec::new();
    let view = office.desk.issue_letter(wanted, |pdf| {
        saved = pdf.to_vec();
        Ok(())
    });
    (view.unwrap(), saved)
}

/// All its words in one line.
fn words(shown: &LetterShown) -> String {
    let said = shown.paragraphs.iter().flat_map(|paragraph| paragraph.text.iter().chain(&paragraph.points));
    said.cloned().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_letter_that_is_issued_is_what_was_shown_and_saved_and_is_kept_with_its_request() {
    let mut office = office();
    let refusal = wanted("A-1", "refusal");
    let offered = office.desk.request("A-1").unwrap().letters;
    let names: Vec<_> = offered.iter().map(|offered| (offered.letter.as_str(), &offered.items[..])).collect();
    assert_eq!(
        names,
        [("acknowledgement", &[1][..]), ("refusal", &[1]), ("court_paper", &[1]), ("status_exchange", &[2])]
    );
    let shown = office.desk.show_letter(&refusal).unwrap();
    assert_eq!(shown.to.as_deref(), Some("Immigration and Customs Enforcement"));
    assert_eq!((shown.dated.as_str(), shown.signer.as_str()), ("November 22, 2026", "Ada"));
    assert!(words(&shown).contains("neither that the City holds"), "{}", words(&shown));
    assert!(!words(&shown).contains("information about citizenship"), "the status part is answered apart");

    let (view, saved) = issue(&mut office, &refusal);
    assert!(saved.starts_with(b"%PDF-"));
    let kept = view.attachments.last().unwrap();
    assert_eq!((kept.what.as_str(), kept.media.as_str()), ("Letter: Refusal", "PDF"));
    let (_, content) =
        office.desk.attached(&AttachmentWanted { number: "A-1".to_owned(), attachment: kept.attachment }).unwrap();
    assert_eq!(content, saved, "what is kept is what was saved, byte for byte");
    let told = &view.timeline.last().unwrap().sentence;
    assert!(told.starts_with("A letter was issued: Refusal, about item 1. It is attachment 1"), "{told}");
    office.assert_holds();
}

#[test]
fn a_letter_about_a_status_leaves_its_digest_in_the_exchange_log_and_is_kept_nowhere() {
    let mut office = office();
    let (disclosures, exchanges) = office.sizes();
    let (view, saved) = issue(&mut office, &wanted("A-1", "status_exchange"));
    assert!(saved.starts_with(b"%PDF-"));
    assert_eq!(office.sizes(), (disclosures, exchanges + 1));
    assert!(view.attachments.is_empty());
    let told = view.timeline.last().unwrap();
    assert_eq!(told.sentence, "A letter was issued under § 1373, about item 2. It is not kept.");
    assert_eq!(told.log, "status_exchange");
    office.assert_holds();
}

#[test]
fn nobody_who_is_no_agency_is_named_in_a_letter() {
    let office = office();
    for (number, letter) in
        [("R-1", "acknowledgement"), ("R-1", "extension"), ("R-2", "public_records"), ("C-1", "certification")]
    {
        for language in ["en", "es"] {
            let wanted = LetterWanted {
                language: language.to_owned(),
                reason: "the records are in storage".to_owned(),
                due: "2026-11-24".to_owned(),
                exemptions: vec!["c".to_owned()],
                ..wanted(number, letter)
            };
            // What takes longer may take until 13 November; the day is over.
            if letter == "extension" {
                let refused = office.desk.show_letter(&wanted).unwrap_err().to_string();
                assert!(refused.contains("no date after 13 November 2026"), "{refused}");
                continue;
            }
            let shown = office.desk.show_letter(&wanted).unwrap();
            assert_eq!(shown.to, None, "the envelope is addressed by hand");
            assert!(!format!("{shown:?}").contains("Zqneedle"), "{shown:?}");
        }
    }
}

#[test]
fn what_a_letter_says_has_to_be_given_and_nothing_is_issued_without_it() {
    let mut office = office();
    let sizes = office.sizes();
    let with = |change: fn(&mut LetterWanted), number, letter| {
        let mut wanted = wanted(number, letter);
        change(&mut wanted);
        wanted
    };
    for (wanted, problem) in [
        (wanted("R-2", "public_records"), "name at least one exemption"),
        (with(|wanted| wanted.exemptions = vec!["z".to_owned()], "R-2", "public_records"), "no such exemption"),
        (wanted("C-1", "certification"), "give the reason"),
        (with(|wanted| wanted.reason = "the investigator is away".to_owned(), "C-1", "certification"), "give the date"),
        (
            with(
                |wanted| {
                    wanted.reason = "Ms. Doe, born 4/5/1990, is away".to_owned();
                    wanted.due = "2026-12-01".to_owned();
                },
                "C-1",
                "certification",
            ),
            "date of birth",
        ),
        (wanted("R-1", "refusal"), "does not lead to this letter"),
        (wanted("A-1", "poem"), "say which letter"),
        (with(|wanted| wanted.language = "es".to_owned(), "A-1", "refusal"), "no wording"),
    ] {
        let refused = office.desk.issue_letter(&wanted, |_| panic!("nothing is saved: {wanted:?}")).unwrap_err();
        assert!(refused.to_string().contains(problem), "{refused}");
    }
    assert_eq!(office.sizes(), sizes, "nothing was entered");
}

#[test]
fn a_letter_that_could_not_be_saved_is_not_issued() {
    let mut office = office();
    let sizes = office.sizes();
    let full = || Error::File {
        path: PathBuf::from("letter.pdf"),
        doing: "could not be written",
        source: io::ErrorKind::StorageFull.into(),
    };
    let refused = office.desk.issue_letter(&wanted("A-1", "refusal"), |_| Err(full())).unwrap_err();
    assert!(matches!(refused, Error::File { .. }), "{refused}");
    assert_eq!(office.sizes(), sizes);
}

#[test]
fn a_letter_to_edit_is_noted_and_is_no_entry() {
    let mut office = office();
    let sizes = office.sizes();
    let docx = office.desk.draft_letter(&wanted("A-1", "refusal")).unwrap();
    assert!(docx.starts_with(b"PK"), "a DOCX is a ZIP file");
    assert_eq!(office.sizes(), sizes);
    let noted = office.desk.access_log(None).unwrap();
    assert_eq!(noted.entries[0].what, "Saved a letter to edit");
}

fn word(part: &str, words: &str) -> WordingLetter {
    WordingLetter {
        letter: "refusal".to_owned(),
        language: "en".to_owned(),
        part: part.to_owned(),
        words: words.to_owned(),
    }
}

#[test]
fn an_office_words_what_is_not_required_and_goes_back_to_the_standard() {
    let mut office = office();
    let lines = ["210 Main Street".to_owned(), " ".to_owned(), "(413) 555-0100".to_owned()];
    office.desk.set_letterhead(&lines).unwrap();
    let own = office.desk.word_letter(&word("opening", "Thank you for writing. Our number is {number}.")).unwrap();
    let part = |words: &desk::pages::letter_words::LetterWords| {
        let letter = words.letters.iter().find(|one| one.letter == "refusal" && one.language == "en").unwrap();
        letter.parts.iter().find(|part| part.name.as_deref() == Some("opening")).unwrap().clone()
    };
    assert!(part(&own).standard.is_some());
    let shown = office.desk.show_letter(&wanted("A-1", "refusal")).unwrap();
    assert_eq!(shown.letterhead, ["210 Main Street", "(413) 555-0100"]);
    assert_eq!(shown.paragraphs[0].text.as_deref(), Some("Thank you for writing. Our number is A-1."));
    let standard = office.desk.word_letter(&word("opening", "")).unwrap();
    assert_eq!(part(&standard).standard, None);
    assert!(part(&standard).words.starts_with("This answers your request"));
}

#[test]
fn what_is_required_stays_and_what_cannot_stand_in_a_letter_is_not_kept() {
    let mut office = office();
    let before = office.desk.letter_words().unwrap();
    for (wording, problem) in [
        (word("neither", "We hold a record."), "required as it is"),
        (word("opening", "Dear {name}"), "stands for nothing"),
        (word("opening", "A brace } alone"), "brace"),
        (word("opening", &"x".repeat(1001)), "1000 characters"),
        (word("opening", "A\u{7}"), "1000 characters"),
        (word("opening", "Your number is A 123 456 789."), "A-number"),
        (WordingLetter { language: "es".to_owned(), ..word("opening", "x") }, "required as it is"),
        (WordingLetter { letter: "poem".to_owned(), ..word("opening", "x") }, "no such letter"),
    ] {
        let refused = office.desk.word_letter(&wording).unwrap_err().to_string();
        assert!(refused.contains(problem), "{refused}");
    }
    for lines in [vec!["x".to_owned(); 5], vec!["x".repeat(81)]] {
        let refused = office.desk.set_letterhead(&lines).unwrap_err().to_string();
        assert!(refused.contains("4 lines"), "{refused}");
    }
    assert_eq!(office.desk.letter_words().unwrap(), before);
}
