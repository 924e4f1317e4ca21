//! Reports of what is unusual and comes all the same: a quarter that goes on, names that are long or written in other ways, and a
//! very long list.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use law::facts::Recipient;

use super::*;
use crate::entry::{Entry, Response};
use crate::sample::{answered, entry, mixed, preparation};

fn pages(pdf: &[u8]) -> Vec<String> {
    pdf_extract::extract_text_from_mem_by_pages(pdf).unwrap().iter().map(|page| solid(page)).collect()
}

/// Without spaces: a reader sees them in kerning and where a word may break.
fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200B}').collect()
}

fn file<'a>(files: &'a [(String, Vec<u8>)], end: &str) -> &'a [u8] {
    &files.iter().find(|(name, _)| name.ends_with(end)).unwrap().1
}

fn sheet(files: &[(String, Vec<u8>)], name: &str) -> Range<Data> {
    Xlsx::new(Cursor::new(file(files, ".xlsx"))).unwrap().worksheet_range(name).unwrap()
}

/// Both editions of an account.
fn editions(account: &Account) -> [Vec<(String, Vec<u8>)>; 2] {
    [files(account).unwrap(), public_files(&Publication::of(account, None, &BTreeSet::new())).unwrap()]
}

fn disclosed(number: usize, agency: &str) -> Entry {
    let entry = answered(entry(&format!("2026-{number:05}"), 1), Response::Released, "2026-10-09");
    Entry { agency: agency.to_owned(), agency_name: agency.to_owned(), ..entry }
}

#[test]
fn a_quarter_that_is_not_over_says_so_on_every_page_of_both_editions_and_one_that_is_over_on_none() {
    // The last day of the quarter in Northampton, and the first after it.
    for (as_of, interim) in [("2026-12-31T23:59:59-05:00", true), ("2027-01-01T00:00:00-05:00", false)] {
        let mut preparation = preparation("2026-Q4");
        preparation.as_of = as_of.parse().unwrap();
        let account = crate::account(&preparation, mixed()).unwrap();
        for files in editions(&account) {
            let pages = pages(file(&files, ".pdf"));
            assert!(pages.len() > 2, "{}", pages.len());
            for page in &pages {
                assert_eq!(page.contains("interim:thequarterisnotover"), interim, "{as_of}: {page}");
            }
            let figures = sheet(&files, "Figures");
            let over = figures.rows().find(|row| row[1] == *"Is the quarter over?").unwrap()[2].to_string();
            assert_eq!(over, if interim { "no: interim figures" } else { "yes" });
        }
    }
}

