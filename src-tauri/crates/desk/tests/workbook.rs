//! Importing an Excel workbook: the same log as the CSV, and a sentence for every file that is none.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use std::io::{Cursor, Write as _};

use desk::ports::Silent;
use desk::{Error, ImportOptions, Imported, Mapping};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use support::{Office, PRACTICE, rows_of};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A workbook with one sheet.
fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

/// A workbook of text cells, the first line its header.
fn book_of(rows: &[&[&str]]) -> Vec<u8> {
    book(|sheet| {
        for (row, cells) in rows.iter().enumerate() {
            sheet.write_row(row as u32, 0, cells.iter().copied()).unwrap();
        }
    })
}

/// A log of CSV as a workbook, its dates as spreadsheet programs keep them.
fn book_of_csv(csv: &str) -> Vec<u8> {
    let (day, moment) = (Format::new().set_num_format("mm/dd/yyyy"), Format::new().set_num_format("mm/dd/yyyy hh:mm"));
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    book(|sheet| {
        let mut dates = Vec::new();
        for (row, record) in rows.records().enumerate() {
            let record = record.unwrap();
            if row == 0 {
                dates = record.iter().map(|name| ["received", "decided", "responded"].contains(&name)).collect();
            }
            for (column, cell) in record.iter().enumerate() {
                let (row, column) = (row as u32, column as u16);
                if cell.is_empty() {
                    // A workbook knows no offsets: a date that has one is text there as well.
                } else if row > 0 && dates[usize::from(column)] && [10, 16].contains(&cell.len()) {
                    let form = if cell.contains('T') { &moment } else { &day };
                    let when = ExcelDateTime::parse_from_str(cell).unwrap();
                    sheet.write_datetime_with_format(row, column, &when, form).unwrap();
                } else {
                    sheet.write_string(row, column, cell).unwrap();
                }
            }
        }
    })
}

fn try_import(office: &mut Office, file: &str, sheet: Option<&str>, bytes: &[u8]) -> Result<Imported, Error> {
    office.desk.import(bytes, ImportOptions { file, sheet, mapping: None, dry_run: false }, &mut Silent)
}

fn import(office: &mut Office, bytes: &[u8]) -> Imported {
    try_import(office, "log.xlsx", None, bytes).unwrap_or_else(|error| panic!("{error}"))
}

/// What a file that cannot be imported is told; proves that nothing was recorded.
fn refused(file: &str, sheet: Option<&str>, bytes: &[u8]) -> String {
    let mut office = Office::new();
    let before = office.sizes();
    let error = try_import(&mut office, file, sheet, bytes).map(|done| done.rows).unwrap_err();
    assert_eq!(office.sizes(), before, "nothing is appended");
    let said = error.to_string();
    assert!(said.starts_with(file) && said.contains("Nothing was imported."), "{said}");
    said
}

/// A workbook with the parts of another one changed.
fn repacked(bytes: &[u8], change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for part in 0..old.len() {
        let mut part = old.by_index(part).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut inside = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut inside).unwrap();
        if let Some(inside) = change(&name, inside) {
            new.start_file(name, SimpleFileOptions::default()).unwrap();
            new.write_all(&inside).unwrap();
        }
    }
    new.finish().unwrap().into_inner()
}

const HEADER: &[&str] = &["request", "received", "agency", "information"];
const GOOD: &[&str] = &["A-1", "2026-10-07", "ICE", "personal"];

#[test]
fn the_same_log_as_csv_and_as_a_workbook_gives_the_same_record() {
    let (mut from_csv, mut from_book) = (Office::new(), Office::new());
    let first = from_csv.import(PRACTICE);
    let second = import(&mut from_book, &book_of_csv(PRACTICE));
    assert_eq!(first, second, "the same counts");
    assert_eq!(from_csv.list(), from_book.list(), "the same items");
    assert_eq!(
        from_csv.files("2026-Q3", Some("2026-11-23T00:00:00Z")),
        from_book.files("2026-Q3", Some("2026-11-23T00:00:00Z")),
        "the same report, heads of the logs included"
    );
    let again = from_csv.try_import(&book_of_csv(PRACTICE), None, false).unwrap();
    assert_eq!(again.already_present, 203, "the one is the other, already present");
    from_book.assert_holds();
}

