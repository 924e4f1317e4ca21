//! XLSX: the figures, the quarters side by side with a chart, the rows, the non-mandatory disclosures, the counting rules and
//! what each column says, a sheet each.
//!
//! Text is written as text, never as a formula; days are dates, which read as in the other files.

mod day;

use law::facts::{Information, Purpose, Recipient};
use rust_xlsxwriter::{
    Chart, ChartType, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Table, TableColumn, TableStyle,
    Workbook, Worksheet, XlsxError,
};

use super::RenderError;
use super::content::{Content, Listed};
use super::dictionary::{Kind, fields_of};
use super::figures::labels::local;
use super::figures::{MERGED, TITLE};
use crate::account::{NonMandatoryDisclosure, Row};
use crate::public::PublicAct;

pub(super) fn write(content: &Content<'_>) -> Result<Vec<u8>, RenderError> {
    let made = ExcelDateTime::from_timestamp(content.as_of.as_second())?;
    let properties = DocProperties::new().set_title(TITLE).set_company(content.office).set_creation_datetime(&made);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties).set_zip_compression_level(COMPRESSION);
    figures(workbook.add_worksheet(), content)?;
    quarters(workbook.add_worksheet(), content)?;
    match &content.listed {
        Listed::Internal(disclosures, all) => {
            rows(workbook.add_worksheet(), all)?;
            non_mandatory_disclosures(workbook.add_worksheet(), disclosures)?;
        }
        Listed::Public(all) => acts(workbook.add_worksheet(), all)?,
    }
    counting_rules(workbook.add_worksheet(), content.rules)?;
    dictionary(workbook.add_worksheet(), &content.listed)?;
    Ok(workbook.save_to_buffer()?)
}

/// At the usual 6 a file is a sixth smaller, and takes a quarter longer.
const COMPRESSION: u8 = 2;

/// A cell: figures are numbers, days are dates, all else is text.
enum Cell<'a> {
    Text(&'a str),
    Day(&'a str),
    Number(f64),
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
            Cell::Text(text) => sheet.write_string(row, column, *text).map(drop)?,
            Cell::Day(text) => day::write(sheet, row, column, text)?,
            Cell::Number(number) => sheet.write_number(row, column, *number).map(drop)?,
        }
    }
    Ok(())
}

fn figures(sheet: &mut Worksheet, content: &Content<'_>) -> Result<(), XlsxError> {
    let columns = [("Group", 34.0), ("Figure", 52.0), ("Value", 24.0), ("Of", 36.0), ("How it is counted", 70.0)];
    head(sheet, "Figures", &columns)?;
    // What a number is of stands right beside it, and apart from it.
    sheet.set_column_format(3, &Format::new().set_indent(1))?;
    let quarter = content.quarter;
    let (calendar, fiscal, days) = (quarter.calendar(), quarter.fiscal(), quarter.days());
    let (as_of, as_of_local) = (content.as_of.to_string(), local(content.as_of));
    let mut row = 1;
    let mut add = |cells: [Cell<'_>; 5]| {
        line(sheet, row, &cells)?;
        row += 1;
        Ok::<_, XlsxError>(())
    };
    let none = || Cell::Text("");
    for (label, value) in [
        ("Office", content.office),
        ("Edition", content.edition),
        ("Calendar quarter", &calendar),
        ("Fiscal quarter", &fiscal),
        ("Days", &days),
        ("Is the quarter over?", if content.interim { "no: interim figures" } else { "yes" }),
        ("Departments", &content.coverage),
        ("Record as of", &as_of),
        ("Record as of, in Northampton", &as_of_local),
    ] {
        add([Cell::Text(TITLE), Cell::Text(label), Cell::Text(value), none(), none()])?;
    }
    for (log, head) in &content.heads {
        let log = format!("{log} ledger");
        add([
            Cell::Text(&log),
            Cell::Text("Size"),
            Cell::Number(head.size as f64),
            Cell::Text("Leaves of the log"),
            none(),
        ])?;
        add([Cell::Text(&log), Cell::Text("Root"), Cell::Text(&head.root_hex()), none(), none()])?;
        add([Cell::Text(&log), Cell::Text("Seal"), Cell::Text(&head.seal), none(), none()])?;
    }
    for table in content.groups.iter().flat_map(|group| &group.tables) {
        for figure in &table.lines {
            let notes: String =
                figure.notes.iter().filter(|note| !note.is_empty()).map(|note| format!(" ({note})")).collect();
            let label = format!("{}{notes}", figure.label);
            for (unit, count) in table.columns.iter().skip(table.texts).zip(&figure.counts) {
                let value = count.number().map_or(Cell::Text(MERGED), Cell::Number);
                add([Cell::Text(table.title), Cell::Text(&label), value, Cell::Text(unit), Cell::Text(&table.rule)])?;
            }
        }
    }
    native_table(sheet, "Figures", &columns.map(|(title, _)| title), row)
}

