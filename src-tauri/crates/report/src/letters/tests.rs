use std::fmt::Write as _;
use std::io::Read as _;

use super::*;

/// A letter about what is usually asked in it, with all that it can say.
fn matter(letter: Letter, language: Language) -> Matter {
    let asked = |item, ask, information| Asked { item, ask: Some(ask), information };
    let one = match letter {
        Letter::StatusExchange => vec![asked(1, Ask::Information, Some(Information::Status))],
        Letter::Certification => vec![asked(1, Ask::BenefitCertification, None)],
        Letter::Acknowledgement
        | Letter::Refusal
        | Letter::CourtPaper
        | Letter::Referral
        | Letter::PublicRecords
        | Letter::Extension => {
            vec![asked(1, Ask::Information, Some(Information::Personal)), asked(3, Ask::ReleaseNotification, None)]
        }
    };
    Matter {
        letter,
        language,
        office: "City Clerk, Northampton".to_owned(),
        letterhead: vec!["210 Main Street".to_owned(), "Northampton, MA 01060".to_owned()],
        to: Some("Immigration and Customs Enforcement".to_owned()),
        number: "2026-0139".to_owned(),
        agency: Some("Immigration and Customs Enforcement".to_owned()),
        received: "2026-10-07".parse().unwrap(),
        dated: "2026-10-09".parse().unwrap(),
        made: "2026-10-09T15:00:00Z".parse().unwrap(),
        signer: "A. Clerk".to_owned(),
        asked: one,
        holds: Condition::ALL.iter().copied().collect(),
        exemptions: [Exemption::C, Exemption::F].into(),
        due: Some("2026-11-12".parse().unwrap()),
        reason: Some("the records are in three departments.".to_owned()),
        own: BTreeMap::new(),
    }
}

fn every() -> impl Iterator<Item = Matter> {
    Letter::ALL.iter().flat_map(|letter| letter.languages().iter().map(|language| matter(*letter, *language)))
}

fn read(filled: &Filled) -> String {
    let mut text = format!("{}\n{}\n\n# {}\n", filled.dated, filled.reference, filled.subject);
    for paragraph in &filled.paragraphs {
        match paragraph {
            Paragraph::Text(words) => write!(text, "\n{words}\n").unwrap(),
            Paragraph::List(points) => points.iter().for_each(|point| write!(text, "\n- {point}\n").unwrap()),
            Paragraph::Line => text.push_str("\n____\n"),
        }
    }
    write!(text, "\n{}\n", filled.farewell).unwrap();
    text
}

#[test]
fn the_letters_as_people_read_them() {
    for matter in every() {
        insta::assert_snapshot!(format!("{}-{}", matter.letter, matter.language), read(&matter.fill().unwrap()));
    }
}

/// Where a letter is offered in a language there is a wording, and a letter is as it is in the other: the same parts, of the
/// same names, standing under the same conditions.
#[test]
fn both_languages_have_the_same_parts() {
    for letter in Letter::ALL {
        let parts = |language| {
            let wording = letter.wording(language)?;
            Some(wording.parts.iter().map(|part| (part.name, part.only)).collect::<Vec<_>>())
        };
        for language in Language::ALL {
            assert_eq!(parts(*language).is_some(), letter.languages().contains(language), "{letter} {language}");
        }
        if letter.languages().contains(&Language::Spanish) {
            assert_eq!(parts(Language::English), parts(Language::Spanish), "{letter}");
        }
    }
}

/// What goes to an agency that was refused is the same whether there is a record or not: no part of it depends on that, and the
/// sentence that says so cannot be worded away.
#[test]
fn a_refusal_says_neither_that_a_record_exists_nor_that_it_does_not() {
    for letter in [Letter::Refusal, Letter::CourtPaper] {
        let wording = letter.wording(Language::English).unwrap();
        let says = |part: &&Part| part.words.contains("neither that the City holds a record");
        let part = wording.parts.iter().find(says).unwrap();
        assert_eq!((part.name, part.only), (None, None), "{letter}: it always stands, and is protected");
    }
}

#[test]
fn an_office_words_the_free_parts_and_no_other() {
    let mut own = matter(Letter::Refusal, Language::English);
    let standard = own.fill().unwrap();
    let free: Vec<&str> = Letter::Refusal.free_parts(Language::English).map(|(name, _)| name).collect();
    assert_eq!(free, ["opening", "paper"]);
    own.own = [
        ("opening".to_owned(), "Ours, about {number} of\n{received}.\n\nAnd a second paragraph.".to_owned()),
        ("required".to_owned(), "This is nowhere.".to_owned()),
    ]
    .into();
    let text = read(&own.fill().unwrap());
    assert!(text.contains("Ours, about 2026-0139 of October 7, 2026.\n\nAnd a second paragraph.\n"), "{text}");
    assert!(!text.contains("This is nowhere"));
    for paragraph in standard.paragraphs.iter().skip(1) {
        assert!(own.fill().unwrap().paragraphs.contains(paragraph), "{paragraph:?}");
    }
    own.own = [("paper".to_owned(), String::new())].into();
    assert_eq!(own.fill().unwrap().paragraphs.len() + 1, standard.paragraphs.len(), "a free part can be left out");
}

