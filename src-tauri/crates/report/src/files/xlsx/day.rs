//! A day of the record as the spreadsheet's own date, with its time where one was recorded: a program sorts, filters and counts
//! with it. It reads as in the other files. Local time as it was recorded: nothing is worked out.

use std::sync::LazyLock;

use jiff::civil::{Date, DateTime, date};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Worksheet, XlsxError};

/// The first day on which all spreadsheet programs have the same calendar: some count a 29 February 1900.
const FIRST: Date = date(1900, 3, 1);

/// How the record writes a moment, with a nought for each digit, and the number format that shows it so.
static FORMS: LazyLock<[(&str, Format); 3]> = LazyLock::new(|| {
    // On the left, as the text stands that is no date.
    let format = |code: &str| Format::new().set_num_format(code).set_align(FormatAlign::Left);
    [
        ("0000-00-00", format("yyyy-mm-dd")),
        ("0000-00-00T00:00", format(r#"yyyy-mm-dd"T"hh:mm"#)),
        ("0000-00-00T00:00:00", format(r#"yyyy-mm-dd"T"hh:mm:ss"#)),
    ]
});

/// Writes a day. What a spreadsheet has no date for stays text: a time with its offset from UTC, and a day before [`FIRST`].
pub(super) fn write(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
    match read(text) {
        Some((moment, format)) => sheet.write_datetime_with_format(row, column, &moment, format)?,
        None => sheet.write_string(row, column, text)?,
    };
    Ok(())
}

/// The date that is shown in exactly these words.
fn read(text: &str) -> Option<(ExcelDateTime, &'static Format)> {
    let (_, format) = FORMS.iter().find(|(form, _)| has_form(text, form))?;
    // A leap second would be read as the second before it.
    let moment = text.parse::<DateTime>().ok().filter(|moment| moment.date() >= FIRST && !text.ends_with(":60"))?;
    let part = |number: i8| u8::try_from(number).ok();
    let day =
        ExcelDateTime::from_ymd(moment.year().try_into().ok()?, part(moment.month())?, part(moment.day())?).ok()?;
    let moment = day.and_hms(part(moment.hour())?.into(), part(moment.minute())?, part(moment.second())?).ok()?;
    Some((moment, format))
}

/// Is it written so, with any digit for each nought?
fn has_form(text: &str, form: &str) -> bool {
    let is_so = |(found, form): (u8, u8)| if form == b'0' { found.is_ascii_digit() } else { found == form };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(is_so)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_can_show_in_the_same_words_is_a_date_and_nothing_else_is() {
        for date in ["1900-03-01", "2026-10-07", "2999-12-31", "2026-10-07T00:00", "2026-10-07T14:05:30"] {
            assert!(read(date).is_some(), "{date}");
        }
        for text in [
            "",
            "1900-02-28",
            "2026-02-29",
            "2026-10-07T24:00",
            "2026-10-07 14:05",
            "2026-10-07t14:05",
            "2026-10-07T14:05:00.5",
            "2026-11-01T01:30-05:00",
            "2026-10-07T14:05Z",
            "2026-10-07T14:05:60",
            "2026-10-07T14:60",
            "2026-13-01",
            "+002026-10-07",
            "20261007",
            "2026-10",
            "45000",
            "=A1",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn every_minute_of_a_day_is_kept() {
        for minute in 0..24 * 60 {
            let text = format!("2026-10-07T{:02}:{:02}", minute / 60, minute % 60);
            let (moment, _) = read(&text).unwrap();
            assert!((moment.to_excel().fract() * 1440.0 - f64::from(minute)).abs() < 1e-6, "{text}");
        }
    }
}
