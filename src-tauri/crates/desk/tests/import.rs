//! Importing a request log: all of it or nothing, once, and never over what is recorded.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use desk::{Error, HeaderError};
use support::{Office, PRACTICE, log_of, log_with, rows_of};

const PENDING: &[(&str, &str)] = &[("response", "pending")];

#[test]
fn the_practice_quarter_goes_in_and_a_second_time_changes_nothing() {
    let mut office = Office::new();
    let first = office.import(PRACTICE);
    assert_eq!((first.rows, first.new_requests, first.new_items), (203, 169, 203), "every row is an item");
    assert_eq!((first.already_present, first.changed_items), (0, 0));
    assert_eq!(office.list().len(), 203);
    let (sizes, items) = (office.sizes(), office.list());
    let second = office.import(PRACTICE);
    assert_eq!((second.new_requests, second.new_items, second.changed_items), (0, 0, 0));
    assert_eq!(second.already_present, 203);
    assert_eq!((office.sizes(), office.list()), (sizes, items), "nothing was appended");
    office.assert_holds();
}

#[test]
fn a_dry_run_finds_the_same_and_leaves_everything_as_it_was() {
    let mut office = Office::new();
    let before = office.sizes();
    let looked = office.try_import(PRACTICE.as_bytes(), None, true).unwrap();
    assert_eq!((office.sizes(), office.list()), (before, Vec::new()));
    assert_eq!(looked, office.import(PRACTICE), "a dry run says what the import then does");
}

#[test]
fn what_is_left_empty_has_its_default() {
    let mut office = Office::new();
    office.import("request,received,agency,recipient\nA-1,2026-10-07,Moving company,private_party\n");
    let item = office.only();
    assert_eq!(item.origin, "requested");
    assert_eq!(item.ask.as_deref(), Some("information"));
    assert_eq!(item.for_immigration_agency.as_deref(), Some("no"));
    assert_eq!(item.instrument.as_deref(), Some("none"));
    assert_eq!(item.other_law_forbids.as_deref(), Some("no"));
    assert_eq!((item.response.as_str(), item.responded), ("pending", None));
    assert_eq!(item.decided, "2026-10-07", "decided where it was received");
    for unknown in [item.information, item.purpose, item.valid_on_face, item.within_scope, item.exempt_record] {
        assert_eq!(unknown, None, "every other fact is not known");
    }
    assert_eq!((item.channel, item.department, item.direction), (None, None, None));
}

#[test]
fn the_usual_direction_of_an_exchange_is_sent_and_of_a_look_up_inquiry() {
    let mut office = Office::new();
    let exchange = ("information", "status");
    let agency = ("recipient", "immigration_agency");
    let look_up: &[_] = &[("ask", "status_determination"), ("purpose", "public_benefit"), ("information", "")];
    office.import(&log_of(&[&[exchange, agency], look_up, &[exchange, agency, ("direction", "received")]]));
    let directions: Vec<_> = office.list().into_iter().map(|item| item.direction.unwrap_or_default()).collect();
    assert_eq!(directions, ["sent", "inquiry", "received"]);
}

#[test]
fn the_recipient_comes_from_the_directory_unless_the_row_says_otherwise() {
    let mut office = Office::new();
    office.import(&log_with(&[("agency", "ICE"), ("recipient", "")]));
    assert_eq!(office.only().recipient.as_deref(), Some("immigration_agency"));

    let done = office.import(&log_with(&[("request", "A-2"), ("agency", "ICE"), ("recipient", "data_subject")]));
    assert_eq!(done.warning_count, 1);
    assert!(done.warnings[0].contains("row 1") && done.warnings[0].contains("immigration_agency"), "{done:?}");
    assert_eq!(office.list()[1].recipient.as_deref(), Some("data_subject"), "the row counts");

    let (_, column, _, message) =
        office.problem(&log_with(&[("request", "A-3"), ("agency", "Acme Movers"), ("recipient", "")]));
    assert_eq!(column, "recipient");
    assert!(message.contains("Acme Movers") && message.contains("private_party"), "{message}");
}