#[test]
fn a_cell_becomes_the_text_that_the_csv_would_hold() {
    let when = |text| ExcelDateTime::parse_from_str(text).unwrap();
    let format = |form: &str| Format::new().set_num_format(form);
    let bytes = book(|sheet| {
        sheet.write_row(0, 0, ["request", "received", "agency", "recipient", "decided", "description"]).unwrap();
        sheet.write_number(1, 0, 4711.0).unwrap();
        sheet.write_datetime_with_format(1, 1, when("2026-10-07T14:05"), &format("d. mmm yyyy h:mm")).unwrap();
        sheet.write_string(1, 2, " Moving company ").unwrap();
        sheet.write_formula(1, 3, Formula::new("=LOWER(\"X\")").set_result("private_party")).unwrap();
        sheet.write_datetime_with_format(1, 4, when("2026-10-08T09:00:30"), &format("yyyy-mm-dd")).unwrap();
        sheet.write_number(1, 5, 12.5).unwrap();
        // Rows that only look filled are no rows.
        sheet.write_blank(2, 0, &format("0.00")).unwrap();
        sheet.write_formula(3, 0, Formula::new("=IF(A1=1,1,\" \")").set_result(" ")).unwrap();
        sheet.write_string(4, 3, "   ").unwrap();
        sheet.write_row(5, 0, ["00123", "2026-10-07", "ICE"]).unwrap();
    });
    let mut office = Office::new();
    assert_eq!(import(&mut office, &bytes).rows, 2);
    let [first, second] = <[_; 2]>::try_from(office.list()).unwrap();
    assert_eq!((first.request.as_str(), first.received.as_str()), ("4711", "2026-10-07T14:05"));
    assert_eq!((first.agency.as_str(), first.recipient.as_deref()), ("Moving company", Some("private_party")));
    assert_eq!((first.decided.as_str(), first.description.as_deref()), ("2026-10-08T09:00:30", Some("12.5")));
    assert_eq!(second.request, "00123", "text stays as it is");
}

