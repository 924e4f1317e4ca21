//! Another office's log, read through a mapping.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use desk::{Error, HeaderError, Mapping, MappingError, RowProblem};
use support::{Office, rows_of};

/// A mapping in the form of the contract's example.
const DETAINERS: &str = r#"
date_format = "%Y-%m-%d %H:%M:%S"
number = "PA-{row}"
[columns]
received = "date"
department = "det_facility"
channel = "sent_by"
[constants]
agency = "ICE"
instrument = "detainer"
response = "pending"
[values.channel]
"Fax" = "fax"
"" = "other"
[[items]]
ask = "custody_hold"
except = { detainer_type = ["I247N - Immigration Advisal - Request for Notification"] }
[[items]]
ask = "release_notification"
"#;

const LOG: &str = "\
date,det_facility,sent_by,detainer_type,left_out
2026-10-05 09:30:00,County Jail,Fax,I247A,x
2026-10-06 00:00:00,County Jail,,I247N - Immigration Advisal - Request for Notification,x
2026-10-06 00:00:00,County Jail,,I247A,x
2026-10-06 00:00:00,County Jail,,I247A,x
";

fn parse(mapping: &str) -> Mapping {
    Mapping::parse(mapping).unwrap_or_else(|error| panic!("{error}\n{mapping}"))
}

#[test]
fn each_row_gives_an_item_for_each_block_that_is_meant_for_it() {
    let mut office = Office::new();
    let done = office.import_mapped(DETAINERS, LOG);
    assert_eq!((done.rows, done.new_requests, done.new_items, done.left_out), (4, 4, 7, 0));
    let items: Vec<_> = office
        .list()
        .into_iter()
        .map(|it| (it.request, it.item, it.ask.unwrap_or_default(), it.received, it.channel.unwrap_or_default()))
        .collect();
    let expected = [
        ("PA-1", 1, "custody_hold", "2026-10-05T09:30", "fax"),
        ("PA-1", 2, "release_notification", "2026-10-05T09:30", "fax"),
        ("PA-2", 1, "release_notification", "2026-10-06T00:00", "other"),
        ("PA-3", 1, "custody_hold", "2026-10-06T00:00", "other"),
        ("PA-3", 2, "release_notification", "2026-10-06T00:00", "other"),
        ("PA-4", 1, "custody_hold", "2026-10-06T00:00", "other"),
        ("PA-4", 2, "release_notification", "2026-10-06T00:00", "other"),
    ];
    assert_eq!(items.len(), expected.len());
    for (found, (request, item, ask, received, channel)) in items.iter().zip(expected) {
        let found = (found.0.as_str(), found.1, found.2.as_str(), found.3.as_str(), found.4.as_str());
        assert_eq!(found, (request, item, ask, received, channel));
    }
    let again = office.import_mapped(DETAINERS, LOG);
    assert_eq!((again.already_present, again.new_items, again.changed_items), (7, 0, 0));
    office.assert_holds();
}

#[test]
fn only_takes_the_rows_it_names_and_a_row_without_an_item_is_left_out() {
    let mapping = DETAINERS.replace("except =", "only =").replace("[[items]]\nask = \"release_notification\"\n", "");
    let mut office = Office::new();
    let done = office.import_mapped(&mapping, LOG);
    assert_eq!((done.rows, done.new_items, done.left_out), (4, 1, 3));
    assert_eq!(office.only().request, "PA-2", "rows are counted whether or not they give an item");
}

#[test]
fn a_value_that_is_not_listed_is_an_error_of_its_row_and_column() {
    let log = LOG.replacen(",Fax,", ",FAX,", 1).replacen(
        "2026-10-06 00:00:00,County Jail,,I247A",
        "2026-10-06,County Jail,,I247A",
        1,
    );
    let error = Office::new().refuse_mapped(Some(&parse(DETAINERS)), &log);
    let problems = rows_of(error);
    let column = |problem: &RowProblem| problem.problem.column.map_or(String::new(), |column| column.to_string());
    assert!(problems.iter().any(|it| it.row == 1 && column(it) == "channel"), "{problems:?}");
    assert!(problems.iter().any(|it| it.row == 3 && column(it) == "received"), "{problems:?}");
    for problem in &problems {
        let value = problem.problem.value.as_deref();
        match problem.row {
            1 => assert_eq!(value, Some("FAX")),
            3 => assert_eq!(value, Some("2026-10-06")),
            other => panic!("row {other} is right: {problem:?}"),
        }
    }
}

