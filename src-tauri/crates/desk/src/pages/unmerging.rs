//! Small numbers in the public edition: which tables have merged cells, what is merged in them, and that a table is given
//! exactly only where a second officer approved what another one asked.
//!
//! What a merged cell hides is shown to officers alone, before they ask or decide: it is what the public would be told.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use ledger::{Said, Unmerging};
use report::{Publication, Quarter, TableName};
use serde::{Deserialize, Serialize};

use super::approval::{local_minute, reason};
use super::contract;
use super::reports::quarter_of;
use super::today::QuarterName;
use crate::error::Error;
use crate::office::Desk;
use crate::ports::Silent;
use crate::roles::Duty;

/// How a table of the public edition is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum UnmergingState {
    /// Its small cells are merged, and nobody asked otherwise.
    Merged,
    /// They are, and a second officer is asked to let it be given exactly.
    Asked,
    /// They are: a second officer refused to let it be given exactly.
    Refused,
    /// It is given exactly.
    Exact,
}

contract! {
    /// The small numbers of a quarter in the public edition.
    pub struct SmallNumbers {
        /// The quarter.
        pub quarter: QuarterName,
        /// Is it over, so that there are tables to ask about?
        pub over: bool,
        /// The moment whose record the tables speak of, UTC; none while the quarter is not over.
        pub as_of: Option<String>,
        /// Were they published already, in an edition that was issued?
        pub issued: bool,
        /// The tables that have merged cells, or would have.
        pub tables: Vec<SmallTable>,
    }

    /// A table that has merged cells, or would have.
    pub struct SmallTable {
        /// What it is asked for by.
        pub table: String,
        /// What it is called.
        pub title: String,
        /// How it is given.
        pub state: UnmergingState,
        /// What is merged, or would be: each cell as it is.
        pub hidden: Vec<SmallCell>,
        /// The other table that would be given exactly with it, because each tells what is merged in the other.
        pub with: Option<String>,
        /// The table it was asked or approved with, where that was asked for.
        pub through: Option<String>,
        /// Who asked.
        pub asked_by: Option<String>,
        /// When, in New York: `2026-11-24T14:05`.
        pub asked_at: Option<String>,
        /// Why.
        pub asked_reason: Option<String>,
        /// Did the officer at this desk ask?
        pub own: bool,
        /// Who decided.
        pub decided_by: Option<String>,
        /// When, in New York.
        pub decided_at: Option<String>,
        /// Why.
        pub decided_reason: Option<String>,
    }

    /// A cell that is merged, or would be.
    pub struct SmallCell {
        /// What it counts.
        pub label: String,
        /// How many.
        pub count: u64,
    }

    /// It is asked that a table be given exactly.
    pub struct AskingUnmerging {
        /// The quarter, by its calendar label.
        pub quarter: String,
        /// The table.
        pub table: String,
        /// Why.
        pub reason: String,
    }

    /// What the second officer says.
    pub struct DecidingUnmerging {
        /// The quarter, by its calendar label.
        pub quarter: String,
        /// The table.
        pub table: String,
        /// May it be given exactly?
        pub approve: bool,
        /// Why, or why not.
        pub reason: String,
    }
}

fn refusal(what: &str) -> Error {
    Error::Refused(what.to_owned())
}

/// What was asked or decided of a table: of itself, or of one with which it is given exactly. What was approved counts before
/// what waits, and that before what was refused, which touches no other table.
fn said_of(table: TableName, said: &[(TableName, Unmerging)]) -> Option<&(TableName, Unmerging)> {
    let falls = |(other, _): &&(TableName, Unmerging)| *other == table || table.falls_with() == Some(*other);
    let decided = |(_, said): &&(TableName, Unmerging)| said.decided.as_ref().map(|(approved, _)| *approved);
    let of_any = |as_found: Option<bool>| said.iter().rev().filter(falls).find(|one| decided(one) == as_found);
    let refused = || said.iter().rev().find(|one| one.0 == table && decided(one) == Some(false));
    of_any(Some(true)).or_else(|| of_any(None)).or_else(refused)
}