#[test]
fn a_later_file_adds_requests_and_items() {
    let mut office = Office::new();
    office.import(&log_of(&[PENDING]));
    let done = office.import(&log_of(&[PENDING, &[("information", "published")], &[("request", "A-2")]]));
    assert_eq!((done.already_present, done.new_items, done.new_requests, done.changed_items), (1, 2, 1, 0));
    let places: Vec<_> = office.list().into_iter().map(|item| (item.request, item.item)).collect();
    assert_eq!(places, [("A-1".to_owned(), 1), ("A-1".to_owned(), 2), ("A-2".to_owned(), 1)]);
    office.assert_holds();
}

#[test]
fn a_later_file_answers_what_was_pending_and_fills_what_was_empty() {
    let mut office = Office::new();
    office.import(&log_of(&[&[("purpose", ""), ("recipient", "state_agency")]]));
    let before = office.only();
    assert_eq!((before.outcome, before.ask_next.as_deref()), (None, Some("purpose")));
    let sizes = office.sizes();
    let later = log_with(&[
        ("recipient", "state_agency"),
        ("purpose", "life_safety"),
        ("decided", "2026-10-08"),
        ("response", "released"),
        ("responded", "2026-10-09T08:15"),
    ]);
    let done = office.import(&later);
    assert_eq!((done.changed_items, done.new_items, done.not_settled), (1, 0, 0));
    assert!(office.sizes().0 > sizes.0, "what became known is an event of its own");
    let item = office.only();
    assert_eq!(item.outcome.as_deref(), Some("non_mandatory_permitted"));
    assert_eq!(item.ask_next, None);
    assert_eq!((item.decided.as_str(), item.response.as_str()), ("2026-10-08", "released"));
    assert_eq!(item.responded.as_deref(), Some("2026-10-09T08:15"));
    assert_eq!(office.import(&later).already_present, 1, "and then it is present");
    office.assert_holds();
}

#[test]
fn every_other_difference_is_an_error_that_names_row_column_and_value() {
    let recorded: &[(&str, &str)] = &[
        ("channel", "fax"),
        ("department", "City Clerk"),
        ("decided", "2026-10-08"),
        ("response", "released"),
        ("responded", "2026-10-09"),
    ];
    for (column, other) in [
        ("received", "2026-10-06"),
        ("origin", "volunteered"),
        ("channel", "email"),
        ("channel", ""),
        ("department", "Police"),
        ("agency", "Another company"),
        ("recipient", "court"),
        ("information", "published"),
        ("information", ""),
        ("purpose", "mixed"),
        ("instrument", "detainer"),
        ("valid_on_face", "yes"),
        ("description", "something else"),
        ("description", ""),
        ("decided", "2026-10-07"),
        ("response", "withheld"),
        ("responded", "2026-10-10"),
    ] {
        let mut office = Office::new();
        office.import(&log_of(&[&[("request", "B-1")], recorded]));
        let mut changed = vec![(column, other)];
        changed.extend(recorded.iter().filter(|(name, _)| *name != column));
        let (row, named, value, message) = office.problem(&log_of(&[&[("request", "B-1")], &changed]));
        assert_eq!((row, named.as_str(), value.as_str()), (2, column, other), "{message}");
        assert!(message.contains("never overwritten"), "{message}");
    }
}

#[test]
fn an_answer_is_not_taken_back() {
    let mut office = Office::new();
    office.import(&log_with(&[("response", "released"), ("responded", "2026-10-09")]));
    let problems = office.problems(log_of(&[PENDING]));
    let columns: Vec<_> = problems.iter().filter_map(|there| there.problem.column).map(|it| it.to_string()).collect();
    assert_eq!(columns, ["response", "responded"]);
}

