//! Scans of papers, and the letters that were issued: attached to a request, listed with their hashes, and given back.
//!
//! What must never enter: the name of the file, which may name a person.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use ledger::{ATTACHMENT_AT_MOST, AccessEvent, LetterIssued, Term};

use super::contract;
use super::letters;
use super::request::{RequestView, find};
use super::words;
use crate::error::Error;
use crate::office::Desk;
use crate::roles::Duty;

contract! {
    /// A scan that is kept with a request.
    pub struct AttachmentView {
        /// Its number among those of the request, from 1.
        pub attachment: u32,
        /// What it shows, in words.
        pub what: String,
        /// What kind of file it is, in words.
        pub media: String,
        /// How large it is, in words.
        pub size: String,
        /// SHA-256 of its content, as 64 hex digits.
        pub sha256: String,
    }

    /// A scan is to be attached. The program asks for the file.
    pub struct Attaching {
        /// The request's number.
        pub number: String,
        /// What it shows.
        pub what: String,
    }

    /// A copy of a scan is wanted. The program asks where.
    pub struct AttachmentWanted {
        /// The request's number.
        pub number: String,
        /// The attachment's number.
        pub attachment: u32,
    }

    /// A copy that was saved.
    pub struct AttachmentSaved {
        /// The folder it was put in.
        pub folder: String,
        /// Its name there.
        pub file: String,
    }
}

/// The kinds of file that are kept: the record's word, the words for it, the end of a name, and how its bytes begin.
const MEDIA: [(Term, &str, &str, &[&[u8]]); 4] = [
    (Term::from_static("pdf"), "PDF", "pdf", &[b"%PDF-"]),
    (Term::from_static("png"), "PNG picture", "png", &[b"\x89PNG\r\n\x1a\n"]),
    (Term::from_static("jpeg"), "JPEG picture", "jpg", &[b"\xff\xd8\xff"]),
    (Term::from_static("tiff"), "TIFF picture", "tif", &[b"II*\0", b"MM\0*"]),
];

/// What kind of file this is, by its first bytes; `None`: none that is kept.
fn recognised(content: &[u8]) -> Option<Term> {
    let begins = |signs: &[&[u8]]| signs.iter().any(|sign| content.starts_with(sign));
    MEDIA.into_iter().find(|(_, _, _, signs)| begins(signs)).map(|(word, ..)| word)
}

/// The words for a kind of file, and the end of its name.
pub(crate) fn media_in_words(word: &str) -> (&str, &str) {
    MEDIA.iter().find(|(known, ..)| *known == word).map_or((word, "bin"), |(_, words, end, _)| (*words, *end))
}

/// What is attached, in words: what a scan shows, or which letter it is.
pub(crate) fn shown(what: &Term, letter: Option<&LetterIssued>) -> String {
    letter.map_or_else(
        || words::attached_in_words(what.as_str()).to_owned(),
        |issued| format!("Letter: {}", letters::name_of(issued)),
    )
}

/// A number of bytes as staff read it: `3.4 MB`, `12 KB`.
pub(crate) fn size_in_words(bytes: u64) -> String {
    const MEGABYTE: u64 = 1024 * 1024;
    if bytes >= MEGABYTE {
        let tenths = bytes * 10 / MEGABYTE;
        format!("{}.{} MB", tenths / 10, tenths % 10)
    } else {
        format!("{} KB", bytes.div_ceil(1024))
    }
}

impl Desk {
    /// Keeps a scan with a request. The file is only read; its name is not kept.
    ///
    /// # Errors
    /// [`Error::Refused`] if the file is too large, empty, or of no kind that is kept, or if the request has exchanges
    /// only; [`Error::File`] if it cannot be read; or what the store says. Then nothing was recorded.
    pub fn attach(&mut self, attaching: &Attaching, file: &Path) -> Result<RequestView, Error> {
        self.require_for(Duty::Answer, &attaching.number)?;
        let what =
            words::attached(&attaching.what).ok_or_else(|| Error::Refused("say what the scan shows".to_owned()))?;
        let item = self.items_of(&attaching.number)?.into_iter().next().ok_or(Error::NothingThere)?;
        let content = read(file)?;
        let media = recognised(&content).ok_or_else(|| {
            Error::Refused("this is no PDF, PNG, JPEG or TIFF file; scan the paper as one of these".to_owned())
        })?;
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        let id = find(&mut act, &item)?;
        act.add_attachment(id, what, media, &content)?;
        act.commit()?;
        self.request(&attaching.number)
    }

    /// A scan as it was attached, with a name for the copy. That it is saved outside of the record is noted first.
    ///
    /// # Errors
    /// [`Error::NothingThere`] if there is none of this number; or what the store says.
    pub fn attached(&mut self, wanted: &AttachmentWanted) -> Result<(String, Vec<u8>), Error> {
        self.require_sight(&wanted.number)?;
        let found = self.store.attachment(&wanted.number, wanted.attachment)?;
        let (attachment, content) = found.ok_or(Error::NothingThere)?;
        let request = self.store.request_id(&wanted.number)?.ok_or(Error::NothingThere)?;
        self.note(&AccessEvent::AttachmentSaved { request, attachment: attachment.attachment })?;
        // An office's own number may have signs that a name cannot.
        let number: String =
            wanted.number.chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '-' }).collect();
        let (_, end) = media_in_words(attachment.media.as_str());
        Ok((format!("request-{number}-attachment-{}.{end}", attachment.attachment), content))
    }

    pub(crate) fn attachments(&self, number: &str) -> Result<Vec<AttachmentView>, Error> {
        let kept = self.store.attachments(number)?.into_iter().map(|kept| AttachmentView {
            attachment: kept.attachment,
            what: shown(&kept.what, kept.letter.as_ref()),
            media: media_in_words(kept.media.as_str()).0.to_owned(),
            size: size_in_words(kept.size),
            sha256: kept.sha256.iter().map(|byte| format!("{byte:02x}")).collect(),
        });
        Ok(kept.collect())
    }
}

/// The file's content, unless it is larger than what is kept.
fn read(file: &Path) -> Result<Vec<u8>, Error> {
    let failed = |source: io::Error| Error::File { path: file.to_owned(), doing: "could not be read", source };
    let mut content = Vec::new();
    let opened = File::open(file).map_err(failed)?;
    let size = opened.metadata().map_err(failed)?.len();
    // It may grow while it is read.
    opened.take(ATTACHMENT_AT_MOST + 1).read_to_end(&mut content).map_err(failed)?;
    if content.is_empty() {
        return Err(Error::Refused("this file is empty; scan the paper again".to_owned()));
    }
    if content.len() as u64 > ATTACHMENT_AT_MOST {
        return Err(Error::Refused(format!(
            "this file has {}, and a scan may have {}; scan it in black and white, with fewer dots, or in parts",
            size_in_words(size),
            size_in_words(ATTACHMENT_AT_MOST)
        )));
    }
    Ok(content)
}