impl Desk {
    /// What was asked and decided of the tables of a quarter, by what was entered up to a moment.
    fn unmergings_of(&self, quarter: Quarter, as_of: Option<Timestamp>) -> Result<Vec<(TableName, Unmerging)>, Error> {
        let name = quarter.calendar();
        let found = self.store.unmergings(as_of)?.into_iter().filter(|found| found.quarter == name);
        Ok(found.filter_map(|found| Some((found.table.as_str().parse().ok()?, found))).collect())
    }

    /// The tables that two officers let be given exactly by a moment.
    pub(crate) fn given_exactly(&self, quarter: Quarter, as_of: Timestamp) -> Result<BTreeSet<TableName>, Error> {
        let said = self.unmergings_of(quarter, Some(as_of))?.into_iter();
        let approved = said.filter(|(_, said)| matches!(said.decided, Some((true, _))));
        Ok(approved.map(|(table, _)| table).collect())
    }

    /// How many askings of a quarter nobody has decided on.
    pub(crate) fn unmergings_undecided(&self, quarter: Quarter) -> Result<usize, Error> {
        Ok(self.unmergings_of(quarter, None)?.iter().filter(|(_, said)| said.decided.is_none()).count())
    }

    /// Which tables of the public edition of a quarter have merged cells, what they hide, and what was asked and decided.
    ///
    /// # Errors
    /// [`Error::Refused`] if the quarter is none; as [`Self::account`].
    pub fn small_numbers(&self, quarter: &str) -> Result<SmallNumbers, Error> {
        let quarter = quarter_of(quarter)?;
        let account = self.account_alone(quarter)?;
        let first = self.first_published(&account, &mut Silent)?;
        let of = |exact: BTreeSet<TableName>| Publication::of(&account, first.as_ref(), &exact);
        let (merged, exact) = (of(BTreeSet::new()), of(TableName::ALL.iter().copied().collect()));
        let said = self.unmergings_of(quarter, None)?;
        let has_merged: BTreeSet<TableName> =
            merged.tables.iter().filter(|table| table.merged.is_some()).map(|table| table.name).collect();
        let words = report::published_tables(&exact);
        let titles: BTreeMap<TableName, &str> = words.iter().map(|(name, table)| (*name, table.title)).collect();
        let title = |table: TableName| titles.get(&table).copied().unwrap_or_default().to_owned();
        let mut tables = Vec::new();
        for ((shown, whole), (name, in_words)) in merged.tables.iter().zip(&exact.tables).zip(&words) {
            if !has_merged.contains(name) {
                continue;
            }
            let cells = whole.cells.iter().zip(&in_words.lines).filter(|(cell, _)| !shown.cells.contains(cell));
            let hidden = cells.map(|(cell, line)| SmallCell { label: line.label.clone(), count: cell.count }).collect();
            let with = name.falls_with().filter(|with| has_merged.contains(with)).map(title);
            tables.push(self.small_table(
                *name,
                title(*name),
                hidden,
                with,
                said_of(*name, &said).map(|(of, said)| ((of != name).then(|| title(*of)), said)),
            ));
        }
        Ok(SmallNumbers {
            quarter: QuarterName::of(quarter),
            over: merged.tables_as_of.is_some(),
            as_of: merged.tables_as_of.map(|moment| moment.to_string()),
            issued: first.is_some(),
            tables,
        })
    }

