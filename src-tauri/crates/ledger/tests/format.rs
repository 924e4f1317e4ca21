//! `FORMAT.md` is all that a stranger has: whatever a log can hold is named there.

#![cfg(test)]

const PAGE: &str = include_str!("../FORMAT.md");

/// The kinds of events with their fields, read from the source: what a program cannot ask an enum, its text tells.
fn kinds() -> Vec<(String, Vec<String>)> {
    let source = include_str!("../src/event.rs");
    let (_, rest) = source.split_once("pub(crate) enum Event {\n").unwrap();
    let (list, _) = rest.split_once("\n}\n").unwrap();
    let mut kinds: Vec<(String, Vec<String>)> = Vec::new();
    for line in list.lines().filter(|line| !line.trim_start().starts_with(['#', '/', '}'])) {
        let (name, fields) = match line.strip_prefix("        ") {
            Some(field) => (None, field),
            None => (line.trim().split([' ', '(']).next(), line.split_once('{').map_or("", |(_, fields)| fields)),
        };
        kinds.extend(name.map(|name| (snake(name), Vec::new())));
        let names =
            fields.split(", ").filter_map(|field| field.split_once(": ")).map(|(name, _)| name.trim().to_owned());
        kinds.last_mut().unwrap().1.extend(names);
    }
    kinds
}

/// The name as it stands in a body.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

/// The row of the table that begins with a kind.
fn row(kind: &str) -> &'static str {
    let named = format!("`{kind}`");
    let first =
        |line: &&str| line.starts_with("| `") && line.split('|').nth(1).is_some_and(|cell| cell.contains(&named));
    PAGE.lines().find(first).unwrap_or_else(|| panic!("{kind} has no row in FORMAT.md"))
}

#[test]
fn every_kind_of_event_is_on_the_page_with_every_field() {
    let kinds = kinds();
    assert!(kinds.len() >= 26 && kinds.iter().any(|(kind, _)| kind == "item_moved"), "{kinds:?}");
    for (kind, fields) in &kinds {
        let row = row(kind);
        for field in fields {
            assert!(row.contains(&format!("`{field}`")), "{kind}: {field} is not in its row: {row}");
        }
    }
    let told = kinds.iter().map(|(_, fields)| fields.len()).sum::<usize>();
    assert!(told > 80, "the fields are read from the source: {told}");
    for field in ["quarter", "as_of", "disclosure", "status_exchange", "files", "size", "root", "name", "sha256"] {
        assert!(row("report_issued").contains(field), "{field}");
    }
}

#[test]
fn nothing_is_on_the_page_that_no_log_can_hold() {
    let kinds: Vec<String> = kinds().into_iter().map(|(kind, _)| kind).collect();
    let table = PAGE.split_once("| Kind | Fields | Says |").unwrap().1.split_once("\n\n").unwrap().0;
    for cell in table.lines().skip(2).filter_map(|line| line.split('|').nth(1)) {
        for kind in cell.split(',') {
            let kind = kind.trim().trim_matches('`').to_owned();
            assert!(kinds.contains(&kind), "{kind} is no kind of event");
        }
    }
}

/// The acts of the access log with their fields, read from the source.
fn acts() -> Vec<(String, Vec<String>)> {
    let source = include_str!("../src/access_log.rs");
    let (_, rest) = source.split_once("pub enum AccessEvent {\n").unwrap();
    let (list, _) = rest.split_once("\n}\n").unwrap();
    let mut acts: Vec<(String, Vec<String>)> = Vec::new();
    for line in list.lines().filter(|line| !line.trim_start().starts_with(['#', '/', '}'])) {
        match line.strip_prefix("        ").and_then(|field| field.split_once(": ")) {
            Some((field, _)) => acts.last_mut().unwrap().1.push(field.to_owned()),
            None => acts.push((snake(line.trim().split([' ', '{']).next().unwrap()), Vec::new())),
        }
    }
    acts
}

#[test]
fn every_act_of_the_access_log_is_on_the_page_with_every_field_and_no_other() {
    let acts = acts();
    assert!(
        acts.len() >= 9 && acts.iter().any(|(act, fields)| act == "receipt_made" && fields == &["request", "item"])
    );
    for (act, fields) in &acts {
        for field in fields {
            assert!(row(act).contains(&format!("`{field}`")), "{act}: {field} is not in its row");
        }
    }
    let table = PAGE.split_once("| Act | Fields |").unwrap().1.split_once("\n\n").unwrap().0;
    let told = table.lines().skip(2).filter_map(|line| line.split('|').nth(1)).flat_map(|cell| cell.split(','));
    for act in told {
        let act = act.trim().trim_matches('`').to_owned();
        assert!(acts.iter().any(|(known, _)| *known == act), "{act} is no act");
    }
}
