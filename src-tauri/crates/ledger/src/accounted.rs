//! Each item of the record with all that an account of a period counts of it: how it left, whether more left than the
//! paper names, and whom it waits for. From the rows, or folded from the events as of a moment; both say the same.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::record::Item;
use crate::store::Store;
use crate::{Error, Release, Term};

/// An item as an account counts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accounted {
    /// The item.
    pub item: Item,
    /// How it left; `None`: it did not, or with nobody else having a say in it.
    pub release: Option<Release>,
    /// Did more leave than its paper names?
    pub surplus: bool,
    /// Whom it waits for, a word of the list `waits_for`; `None`: it does not wait.
    pub waits_for: Option<Term>,
}

impl Store {
    /// Calls `each` with every item of both ledgers, in the order of entry, until it breaks: with `as_of` as they were
    /// then, else those that [`Self::each_item_since`] gives for the day.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn each_accounted(
        &self,
        as_of: Option<Timestamp>,
        since: Date,
        each: &mut dyn FnMut(Accounted) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        if let Some(until) = self.earlier(as_of) {
            let past = self.officers_past()?;
            return self.each_entry_until(until, &mut |entry, item| {
                let release = self.release_of(entry.approval.as_deref(), entry.review.as_deref(), &past)?;
                let surplus = entry.answer.as_ref().is_some_and(|answer| answer.surplus);
                Ok(each(Accounted { item, release, surplus, waits_for: entry.waits_for().cloned() }))
            });
        }
        let (mut releases, mut waiting) = (self.releases()?, self.waiting()?);
        let surplus: BTreeSet<i64> = self.with_surplus()?;
        self.each_item_since(since, &mut |item| {
            let entry = item.entry;
            each(Accounted {
                item,
                release: releases.remove(&entry),
                surplus: surplus.contains(&entry),
                waits_for: waiting.remove(&entry).map(|wait| wait.waits_for),
            })
        })
    }
}
