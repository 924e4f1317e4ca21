//! The practice desk: the same program on made-up requests, in a store of its own, for two officers, so that asking a
//! second one and approving can be learned.

use std::path::Path;

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use ledger::{Kdf, Store, local_date};
use report::Quarter;
use report::entry::WaitsFor;

use super::contract;
use super::coverage::CertifyingNil;
use super::waits::Pausing;
use crate::error::Error;
use crate::import::ImportOptions;
use crate::office::{Desk, Opening as Way};
use crate::ports::{Clock, Entropy, Silent};
use crate::roles::Role;
use crate::settings::Settings;
use crate::{Founding, Passphrase};

contract! {
    /// An officer of the practice desk. The passphrase is shown: it keeps nothing that is real.
    pub struct Trainee {
        /// The officer's name.
        pub name: String,
        /// The officer's passphrase.
        pub passphrase: String,
    }
}

/// What the practice desk begins with: a quarter of fictional requests.
const LOG: &str = include_str!("../../practice/practice-2026-Q3.csv");
/// The last day that the log names. It was made for a desk that is opened after it.
const LAST_DAY: Date = Date::constant(2026, 11, 1);
/// Who works at the practice desk, each with a passphrase.
const TRAINEES: [(&str, &str); 2] =
    [("Practice officer", "one lamp in the window"), ("Second practice officer", "two boats under the bridge")];
/// What waits from the start: the request, for whom or what, and why.
const WAITS: [(&str, WaitsFor, &str); 2] = [
    ("P-109", WaitsFor::Solicitor, "Does the subpoena bind the City before a court enforces it?"),
    ("P-155", WaitsFor::Records, "The plans are in the archive and have to be fetched."),
];
/// The departments that report: those that the log names most, one that certified nil, and one that is silent.
const DEPARTMENTS: [&str; 6] = [
    "Central Services",
    "City Clerk",
    "Forbes Library",
    "Health and Human Services",
    "Law Department",
    "Police Department",
];
/// Which of them certified nil, and by whom.
const NIL: (&str, &str) = ("Central Services", "Director of Central Services");
/// Nobody needs to be kept from guessing a passphrase that is shown.
const CHEAP: Kdf = Kdf { memory_kib: 64, passes: 1, lanes: 1 };

/// The officers of the practice desk.
#[must_use]
pub fn trainees() -> Vec<Trainee> {
    let trainee =
        |(name, passphrase): &(&str, &str)| Trainee { name: (*name).to_owned(), passphrase: (*passphrase).to_owned() };
    TRAINEES.iter().map(trainee).collect()
}

/// The log with its dates moved by whole years, so that its last day is the latest that is not after `today`. Moved by
/// less, the ends of months and the hours around midnight would no longer fit each other.
fn log_for(today: Date) -> String {
    let years = years_between(LAST_DAY, today);
    let moved = |cell: &str| match cell.split_at_checked(DAY) {
        Some((day, time)) if time.is_empty() || time.starts_with('T') => {
            let day: Date = day.parse().ok()?;
            Some(format!("{}{time}", day.checked_add(years).ok()?))
        }
        Some(_) | None => None,
    };
    let lines = LOG.lines().map(|line| {
        let cells: Vec<String> = line.split(',').map(|cell| moved(cell).unwrap_or_else(|| cell.to_owned())).collect();
        cells.join(",")
    });
    lines.map(|line| line + "\n").collect()
}

/// The length of a day as it is written: `2026-10-07`.
const DAY: usize = 10;

/// The whole years by which `from` can be moved without coming after `today`.
fn years_between(from: Date, today: Date) -> Span {
    let before = (today.month(), today.day()) < (from.month(), from.day());
    (i32::from(today.year()) - i32::from(from.year()) - i32::from(before)).years()
}

impl Desk {
    /// Makes a practice record in an empty folder and opens it for its first officer: a fictional quarter, and a second
    /// officer to ask.
    ///
    /// # Errors
    /// What the store says; then there is no record.
    pub fn practise(folder: &Path, clock: Box<dyn Clock>, mut entropy: Box<dyn Entropy>) -> Result<Self, Error> {
        let [(first, passphrase), (second, second_passphrase)] = TRAINEES;
        let passphrase = Passphrase::new(passphrase.to_owned())?;
        let founding = Founding { office: "Practice office".to_owned(), officer: first.to_owned(), kdf: CHEAP };
        Self::found(folder, &founding, &passphrase, clock.as_ref(), entropy.as_mut())?;
        let second_passphrase = Passphrase::new(second_passphrase.to_owned())?;
        let mut store = Store::open(folder, None, &passphrase)?;
        let mut act = store.begin(clock.now(), entropy.as_mut())?;
        act.add_officer(second, Role::Reviewer.term(), &second_passphrase, CHEAP)?;
        act.commit()?;
        drop(store);
        // The second officer makes the passphrase their own, so that they can approve.
        let mut store = Store::open(folder, Some(second), &second_passphrase)?;
        let mut act = store.begin(clock.now(), entropy.as_mut())?;
        act.change_passphrase(&second_passphrase, &second_passphrase, CHEAP)?;
        act.commit()?;
        drop(store);
        let way = Way { store: folder, officer: Some(first), passphrase: &passphrase, read_only: false };
        let mut desk = Self::open(way, clock, entropy)?;
        let now = desk.clock.now();
        let departments = DEPARTMENTS.map(str::to_owned);
        let settings = Settings { departments: departments.iter().cloned().collect(), ..desk.settings.clone() };
        settings.keep(&desk.settings, &mut desk.store)?;
        desk.settings = settings;
        let options = ImportOptions { file: "the practice quarter", sheet: None, mapping: None, dry_run: false };
        desk.import(log_for(local_date(now)).as_bytes(), options, &mut Silent)?;
        desk.set_departments_reporting(&departments)?;
        // The log is of the quarter before the one that its last day lies in.
        let today = local_date(now);
        let last = LAST_DAY.checked_add(years_between(LAST_DAY, today)).unwrap_or(today);
        let (department, signer) = NIL;
        desk.record_nil(&CertifyingNil {
            quarter: Quarter::containing(last).previous().calendar(),
            department: department.to_owned(),
            signer: signer.to_owned(),
        })?;
        for (number, waits_for, reason) in WAITS {
            let (number, waits_for, reason) = (number.to_owned(), waits_for.to_string(), reason.to_owned());
            desk.pause_item(&Pausing { number, item: 1, waits_for, reason })?;
        }
        Ok(desk)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_log_stays_as_it_is_for_the_year_it_was_made_for() {
        assert_eq!(log_for(date(2026, 11, 1)), LOG);
        assert_eq!(log_for(date(2027, 10, 31)), LOG);
    }

    #[test]
    fn dates_move_by_whole_years_and_the_last_is_never_after_today() {
        for today in [date(2024, 2, 29), date(2026, 10, 31), date(2027, 11, 1), date(2031, 7, 15)] {
            let last = LAST_DAY.checked_add(years_between(LAST_DAY, today)).unwrap();
            assert!(last <= today, "{last} is not after {today}");
            assert!(last.checked_add(1.years()).unwrap() > today, "a year later would be");
        }
        assert!(log_for(date(2027, 12, 1)).contains("\nP-001,2027-06-08,"), "only the year is another");
    }

    #[test]
    fn the_last_day_of_the_log_is_known() {
        let days = LOG.split([',', '\n']).filter_map(|cell| cell.get(..DAY)?.parse::<Date>().ok());
        assert_eq!(days.max(), Some(LAST_DAY));
    }
}
