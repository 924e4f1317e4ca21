//! Tables that two officers let be given exactly: what they tell of the tables that stay merged, to the same attacker.

use super::*;

/// What is known of some cells together: what is shown of them, and those that are merged.
struct Sum {
    shown: f64,
    merged: Vec<usize>,
}

impl Knowledge {
    /// The cells of a table with these labels; of all, without labels.
    fn sum(&self, (edition, json): (usize, &Value), table: TableName, labels: &[&str]) -> Sum {
        let is_meant = |label: &str| labels.is_empty() || labels.contains(&label);
        let tables = json["tables"].as_array().unwrap();
        let found = tables.iter().find(|found| found["name"] == table.as_str()).unwrap();
        let cells = found["cells"].as_array().unwrap().iter();
        let shown =
            cells.filter(|cell| is_meant(cell["label"].as_str().unwrap())).filter_map(|cell| cell["count"].as_f64());
        let all = self.cells.iter().enumerate();
        let merged = all
            .filter(|(_, ((of, name, label), _))| (*of, name.as_str()) == (edition, table.as_str()) && is_meant(label));
        Sum { shown: shown.sum(), merged: merged.map(|(place, _)| place).collect() }
    }

    /// Of the first table these cells are at most those of the second and so many besides. It is asked only where one of the
    /// two is given exactly: here it is about what that tells.
    fn knows(&mut self, (edition, json): (usize, &Value), [less, more]: [(TableName, &[&str]); 2], besides: f64) {
        let is_exact =
            |table: TableName| json["given_exactly"].as_array().unwrap().iter().any(|one| one == table.as_str());
        if is_exact(less.0) || is_exact(more.0) {
            let [less, more] = [less, more].map(|(table, labels)| self.sum((edition, json), table, labels));
            self.at_most(&less, &more, besides);
        }
    }

    /// `less` is at most `more` and so many besides.
    fn at_most(&mut self, less: &Sum, more: &Sum, besides: f64) {
        let terms = less.merged.iter().map(|cell| (*cell, 1.0)).chain(more.merged.iter().map(|cell| (*cell, -1.0)));
        self.relations.push((terms.collect(), ComparisonOp::Le, more.shown + besides - less.shown));
    }

    /// What an exact table says of another one that counts the same things in another way.
    pub(super) fn relate(&mut self, edition: usize, json: &Value) {
        use TableName::{
            AskedByKind, CertificationsAnswered, DeterminedByOutcome, ExchangesByCounterpart, ExchangesByDirection,
            ReleasedByKind, ReleasedByReason,
        };
        let at = (edition, json);
        // Each exchange has one direction and one counterpart.
        self.knows(at, [(ExchangesByDirection, &[]), (ExchangesByCounterpart, &[])], 0.0);
        self.knows(at, [(ExchangesByCounterpart, &[]), (ExchangesByDirection, &[])], 0.0);
        // Of what it is not known what is asked, no reason is known.
        self.knows(at, [(ReleasedByKind, &[NOT_KNOWN]), (ReleasedByReason, &["other"])], 0.0);
        if json["requests"]["pending_at_start"] != 0 {
            return;
        }
        // Nothing waited from before: what was answered in the quarter was asked and decided in it, or is listed.
        let acts = json["acts"].as_array().unwrap();
        let all = acts.len() as f64;
        for kind in kinds() {
            let is_kind = |act: &&Value| act["information"] == kind.as_str() || act["ask"] == kind.as_str();
            let listed = acts.iter().filter(is_kind).count() as f64;
            self.knows(at, [(ReleasedByKind, &[&kind]), (AskedByKind, &[&kind])], listed);
        }
        for outcome in ["mandatory", "benefit"] {
            self.knows(at, [(ReleasedByReason, &[outcome]), (DeterminedByOutcome, &[outcome])], all);
        }
        let certifications: &[&str] = &["benefit_certification"];
        self.knows(at, [(CertificationsAnswered, &[]), (AskedByKind, certifications)], all);
        self.knows(at, [(ReleasedByKind, certifications), (CertificationsAnswered, &[])], 0.0);
    }
}

