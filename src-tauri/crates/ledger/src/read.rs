//! Reading the record: its items, now or as of an earlier moment, its directory, its heads, and searching it.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use jiff::Timestamp;
use serde::Deserialize;

use crate::event::{Body, Event};
use crate::fold::{self, Entry, Made, Place};
use crate::merkle::{Frontier, Hash};
use crate::note::{self, ClaimedHead, Head, Heads};
use crate::record::{Agency, Item, Log, RequestId, RequestSummary};
use crate::store::Store;
use crate::{Error, Term, about, tables};

/// All events of both logs in the order they happened: id, which log, seq, leaf, body.
pub(crate) const EVENTS: &str = "SELECT id, 0, seq, leaf, body FROM disclosure_event \
     UNION ALL SELECT id, 1, seq, leaf, body FROM exchange_event ORDER BY 1";

/// What is done with each entry and the item that it is.
type EachEntry<'a> = dyn FnMut(&Entry, Item) -> Result<ControlFlow<()>, Error> + 'a;

impl Store {
    /// Calls `each` with every item of both ledgers, in the order of entry, until it breaks.
    ///
    /// With `as_of`, the items are as they were then: only what was entered up to that moment counts. A description
    /// that was corrected since is the one that stood there then; one that was destroyed since stays destroyed.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn each_item(
        &self,
        as_of: Option<Timestamp>,
        each: &mut dyn FnMut(Item) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        match self.earlier(as_of) {
            Some(until) => self.each_entry_until(until, &mut |_, item| Ok(each(item))),
            None => self.each_item_now(each),
        }
    }

    /// The moment, if the record has entries that were made after it.
    pub(crate) fn earlier(&self, as_of: Option<Timestamp>) -> Option<i64> {
        as_of.map(Timestamp::as_microsecond).filter(|until| *until < self.end.at)
    }

    fn each_item_now(&self, each: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<(), Error> {
        let mut statement = self.connection.prepare_cached(tables::ALL)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if each(tables::item(row)?).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Calls `each` with every entry as it was at a moment, and the item it is.
    pub(crate) fn each_entry_until(&self, until: i64, each: &mut EachEntry<'_>) -> Result<(), Error> {
        let mut requests: BTreeMap<RequestId, RequestSummary> = BTreeMap::new();
        let mut numbers: BTreeMap<String, RequestId> = BTreeMap::new();
        let mut entries = BTreeMap::new();
        let mut statement = self.connection.prepare_cached(EVENTS)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let body: Body<Event> = serde_json::from_slice(row.get_ref(4)?.as_blob().map_err(rusqlite::Error::from)?)
                .map_err(|_| self.unreadable_event())?;
            if body.at > until {
                break;
            }
            if let Some(entry) = about::subject(&body.event) {
                let made = Made { event: row.get(0)?, officer: body.officer, at: body.at };
                let state =
                    fold::entry(entries.remove(&entry), body.event, made).map_err(|_| self.unreadable_event())?;
                entries.insert(entry, state);
            } else if let Some(id) = about::whole_request(&body.event) {
                let request = fold::request(requests.remove(&id), body.event).map_err(|_| self.unreadable_event())?;
                numbers.insert(request.number.clone(), id);
                requests.insert(id, request);
            }
        }
        for (number, entry) in entries {
            let (id, commitment) = match &entry.place {
                Place::Disclosure { request, description } => (Some(*request), *description),
                Place::Moving { request } | Place::Exchange { request } => (numbers.get(request).copied(), None),
            };
            let request = id.and_then(|id| requests.get(&id)).ok_or_else(|| self.unreadable_event())?;
            let description = self.description(number, commitment)?;
            let item = tables::to_item(entry.clone(), request.clone(), description);
            if each(&entry, item.ok_or_else(|| self.unreadable_event())?)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// The directory of agencies, in the order they were added.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn agencies(&self) -> Result<Vec<Agency>, Error> {
        let mut statement =
            self.connection.prepare_cached("SELECT name, aliases, recipient FROM agency ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut agencies = Vec::new();
        while let Some(row) = rows.next()? {
            let aliases: String = row.get(1)?;
            let recipient: String = row.get(2)?;
            agencies.push(Agency {
                name: row.get(0)?,
                aliases: serde_json::from_str(&aliases).map_err(|_| self.unreadable_event())?,
                recipient: Term::try_from(recipient).map_err(|_| self.unreadable_event())?,
            });
        }
        Ok(agencies)
    }

    /// The directory of agencies as it was at a moment, in the order they were added.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn agencies_as_of(&self, as_of: Timestamp) -> Result<Vec<Agency>, Error> {
        let until = as_of.as_microsecond();
        let mut agencies = self.agencies()?;
        if agencies.is_empty() || until >= self.end.at {
            return Ok(agencies);
        }
        // Rows say no moment; the events that made them do. Most others need not be parsed to be passed over.
        let mut statement = self.connection.prepare_cached(
            "SELECT body FROM disclosure_event WHERE instr(body, CAST('\"agency_added\"' AS BLOB)) ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        let mut there = 0;
        while let Some(row) = rows.next()? {
            let body: Body<Event> = serde_json::from_slice(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)
                .map_err(|_| self.unreadable_event())?;
            if body.at > until {
                break;
            }
            there += usize::from(matches!(body.event, Event::AgencyAdded { .. }));
        }
        agencies.truncate(there);
        Ok(agencies)
    }

    /// When the store was made: the moment of its first entry, to the microsecond.
    ///
    /// # Errors
    /// If that entry cannot be read: the store is damaged.
    pub fn created_at(&self) -> Result<Timestamp, Error> {
        let first = "SELECT body FROM disclosure_event WHERE seq = 0";
        let body: Vec<u8> = self.connection.query_row(first, [], |row| row.get(0))?;
        let body: Body<Event> = serde_json::from_slice(&body).map_err(|_| self.unreadable_event())?;
        Timestamp::from_microsecond(body.at).map_err(|_| self.unreadable_event())
    }

    /// When the last entry was made, to the microsecond.
    ///
    /// # Errors
    /// If that moment is none: the store is damaged.
    pub fn last_entry_at(&self) -> Result<Timestamp, Error> {
        Timestamp::from_microsecond(self.end.at).map_err(|_| self.unreadable_event())
    }

    /// The heads of both logs, now or as of a moment.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn heads(&self, as_of: Option<Timestamp>) -> Result<Heads, Error> {
        let until = as_of.map_or(i64::MAX, Timestamp::as_microsecond);
        Ok(Heads {
            disclosure: self.head_until(Log::Disclosure, until)?,
            status_exchange: self.head_until(Log::StatusExchange, until)?,
        })
    }

    fn head_until(&self, log: Log, until: i64) -> Result<Head, Error> {
        if until >= self.end.at {
            let frontier = self.end.of(log);
            return Ok(Head { log, size: frontier.size(), root: frontier.root() });
        }
        // Only the moment of each event is read; the leaf hashes stand beside the bodies.
        #[derive(Deserialize)]
        struct Moment {
            at: i64,
        }
        let mut frontier = Frontier::EMPTY;
        let mut statement = self.connection.prepare_cached(match log {
            Log::Disclosure => "SELECT leaf, body FROM disclosure_event ORDER BY id",
            Log::StatusExchange => "SELECT leaf, body FROM exchange_event ORDER BY id",
        })?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let body = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            let Moment { at } = serde_json::from_slice(body).map_err(|_| self.unreadable_event())?;
            if at > until {
                break;
            }
            frontier.push(tables::hash(row, 0)?);
        }
        Ok(Head { log, size: frontier.size(), root: frontier.root() })
    }

    /// Was this the head of its log at some moment?
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn has_had(&self, head: &ClaimedHead) -> Result<bool, Error> {
        let end = self.end.of(head.log);
        if head.size >= end.size() {
            return Ok(head.size == end.size() && head.root == end.root());
        }
        let mut statement = self.connection.prepare_cached(match head.log {
            Log::Disclosure => "SELECT leaf FROM disclosure_event ORDER BY id LIMIT ?1",
            Log::StatusExchange => "SELECT leaf FROM exchange_event ORDER BY id LIMIT ?1",
        })?;
        let mut rows = statement.query([i64::try_from(head.size).unwrap_or(i64::MAX)])?;
        let mut frontier = Frontier::EMPTY;
        while let Some(row) = rows.next()? {
            frontier.push(tables::hash(row, 0)?);
        }
        Ok(frontier.root() == head.root)
    }

    /// Both heads as signed notes, to be kept outside the store.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn signed_heads(&self) -> Result<String, Error> {
        let heads = self.heads(None)?;
        let notes = Log::ALL.map(|log| note::signed_note(self.keys.store(), heads.of(log), &self.signing));
        Ok(notes.join("\n"))
    }

    /// The keys that check the signatures of [`Self::signed_heads`], one for each log, as C2SP signed-note writes them.
    #[must_use]
    pub fn verifying_keys(&self) -> [String; 2] {
        let key = self.signing.verifying_key();
        Log::ALL.map(|log| note::verifying_key(self.keys.store(), log.as_str(), &key))
    }

    /// The leaf hashes of one log in order, from which [`crate::merkle`] makes proofs.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn leaves(&self, log: Log) -> Result<Vec<Hash>, Error> {
        let mut statement = self.connection.prepare_cached(match log {
            Log::Disclosure => "SELECT leaf FROM disclosure_event ORDER BY id",
            Log::StatusExchange => "SELECT leaf FROM exchange_event ORDER BY id",
        })?;
        let leaves = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(leaves)
    }

    /// The entries in which every word of the text occurs, the last entered first; and the status exchanges of the
    /// request whose number the text is, which have no words of their own.
    ///
    /// Words are found by their beginning, whatever their case or accents. No text is an error.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn search(&self, text: &str, limit: usize) -> Result<Vec<i64>, Error> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut found: Vec<i64> = self
            .connection
            .prepare_cached("SELECT entry FROM exchange WHERE request = ?1 ORDER BY entry DESC LIMIT ?2")?
            .query_map((text.trim(), limit), |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        if let Some(query) = quoted(text) {
            let mut statement = self
                .connection
                .prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2")?;
            for entry in statement.query_map((query, limit), |row| row.get(0))? {
                found.push(entry?);
            }
        }
        found.sort_unstable_by(|one, other| other.cmp(one));
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(found)
    }

    pub(crate) fn unreadable_event(&self) -> Error {
        Error::Damaged {
            path: self.folder.clone(),
            what: "an event or row is not what the program writes; `verify` tells which".to_owned(),
        }
    }
}

/// The text as a query in which every word is a string, so that no sign in it means anything to the search engine.
/// `None` where there is no letter or digit to search for.
pub(crate) fn quoted(text: &str) -> Option<String> {
    let mut query = String::new();
    for word in text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()) {
        query.push('"');
        query.push_str(word);
        query.push_str("\"* ");
    }
    if query.is_empty() { None } else { Some(query) }
}