#[test]
fn the_direction_of_an_exchange_is_not_overwritten() {
    let exchange = [("information", "status"), ("recipient", "immigration_agency"), ("direction", "received")];
    let mut office = Office::new();
    office.import(&log_with(&exchange));
    let (_, column, value, _) = office.problem(&log_with(&[exchange[0], exchange[1], ("direction", "sent")]));
    assert_eq!((column.as_str(), value.as_str()), ("direction", "sent"));

    // Of an item that only now settles as an exchange, too.
    let mut office = Office::new();
    office.import(&log_with(&[("information", ""), exchange[1], exchange[2]]));
    let (_, column, value, _) = office.problem(&log_with(&[exchange[0], exchange[1], ("direction", "sent")]));
    assert_eq!((column.as_str(), value.as_str()), ("direction", "sent"));
    let settled = log_with(&exchange);
    assert_eq!(office.import(&settled).changed_items, 1);
    assert_eq!(office.only().direction.as_deref(), Some("received"));
    assert_eq!(office.import(&settled).already_present, 1);
}

#[test]
fn a_direction_given_when_the_item_settles_counts() {
    let mut office = Office::new();
    office.import(&log_with(&[("information", ""), ("recipient", "court")]));
    let settled = log_with(&[("information", "status"), ("recipient", "court"), ("direction", "received")]);
    assert_eq!(office.import(&settled).changed_items, 1);
    assert_eq!(office.only().direction.as_deref(), Some("received"));
    assert_eq!(office.import(&settled).already_present, 1);
}

#[test]
fn a_decision_on_the_day_it_was_received_is_the_same_whether_written_or_not() {
    let answered = [("response", "released"), ("responded", "2026-10-09")];
    let mut office = Office::new();
    office.import(&log_of(&[&answered]));
    let done = office.import(&log_of(&[&[answered[0], answered[1], ("decided", "2026-10-07")]]));
    assert_eq!((done.already_present, done.changed_items), (1, 0));
}

#[test]
fn the_rows_of_a_request_agree_on_what_belongs_to_it() {
    for (column, other) in [
        ("received", "2026-10-06"),
        ("origin", "own_inquiry"),
        ("channel", "fax"),
        ("department", "x"),
        ("agency", "y"),
    ] {
        let (row, named, value, message) = Office::new().problem(&log_of(&[PENDING, &[(column, other)]]));
        assert_eq!((row, named.as_str(), value.as_str()), (2, column, other), "{message}");
    }
    Office::new().import(&log_of(&[PENDING, &[("recipient", "court")], &[("decided", "2026-10-08")]]));
}

#[test]
fn the_nth_row_is_the_nth_item_also_when_requests_are_interleaved() {
    let row = |request, information| [("request", request), ("information", information)];
    let (a1, b1, a2, b2) =
        (row("A-1", "personal"), row("B-1", "statistical"), row("A-1", "published"), row("B-1", "personal"));
    let log = log_of(&[&a1, &b1, &a2, &b2]);
    let mut office = Office::new();
    let done = office.import(&log);
    assert_eq!((done.new_requests, done.new_items), (2, 4));
    let kinds: Vec<_> =
        office.list().into_iter().map(|item| (item.request, item.item, item.information.unwrap_or_default())).collect();
    for (place, expected) in
        [("A-1", 1, "personal"), ("B-1", 1, "statistical"), ("A-1", 2, "published"), ("B-1", 2, "personal")]
            .into_iter()
            .enumerate()
    {
        let (request, item, information) = &kinds[place];
        assert_eq!((request.as_str(), *item, information.as_str()), expected);
    }
    assert_eq!(office.import(&log).already_present, 4);
    let sorted = log_of(&[&a1, &a2, &b1, &b2]);
    assert_eq!(office.import(&sorted).already_present, 4, "requests may stand in another order");
}

#[test]
fn an_exchange_keeps_its_place_among_the_items_of_its_request() {
    let mut office = Office::new();
    let exchange = [("information", "status"), ("recipient", "immigration_agency")];
    let rows = log_of(&[PENDING, &exchange, &[("information", "published")]]);
    office.import(&rows);
    let places: Vec<_> = office.list().into_iter().map(|item| (item.item, item.ledger)).collect();
    assert_eq!(places, [(1, "disclosure"), (2, "status_exchange"), (3, "disclosure")]);
    assert_eq!(office.import(&rows).already_present, 3);
}

