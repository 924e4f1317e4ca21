//! Scans of papers and the letters that were issued, kept inside the encrypted store. Content and salt lie beside the log
//! that commits to them.
//!
//! The name of a file is never kept: it may name a person. What the exchange ledger holds alone can have none: when the
//! last item of a request has become an exchange, its attachments are destroyed in the same act.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::connection::optional;
use crate::event::{Body, Commitment, Event, Salt};
use crate::fold::Contradiction;
use crate::record::RequestId;
use crate::replay::Replay;
use crate::store::Store;
use crate::{Error, Term, schema, tables, term};

/// The most an attachment can have, in bytes.
pub const ATTACHMENT_AT_MOST: u64 = 25 * 1024 * 1024;

/// An attachment of a request, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its number among those of the request, from 1.
    pub attachment: u32,
    /// What it shows: `request`, `instrument`, `answer` or `other`.
    pub what: Term,
    /// What kind of file it is: `pdf`, `png`, `jpeg` or `tiff`.
    pub media: Term,
    /// How many bytes it has.
    pub size: u64,
    /// SHA-256 of its content.
    pub sha256: [u8; 32],
    /// What it says, where it is a letter that was issued.
    pub letter: Option<LetterIssued>,
}

/// A letter that was issued: an answer that this program made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterIssued {
    /// What it does: a word of the letters.
    pub letter: Term,
    /// Its language: `en` or `es`.
    pub language: Term,
    /// The items it is about, in order.
    pub items: Vec<u32>,
}

/// What the log says of an attachment that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Added {
    pub(crate) event: i64,
    pub(crate) what: Term,
    pub(crate) media: Term,
    pub(crate) size: u64,
    pub(crate) content: Commitment,
}

/// The attachments that requests have, by the rows of the requests: the sum of the events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Kept(BTreeMap<RequestId, OfRequest>);

/// One request's part of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct OfRequest {
    /// How many of its items are in the disclosure ledger.
    items: u32,
    added: Vec<Added>,
}

impl Kept {
    /// An item of the request entered the disclosure ledger.
    pub(crate) fn item_entered(&mut self, request: RequestId) {
        self.0.entry(request).or_default().items += 1;
    }

    /// An item of the request left the disclosure ledger. How many attachments went with it?
    pub(crate) fn item_left(&mut self, request: RequestId) -> usize {
        let Some(of_request) = self.0.get_mut(&request) else { return 0 };
        of_request.items = of_request.items.saturating_sub(1);
        if of_request.items == 0 { std::mem::take(&mut of_request.added).len() } else { 0 }
    }

    /// How many the request has.
    pub(crate) fn count(&self, request: RequestId) -> u32 {
        self.0.get(&request).map_or(0, |of_request| u32::try_from(of_request.added.len()).unwrap_or(u32::MAX))
    }

    /// What is attached to the request was destroyed with its particulars.
    pub(crate) fn destroyed(&mut self, request: RequestId) {
        if let Some(of_request) = self.0.get_mut(&request) {
            of_request.added.clear();
        }
    }

    /// Takes the event by which an attachment was added; others say nothing here.
    ///
    /// # Errors
    /// [`Contradiction`] if the event cannot follow those before it.
    pub(crate) fn add(&mut self, event: &Event, place: i64) -> Result<(), Contradiction> {
        let Event::AttachmentAdded { request, attachment, what, media, size, content, letter } = event else {
            return Ok(());
        };
        let of_request = self.0.get_mut(request).filter(|of_request| of_request.items > 0);
        let of_request = of_request.ok_or(ONLY_EXCHANGES)?;
        let there = u32::try_from(of_request.added.len()).unwrap_or(u32::MAX);
        follows(there, *attachment, what, media, *size)?;
        letter.as_ref().map_or(Ok(()), |letter| is_letter(letter, what, media))?;
        let (what, media, size, content) = (what.clone(), media.clone(), *size, *content);
        of_request.added.push(Added { event: place, what, media, size, content });
        Ok(())
    }
}

/// What a letter is among attachments.
pub(crate) const ANSWER: Term = Term::from_static("answer");
/// As what a letter is kept.
pub(crate) const PDF: Term = Term::from_static("pdf");

const ONLY_EXCHANGES: Contradiction = Contradiction("it is attached to a request that has no item in this ledger");

/// Can this be the next attachment of a request that has so many?
pub(crate) fn follows(there: u32, number: u32, what: &Term, media: &Term, size: u64) -> Result<(), Contradiction> {
    if there.checked_add(1) != Some(number) {
        return Err(Contradiction("it numbers an attachment out of order"));
    }
    if !term::allows("what", what) || !term::allows("media", media) {
        return Err(Contradiction("it attaches what is no known kind of paper or file"));
    }
    if size == 0 || size > ATTACHMENT_AT_MOST {
        return Err(Contradiction("it attaches a file that is empty or too large"));
    }
    Ok(())
}

/// Can this be a letter that was issued?
pub(crate) fn is_letter(letter: &LetterIssued, what: &Term, media: &Term) -> Result<(), Contradiction> {
    let LetterIssued { letter, language, items } = letter;
    if (what.as_str(), media.as_str()) != (ANSWER.as_str(), PDF.as_str()) {
        return Err(Contradiction("it issues a letter that is no answer, or no PDF"));
    }
    if !term::allows("letter", letter) || !term::allows("language", language) {
        return Err(Contradiction("it issues a letter of no known kind, or in no known language"));
    }
    are_items(items)
}

/// Can a letter be about these items?
pub(crate) fn are_items(items: &[u32]) -> Result<(), Contradiction> {
    let ascending = items.iter().zip(items.iter().skip(1)).all(|(one, next)| one < next);
    if ascending && items.first().is_some_and(|first| *first > 0) {
        Ok(())
    } else {
        Err(Contradiction("it issues a letter about no item, or about one twice"))
    }
}

