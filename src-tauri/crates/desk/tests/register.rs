//! The register: what is sought is found, in the order that is asked for, and what is shown can be taken along.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use desk::pages::register::{RegisterQuery, RegisterRow, RegisterSearch, RegisterTotal};
use desk::pages::register_file::RegisterExport;
use desk::pages::saved::{SavedSearch, SavingSearch};
use desk::ports::Silent;
use support::{Office, log_of};

fn sought(change: impl FnOnce(&mut RegisterSearch)) -> RegisterSearch {
    let mut search = RegisterSearch::default();
    change(&mut search);
    search
}

fn ordered(order: &str, ascending: bool) -> RegisterSearch {
    RegisterSearch { order: order.to_owned(), ascending, ..RegisterSearch::default() }
}

/// Every row, page after page.
fn rows(office: &Office, search: &RegisterSearch) -> Vec<RegisterRow> {
    let mut query = RegisterQuery { search: search.clone(), after: None };
    let (mut rows, mut total) = (Vec::new(), None);
    loop {
        let page = office.desk.register(&query).unwrap();
        assert!(page.rows.len() <= 200, "at most 200 rows a call");
        total = total.or(page.total);
        rows.extend(page.rows);
        if page.next.is_none() {
            assert_eq!(total, Some(RegisterTotal { items: rows.len() as u64, more: false }));
            return rows;
        }
        query.after = page.next;
    }
}

fn requests(office: &Office, search: &RegisterSearch) -> Vec<String> {
    rows(office, search).into_iter().map(|row| row.request).collect()
}

fn refused(office: &Office, search: RegisterSearch) -> String {
    office.desk.register(&RegisterQuery { search, after: None }).unwrap_err().to_string()
}

#[test]
fn the_register_is_read_page_by_page_without_a_gap_or_a_double() {
    let mut office = Office::new();
    let numbers: Vec<String> = (1..=450).map(|number| format!("R-{number:03}")).collect();
    let log: Vec<Vec<(&str, &str)>> = numbers
        .iter()
        .enumerate()
        .map(|(index, number)| {
            let exchange = index % 7 == 0;
            let kind = if exchange { "status" } else { "personal" };
            let class = if exchange { "immigration_agency" } else { "private_party" };
            vec![("request", number.as_str()), ("information", kind), ("recipient", class)]
        })
        .collect();
    office.import(&log_of(&log.iter().map(Vec::as_slice).collect::<Vec<_>>()));
    let entries: Vec<i64> = rows(&office, &RegisterSearch::default()).iter().map(|row| row.entry).collect();
    assert_eq!(
        entries,
        (1..=450).rev().collect::<Vec<_>>(),
        "every entry once, the latest first, both ledgers in one order"
    );
    let mut numbers = numbers;
    assert_eq!(requests(&office, &ordered("number", true)), numbers);
    numbers.reverse();
    assert_eq!(requests(&office, &ordered("number", false)), numbers);
}

#[test]
fn the_register_is_narrowed_by_words_and_by_each_filter() {
    let mut office = Office::new();
    office.import(&log_of(&[
        &[("request", "A-1"), ("description", "parking ticket")],
        &[("request", "A-2"), ("description", "dog licence"), ("received", "2026-08-03")],
        &[("request", "A-3"), ("response", "withheld"), ("responded", "2026-10-08")],
        &[("request", "A-4"), ("information", "status"), ("recipient", "immigration_agency")],
        &[("request", "A-5"), ("recipient", "state_agency"), ("purpose", ""), ("instrument", "records_request")],
    ]));
    let found = |change: &dyn Fn(&mut RegisterSearch)| requests(&office, &sought(change));
    assert_eq!(found(&|search| search.text = "park".to_owned()), ["A-1"], "words are found by their beginning");
    assert_eq!(found(&|search| search.text = "A-4".to_owned()), ["A-4"], "an exchange by its request's number");
    assert_eq!(found(&|search| search.text = "\" OR 1".to_owned()), [""; 0], "a sign means nothing to the search");
    assert_eq!(found(&|search| search.quarter = "2026-Q3".to_owned()), ["A-2"]);
    assert_eq!(found(&|search| search.response = "withheld".to_owned()), ["A-3"]);
    assert_eq!(found(&|search| search.ledger = "status_exchange".to_owned()), ["A-4"]);
    assert_eq!(found(&|search| search.outcome = "not_settled".to_owned()), ["A-5"]);
    assert_eq!(found(&|search| search.outcome = "status_exchange".to_owned()), ["A-4"]);
    assert_eq!(found(&|search| search.instrument = "records_request".to_owned()), ["A-5"]);
    assert_eq!(found(&|search| search.officer = "Ada".to_owned()).len(), 5);
    assert_eq!(found(&|search| search.officer = "Ben".to_owned()), [""; 0]);
    assert!(refused(&office, sought(|search| search.quarter = "spring".to_owned())).contains("not a quarter"));
    assert!(refused(&office, sought(|search| search.due = "soon".to_owned())).contains("no time at which"));
    assert!(refused(&office, ordered("beauty", true)).contains("no order of the register"));
    assert!(refused(&office, ordered("due", true)).contains("choose when they are due"));
}