#[test]
fn exact_copies_of_a_row_are_rows() {
    let mut office = Office::new();
    let log = log_of(&[PENDING, PENDING, PENDING]);
    assert_eq!(office.import(&log).new_items, 3);
    assert_eq!(office.import(&log).already_present, 3);
    assert_eq!(office.import(&log_of(&[PENDING, PENDING, PENDING, PENDING])).new_items, 1);
}

#[test]
fn one_wrong_row_keeps_the_whole_log_out_and_every_problem_is_said() {
    let mut office = Office::new();
    let problems = office.problems(log_of(&[
        &[("request", "A-1")],
        &[("request", "A-2"), ("information", "adress"), ("channel", "pigeon"), ("received", "2026-02-30")],
        &[("request", "A-3")],
        &[("request", ""), ("agency", "")],
    ]));
    let found: Vec<_> = problems
        .iter()
        .map(|there| (there.row, there.line, there.problem.column.map_or(String::new(), |it| it.to_string())))
        .collect();
    let expected = [(2, 3, "channel"), (2, 3, "received"), (2, 3, "information"), (4, 5, "agency"), (4, 5, "request")];
    assert_eq!(found, expected.map(|(row, line, column)| (row, line, column.to_owned())));
    assert_eq!(problems[2].problem.value.as_deref(), Some("adress"));
    assert!(problems[2].problem.message.contains("status_adjacent"), "the values that are allowed are named");
}

#[test]
fn a_wrong_item_does_not_hide_what_is_wrong_with_the_rows_behind_it() {
    let mut office = Office::new();
    office.import(&log_of(&[PENDING, &[("information", "published")], &[("information", "statistical")]]));
    let problems = office.problems(log_of(&[
        &[("information", "adress")],
        &[("information", "published")],
        &[("information", "personal")],
        &[("department", "Police")],
    ]));
    let found: Vec<_> = problems
        .iter()
        .map(|there| (there.row, there.problem.column.map_or(String::new(), |it| it.to_string())))
        .collect();
    let expected = [(1, "information"), (3, "information"), (4, "department")];
    assert_eq!(found, expected.map(|(row, column)| (row, column.to_owned())));
}

#[test]
fn more_than_200_problems_are_counted() {
    let wrong: &[(&str, &str)] = &[("information", "adress")];
    let Error::Rows(problems) = Office::new().refuse(log_of(&vec![wrong; 250])) else {
        panic!("the rows are what is wrong")
    };
    assert_eq!((problems.listed.len(), problems.count), (200, 250));
    let text = problems.to_string();
    assert!(text.contains("log.csv: row 200 (line 201): information: `adress`"), "{text}");
    assert!(!text.contains("row 201 "), "the others are only counted");
    assert!(text.contains("and 50 more") && text.contains("250 problems. Nothing was imported."), "{text}");
}

fn header(log: &str) -> Vec<HeaderError> {
    let error = Office::new().refuse(log);
    let Error::Header { problems, .. } = error else { panic!("{error}") };
    problems
}

#[test]
fn a_header_with_unknown_doubled_or_missing_columns_is_refused_with_all_of_them() {
    let problems = header("request,recieved,agency,agency,Recipient\n");
    let text: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 4, "{text:?}");
    assert!(text.iter().any(|it| it.contains("`recieved`") && it.contains("did you mean `received`")), "{text:?}");
    assert!(text.iter().any(|it| it.contains("`agency` is there twice")), "{text:?}");
    assert!(text.iter().any(|it| it.contains("`Recipient`") && it.contains("did you mean `recipient`")), "{text:?}");
    assert!(text.iter().any(|it| it.contains("`received` is missing")), "{text:?}");
}

