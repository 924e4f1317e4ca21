//! What columns mean, said at the page: it is the mapping that a file is, and it is guessed, kept and written as one.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use desk::columns::Column;
use desk::pages::importing::{ImportAsk, ImportView, LogView, look_at_log};
use desk::pages::mapping::{
    MappingAsk, MappingBlock, MappingDraft, NamedMapping, consider, mapping_from_file, mapping_to_file,
};
use desk::ports::Silent;
use desk::{Error, Mapping};
use proptest::prelude::*;
use support::Office;

const THEIRS: &str = "Request no,Received,Agency,Channel,Form,Remark\n\
    F-1,10/31/2025,ICE,FAX,I-247A,\n\
    F-2,11/03/2025,\"Moving company\",By hand,,file of A 123 456 789\n";

/// A file of its own folder, which goes with it.
struct Kept {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn file(name: &str, bytes: &str) -> Kept {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    Kept { _folder: folder, path }
}

fn looked(log: &str) -> LogView {
    look_at_log(&file("log.csv", log).path, "", &mut Silent).unwrap()
}

fn imported(office: &mut Office, log: &str, mapping: &MappingDraft, dry_run: bool) -> ImportView {
    let ask = ImportAsk { sheet: String::new(), mapping: Some(mapping.clone()) };
    office.desk.import_file(&file("log.csv", log).path, &ask, dry_run, &mut Silent).unwrap()
}

fn texts(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_log_is_shown_with_its_values_and_a_guess_by_the_names() {
    let view = looked(THEIRS);
    assert_eq!((view.rows, view.fits, view.problem), (2, false, None));
    let names: Vec<_> = view.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["Request no", "Received", "Agency", "Channel", "Form", "Remark"]);
    let guess = &view.guess;
    let expected = [("agency", "Agency"), ("channel", "Channel"), ("received", "Received"), ("request", "Request no")];
    assert_eq!(guess.columns, texts(&expected));
    assert_eq!(guess.date_format, "%m/%d/%Y", "the only known form that reads both days");
    assert_eq!(guess.values["channel"], texts(&[("FAX", "fax")]), "what is like none of our words is left open");
    assert!(guess.constants.is_empty() && guess.items.is_empty() && guess.number.is_empty());

    assert!(looked("request,received,agency\n").fits, "our own columns need no mapping");
    assert!(looked("").problem.unwrap().contains("the file is empty"));
}

#[test]
fn what_the_screen_stops_is_shown_as_what_was_seen_and_never_itself() {
    let view = looked(THEIRS);
    let remark = view.columns.iter().find(|column| column.name == "Remark").unwrap();
    let stopped = remark.values.iter().find(|value| value.stopped).unwrap();
    assert_eq!(stopped.text, "(reads as an A-number)");
    assert!(!serde_json::to_string(&view).unwrap().contains("456"), "nowhere in the answer");

    // Nor where the value is a problem of its row.
    let mut mapping = view.guess;
    mapping.columns.insert("purpose".to_owned(), "Remark".to_owned());
    mapping.values.insert("channel".to_owned(), texts(&[("FAX", "fax"), ("By hand", "letter")]));
    for listed in [false, true] {
        if listed {
            mapping.values.insert("purpose".to_owned(), texts(&[("", "")]));
        }
        let found = imported(&mut Office::new(), THEIRS, &mapping, true);
        let told = serde_json::to_string(&found).unwrap();
        assert!(told.contains("(reads as an A-number)") && !told.contains("456"), "{told}");
    }
}

#[test]
fn a_log_mapped_by_hand_is_previewed_and_then_recorded() {
    let mut office = Office::new();
    let mut mapping = looked(THEIRS).guess;
    let found = imported(&mut office, THEIRS, &mapping, true);
    let [problem, ..] = found.problems.as_slice() else { panic!("{found:?}") };
    assert_eq!((problem.row, problem.value.as_deref()), (Some(2), Some("By hand")), "what is not mapped is named");

    mapping.values.insert("channel".to_owned(), texts(&[("FAX", "fax"), ("By hand", "in_person")]));
    mapping.constants.insert("recipient".to_owned(), "private_party".to_owned());
    mapping.constants.insert("information".to_owned(), "personal".to_owned());
    let found = imported(&mut office, THEIRS, &mapping, true);
    assert_eq!(found.problems, []);
    assert_eq!((found.new_requests, found.new_items, found.unanswered, found.recorded), (2, 2, 2, false));
    let first = &found.first[0];
    assert_eq!((first.number.as_str(), first.received.as_str(), first.agency.as_str()), ("F-1", "2025-10-31", "ICE"));
    assert_eq!(first.items[0].what, "Anything else about a person or household");
    assert_eq!(first.items[0].response, "Not answered yet");
    assert!(office.list().is_empty(), "a look records nothing");

    assert!(imported(&mut office, THEIRS, &mapping, false).recorded);
    let channels: Vec<_> = office.list().into_iter().map(|item| item.channel.unwrap_or_default()).collect();
    assert_eq!(channels, ["fax", "in_person"]);
    assert_eq!(imported(&mut office, THEIRS, &mapping, true).already_present, 2);
}

#[test]
fn dates_are_read_back_and_what_keeps_a_mapping_from_use_is_said() {
    let ask = |date_format: &str, number: &str| MappingAsk {
        mapping: MappingDraft {
            date_format: date_format.to_owned(),
            number: number.to_owned(),
            columns: texts(&[("received", "day"), ("agency", "who")]),
            constants: BTreeMap::new(),
            values: BTreeMap::new(),
            items: Vec::new(),
        },
        dates: vec!["10/07/2026".to_owned(), "31/12/2026".to_owned()],
    };
    let said = consider(&ask("%m/%d/%Y", "N-{row}"));
    assert_eq!(said.dates, [Some("2026-10-07".to_owned()), None]);
    assert_eq!(said.problems, [""; 0]);
    assert_eq!(consider(&ask("%d/%m/%Y", "N-{row}")).dates[1].as_deref(), Some("2026-12-31"));
    assert!(consider(&ask("", "")).problems[0].contains("Nothing gives a request its number"));
    assert!(consider(&ask("", "N")).problems[0].contains("{row}"));
    assert!(consider(&ask("%", "N-{row}")).problems[0].contains("date format"));
}

#[test]
fn a_mapping_is_kept_by_its_name_and_is_no_part_of_the_record() {
    let mut office = Office::new();
    let named = |name: &str| NamedMapping { name: name.to_owned(), mapping: looked(THEIRS).guess };
    let before = office.sizes();
    office.desk.save_mapping(&named("  Sheriff ")).unwrap();
    let mut newer = named("Sheriff");
    newer.mapping.number = "S-{row}".to_owned();
    office.desk.save_mapping(&newer).unwrap();
    office.desk.save_mapping(&named("Police")).unwrap();
    assert_eq!(office.desk.saved_mappings().unwrap(), [named("Police"), newer], "the newer in the place of the older");
    assert_eq!(office.desk.drop_mapping("Sheriff").unwrap(), [named("Police")]);
    assert_eq!(office.sizes(), before);
    office.assert_holds();

    for (name, number, says) in [
        (" ", "", "Give the mapping a name"),
        ("x", "S", "needs {row}"),
        ("file of A 123 456 789", "", "reads as an A-number"),
    ] {
        let mut wrong = named(name);
        wrong.mapping.number = number.to_owned();
        let error = office.desk.save_mapping(&wrong).unwrap_err().to_string();
        assert!(error.contains(says) && !error.contains("456"), "{error}");
    }
    let mut personal = named("x");
    personal.mapping.values.insert("channel".to_owned(), texts(&[("SSN 123-45-6789", "fax")]));
    let error = office.desk.save_mapping(&personal).unwrap_err().to_string();
    assert!(error.contains("Social Security number") && !error.contains("6789"), "{error}");
    assert_eq!(office.desk.saved_mappings().unwrap(), [named("Police")]);
}

#[test]
fn a_file_that_is_no_mapping_is_refused_with_its_line() {
    let kept = file("theirs.toml", "number = \"N-{row}\"\nwhat = 1\n");
    let Err(Error::Mapping { file, source }) = mapping_from_file(&kept.path) else { panic!("it is no mapping") };
    assert_eq!(file, "theirs.toml");
    assert!(source.to_string().contains("line 2"), "{source}");
}

/// Any text that a log or a clerk may hold, hostile ones among them.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z0-9_]{1,8}", "[ -~]{0,12}", "\\PC{0,8}", "[\"'\\\\\\[\\]=#\n\t.]{1,6}"]
}

