//! The record as files that somebody else can check: without this program, its passphrase or its key. `FORMAT.md` says
//! what stands in them and how they are checked.
//!
//! Each log is a file of its own, the access log too. No list mixes the two ledgers, and either file can be handed over
//! without the other.
//! What is written are the bytes that were hashed and what was signed. What must never enter is what lies beside the
//! logs: descriptions, remarks, scans, salts and keys.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use data_encoding::HEXLOWER;
use rusqlite::Row;
use serde::Serialize;

use crate::event::{DeskId, SignatureBytes};
use crate::merkle::Hash;
use crate::note::{self, Head};
use crate::record::{Log, OfficerId};
use crate::store::Store;
use crate::watch::{Progress, Watch};
use crate::{Error, files, schema};

/// What the first line of a file says of its form.
const FORMAT: &str = "disclosure-gatekeeper-log/1";

/// Events that are written between two questions whether to go on.
const ASKED_AFTER: u64 = 1024;

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exported {
    /// The events of both logs.
    pub events: u64,
    /// The signed heads of both logs.
    pub heads: u64,
    /// The events of the access log, each under a head of its own.
    pub access: u64,
}

/// The first line of a file.
#[derive(Serialize)]
struct Beginning {
    format: &'static str,
    desk: DeskId,
    log: &'static str,
    key: String,
}

/// The line of an event.
#[derive(Serialize)]
struct Event<'a> {
    place: i64,
    seq: i64,
    leaf: String,
    body: &'a str,
}

/// The line of an event of the access log, which has no place in the order of the two ledgers.
#[derive(Serialize)]
struct Access<'a> {
    seq: i64,
    leaf: String,
    body: &'a str,
}

/// The line of a signed head. It stands right behind the last event that the head counts.
#[derive(Serialize)]
struct Note {
    note: String,
    /// Who entered what led to it, where officers signed already.
    #[serde(skip_serializing_if = "Option::is_none")]
    officer: Option<OfficerId>,
    /// That officer's signature of the same text.
    #[serde(skip_serializing_if = "Option::is_none")]
    signature: Option<SignatureBytes>,
}

/// The last line of a file: one that lacks it was cut.
#[derive(Serialize)]
struct End {
    events: u64,
    heads: u64,
}

/// A head as it was signed.
struct Signed {
    head: Head,
    signature: [u8; 64],
    /// The officer whose act led to it, and that officer's signature.
    by: Option<(OfficerId, [u8; 64])>,
}

impl Signed {
    fn read(log: Log, row: &Row<'_>) -> rusqlite::Result<Self> {
        let size = u64::try_from(row.get::<_, i64>(0)?).unwrap_or_default();
        let officer = row.get::<_, Option<u32>>(3)?.map(OfficerId);
        let by = officer.zip(row.get(4)?);
        Ok(Self { head: Head { log, size, root: row.get(1)? }, signature: row.get(2)?, by })
    }
}

/// A file under way: one JSON object a line.
struct Lines<'a> {
    out: BufWriter<File>,
    /// The folder as it will be called: what failed is the export, not the hidden place it is made in.
    place: &'a Path,
}

impl Lines<'_> {
    fn line(&mut self, line: &impl Serialize) -> Result<(), Error> {
        serde_json::to_writer(&mut self.out, line)
            .map_err(std::io::Error::from)
            .and_then(|()| self.out.write_all(b"\n"))
            .map_err(Error::writing(self.place))
    }

    fn end(mut self) -> Result<(), Error> {
        self.out.flush().and_then(|()| self.out.get_ref().sync_all()).map_err(Error::writing(self.place))
    }
}

impl Store {
    /// Writes both logs, and the access log, into a folder that is absent or empty, each as a file of its own, with every head that was
    /// signed and the key that checks the signatures: all of it or nothing. `progress` is asked now and then with the
    /// events done and the events there are. Nothing is recorded.
    ///
    /// # Errors
    /// [`Error::NotEmpty`] if something is there; [`Error::File`] or [`Error::DiskFull`] if it cannot be written;
    /// [`Error::Damaged`] if an event is no text; [`Error::Stopped`].
    pub fn export(&self, folder: &Path, progress: &mut Progress<'_>) -> Result<Exported, Error> {
        let folder = files::absolute(folder)?;
        files::require_empty(&folder)?;
        let partial = files::partial(&folder)?;
        files::fresh_folder(&partial)?;
        let written = self.export_to(&partial, &folder, progress).and_then(|exported| {
            files::sync_folder(&partial)?;
            files::move_into_place(&partial, &folder)?;
            Ok(exported)
        });
        if written.is_err() {
            files::discard(&partial);
        }
        written
    }

