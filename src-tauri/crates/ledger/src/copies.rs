//! Copies of a store that nobody has to think of: verified backups in a folder beside the store's own, thinned as they
//! grow old.
//!
//! They help against a damaged or deleted store, and not against a lost disk: they lie on the same one. A file's name
//! says when it was made and how many entries it holds; what must never enter it: anything of what the entries say.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::iter;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::store::Store;
use crate::{Error, Progress, files, local_date};

/// One copy in the folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AutomaticCopy {
    /// When it was made, to the second.
    pub at: Timestamp,
    /// The entries of both logs that it holds.
    pub entries: u64,
    /// The size of its file, in bytes.
    pub bytes: u64,
    /// Its file.
    pub path: PathBuf,
}

/// Copies that were made in the last two days are all kept.
const ALL_OF: SignedDuration = SignedDuration::from_hours(48);
/// Of what is older, the newest copy of so many days is kept, then of so many weeks, then of so many months.
const DAYS: usize = 12;
const WEEKS: usize = 10;
const MONTHS: usize = 9;
/// No two copies are made within this time, however much is entered.
const APART: SignedDuration = SignedDuration::from_mins(30);

/// What a copy is called while it is being made. The next one takes its place, whatever became of this one.
const UNFINISHED: &str = "unfinished";
const BEFORE: &str = "record-";
const AFTER: &str = ".backup";
/// The moment in a file's name, in UTC.
const MOMENT: &str = "%Y%m%dT%H%M%SZ";

/// The name of a copy: `record-20261105T150000Z-1290.backup`.
fn name(at: Timestamp, entries: u64) -> String {
    format!("{BEFORE}{}-{entries}{AFTER}", at.strftime(MOMENT))
}

/// What a file's name says, if it is one that [`name`] gives, to the letter.
fn read_name(text: &str) -> Option<(Timestamp, u64)> {
    let (moment, entries) = text.strip_prefix(BEFORE)?.strip_suffix(AFTER)?.split_once('-')?;
    let at = jiff::civil::DateTime::strptime(MOMENT, moment).ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    let entries = entries.parse().ok()?;
    (name(at, entries) == text).then_some((at, entries))
}

/// The folder of a store's copies: beside the store's own, so that what happens to that one does not happen to them.
fn folder_of(store: &Path) -> Result<PathBuf, Error> {
    files::beside(store, "-copies")
}

/// Which of these copies go, by the moments at which they were made: of the last two days all stay; then the newest of
/// each of 12 days, of 10 weeks, of 9 months. Days, weeks (from Monday) and months are those of New York, and only those
/// count that have a copy. The newest always stays, and so does what says it was made later than now.
#[must_use]
pub fn thin(copies: &[Timestamp], now: Timestamp) -> BTreeSet<Timestamp> {
    let spans = [(DAYS, itself as Beginning), (WEEKS, monday_of), (MONTHS, Date::first_of_month)];
    let mut places = spans.into_iter().flat_map(|(count, span)| iter::repeat_n(span, count)).peekable();
    // What was kept before is newer: another copy of the same day, week or month adds nothing to it.
    let mut kept_before: Option<Date> = None;
    let mut gone = BTreeSet::new();
    for at in copies.iter().collect::<BTreeSet<_>>().into_iter().rev() {
        let day = local_date(*at);
        let stays = now.duration_since(*at) < ALL_OF
            || places.next_if(|span| kept_before.is_none_or(|kept| span(kept) != span(day))).is_some();
        if stays {
            kept_before = Some(day);
        } else {
            gone.insert(*at);
        }
    }
    gone
}

/// The first day of the span of time that a day is in.
type Beginning = fn(Date) -> Date;

fn itself(day: Date) -> Date {
    day
}

/// The day on which the week of this one began.
fn monday_of(day: Date) -> Date {
    day.iso_week_date().first_of_week().map_or(day, |monday| monday.date())
}