#[test]
fn an_empty_cell_needs_an_entry_of_its_own_under_values() {
    let mapping = parse(&DETAINERS.replace("\"\" = \"other\"\n", ""));
    let problems = rows_of(Office::new().refuse_mapped(Some(&mapping), LOG));
    assert!(problems.iter().all(|it| it.row > 1 && it.problem.message.contains("[values.channel]")), "{problems:?}");
}

/// The least a mapping needs, with a line of a section changed.
fn least(top: &str, columns: &str, rest: &str) -> String {
    format!(
        "{top}\n[columns]\nreceived = \"day\"\nagency = \"who\"\n{columns}\n[constants]\nrecipient = \"court\"\n{rest}\n"
    )
}

#[test]
fn each_way_a_mapping_can_be_wrong_is_named() {
    let numbered = "number = \"N-{row}\"";
    let wrong = |mapping: &str| Mapping::parse(mapping).map(|_| panic!("{mapping}")).unwrap_err();
    assert!(matches!(wrong("columns ="), MappingError::Toml(text) if text.starts_with("line 1:")));
    for (mapping, words) in [
        (least("numbr = \"N-{row}\"", "", ""), "numbr"),
        (least(numbered, "chanel = \"x\"", ""), "chanel"),
        (least(numbered, "", "[[items]]\nasks = \"information\""), "asks"),
    ] {
        let error = wrong(&mapping);
        let text = error.to_string();
        assert!(matches!(error, MappingError::Toml(_)) && text.contains(words) && text.contains("line "), "{text}");
    }
    let column = |name: &str| name.parse().unwrap();
    let twice = MappingError::Twice(column("recipient"));
    assert_eq!(wrong(&least(numbered, "recipient = \"what\"", "")), twice);
    assert_eq!(wrong(&least(numbered, "", "[[items]]\nrecipient = \"court\"")), twice);
    let twice = MappingError::Twice(column("ask"));
    assert_eq!(wrong(&least(numbered, "ask = \"what\"", "[[items]]\nask = \"information\"")), twice);
    let values = MappingError::ValuesWithoutColumn(column("channel"));
    assert_eq!(wrong(&least(numbered, "", "[values.channel]\nFax = \"fax\"")), values);
    let of_request = MappingError::RequestColumnInItem(column("origin"));
    assert_eq!(wrong(&least(numbered, "", "[[items]]\norigin = \"requested\"")), of_request);
    assert_eq!(wrong(&least("number = \"N-1\"", "", "")), MappingError::NumberWithoutRow);
    assert_eq!(wrong(&least("", "", "")), MappingError::NoNumber);
    for unfilled in ["received", "agency"] {
        let mapping = least(numbered, "", "").replace(&format!("{unfilled} ="), "department =");
        assert_eq!(wrong(&mapping), MappingError::Unfilled(column(unfilled)));
    }
    for format in ["", "day", "%Y-%m", "%H:%M", "%q", "%d %Z"] {
        let mapping = least(&format!("{numbered}\ndate_format = \"{format}\""), "", "");
        assert_eq!(wrong(&mapping), MappingError::DateFormat(format.to_owned()));
    }
    assert!(MappingError::NumberWithoutRow.to_string().contains("PA-{row}"), "braces survive into the message");
}

