//! What the template reads. What people wrote has been made [`printable`].

use law::facts::Recipient;
use serde::Serialize;

use crate::account::NonMandatoryDisclosure;
use crate::files::content::{Content, Listed};
use crate::files::figures::labels::{self, local, plain, plain_day};
use crate::files::figures::{Group, Line, TITLE, Table};
use crate::printable::printable;
use crate::public::{Act, PublicAct};

/// What the template reads.
#[derive(Serialize)]
pub(super) struct Data {
    title: &'static str,
    edition: &'static str,
    office: String,
    calendar: String,
    fiscal: String,
    days: String,
    as_of: String,
    as_of_local: String,
    interim: bool,
    nil: bool,
    non_mandatory: u64,
    coverage: String,
    groups: Vec<PageGroup>,
    /// Of the internal edition.
    disclosures: Option<Vec<Disclosure>>,
    /// Of the public edition.
    acts: Option<Vec<Acts>>,
    rules: Vec<&'static str>,
    heads: Vec<Head>,
    /// How many rows are in the other files.
    rows: usize,
    /// The seal in the foot of each page: the first log's, shortened.
    short_seal: String,
}

/// Tables under one heading.
#[derive(Serialize)]
struct PageGroup {
    title: &'static str,
    note: &'static str,
    own_page: bool,
    tables: Vec<PageTable>,
}

/// A table, and whether it has room beside another.
#[derive(Serialize)]
struct PageTable {
    narrow: bool,
    bars: Option<Bars>,
    #[serde(flatten)]
    table: Table,
}

/// A line of a table as bars: what each is of, and how many.
#[derive(Serialize)]
struct Bars {
    title: String,
    names: Vec<String>,
    counts: Vec<f64>,
    /// The same in words, for who does not see it.
    said: String,
}

/// A line of the list of non-mandatory disclosures.
#[derive(Serialize)]
struct Disclosure {
    request: String,
    item: u32,
    responded: String,
    agency: String,
    information: String,
    outcome: &'static str,
    clause: &'static str,
    flag: &'static str,
    /// When and by whom it was received, for what purpose, and who answers for it or how it left without that.
    told: String,
}

/// The City's acts of one kind.
#[derive(Serialize)]
struct Acts {
    title: &'static str,
    /// Month, agency, kind, clause and flag of each.
    lines: Vec<[String; 5]>,
}

/// The head of one log.
#[derive(Serialize)]
struct Head {
    log: &'static str,
    seal: String,
}

impl Data {
    pub(super) fn of(content: &Content<'_>) -> Self {
        let quarter = content.quarter;
        let (disclosures, acts, rows) = match &content.listed {
            Listed::Internal(listed, rows) => {
                (Some(listed.iter().map(|one| disclosure(one)).collect()), None, rows.len())
            }
            Listed::Public(all) => (None, Some(Act::ALL.iter().map(|act| acts_of(*act, all)).collect()), all.len()),
        };
        let heads: Vec<Head> = content.heads.iter().map(|(log, head)| Head { log, seal: head.seal.clone() }).collect();
        Self {
            title: TITLE,
            edition: content.edition,
            office: printable(content.office),
            calendar: quarter.calendar(),
            fiscal: quarter.fiscal(),
            days: quarter.days(),
            as_of: content.as_of.to_string(),
            as_of_local: local(content.as_of),
            interim: content.interim,
            nil: content.nil,
            non_mandatory: content.non_mandatory,
            coverage: content.coverage.clone(),
            groups: content.groups.iter().map(printable_group).collect(),
            disclosures,
            acts,
            rules: content.rules.to_vec(),
            short_seal: content.heads.first().map(|(_, head)| short(&head.seal)).unwrap_or_default(),
            heads,
            rows,
        }
    }
}

/// Enough of a seal to tell two printed reports apart: the size of the log, the first digits of its root, the check word.
fn short(seal: &str) -> String {
    let words: Vec<&str> = seal.split(' ').collect();
    match words.as_slice() {
        [_, size, root, check] => format!("{size} {} … {check}", root.split('-').take(2).collect::<Vec<_>>().join("-")),
        _ => seal.to_owned(),
    }
}

fn bars((line, names): (&Line, &[String])) -> Bars {
    let title = format!("{} by quarter", line.label);
    let said = names.iter().zip(&line.counts).map(|(name, count)| format!("{name}: {count}")).collect::<Vec<_>>();
    Bars {
        said: format!("Bar chart of {}. {}.", title.to_lowercase(), said.join("; ")),
        title,
        names: names.to_vec(),
        counts: line.counts.iter().filter_map(|count| count.number()).collect(),
    }
}

fn printable_group(group: &Group) -> PageGroup {
    let table = |table: &Table| {
        let mut page = PageTable { narrow: table.is_narrow(), bars: table.bars().map(bars), table: table.clone() };
        for line in &mut page.table.lines {
            line.label = printable(&line.label);
            line.notes.iter_mut().for_each(|note| *note = printable(note));
        }
        page
    };
    PageGroup {
        title: group.title,
        note: group.note,
        own_page: group.own_page,
        tables: group.tables.iter().map(table).collect(),
    }
}

fn disclosure(disclosure: &NonMandatoryDisclosure) -> Disclosure {
    Disclosure {
        request: printable(&disclosure.request),
        item: disclosure.item,
        responded: plain_day(&disclosure.responded),
        agency: printable(&disclosure.agency),
        information: what_and_to_whom(disclosure),
        outcome: disclosure.outcome.label(),
        clause: disclosure.clause.as_str(),
        flag: disclosure.flag.as_str(),
        told: printable(&told(disclosure)),
    }
}

/// "Received 7 October 2026 by Police Records. Purpose: other. M. Alvarez answers for it."
fn told(disclosure: &NonMandatoryDisclosure) -> String {
    let by = disclosure.department.as_ref().map_or_else(String::new, |department| format!(" by {department}"));
    let purpose = disclosure.purpose.map_or_else(|| "not known".to_owned(), |purpose| plain(purpose.as_str()));
    let left = disclosure.how_it_left().map_or_else(String::new, |left| format!(" {left}"));
    format!("Received {}{by}. Purpose: {purpose}.{left}", plain_day(&disclosure.received))
}

/// "personal, to state agency"; of an act, whom it was done for.
fn what_and_to_whom(disclosure: &NonMandatoryDisclosure) -> String {
    let recipient = disclosure.recipient.map_or("recipient not known", Recipient::as_str);
    plain(&match disclosure.information {
        Some(information) => format!("{information}, to {recipient}"),
        None => format!("to {recipient}"),
    })
}

fn acts_of(act: Act, all: &[PublicAct]) -> Acts {
    let title = match act {
        Act::NonMandatoryDisclosure => "Non-mandatory disclosures",
        Act::Detainer => "Detainers received",
        Act::RefusalUnder2b => "Refusals under 2(b)",
    };
    let line = |one: &PublicAct| {
        let kind = match one.information {
            Some(information) => labels::information(Some(information)),
            None => labels::ask(one.ask),
        };
        let clause = one.clause.map_or("", law::outcome::Clause::as_str);
        let flag = one.flag.map_or("", law::outcome::Flag::as_str);
        [one.month_in_words(), printable(&one.agency), kind.to_owned(), clause.to_owned(), flag.to_owned()]
    };
    Acts { title, lines: all.iter().filter(|one| one.act == act).map(line).collect() }
}
