//! The four files, read back: that they say the same, that text stays text, and that nothing in them moves.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use law::outcome::{Flag, Outcome};
use serde_json::{Value, json};

use super::figures::labels;
use super::*;
use crate::account::Row;
use crate::count::{Counting, Preparation};
use crate::coverage::Reporting;
use crate::entry::{Entry, Officer, Release, Response, Review, Settled};
use crate::sample::{account_of, answered, entry, mixed, preparation, settled};

mod leaving;

fn bytes(account: &Account, extension: &str) -> Vec<u8> {
    let made = files(account).unwrap();
    made.into_iter().find(|(name, _)| name.ends_with(extension)).unwrap().1
}

fn text(account: &Account, extension: &str) -> String {
    String::from_utf8(bytes(account, extension)).unwrap()
}

fn workbook(account: &Account) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(xlsx::write(&Content::internal(account)).unwrap())).unwrap()
}

fn sheet(account: &Account, name: &str) -> Range<Data> {
    workbook(account).worksheet_range(name).unwrap()
}

/// The text of the pages in reading order, without spaces: a reader sees them in kerning and where a word may break.
fn pages(account: &Account) -> String {
    solid(&pdf_extract::extract_text_from_mem(&pdf::write(&Content::internal(account)).unwrap()).unwrap())
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200B}').collect()
}

/// An item released although no law required it, from an agency with this name.
fn disclosed(number: usize, agency: &str) -> Entry {
    let entry = answered(entry(&format!("2026-{number:04}"), 1), Response::Released, "2026-10-09");
    Entry { agency: agency.to_owned(), agency_name: agency.to_owned(), ..entry }
}

const HOSTILE: [&str; 9] = [
    "=HYPERLINK(\"https://example.invalid\",\"click\")",
    "#read(\"/etc/passwd\")",
    "$x^2$ and *bold* and _soft_ and `raw` and @label and <label> and // gone",
    "#panic() \\ #eval(\"1\")",
    "@SUM(1+1)",
    "שירות ההגירה",
    "وكالة الهجرة",
    "+1 413 555 0100",
    "<w:p>&amp;</w:p>",
];

#[test]
fn the_files_are_named_for_the_calendar_quarter() {
    let names: Vec<String> = files(&account_of("FY2027-Q2", [])).unwrap().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["pdf", "xlsx", "csv", "json"].map(|kind| format!("disclosure-report-2026-Q4.{kind}")));
}

#[test]
fn the_same_account_gives_the_same_bytes() {
    for quarter in ["2026-Q4", "2019-Q1"] {
        let first = files(&account_of(quarter, mixed())).unwrap();
        // Nothing that the compiler or the process remembers may show.
        files(&account_of("2026-Q3", mixed())).unwrap();
        assert_eq!(first, files(&account_of(quarter, mixed())).unwrap());
    }
}

#[test]
fn a_file_alone_is_the_one_of_all_files() {
    let account = account_of("2026-Q4", mixed());
    let all: Vec<Vec<u8>> = files(&account).unwrap().into_iter().map(|(_, bytes)| bytes).collect();
    assert_eq!(
        [&all[0], &all[1], &all[3]],
        [&pdf(&account).unwrap(), &xlsx(&account).unwrap(), &json(&account).unwrap()]
    );
    let mut changed = account;
    changed.disclosures.non_mandatory = 0;
    assert!(pdf(&changed).is_err() && xlsx(&changed).is_err(), "what does not add up is not written");
}

#[test]
fn the_moment_is_kept_to_its_last_digit_and_reads_back() {
    let account = account_of("2026-Q4", []);
    let json: Value = serde_json::from_str(&text(&account, "json")).unwrap();
    let as_of = json["quarter"]["as_of"].as_str().unwrap();
    assert_eq!(as_of, "2027-01-04T15:00:00.123456Z");
    assert_eq!(as_of.parse::<jiff::Timestamp>().unwrap(), account.period.as_of);
}

