//! The moments a request log gives: a day, or a local date and time, in Northampton's time zone.
//!
//! What may enter here: text from a log, and civil dates and times. What must never enter: the clock (what is "now"
//! comes in as an argument), the computer's time zone and its locale. The rules of America/New_York are compiled in, so
//! every computer reads the same log the same way.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The zone in which every date of the record is read.
static ZONE: TimeZone = jiff::tz::get!("America/New_York");

/// The day that the office's wall calendar shows at an instant.
#[must_use]
pub fn local_date(at: Timestamp) -> Date {
    at.to_zoned(ZONE.clone()).date()
}

/// The years a log can speak of: wide enough for any paper a city holds, narrow enough to notice `0026-10-07`.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2999;

/// The moment a log gives for something: a day, or a day with a local time, in America/New_York.
///
/// The text form, on every border, is `2026-10-07` or `2026-10-07T14:05`; seconds stand only where they are not zero,
/// and an offset only on the second pass through the hour that the end of daylight saving repeats
/// (`2026-11-01T01:30-05:00`). Each value has one text, and that text reads back as the same value.
///
/// Moments are ordered by day; within a day the one without a time comes first, then the others as they happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    date: Date,
    time: Option<TimeOfDay>,
}

/// A local time of day. The fields stand in the order that makes the derived ordering the order of events: New York
/// sets its clocks back from 02:00 to 01:00, so the whole second pass through an hour comes after the whole first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct TimeOfDay {
    hour: i8,
    second_pass: bool,
    minute: i8,
    second: i8,
}

/// Why a text is not a moment of the record. Each message says what is wrong with this value and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    /// The text is not written as a date or a date-time.
    #[error(
        "`{value}` is not written as a date: write it as 2026-10-07, with the time as 2026-10-07T14:05, or with an \
         offset as 2026-10-07T14:05-04:00"
    )]
    Form {
        /// The text, shortened.
        value: String,
    },
    /// The calendar has no such day.
    #[error(
        "`{value}`: there is no {year:04}-{month:02}-{day:02} in the calendar; check the month (01 to 12) and the day"
    )]
    NoSuchDay {
        /// The text, shortened.
        value: String,
        /// The year as written.
        year: i16,
        /// The month as written.
        month: i8,
        /// The day as written.
        day: i8,
    },
    /// The year is outside 1900 to 2999.
    #[error("`{value}`: the year {year:04} is outside 1900 to 2999; write the year with four digits, as in 2026-10-07")]
    Year {
        /// The text, shortened.
        value: String,
        /// The year as written or, with an offset, as it was in New York.
        year: i16,
    },
    /// The clock has no such time.
    #[error("`{value}`: there is no such time of day; hours go from 00 to 23, minutes and seconds from 00 to 59")]
    NoSuchTime {
        /// The text, shortened.
        value: String,
    },
    /// No zone has this offset from UTC.
    #[error("`{value}`: there is no such offset from UTC; New York is -04:00 in summer and -05:00 in winter")]
    NoSuchOffset {
        /// The text, shortened.
        value: String,
    },
    /// The local time falls into the hour that the start of daylight saving skips.
    #[error(
        "`{value}` does not exist: that night the clocks in New York went from 02:00 straight to 03:00; give a time \
         before 02:00 or from 03:00 on, or the day alone"
    )]
    Skipped {
        /// The text, shortened.
        value: String,
    },
}

impl When {
    /// Reads `2026-10-07`, `2026-10-07T14:05` or `2026-10-07T14:05:30` (a space may stand for the `T`), each date-time
    /// also with `Z` or an offset such as `-04:00`, which is then converted to New York's local time. Fractions of a
    /// second are cut. Without an offset, the hour that the end of daylight saving repeats is read as its first pass.
    ///
    /// # Errors
    /// [`WhenError`] where the text is not in one of these forms, or names a day or time that does not exist.
    pub fn parse(text: &str) -> Result<Self, WhenError> {
        let text = text.trim();
        let written = Written::read(text.as_bytes()).ok_or_else(|| WhenError::Form { value: shown(text) })?;
        let (year, month, day) = written.date;
        if !YEARS.contains(&year) {
            return Err(WhenError::Year { value: shown(text), year });
        }
        let date =
            Date::new(year, month, day).map_err(|_| WhenError::NoSuchDay { value: shown(text), year, month, day })?;
        let Some((hour, minute, second)) = written.time else { return Ok(Self { date, time: None }) };
        let time = Time::new(hour, minute, second, 0).map_err(|_| WhenError::NoSuchTime { value: shown(text) })?;
        let local = date.to_datetime(time);
        match written.offset_minutes {
            None => Self::first_pass(local).ok_or_else(|| WhenError::Skipped { value: shown(text) }),
            Some(minutes) => {
                let no_offset = || WhenError::NoSuchOffset { value: shown(text) };
                let offset = Offset::from_seconds(minutes * 60).map_err(|_| no_offset())?;
                let instant = offset.to_timestamp(local).map_err(|_| no_offset())?;
                let here = Self::at(instant);
                let year = here.date.year();
                if YEARS.contains(&year) { Ok(here) } else { Err(WhenError::Year { value: shown(text), year }) }
            }
        }
    }

