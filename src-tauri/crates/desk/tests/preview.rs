//! The pages of a report that are looked at before it is exported: those of the PDF, and looking leaves no trace.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use desk::pages::preview::{PreviewPage, PreviewWanted};
use desk::ports::{Progress, Silent};
use desk::{Edition, Error};
use support::{Office, PRACTICE, log_of};

fn wanted(edition: Edition, page: u64) -> PreviewWanted {
    PreviewWanted { quarter: "2026-Q3".to_owned(), edition: edition.as_str().to_owned(), page }
}

fn looked(office: &mut Office, edition: Edition, page: u64) -> PreviewPage {
    office.desk.preview(&wanted(edition, page), &mut Silent).unwrap()
}

/// Counts how often somebody was asked whether to go on: only counting the record asks.
#[derive(Default)]
struct Asked(u64);

impl Progress for Asked {
    fn at(&mut self, _done: u64, _of: u64) -> std::ops::ControlFlow<()> {
        self.0 += 1;
        std::ops::ControlFlow::Continue(())
    }
}

#[test]
fn every_page_of_both_editions_can_be_seen_and_nothing_is_recorded_or_noted() {
    let mut office = Office::new();
    office.import(PRACTICE);
    let (sizes, noted) = (office.sizes(), office.desk.access_log(None).unwrap());
    let mut first = Vec::new();
    for edition in Edition::ALL {
        let shown = looked(&mut office, *edition, 1);
        assert_eq!((shown.page, shown.of > 3), (1, true));
        let images: Vec<String> =
            (1..=shown.of).map(|page| looked(&mut office, *edition, page)).map(|shown| shown.image).collect();
        assert!(images.iter().all(|image| image.starts_with("<svg") && image.len() > 1_000));
        assert!(images.windows(2).all(|pair| pair[0] != pair[1]), "each page is its own");
        assert_eq!(looked(&mut office, *edition, 99).page, shown.of, "past the end it is the last");
        assert_eq!(looked(&mut office, *edition, 0).page, 1);
        first.push(shown.image);
    }
    assert_ne!(first[0], first[1], "the edition stands on the page");
    assert_eq!(office.sizes(), sizes);
    assert_eq!(office.desk.access_log(None).unwrap(), noted, "looking is no entry of the access log");
    office.assert_holds();
}

#[test]
fn the_next_page_is_there_without_counting_again_and_what_is_entered_or_another_day_lays_it_out_anew() {
    let mut office = Office::new();
    office.import(PRACTICE);
    let look = |office: &mut Office, edition, page| {
        let mut asked = Asked::default();
        let shown = office.desk.preview(&wanted(edition, page), &mut asked).unwrap();
        (asked.0 > 0, shown)
    };
    let (counted, first) = look(&mut office, Edition::Internal, 1);
    assert!(counted);
    let (counted, second) = look(&mut office, Edition::Internal, 2);
    assert_eq!((counted, &second.as_of), (false, &first.as_of));
    office.set_clock("2026-11-22T16:00:00Z");
    assert_eq!(look(&mut office, Edition::Internal, 1), (false, first.clone()), "the same document, an hour later");
    office.import(&log_of(&[&[("request", "late"), ("received", "2026-09-30"), ("agency", "ICE")]]));
    let (counted, anew) = look(&mut office, Edition::Internal, 1);
    assert!(counted && anew.image != first.image && anew.as_of > first.as_of, "{}", anew.as_of);
    office.set_clock("2026-11-23T16:00:00Z");
    assert!(look(&mut office, Edition::Internal, 1).0, "seals and quarters end with the day");
    assert!(look(&mut office, Edition::Public, 1).0, "the other edition is another document");
    assert!(look(&mut office, Edition::Internal, 1).0, "and one is kept, not both");
}

#[test]
fn what_is_no_edition_or_no_quarter_is_refused_and_looking_can_be_stopped() {
    struct Stop;
    impl Progress for Stop {
        fn at(&mut self, _done: u64, _of: u64) -> std::ops::ControlFlow<()> {
            std::ops::ControlFlow::Break(())
        }
    }
    let mut office = Office::new();
    let asked = |quarter: &str, edition: &str| PreviewWanted {
        quarter: quarter.to_owned(),
        edition: edition.to_owned(),
        page: 1,
    };
    for wrong in [asked("summer", "public"), asked("2026-Q3", "secret")] {
        assert!(matches!(office.desk.preview(&wrong, &mut Silent), Err(Error::Refused(_))), "{wrong:?}");
    }
    let stopped = office.desk.preview(&wanted(Edition::Internal, 1), &mut Stop);
    assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
    assert_eq!(looked(&mut office, Edition::Public, 1).page, 1, "a quarter without an entry has its pages, too");
}