#[test]
fn an_account_changed_after_it_was_counted_is_not_written() {
    let mut account = account_of("2026-Q4", mixed());
    account.disclosures.non_mandatory = 0;
    assert!(matches!(files(&account), Err(RenderError::DoesNotAddUp(_))));
}

/// The same quarter, in which two requests are sealed and may be counted, and one of another quarter.
fn with_sealed(quarter: &str) -> Account {
    let mut counting = Counting::new(preparation(quarter));
    for (request, received) in
        [("S-1", "2026-10-01"), ("S-2", "2026-12-31"), ("S-1", "2026-10-01"), ("S-3", "2027-01-01")]
    {
        counting.seal(request, received.parse().unwrap());
    }
    mixed().iter().try_for_each(|entry| counting.add(entry)).unwrap();
    counting.finish().unwrap()
}

#[test]
fn sealed_requests_are_one_number_apart_for_people_and_nothing_in_the_contract_of_other_programs() {
    let (plain, sealed) = (account_of("2026-Q4", mixed()), with_sealed("2026-Q4"));
    assert_eq!((plain.sealed, sealed.sealed), (0, 2), "each once, in the quarter in which it came");
    for kind in ["json", "csv"] {
        assert_eq!(text(&plain, kind), text(&sealed, kind), "{kind}");
    }
    let told = solid("Sealed by an order: in no other figure and no row");
    assert!(pages(&sealed).contains(&format!("{told}2")), "{}", pages(&sealed));
    assert!(!pages(&plain).contains("Sealed"), "where there is none, nothing is said of it");
    let rows = |account: &Account| -> Vec<String> {
        sheet(account, "Figures")
            .rows()
            .map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|"))
            .collect()
    };
    let (with, without) = (rows(&sealed), rows(&plain));
    let more: Vec<&String> = with.iter().filter(|row| !without.contains(row)).collect();
    assert_eq!(
        more,
        [
            "Sealed requests|Sealed by an order: in no other figure and no row|2|Requests received|Requests by the day of \
         receipt, as far as their orders allow them to be counted."
        ]
    );
    // Where nothing else is there, the quarter is no quarter of nothing.
    let mut counting = Counting::new(preparation("2026-Q4"));
    counting.seal("S-1", "2026-10-01".parse().unwrap());
    assert!(!counting.finish().unwrap().is_nil() && account_of("2026-Q4", []).is_nil());
}

#[test]
fn json_of_a_mixed_quarter() {
    insta::assert_snapshot!(text(&account_of("2026-Q4", mixed()), "json"));
}

#[test]
fn json_of_a_nil_quarter() {
    insta::assert_snapshot!(text(&account_of("2019-Q1", mixed()), "json"));
}

#[test]
fn csv_of_a_mixed_quarter() {
    insta::assert_snapshot!(text(&account_of("2026-Q4", mixed()), "csv"));
}

#[test]
fn csv_of_a_nil_quarter_is_its_header() {
    assert_eq!(text(&account_of("2019-Q1", mixed()), "csv"), format!("{}\n", Row::COLUMNS.join(",")));
}

#[test]
fn the_columns_are_the_keys_of_a_row() {
    let row = &account_of("2026-Q4", mixed()).rows[0];
    let json = serde_json::to_string(row).unwrap();
    let places: Vec<usize> = Row::COLUMNS.iter().map(|column| json.find(&format!("\"{column}\":")).unwrap()).collect();
    assert!(places.is_sorted());
    assert_eq!(serde_json::to_value(row).unwrap().as_object().unwrap().len(), Row::COLUMNS.len());
}

