//! Import in the real window: refused whole with everything that is wrong, and taken once it is right.

use std::ffi::OsStr;
use std::path::Path;

use serde_json::Value;

use crate::driver::{CONTROL, ENTER, Window};
use crate::office::{first_start, gatekeeper};

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn a_log_with_errors_is_refused_whole_and_imported_once_it_is_right() {
    let home = tempfile::tempdir().unwrap();
    let log = home.path().join("log.csv");
    std::fs::write(&log, "request,received,agency,information,purpose\nA-1,2026-02-30,ICE,personal,not_stated\n")
        .unwrap();
    let window = Window::open(home.path(), &[("DESK_TEST_LOG", log.as_os_str())]);
    first_start(&window);
    window.keys(&[CONTROL, '6']);
    window.press("Choose");
    window.see("log.csv");
    window.press("Check");
    window.see("2026-02-30");
    window.look("import-problems");
    std::fs::write(&log, "request,received,agency,information,purpose\nA-1,2026-02-28,ICE,personal,not_stated\n")
        .unwrap();
    window.press("Check");
    window.see("1 ");
    window.press("Import");
    window.see("is recorded");
    window.look("import-done");
    window.keys(&[CONTROL, 'f']);
    window.see("A-1");
}

/// An office's own log as a workbook: its columns are not ours, and its dates are the spreadsheet program's.
fn workbook(file: &Path, rows: &[[&str; 4]]) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let form = rust_xlsxwriter::Format::new().set_num_format("mm/dd/yyyy");
    sheet.write_row(0, 0, ["Request no", "Received", "Agency", "Channel"]).unwrap();
    for (row, cells) in (1..).zip(rows) {
        sheet.write_row(row, 0, cells.iter().copied()).unwrap();
        let day = rust_xlsxwriter::ExcelDateTime::parse_from_str(cells[1]).unwrap();
        sheet.write_datetime_with_format(row, 1, &day, &form).unwrap();
    }
    book.save(file).unwrap();
}

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn a_workbook_is_mapped_by_hand_refused_with_errors_and_imported_without() {
    for theme in ["light", "dark"] {
        let home = tempfile::tempdir().unwrap();
        let gtk = if theme == "dark" { "Adwaita:dark" } else { "Adwaita" };
        let log = home.path().join("log.xlsx");
        std::fs::write(&log, b"request,received,agency\n").unwrap();
        let chosen = [("DESK_TEST_LOG", log.as_os_str()), ("GTK_THEME", OsStr::new(gtk))];
        let window = Window::open(home.path(), &chosen);
        first_start(&window);
        window.keys(&[CONTROL, '6']);
        window.press("Choose");
        window.see("its name says that it is a spreadsheet");
        window.look(&format!("{theme}-import-no-workbook"));

        workbook(&log, &[["F-1", "2026-02-03", "ICE", "FAX"], ["A1234567", "2026-02-04", "ICE", "By hand"]]);
        window.press("Choose another");
        window.see("A guess by their names");
        window.see("1 value means nothing yet");
        window.look(&format!("{theme}-import-guess"));
        window.choose("“By hand”", "At the counter");
        window.press("Check");
        window.see("What the check found");
        window.see("reads as an A-number");
        let shown = window.text();
        assert_eq!(shown.matches("A1234567").count(), 1, "only the sentence says what was seen:\n{shown}");
        window.look(&format!("{theme}-import-mapped-problems"));
        window.fill("Keep this one as", "Sheriff");
        window.keys(&[ENTER]);
        window.see("Kept as “Sheriff”");

        workbook(&log, &[["F-1", "2026-02-03", "ICE", "FAX"], ["F-2", "2026-02-04", "ICE", "By hand"]]);
        window.press("Choose another");
        window.see("1 value means nothing yet");
        window.choose("Use a mapping that was kept", "Sheriff");
        window.see("How it came");
        window.press("Check");
        window.see("2 new requests with 2 new items");
        window.see("The first requests, as they would be entered");
        window.look(&format!("{theme}-import-preview"));
        window.press("Import");
        window.see("is recorded");
        drop(window);
        let list: Value = serde_json::from_str(&gatekeeper(home.path(), "list", &["--json"])).unwrap();
        assert_eq!(list[1]["received"], "2026-02-04");
        assert_eq!(list[1]["channel"], "in_person");
        assert_eq!(list.as_array().unwrap().len(), 2);
    }
}