    /// The moment of a local date and time in New York; fractions of a second are cut, and the repeated hour is read
    /// as its first pass.
    ///
    /// # Errors
    /// [`WhenError::Skipped`] where daylight saving skips that time, [`WhenError::Year`] outside 1900 to 2999.
    pub fn local(local: DateTime) -> Result<Self, WhenError> {
        let value = || local.strftime("%Y-%m-%dT%H:%M:%S").to_string();
        if !YEARS.contains(&local.year()) {
            return Err(WhenError::Year { value: value(), year: local.year() });
        }
        Self::first_pass(local).ok_or_else(|| WhenError::Skipped { value: value() })
    }

    /// The moment of a day without a time.
    ///
    /// # Errors
    /// [`WhenError::Year`] outside 1900 to 2999: what a two-digit year becomes when its form asks for four.
    pub fn on(date: Date) -> Result<Self, WhenError> {
        if YEARS.contains(&date.year()) {
            Ok(Self { date, time: None })
        } else {
            Err(WhenError::Year { value: date.to_string(), year: date.year() })
        }
    }

    /// The day, in New York.
    #[must_use]
    pub const fn date(&self) -> Date {
        self.date
    }

    /// Is a time of day given?
    #[must_use]
    pub const fn has_time(&self) -> bool {
        self.time.is_some()
    }

    /// The instant, where a time is given.
    #[must_use]
    pub fn instant(&self) -> Option<Timestamp> {
        let time = self.time?;
        let local = self.date.at(time.hour, time.minute, time.second, 0);
        let ambiguous = ZONE.to_ambiguous_timestamp(local);
        if time.second_pass { ambiguous.later().ok() } else { ambiguous.earlier().ok() }
    }

    /// Does this lie after `now`? A day without a time does where it comes after today in New York.
    #[must_use]
    pub fn is_future(&self, now: Timestamp) -> bool {
        match self.instant() {
            Some(instant) => instant > now,
            None => self.date > ZONE.to_datetime(now).date(),
        }
    }

    /// Does this come before `other`? By the day, unless both have a time.
    #[must_use]
    pub fn is_before(&self, other: &Self) -> bool {
        if self.has_time() && other.has_time() { self < other } else { self.date < other.date }
    }

    /// A local time that exists, read as the first pass where it happens twice; `None` where it is skipped.
    fn first_pass(local: DateTime) -> Option<Self> {
        match ZONE.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Gap { .. } => None,
            AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => Some(Self::of(local, false)),
        }
    }

    /// An instant as New York's clocks showed it.
    fn at(instant: Timestamp) -> Self {
        let (offset, local) = (ZONE.to_offset(instant), ZONE.to_datetime(instant));
        let second_pass = match ZONE.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Fold { after, .. } => offset == after,
            AmbiguousOffset::Gap { .. } | AmbiguousOffset::Unambiguous { .. } => false,
        };
        Self::of(local, second_pass)
    }

    fn of(local: DateTime, second_pass: bool) -> Self {
        let (hour, minute, second) = (local.hour(), local.minute(), local.second());
        Self { date: local.date(), time: Some(TimeOfDay { hour, second_pass, minute, second }) }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { date, time } = self;
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())?;
        let Some(TimeOfDay { hour, second_pass, minute, second }) = time else { return Ok(()) };
        write!(f, "T{hour:02}:{minute:02}")?;
        if *second != 0 {
            write!(f, ":{second:02}")?;
        }
        if *second_pass {
            // Whole hours, as every offset of New York in these years is.
            let hours = self.instant().map_or(0, |instant| ZONE.to_offset(instant).seconds() / 3600);
            write!(f, "{hours:+03}:00")?;
        }
        Ok(())
    }
}