#[test]
fn a_mark_at_the_start_crlf_and_any_order_of_columns_are_the_same_log() {
    let mut office = Office::new();
    office.import(
        "request,received,agency,recipient,description\nA-1,2026-10-07,Shop,private_party,\"a \"\"b\"\", c\"\n",
    );
    assert_eq!(office.only().description.as_deref(), Some("a \"b\", c"));
    for same in [
        "\u{feff}request,received,agency,recipient,description\nA-1,2026-10-07,Shop,private_party,\"a \"\"b\"\", c\"\n",
        "request,received,agency,recipient,description\r\nA-1,2026-10-07,Shop,private_party,\"a \"\"b\"\", c\"\r\n",
        "description,recipient,agency,received,request\n\"a \"\"b\"\", c\",private_party,Shop,2026-10-07,A-1",
        "\"request\",received,agency,recipient,description\n\nA-1,2026-10-07, Shop ,private_party,\"a \"\"b\"\", c\"\n\n",
    ] {
        assert_eq!(office.import(same).already_present, 1, "{same:?}");
    }
}

#[test]
fn what_is_no_csv_is_refused_whole() {
    for (log, words) in [
        (&b""[..], "empty"),
        (b"\xFF\xFEr\0e\0", "UTF-16"),
        (b"request,received,agency\nA-1,2026-10-07,\"Shop\n", "never closed"),
    ] {
        let error = Office::new().refuse(log);
        assert!(matches!(error, Error::NotCsv { .. }) && error.to_string().contains(words), "{error}");
    }
}

#[test]
fn a_row_that_is_too_short_or_no_text_is_an_error_of_its_row() {
    let header = "request,received,agency,recipient\n";
    for (row, words) in [
        (&b"A-1,2026-10-07,Shop\n"[..], "3 cells"),
        (b"A-1,2026-10-07,Shop,private_party,more\n", "5 cells"),
        (b"A-1,2026-10-07,Sh\0op,private_party\n", "NUL"),
        (b"A-1,2026-10-07,Caf\xE9,private_party\n", "not UTF-8"),
    ] {
        let log = [header.as_bytes(), b"A-0,2026-10-07,Shop,private_party\n", row].concat();
        let problems = Office::new().problems(log);
        assert_eq!((problems.len(), problems[0].row, problems[0].line), (1, 2, 3), "{words}");
        assert!(problems[0].problem.message.contains(words), "{words}: {}", problems[0].problem);
    }
}

#[test]
fn a_description_that_shows_the_person_is_an_error_of_its_row() {
    for (description, words) in [
        ("address of A 123 456 789", "A-number"),
        ("record of 123-45-6789", "Social Security"),
        ("person born 4 March 1990", "birth"),
        ("she is undocumented", "status"),
    ] {
        let (row, column, value, message) = Office::new().problem(&log_with(&[("description", description)]));
        assert_eq!((row, column.as_str(), value.as_str()), (1, "description", ""), "the text is not repeated whole");
        assert!(message.contains(words), "{description}: {message}");
    }
}

#[test]
fn dates_that_do_not_exist_or_lie_ahead_are_errors_of_their_column() {
    let answered = ("response", "released");
    for (cells, column, words) in [
        (vec![("received", "2026-02-30")], "received", "no 2026-02-30"),
        (vec![("received", "2026-03-08T02:30")], "received", "does not exist"),
        (vec![("received", "10/07/2026")], "received", "not written as a date"),
        (vec![("received", "")], "received", "empty"),
        (vec![("received", "2026-11-23")], "received", "future"),
        (vec![("received", "2026-11-22T10:01")], "received", "future"),
        (vec![("decided", "2026-11-23")], "decided", "future"),
        (vec![answered, ("responded", "2027-01-01")], "responded", "future"),
        (vec![answered, ("responded", "2026-10-06")], "responded", "before its request"),
        (
            vec![("received", "2026-10-07T14:05"), answered, ("responded", "2026-10-07T14:04")],
            "responded",
            "before its request",
        ),
        (
            // The repeated hour is read as the first one, and then this is before it.
            vec![("received", "2026-11-01T01:30-05:00"), answered, ("responded", "2026-11-01T01:45")],
            "responded",
            "before its request",
        ),
        (vec![answered], "responded", "give the day"),
        (vec![("responded", "2026-10-09")], "responded", "no response"),
        (vec![("response", "pending"), ("responded", "2026-10-09")], "responded", "no response"),
    ] {
        let (row, named, value, message) = Office::new().problem(&log_with(&cells));
        assert_eq!((row, named.as_str()), (1, column), "{cells:?}: {message}");
        let given = cells.iter().find(|(name, _)| *name == column).map_or("", |(_, value)| value);
        assert!(value == given || message.starts_with(&format!("`{given}`")), "the value is named: {value}: {message}");
        assert!(message.contains(words), "{cells:?}: {message}");
    }
}

