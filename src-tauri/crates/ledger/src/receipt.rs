//! A receipt: what the record holds of one item, with the proofs that it stands in its log. It is checked without the
//! record, as `FORMAT.md` says. A receipt that somebody brings is read and checked here as well: it is hostile.
//!
//! A receipt is of one ledger. That of a status exchange holds its events in the exchange log and nothing else; what an
//! item was before it became one stands in the other log, and does not enter here.

use jiff::Timestamp;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use crate::event::{Body, DeskId, Digest, Event};
use crate::merkle;
use crate::note::{self, Head};
use crate::record::{Log, RequestId};
use crate::store::Store;
use crate::{Error, about, schema, tables};

/// What a receipt says of its form.
const FORMAT: &str = "disclosure-gatekeeper-receipt/1";

/// The events of one request in either log, in their order.
const DISCLOSURE: &str = "SELECT event.seq, event.body FROM happened \
     JOIN disclosure_event AS event ON event.id BETWEEN happened.first AND happened.last \
     WHERE happened.request = ?1 ORDER BY event.id";
const EXCHANGE: &str = "SELECT event.seq, event.body FROM happened \
     JOIN exchange_event AS event ON event.id BETWEEN happened.first AND happened.last \
     WHERE happened.request = ?1 ORDER BY event.id";

#[derive(Serialize)]
struct Receipt<'a> {
    format: &'static str,
    desk: DeskId,
    log: Log,
    key: String,
    request: &'a str,
    item: u32,
    head: String,
    events: Vec<Proven>,
}

/// An event, with the hashes that lead from it to the root of its log.
#[derive(Serialize, Deserialize)]
struct Proven {
    seq: u64,
    body: String,
    path: Vec<Digest>,
}

/// A receipt that was read, and whose events were each found to stand under its head. That the head is of a record is for
/// whoever has the record, or kept the head, to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptRead {
    /// Whose record it is of: 16 hexadecimal digits.
    pub desk: String,
    /// The key that checks the signature of its head, as C2SP signed-note writes it.
    pub key: String,
    /// The request's number.
    pub request: String,
    /// The item's number within the request.
    pub item: u32,
    /// The head of its log.
    pub head: Head,
    /// What happened, in the order of the log.
    pub events: Vec<ReceiptEvent>,
}

/// An event of a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptEvent {
    /// Its place in the log, from 0.
    pub seq: u64,
    /// When it was entered.
    pub at: Timestamp,
    /// What it is: a kind of the table in `FORMAT.md`, or one that a later program knows.
    pub kind: String,
}

/// Why a text is no receipt, or one that does not hold. Ends a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// It is something else.
    #[error("it is no receipt of this program")]
    None,
    /// A part of it is missing or is not what the program writes.
    #[error("a part of it is missing, or is not what the program writes")]
    Malformed,
    /// An event is not where its proof says.
    #[error("the proof of its entry {seq} does not hold: the file was changed")]
    NotProven {
        /// The place of the event.
        seq: u64,
    },
}

/// What is taken out of a receipt. Its form, its log and its head are looked at before anything is believed.
#[derive(Deserialize)]
struct Brought {
    desk: DeskId,
    log: Log,
    key: String,
    request: String,
    item: u32,
    head: String,
    events: Vec<Proven>,
}

/// What is read of a body, whatever kind of event it holds.
#[derive(Deserialize)]
struct Said {
    desk: DeskId,
    log: Log,
    seq: u64,
    at: i64,
    event: std::collections::BTreeMap<String, IgnoredAny>,
}