/// Writes an attachment beside the log.
pub(crate) fn put(
    connection: &Connection,
    request: RequestId,
    number: u32,
    added: &Added,
    salt: &Salt,
    content: &[u8],
) -> rusqlite::Result<()> {
    let Added { event, what, media, size, content: _ } = added;
    let sha256: [u8; 32] = Sha256::digest(content).into();
    connection
        .prepare_cached(
            "INSERT INTO attachment (event, request, attachment, what, media, size, sha256, salt, content) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute((
            event,
            request.0,
            number,
            what.as_str(),
            media.as_str(),
            i64::try_from(*size).unwrap_or(i64::MAX),
            sha256,
            salt,
            content,
        ))?;
    Ok(())
}

/// How many attachments a request has.
pub(crate) fn count(connection: &Connection, request: RequestId) -> rusqlite::Result<u32> {
    connection
        .prepare_cached("SELECT count(*) FROM attachment WHERE request = ?1")?
        .query_row([request.0], |row| row.get(0))
}

/// Has the request an item in the disclosure ledger?
pub(crate) fn has_items(connection: &Connection, request: RequestId) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM item WHERE request = ?1)")?
        .query_row([request.0], |row| row.get(0))
}

/// Destroys what is attached to a request.
pub(crate) fn destroy(connection: &Connection, request: RequestId) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM attachment WHERE request = ?1")?.execute([request.0])?;
    Ok(())
}

/// The columns that [`attachment()`] reads, in its order. What a letter says is told by its event alone.
const COLUMNS: &str = "attachment, what, media, size, sha256, \
     (SELECT body FROM disclosure_event WHERE id = attachment.event)";

fn attachment(row: &Row<'_>) -> rusqlite::Result<Attachment> {
    let said: Option<Body<Event>> =
        row.get_ref(5)?.as_blob_or_null()?.and_then(|body| serde_json::from_slice(body).ok());
    Ok(Attachment {
        attachment: row.get(0)?,
        what: tables::required_term(row, 1)?,
        media: tables::required_term(row, 2)?,
        size: u64::try_from(row.get::<_, i64>(3)?).unwrap_or_default(),
        sha256: row.get(4)?,
        letter: match said.map(|said| said.event) {
            Some(Event::AttachmentAdded { letter, .. }) => letter,
            Some(_) | None => None,
        },
    })
}

impl Store {
    /// What is attached to a request, in the order of entry.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn attachments(&self, number: &str) -> Result<Vec<Attachment>, Error> {
        let Some(request) = self.with_attachments(number)? else { return Ok(Vec::new()) };
        let sql = format!("SELECT {COLUMNS} FROM attachment WHERE request = ?1 ORDER BY attachment");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_map([request.0], attachment)?.collect::<Result<_, _>>()?;
        Ok(found)
    }

    /// One attachment with its content, checked against its hash; `None`: there is none of this number.
    ///
    /// # Errors
    /// If the store cannot be read, or the content is not what was attached.
    pub fn attachment(&self, number: &str, attached: u32) -> Result<Option<(Attachment, Vec<u8>)>, Error> {
        let Some(request) = self.with_attachments(number)? else { return Ok(None) };
        let sql = format!("SELECT {COLUMNS}, content FROM attachment WHERE request = ?1 AND attachment = ?2");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = optional(
            statement.query_row((request.0, attached), |row| Ok((attachment(row)?, row.get::<_, Vec<u8>>(6)?))),
        )?;
        match found {
            Some((attachment, content)) if attachment.sha256[..] != Sha256::digest(&content)[..] => {
                Err(self.unreadable_event())
            }
            found => Ok(found),
        }
    }

    /// The row of a request; `None` too where an older store that is only read has no room for attachments yet.
    fn with_attachments(&self, number: &str) -> Result<Option<RequestId>, Error> {
        if schema::version(&self.connection, &self.folder)? < schema::ATTACHMENTS {
            return Ok(None);
        }
        Ok(tables::find_request(&self.connection, number)?.map(|(id, _)| id))
    }
}

/// Compares what is kept with what was attached: every content with its commitment.
pub(crate) fn compare(
    connection: &Connection,
    version: i64,
    replay: &Replay,
    expect: &mut dyn FnMut(bool, &str),
) -> Result<(), Error> {
    let mut expected: Vec<(RequestId, u32, &Added)> = Vec::new();
    for (request, of_request) in &replay.attachments.0 {
        expected.extend((1..).zip(&of_request.added).map(|(number, added)| (*request, number, added)));
    }
    expected.sort_unstable_by_key(|(_, _, added)| added.event);
    let mut expected = expected.into_iter();
    if version < schema::ATTACHMENTS {
        expect(expected.next().is_none(), "there are attachments, which a store of its version does not know");
        return Ok(());
    }
    let sql = format!("SELECT {COLUMNS}, request, event, salt, content FROM attachment ORDER BY event");
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let found = attachment(row)?;
        let (request, event, salt): (i64, i64, Salt) = (row.get(6)?, row.get(7)?, row.get(8)?);
        let content = row.get_ref(9)?.as_blob().map_err(rusqlite::Error::from)?;
        let holds = expected.next().is_some_and(|(of, number, added)| {
            let said = (of.0, number, added.event, &added.what, &added.media, added.size);
            said == (request, found.attachment, event, &found.what, &found.media, found.size)
                && added.content == Commitment::to_content(&salt, content)
                && found.sha256[..] == Sha256::digest(content)[..]
        });
        let number = found.attachment;
        expect(holds, &format!("attachment {number} of request row {request} is not the one that was attached"));
    }
    expect(expected.next().is_none(), "something that was attached is missing");
    Ok(())
}
