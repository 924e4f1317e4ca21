//! The access log: who exported or printed what, and who looked at what is sealed. A third log beside the two ledgers.
//!
//! To look at the record moves neither ledger, nor the counter that orders them, so that the same report keeps its bytes.
//! Each event is an act of its own, written before the thing leaves; it says how many events the record had then, and so
//! whose officers and keys it is checked by. What must never enter: words that were searched for, a file's name or place,
//! anything of a person.

use ed25519_dalek::{SigningKey, VerifyingKey};
use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use crate::event::DeskId;
use crate::merkle::{self, Frontier, Hash};
use crate::note::{self, AccessHead};
use crate::record::{Log, OfficerId, RequestId};
use crate::replay::Replay;
use crate::store::Store;
use crate::verify::Problem;
use crate::{Error, schema, tables};

/// What somebody did that the access log tells of. It was begun: whether it came to its end, the log does not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessEvent {
    /// The report of a quarter was made, to be put into files.
    ReportMade {
        /// The calendar quarter: `2026-Q4`.
        quarter: String,
    },
    /// Items of one ledger were exported from the register.
    RegisterExported {
        /// The ledger.
        ledger: Log,
    },
    /// The logs were exported, for others to check.
    LogsExported {},
    /// The receipt of an item was made, to be put into a file.
    ReceiptMade {
        /// The request.
        request: RequestId,
        /// The item's number within it.
        item: u32,
    },
    /// A scan was saved outside of the record.
    AttachmentSaved {
        /// The request.
        request: RequestId,
        /// The scan's number within it.
        attachment: u32,
    },
    /// A letter about it was saved outside of the record, to be edited.
    LetterDrafted {
        /// The request.
        request: RequestId,
    },
    /// The receipt of an item was printed.
    ReceiptPrinted {
        /// The request.
        request: RequestId,
        /// The item's number within it.
        item: u32,
    },
    /// The words of the recovery sheet left the program, on paper or in a file.
    RecoverySheetTaken {},
    /// The record was backed up by hand.
    BackupMade {},
    /// A request that is sealed was opened.
    SealedViewed {
        /// The request.
        request: RequestId,
    },
}

impl AccessEvent {
    /// The request it is about, if it is about one.
    #[must_use]
    pub const fn request(&self) -> Option<RequestId> {
        match self {
            Self::ReceiptMade { request, .. }
            | Self::AttachmentSaved { request, .. }
            | Self::LetterDrafted { request }
            | Self::ReceiptPrinted { request, .. }
            | Self::SealedViewed { request } => Some(*request),
            Self::ReportMade { .. }
            | Self::RegisterExported { .. }
            | Self::LogsExported {}
            | Self::RecoverySheetTaken {}
            | Self::BackupMade {} => None,
        }
    }
}

/// An entry of the access log, as the record shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessEntry {
    /// Its place in the access log, from 0.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// The name of the officer who did it.
    pub by: String,
    /// What was done.
    pub what: AccessEvent,
    /// The number of the request it is about, if it is about one.
    pub request: Option<String>,
}

/// The word by which a body says that it stands in this log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Named {
    Access,
}

/// An event with what binds it to its place.
#[derive(Debug, Serialize, Deserialize)]
struct Body<E> {
    desk: DeskId,
    log: Named,
    /// Place in this log, from 0.
    seq: i64,
    /// Microseconds since 1970, UTC. Never before the event in front of it, in this log or in the record.
    at: i64,
    /// How many events both ledgers had.
    after: i64,
    officer: OfficerId,
    event: E,
}

/// Where the access log ends: what the next event continues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AccessEnd {
    pub(crate) frontier: Frontier,
    /// The time of the last event, in microseconds since 1970, UTC.
    at: i64,
}

impl AccessEnd {
    pub(crate) const EMPTY: Self = Self { frontier: Frontier::EMPTY, at: i64::MIN };

    /// Reads where the log of a store ends. A last event that is not what the program writes keeps nobody from the record:
    /// the check finds it.
    pub(crate) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        if schema::user_version(connection)? < schema::ACCESS {
            return Ok(Self::EMPTY);
        }
        let mut frontier = Frontier::default();
        let mut statement = connection.prepare("SELECT leaf FROM access_event ORDER BY seq")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            frontier.push(tables::hash(row, 0)?);
        }
        if frontier.size() == 0 {
            return Ok(Self::EMPTY);
        }
        let last: Vec<u8> =
            connection.query_row("SELECT body FROM access_event ORDER BY seq DESC LIMIT 1", [], |row| row.get(0))?;
        let body: Option<Body<AccessEvent>> = serde_json::from_slice(&last).ok();
        Ok(Self { frontier, at: body.map_or(i64::MIN, |body| body.at) })
    }

    fn head(&self) -> AccessHead {
        AccessHead { size: self.frontier.size(), root: self.frontier.root() }
    }
}