#[test]
fn a_value_no_row_could_have_is_told_once_with_its_column_and_what_would_be_right() {
    let mapping = least(
        "number = \"N-{row}\"",
        "channel = \"how\"\nresponded = \"done\"",
        "instrument = \"detaner\"\nresponse = \"relesed\"\ndecided = \"2026-02-30\"\n\
         [values.channel]\n\"Fax\" = \"fx\"\n\"FAX\" = \"fx\"\n\"\" = \"\"\n\
         [[items]]\ninformation = \"personal\"\n[[items]]\ninformation = \"adress\"",
    );
    let Err(MappingError::Values(wrong)) = Mapping::parse(&mapping) else { panic!("{mapping}") };
    for (line, start) in wrong.iter().zip([
        "  [constants] instrument: `detaner`: not a value of this column; allowed: none, judicial_warrant, ",
        "  [constants] decided: `2026-02-30`",
        "  [constants] response: `relesed`: not a value of this column; allowed: released, ",
        "  [[items]] 2 information: `adress`: not a value of this column; allowed: status, ",
        "  [values.channel] channel: `fx`: not a value of this column; allowed: letter, ",
    ]) {
        assert!(line.starts_with(start), "{start}:\n{wrong:#?}");
    }
    assert_eq!(wrong.len(), 5, "each once, however many rows or values of theirs: {wrong:#?}");
    let refused = |rest: &str| match Mapping::parse(&least("number = \"N-{row}\"", "", rest)) {
        Err(MappingError::Values(wrong)) => wrong.join("\n"),
        other => panic!("{rest}: {other:?}"),
    };
    let personal = refused("description = \"file of A123456789\"");
    assert!(personal.contains("[constants] description: ") && personal.contains("an A-number"), "{personal}");
    for (column, value) in [("direction", "out"), ("origin", "Requested"), ("for_immigration_agency", "perhaps")] {
        let said = refused(&format!("{column} = \"{value}\""));
        assert!(said.contains(&format!("[constants] {column}: `{value}`: ")) && said.contains("allowed: "), "{said}");
    }
}

#[test]
fn a_value_that_some_row_could_have_is_left_to_the_rows() {
    // A day of response needs a response, which comes from the log; dates under [values] are in the log's format.
    let mapping = least(
        "number = \"N-{row}\"\ndate_format = \"%m/%d/%Y\"",
        "response = \"what\"\ndecided = \"when\"",
        "responded = \"2026-10-09\"\n[values.decided]\n\"soon\" = \"10/08/2026\"",
    );
    let mut office = Office::new();
    office.import_mapped(&mapping, "day,who,what,when\n10/05/2026,ICE,withheld,soon\n");
    let item = office.only();
    assert_eq!((item.responded.as_deref(), item.decided.as_str()), (Some("2026-10-09"), "2026-10-08"));
}

#[test]
fn a_column_the_log_does_not_have_is_named_with_those_it_has() {
    let mapping = parse(&DETAINERS.replace("det_facility", "facility").replace("detainer_type =", "type ="));
    let Error::Header { problems, .. } = Office::new().refuse_mapped(Some(&mapping), LOG) else {
        panic!("the header is what is wrong")
    };
    let mut missing = Vec::new();
    for problem in problems {
        let HeaderError::Mapping(MappingError::NoSuchColumn { name, has }) = problem else { panic!("{problem}") };
        assert!(has.contains(&"det_facility".to_owned()), "{has:?}");
        missing.push(name);
    }
    assert_eq!(missing, ["facility", "type"], "every one of them");
}

#[test]
fn a_doubled_column_is_an_error_where_the_mapping_names_it_and_else_left_out() {
    let log = |header: &str| format!("{header}\n2026-10-05,ICE,a,b\n");
    let mapping = "number = \"N-{row}\"\n[columns]\nreceived = \"day\"\nagency = \"who\"\n";
    Office::new().import_mapped(mapping, &log("day,who,note,note"));
    let error = Office::new().refuse_mapped(Some(&parse(mapping)), log("day,who,who,note"));
    assert!(error.to_string().contains("`who` is there twice"), "{error}");
}

