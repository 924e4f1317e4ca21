//! What each column of an edition's rows says: for the spreadsheet's sheet, and for the package that describes the CSV.

use law::facts::{Ask, Information, Instrument, Purpose, Recipient};
use law::outcome::{Clause, Flag, Outcome};

use super::content::Listed;
use crate::entry::Response;
use crate::public::Act;

/// A column.
pub(super) struct Field {
    pub(super) name: &'static str,
    /// What it says, in a sentence.
    pub(super) about: &'static str,
    pub(super) kind: Kind,
    /// Its closed list; empty where it has none.
    pub(super) words: Vec<&'static str>,
    /// Is it never empty?
    pub(super) required: bool,
}

/// What a cell is to a program.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    /// A day, `2026-10-07`, with its time where one was recorded.
    Day,
    /// A month, `2026-10`.
    Month,
}

/// The columns of an edition's rows, in order.
pub(super) fn fields_of(listed: &Listed<'_>) -> Vec<Field> {
    match listed {
        Listed::Internal(..) => internal(),
        Listed::Public(_) => public(),
    }
}

fn field(name: &'static str, about: &'static str, required: bool) -> Field {
    Field { name, about, kind: Kind::Text, words: Vec::new(), required }
}

fn day(name: &'static str, about: &'static str, required: bool) -> Field {
    Field { kind: Kind::Day, ..field(name, about, required) }
}

fn listed(
    name: &'static str,
    about: &'static str,
    words: impl IntoIterator<Item = &'static str>,
    required: bool,
) -> Field {
    Field { words: words.into_iter().collect(), ..field(name, about, required) }
}

fn clause() -> Field {
    listed(
        "clause",
        "The clause that decided; empty while the determination is not settled.",
        Clause::ALL.iter().map(|word| word.as_str()),
        false,
    )
}

fn flag() -> Field {
    let about = "The 2(a) flag; empty while the determination is not settled.";
    listed("flag", about, Flag::ALL.iter().map(|word| word.as_str()), false)
}

fn ask() -> Field {
    listed("ask", "What was asked; empty: not known.", Ask::ALL.iter().map(|word| word.as_str()), false)
}

fn information(about: &'static str) -> Field {
    listed("information", about, Information::ALL.iter().map(|word| word.as_str()), false)
}

fn internal() -> Vec<Field> {
    let outcomes = Outcome::ALL.iter().map(|word| word.as_str()).chain(["not_settled"]);
    vec![
        field("request", "The request's number in the office.", true),
        Field {
            kind: Kind::Number,
            ..field("item", "The item's place in its request, from 1, over all items of both ledgers.", true)
        },
        day("received", "When the request was received: a date, with its time where recorded, in Northampton.", true),
        day("decided", "When the item was decided, likewise.", true),
        day("responded", "When it was answered, likewise; empty while it waits for an answer.", false),
        field("department", "Who received it; empty: not recorded.", false),
        field("agency", "The requester's agency, as recorded.", true),
        listed(
            "recipient",
            "What kind of recipient asks; empty: not known.",
            Recipient::ALL.iter().map(|word| word.as_str()),
            false,
        ),
        ask(),
        information("What kind of information; empty: not known, or it is not information."),
        listed(
            "instrument",
            "The paper that came with it; empty: not known.",
            Instrument::ALL.iter().map(|word| word.as_str()),
            false,
        ),
        listed(
            "purpose",
            "The purpose that was stated; empty: not known.",
            Purpose::ALL.iter().map(|word| word.as_str()),
            false,
        ),
        listed("outcome", "What the law says of it.", outcomes, true),
        clause(),
        flag(),
        listed("response", "What became of it.", Response::ALL.iter().map(|word| word.as_str()), true),
    ]
}

fn public() -> Vec<Field> {
    vec![
        listed("act", "Which of the City's acts it is.", Act::ALL.iter().map(|word| word.as_str()), true),
        Field {
            kind: Kind::Month,
            ..field("month", "The month of the answer; of a detainer, that of the receipt.", true)
        },
        field("agency", "The requester's agency by its name in the directory, else its class.", true),
        ask(),
        information("Of information, its kind; empty: not known, or it is an act."),
        clause(),
        flag(),
    ]
}