#[test]
fn no_cell_of_the_csv_starts_a_formula_and_one_apostrophe_gives_the_text_back() {
    let starts = ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a", "plain", "'quoted"];
    let account = account_of("2026-Q4", starts.iter().enumerate().map(|(number, agency)| disclosed(number, agency)));
    let csv = bytes(&account, "csv");
    let mut reader = ::csv::Reader::from_reader(csv.as_slice());
    let agencies: Vec<String> = reader.records().map(|record| record.unwrap()[6].to_owned()).collect();
    for (agency, start) in agencies.iter().zip(starts) {
        let guarded = !matches!(start, "plain" | "'quoted");
        assert_eq!(*agency, if guarded { format!("'{start}") } else { start.to_owned() });
    }
    assert_eq!(agencies.len(), starts.len());
}

/// The figure of the sheet whose group and label these are.
fn figure(figures: &Range<Data>, group: &str, label: &str, of: &str) -> f64 {
    let found: Vec<&[Data]> =
        figures.rows().filter(|row| row[0] == *group && row[1] == *label && (of.is_empty() || row[3] == *of)).collect();
    assert_eq!(found.len(), 1, "{group}: {label} {of}");
    let Data::Float(value) = found[0][2] else { panic!("{group}: {label} is no number") };
    value
}