#[test]
fn names_that_are_long_or_written_in_other_ways_are_the_same_in_the_files_and_stay_on_the_page() {
    let long = ["Wachtmeister ", "ẃ̈", "מ", "م"].map(|letters| letters.repeat(400 / letters.chars().count()));
    let names = [
        "שירות ההגירה (ICE) #1".to_owned(),
        "وكالة الهجرة \u{202E}fdp.exe\u{202C}".to_owned(),
        "e\u{301}te\u{301} Z\u{334}\u{310}a\u{321}\u{35B}l\u{337}\u{300}".to_owned(),
        "#panic() $x$ *b* _i_ <label> @ref `raw` \\ // [x] #read(\"/etc/passwd\")".to_owned(),
        "<script>alert(1)</script><b>&amp;</b>".to_owned(),
    ];
    let names: Vec<String> = names.into_iter().chain(long.iter().map(|name| name.trim_end().to_owned())).collect();
    let plain = crate::account(&preparation("2026-Q4"), (0..names.len()).map(|at| disclosed(at, "Agency"))).unwrap();
    let mut preparation = preparation("2026-Q4");
    preparation.office = names[7].clone();
    let entries = names.iter().enumerate().map(|(at, name)| Entry {
        department: Some(name.clone()),
        in_directory: true,
        ..disclosed(at, name)
    });
    let account = crate::account(&preparation, entries).unwrap();
    let [internal, public] = editions(&account);
    let agencies = |range: Range<Data>, column: usize| -> Vec<String> {
        range.rows().skip(1).map(|row| row[column].to_string()).collect()
    };
    assert_eq!(agencies(sheet(&internal, "Rows"), 6), names);
    assert_eq!(agencies(sheet(&internal, "Rows"), 5), names, "the departments");
    assert_eq!(agencies(sheet(&internal, "Non-mandatory disclosures"), 3), names);
    let in_order = |mut names: Vec<String>| {
        names.sort();
        names
    };
    let acts = agencies(sheet(&public, "Acts"), 2);
    assert_eq!(in_order(acts), in_order(names.clone()), "what the directory has is named");
    for files in [&internal, &public] {
        let office = sheet(files, "Figures").rows().find(|row| row[1] == *"Office").unwrap()[2].to_string();
        assert_eq!(office, names[7]);
        let rows = ::csv::Reader::from_reader(file(files, ".csv")).records().count();
        assert_eq!(rows, names.len());
    }
    let json: serde_json::Value = serde_json::from_slice(file(&internal, ".json")).unwrap();
    let listed: Vec<&str> =
        json["rows"].as_array().unwrap().iter().map(|row| row["agency"].as_str().unwrap()).collect();
    assert_eq!(listed, names);
    for (files, plain) in [&internal, &public].into_iter().zip(editions(&plain)) {
        let (pages, plain) = (pages(file(files, ".pdf")), pages(file(&plain, ".pdf")));
        assert!(pages.len() <= plain.len() + 8, "{} pages, and {} with short names", pages.len(), plain.len());
        let text = pages.concat();
        assert!(!text.contains("root:") && text.contains(&solid(&names[3])), "markup is text: {text}");
        assert!(text.contains("<script>"), "{text}");
    }
}

/// The PDF of as many is checked by `cargo xtask conformance`, and that of a thousand here: to lay out so many pages takes a
/// program that is built for use.
#[test]
fn ten_thousand_disclosures_are_all_in_the_spreadsheet_the_csv_and_the_json() {
    const MANY: usize = 10_000;
    let entries = (0..MANY).map(|number| disclosed(number, ["State Police", "=1+1", "שירות"][number % 3]));
    let account = crate::account(&preparation("2026-Q4"), entries).unwrap();
    assert_eq!(account.disclosures.non_mandatory, MANY as u64);
    let content = Content::internal(&account);
    let files = [
        (".xlsx".to_owned(), xlsx::write(&content).unwrap()),
        (".csv".to_owned(), csv::rows(&account.rows).unwrap()),
        (".json".to_owned(), json(&account).unwrap()),
    ];
    for name in ["Rows", "Non-mandatory disclosures"] {
        let range = sheet(&files, name);
        let numbers: Vec<String> = range.rows().skip(1).map(|row| row[0].to_string()).collect();
        assert_eq!(numbers.len(), MANY, "{name}");
        assert_eq!((numbers[0].as_str(), numbers[MANY - 1].as_str()), ("2026-00000", "2026-09999"), "{name}");
    }
    assert_eq!(::csv::Reader::from_reader(file(&files, ".csv")).records().map(Result::unwrap).count(), MANY);
    let json: serde_json::Value = serde_json::from_slice(file(&files, ".json")).unwrap();
    assert_eq!(json["non_mandatory_disclosures"].as_array().unwrap().len(), MANY);
}

#[test]
fn who_is_no_office_is_not_named_in_public_however_the_name_is_written() {
    let written = "\u{202E}nosrep a\u{301}";
    let mut entry = disclosed(1, written);
    entry.facts.recipient = Some(Recipient::PrivateParty);
    let account = crate::account(&preparation("2026-Q4"), [entry]).unwrap();
    let [_, public] = editions(&account);
    assert_eq!(sheet(&public, "Acts").rows().nth(1).unwrap()[2].to_string(), "Persons, firms and who is not known");
    assert!(!String::from_utf8_lossy(file(&public, ".json")).contains("nosrep"));
}
