//! Which days count: the legal holidays of Massachusetts and the business days between them.
//!
//! Civil dates only, in the office's own time zone (America/New_York); no clock. Days on which the office itself was
//! closed (snow, a failed boiler) are no law: the caller brings them along.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Dates on which the office was closed though the calendar says it was open.
pub type ClosedDays = BTreeSet<Date>;

/// A legal holiday of the Commonwealth, on the day it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// Its name, without the year.
    pub name: &'static str,
    /// Is it the Monday after a holiday that fell on a Sunday?
    pub observed: bool,
    /// Is it a holiday of the United States too? (Patriots' Day is not.)
    pub federal: bool,
}

impl Holiday {
    /// The name as it is read out: `Independence Day (observed)`.
    #[must_use]
    pub fn label(&self) -> String {
        if self.observed { format!("{} (observed)", self.name) } else { self.name.to_owned() }
    }
}

/// The year in which 19 June is first a legal holiday (St. 2020, c.124, enacted in July 2020).
const FIRST_JUNETEENTH: i16 = 2021;

/// How the law fixes the day of a holiday.
#[derive(Clone, Copy)]
enum Rule {
    /// The same day of the same month each year; if it is a Sunday, the Monday after is kept too.
    Fixed { month: i8, day: i8, since: i16 },
    /// The n-th such weekday of the month.
    Nth { month: i8, nth: i8, weekday: Weekday },
    /// The last such weekday of the month.
    Last { month: i8, weekday: Weekday },
}

impl Rule {
    const fn fixed(month: i8, day: i8) -> Self {
        Self::Fixed { month, day, since: i16::MIN }
    }
}

/// G.L. c.4 § 7 cl. 18, in the order of the year: the name, whether it is a holiday of the United States too, the rule.
///
/// Evacuation Day and Bunker Hill Day are holidays of Suffolk County alone and have no place here.
const RULES: [(&str, bool, Rule); 12] = [
    ("New Year's Day", true, Rule::fixed(1, 1)),
    ("Martin Luther King, Jr. Day", true, Rule::Nth { month: 1, nth: 3, weekday: Weekday::Monday }),
    ("Washington's Birthday", true, Rule::Nth { month: 2, nth: 3, weekday: Weekday::Monday }),
    ("Patriots' Day", false, Rule::Nth { month: 4, nth: 3, weekday: Weekday::Monday }),
    ("Memorial Day", true, Rule::Last { month: 5, weekday: Weekday::Monday }),
    ("Juneteenth Independence Day", true, Rule::Fixed { month: 6, day: 19, since: FIRST_JUNETEENTH }),
    ("Independence Day", true, Rule::fixed(7, 4)),
    ("Labor Day", true, Rule::Nth { month: 9, nth: 1, weekday: Weekday::Monday }),
    ("Columbus Day", true, Rule::Nth { month: 10, nth: 2, weekday: Weekday::Monday }),
    ("Veterans Day", true, Rule::fixed(11, 11)),
    ("Thanksgiving Day", true, Rule::Nth { month: 11, nth: 4, weekday: Weekday::Thursday }),
    ("Christmas Day", true, Rule::fixed(12, 25)),
];

impl Rule {
    /// Does this rule name the day itself?
    fn names(self, day: Date) -> bool {
        match self {
            Self::Fixed { month, day: of_month, since } => {
                day.month() == month && day.day() == of_month && day.year() >= since
            }
            Self::Nth { month, nth, weekday } => {
                day.month() == month && day.weekday() == weekday && (day.day() - 1) / 7 + 1 == nth
            }
            Self::Last { month, weekday } => {
                day.month() == month && day.weekday() == weekday && day.day() + 7 > day.days_in_month()
            }
        }
    }

    /// Does it make the day a holiday because the one before was a holiday and a Sunday?
    fn moves_to(self, day: Date) -> bool {
        day.weekday() == Weekday::Monday && day.yesterday().is_ok_and(|sunday| self.names(sunday))
    }
}