/// Of what the attacker can tell, what is not of a table that is given exactly.
fn told_of_others(editions: &[Publication]) -> Vec<String> {
    let exact: BTreeSet<TableName> = editions.iter().flat_map(|edition| edition.given_exactly.clone()).collect();
    let is_exact = |told: &String| exact.iter().any(|table| told.contains(&format!("\"{table}\"")));
    told(editions).into_iter().filter(|told| !is_exact(told)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn with_each_table_given_exactly_in_turn_the_attacker_tells_no_cell_of_the_others(entries in items(), late in items()) {
        let merged = publish("2026-Q2", &entries, None);
        let all = with_late(entries.clone(), late);
        for table in TableName::ALL {
            let exact = BTreeSet::from([*table]);
            let later = publish_with("2026-Q2", &all, Some(&entries), &exact);
            prop_assert_eq!(told_of_others(&[merged.clone(), later]), [""; 0], "{}", table);
        }
    }
}

/// An edition in which this table alone is exact, without those that fall with it.
fn alone(table: TableName, entries: &[Entry]) -> Publication {
    let exact = BTreeSet::from([table]);
    let mut edition = publish("2026-Q2", entries, None);
    edition.tables = tables(&account_of("2026-Q2", entries.iter().cloned()), &exact);
    edition.given_exactly = exact;
    edition
}

/// So many items of a kind, answered so.
fn several(kinds: &[(usize, usize, usize)]) -> Vec<Entry> {
    let all = kinds.iter().flat_map(|(count, kind, response)| std::iter::repeat_n((*kind, *response, 0, 0), *count));
    all.enumerate().map(|(number, one)| item(number, one)).collect()
}

#[test]
fn each_table_that_falls_with_others_would_tell_a_cell_of_them() {
    // Three that the law required, of which two were released; and four of these and four certifications, all released.
    let few = several(&[(2, 0, 0), (1, 0, 1)]);
    let all = several(&[(4, 0, 0), (4, 1, 0)]);
    for (table, entries, tells) in [
        (TableName::AskedByKind, &few, "(0, \"released_by_kind\", \"personal\") is 2"),
        (TableName::ReleasedByKind, &all, "(0, \"asked_by_kind\", \"personal\") is 4"),
        (TableName::ReleasedByReason, &all, "(0, \"determined_by_outcome\", \"mandatory\") is 4"),
        (TableName::DeterminedByOutcome, &few, "(0, \"released_by_reason\", \"benefit\") is 0"),
    ] {
        let told = told_of_others(&[alone(table, entries)]);
        assert!(told.iter().any(|told| told == tells), "{table} alone tells {told:?}");
        let falling: BTreeSet<TableName> = table.falls_with().chain([table]).collect();
        assert_eq!(falling.len(), 4, "{table}");
        let edition = publish_with("2026-Q2", entries, None, &BTreeSet::from([table]));
        assert_eq!(edition.given_exactly, falling);
        assert_eq!(told_of_others(&[edition]), [""; 0], "{table}");
    }
    let by_reason = told_of_others(&[alone(TableName::ReleasedByReason, &all)]);
    assert!(by_reason.iter().any(|told| told.contains("\"released_by_kind\"")), "{by_reason:?}");
}

#[test]
fn a_table_is_given_exactly_as_it_was_first_and_the_others_stay_as_they_were() {
    let entries: Vec<Entry> = (0..9).map(|number| item(number, (0, 0, usize::from(number > 6), 0))).collect();
    let exact = BTreeSet::from([TableName::ReceivedByDepartment]);
    let first = publish("2026-Q2", &entries[..8], None);
    let again = publish_with("2026-Q2", &entries, Some(&entries[..8]), &exact);
    assert_eq!((again.tables_as_of, again.requests.received), (first.tables_as_of, 9));
    for (was, is) in first.tables.iter().zip(&again.tables) {
        if is.name == TableName::ReceivedByDepartment {
            assert!(was.merged.is_some() && is.merged.is_none());
            let cells: Vec<(&str, u64)> = is.cells.iter().map(|cell| (cell.label.as_str(), cell.count)).collect();
            assert_eq!(cells, [("City Clerk", 1), ("Police Records", 7)], "what came late is in no table");
        } else {
            assert_eq!(was, is);
        }
    }
    assert_eq!(published(&again)["given_exactly"], serde_json::json!(["received_by_department"]));
    let text = String::from_utf8(crate::public_json(&again).unwrap()).unwrap();
    let (_, rest) = text.split_once("\"given_exactly\"").unwrap();
    assert!(!rest.contains("\": "), "it is the last key: {rest}");
}

#[test]
fn people_read_beside_it_that_two_officers_decided_so_and_beside_no_other() {
    let entries: Vec<Entry> = (0..9).map(|number| item(number, (0, 0, usize::from(number > 6), 0))).collect();
    let exact = BTreeSet::from([TableName::ReceivedByDepartment]);
    for (name, bytes) in crate::public_files(&publish_with("2026-Q2", &entries, None, &exact)).unwrap() {
        let text = match name.rsplit_once('.').unwrap().1 {
            "pdf" => pdf_extract::extract_text_from_mem(&bytes).unwrap(),
            "xlsx" => {
                let mut book: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(bytes)).unwrap();
                format!("{:?}", calamine::Reader::worksheets(&mut book))
            }
            _ => continue,
        };
        let solid: String = text.split_whitespace().collect();
        let beside = "departmentthatreceivedthem.Givenexactly:twoofficersdecidedso.";
        assert!(solid.contains(beside), "{name}: {text}");
        // A sheet has the sentence on each line of the table.
        let times = if name.ends_with(".pdf") { 1 } else { 3 };
        assert_eq!(solid.matches("Givenexactly:").count(), times, "{name}");
    }
    let none = crate::public_files(&publish("2026-Q2", &entries, None)).unwrap();
    let (_, pdf) = none.into_iter().find(|(name, _)| name.ends_with(".pdf")).unwrap();
    assert!(!pdf_extract::extract_text_from_mem(&pdf).unwrap().contains("Given exactly"));
}