/// Makes the cells under the header a table of the spreadsheet program's own, which it can sort and filter.
fn native_table(sheet: &mut Worksheet, name: &str, columns: &[&str], rows: u32) -> Result<(), XlsxError> {
    let titles: Vec<TableColumn> = columns.iter().map(|title| TableColumn::new().set_header(*title)).collect();
    let table = Table::new().set_name(name).set_columns(&titles).set_style(TableStyle::Light1).set_banded_rows(false);
    let last = u16::try_from(columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    // A table needs one row below its header; without one the header stands alone.
    if rows > 1 { sheet.add_table(0, 0, rows - 1, last, &table).map(drop) } else { Ok(()) }
}

/// The table of the quarters, turned so that a quarter is a row, with the chart that belongs to it.
fn quarters(sheet: &mut Worksheet, content: &Content<'_>) -> Result<(), XlsxError> {
    let mut tables = content.groups.iter().flat_map(|group| &group.tables);
    let Some((table, drawn)) = tables.find_map(|table| Some((table, table.drawn?))) else { return Ok(()) };
    let names: Vec<&String> = table.columns.iter().skip(table.texts).collect();
    let mut columns = vec![("Quarter", 14.0)];
    // As wide as its title, with room for the button that a table of the spreadsheet's own has there.
    columns.extend(table.lines.iter().map(|line| (line.label.as_str(), line.label.chars().count() as f64 + 4.0)));
    head(sheet, QUARTERS, &columns)?;
    for (row, (at, name)) in (1..).zip(names.iter().enumerate()) {
        sheet.write_string(row, 0, name.as_str())?;
        for (column, figure) in (1..).zip(&table.lines) {
            if let Some(number) = figure.counts.get(at).and_then(|count| count.number()) {
                sheet.write_number(row, column, number)?;
            }
        }
    }
    let last = end_of(names.len()) - 1;
    let titles: Vec<&str> = columns.iter().map(|(title, _)| *title).collect();
    native_table(sheet, QUARTERS, &titles, end_of(names.len()))?;
    let Some((line, names)) = table.bars() else { return Ok(()) };
    let column = u16::try_from(drawn + 1).unwrap_or(u16::MAX);
    let title = format!("{} by quarter", line.label);
    let mut chart = Chart::new(ChartType::Column);
    let series = chart.add_series();
    series.set_categories((QUARTERS, 1, 0, last, 0)).set_values((QUARTERS, 1, column, last, column));
    series.set_name(&line.label);
    chart.title().set_name(&title);
    chart.legend().set_hidden();
    let said = names.iter().zip(&line.counts).map(|(name, count)| format!("{name}: {count}")).collect::<Vec<_>>();
    chart.set_alt_text(format!("Column chart of {}. {}.", title.to_lowercase(), said.join("; ")));
    sheet.insert_chart(last + 2, 0, &chart)?;
    Ok(())
}

/// The name of the sheet on which quarters stand side by side.
const QUARTERS: &str = "Quarters";

/// Room for a day with its time to the second: a program shows a date that has too little as `####`.
const DAY_WIDTH: f64 = 21.0;

/// How wide each of [`Row::COLUMNS`] is.
const ROW_WIDTHS: [f64; 16] =
    [14.0, 6.0, DAY_WIDTH, DAY_WIDTH, DAY_WIDTH, 20.0, 32.0, 24.0, 22.0, 18.0, 22.0, 22.0, 28.0, 11.0, 9.0, 16.0];

fn rows(sheet: &mut Worksheet, rows: &[Row]) -> Result<(), XlsxError> {
    let columns: Vec<(&str, f64)> = Row::COLUMNS.into_iter().zip(ROW_WIDTHS).collect();
    head(sheet, "Rows", &columns)?;
    for (number, row) in (1..).zip(rows) {
        let [request, _, received, decided, responded, rest @ ..] = row.cells();
        let mut cells = vec![Cell::Text(&request), Cell::Number(row.item.into())];
        cells.extend([&received, &decided, &responded].map(|day| Cell::Day(day)));
        cells.extend(rest.iter().map(|text| Cell::Text(text)));
        line(sheet, number, &cells)?;
    }
    native_table(sheet, "Rows", &Row::COLUMNS, end_of(rows.len()))
}

/// The row after the last, under one header.
fn end_of(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX).saturating_add(1)
}

