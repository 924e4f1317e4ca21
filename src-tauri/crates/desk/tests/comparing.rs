//! Two quarters beside each other: the figures are those of their reports, and what was restated of each is told.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use desk::Error;
use desk::pages::comparing::{Comparing, ComparisonView};
use desk::ports::Silent;
use report::comparison::KeyFigure;
use support::{Office, PRACTICE, log_of, quarter};

fn compared(office: &Office, one: &str, other: &str) -> ComparisonView {
    let ask = Comparing { quarter: one.to_owned(), with: other.to_owned() };
    office.desk.compare_quarters(&ask).unwrap()
}

fn practice() -> Office {
    let mut office = Office::new();
    office.import(PRACTICE);
    office
}

#[test]
fn the_figures_are_those_of_the_reports_and_the_order_of_asking_is_none() {
    let office = practice();
    let before = office.sizes();
    let view = compared(&office, "2026-Q3", "2026-Q2");
    let [earlier, later] = ["2026-Q2", "2026-Q3"].map(|label| office.desk.account(quarter(label), None).unwrap());
    assert_eq!(view.earlier.quarter.id, "2026-Q2");
    assert_eq!((view.later.quarter.id.as_str(), view.later.complete), ("2026-Q3", true));
    let expected: Vec<(&str, &str, u64, u64)> = KeyFigure::ALL
        .iter()
        .map(|figure| {
            let (was, is) = (earlier.key_figures()[figure], later.key_figures()[figure]);
            (figure.as_str(), figure.label(), was, is)
        })
        .collect();
    let found: Vec<(&str, &str, u64, u64)> =
        view.figures.iter().map(|one| (one.figure.as_str(), one.label.as_str(), one.earlier, one.later)).collect();
    assert_eq!(found, expected);
    let received = &view.figures[0];
    assert!(received.earlier < received.later, "{received:?}");
    for one in &view.figures {
        let by = i128::from(one.later) - i128::from(one.earlier);
        let said = if by > 0 { format!("+{by}") } else { by.to_string().replace('-', "−") };
        assert_eq!(one.difference, said, "{one:?}");
    }
    assert_eq!(compared(&office, "FY2026-Q4", "FY2027-Q1"), view, "by either name, in either order");
    assert_eq!(view.restated, [], "no report was issued that could have said otherwise");
    let fewer = compared(&office, "2026-Q3", "2026-Q4");
    assert!(!fewer.later.complete, "its figures are not the last ones");
    let [first, ..] = &fewer.figures[..] else { panic!("there are figures") };
    assert_eq!((first.earlier, first.later, first.difference.as_str()), (152, 5, "−147"));
    assert_eq!(office.sizes(), before, "to compare appends nothing");
}

#[test]
fn what_a_report_said_and_is_not_so_any_more_is_told_of_each_quarter() {
    let mut office = practice();
    for label in ["2026-Q3", "2026-Q4"] {
        office.desk.issue_report(quarter(label), &mut Silent, |_| Ok(())).unwrap();
    }
    let issued = office.desk.issued_reports().unwrap();
    office.set_clock("2027-01-08T15:00:00Z");
    office.import(&log_of(&[
        &[("request", "late"), ("received", "2026-09-30"), ("agency", "ICE"), ("response", "pending")],
        &[("request", "later"), ("received", "2026-12-30"), ("agency", "ICE"), ("response", "pending")],
    ]));
    let view = compared(&office, "2026-Q3", "2026-Q4");
    let received: Vec<(&str, &str, u64, u64)> = view
        .restated
        .iter()
        .filter(|one| one.label == KeyFigure::Received.label())
        .map(|one| (one.quarter.id.as_str(), one.issued_as_of.as_str(), one.was, one.now))
        .collect();
    let (q4, q3) = (issued[0].as_of.as_str(), issued[1].as_of.as_str());
    assert_eq!(received, [("2026-Q3", q3, 152, 153), ("2026-Q4", q4, 5, 6)], "the earlier quarter first");
    let report: Vec<(&str, u64)> = view
        .restated
        .iter()
        .filter(|one| one.quarter.id == "2026-Q4")
        .map(|one| (one.label.as_str(), one.now))
        .collect();
    let account = office.desk.account(quarter("2026-Q4"), None).unwrap();
    let says: Vec<(&str, u64)> = account
        .comparison
        .restated
        .iter()
        .filter(|one| one.quarter == quarter("2026-Q4"))
        .map(|one| (one.figure.label(), one.now))
        .collect();
    assert_eq!(report, says, "as the report of the quarter tells it");
    office.assert_holds();
}

#[test]
fn what_is_no_quarter_and_a_quarter_with_itself_are_refused() {
    let office = Office::new();
    for (one, other, said) in [
        ("2026-Q3", "2026-Q3", "two different quarters"),
        ("2026-Q3", "FY2027-Q1", "two different quarters"),
        ("2026-Q3", "summer", "summer"),
        ("", "2026-Q3", "quarter"),
    ] {
        let ask = Comparing { quarter: one.to_owned(), with: other.to_owned() };
        let refused = office.desk.compare_quarters(&ask).unwrap_err();
        assert!(matches!(&refused, Error::Refused(words) if words.contains(said)), "{one} and {other}: {refused}");
    }
    let nothing = compared(&office, "1999-Q4", "2000-Q1");
    assert!(nothing.figures.iter().all(|one| one.difference == "0"), "of a quarter without an entry all are 0");
}
