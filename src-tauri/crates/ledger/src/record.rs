//! What the record holds about requests and their items, as the office's work hands it over and gets it back.
//!
//! What may enter here: words of closed lists, dates, and text that was screened. What must never enter: the status of
//! anyone, and, for a status exchange, any text at all.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Error, FreeText, Term, Trace, When};

/// The two logs, which are counted apart and never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Log {
    /// Everything but status exchanges; also the acts that belong to no item.
    Disclosure,
    /// Exchanges of citizenship or immigration status under 8 U.S.C. § 1373.
    StatusExchange,
}

impl Log {
    /// Both logs, in the order in which they are always written.
    pub const ALL: [Self; 2] = [Self::Disclosure, Self::StatusExchange];

    /// The word for this log on every border.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Disclosure => "disclosure",
            Self::StatusExchange => "status_exchange",
        }
    }

    /// The log with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|log| log.as_str() == word)
    }
}

impl fmt::Display for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// An officer of the office, numbered from 1 in the order they were added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OfficerId(pub u32);

/// A request in this store, numbered from 1 in the order of entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequestId(pub i64);

/// The number an office knows a request by: its own, or the next of its year (`2026-0142`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestNumber {
    text: String,
    /// Was it given out by [`crate::Act::next_number`]? Then numbering goes on behind it.
    issued: bool,
}

impl RequestNumber {
    /// An office's own number: 1 to 64 characters, none of them a control character, screened as any typed text.
    ///
    /// # Errors
    /// [`Error::RequestNumber`] if it is empty, too long, has control characters, or shows what must not be typed.
    pub fn new(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        if text.is_empty() || text.chars().count() > 64 {
            return Err(Error::RequestNumber { reason: "it needs 1 to 64 characters.".to_owned() });
        }
        if text.chars().any(char::is_control) {
            return Err(Error::RequestNumber {
                reason: "it has a line break or another control character.".to_owned(),
            });
        }
        // A bare running number may have nine digits; that alone makes it no Social Security number.
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            FreeText::new(text).map_err(|screened| Error::RequestNumber { reason: screened.to_string() })?;
        }
        Ok(Self { text: text.to_owned(), issued: false })
    }

    pub(crate) fn issued(year: i16, ordinal: i64) -> Self {
        Self { text: format!("{year:04}-{ordinal:04}"), issued: true }
    }

    pub(crate) const fn stored(text: String, issued: bool) -> Self {
        Self { text, issued }
    }

    pub(crate) const fn is_issued(&self) -> bool {
        self.issued
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// Year and ordinal of a number the program gave out.
    pub(crate) fn ordinal(text: &str) -> Option<(i16, i64)> {
        let (year, ordinal) = text.split_once('-')?;
        Some((year.parse().ok()?, ordinal.parse().ok()?))
    }

    /// The number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for RequestNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// One request, without its items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The number the office knows it by; there is only one of each.
    pub number: RequestNumber,
    /// When it came in.
    pub received: When,
    /// Who started it: `requested`, `volunteered` or `own_inquiry`.
    pub origin: Term,
    /// How it came: `letter`, `email`, …
    pub channel: Option<Term>,
    /// Who received it.
    pub department: Option<FreeText>,
    /// The requester's agency or organisation.
    pub agency: FreeText,
}

/// The words for what is known about one item. `None`: nobody has answered yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// What is asked of the City.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<Term>,
    /// The kind of information.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub information: Option<Term>,
    /// The class of who would get it, or who asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<Term>,
    /// Does the recipient act for an immigration agency?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_immigration_agency: Option<Term>,
    /// The articulated purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Term>,
    /// The paper that comes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<Term>,
    /// Is the paper valid on its face?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_on_face: Option<Term>,
    /// Does the paper name this item?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_scope: Option<Term>,
    /// Is the record exempt under G.L. c.4 § 7(26)?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exempt_record: Option<Term>,
    /// Does another law keep it secret?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_law_forbids: Option<Term>,
}

impl Facts {
    /// Every fact with its name, in the order of the contract.
    #[must_use]
    pub fn named(&self) -> [(&'static str, Option<&Term>); 10] {
        [
            ("ask", self.ask.as_ref()),
            ("information", self.information.as_ref()),
            ("recipient", self.recipient.as_ref()),
            ("for_immigration_agency", self.for_immigration_agency.as_ref()),
            ("purpose", self.purpose.as_ref()),
            ("instrument", self.instrument.as_ref()),
            ("valid_on_face", self.valid_on_face.as_ref()),
            ("within_scope", self.within_scope.as_ref()),
            ("exempt_record", self.exempt_record.as_ref()),
            ("other_law_forbids", self.other_law_forbids.as_ref()),
        ]
    }
}

/// What the law said about an item, with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Determination {
    /// The log the item belongs in.
    pub log: Log,
    /// What the law says; `None` while not settled, as are the clause and the flag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Term>,
    /// The clause that decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Term>,
    /// The 2(a) flag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flag: Option<Term>,
    /// While not settled: the outcomes that are still possible.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub possible: Vec<Term>,
    /// While not settled: the one fact to ask next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask_next: Option<Term>,
    /// Each rule that was looked at, in order.
    #[serde(default, skip_serializing_if = "Trace::is_empty")]
    pub trace: Trace,
    /// The version of the rules.
    pub rules: Term,
    /// The version of the ordinance's text.
    pub text: Term,
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// `released`, `withheld`, …; never `pending`, which is no answer.
    pub response: Term,
    /// When.
    pub responded: When,
    /// Did a log bring it along as history? Then it was never approved here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub imported: bool,
    /// Was it given out under another officer's approval? Not in a row of the item, which the approval has its own of.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approved: bool,
    /// On what basis: a word of a closed list. It has a row of its own, and so has the surplus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Term>,
    /// Did more leave than the paper names? Only of what was given out under a paper.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub surplus: bool,
}