impl FromStr for When {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<Self, WhenError> {
        Self::parse(text)
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = When;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date such as \"2026-10-07\" or a date-time such as \"2026-10-07T14:05\"")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<When, E> {
                When::parse(text).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// The numbers of a written moment, before anything is known about the calendar.
struct Written {
    date: (i16, i8, i8),
    time: Option<(i8, i8, i8)>,
    offset_minutes: Option<i32>,
}

impl Written {
    /// Reads the numbers; `None` where the text does not have the form.
    fn read(text: &[u8]) -> Option<Self> {
        let mut rest = Reader(text);
        let year = rest.two_digits().map(i16::from)? * 100 + rest.two_digits().map(i16::from)?;
        rest.mark(b"-")?;
        let month = rest.two_digits()?;
        rest.mark(b"-")?;
        let date = (year, month, rest.two_digits()?);
        if rest.is_empty() {
            return Some(Self { date, time: None, offset_minutes: None });
        }
        rest.mark(b"Tt ")?;
        let hour = rest.two_digits()?;
        rest.mark(b":")?;
        let minute = rest.two_digits()?;
        let mut second = 0;
        if rest.mark(b":").is_some() {
            second = rest.two_digits()?;
            if rest.mark(b".,").is_some() {
                rest.mark(b"0123456789")?;
                while rest.mark(b"0123456789").is_some() {}
            }
        }
        let time = Some((hour, minute, second));
        let offset_minutes = if rest.is_empty() { None } else { Some(rest.offset_minutes()?) };
        rest.is_empty().then_some(Self { date, time, offset_minutes })
    }
}

/// What is left of a text.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes one byte, if it is one of these.
    fn mark(&mut self, allowed: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        allowed.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    fn two_digits(&mut self) -> Option<i8> {
        match self.0 {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9', rest @ ..] => {
                self.0 = rest;
                i8::try_from((tens - b'0') * 10 + (ones - b'0')).ok()
            }
            _ => None,
        }
    }

    /// `Z`, `-04:00`, `-0400` or `-04`, in minutes east of UTC; hours over 23 or minutes over 59 come out as more
    /// than a day, which no offset is.
    fn offset_minutes(&mut self) -> Option<i32> {
        const NO_OFFSET: i32 = 48 * 60;
        let sign = match self.mark(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Some(0),
        };
        let hours = i32::from(self.two_digits()?);
        let mut minutes = 0;
        if !self.is_empty() {
            // With or without the colon: both are ISO 8601.
            let _ = self.mark(b":");
            minutes = i32::from(self.two_digits()?);
        }
        Some(if hours > 23 || minutes > 59 { NO_OFFSET } else { sign * (hours * 60 + minutes) })
    }
}

/// A value for a message: one line, not longer than a moment can be.
fn shown(text: &str) -> String {
    const MOST: usize = 40;
    let mut short: String = text.chars().take(MOST).flat_map(char::escape_debug).collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn when(text: &str) -> When {
        When::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn instant(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn every_accepted_form_has_one_canonical_text() {
        for (given, canonical) in [
            ("2026-10-07", "2026-10-07"),
            (" 2026-10-07\t", "2026-10-07"),
            ("2026-10-07T14:05", "2026-10-07T14:05"),
            ("2026-10-07 14:05", "2026-10-07T14:05"),
            ("2026-10-07t14:05:00", "2026-10-07T14:05"),
            ("2026-10-07T14:05:09", "2026-10-07T14:05:09"),
            ("2026-10-07T14:05:09.987", "2026-10-07T14:05:09"),
            ("2026-10-07T18:05Z", "2026-10-07T14:05"),
            ("2026-10-07T14:05-04:00", "2026-10-07T14:05"),
            ("2026-10-07T14:05:00-0400", "2026-10-07T14:05"),
            ("2026-10-07T11:05-07", "2026-10-07T14:05"),
            ("2026-10-01T01:00+00:00", "2026-09-30T21:00"),
            ("2026-12-31T23:59:59", "2026-12-31T23:59:59"),
            ("2028-02-29", "2028-02-29"),
            ("1900-01-01", "1900-01-01"),
            ("2999-12-31T23:59", "2999-12-31T23:59"),
        ] {
            assert_eq!(when(given).to_string(), canonical, "{given}");
        }
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        fn kind(text: &str) -> &'static str {
            match When::parse(text) {
                Ok(when) => panic!("{text} was read as {when}"),
                Err(error) => {
                    assert!(!error.to_string().contains('\n'), "one line: {error}");
                    match error {
                        WhenError::Form { .. } => "form",
                        WhenError::NoSuchDay { .. } => "day",
                        WhenError::Year { .. } => "year",
                        WhenError::NoSuchTime { .. } => "time",
                        WhenError::NoSuchOffset { .. } => "offset",
                        WhenError::Skipped { .. } => "skipped",
                    }
                }
            }
        }
        for (text, why) in [
            ("", "form"),
            ("10/07/2026", "form"),
            ("2026-10-7", "form"),
            ("20261007", "form"),
            ("2026-10-07T", "form"),
            ("2026-10-07T14", "form"),
            ("2026-10-07T14:05:", "form"),
            ("2026-10-07T14:05:00.", "form"),
            ("2026-10-07T14:05 EST", "form"),
            ("2026-10-07Z", "form"),
            ("2026-10-07T14:05-04:00:00", "form"),
            ("2026-10-07T14:05Zulu", "form"),
            ("２０２６-10-07", "form"),
            ("2026-02-30", "day"),
            ("2026-13-01", "day"),
            ("2026-00-10", "day"),
            ("2026-02-29", "day"),
            ("0026-10-07", "year"),
            ("1899-12-31", "year"),
            ("3000-01-01", "year"),
            ("1900-01-01T00:00Z", "year"),
            ("2999-12-31T23:59-12:00", "year"),
            ("2026-10-07T24:00", "time"),
            ("2026-10-07T23:60", "time"),
            ("2026-10-07T23:59:60", "time"),
            ("2026-10-07T14:05-99:00", "offset"),
            ("2026-10-07T14:05+04:75", "offset"),
            ("2026-03-08T02:00", "skipped"),
            ("2026-03-08T02:30", "skipped"),
            ("2026-03-08T02:59:59", "skipped"),
        ] {
            assert_eq!(kind(text), why, "{text}");
        }
        let long = When::parse(&"9\n".repeat(5_000)).unwrap_err().to_string();
        assert!(long.len() < 300, "a message stays short: {long}");
    }

    #[test]
    fn the_skipped_hour_has_edges_that_exist() {
        assert_eq!(when("2026-03-08T01:59:59").instant(), Some(instant("2026-03-08T06:59:59Z")));
        assert_eq!(when("2026-03-08T03:00").instant(), Some(instant("2026-03-08T07:00:00Z")));
        assert_eq!(when("2026-03-08T07:00Z"), when("2026-03-08T03:00"));
        assert_eq!(
            When::local(Date::constant(2026, 3, 8).at(2, 30, 0, 0)).unwrap_err(),
            WhenError::Skipped { value: "2026-03-08T02:30:00".to_owned() }
        );
    }

    #[test]
    fn the_repeated_hour_is_read_as_the_first_unless_an_offset_says_otherwise() {
        let first = when("2026-11-01T01:30");
        assert_eq!(first.instant(), Some(instant("2026-11-01T05:30:00Z")));
        assert_eq!(when("2026-11-01T01:30-04:00"), first);
        assert_eq!(when("2026-11-01T05:30Z"), first);
        let second = when("2026-11-01T01:30-05:00");
        assert_eq!(second.instant(), Some(instant("2026-11-01T06:30:00Z")));
        assert_eq!(when("2026-11-01T06:30Z"), second);
        assert_eq!(second.to_string(), "2026-11-01T01:30-05:00");
        assert!(first.is_before(&second) && when("2026-11-01T01:59") < when("2026-11-01T01:00-05:00"));
        assert_eq!(when("2026-11-01T02:00-05:00").to_string(), "2026-11-01T02:00");
    }

    #[test]
    fn the_last_second_of_a_quarter_belongs_to_it_in_new_york() {
        assert_eq!(when("2026-10-01T03:59:59Z").date(), Date::constant(2026, 9, 30));
        assert_eq!(when("2026-10-01T04:00:00Z").date(), Date::constant(2026, 10, 1));
        assert_eq!(when("2027-01-01T04:59:59Z").date(), Date::constant(2026, 12, 31));
        assert_eq!(when("2027-01-01T05:00:00Z").date(), Date::constant(2027, 1, 1));
    }

    #[test]
    fn the_future_begins_after_today_or_after_now() {
        // 23:30 in New York on 7 October; already the 8th in UTC.
        let now = instant("2026-10-08T03:30:00Z");
        for (text, future) in [
            ("2026-10-07", false),
            ("2026-10-08", true),
            ("2026-10-07T23:30", false),
            ("2026-10-07T23:30:01", true),
            ("2026-10-08T03:30Z", false),
        ] {
            assert_eq!(when(text).is_future(now), future, "{text}");
        }
    }

    #[test]
    fn a_day_without_a_time_is_before_only_a_later_day() {
        assert!(!when("2026-10-07").is_before(&when("2026-10-07T14:05")));
        assert!(!when("2026-10-07T14:05").is_before(&when("2026-10-07")));
        assert!(when("2026-10-07T14:04").is_before(&when("2026-10-07T14:05")));
        assert!(when("2026-10-06T23:00").is_before(&when("2026-10-07")));
    }

    #[test]
    fn dates_from_a_mapping_keep_the_bounds() {
        assert_eq!(When::on(Date::constant(2026, 10, 7)), Ok(when("2026-10-07")));
        assert!(matches!(When::on(Date::constant(26, 10, 7)), Err(WhenError::Year { year: 26, .. })));
        assert!(matches!(When::local(Date::constant(26, 10, 7).at(1, 0, 0, 0)), Err(WhenError::Year { .. })));
        let cut = When::local(Date::constant(2026, 11, 1).at(1, 30, 5, 999)).unwrap();
        assert_eq!(cut, when("2026-11-01T01:30:05"));
    }

    #[test]
    fn json_holds_the_canonical_text() {
        let second = when("2026-11-01T01:30:07-05:00");
        let json = serde_json::to_string(&second).unwrap();
        assert_eq!(json, "\"2026-11-01T01:30:07-05:00\"");
        assert_eq!(serde_json::from_str::<When>(&json).unwrap(), second);
        let refused = serde_json::from_str::<When>("\"2026-02-30\"").unwrap_err().to_string();
        assert!(refused.contains("2026-02-30"), "{refused}");
    }

    #[test]
    fn a_moment_stays_small() {
        assert!(size_of::<When>() <= 8, "three of them stand in every row");
    }

    /// The ordering of local times relies on it: clocks go back from 02:00 to 01:00, and every offset is whole hours.
    #[test]
    fn every_repeated_hour_of_new_york_is_the_one_from_01_to_02() {
        let mut repeated = 0;
        for change in ZONE.following(instant("1900-01-01T00:00:00Z")) {
            let after = ZONE.to_datetime(change.timestamp());
            if after.year() > *YEARS.end() {
                break;
            }
            assert_eq!(change.offset().seconds() % 3600, 0, "{after}");
            if let AmbiguousOffset::Fold { .. } = ZONE.to_ambiguous_timestamp(after).offset() {
                repeated += 1;
                assert_eq!((after.hour(), after.minute()), (1, 0), "{after}");
                let end = after.checked_add(jiff::Span::new().hours(1)).unwrap();
                assert!(matches!(ZONE.to_ambiguous_timestamp(end).offset(), AmbiguousOffset::Unambiguous { .. }));
            }
        }
        assert!(repeated > 900, "one a year since 1918: {repeated}");
    }

    /// Whole seconds from 1900-01-02 to 2999-12-30.
    fn seconds() -> impl Strategy<Value = i64> {
        let at = |text: &str| instant(text).as_second();
        let all = at("1900-01-02T00:00:00Z")..at("2999-12-30T00:00:00Z");
        let autumn = at("2026-11-01T04:30:00Z")..at("2026-11-01T08:00:00Z");
        prop_oneof![all, autumn]
    }

    proptest! {
        #[test]
        fn every_instant_survives_text_and_back(second in seconds()) {
            let given = Timestamp::from_second(second).unwrap();
            let read = when(&given.to_string());
            prop_assert_eq!(read.instant(), Some(given));
            prop_assert_eq!(when(&read.to_string()), read);
        }

        #[test]
        fn order_is_the_order_of_events(one in seconds(), other in seconds()) {
            let of = |second: i64| when(&Timestamp::from_second(second).unwrap().to_string());
            prop_assert_eq!(of(one).cmp(&of(other)), one.cmp(&other));
        }

        #[test]
        fn every_day_survives_text_and_back(year in 1900i16..=2999, day in 1i16..=365) {
            let date = Date::new(year, 1, 1).unwrap().with().day_of_year(day).build().unwrap();
            let day = When::on(date).unwrap();
            prop_assert_eq!(when(&day.to_string()), day);
            prop_assert_eq!(when(&date.to_string()), day);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}|[0-9TZtz:.+ -]{0,40}") {
            let _ = When::parse(&text);
        }
    }
}
