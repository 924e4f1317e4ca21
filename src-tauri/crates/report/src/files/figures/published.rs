//! The tables of the public edition.

use law::facts::{Ask, Information};
use law::outcome::Outcome;

use super::{
    Figure, Group, Table, answers, both, by_instrument, by_origin, counted, days_to_answer, labels, quarters, refusals,
    requests, restatement,
};
use crate::entry::{Channel, Direction};
use crate::public::{Publication, PublishedTable, TableName};

/// All figures of the public edition, each once, grouped as the pages show them.
pub(in crate::files) fn published(publication: &Publication) -> Vec<Group> {
    let beside = quarters(publication.period.quarter, &publication.key_figures, &publication.quarters_before);
    let mut groups = vec![figures(publication), beside, guarded(publication), who_asked(publication)];
    if !publication.restated.is_empty() {
        groups.push(restatement(&publication.restated));
    }
    groups.push(exchanges(publication));
    groups
}

fn figures(publication: &Publication) -> Group {
    let tables = vec![
        requests(publication.requests),
        answers(&publication.responses),
        refusals(&publication.refused_under_2b),
        Table::of(
            "Detainers, surplus, and what waits",
            ("Figure", "Number"),
            counted(&[
                ("Detainers received (requests)", publication.detainers_received),
                ("More left than the paper names (items)", publication.surplus),
                ("With the Solicitor now (items)", publication.waiting.solicitor),
                ("On hold now (items)", publication.waiting.on_hold),
            ]),
            "Detainers: requests that bring one or ask to hold a person. What waits: at the moment of the report.",
        ),
        by_instrument(&publication.by_instrument),
        by_origin(&publication.by_origin),
        days_to_answer(
            publication.days_to_answer,
            "Calendar days, over the items answered; given where there are five or more.",
        ),
    ];
    Group { title: "Figures", note: "", own_page: false, tables }
}

/// The cells that stand for themselves, the merged one, and the sum where it is given.
fn lines(table: &PublishedTable, label: impl Fn(&str) -> String) -> Vec<(String, Figure)> {
    let count = |count: Option<u64>| count.map_or(Figure::Merged, Figure::Count);
    let mut lines: Vec<(String, Figure)> =
        table.cells.iter().map(|cell| (label(&cell.label), Figure::Count(cell.count))).collect();
    if let Some(merged) = &table.merged {
        let words: Vec<String> = merged.labels.iter().map(|word| label(word)).collect();
        let others = if table.cells.is_empty() { "all of them" } else { "all others" };
        let all = if words.is_empty() { others.to_owned() } else { words.join("; ") };
        lines.push((format!("Together: {all}"), count(merged.count)));
    }
    if let Some(total) = table.total.filter(|_| !lines.is_empty()) {
        lines.push(("All".to_owned(), Figure::Count(total)));
    }
    lines
}

fn who_asked(publication: &Publication) -> Group {
    let tables = vec![Table::wide(
        "By agency",
        ("Agency", &["Requests received", "Items received"]),
        publication.by_agency.iter().map(|count| (count.agency.clone(), both(count.requests, count.items))),
        "Requests received, and their items. Offices that the directory does not have stand under their class, persons \
             and firms together.",
    )];
    Group { title: "Who asked", note: "", own_page: false, tables }
}

/// What stands beside a table in which two officers let nothing be merged.
const GIVEN_EXACTLY: &str = "Given exactly: two officers decided so.";

/// The tables whose small cells are merged, or would be but for two officers, as people read them.
#[must_use]
pub fn published_tables(publication: &Publication) -> Vec<(TableName, Table)> {
    publication.tables.iter().map(|found| (found.name, in_words(publication, found))).collect()
}