/// Whose log it is, after how many events of the record, and who signs: what an event is written with.
pub(crate) struct Writing<'a> {
    pub(crate) desk: DeskId,
    pub(crate) after: i64,
    pub(crate) at: i64,
    pub(crate) officer: OfficerId,
    pub(crate) signing: &'a SigningKey,
    pub(crate) signer: Option<&'a SigningKey>,
}

impl Writing<'_> {
    /// Appends an event behind the end of the log, and gives where it ends then.
    pub(crate) fn append(
        &self,
        connection: &Connection,
        end: &AccessEnd,
        event: &AccessEvent,
    ) -> Result<AccessEnd, Error> {
        let at = self.at.max(end.at);
        let seq = i64::try_from(end.frontier.size()).unwrap_or(i64::MAX);
        let Self { desk, after, officer, signing, signer, .. } = *self;
        let body = serde_json::to_vec(&Body { desk, log: Named::Access, seq, at, after, officer, event })
            .map_err(|error| Error::Database(rusqlite::Error::ToSqlConversionFailure(error.into())))?;
        let leaf = merkle::leaf(&body);
        let mut end = AccessEnd { at, ..end.clone() };
        end.frontier.push(leaf);
        let head = end.head();
        let signature = note::sign(desk, &head, signing);
        let own = signer.map(|signer| note::sign(desk, &head, signer));
        connection
            .prepare_cached(
                "INSERT INTO access_event (seq, leaf, body, root, signature, officer_signature) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((seq, leaf, body, head.root, signature, own))?;
        Ok(end)
    }
}

/// An event of the log as it is stored, with the head that was signed right behind it.
pub(crate) struct Stored {
    pub(crate) seq: i64,
    pub(crate) leaf: Hash,
    pub(crate) body: Vec<u8>,
    root: Hash,
    pub(crate) signature: [u8; 64],
    officer_signature: Option<[u8; 64]>,
}

impl Stored {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            leaf: row.get(1)?,
            body: row.get(2)?,
            root: row.get(3)?,
            signature: row.get(4)?,
            officer_signature: row.get(5)?,
        })
    }

    /// The head that was signed behind it.
    pub(crate) fn head(&self) -> AccessHead {
        AccessHead { size: u64::try_from(self.seq.saturating_add(1)).unwrap_or_default(), root: self.root }
    }

    /// Who entered it, with that officer's signature of the head; `None` where officers did not sign yet.
    pub(crate) fn by(&self) -> Option<(OfficerId, [u8; 64])> {
        let body: Body<serde::de::IgnoredAny> = serde_json::from_slice(&self.body).ok()?;
        Some((body.officer, self.officer_signature?))
    }
}

impl Store {
    /// The head of the access log.
    #[must_use]
    pub fn access_head(&self) -> AccessHead {
        self.end.access.head()
    }

    /// The head of the access log as a signed note, and the key that checks the signature, as C2SP signed-note writes it.
    #[must_use]
    pub fn signed_access_head(&self) -> (String, String) {
        let key = note::verifying_key(self.keys.store(), note::ACCESS, &self.signing.verifying_key());
        (note::signed_note(self.keys.store(), &self.access_head(), &self.signing), key)
    }

    /// Was this the head of the access log at some moment?
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn has_had_access(&self, head: &AccessHead) -> Result<bool, Error> {
        let mut frontier = Frontier::default();
        self.each_access(&mut |stored| {
            if frontier.size() < head.size {
                frontier.push(stored.leaf);
            }
            Ok(())
        })?;
        Ok(AccessHead { size: frontier.size(), root: frontier.root() } == *head)
    }