/// The legal holiday on this day, if it is one.
///
/// A holiday that falls on a Sunday is one, and so is the Monday after it, which is kept in its place. A holiday that falls
/// on a Saturday is not moved.
#[must_use]
pub fn holiday(day: Date) -> Option<Holiday> {
    RULES.iter().find_map(|&(name, federal, rule)| {
        let observed = rule.moves_to(day);
        (observed || rule.names(day)).then_some(Holiday { date: day, name, observed, federal })
    })
}

/// The legal holidays that fall in a year, in the order of their dates; none for a year outside the calendar.
#[must_use]
pub fn holidays(year: i16) -> Vec<Holiday> {
    let Ok(first) = Date::new(year, 1, 1) else { return Vec::new() };
    first.series(1.day()).take_while(|day| day.year() == year).filter_map(holiday).collect()
}

/// Why a day does not count as a business day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotCounted {
    /// A Saturday or a Sunday.
    Weekend,
    /// A legal holiday.
    Holiday(Holiday),
    /// The office was closed.
    Closed,
}

/// Why this day is no business day of the office, or `None` if it is one: Monday to Friday, no legal holiday of the
/// Commonwealth, and the office not closed (950 CMR 32.02).
#[must_use]
pub fn not_counted(day: Date, closed: &ClosedDays) -> Option<NotCounted> {
    if is_weekend(day) {
        Some(NotCounted::Weekend)
    } else if let Some(holiday) = holiday(day) {
        Some(NotCounted::Holiday(holiday))
    } else if closed.contains(&day) {
        Some(NotCounted::Closed)
    } else {
        None
    }
}

/// Why this day is no business day for a federal rule, or `None` if it is one. Patriots' Day counts, and so does a day on
/// which only this office was closed: a federal agency need not know of either.
///
/// A federal holiday that falls on a Saturday is kept by federal offices on the Friday before. That Friday is counted
/// here all the same: it is a legal holiday nowhere, and counting it can make a date early, never late.
#[must_use]
pub fn not_counted_federally(day: Date) -> Option<NotCounted> {
    if is_weekend(day) {
        Some(NotCounted::Weekend)
    } else {
        holiday(day).filter(|holiday| holiday.federal).map(NotCounted::Holiday)
    }
}

/// Is it a business day of the office?
#[must_use]
pub fn is_business_day(day: Date, closed: &ClosedDays) -> bool {
    not_counted(day, closed).is_none()
}

