//! What the window's pages wait for, in a record of a thousand rows and in one a hundred times as long.
//!
//! The peer is the small record in the same run: what a page needs should cost the same in both.

use std::path::Path;
use std::time::Instant;

use desk::Desk;
use desk::pages::log::{Answers, ItemDraft, RequestDraft};
use desk::pages::register::{RegisterMark, RegisterQuery, RegisterSearch};

use super::measure::{self, figure, stopped};
use super::{import, sample};
use crate::command::{Stop, say};

/// Rows of the long record, where no other number is asked for; the short one has a hundredth.
pub(crate) const ROWS: usize = 100_000;
/// How often each is asked for.
const CALLS: usize = 200;

/// What a page asks for, and how it is asked the n-th time.
type Asking = (&'static str, fn(&Desk, usize) -> Result<(), desk::Error>);

const ASKED: [Asking; 10] = [
    ("today", |desk, _| desk.today().map(drop)),
    ("register, the first page", |desk, _| found(desk, "", "", None)),
    ("register, a page further down", |desk, nth| {
        let entry = 500 + i64::try_from(nth).unwrap_or_default();
        found(desk, "", "", Some(RegisterMark { value: String::new(), entry }))
    }),
    ("register by agency, further down", |desk, nth| {
        let entry = 500 + i64::try_from(nth).unwrap_or_default();
        found(desk, "", "agency", Some(RegisterMark { value: "M".to_owned(), entry }))
    }),
    ("register, search as one types", |desk, nth| {
        let typed = "enforcement removal";
        found(desk, typed.get(..1 + nth % typed.len()).unwrap_or(typed), "", None)
    }),
    ("register, words of one letter", |desk, nth| found(desk, one_of(nth, &LETTERS), "", None)),
    ("register, any word as one types", |desk, nth| found(desk, one_of(nth, &WORDS), "", None)),
    ("agencies as one types", |desk, nth| {
        let typed = "immigration and customs";
        desk.find_agencies(typed.get(..1 + nth % typed.len()).unwrap_or(typed)).map(drop)
    }),
    ("a draft considered", |desk, _| desk.consider(&draft()).map(drop)),
    ("report", |desk, _| desk.report_view("2026-Q3").map(drop)),
];

/// What is typed to find something: letters alone, and what agencies, matters and numbers begin with.
const LETTERS: [&str; 26] = [
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w",
    "x", "y", "z",
];
const WORDS: [&str; 20] = [
    "co", "cou", "county", "po", "police", "police r", "re", "reg", "street", "of", "the", "in a", "o r", "1", "lot 1",
    "n 0001", "de", "dep", "state po", "zz",
];

fn one_of(nth: usize, words: &[&'static str]) -> &'static str {
    words.get(nth % words.len()).copied().unwrap_or_default()
}

fn found(desk: &Desk, text: &str, order: &str, after: Option<RegisterMark>) -> Result<(), desk::Error> {
    let (text, order) = (text.to_owned(), order.to_owned());
    desk.register(&RegisterQuery { search: RegisterSearch { text, order, ..RegisterSearch::default() }, after })
        .map(drop)
}

fn draft() -> RequestDraft {
    let facts =
        [("ask", "information"), ("information", "personal"), ("purpose", "not_stated"), ("instrument", "none")];
    let facts = facts.map(|(fact, value)| (fact.to_owned(), value.to_owned()));
    RequestDraft {
        received: "2026-10-01".to_owned(),
        origin: "requested".to_owned(),
        channel: "phone".to_owned(),
        department: "City Clerk".to_owned(),
        agency: "ICE".to_owned(),
        facts: Answers::default(),
        items: vec![ItemDraft {
            description: "home address".to_owned(),
            direction: String::new(),
            facts: Answers(facts.into_iter().collect()),
            response: String::new(),
            responded: String::new(),
        }],
    }
}

/// Measures and prints.
///
/// # Errors
/// When a record cannot be made or read.
pub(crate) fn bench(rows: usize) -> Result<(), Stop> {
    let folder = measure::folder()?;
    let short = made(folder.path(), rows / 100)?;
    let long = made(folder.path(), rows)?;
    say(&format!("\nWhat a page waits for, in milliseconds, asked {CALLS} times"));
    say(&format!("{:<32}{:>20}{:>22}{:>9}", "", format!("{} rows", rows / 100), format!("{rows} rows"), "times"));
    say(&format!("{:<32}{:>10}{:>10}{:>12}{:>10}{:>9}", "", "median", "p99", "median", "p99", "p99"));
    for (name, ask) in ASKED {
        let ((one, one_p99), (other, other_p99)) = (times(&short, ask)?, times(&long, ask)?);
        say(&format!(
            "{name:<32}{:>10}{:>10}{:>12}{:>10}{:>9}",
            figure(one),
            figure(one_p99),
            figure(other),
            figure(other_p99),
            figure(other_p99 / one_p99)
        ));
    }
    say(&measure::surroundings(folder.path())?);
    say("Aim: search as one types within 16 ms at the 99th percentile.");
    Ok(())
}

/// A record of so many rows, opened to be read.
fn made(folder: &Path, rows: usize) -> Result<Desk, Stop> {
    let (log, store) = (folder.join(format!("{rows}.csv")), folder.join(format!("record-{rows}")));
    sample::write_log(&log, rows)?;
    sample::found(&store)?;
    import::alone(&log, &store)?;
    sample::open(&store, true)
}

/// The median and the 99th percentile of the calls, in milliseconds.
fn times(desk: &Desk, ask: fn(&Desk, usize) -> Result<(), desk::Error>) -> Result<(f64, f64), Stop> {
    let mut taken = Vec::with_capacity(CALLS);
    for nth in 0..CALLS {
        let begun = Instant::now();
        ask(desk, nth).map_err(stopped)?;
        taken.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    taken.sort_by(f64::total_cmp);
    let p99 = taken.get(CALLS * 99 / 100).copied().unwrap_or(f64::NAN);
    Ok((measure::median(taken), p99))
}