#[test]
fn both_ways_in_which_workbooks_count_days_are_read() {
    let counting = |workbook: &str| {
        let bytes = book(|sheet| {
            sheet.write_row(0, 0, HEADER.iter().copied()).unwrap();
            sheet.write_row(1, 0, GOOD.iter().copied()).unwrap();
            sheet.write_number_with_format(1, 1, 43000.0, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
        });
        let bytes = repacked(&bytes, |name, inside| {
            let text = String::from_utf8(inside).unwrap();
            Some(if name == "xl/workbook.xml" { text.replace("<workbookPr ", workbook) } else { text }.into_bytes())
        });
        let mut office = Office::new();
        import(&mut office, &bytes);
        office.only().received
    };
    assert_eq!(counting("<workbookPr "), "2017-09-22");
    assert_eq!(counting("<workbookPr date1904=\"1\" "), "2021-09-23");
}

#[test]
fn a_logical_value_an_error_or_a_time_is_a_problem_of_its_cell() {
    let bytes = book(|sheet| {
        sheet.write_row(0, 0, HEADER.iter().copied()).unwrap();
        sheet.write_row(1, 0, GOOD.iter().copied()).unwrap();
        sheet.write_row(2, 0, GOOD.iter().copied()).unwrap();
        sheet.write_boolean(2, 3, true).unwrap();
        sheet.write_row(6, 0, GOOD.iter().copied()).unwrap();
        sheet.write_formula(6, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write_number_with_format(6, 1, 0.5, &Format::new().set_num_format("hh:mm")).unwrap();
    });
    let bytes = repacked(&bytes, |_, inside| {
        // The writer has no way to store a formula's error; a spreadsheet program marks it so.
        let text = String::from_utf8(inside).unwrap();
        Some(text.replace("t=\"str\"><f>1/0</f>", "t=\"e\"><f>1/0</f>").into_bytes())
    });
    let mut office = Office::new();
    let before = office.sizes();
    let problems = rows_of(try_import(&mut office, "log.xlsx", None, &bytes).map(|done| done.rows).unwrap_err());
    assert_eq!(office.sizes(), before);
    let found: Vec<_> = problems
        .iter()
        .map(|there| {
            let place = there.problem.message.split(' ').next().unwrap_or_default().to_owned();
            let column = there.problem.column.map_or(String::new(), |column| column.to_string());
            (there.row, there.line, place, column, there.problem.value.clone().unwrap_or_default())
        })
        .collect();
    let expected =
        [(2, 3, "D3", "information", "TRUE"), (3, 7, "B7", "received", "0.5"), (3, 7, "C7", "agency", "#DIV/0!")];
    let expected = expected
        .map(|(row, line, place, column, value)| (row, line, place.to_owned(), column.to_owned(), value.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn what_a_mapping_leaves_out_may_hold_anything_and_what_decides_the_items_may_not() {
    let bytes = book(|sheet| {
        sheet.write_row(0, 0, ["day", "who", "note", "form"]).unwrap();
        let when = ExcelDateTime::parse_from_str("2026-10-05").unwrap();
        let form = Format::new().set_num_format("mm/dd/yyyy");
        for row in [1, 2] {
            sheet.write_datetime_with_format(row, 0, &when, &form).unwrap();
            sheet.write_string(row, 1, "ICE").unwrap();
            sheet.write_boolean(row, 2, true).unwrap();
        }
        // The same column may hold text: the format of the mapping is for that, and not for what is kept as a day.
        sheet.write_string(2, 0, "10/06/2026").unwrap();
    });
    let mapping = "number = \"N-{row}\"\ndate_format = \"%m/%d/%Y\"\n[columns]\nreceived = \"day\"\nagency = \"who\"\n";
    let read = |mapping: &str| Mapping::parse(mapping).unwrap();
    let mut office = Office::new();
    office.try_import(&bytes, Some(&read(mapping)), false).unwrap();
    let days: Vec<_> = office.list().into_iter().map(|item| item.received).collect();
    assert_eq!(days, ["2026-10-05", "2026-10-06"]);

    let choosing = format!("{mapping}[[items]]\nonly = {{ note = [\"x\"] }}\n");
    let error = Office::new().try_import(&bytes, Some(&read(&choosing)), false).map(|done| done.rows).unwrap_err();
    let problems = rows_of(error);
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].problem.message.starts_with("C2 holds a logical value"), "{problems:?}");
}

#[test]
fn a_cell_beside_the_columns_is_a_problem_of_its_row() {
    let bytes = book_of(&[HEADER, GOOD, &["A-2", "2026-10-07", "ICE", "personal", "", "see letter"]]);
    let error = try_import(&mut Office::new(), "log.xlsx", None, &bytes).map(|done| done.rows).unwrap_err();
    let problems = rows_of(error);
    assert_eq!((problems.len(), problems[0].row, problems[0].line), (1, 2, 3));
    assert!(problems[0].problem.message.starts_with("F3 holds something"), "{problems:?}");
}

#[test]
fn a_sheet_is_the_only_one_that_can_be_seen_or_is_named() {
    let mut book = Workbook::new();
    for (name, number) in [("2025", "A-1"), ("2026", "B-1"), ("lists", "C-1")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write_row(0, 0, HEADER.iter().copied()).unwrap();
        sheet.write_row(1, 0, GOOD.iter().copied()).unwrap();
        sheet.write_string(1, 0, number).unwrap();
        if name == "lists" {
            sheet.set_hidden(true);
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let said = refused("log.xlsx", None, &bytes);
    assert!(said.contains("several sheets: `2025`, `2026`; say which"), "{said}");
    let said = refused("log.xlsx", Some("2024"), &bytes);
    assert!(said.contains("no sheet `2024`; it has: `2025`, `2026`"), "{said}");
    assert!(refused("log.xlsx", Some("lists"), &bytes).contains("no sheet `lists`"));
    let mut office = Office::new();
    try_import(&mut office, "log.xlsx", Some("2026"), &bytes).unwrap();
    assert_eq!(office.only().request, "B-1");
}

#[test]
fn the_header_is_the_first_row_that_is_not_empty() {
    let bytes = book(|sheet| {
        sheet.write_row(3, 0, HEADER.iter().copied()).unwrap();
        sheet.write_row(4, 0, GOOD.iter().copied()).unwrap();
    });
    assert_eq!(import(&mut Office::new(), &bytes).new_items, 1);
    let said = Office::new().try_import(&book_of(&[&["request", "recieved", "agency"]]), None, false).unwrap_err();
    assert!(said.to_string().contains("did you mean `received`"), "{said}");
}

#[test]
fn each_file_that_is_no_workbook_gets_its_sentence() {
    let good = book_of(&[HEADER, GOOD]);
    let compound = |inside: &str| {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.extend(inside.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let zip = |names: &[&str]| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(b"<x/>").unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    let without = |gone: &str| repacked(&good, |name, inside| (name != gone).then_some(inside));
    let cut = &good[..good.len() / 2];
    let mut flipped = good.clone();
    // The checksum of the first part, in the list of the parts.
    let listed = good.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    flipped[listed + 16] ^= 0x55;
    for (file, bytes, says) in [
        ("log.xlsx", compound("EncryptedPackage"), "closed with a password"),
        ("log.xls", compound("Workbook"), "older kind (.xls)"),
        ("log.ods", zip(&["mimetype", "content.xml"]), "another kind (.ods or .xlsb)"),
        ("log.xlsb", zip(&["[Content_Types].xml", "xl/workbook.bin"]), "another kind (.ods or .xlsb)"),
        ("log.xlsx", zip(&["letters/one.txt"]), "a packed file (zip)"),
        ("log.csv", zip(&["letters/one.txt"]), "a packed file (zip)"),
        ("log.xlsx", zip(&["[Content_Types].xml"]), "damaged"),
        ("log.xlsx", b"request,received,agency\n".to_vec(), "what is in it is none"),
        ("LOG.XLS", b"<html><table>".to_vec(), "what is in it is none"),
        ("log.xlsx", b"PK\x03\x04".to_vec(), "damaged"),
        ("log.xlsx", cut.to_vec(), "damaged"),
        ("log.xlsx", flipped, "damaged"),
        ("log.xlsx", without("xl/workbook.xml"), "damaged"),
        ("log.xlsx", without("xl/worksheets/sheet1.xml"), "damaged"),
        ("log.xlsx", book(|_| {}), "the sheet `Sheet1` is empty"),
    ] {
        let said = refused(file, None, &bytes);
        assert!(said.contains(says), "{file}: {said}");
    }
    // A workbook by another name is read as what it is.
    assert_eq!(try_import(&mut Office::new(), "log.csv", None, &good).unwrap().new_items, 1);
}

/// A sheet with this XML in the place of its rows.
fn with_rows(rows: &str) -> Vec<u8> {
    let good = book_of(&[HEADER, GOOD]);
    repacked(&good, |name, inside| {
        if name != "xl/worksheets/sheet1.xml" {
            return Some(inside);
        }
        let text = String::from_utf8(inside).unwrap();
        let (before, rest) = text.split_once("<sheetData>").unwrap();
        let (_, after) = rest.split_once("</sheetData>").unwrap();
        Some(format!("{before}<sheetData>{rows}</sheetData>{after}").into_bytes())
    })
}

fn row(number: u32, first: &str) -> String {
    let cells = [first, "2026-10-07", "ICE", "personal"];
    let cells: String = ["A", "B", "C", "D"]
        .iter()
        .zip(cells)
        .map(|(column, text)| format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"))
        .collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

#[test]
fn limits_hold_against_files_that_are_made_to_fill_a_computer() {
    let header = row(1, "request").replace("2026-10-07", "received").replace("ICE", "agency");
    let header = header.replace("personal", "information");
    let many: String =
        (2..=200_002).map(|number| format!("<row r=\"{number}\"><c r=\"E{number}\"><v>1</v></c></row>")).collect();
    let said = refused("log.xlsx", None, &with_rows(&format!("{header}{many}")));
    assert!(said.contains("more than 200,000 rows"), "{said}");

    let wide = "<row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row>";
    let said = refused("log.xlsx", None, &with_rows(&format!("{header}{wide}")));
    assert!(said.contains("row 2 of the sheet `Sheet1` has more than 500 cells"), "{said}");

    let bomb = repacked(&book_of(&[HEADER, GOOD]), |name, inside| {
        Some(if name == "docProps/app.xml" { vec![b' '; 257_000_000] } else { inside })
    });
    assert!(bomb.len() < 1_000_000, "a small file");
    assert!(refused("log.xlsx", None, &bomb).contains("larger than 256 MB"));

    let mut large = book_of(&[HEADER, GOOD]);
    large.resize(50_000_001, 0);
    assert!(refused("log.xlsx", None, &large).contains("larger than 50 MB"));
}

#[test]
fn rows_and_cells_out_of_their_order_are_damage() {
    let header = row(1, "request").replace("2026-10-07", "received").replace("ICE", "agency");
    let header = header.replace("personal", "information");
    let twice = "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>1</v></c></row>";
    for rows in [format!("{header}{}{}", row(3, "A-1"), row(2, "A-2")), format!("{header}{twice}")] {
        assert!(refused("log.xlsx", None, &with_rows(&rows)).contains("damaged"));
    }
    assert_eq!(import(&mut Office::new(), &with_rows(&format!("{header}{}", row(9, "A-1")))).new_items, 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever stands in the parts of a workbook, it is read or refused.
    #[test]
    fn no_workbook_brings_the_program_down(
        part in 0_usize..12, places in prop::collection::vec((0.0_f64..1.0, any::<u8>()), 1..12), cut in 0.0_f64..2.0,
    ) {
        let good = book_of(&[HEADER, GOOD, &["A-2", "2026-10-07", "ICE", "published"]]);
        let names: Vec<String> =
            ZipArchive::new(Cursor::new(&good)).unwrap().file_names().map(|name| name.unwrap().into_owned()).collect();
        let chosen = &names[part % names.len()];
        let bytes = repacked(&good, |name, mut inside| {
            if name == chosen {
                for (place, byte) in &places {
                    let at = (place * inside.len() as f64) as usize;
                    inside[at] = *byte;
                }
                inside.truncate((cut * inside.len() as f64) as usize);
            }
            Some(inside)
        });
        let mut office = Office::new();
        if let Err(error) = try_import(&mut office, "log.xlsx", None, &bytes) {
            prop_assert!(error.to_string().contains("Nothing was imported"), "{error}");
        }
    }
}