    fn small_table(
        &self,
        name: TableName,
        title: String,
        hidden: Vec<SmallCell>,
        with: Option<String>,
        said: Option<(Option<String>, &Unmerging)>,
    ) -> SmallTable {
        let (through, said) = said.map_or((None, None), |(through, said)| (through, Some(said)));
        let decided = said.and_then(|said| said.decided.as_ref());
        let state = match (said, decided) {
            (None, _) => UnmergingState::Merged,
            (Some(_), None) => UnmergingState::Asked,
            (Some(_), Some((false, _))) => UnmergingState::Refused,
            (Some(_), Some((true, _))) => UnmergingState::Exact,
        };
        let decider = decided.map(|(_, said)| said);
        let name_of = |said: &Said| said.name.clone();
        SmallTable {
            table: name.as_str().to_owned(),
            title,
            state,
            hidden,
            with,
            through,
            asked_by: said.map(|said| name_of(&said.asked)),
            asked_at: said.map(|said| local_minute(said.asked.at)),
            asked_reason: said.and_then(|said| said.asked.reason.clone()),
            own: said.is_some_and(|said| said.asked.by == self.store.officer().0),
            decided_by: decider.map(name_of),
            decided_at: decider.map(|said| local_minute(said.at)),
            decided_reason: decider.and_then(|said| said.reason.clone()),
        }
    }

    /// Asks that another officer let a table of the public edition of a quarter be given exactly, and with it the one that it
    /// would tell.
    ///
    /// # Errors
    /// [`Error::NotTheRole`]; [`Error::Refused`] if the quarter is not over, nothing is merged in the table, it is asked for
    /// or given exactly already, or the reason cannot be kept; or what the store says. Then nothing was recorded.
    pub fn ask_unmerging(&mut self, asking: &AskingUnmerging) -> Result<SmallNumbers, Error> {
        self.require(Duty::AskUnmerging)?;
        let known = self.small_numbers(&asking.quarter)?;
        if !known.over {
            return Err(refusal(
                "this quarter is not over, and its public edition has no such tables yet; ask when it is",
            ));
        }
        let found = known.tables.iter().find(|known| known.table == asking.table);
        match found.map(|found| found.state) {
            None => return Err(refusal("nothing is merged in this table: it is given as it is")),
            Some(UnmergingState::Asked) => {
                return Err(refusal("a second officer is asked already; wait until another officer has decided"));
            }
            Some(UnmergingState::Exact) => {
                return Err(refusal("two officers decided already that it is given exactly"));
            }
            Some(UnmergingState::Merged | UnmergingState::Refused) => {}
        }
        let reason = reason(&asking.reason)?;
        let table = asking.table.parse().map_err(|_| refusal("there is no such table"))?;
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        act.ask_unmerging(&quarter_of(&asking.quarter)?.calendar(), &table, &reason)?;
        act.commit()?;
        self.small_numbers(&asking.quarter)
    }

    /// Approves that a table be given exactly, which another officer asked, or refuses it. What was approved and published
    /// cannot be taken back.
    ///
    /// # Errors
    /// [`Error::NotTheRole`]; [`Error::Refused`] if nothing is asked, this officer asked it, or the reason cannot be kept;
    /// [`ledger::Error::GivenPassphrase`] if somebody else could decide in their name; or what the store says. Then nothing
    /// was recorded.
    pub fn decide_unmerging(&mut self, deciding: &DecidingUnmerging) -> Result<SmallNumbers, Error> {
        self.require(Duty::DecideUnmerging)?;
        let quarter = quarter_of(&deciding.quarter)?;
        let said = self.unmergings_of(quarter, None)?;
        let waits = said.iter().find(|(_, said)| said.table == deciding.table.as_str() && said.decided.is_none());
        let (_, asked) = waits.ok_or_else(|| refusal("nobody asks for this table now; look at the page again"))?;
        if asked.asked.by == self.store.officer().0 {
            return Err(refusal("you asked for this yourself; another officer has to decide"));
        }
        let reason = reason(&deciding.reason)?;
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        act.decide_unmerging(&quarter.calendar(), &asked.table, deciding.approve, &reason)?;
        act.commit()?;
        self.small_numbers(&deciding.quarter)
    }
}
