//! The public edition under attack: who has everything that is published, these and earlier quarters, in every format, and
//! an integer solver, must not be able to tell a merged cell; and nothing that belongs to a person or a day gets out.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use super::*;
use crate::coverage::{Certificate, Reporting};
use crate::entry::{Direction, Entry, Officer, Release};
use crate::sample::{account_of, answered, day, entry, exchange, settled};

use self::attacker::{published, told};

mod attacker;
mod given_exactly;

/// `first` is what the record had when the first edition of the quarter was issued; this one is issued a week later.
fn publish(quarter: &str, entries: &[Entry], first: Option<&[Entry]>) -> Publication {
    publish_with(quarter, entries, first, &BTreeSet::new())
}

fn publish_with(quarter: &str, entries: &[Entry], first: Option<&[Entry]>, exact: &BTreeSet<TableName>) -> Publication {
    let then = first.map(|entries| account_of(quarter, entries.iter().cloned()));
    let mut preparation = crate::sample::preparation(quarter);
    if then.is_some() {
        preparation.as_of += jiff::SignedDuration::from_hours(7 * 24);
    }
    let now = crate::account(&preparation, entries.iter().cloned()).unwrap();
    Publication::of(&now, then.as_ref(), exact)
}

/// One item of some kind, in a quarter by its number from 0, which is 2026-Q2.
fn item(number: usize, (kind, response, department, quarter): (usize, usize, usize, usize)) -> Entry {
    let month = 4 + 3 * quarter;
    let mut item = Entry {
        received: day(&format!("2026-{month:02}-07")),
        decided: day(&format!("2026-{month:02}-08")),
        department: Some(["Police Records", "City Clerk", "Health"][department].to_owned()),
        ..entry(&format!("R-{number:04}"), 1)
    };
    let responses = [Response::Released, Response::Withheld, Response::Pending, Response::ReleasedInPart];
    // The last two are answered in the quarter after.
    let (answer, day) = match response {
        0..=3 => (responses[response], format!("2026-{month:02}-20")),
        later => (responses[later - 4], ["2026-07-20", "2026-10-20", "2027-01-20"][quarter].to_owned()),
    };
    item = answered(item, answer, &day);
    match kind {
        0 => item.settled = Some(settled(Outcome::Mandatory)),
        1 => {
            item.facts.ask = Some(Ask::BenefitCertification);
            item.settled = Some(settled(Outcome::Benefit));
        }
        2 => {
            item.facts.ask = Some(Ask::CustodyHold);
            item.facts.instrument = Some(Instrument::Detainer);
            item.settled = Some(settled(Outcome::ActionProhibited));
        }
        3 => {
            let directions = [Direction::Sent, Direction::Received, Direction::Inquiry];
            item = exchange(item, directions[department]);
        }
        4 => item.settled = Some(settled(Outcome::NonMandatoryPermitted)),
        5 => {
            item.facts.information = Some(Information::Statistical);
            item.settled = Some(settled(Outcome::NotCovered));
        }
        6 => item.settled = None,
        _ => {
            item.facts.ask = None;
            item.settled = None;
        }
    }
    item
}

