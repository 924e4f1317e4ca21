//! The desk and what this computer saw of its record: what is kept and when, that an older record is only read until
//! somebody types to go on, and that this is told at each check.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use desk::host::SeenFolder;
use desk::ledger::{Kdf, Lost};
use desk::pages::exchanges::ExchangeDraft;
use desk::ports::{Clock, Entropy, SeenHeads, Silent};
use desk::{Desk, Error, Founding, GoneOnBy, Memory, Opening, Passphrase, Timestamp};
use tempfile::TempDir;

struct ThatDay(&'static str);

impl Clock for ThatDay {
    fn now(&self) -> Timestamp {
        self.0.parse().unwrap()
    }
}

struct Seeded(u64);

impl Entropy for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = self.0.to_be_bytes()[0];
        }
        Ok(())
    }
}

/// A computer that can keep nothing.
struct Broken;

impl SeenHeads for Broken {
    fn remembered(&self, _desk: &str, _record: &Path) -> io::Result<Option<Memory>> {
        Ok(None)
    }

    fn remember(&mut self, _desk: &str, _record: &Path, _memory: &Memory) -> io::Result<()> {
        Err(io::ErrorKind::StorageFull.into())
    }
}

fn passphrase() -> Passphrase {
    Passphrase::new("four words nobody guesses".to_owned()).unwrap()
}

struct Place(TempDir);

impl Place {
    fn founded() -> Self {
        let place = Self(TempDir::new().unwrap());
        let kdf = Kdf { memory_kib: 64, passes: 1, lanes: 1 };
        let founding = Founding { office: "City Clerk".to_owned(), officer: "Ada".to_owned(), kdf };
        let clock = ThatDay("2027-01-02T15:00:00Z");
        Desk::found(&place.store(), &founding, &passphrase(), &clock, &mut Seeded(1)).unwrap();
        place
    }

    fn store(&self) -> PathBuf {
        self.0.path().join("store")
    }

    fn seen(&self) -> Box<SeenFolder> {
        Box::new(SeenFolder::at(self.0.path().join("seen")))
    }

    fn open(&self, day: &'static str) -> Desk {
        let passphrase = passphrase();
        let way = Opening { store: &self.store(), officer: None, passphrase: &passphrase, read_only: false };
        Desk::open(way, Box::new(ThatDay(day)), Box::new(Seeded(day.len() as u64 + 7))).unwrap()
    }

    /// The desk as a window opens it.
    fn looked(&self, day: &'static str) -> Desk {
        let mut desk = self.open(day);
        desk.look_back(self.seen());
        desk.keep_seen();
        desk
    }