impl Store {
    /// The copies in the folder beside this store, the oldest first. Files that the program did not name are none.
    ///
    /// # Errors
    /// [`Error::File`] if the folder cannot be read.
    pub fn copies(&self) -> Result<Vec<AutomaticCopy>, Error> {
        let folder = folder_of(&self.folder)?;
        let listed = match fs::read_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            listed => listed.map_err(Error::reading(&folder))?,
        };
        let mut copies = Vec::new();
        for entry in listed {
            let entry = entry.map_err(Error::reading(&folder))?;
            let file = entry.metadata().map_err(Error::reading(&folder))?;
            let read = entry.file_name().to_str().and_then(read_name);
            if let Some((at, entries)) = read.filter(|_| file.is_file()) {
                copies.push(AutomaticCopy { at, entries, bytes: file.len(), path: entry.path() });
            }
        }
        copies.sort();
        Ok(copies)
    }

    /// Is it time for a copy? It is when the record holds what no copy holds, and the newest was not made just now.
    ///
    /// # Errors
    /// [`Error::File`] if the folder of the copies cannot be read.
    pub fn copy_is_due(&self, now: Timestamp) -> Result<bool, Error> {
        let copies = self.copies()?;
        let held = copies.iter().any(|copy| copy.entries == self.entries());
        let just_now = |copy: &AutomaticCopy| (SignedDuration::ZERO..APART).contains(&now.duration_since(copy.at));
        Ok(!held && !copies.iter().any(just_now))
    }

    /// Makes a copy in the folder beside this store, as [`Store::backup`] does, and then removes those that
    /// [`thin`] names. A copy that cannot be removed stays until the next time. `progress` is asked as by
    /// [`Store::verify`].
    ///
    /// # Errors
    /// [`Error::NoCopy`], with the reason; [`Error::Stopped`]. Then nothing was removed.
    pub fn make_copy(&self, now: Timestamp, progress: &mut Progress<'_>) -> Result<(), Error> {
        self.write_copy(now, progress).map_err(|reason| {
            if matches!(reason, Error::Stopped) { reason } else { Error::NoCopy { reason: Box::new(reason) } }
        })
    }

    fn write_copy(&self, now: Timestamp, progress: &mut Progress<'_>) -> Result<(), Error> {
        let folder = folder_of(&self.folder)?;
        files::folder(&folder)?;
        let unfinished = folder.join(UNFINISHED);
        self.write_backup(&unfinished, progress)?;
        let copy = folder.join(name(now, self.entries()));
        fs::rename(&unfinished, &copy).map_err(Error::writing(&copy))?;
        files::sync_folder(&folder)?;
        let copies = self.copies()?;
        let moments: Vec<_> = copies.iter().map(|copy| copy.at).collect();
        let gone = thin(&moments, now);
        for copy in copies.iter().filter(|copy| gone.contains(&copy.at)) {
            files::discard(&copy.path);
        }
        files::sync_folder(&folder)
    }

    fn entries(&self) -> u64 {
        u64::try_from(self.end.events).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn moment(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    /// Hours before noon of a day in New York.
    const NOON: &str = "2026-11-05T17:00:00Z";
    fn before(hours: i64) -> Timestamp {
        moment(NOON) - SignedDuration::from_hours(hours)
    }

    #[test]
    fn only_a_name_that_the_program_gives_is_a_copy() {
        let at = moment("2026-11-05T15:00:00Z");
        assert_eq!(name(at, 1290), "record-20261105T150000Z-1290.backup");
        assert_eq!(read_name("record-20261105T150000Z-1290.backup"), Some((at, 1290)));
        for other in [
            "record-20261105T150000Z-1290.backup~",
            "record-20261105T150000Z-1290.backup.partial",
            "record-20261105T150000Z-01290.backup",
            "record-20261105T150000Z-+1290.backup",
            "record-20261105T150000Z-.backup",
            "record-20261105T150000Z.backup",
            "record-20261305T150000Z-1290.backup",
            "record-2026115T150000Z-1290.backup",
            "Record-20261105T150000Z-1290.backup",
            "record-20261105T150000Z-1290-2.backup",
            "our record-20261105T150000Z-1290.backup",
            "unfinished",
            "",
        ] {
            assert_eq!(read_name(other), None, "{other}");
        }
    }

    #[test]
    fn two_days_stay_whole_then_one_a_day_a_week_a_month() {
        let hourly: Vec<_> = (0..24 * 800).map(before).collect();
        let gone = thin(&hourly, moment(NOON));
        let kept: Vec<_> = hourly.iter().filter(|at| !gone.contains(at)).collect();
        let (whole, older) = kept.split_at(48);
        assert_eq!(whole.last(), Some(&&before(47)), "two days, hour by hour");
        let days: Vec<String> = older.iter().map(|at| local_date(**at).to_string()).collect();
        assert_eq!(
            days,
            [
                "2026-11-02",
                "2026-11-01",
                "2026-10-31",
                "2026-10-30",
                "2026-10-29",
                "2026-10-28",
                "2026-10-27",
                "2026-10-26",
                "2026-10-25",
                "2026-10-24",
                "2026-10-23",
                "2026-10-22", // 12 days
                "2026-10-18",
                "2026-10-11",
                "2026-10-04",
                "2026-09-27",
                "2026-09-20",
                "2026-09-13",
                "2026-09-06",
                "2026-08-30",
                "2026-08-23",
                "2026-08-16", // the Sundays of 10 weeks
                "2026-07-31",
                "2026-06-30",
                "2026-05-31",
                "2026-04-30",
                "2026-03-31",
                "2026-02-28",
                "2026-01-31",
                "2025-12-31",
                "2025-11-30", // the ends of 9 months
            ]
        );
    }

    #[test]
    fn a_day_is_one_of_the_office_and_not_of_greenwich() {
        // 23:30 and 0:30 in New York, both on one day in Greenwich.
        let (evening, night) = (moment("2026-10-21T03:30:00Z"), moment("2026-10-21T04:30:00Z"));
        assert_eq!(thin(&[evening, night], moment(NOON)), BTreeSet::new());
        let morning = moment("2026-10-21T14:00:00Z");
        assert_eq!(thin(&[evening, night, morning], moment(NOON)), BTreeSet::from([night]));
    }

    #[test]
    fn a_lone_copy_stays_however_old_and_what_is_later_than_now_stays() {
        assert_eq!(thin(&[before(24 * 9000)], moment(NOON)), BTreeSet::new());
        let ahead: Vec<_> = (1..100).map(|hours| before(-hours)).collect();
        assert_eq!(thin(&ahead, moment(NOON)), BTreeSet::new(), "a clock that was set back removes nothing");
    }

    fn copies() -> impl Strategy<Value = Vec<Timestamp>> {
        // Minutes around now: most of the last weeks, some of the last years, some after now.
        let minutes = prop_oneof![4 => 0..60_000_i64, 2 => 0..1_500_000_i64, 1 => -5_000..0_i64];
        prop::collection::vec(minutes.prop_map(|ago| moment(NOON) - SignedDuration::from_mins(ago)), 0..200)
    }

    fn left(copies: &[Timestamp], now: Timestamp) -> Vec<Timestamp> {
        let gone = thin(copies, now);
        copies.iter().copied().filter(|at| !gone.contains(at)).collect()
    }

    proptest! {
        #[test]
        fn thinning_keeps_the_newest_and_is_bounded_and_settled(copies in copies(), turned in any::<prop::sample::Index>()) {
            let now = moment(NOON);
            let kept = left(&copies, now);
            prop_assert_eq!(kept.iter().max(), copies.iter().max(), "the newest stays");
            let older: BTreeSet<_> = kept.iter().filter(|at| now.duration_since(**at) >= ALL_OF).collect();
            prop_assert!(older.len() <= DAYS + WEEKS + MONTHS);
            let recent = |copies: &[Timestamp]| copies.iter().filter(|at| now.duration_since(**at) < ALL_OF).count();
            prop_assert_eq!(recent(&kept), recent(&copies), "two days stay whole");
            prop_assert_eq!(thin(&kept, now), BTreeSet::new(), "once thinned, nothing more goes");
            let mut other = copies.clone();
            if !other.is_empty() {
                other.rotate_left(turned.index(copies.len()));
                other.reverse();
            }
            prop_assert_eq!(thin(&other, now), thin(&copies, now), "the order of the folder says nothing");
        }

        #[test]
        fn thinned_day_by_day_a_record_keeps_a_copy_of_about_every_age(gaps in prop::collection::vec(1..72_i64, 1..120)) {
            let mut copies = Vec::new();
            let mut now = moment(NOON);
            for gap in gaps {
                now += SignedDuration::from_hours(gap);
                copies.push(now);
                copies = left(&copies, now);
                prop_assert!(copies.contains(&now), "what was just made stays");
                prop_assert!(copies.len() <= 48 + DAYS + WEEKS + MONTHS);
            }
        }
    }
}