fn in_words(publication: &Publication, found: &PublishedTable) -> Table {
    let (title, columns, label, rule): (_, _, fn(&str) -> String, _) = match found.name {
        TableName::ReleasedByKind => (
            "What was released",
            ("Kind", "Items released"),
            kind,
            "Items released, wholly or in part, that the law required or that 2(a) does not gate. Without \
             certifications, and without the holding of a person.",
        ),
        TableName::ReleasedByReason => (
            "Why it was released",
            ("Reason", "Items released"),
            |word| match word {
                "mandatory" => "Required by law".to_owned(),
                "benefit" => "As a benefit".to_owned(),
                _ => "Other".to_owned(),
            },
            "The same items, by what the law says of them.",
        ),
        TableName::NotReleasedByKind => (
            "What was asked and not released",
            ("Kind", "Items received"),
            kind,
            "Items received in the quarter and not released in it: refused, sent on, withdrawn, or waiting still. Without \
             certifications, and without what is listed among the City's acts.",
        ),
        TableName::NotReleasedByOutcome => (
            "Determinations of what was not released",
            ("Outcome", "Items decided"),
            |word| {
                word.parse::<Outcome>().map_or_else(|_| labels::plain(word), |found| labels::outcome(found).to_owned())
            },
            "Settled determinations by the day they were decided, of items not released in the quarter. Without \
             certifications, and without what is listed among the City's acts.",
        ),
        TableName::ReceivedByDepartment => (
            "By department",
            ("Received by", "Items received"),
            |word| if word == "not_recorded" { "Not recorded".to_owned() } else { word.to_owned() },
            "All items received, by the department that received them.",
        ),
        TableName::ReceivedByChannel => (
            "By channel",
            ("Way", "Requests received"),
            |word| labels::channel(word.parse::<Channel>().ok()).to_owned(),
            "Requests by the day of receipt.",
        ),
        TableName::CertificationsAnswered => (
            "Certifications for benefits, answered",
            ("When", "Items answered"),
            |word| (if word == "late" { "After the 90 days" } else { "Within the 90 days" }).to_owned(),
            "Ninety days from receipt: G.L. c.258F § 3.",
        ),
        TableName::ExchangesByDirection => (
            "§ 1373 status exchanges",
            ("Direction", "Items answered"),
            |word| {
                word.parse::<Direction>()
                    .map_or_else(|_| labels::plain(word), |found| labels::direction(found).to_owned())
            },
            "Sent and received where status was released, wholly or in part; an inquiry whatever the answer.",
        ),
        TableName::ExchangesByCounterpart => (
            "§ 1373 exchanges by counterpart",
            ("Agency", "Items answered"),
            str::to_owned,
            "The same, by the agency at the other end.",
        ),
    };
    let mut table = Table::of(title, columns, lines(found, label), rule);
    if publication.given_exactly.contains(&found.name) {
        table.rule = format!("{rule} {GIVEN_EXACTLY}").into();
    }
    table
}

fn guarded(publication: &Publication) -> Group {
    let tables = published_tables(publication).into_iter().filter(|(name, _)| !name.is_of_exchanges());
    Group {
        title: "Counts with small cells merged",
        note: if publication.tables.is_empty() {
            "The quarter is not over: these counts are given once, when it is."
        } else {
            "These could be matched with a person by somebody who knows them: a small number stands together with others. They \
             are given once, with the first report that is issued after the quarter."
        },
        own_page: false,
        tables: tables.map(|(_, table)| table).collect(),
    }
}

/// A kind of information or of act, as people read it.
fn kind(word: &str) -> String {
    let information = word.parse::<Information>().map(|found| labels::information(Some(found)));
    let ask = word.parse::<Ask>().map(|found| labels::ask(Some(found)));
    match information.or(ask) {
        // Only information of a kind that is not known has the word of the ask.
        Ok("Information") => "Information of a kind not known".to_owned(),
        Ok(label) => label.to_owned(),
        Err(_) => "Not known yet".to_owned(),
    }
}

fn exchanges(publication: &Publication) -> Group {
    let tables = published_tables(publication).into_iter().filter(|(name, _)| name.is_of_exchanges());
    Group {
        title: "§ 1373 status exchanges",
        note: if publication.tables.is_empty() {
            "The quarter is not over: these counts are given once, when it is."
        } else {
            "Counts only, small cells merged where a table does not say otherwise: the record does not hold what a status is."
        },
        own_page: true,
        tables: tables.map(|(_, table)| table).collect(),
    }
}
