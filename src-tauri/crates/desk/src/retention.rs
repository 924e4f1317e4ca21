//! How long the particulars of a request are kept, by the City's schedule. How many years is a setting; that a legal hold
//! stands, or an item is open, the record itself knows.

use jiff::ToSpan;
use jiff::civil::Date;

/// The years where the office set none.
pub(crate) const YEARS: u16 = 7;
/// The fewest and the most years that can be set.
pub(crate) const YEARS_BOUNDS: std::ops::RangeInclusive<u16> = 1..=100;

/// The first day on which the particulars of a request may be destroyed.
///
/// They are kept for so many full years *after* the day of the last entry about the request, whatever that was: also an
/// answer that was corrected, a scan, a legal hold and its lifting. The day of the entry is the one on the wall calendar in
/// Northampton when it was made, not the day that a paper has. The day of the same name in the last year is still one on
/// which they are kept; the first day is the one after it: for 1 June 2027 and 7 years, 2 June 2034. Where the last year
/// has no 29 February, 28 February takes its place. Source: M.G.L. c. 66, § 8, and the Municipal Records Retention Schedule.
pub(crate) fn may_be_destroyed_from(last_entry: Date, years: u16) -> Date {
    last_entry.saturating_add(i64::from(years).years()).saturating_add(1.day())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn they_are_kept_for_full_years_after_the_day_of_the_last_entry() {
        for (last, years, first) in [
            (date(2027, 6, 1), 7, date(2034, 6, 2)),
            (date(2026, 9, 30), 7, date(2033, 10, 1)),
            (date(2026, 10, 1), 7, date(2033, 10, 2)),
            (date(2026, 12, 31), 7, date(2034, 1, 1)),
            (date(2026, 12, 31), 1, date(2028, 1, 1)),
            (date(2027, 2, 28), 1, date(2028, 2, 29)),
            (date(2028, 2, 28), 7, date(2035, 3, 1)),
            (date(2028, 2, 29), 7, date(2035, 3, 1)),
            (date(2028, 2, 29), 8, date(2036, 3, 1)),
            (date(2028, 3, 1), 7, date(2035, 3, 2)),
        ] {
            assert_eq!(may_be_destroyed_from(last, years), first, "{last}, {years} years");
        }
        assert_eq!(may_be_destroyed_from(Date::MAX, 7), Date::MAX, "a day that no calendar has never comes");
    }

    proptest! {
        #[test]
        fn a_later_entry_or_more_years_never_make_it_earlier(
            day in 0_i32..40_000, later in 0_i32..5_000, years in YEARS_BOUNDS, more in 0_u16..20
        ) {
            let last = date(1980, 1, 1).saturating_add(day.days());
            let first = may_be_destroyed_from(last, years);
            prop_assert!(first <= may_be_destroyed_from(last.saturating_add(later.days()), years));
            prop_assert!(first <= may_be_destroyed_from(last, years + more));
            // Never before the full years are over.
            prop_assert!(first.year() - last.year() >= i16::try_from(years).unwrap());
        }
    }
}
