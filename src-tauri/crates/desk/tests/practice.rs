//! The practice desk: made whatever day the computer has, for two officers.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

use desk::host::SystemEntropy;
use desk::pages::practice::trainees;
use desk::ports::{Clock, Silent};
use desk::{Desk, Opening, Passphrase, Timestamp};

/// A clock that stands at one moment.
#[derive(Clone, Copy)]
struct At(Timestamp);
impl Clock for At {
    fn now(&self) -> Timestamp {
        self.0
    }
}

#[test]
fn it_is_made_on_any_day_and_holds() {
    let mut works = Vec::new();
    for now in ["2024-02-29T17:00:00Z", "2026-10-31T16:00:00Z", "2026-11-05T15:00:00Z", "2031-07-15T12:00:00Z"] {
        let folder = tempfile::tempdir().unwrap();
        let clock = At(now.parse().unwrap());
        let desk = Desk::practise(&folder.path().join("record"), Box::new(clock), Box::new(SystemEntropy)).unwrap();
        assert_eq!(desk.verify(&[], &mut Silent).unwrap().problems, [], "{now}");
        let today = desk.today().unwrap();
        assert!(today.needs_total > 0, "something is to be done on {now}");
        works.push((today.record.entries, today.needs_total));
    }
    works.dedup();
    assert_eq!(works.len(), 1, "it is the same work on every day: {works:?}");
}

#[test]
fn each_of_its_officers_opens_it_with_the_passphrase_that_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("record");
    let clock = At("2026-11-05T15:00:00Z".parse().unwrap());
    drop(Desk::practise(&place, Box::new(clock), Box::new(SystemEntropy)).unwrap());
    for officer in trainees() {
        let passphrase = Passphrase::new(officer.passphrase).unwrap();
        let way = Opening { store: &place, officer: Some(&officer.name), passphrase: &passphrase, read_only: false };
        let desk = Desk::open(way, Box::new(clock), Box::new(SystemEntropy)).unwrap();
        let session = desk.session(true).unwrap();
        assert_eq!((session.officer, session.given_passphrase), (officer.name, false));
        assert_eq!(desk.officers().unwrap().officers.len(), 2);
    }
}