#[test]
fn what_stands_for_nothing_is_refused() {
    assert_eq!(may_stand("We have {number} since {received}."), Ok(()));
    assert_eq!(may_stand("Due {due}."), Err(NotFilled::Unknown("due".to_owned())), "not every letter has one");
    assert_eq!(may_stand("{name}"), Err(NotFilled::Unknown("name".to_owned())));
    for alone in ["a { b", "a } b", "{number} }", "{number", "{{number}}"] {
        assert!(may_stand(alone).is_err(), "{alone}");
    }
    let none = Matter { due: None, ..matter(Letter::Extension, Language::English) };
    assert_eq!(none.fill(), Err(NotFilled::Missing(Blank::Due)), "no letter has a hole in it");
    let none = Matter { exemptions: BTreeSet::new(), ..matter(Letter::PublicRecords, Language::English) };
    assert_eq!(none.fill(), Err(NotFilled::Missing(Blank::Exemptions)));
}

/// The file that is printed and the one that is edited say the same, and the same matter gives the same bytes.
#[test]
fn both_files_say_what_the_letter_says() {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for matter in every() {
        let filled = matter.fill().unwrap();
        let (pdf, docx) = (matter.pdf().unwrap(), matter.docx().unwrap());
        assert_eq!(pages::warnings(&matter), Vec::<String>::new());
        assert_eq!((&pdf, &docx), (&matter.pdf().unwrap(), &matter.docx().unwrap()), "{}", matter.letter);
        let printed = words(&pdf_extract::extract_text_from_mem(&pdf).unwrap());
        let edited = words(&text_of(&docx));
        let mut said = vec![filled.subject, filled.dated, filled.reference, filled.farewell];
        for paragraph in filled.paragraphs {
            match paragraph {
                Paragraph::Text(words) => said.push(words),
                Paragraph::List(points) => said.extend(points),
                Paragraph::Line => {}
            }
        }
        said.extend([matter.office, matter.signer, "Immigration and Customs Enforcement".to_owned()]);
        for said in said {
            assert!(edited.contains(&words(&said)), "{said}\n{edited}");
            // A line that ends at a hyphen or a dash is read from the page with a space.
            let bare = |text: &str| text.chars().filter(|sign| !sign.is_whitespace()).collect::<String>();
            assert!(bare(&printed).contains(&bare(&said)), "{said}\n{printed}");
        }
    }
}

fn part_of(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut part = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut part).unwrap();
    part
}

fn text_of(docx: &[u8]) -> String {
    let xml = part_of(docx, "word/document.xml") + &part_of(docx, "word/footer1.xml");
    let mut text = String::new();
    for run in xml.split('<').filter_map(|piece| piece.split_once('>')) {
        text.push_str(run.1);
        if run.0 == "/w:p" || run.0.starts_with("w:br") {
            text.push(' ');
        }
    }
    text.replace("&apos;", "'").replace("&amp;", "&")
}

/// Bytes do not depend on the day on which they are made: no clock is in the archive.
#[test]
fn no_clock_is_in_the_document() {
    let docx = matter(Letter::Referral, Language::English).docx().unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&docx)).unwrap();
    for index in 0..archive.len() {
        let file = archive.by_index(index).unwrap();
        assert_eq!(file.last_modified().map(|moment| moment.year()), Some(1980), "part {index}");
    }
    assert!(part_of(&docx, "docProps/core.xml").contains("2026-10-09T15:00:00Z"));
}

/// Whatever stands in the number of an office or in a name stays text, and does not stop a letter.
#[test]
fn any_sign_at_all_makes_a_letter() {
    let odd = "</w:t> #set page() & \u{1}\u{202E}\u{FFFF}\u{1F600} ـعـربـي <b> \"{number}\"".to_owned();
    let matter = Matter {
        number: odd.clone(),
        to: Some("W".repeat(400)),
        signer: odd.clone(),
        letterhead: vec![odd.clone(); 6],
        reason: Some(odd),
        ..matter(Letter::Extension, Language::Spanish)
    };
    matter.pdf().unwrap();
    let xml = part_of(&matter.docx().unwrap(), "word/document.xml");
    assert!(xml.contains("&lt;/w:t&gt;"), "{xml}");
}
