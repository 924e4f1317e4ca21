//! The last heads seen of the record on this computer, kept outside the record, and what they show: an older copy that
//! was put back, a cut end, another past.
//!
//! They are kept whenever the record has grown, as long as it continues from the heads kept before. Where it does not,
//! they stay as they are until somebody says to go on; that is kept with them and told at every check. Nothing enters
//! here but sizes, roots and moments: no name, no path, no text.

use ledger::{Regression, Seen, Store};
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::office::Desk;
use crate::ports::SeenHeads;

/// What a computer remembers of one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// Its heads as they were last seen.
    #[serde(flatten)]
    pub seen: Seen,
    /// When the desk went on with something else than what had been seen, the last of it; at most 20.
    #[serde(default)]
    pub accepted: Vec<Acceptance>,
}

/// The desk went on with a record that did not hold everything that had been seen of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Why.
    pub by: GoneOnBy,
    /// What had been seen.
    pub before: Seen,
    /// What it went on with, and when.
    pub with: Seen,
}

/// Why a desk goes on with something else than what was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoneOnBy {
    /// Somebody was shown what is wrong, and said to go on.
    Choice,
    /// A backup was restored there.
    Restore,
}

/// The most acceptances that are remembered.
const MOST: usize = 20;

/// What an open desk knows of what was seen before.
pub(crate) struct Looking {
    heads: Box<dyn SeenHeads>,
    memory: Option<Memory>,
    regression: Option<Regression>,
    /// Could the record be compared with it?
    compared: bool,
    /// Why it could not be read, compared or kept, in words.
    trouble: Option<String>,
}

impl Acceptance {
    /// In words, for who checks the record.
    fn said(&self) -> String {
        let day = |seen: &Seen| ledger::local_date(seen.at).strftime("%-d %B %Y").to_string();
        let (with, before) = (self.with.entries(), self.before.entries());
        let (on, earlier) = (day(&self.with), day(&self.before));
        match self.by {
            GoneOnBy::Choice => format!(
                "On {on} an officer chose to go on with the record as it then was, with {with} entries, although it did \
                 not hold all of the {before} that had been seen on this computer on {earlier}."
            ),
            GoneOnBy::Restore => format!(
                "On {on} a backup with {with} entries was restored here, in the place of a record of which {before} had \
                 been seen on {earlier}."
            ),
        }
    }
}

impl Desk {
    /// Compares the record with what this computer last saw of it. Nothing is kept yet; [`Self::keep_seen`] does. That
    /// nothing could be read or compared is no error: [`Self::remarks`] tells of it.
    pub fn look_back(&mut self, heads: Box<dyn SeenHeads>) {
        let mut looking = Looking { heads, memory: None, regression: None, compared: true, trouble: None };
        match looking.heads.remembered(&self.store.desk(), self.store.folder()) {
            Ok(memory) => looking.memory = memory,
            Err(error) => looking.trouble = Some(trouble("read", &ledger::in_words(&error))),
        }
        match looking.memory.as_ref().map_or(Ok(None), |memory| self.store.regression(&memory.seen)) {
            Ok(regression) => looking.regression = regression,
            Err(error) => {
                looking.compared = false;
                looking.trouble = Some(trouble("compared", error.to_string().trim_end_matches('.')));
            }
        }
        self.looking = Some(looking);
    }

    /// Keeps the record's heads as the last ones seen, where it has grown and continues from what was seen before. Without
    /// [`Self::look_back`], nothing is kept. That they could not be kept is no error: [`Self::remarks`] tells of it.
    pub fn keep_seen(&mut self) {
        let Some(looking) = &mut self.looking else { return };
        let Ok(heads) = self.store.heads(None) else { return };
        let continues = looking.compared && looking.regression.is_none();
        if continues && looking.memory.as_ref().is_none_or(|memory| memory.seen.heads != heads) {
            let accepted = looking.memory.take().map(|memory| memory.accepted).unwrap_or_default();
            looking.keep(&self.store, Memory { seen: Seen { at: self.clock.now(), heads }, accepted });
        }
    }

    /// Goes on with the record as it is, although it does not hold everything that was seen of it. That it was done, and
    /// both heads, are kept.
    ///
    /// # Errors
    /// If the store cannot be read; then it is as it was.
    pub fn go_on(&mut self, by: GoneOnBy) -> Result<(), Error> {
        let Some(looking) = &mut self.looking else { return Ok(()) };
        let (Some(memory), Some(_)) = (&looking.memory, &looking.regression) else { return Ok(()) };
        let with = Seen { at: self.clock.now(), heads: self.store.heads(None)? };
        let mut accepted = memory.accepted.clone();
        accepted.push(Acceptance { by, before: memory.seen, with });
        accepted.drain(..accepted.len().saturating_sub(MOST));
        looking.regression = None;
        looking.keep(&self.store, Memory { seen: with, accepted });
        Ok(())
    }

    /// Why what this computer has seen could not be read, compared or kept, in words; `None`: it could, or nobody asked.
    #[must_use]
    pub fn trouble(&self) -> Option<&str> {
        self.looking.as_ref()?.trouble.as_deref()
    }

    /// What the record lacks of what was seen of it on this computer; `None`: nothing, or nothing was seen.
    #[must_use]
    pub fn regression(&self) -> Option<&Regression> {
        self.looking.as_ref()?.regression.as_ref()
    }

    /// What whoever checks the record is told beside what the check finds: what this computer saw of it that is not
    /// there, when the desk went on all the same, and whether anything could be remembered. Sentences.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        let Some(looking) = &self.looking else { return Vec::new() };
        let accepted = looking.memory.iter().flat_map(|memory| memory.accepted.iter().map(Acceptance::said));
        looking.regression.iter().map(ToString::to_string).chain(accepted).chain(looking.trouble.clone()).collect()
    }

    /// The same desk, its record opened anew: only to read it, or to append again.
    ///
    /// # Errors
    /// What the store says; then the record is closed.
    pub fn opened_anew(self, read_only: bool) -> Result<Self, Error> {
        Ok(Self { store: self.store.opened_anew(read_only)?, ..self })
    }
}

impl Looking {
    fn keep(&mut self, store: &Store, memory: Memory) {
        let kept = self.heads.remember(&store.desk(), store.folder(), &memory);
        if let Err(error) = kept {
            self.trouble = Some(trouble("kept", &ledger::in_words(&error)));
        }
        self.memory = Some(memory);
    }
}

/// What was tried in vain, and why.
fn trouble(doing: &str, why: &str) -> String {
    format!(
        "What this computer has seen of the record could not be {doing}: {why}. The record is as it was. Until this is \
         mended, it may not be noticed here when an older copy is put in its place."
    )
}