#[test]
fn an_agency_is_found_however_it_was_written() {
    let mut office = Office::new();
    office.import(&log_of(&[
        &[("request", "A-1"), ("agency", "ICE"), ("recipient", "")],
        &[("request", "A-2"), ("agency", "U.S. Immigration and Customs Enforcement (ICE)"), ("recipient", "")],
        &[("request", "A-3"), ("agency", "Moving company of Leeds")],
        &[("request", "A-4"), ("agency", "MOVING COMPANY of Leeds")],
        &[("request", "A-5"), ("agency", "Moving day"), ("information", "statistical")],
    ]));
    let of = |agency: &str| requests(&office, &sought(|search| search.agency = agency.to_owned()));
    assert_eq!(of("Immigration and Customs Enforcement"), ["A-2", "A-1"], "by any name the directory has for it");
    assert_eq!(of("ice"), ["A-2", "A-1"]);
    assert_eq!(of("moving com"), ["A-4", "A-3"], "one that the directory does not know, by the beginning of its name");
    assert_eq!(of("zoo"), [""; 0]);
    let by_agency = requests(&office, &ordered("agency", true));
    assert_eq!(by_agency, ["A-1", "A-3", "A-4", "A-5", "A-2"], "capitals aside, then in the order of entry");
}

/// An office on Wednesday, 18 November 2026, with a records request due on each side of it.
fn with_dates() -> Office {
    let mut office = Office::at("2026-11-18T15:00:00Z");
    let paper = [("instrument", "records_request"), ("exempt_record", "no")];
    let row = |request, received| [&[("request", request), ("received", received)][..], &paper[..]].concat();
    let answered =
        [row("answered", "2026-11-02"), vec![("response", "released"), ("responded", "2026-11-03")]].concat();
    let rows = [
        row("later", "2026-11-10"),
        row("late", "2026-11-02"),
        row("now", "2026-11-03"),
        row("later still", "2026-11-17"),
        row("this week", "2026-11-04"),
        row("very late", "2026-10-02"),
        answered,
        vec![("request", "no date")],
    ];
    office.import(&log_of(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>()));
    office
}

#[test]
fn what_waits_is_narrowed_and_sorted_by_when_it_is_due() {
    let office = with_dates();
    let due = |due: &str, order: &str, ascending| {
        requests(&office, &RegisterSearch { due: due.to_owned(), ..ordered(order, ascending) })
    };
    assert_eq!(due("overdue", "due", true), ["very late", "late"]);
    assert_eq!(due("overdue", "due", false), ["late", "very late"]);
    assert_eq!(due("overdue", "", false), ["very late", "late"], "the latest entry first");
    assert_eq!(due("today", "due", true), ["now"]);
    assert_eq!(due("this_week", "due", true), ["this week"], "up to its Sunday");
    assert_eq!(due("later", "due", true), ["later", "later still"]);
    let narrowed = RegisterSearch { text: "late".to_owned(), due: "later".to_owned(), ..ordered("due", false) };
    assert_eq!(requests(&office, &narrowed), ["later still", "later"], "words narrow it too");
    let all = rows(&office, &RegisterSearch::default());
    let days = |request: &str| {
        all.iter().find(|row| row.request == request).and_then(|row| row.due.as_ref().map(|due| due.days))
    };
    assert_eq!([days("late"), days("now"), days("this week")], [Some(-1), Some(0), Some(1)]);
    assert_eq!([days("answered"), days("no date")], [None, None], "what is answered is not due any more");
}

#[test]
fn more_than_a_page_of_what_is_due_comes_whole() {
    let mut office = Office::at("2026-11-18T15:00:00Z");
    let numbers: Vec<String> = (0..450).map(|number| format!("R-{number:03}")).collect();
    let days: Vec<String> = (0..450).map(|number| format!("2026-09-{:02}", 1 + number * 7 % 11)).collect();
    let log: Vec<Vec<(&str, &str)>> = numbers
        .iter()
        .zip(&days)
        .map(|(number, day)| {
            vec![
                ("request", number.as_str()),
                ("received", day.as_str()),
                ("instrument", "records_request"),
                ("exempt_record", "no"),
            ]
        })
        .collect();
    office.import(&log_of(&log.iter().map(Vec::as_slice).collect::<Vec<_>>()));
    for ascending in [true, false] {
        let found = rows(&office, &RegisterSearch { due: "overdue".to_owned(), ..ordered("due", ascending) });
        let mut places: Vec<(String, i64)> =
            found.iter().map(|row| (row.due.as_ref().unwrap().date.clone(), row.entry)).collect();
        if !ascending {
            places.reverse();
        }
        assert_eq!(places.len(), 450);
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "by date, then by entry, none twice");
    }
}

fn file(office: &mut Office, search: RegisterSearch, columns: &[&str]) -> (String, u64) {
    let columns = columns.iter().map(|column| (*column).to_owned()).collect();
    let (bytes, items) = office.desk.register_file(&RegisterExport { search, columns }, &mut Silent).unwrap();
    (String::from_utf8(bytes).unwrap(), items)
}

