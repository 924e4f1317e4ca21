//! Tables that two officers let be given exactly: what they tell of the tables that stay merged, to the same attacker.

use super::*;

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
    edition.tables = super::tables(&account_of("2026-Q2", entries.iter().cloned()), &exact);
    edition.given_exactly = exact;
    edition
}

/// So many items of a kind, answered so.
fn several(kinds: &[(usize, usize, usize)]) -> Vec<Entry> {
    let all = kinds.iter().flat_map(|(count, kind, response)| std::iter::repeat_n((*kind, *response, 0, 0), *count));
    all.enumerate().map(|(number, one)| item(number, one)).collect()
}

#[test]
fn each_table_that_falls_with_another_would_tell_a_cell_of_it() {
    // Two that were released, and of which nobody knows what was asked; and three that the law required.
    let (not_known, required) = (several(&[(2, 7, 0)]), several(&[(3, 0, 0)]));
    // Three that were refused, and are outside the ordinance.
    let outside = several(&[(3, 5, 1)]);
    for (table, entries, tells) in [
        (TableName::ReleasedByKind, &not_known, "(0, \"released_by_reason\", \"other\") is 2"),
        (TableName::ReleasedByReason, &required, "(0, \"released_by_kind\", \"not_known\") is 0"),
        (TableName::NotReleasedByOutcome, &outside, "(0, \"not_released_by_kind\", \"not_known\") is 0"),
    ] {
        let told = told_of_others(&[alone(table, entries)]);
        assert!(told.iter().any(|told| told == tells), "{table} alone tells {told:?}");
        let edition = publish_with("2026-Q2", entries, None, &BTreeSet::from([table]));
        assert_eq!(edition.given_exactly, [table, table.falls_with().unwrap()].into());
        assert_eq!(told_of_others(&[edition]), [""; 0], "{table}");
    }
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
