//! XLSX: the figures, the rows, the non-mandatory disclosures and the counting rules, a sheet each.
//!
//! Text is written as text, never as a formula; dates stay text, so that they read as in the other files.

use law::facts::{Information, Recipient};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, Worksheet, XlsxError};

use super::RenderError;
use super::figures::{EDITION, TITLE, local, sections};
use crate::account::{Account, NonMandatoryDisclosure, Row};

pub(super) fn write(account: &Account) -> Result<Vec<u8>, RenderError> {
    let made = ExcelDateTime::from_timestamp(account.period.as_of.as_second())?;
    let properties =
        DocProperties::new().set_title(TITLE).set_company(account.office.as_str()).set_creation_datetime(&made);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties);
    figures(workbook.add_worksheet(), account)?;
    rows(workbook.add_worksheet(), &account.rows)?;
    non_mandatory_disclosures(workbook.add_worksheet(), &account.disclosures_by_flag())?;
    counting_rules(workbook.add_worksheet(), account.counting_rules)?;
    Ok(workbook.save_to_buffer()?)
}

/// A cell: figures are numbers, all else is text.
enum Cell<'a> {
    Text(&'a str),
    Number(u64),
}

/// Names the sheet, and writes and freezes its header. Widths are in characters.
fn head(sheet: &mut Worksheet, name: &str, columns: &[(&str, f64)]) -> Result<(), XlsxError> {
    let header = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    sheet.set_name(name)?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    for (column, (title, width)) in (0..).zip(columns) {
        sheet.write_string_with_format(0, column, *title, &header)?.set_column_width(column, *width)?;
    }
    Ok(())
}

fn line(sheet: &mut Worksheet, row: u32, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells) {
        match cell {
            Cell::Text(text) => sheet.write_string(row, column, *text)?,
            // Counts stay far below 2^53, up to which a cell's number is exact.
            Cell::Number(number) => sheet.write_number(row, column, *number as f64)?,
        };
    }
    Ok(())
}

fn figures(sheet: &mut Worksheet, account: &Account) -> Result<(), XlsxError> {
    head(sheet, "Figures", &[("Group", 30.0), ("Figure", 48.0), ("Value", 24.0), ("Of", 36.0)])?;
    let quarter = account.period.quarter;
    let (calendar, fiscal, days) = (quarter.calendar(), quarter.fiscal(), quarter.days());
    let (as_of, as_of_local) = (account.period.as_of.to_string(), local(account.period.as_of));
    let mut row = 1;
    let mut add = |cells: [Cell<'_>; 4]| {
        line(sheet, row, &cells)?;
        row += 1;
        Ok::<_, XlsxError>(())
    };
    for (label, value) in [
        ("Office", account.office.as_str()),
        ("Edition", EDITION),
        ("Calendar quarter", &calendar),
        ("Fiscal quarter", &fiscal),
        ("Days", &days),
        ("Record as of", &as_of),
        ("Record as of, in Northampton", &as_of_local),
    ] {
        add([Cell::Text(TITLE), Cell::Text(label), Cell::Text(value), Cell::Text("")])?;
    }
    for section in sections(account) {
        for figure in section.lines {
            for (unit, count) in section.columns.iter().skip(1).zip(figure.counts) {
                add([Cell::Text(section.title), Cell::Text(&figure.label), Cell::Number(count), Cell::Text(unit)])?;
            }
        }
    }
    for (log, head) in
        [("Disclosure ledger", &account.ledger.disclosure), ("Status exchange ledger", &account.ledger.status_exchange)]
    {
        add([Cell::Text(log), Cell::Text("Size"), Cell::Number(head.size), Cell::Text("Leaves of the log")])?;
        add([Cell::Text(log), Cell::Text("Root"), Cell::Text(&head.root_hex()), Cell::Text("")])?;
        add([Cell::Text(log), Cell::Text("Seal"), Cell::Text(&head.seal), Cell::Text("")])?;
    }
    Ok(())
}

/// How wide each of [`Row::COLUMNS`] is.
const ROW_WIDTHS: [f64; 16] =
    [14.0, 6.0, 17.0, 17.0, 17.0, 20.0, 32.0, 24.0, 22.0, 18.0, 22.0, 22.0, 28.0, 11.0, 9.0, 16.0];

fn rows(sheet: &mut Worksheet, rows: &[Row]) -> Result<(), XlsxError> {
    let columns: Vec<(&str, f64)> = Row::COLUMNS.into_iter().zip(ROW_WIDTHS).collect();
    head(sheet, "Rows", &columns)?;
    for (number, row) in (1..).zip(rows) {
        let [request, _, rest @ ..] = row.cells();
        line(sheet, number, &[Cell::Text(&request), Cell::Number(row.item.into())])?;
        for (column, text) in (2..).zip(&rest) {
            sheet.write_string(number, column, text.as_ref())?;
        }
    }
    Ok(())
}

/// What 2(a) bars first, and in the last column who answers for it, or how it left without that.
fn non_mandatory_disclosures(sheet: &mut Worksheet, list: &[&NonMandatoryDisclosure]) -> Result<(), XlsxError> {
    let columns = [
        ("request", 14.0),
        ("item", 6.0),
        ("responded", 17.0),
        ("agency", 32.0),
        ("recipient", 24.0),
        ("information", 18.0),
        ("outcome", 28.0),
        ("clause", 11.0),
        ("flag", 9.0),
        ("release", 60.0),
    ];
    head(sheet, "Non-mandatory disclosures", &columns)?;
    for (number, disclosure) in (1..).zip(list) {
        let cells = [
            Cell::Text(&disclosure.request),
            Cell::Number(disclosure.item.into()),
            Cell::Text(&disclosure.responded),
            Cell::Text(&disclosure.agency),
            Cell::Text(disclosure.recipient.map_or("", Recipient::as_str)),
            Cell::Text(disclosure.information.map_or("", Information::as_str)),
            Cell::Text(disclosure.outcome.as_str()),
            Cell::Text(disclosure.clause.as_str()),
            Cell::Text(disclosure.flag.as_str()),
            Cell::Text(&disclosure.how_it_left().unwrap_or_default()),
        ];
        line(sheet, number, &cells)?;
    }
    Ok(())
}

fn counting_rules(sheet: &mut Worksheet, rules: &[&str]) -> Result<(), XlsxError> {
    head(sheet, "Counting rules", &[("Rule", 120.0)])?;
    let wrapped = Format::new().set_text_wrap();
    for (number, rule) in (1..).zip(rules) {
        sheet.write_string_with_format(number, 0, *rule, &wrapped)?;
    }
    Ok(())
}