fn item_columns() -> impl Strategy<Value = Column> {
    let of_item: Vec<Column> = Column::ALL.iter().copied().filter(|column| !column.is_of_request()).collect();
    prop::sample::select(of_item)
}

fn conditions() -> impl Strategy<Value = BTreeMap<String, BTreeSet<String>>> {
    prop::collection::btree_map(
        text().prop_filter("names of ours are the item's own", |name| {
            name.parse::<Column>().is_err() && name != "only" && name != "except"
        }),
        prop::collection::btree_set(text(), 0..3),
        0..3,
    )
}

fn drafts() -> impl Strategy<Value = MappingDraft> {
    let columns = prop::collection::btree_map(prop::sample::select(Column::ALL), text(), 0..6);
    let values = prop::collection::btree_map(text(), text(), 0..4);
    let blocks = (conditions(), conditions(), prop::collection::btree_set(item_columns(), 0..3));
    (columns, values, prop::collection::vec(blocks, 0..3), any::<bool>()).prop_map(
        |(columns, values, blocks, formed)| {
            let mut columns: BTreeMap<String, String> =
                columns.into_iter().map(|(column, name)| (column.to_string(), name)).collect();
            columns.entry("received".to_owned()).or_insert_with(|| "day".to_owned());
            columns.entry("agency".to_owned()).or_insert_with(|| "who".to_owned());
            let items = blocks.into_iter().map(|(only, except, constants)| MappingBlock {
                only,
                except,
                // Descriptions take nearly any text; which words a list takes is another test's affair.
                constants: constants
                    .into_iter()
                    .filter(|column| *column == Column::Description && !columns.contains_key(column.as_str()))
                    .map(|column| (column.to_string(), "an \"address\" \\ of\none resident".to_owned()))
                    .collect(),
            });
            MappingDraft {
                date_format: if formed { "%m/%d/%Y".to_owned() } else { String::new() },
                number: "N-{row}".to_owned(),
                items: items.collect(),
                constants: BTreeMap::new(),
                values: if columns.contains_key("department") {
                    // A department is text as well: their value = ours, where ours is fit to be kept.
                    let fit =
                        |ours: String| if desk::ledger::FreeText::new(&ours).is_ok() { ours } else { String::new() };
                    let values = values.into_iter().map(|(theirs, ours)| (theirs, fit(ours))).collect();
                    BTreeMap::from([("department".to_owned(), values)])
                } else {
                    BTreeMap::new()
                },
                columns,
            }
        },
    )
}

proptest! {
    /// What is said at the page and what its file says is one mapping, there and back.
    #[test]
    fn a_mapping_made_by_hand_and_its_file_are_the_same(draft in drafts()) {
        let mapping = draft.checked().unwrap();
        let toml = mapping.to_toml().unwrap();
        prop_assert_eq!(&Mapping::parse(&toml).unwrap(), &mapping, "{}", toml);
        prop_assert_eq!(MappingDraft::from(&mapping), draft.clone());

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mapping.toml");
        mapping_to_file(&draft, &path).unwrap();
        prop_assert_eq!(mapping_from_file(&path).unwrap(), draft);
    }
}