#[test]
fn what_is_shown_goes_into_a_file_whole_and_no_spreadsheet_runs_it() {
    let mut office = Office::new();
    office.import(&log_of(&[
        &[("request", "A-1"), ("agency", "=HYPERLINK(1)"), ("description", "plans, \"old\"")],
        &[("request", "A-2"), ("response", "withheld"), ("responded", "2026-10-08")],
        &[("request", "A-3"), ("information", "status"), ("recipient", "immigration_agency"), ("agency", "ICE")],
    ]));
    let before = office.sizes();
    let of = |ledger: &str| RegisterSearch { ledger: ledger.to_owned(), ..ordered("number", true) };
    let (text, items) = file(&mut office, of("disclosure"), &["ledger", "answer", "asked", "unheard of"]);
    assert_eq!(items, 2);
    assert_eq!(
        text,
        "Request,Item,Received,Who asks,What is asked,What became of it,Answered,Ledger\n\
         A-1,1,2026-10-07,'=HYPERLINK(1),\"plans, \"\"old\"\"\",Not answered yet,,Disclosures\n\
         A-2,1,2026-10-07,Moving company,forwarding address,Not given,2026-10-08,Disclosures\n"
    );
    let every = ["asked", "law", "answer", "due", "paper", "department", "officer", "ledger"];
    let (text, items) = file(&mut office, of("status_exchange"), &every);
    assert_eq!(items, 1);
    assert_eq!(
        text,
        "Request,Item,Received,Who asks,What is asked,What the law says,2(a) flag,What became of it,Answered,Due,\
         What is due,Paper,Department,Logged by,Ledger\n\
         A-3,1,2026-10-07,Immigration enforcement agency,Citizenship or immigration status,§ 1373 status exchange,none,\
         Not answered yet,,,,No paper,,Ada,§ 1373 exchanges\n"
    );
    let both = RegisterExport { search: RegisterSearch::default(), columns: Vec::new() };
    let error = office.desk.register_file(&both, &mut Silent).unwrap_err().to_string();
    assert!(error.contains("one ledger"), "the two are never mixed: {error}");
    assert_eq!(office.sizes(), before, "a file is no entry");
}

#[test]
fn a_file_has_every_page() {
    let mut office = Office::new();
    let numbers: Vec<String> = (0..2500).map(|number| format!("R-{number:04}")).collect();
    let log: Vec<Vec<(&str, &str)>> = numbers.iter().map(|number| vec![("request", number.as_str())]).collect();
    office.import(&log_of(&log.iter().map(Vec::as_slice).collect::<Vec<_>>()));
    let search = RegisterSearch { ledger: "disclosure".to_owned(), text: "forwarding".to_owned(), ..ordered("", true) };
    let (text, items) = file(&mut office, search, &[]);
    let written: Vec<&str> = text.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!((written, items), (numbers.iter().map(String::as_str).collect(), 2500));
}

#[test]
fn a_search_is_kept_by_its_name_renamed_by_saving_again_and_forgotten() {
    let mut office = Office::new();
    let search = RegisterSearch { due: "overdue".to_owned(), ..ordered("due", true) };
    let saving = |name: &str, instead_of: &str| SavingSearch {
        saved: SavedSearch { name: name.to_owned(), search: search.clone(), columns: vec!["due".to_owned()] },
        instead_of: instead_of.to_owned(),
    };
    let names =
        |kept: desk::pages::saved::RegisterKept| kept.saved.into_iter().map(|saved| saved.name).collect::<Vec<_>>();
    let kept = office.desk.save_search(&saving(" What is late ", "")).unwrap();
    let [saved] = kept.saved.as_slice() else { panic!("{kept:?}") };
    assert_eq!((saved.name.as_str(), &saved.search), ("What is late", &search));
    assert_eq!(names(office.desk.save_search(&saving("Late", "What is late")).unwrap()), ["Late"]);
    assert_eq!(names(office.desk.forget_search("Late").unwrap()), [""; 0]);
    assert_eq!(office.desk.register_kept().unwrap().columns, ["asked", "law", "answer"], "the usual ones");
    let columns = ["officer".to_owned(), "unheard of".to_owned(), "asked".to_owned()];
    assert_eq!(office.desk.keep_columns(&columns).unwrap().columns, ["asked", "officer"]);
    office.assert_holds();
}

#[test]
fn a_search_that_shows_a_person_is_not_kept() {
    let mut office = Office::new();
    let mut saving = SavingSearch {
        saved: SavedSearch { name: "One".to_owned(), search: RegisterSearch::default(), columns: Vec::new() },
        instead_of: String::new(),
    };
    for (name, text, agency) in
        [("One", "A 123 456 789", ""), ("A 123 456 789", "", ""), ("One", "", "A 123 456 789"), (" ", "x", "")]
    {
        saving.saved.name = name.to_owned();
        saving.saved.search.text = text.to_owned();
        saving.saved.search.agency = agency.to_owned();
        office.desk.save_search(&saving).unwrap_err();
        assert!(office.desk.register_kept().unwrap().saved.is_empty(), "{saving:?}");
    }
}
