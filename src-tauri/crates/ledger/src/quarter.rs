//! Quarters of the calendar year as the record names them: `2026-Q4`. When one is over is told by the days of Northampton.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::local_date;

/// Is the quarter over at a moment, in microseconds since 1970, UTC? What names none never is.
pub(crate) fn is_over(quarter: &str, at: i64) -> bool {
    let today = Timestamp::from_microsecond(at).map(local_date);
    last_day(quarter).zip(today.ok()).is_some_and(|(last, today)| today > last)
}

/// The last day of a quarter by its calendar label, such as `2026-Q4`.
fn last_day(quarter: &str) -> Option<Date> {
    let (year, number) = quarter.split_once("-Q")?;
    if year.len() != 4 || !year.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let month = match number {
        "1" => 3,
        "2" => 6,
        "3" => 9,
        "4" => 12,
        _ => return None,
    };
    Some(Date::new(year.parse().ok()?, month, 1).ok()?.last_of_month())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_quarter_ends_on_its_last_day_and_a_label_is_read_to_the_letter() {
        for (label, last) in [
            ("2026-Q1", date(2026, 3, 31)),
            ("2026-Q2", date(2026, 6, 30)),
            ("2026-Q3", date(2026, 9, 30)),
            ("2026-Q4", date(2026, 12, 31)),
        ] {
            assert_eq!(last_day(label), Some(last));
        }
        for label in
            ["", "2026", "2026-Q0", "2026-Q5", "2026-Q01", "2026-Q+1", "FY2027-Q1", "+026-Q1", "26-Q1", "2026-q1"]
        {
            assert_eq!(last_day(label), None, "{label}");
        }
    }
}
