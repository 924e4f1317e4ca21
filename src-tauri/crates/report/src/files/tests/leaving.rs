//! How each disclosure that no law required left, in every file that people read.

use super::*;

fn officer(name: &str, role: &str) -> Officer {
    Officer { name: name.to_owned(), role: Some(role.to_owned()) }
}

/// One item that left in each way, the order of entry against the order of the flags; and what is said of each.
fn ways_to_leave() -> Vec<(Entry, &'static str)> {
    let approved =
        |answerable: Option<Officer>| Some(Release::Approved { by: officer("R. Chen", "reviewer"), answerable });
    let before_roles = |name: &str| Officer { name: name.to_owned(), role: None };
    let reviewed = |in_order| {
        let on = jiff::civil::date(2026, 10, 12);
        Some(Release::AtOnce { review: Some(Review { by: officer("R. Chen", "reviewer"), on, in_order }) })
    };
    let (high, medium, low) = (Flag::High, Flag::Medium, Flag::Low);
    let ways = [
        (low, approved(None), "Approved by R. Chen (reviewer)."),
        (high, None, "It left without an approval."),
        (
            medium,
            reviewed(true),
            "Released at once to protect life. Reviewed by R. Chen (reviewer) on 12 October 2026: in order.",
        ),
        (
            high,
            approved(Some(officer("M. Alvarez", "administrator"))),
            "Approved by R. Chen (reviewer). M. Alvarez (administrator) answers for it.",
        ),
        (low, None, ""),
        (medium, Some(Release::Approved { by: before_roles("R. Chen"), answerable: None }), "Approved by R. Chen."),
        (high, approved(None), "Approved by R. Chen (reviewer). The approval names nobody who answers for it."),
        (high, Some(Release::AtOnce { review: None }), "Released at once to protect life. Not yet reviewed."),
        (
            low,
            reviewed(false),
            "Released at once to protect life. Reviewed by R. Chen (reviewer) on 12 October 2026: not in order.",
        ),
    ];
    let entry = |(number, (flag, release, said)): (usize, (Flag, Option<Release>, &'static str))| {
        let outcome = if flag == high { Outcome::NonMandatoryProhibited } else { Outcome::NonMandatoryPermitted };
        let settled = Some(Settled { flag, ..settled(outcome) });
        (Entry { settled, release, ..disclosed(number, "Agency") }, said)
    };
    ways.into_iter().enumerate().map(entry).collect()
}

#[test]
fn what_2a_bars_is_read_first_with_who_answers_for_it_and_the_json_keeps_the_order_of_entry() {
    let ways = ways_to_leave();
    let account = account_of("2026-Q4", ways.iter().map(|(entry, _)| entry.clone()));
    let said = ["0", "1", "2", "3", "4", "5", "6", "7", "8"].map(|number| format!("2026-000{number}"));
    let order = [1, 3, 6, 7, 2, 5, 0, 4, 8];

    let range = sheet(&account, "Non-mandatory disclosures");
    let rows: Vec<(String, String)> =
        range.rows().skip(1).map(|row| (row[0].to_string(), row[12].to_string())).collect();
    let expected: Vec<(String, String)> =
        order.iter().map(|place| (said[*place].clone(), ways[*place].1.to_owned())).collect();
    assert_eq!(rows, expected);

    let pages = pages(&account);
    let found: Vec<usize> = order.iter().map(|place| pages.find(&solid(&said[*place])).unwrap()).collect();
    assert!(found.is_sorted(), "{found:?}\n{pages}");
    for (_, told) in &ways {
        assert!(pages.contains(&solid(told)), "{told}\n{pages}");
    }
    assert!(pages.contains(&solid("Those that 2(a) bars, flagged high, stand first")), "{pages}");

    let json: Value = serde_json::from_str(&text(&account, "json")).unwrap();
    let listed = json["non_mandatory_disclosures"].as_array().unwrap();
    let numbers: Vec<&str> = listed.iter().map(|row| row["request"].as_str().unwrap()).collect();
    assert_eq!(numbers, said, "the order of entry, and the keys of the contract alone");
    let keys: Vec<&String> = listed[0].as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 9, "{keys:?}");
    assert!(!text(&account, "json").contains("Alvarez") && !text(&account, "csv").contains("Alvarez"));
    assert_eq!(bytes(&account, "pdf"), bytes(&account, "pdf"));
}

#[test]
fn what_an_officer_is_called_stays_text_and_on_the_page() {
    let named = |name: &str| Entry {
        release: Some(Release::Approved { by: officer("R. Chen", "reviewer"), answerable: Some(officer(name, name)) }),
        ..disclosed(1, "Agency")
    };
    for name in HOSTILE.into_iter().chain(["\u{202E}\u{0}\u{E000}", &"W".repeat(64)]) {
        let account = account_of("2026-Q4", [named(name)]);
        assert!(!pages(&account).contains(&solid("root:")), "{name}");
        let cell = sheet(&account, "Non-mandatory disclosures").rows().nth(1).unwrap()[12].to_string();
        assert!(cell.ends_with("answers for it."), "{cell}");
    }
}