impl Answer {
    /// Does it say that what was asked was given or done, in whole or in part?
    #[must_use]
    pub fn gives_out(&self) -> bool {
        self.response == "released" || self.response == "released_in_part"
    }
}

/// One item to be added to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// What is known about it.
    pub facts: Facts,
    /// When it was decided.
    pub decided: Option<When>,
    /// For a status exchange: `sent`, `received` or `inquiry`. Where an exchange has none, it is an `inquiry` if the
    /// City was asked to determine a status, else `sent`.
    pub direction: Option<Term>,
    /// What was asked, without the person. It is not kept for a status exchange.
    pub description: Option<FreeText>,
    /// What the law says about it.
    pub determination: Determination,
    /// What was answered, if anything was.
    pub answer: Option<Answer>,
}

/// What became known about an item since it was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemChange {
    /// Everything that is known after the change.
    pub facts: Facts,
    /// When it was decided.
    pub decided: Option<When>,
    /// The direction, should the item now become a status exchange. It says nothing for any other item, and the
    /// direction of what is an exchange already never changes.
    pub direction: Option<Term>,
    /// What the law says now.
    pub determination: Determination,
    /// What was answered; `None` leaves the answer as it is.
    pub answer: Option<Answer>,
    /// What left with this answer, and to whom. It is not kept for a status exchange.
    pub what_left: Option<FreeText>,
}

/// What was wrong about an item, and what is right. Nothing of what was recorded is overwritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Why: `mistyped`, `misread_paper`, `learned_later`, `wrong_entry` or `other`.
    pub why: Term,
    /// Everything that is known after the correction.
    pub facts: Facts,
    /// When it was decided.
    pub decided: Option<When>,
    /// The direction of an exchange; it says nothing for any other item.
    pub direction: Option<Term>,
    /// What was asked, without the person, after the correction; `None`: nothing is said of it. It is not kept for a
    /// status exchange.
    pub description: Option<FreeText>,
    /// What the law says now.
    pub determination: Determination,
    /// The answer after the correction; `None`: there is none, or it was not answered after all.
    pub answer: Option<Answer>,
}

/// An agency of the office's directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// The name it is counted under.
    pub name: String,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// Its class, as a recipient.
    pub recipient: Term,
}

/// A request as a row of the record shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestSummary {
    /// The number the office knows it by.
    pub number: String,
    /// When it came in.
    pub received: When,
    /// Who started it.
    pub origin: Term,
    /// How it came.
    pub channel: Option<Term>,
    /// Who received it.
    pub department: Option<String>,
    /// The requester's agency, as typed.
    pub agency: String,
}

/// A determination as a row of the record shows it: without the trace, which stays in the event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeterminationSummary {
    /// The log the item is in.
    pub log: Log,
    /// What the law says; `None` while not settled.
    pub outcome: Option<Term>,
    /// The clause that decides.
    pub clause: Option<Term>,
    /// The 2(a) flag.
    pub flag: Option<Term>,
    /// While not settled: the outcomes that are still possible.
    pub possible: Vec<Term>,
    /// While not settled: the one fact to ask next.
    pub ask_next: Option<Term>,
    /// The version of the rules.
    pub rules: Term,
    /// The version of the ordinance's text.
    pub text: Term,
}

impl DeterminationSummary {
    /// The summary of a determination.
    #[must_use]
    pub fn of(determination: &Determination) -> Self {
        let Determination { log, outcome, clause, flag, possible, ask_next, trace: _, rules, text } =
            determination.clone();
        Self { log, outcome, clause, flag, possible, ask_next, rules, text }
    }
}

/// One item as the record shows it: the sum of its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its place in the order of entry, over both ledgers, from 1.
    pub entry: i64,
    /// The request it belongs to.
    pub request: RequestSummary,
    /// Its number within the request, from 1, counted over both ledgers.
    pub item: u32,
    /// What is known about it.
    pub facts: Facts,
    /// When it was decided.
    pub decided: Option<When>,
    /// The direction of an exchange, or the one given for an item that may become one.
    pub direction: Option<Term>,
    /// What was asked; `None` for an exchange.
    pub description: Option<String>,
    /// What the law says about it.
    pub determination: DeterminationSummary,
    /// What was answered: `pending` if nothing was.
    pub response: Term,
    /// When it was answered.
    pub responded: Option<When>,
    /// Did a log bring the answer along?
    pub imported: bool,
}