    /// The newest entries of the access log, the last first; with `before`, those in front of that place.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn accesses(&self, before: Option<i64>, limit: usize) -> Result<Vec<AccessEntry>, Error> {
        if !self.knows_access()? {
            return Ok(Vec::new());
        }
        let mut statement = self
            .connection
            .prepare_cached("SELECT body FROM access_event WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2")?;
        let mut rows = statement.query((before.unwrap_or(i64::MAX), i64::try_from(limit).unwrap_or(i64::MAX)))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let body: Body<AccessEvent> =
                serde_json::from_slice(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)
                    .map_err(|_| self.unreadable_event())?;
            let request = match body.event.request() {
                Some(id) => tables::request_of(&self.connection, id)?.map(|request| request.number),
                None => None,
            };
            found.push(AccessEntry {
                seq: body.seq,
                at: self.moment(body.at)?,
                by: self.name_of(body.officer)?,
                what: body.event,
                request,
            });
        }
        Ok(found)
    }

    /// Every event of the access log, in order, until `each` fails. A store from before there was one has none.
    pub(crate) fn each_access(&self, each: &mut dyn FnMut(Stored) -> Result<(), Error>) -> Result<(), Error> {
        if !self.knows_access()? {
            return Ok(());
        }
        let mut statement = self
            .connection
            .prepare("SELECT seq, leaf, body, root, signature, officer_signature FROM access_event ORDER BY seq")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(Stored::of(row)?)?;
        }
        Ok(())
    }

    /// The request of this number, as entries of this log name it.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn request_id(&self, number: &str) -> Result<Option<RequestId>, Error> {
        Ok(tables::find_request(&self.connection, number)?.map(|(id, _)| id))
    }

    fn knows_access(&self) -> Result<bool, Error> {
        Ok(schema::version(&self.connection, &self.folder)? >= schema::ACCESS)
    }

    /// Recomputes the access log from its events, and gives the head it comes to and what does not hold.
    pub(crate) fn check_access(&self, replay: &Replay) -> Result<(AccessHead, Vec<Problem>), Error> {
        let desk_key = self.signing.verifying_key();
        let mut checking = Checking { frontier: Frontier::default(), at: i64::MIN, after: 0, problems: Vec::new() };
        self.each_access(&mut |stored| {
            let place = i64::try_from(checking.frontier.size()).unwrap_or(i64::MAX);
            if let Err(what) = checking.take(self, &stored, replay, &desk_key)? {
                checking.problems.push(Problem::of_access(place, &what));
            }
            Ok(())
        })?;
        let Checking { frontier, problems, .. } = checking;
        Ok((AccessHead { size: frontier.size(), root: frontier.root() }, problems))
    }
}

/// The log while it is checked.
struct Checking {
    frontier: Frontier,
    at: i64,
    after: i64,
    problems: Vec<Problem>,
}

impl Checking {
    /// Takes the next event. The inner error is what does not hold of it.
    fn take(
        &mut self,
        store: &Store,
        stored: &Stored,
        replay: &Replay,
        desk_key: &VerifyingKey,
    ) -> Result<Result<(), String>, Error> {
        let place = i64::try_from(self.frontier.size()).unwrap_or(i64::MAX);
        let leaf = merkle::leaf(&stored.body);
        self.frontier.push(leaf);
        let wrong = |what: &str| Ok(Err(what.to_owned()));
        if stored.seq != place {
            return Ok(Err(format!("is missing; event {} follows", stored.seq)));
        }
        if leaf != stored.leaf {
            return wrong("is not what was entered: its hash does not fit");
        }
        let Ok(body) = serde_json::from_slice::<Body<AccessEvent>>(&stored.body) else {
            return wrong("is not an event this program can read");
        };
        let Body { desk, log: Named::Access, seq, at, after, officer, event } = body;
        if desk != store.keys.store() || seq != place {
            return wrong("names another desk or place than the one it stands in");
        }
        if after < 1 || after > store.end.events || after < self.after {
            return wrong("does not follow the record's events as it says");
        }
        if at < self.at || at < store.made_at(after)? {
            return wrong("is dated before the event in front of it");
        }
        (self.at, self.after) = (at, after);
        if event.request().is_some_and(|request| !replay.has_request(request)) {
            return wrong("is about a request that is not recorded");
        }
        let Some(known) = replay.officer_after(after, officer).filter(|known| !known.left) else {
            return wrong("was entered by an officer who is not in the record, or had left");
        };
        let head = stored.head();
        if self.frontier.root() != head.root {
            return wrong("or one before it was changed: the head signed then does not fit");
        }
        if !note::is_signed(desk, &head, &stored.signature, desk_key) {
            return wrong("stands under a head that the desk did not sign");
        }
        let own = |key: VerifyingKey| {
            stored.officer_signature.is_some_and(|signature| note::is_signed(desk, &head, &signature, &key))
        };
        match known.key.as_ref().map(crate::event::PublicKey::verifying) {
            Some(key) if !key.is_some_and(own) => wrong("is not signed by the officer who is said to have entered it"),
            Some(_) | None => Ok(Ok(())),
        }
    }
}