#[test]
fn dates_are_read_as_the_log_writes_them() {
    for (format, written, ours) in [
        (None, "2026-10-05", "2026-10-05"),
        (None, "2026-10-05T09:30", "2026-10-05T09:30"),
        (Some("%m/%d/%Y"), "10/05/2026", "2026-10-05"),
        (Some("%m/%d/%Y"), "10/5/2026", "2026-10-05"),
        (Some("%m/%d/%y"), "10/05/26", "2026-10-05"),
        (Some("%d.%m.%Y %H:%M"), "05.10.2026 09:30", "2026-10-05T09:30"),
        (Some("%Y-%m-%d %H:%M:%S"), "2026-10-05 00:00:00", "2026-10-05T00:00"),
        (Some("%m/%d/%Y %I:%M %p"), "10/05/2026 12:30 AM", "2026-10-05T00:30"),
        (Some("%m/%d/%Y %I:%M %p"), "10/05/2026 01:30 PM", "2026-10-05T13:30"),
        (Some("%B %d, %Y"), "October 5, 2026", "2026-10-05"),
        (Some("%Y-%m-%d %H:%M:%S%z"), "2026-10-05 13:30:00+0000", "2026-10-05T09:30"),
        (Some("%Y-%m-%dT%H:%M%:z"), "2026-11-01T01:30-05:00", "2026-11-01T01:30-05:00"),
        (Some("%Y-%m-%d %H:%M:%S%.f"), "2026-10-05 09:30:07.5", "2026-10-05T09:30:07"),
    ] {
        let format = format.map_or(String::new(), |format| format!("date_format = \"{format}\""));
        let mut office = Office::new();
        let mapping = least(&format!("number = \"N-{{row}}\"\n{format}"), "", "");
        office.import_mapped(&mapping, &format!("day,who\n\"{written}\",ICE\n"));
        assert_eq!(office.only().received, ours, "{format}: {written}");
    }
}

#[test]
fn a_date_the_format_does_not_write_or_no_calendar_has_is_an_error() {
    for (format, written) in [
        ("%m/%d/%Y", "2026-10-05"),
        ("%m/%d/%Y", "02/30/2026"),
        ("%m/%d/%Y", "10/05/2026 09:30"),
        ("%Y-%m-%d %H:%M:%S", "2026-03-08 02:30:00"),
        ("%Y-%m-%d %H:%M:%S", "2026-12-01 00:00:00"),
        ("%m/%d/%Y", ""),
    ] {
        let mapping = parse(&least(&format!("number = \"N-{{row}}\"\ndate_format = \"{format}\""), "", ""));
        let problems = rows_of(Office::new().refuse_mapped(Some(&mapping), format!("day,who\n{written},ICE\n")));
        let [problem] = problems.as_slice() else { panic!("{written}: {problems:?}") };
        assert_eq!(problem.problem.column.map(|it| it.to_string()).as_deref(), Some("received"), "{written}");
    }
}

#[test]
fn a_constant_date_is_written_in_our_form_whatever_the_format() {
    let mut office = Office::new();
    let mapping = least(
        "number = \"N-{row}\"\ndate_format = \"%m/%d/%Y\"",
        "",
        "response = \"withheld\"\nresponded = \"2026-10-09\"",
    );
    office.import_mapped(&mapping, "day,who\n10/05/2026,ICE\n");
    assert_eq!(office.only().responded.as_deref(), Some("2026-10-09"));
}

#[test]
fn the_number_is_made_only_where_the_log_has_none() {
    let mut office = Office::new();
    let mapping = least("number = \"N-{row}\"", "request = \"no\"", "");
    let log = "no,day,who\nX-9,2026-10-05,ICE\n,2026-10-05,ICE\n \t,2026-10-05,ICE\nX-9,2026-10-05,ICE\n";
    office.import_mapped(&mapping, log);
    let numbers: Vec<_> = office.list().into_iter().map(|item| (item.request, item.item)).collect();
    let expected = [("X-9", 1), ("N-2", 1), ("N-3", 1), ("X-9", 2)];
    assert_eq!(numbers, expected.map(|(number, item)| (number.to_owned(), item)));
}
