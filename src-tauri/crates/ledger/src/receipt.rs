//! A receipt: what the record holds of one item, with the proofs that it stands in its log. It is checked without the
//! record, as `FORMAT.md` says.
//!
//! A receipt is of one ledger. That of a status exchange holds its events in the exchange log and nothing else; what an
//! item was before it became one stands in the other log, and does not enter here.

use serde::Serialize;

use crate::event::{Body, DeskId, Digest, Event};
use crate::merkle;
use crate::note;
use crate::record::{Log, RequestId};
use crate::store::Store;
use crate::{Error, fold, schema, tables};

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
#[derive(Serialize)]
struct Proven {
    seq: u64,
    body: String,
    path: Vec<Digest>,
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
            key: note::verifying_key(desk, log, &key),
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
            let about = match fold::subject(&event) {
                Some(subject) => subject == entry,
                // An attachment is the request's, and tells nothing of the item.
                None => fold::whole_request(&event) == Some(request),
            };
            if about {
                let seq = u64::try_from(row.get::<_, i64>(0)?).map_err(|_| self.unreadable_event())?;
                bodies.push((seq, body));
            }
        }
        Ok(bodies)
    }
}
