//! A quarter of a year, under both of its names.
//!
//! The City's fiscal year runs from 1 July to 30 June and is named for the year it ends (G.L. c.44 § 56A), so
//! `2026-Q4` and `FY2027-Q2` are the same days. All dates are civil dates in America/New_York. No clock enters here.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;

/// Three whole months, from the first day of the first to the last day of the third.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// The first day: what orders quarters and all that is needed to know one.
    from: Date,
}

impl Quarter {
    /// The quarter that a day is in.
    #[must_use]
    pub fn containing(day: Date) -> Self {
        let into = (day.month() - 1) % 3;
        Self { from: day.first_of_month().saturating_sub(into.months()) }
    }

    /// The quarter that follows. The last one a date can be in (`9999-Q4`) follows itself.
    #[must_use]
    pub fn next(self) -> Self {
        Self::containing(self.from.saturating_add(3.months()))
    }

    /// The quarter before. The first one a date can be in precedes itself.
    #[must_use]
    pub fn previous(self) -> Self {
        Self::containing(self.from.saturating_sub(3.months()))
    }

    /// The first day.
    #[must_use]
    pub const fn from(self) -> Date {
        self.from
    }

    /// The last day; it belongs to the quarter.
    #[must_use]
    pub fn to(self) -> Date {
        self.from.saturating_add(2.months()).last_of_month()
    }

    /// Is the day in this quarter?
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.from.year() == day.year() && self.number() == number_in_year(day)
    }

    /// The name by the calendar year, as file names carry it: `2026-Q4`.
    #[must_use]
    pub fn calendar(self) -> String {
        format!("{:04}-Q{}", self.from.year(), self.number())
    }

    /// The name by the fiscal year: `FY2027-Q2`.
    #[must_use]
    pub fn fiscal(self) -> String {
        let (year, number) = match self.number() {
            later @ 3.. => (self.from.year() + 1, later - 2),
            earlier => (self.from.year(), earlier + 2),
        };
        format!("FY{year:04}-Q{number}")
    }

    /// The days in plain words: `1 October to 31 December 2026`.
    #[must_use]
    pub fn days(self) -> String {
        format!("{} to {}", self.from.strftime("%-d %B"), self.to().strftime("%-d %B %Y"))
    }

    /// 1 to 4, by the calendar year.
    fn number(self) -> i8 {
        number_in_year(self.from)
    }
}

/// Which quarter of its calendar year a day is in, from 1 to 4.
fn number_in_year(day: Date) -> i8 {
    (day.month() - 1) / 3 + 1
}

impl fmt::Display for Quarter {
    /// The calendar name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.calendar())
    }
}

/// A text that names no quarter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` is not a quarter. Write the calendar quarter (`2026-Q4`) or the fiscal one (`FY2027-Q2`): four digits for the year, then 1, 2, 3 or 4."
)]
pub struct NotAQuarter {
    /// The text as it was given.
    pub given: String,
}

impl FromStr for Quarter {
    type Err = NotAQuarter;

    /// Reads either name; years from 0001 to 9998, so that both names have four digits.
    fn from_str(text: &str) -> Result<Self, NotAQuarter> {
        let wrong = || NotAQuarter { given: text.to_owned() };
        let (fiscal, label) = match text.strip_prefix("FY") {
            Some(label) => (true, label),
            None => (false, text),
        };
        let (digits, number) = label.split_once("-Q").ok_or_else(wrong)?;
        if digits.len() != 4 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(wrong());
        }
        let year: i16 = digits.parse().map_err(|_| wrong())?;
        let number: i8 = match number {
            "1" => 1,
            "2" => 2,
            "3" => 3,
            "4" => 4,
            _ => return Err(wrong()),
        };
        let (year, number) = match (fiscal, number) {
            (true, 3..) => (year, number - 2),
            (true, _) => (year - 1, number + 2),
            (false, _) => (year, number),
        };
        if !(1..=9998).contains(&year) {
            return Err(wrong());
        }
        Date::new(year, number * 3 - 2, 1).map(|from| Self { from }).map_err(|_| wrong())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn quarter(text: &str) -> Quarter {
        text.parse().unwrap()
    }