fn items() -> impl Strategy<Value = Vec<Entry>> {
    let kinds = proptest::collection::vec((0_usize..8, 0_usize..6, 0_usize..3, 0_usize..3), 0..60);
    kinds.prop_map(|kinds| kinds.into_iter().enumerate().map(|(number, kind)| item(number, kind)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_attacker_cannot_tell_a_merged_cell(entries in items()) {
        let editions: Vec<Publication> =
            ["2026-Q2", "2026-Q3", "2026-Q4"].map(|quarter| publish(quarter, &entries, None)).into();
        prop_assert_eq!(told(&editions), [""; 0]);
    }

    #[test]
    fn nor_by_comparing_an_edition_with_the_one_before_it(entries in items(), late in items()) {
        let first = publish("2026-Q3", &entries, None);
        let all = with_late(entries.clone(), late);
        let second = publish("2026-Q3", &all, Some(&entries));
        prop_assert_eq!(told(&[first, second]), [""; 0]);
    }
}

/// The comparison has teeth: where a later edition makes its tables anew, there are quarters in which it tells a cell.
#[test]
fn tables_that_are_made_anew_are_told_by_the_difference() {
    let mut random = TestRunner::deterministic();
    let told_one = (0..200).any(|_| {
        let (entries, late) = (items(), items()).new_tree(&mut random).unwrap().current();
        let first = publish("2026-Q3", &entries, None);
        !told(&[first, publish("2026-Q3", &with_late(entries, late), None)]).is_empty()
    });
    assert!(told_one, "the solver finds nothing, also where there is something to find");
}

/// What came late, after the entries that were there: four at most.
fn with_late(entries: Vec<Entry>, late: Vec<Entry>) -> Vec<Entry> {
    let late = late.into_iter().take(4).map(|entry| Entry { request: format!("late {}", entry.request), ..entry });
    entries.into_iter().chain(late).collect()
}

/// A test that cannot fail shows nothing: an edition that merges a single cell is told at once.
#[test]
fn the_attacker_tells_a_cell_that_is_merged_alone() {
    let entries: Vec<Entry> = (0..9).map(|number| item(number, (0, 0, usize::from(number > 6), 1))).collect();
    let mut publication = publish("2026-Q3", &entries, None);
    assert_eq!(told(std::slice::from_ref(&publication)), [""; 0]);
    let table = publication.tables.iter_mut().find(|table| table.name == TableName::ReleasedByReason).unwrap();
    table.cells = vec![Cell { label: "mandatory".to_owned(), count: 7 }, Cell { label: "other".to_owned(), count: 0 }];
    table.merged = Some(Merged { labels: vec!["benefit".to_owned()], count: None });
    let told = told(&[publication]);
    assert!(told.contains(&"(0, \"released_by_reason\", \"benefit\") is 2".to_owned()), "{told:?}");
}

/// Why a cell with none is merged too where the sum is not given: what was none in one quarter says what cannot have been
/// answered from it in the next.
#[test]
fn what_waits_for_the_next_quarter_is_told_where_the_cells_with_none_are_given() {
    let entries: Vec<Entry> = (0..5).map(|number| item(number, (0, if number < 3 { 4 } else { 1 }, 0, 0))).collect();
    let mut editions = ["2026-Q2", "2026-Q3"].map(|quarter| publish(quarter, &entries, None));
    assert_eq!(told(&editions), [""; 0]);
    let exact = tables(&account_of("2026-Q2", entries), &BTreeSet::from([TableName::NotReleasedByKind]));
    // No cell of it is one to four.
    let is_meant = |table: &PublishedTable| table.name == TableName::NotReleasedByKind;
    let whole = exact.into_iter().find(is_meant).unwrap();
    *editions[0].tables.iter_mut().find(|table| is_meant(table)).unwrap() = whole;
    let told = told(&editions);
    assert!(told.contains(&"(1, \"released_by_kind\", \"personal\") is 3".to_owned()), "{told:?}");
}

/// A quarter in which listed departments received so many requests, with whether those that received none certified nil; and
/// requests without a department. All else is the same in each of them.
fn quarter_of(listed: [(u64, bool); 3], not_recorded: u64) -> Account {
    let names = ["Fire", "Health", "Police"];
    let on = jiff::civil::date(2027, 1, 4);
    let certificate = Certificate { signer: "Director".to_owned(), entered_by: "Ada".to_owned(), on };
    let certified = names.iter().zip(listed).filter(|(_, (requests, certified))| *requests == 0 && *certified);
    let reporting = Reporting {
        departments: names.map(str::to_owned).to_vec(),
        certificates: certified.map(|(name, _)| ((*name).to_owned(), certificate.clone())).collect(),
    };
    let counts = names.iter().map(|name| Some(*name)).zip(listed.map(|(count, _)| count)).chain([(None, not_recorded)]);
    let of = counts.flat_map(|(name, count)| (0..count).map(move |_| name));
    let entries = of
        .enumerate()
        .map(|(number, name)| Entry { department: name.map(str::to_owned), ..item(number, (0, 0, 0, 1)) });
    crate::account(&crate::Preparation { reporting, ..crate::sample::preparation("2026-Q3") }, entries).unwrap()
}

/// Every such quarter with up to seven requests: what is seen of it, and what the attacker wants to know.
fn seen(see: impl Fn(&Account) -> String) -> BTreeMap<String, Vec<[u64; 3]>> {
    let mut seen: BTreeMap<String, Vec<[u64; 3]>> = BTreeMap::new();
    for number in 0..8_u64.pow(4) {
        let [fire, health, police, not_recorded] = [0, 1, 2, 3].map(|place| number / 8_u64.pow(place) % 8);
        if fire + health + police + not_recorded > 7 {
            continue;
        }
        // That a department certified says something only of one that received nothing.
        let received = [fire, health, police].map(|count| count > 0);
        let of_nothing = |certified: &u8| (0..3).all(|place| certified >> place & 1 == 0 || !received[place]);
        for certified in (0..8_u8).filter(of_nothing) {
            let of = |count, place: u8| (count, certified >> place & 1 == 1);
            let account = quarter_of([of(fire, 0), of(health, 1), of(police, 2)], not_recorded);
            seen.entry(see(&account)).or_default().push([fire, health, police]);
        }
    }
    seen
}

/// What follows of a department that is in no cell of its own, where small cells are merged: how often it follows.
fn told_of_departments(seen: &BTreeMap<String, Vec<[u64; 3]>>) -> usize {
    let table = |view: &str| -> Value {
        let json: Value = serde_json::from_str(view.split('\u{0}').next().unwrap()).unwrap();
        json["tables"]
            .as_array()
            .unwrap()
            .iter()
            .find(|table| table["name"] == "received_by_department")
            .unwrap()
            .clone()
    };
    let told = |(view, possible): (&String, &Vec<[u64; 3]>)| {
        let table = table(view);
        let named = |name: &str| table["cells"].as_array().unwrap().iter().any(|cell| cell["label"] == name);
        let hidden = ["Fire", "Health", "Police"].iter().enumerate().filter(|(_, name)| !named(name));
        let known = |place: usize| possible.iter().all(|counts| counts[place] == possible[0][place]);
        if table["merged"].is_null() { 0 } else { hidden.filter(|(place, _)| known(*place)).count() }
    };
    seen.iter().map(told).sum()
}

/// The attacker knows every department there is, and that all of them are on the list.
#[test]
fn who_knows_the_departments_cannot_tell_what_one_of_them_received() {
    let edition = |account: &Account| {
        String::from_utf8(crate::public_json(&Publication::of(account, None, &BTreeSet::new())).unwrap()).unwrap()
    };
    assert_eq!(told_of_departments(&seen(edition)), 0);
    // How many reported, and how many were silent, would tell it: so the edition does not say that.
    let with_the_counts = |account: &Account| format!("{}\u{0}{:?}", edition(account), account.coverage.covered());
    assert!(told_of_departments(&seen(with_the_counts)) > 0, "the test finds nothing, also where there is something");
}

#[test]
fn the_coverage_names_no_department_and_is_told_whole_in_a_quarter_of_nothing_alone() {
    let said = |account: &Account| {
        let publication = Publication::of(account, None, &BTreeSet::new());
        let files = crate::public_files(&publication).unwrap();
        let (_, pdf) = files.iter().find(|(name, _)| name.ends_with(".pdf")).unwrap();
        let text = pdf_extract::extract_text_from_mem(pdf).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        let sentence = publication.coverage.in_a_sentence();
        assert!(text.contains(&sentence), "{sentence}\n{text}");
        for word in ["Fire", "Health", "Director", "Ada"] {
            assert!(!text.contains(word) && !published(&publication).to_string().contains(word), "{word}");
        }
        (sentence, published(&publication)["coverage"].to_string())
    };
    let whole = quarter_of([(0, true), (0, false), (0, true)], 0);
    assert_eq!(
        said(&whole),
        (
            "2 of 3 departments on the list reported or certified nil; 1 was silent.".to_owned(),
            r#"{"certified_nil":2,"listed":3,"silent":1}"#.to_owned()
        )
    );
    let some = quarter_of([(0, true), (0, false), (2, true)], 0);
    assert_eq!(
        said(&some),
        (
            "3 departments are on the list of those that report.".to_owned(),
            r#"{"certified_nil":null,"listed":3,"silent":null}"#.to_owned()
        )
    );
}

#[test]
fn a_quarter_that_is_not_over_has_no_tables_and_a_later_edition_repeats_the_first_ones() {
    let entries: Vec<Entry> = (0..9).map(|number| item(number, (0, 0, 0, 1))).collect();
    let first = publish("2026-Q3", &entries[..8], None);
    let again = publish("2026-Q3", &entries, Some(&entries[..8]));
    assert_eq!(again.requests.received, 9, "the figures of the City's acts are those of now");
    assert_eq!((&again.tables, again.tables_as_of), (&first.tables, first.tables_as_of));
    let mut early = crate::sample::preparation("2026-Q3");
    early.as_of = "2026-09-30T23:00:00-04:00".parse().unwrap();
    let interim =
        Publication::of(&crate::account(&early, entries).unwrap(), None, &TableName::ALL.iter().copied().collect());
    assert!(interim.period.is_interim() && interim.tables.is_empty() && interim.tables_as_of.is_none());
    assert!(interim.given_exactly.is_empty(), "what is not given is not given exactly");
}

#[test]
fn what_the_city_did_is_exact_and_listed_by_month_and_kind() {
    let entries: Vec<Entry> =
        [(4, 0, 0, 1), (2, 1, 0, 1), (2, 0, 1, 1)].into_iter().enumerate().map(|(n, k)| item(n, k)).collect();
    let publication = publish("2026-Q3", &entries, None);
    assert_eq!((publication.non_mandatory, publication.detainers_received), (1, 2));
    assert_eq!(publication.refused_under_2b[&Clause::S2bIii], 1);
    let acts: Vec<(Act, &str, Option<Ask>)> =
        publication.acts.iter().map(|act| (act.act, act.month.as_str(), act.ask)).collect();
    assert_eq!(
        acts,
        [
            (Act::NonMandatoryDisclosure, "2026-07", Some(Ask::Information)),
            (Act::Detainer, "2026-07", Some(Ask::CustodyHold)),
            (Act::Detainer, "2026-07", Some(Ask::CustodyHold)),
            (Act::RefusalUnder2b, "2026-07", Some(Ask::CustodyHold)),
        ]
    );
}

/// Words that must not get out, wherever somebody wrote them, and none of which the fixed words of a report have.
#[test]
fn no_number_no_day_no_person_and_nothing_that_somebody_wrote_gets_out() {
    let mut listed = item(1, (4, 0, 0, 1));
    listed.request = "ZEBRA-77".to_owned();
    listed.department = Some("Kennel".to_owned());
    listed.agency = "Officer Quagga of ICE".to_owned();
    let officer = |name: &str, role: &str| Officer { name: name.to_owned(), role: Some(role.to_owned()) };
    listed.release =
        Some(Release::Approved { by: officer("R. Okapi", "Jackal"), answerable: Some(officer("M. Tapir", "Caracal")) });
    let mut unknown = listed.clone();
    unknown.request = "ZEBRA-78".to_owned();
    unknown.in_directory = false;
    unknown.agency = "Deputy Wombat, Hampden Sheriff".to_owned();
    unknown.agency_name = unknown.agency.clone();
    unknown.facts.recipient = Some(law::facts::Recipient::StateAgency);
    let mut person = unknown.clone();
    person.request = "ZEBRA-79".to_owned();
    person.in_directory = true;
    person.agency = "Jo Narwhal".to_owned();
    person.agency_name = person.agency.clone();
    person.facts.recipient = Some(law::facts::Recipient::DataSubject);
    let mut sent = exchange(person.clone(), Direction::Sent);
    sent.request = "ZEBRA-80".to_owned();
    let publication = publish("2026-Q3", &[listed, unknown, person, sent], None);
    for (name, bytes) in crate::public_files(&publication).unwrap() {
        let text = if name.ends_with(".pdf") {
            pdf_extract::extract_text_from_mem(&bytes).unwrap()
        } else if name.ends_with(".xlsx") {
            let mut book: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(bytes)).unwrap();
            let sheets = calamine::Reader::worksheets(&mut book);
            format!("{sheets:?}")
        } else {
            String::from_utf8(bytes).unwrap()
        };
        assert!(text.len() > 50, "{name}");
        for word in [
            "ZEBRA",
            "Kennel",
            "Quagga",
            "Okapi",
            "Tapir",
            "Wombat",
            "Narwhal",
            "Jackal",
            "Caracal",
            "2026-07-07",
            "2026-07-20",
            "7 July",
        ] {
            // A department alone would be one of several; here all of them are small, and so none is named.
            assert!(!text.contains(word), "{name} says {word}");
        }
        let exchanges = "abababab";
        assert!(!text.contains(exchanges), "{name} has the head of the exchange log");
    }
    let agencies: BTreeMap<&str, u64> =
        publication.by_agency.iter().map(|count| (count.agency.as_str(), count.requests)).collect();
    let expected = [
        ("Another state agency", 1),
        ("Immigration and Customs Enforcement", 1),
        ("Persons, firms and who is not known", 1),
    ];
    assert_eq!(agencies, expected.into_iter().collect());
}