#[test]
fn the_spreadsheet_has_every_figure_of_the_json() {
    let account = account_of("2026-Q4", mixed());
    let json = serde_json::to_value(&account).unwrap();
    let figures = sheet(&account, "Figures");
    let mut read = 0;
    for (pointer, group, label) in [
        ("/requests/pending_at_start", "Requests", "Pending at the start"),
        ("/requests/received", "Requests", "Received"),
        ("/requests/completed", "Requests", "Completed"),
        ("/requests/pending_at_end", "Requests", "Pending at the end"),
        ("/items/determined", "Determinations by outcome", "All determinations"),
        ("/items/by_outcome/mandatory", "Determinations by outcome", "Required by law"),
        ("/items/by_outcome/status_exchange", "Determinations by outcome", "§ 1373 exchange (own ledger)"),
        ("/items/by_outcome/benefit", "Determinations by outcome", "Benefit"),
        ("/items/by_outcome/non_mandatory_prohibited", "Determinations by outcome", "Not required: 2(a) bars it"),
        ("/items/by_outcome/non_mandatory_permitted", "Determinations by outcome", "Not required: other purpose"),
        ("/items/by_outcome/non_mandatory_undetermined", "Determinations by outcome", "Not required: hold"),
        ("/items/by_outcome/action_prohibited", "Determinations by outcome", "The ordinance bars it"),
        ("/items/by_outcome/barred_by_other_law", "Determinations by outcome", "Another law forbids it"),
        ("/items/by_outcome/not_covered", "Determinations by outcome", "Outside the ordinance"),
        ("/items/by_outcome/counsel", "Determinations by outcome", "Refer to the Solicitor"),
        ("/items/by_outcome/not_settled", "Determinations by outcome", "Not settled (items received)"),
        ("/items/by_flag/high", "Determinations by 2(a) flag", "High: barred under 2(a), or held"),
        ("/items/by_flag/medium", "Determinations by 2(a) flag", "Medium: immigration-linked"),
        ("/items/by_flag/low", "Determinations by 2(a) flag", "Low: another recipient"),
        ("/items/by_flag/pending", "Determinations by 2(a) flag", "Pending: with the Solicitor"),
        ("/responses/released", "Answers", "Released"),
        ("/responses/released_in_part", "Answers", "Released in part"),
        ("/responses/withheld", "Answers", "Withheld"),
        ("/responses/referred", "Answers", "Referred"),
        ("/responses/withdrawn", "Answers", "Withdrawn"),
        ("/responses/no_such_record", "Answers", "No such record"),
        ("/disclosures/mandatory", "Disclosures", "Required by law"),
        ("/disclosures/non_mandatory", "Disclosures", "Non-mandatory: no law required it"),
        ("/disclosures/benefit", "Disclosures", "As a benefit"),
        ("/disclosures/other", "Disclosures", "Other"),
        ("/by_instrument/none", "By instrument", "No paper, or not known"),
        ("/by_instrument/judicial_warrant", "By instrument", "Judicial warrant"),
        ("/by_origin/requested", "By origin", "Requested from the City"),
        ("/by_origin/volunteered", "By origin", "Offered by the City unasked"),
        ("/by_origin/own_inquiry", "By origin", "Asked by the City"),
        ("/status_exchanges/sent", "§ 1373 status exchanges", "Sent"),
        ("/status_exchanges/received", "§ 1373 status exchanges", "Received"),
        ("/status_exchanges/inquiry", "§ 1373 status exchanges", "Inquiries"),
        ("/ledger/disclosure/size", "Disclosure ledger", "Size"),
        ("/ledger/status_exchange/size", "Status exchange ledger", "Size"),
        (
            "/breakdowns/mandatory_by_instrument/judicial_warrant",
            "Mandatory disclosures by legal basis",
            "Judicial warrant",
        ),
        ("/breakdowns/refused_under_2b/2(b)(i)", "Refusals under 2(b)", "2(b)(i): to determine a person's status"),
        ("/breakdowns/refused_under_2b/2(b)(ii)", "Refusals under 2(b)", "2(b)(ii): to act on the basis of status"),
        ("/breakdowns/refused_under_2b/2(b)(iii)", "Refusals under 2(b)", "2(b)(iii): to hold on a detainer"),
        (
            "/breakdowns/refused_under_2b/2(b)(iv)",
            "Refusals under 2(b)",
            "2(b)(iv): functions of an immigration officer",
        ),
        ("/breakdowns/detainers/received", "Detainers", "Received (requests)"),
        ("/breakdowns/detainers/held", "Detainers", "Persons held (items)"),
        ("/breakdowns/detainers/notified", "Detainers", "Releases notified (items)"),
        ("/breakdowns/certifications/received", "Certifications for benefits", "Received"),
        ("/breakdowns/certifications/answered", "Certifications for benefits", "Answered"),
        ("/breakdowns/certifications/late", "Certifications for benefits", "Answered after the 90 days"),
        ("/breakdowns/surplus", "Surplus, and what waits", "More left than the paper names"),
        ("/breakdowns/waiting/solicitor", "Surplus, and what waits", "With the Solicitor now"),
        ("/breakdowns/waiting/on_hold", "Surplus, and what waits", "On hold now"),
        ("/breakdowns/days_to_answer/items", "Days to an answer", "Items answered"),
        ("/breakdowns/days_to_answer/median", "Days to an answer", "Median, in days"),
        ("/breakdowns/days_to_answer/longest", "Days to an answer", "Longest, in days"),
        ("/requests/received", "This quarter and those before", "Requests received"),
        ("/requests/completed", "This quarter and those before", "Requests completed"),
        ("/requests/pending_at_end", "This quarter and those before", "Requests pending at the end"),
        ("/items/determined", "This quarter and those before", "Items determined"),
        ("/disclosures/non_mandatory", "This quarter and those before", "Non-mandatory disclosures"),
        ("/disclosures/mandatory", "This quarter and those before", "Disclosures required by law"),
        ("/disclosures/benefit", "This quarter and those before", "Disclosures as a benefit"),
        ("/disclosures/other", "This quarter and those before", "Other disclosures"),
        ("/responses/withheld", "This quarter and those before", "Items withheld"),
        ("/breakdowns/detainers/received", "This quarter and those before", "Detainers received"),
        ("/status_exchanges/sent", "This quarter and those before", "Status exchanges sent"),
        ("/status_exchanges/received", "This quarter and those before", "Status exchanges received"),
        ("/status_exchanges/inquiry", "This quarter and those before", "Inquiries for a status"),
    ] {
        assert_eq!(Some(figure(&figures, group, label, "")), json.pointer(pointer).unwrap().as_f64(), "{pointer}");
        read += 1;
    }
    let mut line = |group: &str, label: &str, counts: &[(&str, &Value)]| {
        for (of, count) in counts {
            assert_eq!(Some(figure(&figures, group, label, of)), count.as_f64(), "{group}: {label} {of}");
            read += 1;
        }
    };
    let found = &json["breakdowns"];
    let list = |name: &str| found[name].as_array().unwrap().iter();
    for (count, agency) in list("by_component").zip(&account.by_agency) {
        assert_eq!(count["agency"], agency.agency, "the order and the names of the contract's list");
        let part_of = count["part_of"].as_str().map_or_else(String::new, |whole| format!(" ({whole})"));
        let requests_and_items =
            [("Requests received", &json!(agency.requests)), ("Items received", &json!(agency.items))];
        line("By agency", &format!("{}{part_of}", agency.agency), &requests_and_items);
    }
    let both =
        |count: &'static str, other: &'static str| move |object: &Value| (object[count].clone(), object[other].clone());
    for object in list("by_department") {
        let (requests, items) = both("requests", "items")(object);
        let name = object["department"].as_str().unwrap_or("Not recorded");
        line("By department", name, &[("Requests received", &requests), ("Items received", &items)]);
    }
    let covered = json["coverage"]["departments"].as_array().unwrap();
    assert_eq!(covered.len(), account.coverage.departments.len());
    for (object, one) in covered.iter().zip(&account.coverage.departments) {
        let label = format!("{} ({})", object["department"].as_str().unwrap(), one.said(true, false));
        line("Coverage by department", &label, &[("Requests received", &object["requests"])]);
    }
    for (object, count) in list("by_channel").zip(&account.breakdowns.by_channel) {
        line("By channel", labels::channel(count.channel), &[("Requests received", &object["requests"])]);
    }
    for (object, count) in list("by_ask").zip(&account.breakdowns.by_ask) {
        let (received, released) = both("received", "released")(object);
        let counts = [("Items received", &received), ("Items released", &released)];
        line("By kind of ask", labels::ask(count.ask), &counts);
    }
    for (object, count) in list("by_information").zip(&account.breakdowns.by_information) {
        let (received, released) = both("received", "released")(object);
        let counts = [("Items received", &received), ("Items released", &released)];
        line("By kind of information", labels::information(count.information), &counts);
    }
    for object in json["exchanges_by_counterpart"].as_array().unwrap() {
        let counts = [("Sent", &object["sent"]), ("Received", &object["received"]), ("Inquiries", &object["inquiry"])];
        line("§ 1373 exchanges by counterpart", object["agency"].as_str().unwrap(), &counts);
    }
    assert_eq!(figures.rows().filter(|row| matches!(row[2], Data::Float(_))).count(), read, "a figure was not read");
    let sentence = "2 of 3 departments on the list reported or certified nil; 1 was silent.";
    for known in
        [sentence, "City Clerk, City of Northampton", "FY2027-Q2", "2027-01-04T15:00:00.123456Z", &"ab".repeat(32)]
    {
        assert!(figures.rows().any(|row| row[2] == *known), "{known}");
    }
}