    #[test]
    fn both_names_are_the_same_days() {
        for (calendar, fiscal, from, to) in [
            ("2026-Q1", "FY2026-Q3", date(2026, 1, 1), date(2026, 3, 31)),
            ("2026-Q2", "FY2026-Q4", date(2026, 4, 1), date(2026, 6, 30)),
            ("2026-Q3", "FY2027-Q1", date(2026, 7, 1), date(2026, 9, 30)),
            ("2026-Q4", "FY2027-Q2", date(2026, 10, 1), date(2026, 12, 31)),
        ] {
            let named = quarter(calendar);
            assert_eq!(named, quarter(fiscal));
            assert_eq!((named.calendar().as_str(), named.fiscal().as_str()), (calendar, fiscal));
            assert_eq!((named.from(), named.to()), (from, to));
            assert_eq!(named.to_string(), calendar);
        }
    }

    #[test]
    fn the_first_and_the_last_day_are_in_and_their_neighbours_are_out() {
        let fourth = quarter("2026-Q4");
        assert!(fourth.contains(date(2026, 10, 1)) && fourth.contains(date(2026, 12, 31)));
        assert!(!fourth.contains(date(2026, 9, 30)) && !fourth.contains(date(2027, 1, 1)));
        assert_eq!(fourth.next(), quarter("2027-Q1"));
    }

    #[test]
    fn a_leap_day_is_in_the_first_quarter() {
        assert_eq!(Quarter::containing(date(2028, 2, 29)), quarter("2028-Q1"));
    }

    #[test]
    fn the_days_are_said_in_plain_words() {
        assert_eq!(quarter("FY2027-Q2").days(), "1 October to 31 December 2026");
    }

    #[test]
    fn what_names_no_quarter_is_refused_with_what_would_be_right() {
        for given in [
            "",
            "2026",
            "2026-Q0",
            "2026-Q5",
            "2026-q4",
            "26-Q4",
            "2026Q4",
            "2026-Q",
            "2026-Q44",
            " 2026-Q4",
            "2026-Q4\n",
            "FY27-Q2",
            "fy2027-Q2",
            "FY-2027-Q2",
            "+202-Q1",
            "0000-Q1",
            "9999-Q1",
            "FY0001-Q1",
            "FY9999-Q3",
            "２０２６-Q4",
            "2026-Q٤",
        ] {
            let refused = given.parse::<Quarter>().unwrap_err();
            assert_eq!(refused.given, given);
            let message = refused.to_string();
            assert!(message.contains("2026-Q4") && message.contains("FY2027-Q2"), "{message}");
        }
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        assert_eq!(Quarter::containing(Date::MAX).to(), Date::MAX);
        assert_eq!(Quarter::containing(Date::MAX).next(), Quarter::containing(Date::MAX));
        assert_eq!(Quarter::containing(Date::MIN).from(), Date::MIN);
    }

    proptest! {
        /// Quarters tile the calendar: every day is in one, and the next begins the day after it ends.
        #[test]
        fn quarters_neither_overlap_nor_leave_a_gap(year in 1i16..=9998, month in 1i8..=12, day in 1i8..=28) {
            let day = date(year, month, day);
            let quarter = Quarter::containing(day);
            prop_assert!(quarter.from() <= day && day <= quarter.to());
            prop_assert!(quarter.contains(quarter.from()) && quarter.contains(quarter.to()));
            prop_assert_eq!(quarter.to().tomorrow().unwrap(), quarter.next().from());
            prop_assert_eq!(quarter.calendar().parse::<Quarter>(), Ok(quarter));
        }
    }
}