fn acts(sheet: &mut Worksheet, acts: &[PublicAct]) -> Result<(), XlsxError> {
    let columns: Vec<(&str, f64)> =
        PublicAct::COLUMNS.into_iter().zip([28.0, 12.0, 36.0, 24.0, 26.0, 11.0, 9.0]).collect();
    head(sheet, "Acts", &columns)?;
    for (number, act) in (1..).zip(acts) {
        let cells = act.cells();
        line(sheet, number, &cells.each_ref().map(|cell| Cell::Text(cell)))?;
    }
    native_table(sheet, "Acts", &PublicAct::COLUMNS, end_of(acts.len()))
}

/// What 2(a) bars first, and in the last column who answers for it, or how it left without that.
fn non_mandatory_disclosures(sheet: &mut Worksheet, list: &[&NonMandatoryDisclosure]) -> Result<(), XlsxError> {
    let columns = [
        ("request", 14.0),
        ("item", 6.0),
        ("responded", DAY_WIDTH),
        ("agency", 32.0),
        ("recipient", 24.0),
        ("information", 18.0),
        ("outcome", 28.0),
        ("clause", 11.0),
        ("flag", 9.0),
        ("received", DAY_WIDTH),
        ("department", 24.0),
        ("purpose", 24.0),
        ("release", 60.0),
    ];
    head(sheet, "Non-mandatory disclosures", &columns)?;
    for (number, disclosure) in (1..).zip(list) {
        let cells = [
            Cell::Text(&disclosure.request),
            Cell::Number(disclosure.item.into()),
            Cell::Day(&disclosure.responded),
            Cell::Text(&disclosure.agency),
            Cell::Text(disclosure.recipient.map_or("", Recipient::as_str)),
            Cell::Text(disclosure.information.map_or("", Information::as_str)),
            Cell::Text(disclosure.outcome.as_str()),
            Cell::Text(disclosure.clause.as_str()),
            Cell::Text(disclosure.flag.as_str()),
            Cell::Day(&disclosure.received),
            Cell::Text(disclosure.department.as_deref().unwrap_or_default()),
            Cell::Text(disclosure.purpose.map_or("", Purpose::as_str)),
            Cell::Text(&disclosure.how_it_left().unwrap_or_default()),
        ];
        line(sheet, number, &cells)?;
    }
    native_table(sheet, "NonMandatory", &columns.map(|(title, _)| title), end_of(list.len()))
}

fn counting_rules(sheet: &mut Worksheet, rules: &[&str]) -> Result<(), XlsxError> {
    head(sheet, "Counting rules", &[("Rule", RULE_WIDTH)])?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (number, rule) in (1..).zip(rules) {
        sheet.write_string_with_format(number, 0, *rule, &wrapped)?;
        sheet.set_row_height(number, height(&[(rule, RULE_WIDTH)]))?;
    }
    Ok(())
}

const RULE_WIDTH: f64 = 100.0;

/// The height, in points, of a row whose texts are wrapped in columns so wide: not every program works that out.
fn height(texts: &[(&str, f64)]) -> f64 {
    // Words do not fill a line to its end.
    let lines = texts.iter().map(|(text, width)| (text.chars().count() as f64 / (width * 0.9)).ceil());
    15.0 * lines.fold(1.0, f64::max)
}

/// What a cell of a day holds.
const DAY_FORMS: &str = "A date, shown as 2026-10-07, and as 2026-10-07T14:05 where a time was recorded. Text where a \
                         spreadsheet has no such date: a time with its offset from UTC.";

/// What each column of the rows says.
fn dictionary(sheet: &mut Worksheet, listed: &Listed<'_>) -> Result<(), XlsxError> {
    let (about, values) = (90.0, 70.0);
    head(sheet, "Data dictionary", &[("Column", 18.0), ("What it says", about), ("Values", values)])?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (number, field) in (1..).zip(fields_of(listed)) {
        sheet.write_string_with_format(number, 0, field.name, &wrapped)?;
        sheet.write_string_with_format(number, 1, field.about, &wrapped)?;
        let words = match field.kind {
            Kind::Day => DAY_FORMS.to_owned(),
            Kind::Text | Kind::Number | Kind::Month => field.words.join(", "),
        };
        sheet.write_string_with_format(number, 2, &words, &wrapped)?;
        sheet.set_row_height(number, height(&[(field.about, about), (&words, values)]))?;
    }
    Ok(())
}