/// A value of the JSON as a cell shows it: null is empty.
fn shown(value: &Value) -> String {
    if value.is_null() { String::new() } else { value.as_str().map_or_else(|| value.to_string(), str::to_owned) }
}

/// What a cell of the spreadsheet says, a date in the words of the other files.
fn read(cell: &Data) -> String {
    let Data::DateTime(moment) = cell else { return cell.to_string() };
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let time = if (hour, minute) == (0, 0) { String::new() } else { format!("T{hour:02}:{minute:02}") };
    format!("{year}-{month:02}-{day:02}{time}")
}

#[test]
fn a_moment_that_no_spreadsheet_has_stays_the_text_that_the_other_files_have() {
    let texts = ["2026-11-01T01:30", "2026-11-01T01:30-05:00"];
    let account = account_of(
        "2026-Q4",
        texts.map(|text| answered(entry(&format!("2026-{}", text.len()), 1), Response::Released, text)),
    );
    for (name, column) in [("Rows", 4), ("Non-mandatory disclosures", 2)] {
        let range = sheet(&account, name);
        let cells: Vec<&Data> = range.rows().skip(1).map(|row| &row[column]).collect();
        assert!(matches!(cells[0], Data::DateTime(_)), "{name}: {}", cells[0]);
        assert_eq!(cells.into_iter().map(read).collect::<Vec<_>>(), texts, "{name}");
    }
    let dictionary = sheet(&account, "Data dictionary");
    let dates: Vec<&[Data]> = dictionary.rows().filter(|row| row[2].to_string().starts_with("A date")).collect();
    assert_eq!(dates.iter().map(|row| row[0].to_string()).collect::<Vec<_>>(), ["received", "decided", "responded"]);
}