impl ReceiptRead {
    /// Reads a receipt and checks its proofs, without any record.
    ///
    /// # Errors
    /// [`ReceiptError`]: why it is none, or does not hold.
    pub fn of(text: &str) -> Result<Self, ReceiptError> {
        #[derive(Deserialize)]
        struct Named {
            format: String,
        }
        if !serde_json::from_str::<Named>(text).is_ok_and(|named| named.format == FORMAT) {
            return Err(ReceiptError::None);
        }
        let brought: Brought = serde_json::from_str(text).map_err(|_| ReceiptError::Malformed)?;
        let claims = note::parse_claims(&brought.head).map_err(|_| ReceiptError::Malformed)?;
        let [claim] = claims.as_slice() else { return Err(ReceiptError::Malformed) };
        let head = Head { log: claim.log, size: claim.size, root: claim.root };
        if head.log != brought.log || !brought.head.starts_with(&note::origin(brought.desk, brought.log.as_str())) {
            return Err(ReceiptError::Malformed);
        }
        if brought.events.is_empty() || !brought.events.is_sorted_by(|one, next| one.seq < next.seq) {
            return Err(ReceiptError::Malformed);
        }
        let event = |Proven { seq, body, path }: &Proven| {
            let path: Vec<merkle::Hash> = path.iter().map(|digest| digest.0).collect();
            if !merkle::verify_inclusion(&merkle::leaf(body.as_bytes()), *seq, head.size, &path, &head.root) {
                return Err(ReceiptError::NotProven { seq: *seq });
            }
            let said: Said = serde_json::from_str(body).map_err(|_| ReceiptError::Malformed)?;
            let mut kinds = said.event.into_keys();
            let at = Timestamp::from_microsecond(said.at).map_err(|_| ReceiptError::Malformed)?;
            match (kinds.next(), kinds.next()) {
                (Some(kind), None) if (said.desk, said.log, said.seq) == (brought.desk, brought.log, *seq) => {
                    Ok(ReceiptEvent { seq: *seq, at, kind })
                }
                _ => Err(ReceiptError::Malformed),
            }
        };
        let events = brought.events.iter().map(event).collect::<Result<_, _>>()?;
        let Brought { desk, key, request, item, .. } = brought;
        Ok(Self { desk: desk.to_string(), key, request, item, head, events })
    }
}

impl Store {
    /// The receipt of an item, as the JSON text of one file: its events, and those that tell which request it belongs
    /// to, each with the proof that it stands under the last signed head of its log.
    ///
    /// # Errors
    /// [`Error::NoSuchRequest`] or [`Error::NoSuchItem`]; [`Error::Damaged`] if the log does not hold what it should.
    pub fn receipt(&self, request: &str, item: u32) -> Result<String, Error> {
        let (id, _) = tables::find_request(&self.connection, request)?.ok_or(Error::NoSuchRequest)?;
        let found = tables::find_item(&self.connection, id, item)?.ok_or(Error::NoSuchItem { item })?;
        let log = found.determination.log;
        let (desk, key) = (self.keys.store(), self.signing.verifying_key());
        let head = *self.heads(None)?.of(log);
        let leaves = self.leaves(log)?;
        let mut events = Vec::new();
        for (seq, body) in self.bodies_about(log, id, found.entry)? {
            let path = usize::try_from(seq).ok().and_then(|place| merkle::inclusion_proof(&leaves, place));
            let path = path.ok_or_else(|| self.unreadable_event())?;
            // A receipt that does not hold is not given to anybody.
            if !merkle::verify_inclusion(&merkle::leaf(body.as_bytes()), seq, head.size, &path, &head.root) {
                return Err(self.unreadable_event());
            }
            events.push(Proven { seq, body, path: path.into_iter().map(Digest).collect() });
        }
        let receipt = Receipt {
            format: FORMAT,
            desk,
            log,
            key: note::verifying_key(desk, log.as_str(), &key),
            request,
            item,
            head: note::signed_note(desk, &head, &self.signing),
            events,
        };
        let mut text = serde_json::to_string_pretty(&receipt)
            .map_err(|error| Error::Database(rusqlite::Error::ToSqlConversionFailure(error.into())))?;
        text.push('\n');
        Ok(text)
    }

    /// The events of one log that are about an entry, or tell which request it belongs to: place and body, in order.
    fn bodies_about(&self, log: Log, request: RequestId, entry: i64) -> Result<Vec<(u64, String)>, Error> {
        let mut statement;
        // A store of an older version, only read, does not know where the events of a request lie.
        let mut rows = if schema::version(&self.connection, &self.folder)? < schema::HAPPENED {
            statement = self.connection.prepare_cached(match log {
                Log::Disclosure => "SELECT seq, body FROM disclosure_event ORDER BY id",
                Log::StatusExchange => "SELECT seq, body FROM exchange_event ORDER BY id",
            })?;
            statement.query([])?
        } else {
            statement = self.connection.prepare_cached(match log {
                Log::Disclosure => DISCLOSURE,
                Log::StatusExchange => EXCHANGE,
            })?;
            statement.query([request.0])?
        };
        let mut bodies = Vec::new();
        while let Some(row) = rows.next()? {
            let body = String::from_utf8(row.get(1)?).map_err(|_| self.unreadable_event())?;
            let Body::<Event> { event, .. } = serde_json::from_str(&body).map_err(|_| self.unreadable_event())?;
            let about = match about::subject(&event) {
                Some(subject) => subject == entry,
                // An attachment is the request's, and tells nothing of the item.
                None => about::whole_request(&event) == Some(request),
            };
            if about {
                let seq = u64::try_from(row.get::<_, i64>(0)?).map_err(|_| self.unreadable_event())?;
                bodies.push((seq, body));
            }
        }
        Ok(bodies)
    }
}
