//! One city's ordinance as the program sees it: its texts, its rules, and what follows from an outcome.

use jiff::civil::Date;

use crate::facts::{Ask, FactName, Facts};
use crate::outcome::{Clause, Flag, LedgerKind, Outcome};
use crate::rule::Rule;
use crate::text::Text;

/// A question whose answer may hang on a fact that is missing.
pub type MayHang<T> = Result<T, FactName>;

/// An ordinance with everything a determination needs of it.
#[derive(Debug)]
pub struct Ordinance {
    /// The version of the rules; it changes when any answer or reason does.
    pub rules_version: &'static str,
    /// The versions of the text, the governing one of each day first.
    pub texts: fn() -> &'static [Text],
    /// The rules for an ask, in the order in which they are looked at. The last takes what is left.
    pub rules: fn(Ask) -> &'static [Rule],
    /// The ledger an item belongs to, or the fact on which that hangs.
    pub ledger: fn(&Facts, Outcome) -> MayHang<LedgerKind>,
    /// The flag an item carries, or the fact on which that hangs.
    pub flag: fn(&Facts, Outcome, Clause) -> MayHang<Flag>,
    /// What staff do next, in order; nothing where the ask is not known.
    pub next_steps: fn(&Facts, Outcome) -> Vec<&'static str>,
}

impl Ordinance {
    /// The governing text of a day. Before the ordinance was in force there is none; an item decided then is measured
    /// by the first text, and [`Self::was_in_force`] says that it was not law yet.
    #[must_use]
    pub fn text_on(&self, day: Date) -> Option<&'static Text> {
        let texts = (self.texts)();
        texts.iter().find(|text| text.in_force_from <= day).or(texts.first())
    }

    /// Was the ordinance in force on this day?
    #[must_use]
    pub fn was_in_force(&self, day: Date) -> bool {
        (self.texts)().iter().any(|text| text.in_force_from <= day)
    }
}