/// The last business day of the office on or before this day; `None` only at the beginning of the calendar.
#[must_use]
pub fn business_day_on_or_before(day: Date, closed: &ClosedDays) -> Option<Date> {
    let mut day = day;
    while !is_business_day(day, closed) {
        day = day.yesterday().ok()?;
    }
    Some(day)
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// A day as staff read it: `Tuesday 13 October 2026`. English, whatever the machine's language.
#[must_use]
pub fn long_date(day: Date) -> String {
    day.strftime("%A %-d %B %Y").to_string()
}

/// [`long_date`] without the year, for a second day in the same sentence.
pub(crate) fn day_and_month(day: Date) -> String {
    day.strftime("%A %-d %B").to_string()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// Date and "is it the Monday kept for a Sunday", a line each: what two calendars are compared by. Names differ
    /// between calendars, dates do not.
    fn days(table: &str) -> Vec<(Date, bool)> {
        table
            .lines()
            .skip(1)
            .map(|line| {
                let columns: Vec<&str> = line.split('\t').collect();
                (columns[0].parse().unwrap(), columns[2].ends_with("(observed)"))
            })
            .collect()
    }

    fn ours(years: std::ops::RangeInclusive<i16>) -> Vec<(Date, bool)> {
        years.flat_map(holidays).map(|holiday| (holiday.date, holiday.observed)).collect()
    }

    /// Seventeen years, day by day, with the names this program prints.
    #[test]
    fn the_holidays_of_2019_to_2035_are_those_of_the_table() {
        let mut table = String::from("date\tweekday\tname\n");
        for holiday in (2019..=2035).flat_map(holidays) {
            table.push_str(&format!("{}\t{}\t{}\n", holiday.date, holiday.date.strftime("%a"), holiday.label()));
        }
        assert_eq!(table, include_str!("../tests/data/holidays-2019-2035.tsv"));
    }

    /// An independent calendar agrees, where one is at hand.
    #[test]
    fn the_holidays_agree_with_an_independent_calendar() {
        let Some(path) = std::env::var_os("MA_HOLIDAYS_TSV") else {
            eprintln!(
                "skipped: MA_HOLIDAYS_TSV names no table (date, weekday, name) of another calendar for 2019 to 2035"
            );
            return;
        };
        let table = std::fs::read_to_string(path).unwrap();
        assert_eq!(ours(2019..=2035), days(&table));
    }

    #[test]
    fn a_sunday_holiday_is_kept_on_monday_and_a_saturday_one_is_not_moved() {
        let open = ClosedDays::new();
        assert_eq!(holiday(date(2027, 7, 5)).unwrap().label(), "Independence Day (observed)");
        assert!(!is_business_day(date(2027, 7, 5), &open));
        assert!(holiday(date(2026, 7, 4)).is_some(), "Saturday 4 July 2026 is the holiday itself");
        assert!(is_business_day(date(2026, 7, 3), &open), "the Friday before is a business day");
        assert!(is_business_day(date(2026, 7, 6), &open), "and so is the Monday after");
    }

    #[test]
    fn juneteenth_is_a_holiday_from_2021() {
        assert_eq!(holiday(date(2020, 6, 19)), None);
        assert_eq!(holiday(date(2021, 6, 19)).unwrap().name, "Juneteenth Independence Day");
    }

    #[test]
    fn memorial_day_is_the_last_monday_even_where_it_is_the_fourth() {
        assert_eq!(holiday(date(2026, 5, 25)).unwrap().name, "Memorial Day");
        assert_eq!(holiday(date(2027, 5, 24)), None);
        assert_eq!(holiday(date(2027, 5, 31)).unwrap().name, "Memorial Day");
    }

    #[test]
    fn suffolk_county_holidays_are_business_days_here() {
        let open = ClosedDays::new();
        assert!(is_business_day(date(2026, 3, 17), &open));
        assert!(is_business_day(date(2026, 6, 17), &open));
    }

    #[test]
    fn a_closed_day_is_none_of_the_offices_but_one_of_the_federal_ones() {
        let snow = ClosedDays::from([date(2026, 2, 24)]);
        assert_eq!(not_counted(date(2026, 2, 24), &snow), Some(NotCounted::Closed));
        assert_eq!(not_counted(date(2026, 2, 24), &ClosedDays::new()), None);
        assert_eq!(not_counted_federally(date(2026, 2, 24)), None);
    }

    #[test]
    fn patriots_day_counts_federally_and_not_here() {
        let patriots = date(2026, 4, 20);
        assert!(matches!(not_counted(patriots, &ClosedDays::new()), Some(NotCounted::Holiday(_))));
        assert_eq!(not_counted_federally(patriots), None);
        assert!(not_counted_federally(date(2026, 11, 26)).is_some());
    }

    #[test]
    fn the_business_day_before_a_long_weekend_is_the_friday() {
        let open = ClosedDays::new();
        assert_eq!(business_day_on_or_before(date(2026, 10, 12), &open), Some(date(2026, 10, 9)));
        assert_eq!(business_day_on_or_before(date(2026, 10, 9), &open), Some(date(2026, 10, 9)));
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_break_it() {
        let open = ClosedDays::new();
        assert!(holidays(i16::MAX).is_empty());
        assert_eq!(holidays(9999).last().unwrap().name, "Christmas Day");
        assert!(holiday(Date::MIN).is_some(), "a New Year's Day");
        let closed = ClosedDays::from([date(-9999, 1, 2), date(-9999, 1, 3)]);
        assert_eq!(business_day_on_or_before(date(-9999, 1, 1), &open), None);
        assert!(business_day_on_or_before(date(-9999, 1, 3), &closed).is_none());
    }

    #[test]
    fn dates_are_written_out_in_english() {
        assert_eq!(long_date(date(2026, 10, 13)), "Tuesday 13 October 2026");
        assert_eq!(day_and_month(date(2026, 3, 1)), "Sunday 1 March");
    }
}