    /// Copies the store; or puts a copy in its place.
    fn copy(from: &Path, to: &Path) {
        let _absent = fs::remove_dir_all(to);
        fs::create_dir(to).unwrap();
        for file in fs::read_dir(from).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
}

fn exchange(desk: &mut Desk) -> Result<(), Error> {
    let draft = ExchangeDraft {
        agency: "USCIS".to_owned(),
        received: "2027-01-02".to_owned(),
        channel: "portal".to_owned(),
        direction: "inquiry".to_owned(),
        instrument: "none".to_owned(),
        response: "no_such_record".to_owned(),
        responded: "2027-01-02".to_owned(),
    };
    desk.log_exchange(&draft).map(|_| ())
}

#[test]
fn an_older_record_is_only_read_until_somebody_types_to_go_on_and_each_check_tells_of_it() {
    let place = Place::founded();
    drop(place.looked("2027-01-02T16:00:00Z"));
    let older = place.0.path().join("older");
    Place::copy(&place.store(), &older);
    let mut desk = place.looked("2027-01-03T15:00:00Z");
    exchange(&mut desk).unwrap();
    desk.keep_seen();
    assert_eq!(desk.session(false).unwrap().lacking, None);
    drop(desk);
    Place::copy(&older, &place.store());

    let mut desk = place.looked("2027-01-05T15:00:00Z");
    assert_eq!(desk.regression().map(|found| found.lost), Some(Lost::OlderCopy));
    let lacking = desk.session(false).unwrap().lacking.unwrap();
    assert!(lacking.said.contains("it has 2 entries; on 3 January 2027 there were 4 entries"), "{}", lacking.said);
    assert_eq!(desk.verified(&mut Silent).unwrap().remarks, [lacking.said.as_str()], "the check tells of it");
    desk = desk.opened_anew(true).unwrap();
    let refused = exchange(&mut desk).unwrap_err().to_string();
    assert!(refused.contains("open for reading only"), "{refused}");
    assert!(desk.today().is_ok() && desk.session(false).unwrap().lacking.is_some(), "everything can be read");

    let refused = desk.go_on_as_typed("yes").unwrap_err().to_string();
    assert!(refused.contains(&lacking.words), "{refused}");
    assert!(desk.regression().is_some(), "nothing was accepted");
    desk.go_on_as_typed(" Go on  with this RECORD ").unwrap();
    desk = desk.opened_anew(false).unwrap();
    assert_eq!(desk.session(false).unwrap().lacking, None);
    exchange(&mut desk).unwrap();
    desk.keep_seen();
    let remarks = desk.verified(&mut Silent).unwrap().remarks;
    assert_eq!(
        remarks,
        [
            "On 5 January 2027 an officer chose to go on with the record as it then was, with 2 entries, although it did not \
          hold all of the 4 that had been seen on this computer on 3 January 2027."
        ]
    );
    drop(desk);
    let desk = place.looked("2027-01-06T15:00:00Z");
    assert_eq!(desk.regression(), None);
    assert_eq!(desk.remarks(), remarks, "at every later check");
}

#[test]
fn what_was_seen_is_kept_only_where_the_record_continues_from_it() {
    let place = Place::founded();
    let mut desk = place.open("2027-01-02T16:00:00Z");
    desk.keep_seen();
    assert!(!place.0.path().join("seen").exists(), "nobody asked to look back");
    desk.look_back(place.seen());
    assert!(!place.0.path().join("seen").exists(), "to look back keeps nothing");
    desk.keep_seen();
    let kept = |place: &Place| {
        let files: Vec<_> =
            fs::read_dir(place.0.path().join("seen")).unwrap().map(|file| file.unwrap().path()).collect();
        assert_eq!(files.len(), 1, "one file for one record, and nothing unfinished beside it");
        fs::read_to_string(&files[0]).unwrap()
    };
    let first = kept(&place);
    desk.keep_seen();
    assert_eq!(kept(&place), first);
    drop(desk);
    let older = place.0.path().join("older");
    Place::copy(&place.store(), &older);
    let mut desk = place.looked("2027-01-03T15:00:00Z");
    exchange(&mut desk).unwrap();
    desk.keep_seen();
    drop(desk);
    let second = kept(&place);
    assert_ne!(second, first);
    Place::copy(&older, &place.store());
    let mut desk = place.looked("2027-01-04T15:00:00Z");
    exchange(&mut desk).unwrap();
    desk.keep_seen();
    assert_eq!(kept(&place), second, "an older record takes no newer one's place, however far it goes on");
}

#[test]
fn the_last_twenty_times_that_the_desk_went_on_are_remembered() {
    let place = Place::founded();
    let older = place.0.path().join("older");
    drop(place.looked("2027-01-02T16:00:00Z"));
    Place::copy(&place.store(), &older);
    for _ in 0..22 {
        let mut desk = place.looked("2027-01-03T15:00:00Z");
        exchange(&mut desk).unwrap();
        desk.keep_seen();
        drop(desk);
        Place::copy(&older, &place.store());
        let mut desk = place.looked("2027-01-04T15:00:00Z");
        desk.go_on(GoneOnBy::Restore).unwrap();
        assert_eq!(desk.regression(), None);
    }
    assert_eq!(place.looked("2027-01-05T15:00:00Z").remarks().len(), 20);
}

#[test]
fn what_cannot_be_kept_is_told_at_the_check() {
    let place = Place::founded();
    let mut desk = place.open("2027-01-02T16:00:00Z");
    desk.look_back(Box::new(Broken));
    assert_eq!(desk.trouble(), None);
    desk.keep_seen();
    let [remark] = &desk.remarks()[..] else { panic!("one remark") };
    assert!(remark.contains("could not be kept: the disk is full."), "{remark}");
}