    fn export_to(&self, partial: &Path, place: &Path, progress: &mut Progress<'_>) -> Result<Exported, Error> {
        let mut watch = Watch::new(u64::try_from(self.end.events).unwrap_or_default(), progress);
        let mut exported = Exported { events: 0, heads: 0, access: 0 };
        for log in Log::ALL {
            let file = files::new_file(&partial.join(format!("{log}.jsonl")))?;
            let mut lines = Lines { out: BufWriter::new(file), place };
            let End { events, heads } = self.export_log(log, &mut lines, exported.events, &mut watch)?;
            lines.end()?;
            exported.events += events;
            exported.heads += heads;
        }
        let file = files::new_file(&partial.join(format!("{}.jsonl", note::ACCESS)))?;
        let mut lines = Lines { out: BufWriter::new(file), place };
        exported.access = self.export_access(&mut lines)?;
        lines.end()?;
        Ok(exported)
    }

    /// Writes the access log, and gives how many events it has.
    fn export_access(&self, lines: &mut Lines<'_>) -> Result<u64, Error> {
        let (desk, key) = (self.keys.store(), self.signing.verifying_key());
        let log = note::ACCESS;
        lines.line(&Beginning { format: FORMAT, desk, log, key: note::verifying_key(desk, log, &key) })?;
        let mut events = 0;
        self.each_access(&mut |stored| {
            lines.line(&Access {
                seq: stored.seq,
                leaf: HEXLOWER.encode(&stored.leaf),
                body: std::str::from_utf8(&stored.body).map_err(|_| self.unreadable_event())?,
            })?;
            let (officer, signature) = stored.by().unzip();
            let note = note::as_note(desk, &stored.head(), &stored.signature, &key);
            lines.line(&Note { note, officer, signature: signature.map(SignatureBytes) })?;
            events += 1;
            Ok(())
        })?;
        lines.line(&End { events, heads: events })?;
        Ok(events)
    }

    /// Writes one log, behind so many events of the other.
    fn export_log(&self, log: Log, lines: &mut Lines<'_>, before: u64, watch: &mut Watch<'_>) -> Result<End, Error> {
        let (desk, key) = (self.keys.store(), self.signing.verifying_key());
        let name = log.as_str();
        lines.line(&Beginning { format: FORMAT, desk, log: name, key: note::verifying_key(desk, name, &key) })?;
        let mut written = End { events: 0, heads: 0 };
        let put_head = |lines: &mut Lines<'_>, Signed { head, signature, by }: Signed| {
            let note = note::as_note(desk, &head, &signature, &key);
            let officer = by.map(|(officer, _)| officer);
            lines.line(&Note { note, officer, signature: by.map(|(_, signature)| SignatureBytes(signature)) })
        };
        let version = schema::version(&self.connection, &self.folder)?;
        let mut signed = self.connection.prepare(if version < schema::OFFICERS {
            "SELECT size, root, signature, NULL, NULL FROM signed_head WHERE log = ?1 ORDER BY id"
        } else {
            "SELECT size, root, signature, officer, officer_signature FROM signed_head WHERE log = ?1 ORDER BY id"
        })?;
        let mut signed = signed.query_map([log.as_str()], |row| Signed::read(log, row))?.peekable();
        let mut events = self.connection.prepare(match log {
            Log::Disclosure => "SELECT id, seq, leaf, body FROM disclosure_event ORDER BY id",
            Log::StatusExchange => "SELECT id, seq, leaf, body FROM exchange_event ORDER BY id",
        })?;
        let mut events = events.query([])?;
        while let Some(row) = events.next()? {
            if written.events.is_multiple_of(ASKED_AFTER) {
                watch.tell(before + written.events);
                watch.goes_on()?;
            }
            let leaf: Hash = row.get(2)?;
            let body = row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?;
            lines.line(&Event {
                place: row.get(0)?,
                seq: row.get(1)?,
                leaf: HEXLOWER.encode(&leaf),
                body: std::str::from_utf8(body).map_err(|_| self.unreadable_event())?,
            })?;
            written.events += 1;
            while let Some(head) = signed.next_if(|next| counts_at_most(next, written.events)) {
                put_head(lines, head?)?;
                written.heads += 1;
            }
        }
        // A head that counts more events than there are: whoever checks shall see it.
        for head in signed {
            put_head(lines, head?)?;
            written.heads += 1;
        }
        watch.tell(before + written.events);
        watch.goes_on()?;
        lines.line(&written)?;
        Ok(written)
    }
}

fn counts_at_most(next: &rusqlite::Result<Signed>, events: u64) -> bool {
    next.as_ref().is_ok_and(|signed| signed.head.size <= events)
}