#[test]
fn the_spreadsheet_has_the_rows_the_list_and_the_rules_of_the_json() {
    let account = account_of("2026-Q4", mixed().into_iter().chain(HOSTILE.map(|name| disclosed(name.len(), name))));
    // People read what is flagged high first, and more than the JSON has: when and by whom it was received, for what, and how it left.
    let by_flag = |rows: &[Value]| -> Vec<Value> {
        let of = |flag: &str| rows.iter().filter(|row| row["flag"] == *flag).cloned().collect::<Vec<_>>();
        ["high", "medium", "low"].map(of).concat()
    };
    let json = serde_json::to_value(&account).unwrap();
    let rows = json["rows"].as_array().unwrap().clone();
    let listed = by_flag(json["non_mandatory_disclosures"].as_array().unwrap());
    for (name, objects, more) in [("Rows", rows, 0), ("Non-mandatory disclosures", listed, 4)] {
        let range = sheet(&account, name);
        let header: Vec<String> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(range.height(), objects.len() + 1);
        for (row, object) in range.rows().skip(1).zip(&objects) {
            assert_eq!(object.as_object().unwrap().len() + more, header.len());
            for (column, cell) in header.iter().zip(row).take(header.len() - more) {
                assert_eq!(read(cell), shown(&object[column]), "{name}, {column}");
                let is_day =
                    ["received", "decided", "responded"].contains(&column.as_str()) && !object[column].is_null();
                assert_eq!(
                    matches!(cell, Data::DateTime(_)),
                    is_day,
                    "{name}, {column}: a day is a date, and no text is"
                );
            }
        }
    }
    let rules: Vec<String> = sheet(&account, "Counting rules").rows().skip(1).map(|row| row[0].to_string()).collect();
    assert_eq!(rules, account.counting_rules);
}

#[test]
fn the_spreadsheet_has_no_formula() {
    let account = account_of("2026-Q4", HOSTILE.iter().enumerate().map(|(number, name)| disclosed(number, name)));
    let mut workbook = workbook(&account);
    let names = workbook.sheet_names();
    let all = ["Figures", "Quarters", "Rows", "Non-mandatory disclosures", "Counting rules", "Data dictionary"];
    assert_eq!(names, all);
    for name in names {
        assert!(workbook.worksheet_formula(&name).unwrap().is_empty(), "{name}");
    }
}

#[test]
fn the_pages_have_every_figure() {
    let account = account_of("2026-Q4", mixed());
    let pages = pages(&account);
    for table in Content::internal(&account).groups.into_iter().flat_map(|group| group.tables) {
        let mut whole = String::new();
        for line in table.lines {
            whole += &line.label;
            line.notes.iter().for_each(|note| whole += note);
            line.counts.iter().for_each(|count| whole += &count.to_string());
        }
        let whole = if whole.is_empty() { "None.".to_owned() } else { table.columns.join("") + &whole };
        let whole = format!("{}{whole}{}", table.title, table.rule);
        assert!(pages.contains(&solid(&whole)), "{whole}\n{pages}");
    }
    for said in [
        "City Clerk, City of Northampton",
        "1 October to 31 December 2026, quarter 2026-Q4, fiscal quarter FY2027-Q2",
        "4 January 2027, 10:00 EST",
        "Record as of 4 January 2027, 10:00 EST. Seal 42 0001-0203 … babab",
        "Internal edition",
        "1 non-mandatory disclosure Released in this quarter",
        "2026-0101",
        "1 9 October 2026, 14:05",
        "Received 7 October 2026 by Police Records. Purpose: other.",
        &account.ledger.disclosure.seal,
        &account.ledger.status_exchange.seal,
        "5 in all",
        "Page 1 of",
    ] {
        assert!(pages.contains(&solid(said)), "{said}\n{pages}");
    }
    for rule in account.counting_rules {
        assert!(pages.contains(&solid(rule)), "{rule}\n{pages}");
    }
}