#[test]
fn dates_are_taken_by_the_day_unless_both_have_a_time_and_in_local_time() {
    let answered = ("response", "released");
    for (received, responded, kept) in [
        ("2026-11-22", "2026-11-22", "2026-11-22"),
        ("2026-11-22T10:00", "2026-11-22T15:00Z", "2026-11-22T10:00"),
        ("2026-10-07T14:05", "2026-10-07", "2026-10-07"),
        ("2026-10-07", "2026-10-07T00:00", "2026-10-07T00:00"),
        ("2026-11-01T01:50", "2026-11-01T01:10-05:00", "2026-11-01T01:10-05:00"),
        ("2026-09-30T23:59", "2026-10-01T04:00Z", "2026-10-01T00:00"),
    ] {
        let mut office = Office::new();
        let log = log_with(&[("received", received), answered, ("responded", responded)]);
        office.import(&log);
        assert_eq!(office.only().responded.as_deref(), Some(kept));
        assert_eq!(office.import(&log).already_present, 1);
    }
    let mut office = Office::new();
    office.import(&log_with(&[("received", "2026-11-01T01:30")]));
    let first = log_with(&[("received", "2026-11-01T01:30-04:00")]);
    assert_eq!(office.import(&first).already_present, 1, "without an offset the repeated hour is the first");
    let (_, column, ..) = office.problem(&log_with(&[("received", "2026-11-01T01:30-05:00")]));
    assert_eq!(column, "received");
}

#[test]
fn a_decision_before_the_request_is_worth_a_second_look() {
    let done = Office::new().import(&log_with(&[("decided", "2026-10-01")]));
    assert_eq!(done.warning_count, 1);
    assert!(done.warnings[0].contains("2026-10-01"), "{done:?}");
}

#[test]
fn a_number_of_65_characters_is_too_long() {
    let longest = "A-1/B-2.".repeat(8);
    Office::new().import(&log_with(&[("request", &longest)]));
    let (_, column, _, message) = Office::new().problem(&log_with(&[("request", &(longest + "C"))]));
    assert_eq!(column, "request");
    assert!(message.contains("64"), "{message}");
}

#[test]
fn what_the_desk_lists_can_be_imported_again_and_is_all_there() {
    let mut office = Office::new();
    office.import(PRACTICE);
    let items = office.list();
    let columns: Vec<_> = PRACTICE.lines().next().into_iter().flat_map(|header| header.split(',')).collect();
    let mut csv = columns.join(",") + "\n";
    for item in &items {
        let item = serde_json::to_value(item).unwrap();
        let cell = |column: &&str| format!("\"{}\"", item[*column].as_str().unwrap_or_default().replace('"', "\"\""));
        csv += &(columns.iter().map(cell).collect::<Vec<_>>().join(",") + "\n");
    }
    let done = office.import(&csv);
    assert_eq!((done.already_present, done.changed_items, done.new_items), (203, 0, 0));
    let mut other = Office::new();
    other.import(&csv);
    assert_eq!(other.list(), items, "in another office's store it is the same record");
}

#[test]
fn rows_that_differ_in_nothing_but_blanks_are_the_same() {
    let mut office = Office::new();
    office.import(&log_of(&[PENDING]));
    assert_eq!(office.import(&log_with(&[("agency", " Moving company "), ("purpose", "other ")])).already_present, 1);
    let error = office.refuse(log_with(&[("agency", "Moving  company")]));
    assert_eq!(rows_of(error).len(), 1);
}