#[test]
fn a_nil_report_says_so_plainly() {
    let pages = pages(&account_of("2019-Q1", mixed()));
    assert!(pages.contains(&solid("0 non-mandatory disclosures Nothing was recorded in this quarter.")), "{pages}");
    assert!(pages.contains(&solid("Non-mandatory disclosures There was none.")), "{pages}");
}

#[test]
fn a_nil_report_is_a_certified_statement_with_who_was_silent_and_never_a_bare_zero() {
    let nil = |reporting: Reporting, as_of: &str| {
        let as_of = as_of.parse().unwrap();
        let account = crate::account(&Preparation { reporting, as_of, ..preparation("2026-Q4") }, []).unwrap();
        assert!(account.is_nil());
        let first = pdf_extract::extract_text_from_mem_by_pages(&bytes(&account, "pdf")).unwrap();
        solid(first.first().unwrap())
    };
    let (over, statement) =
        ("2027-01-04T15:00:00Z", "This is a certified statement, issued by City Clerk, City of Northampton");
    let first = nil(preparation("2026-Q4").reporting, over);
    for said in [
        "0 non-mandatory disclosures Nothing was recorded in this quarter.",
        statement,
        "1 of 3 departments on the list reported or certified nil; 2 were silent.",
    ] {
        assert!(first.contains(&solid(said)), "{said}\n{first}");
    }
    let without = nil(Reporting::default(), over);
    assert!(without.contains(&solid("No list of reporting departments was set.")), "{without}");
    let early = nil(preparation("2026-Q4").reporting, "2026-11-30T15:00:00Z");
    assert!(!early.contains(&solid(statement)), "a quarter that goes on is not certified: {early}");
    assert!(early.contains(&solid("The quarter is not over: this is no certified statement yet.")), "{early}");
}

#[test]
fn each_department_stands_on_the_pages_with_what_it_did() {
    let pages = pages(&account_of("2026-Q4", mixed()));
    for said in [
        "Fire Certified nil: Fire Chief; entered by M. Alonso on 4 January 2027 0",
        "Health Silent: neither reported nor certified nil 0",
        "Police Records Reported 3",
        "2 of 3 departments on the list reported or certified nil; 1 was silent.",
    ] {
        assert!(pages.contains(&solid(said)), "{said}\n{pages}");
    }
}

#[test]
fn a_quarter_without_non_mandatory_disclosures_is_not_called_nil() {
    let pages = pages(&account_of("2026-Q4", [entry("A", 1)]));
    assert!(
        pages.contains(&solid("0 non-mandatory disclosures No disclosure is recorded that no law required.")),
        "{pages}"
    );
    assert!(!pages.contains(&solid("Nothing was recorded")), "{pages}");
}

#[test]
fn what_an_agency_wrote_stays_text_on_the_pages() {
    let names = HOSTILE.iter().filter(|name| name.is_ascii());
    let account = account_of("2026-Q4", names.clone().enumerate().map(|(number, name)| disclosed(number, name)));
    let pages = pages(&account);
    for name in names {
        // Once in the list and once by agency; line ends may fall anywhere.
        assert_eq!(pages.matches(&solid(name)).count(), 2, "{name}\n{pages}");
    }
    assert!(!pages.contains(&solid("root:")));
}
