//! Attaching a scan and issuing a letter, as acts.

use sha2::{Digest as _, Sha256};

use super::Act;
use crate::attachment::{self, Added, LetterIssued};
use crate::event::{Commitment, Digest, Event, Salt};
use crate::fold::Contradiction;
use crate::record::{Log, RequestId};
use crate::{Error, Term, tables};

impl Act<'_> {
    /// Keeps a scan with a request, and gives its number among those of the request. `media` is what the content is.
    ///
    /// # Errors
    /// [`Error::Attachment`] if all items of the request are exchanges, the file is empty or too large, or of no known
    /// kind; [`Error::NoSuchRequest`].
    pub fn add_attachment(
        &mut self,
        request: RequestId,
        what: Term,
        media: Term,
        content: &[u8],
    ) -> Result<u32, Error> {
        self.keep(request, (what, media), content, None)
    }

    /// Issues a letter about a request: keeps its PDF with the request, and gives its number among what is attached.
    ///
    /// # Errors
    /// As [`Self::add_attachment`]; and [`Error::Attachment`] if it is of no known kind, or about what is no item of the
    /// request in the disclosure ledger.
    pub fn issue_letter(&mut self, request: RequestId, letter: LetterIssued, pdf: &[u8]) -> Result<u32, Error> {
        self.require_items(request, &letter.items, Log::Disclosure)?;
        self.keep(request, (attachment::ANSWER, attachment::PDF), pdf, Some(letter))
    }

    /// Issues a letter about status exchanges. Its digest is entered; the letter itself is not kept.
    ///
    /// # Errors
    /// [`Error::NoSuchRequest`]; [`Error::Attachment`] if one of the items is no exchange.
    pub fn issue_exchange_letter(&mut self, request: RequestId, items: Vec<u32>, pdf: &[u8]) -> Result<(), Error> {
        let number = tables::request_of(self.connection(), request)?.ok_or(Error::NoSuchRequest)?.number;
        attachment::are_items(&items).map_err(not_attached)?;
        self.require_items(request, &items, Log::StatusExchange)?;
        let sha256 = Digest(Sha256::digest(pdf).into());
        self.append(Some(request), &Event::ExchangeLetterIssued { request: number, items, sha256 })
    }

    /// A letter is about items of one ledger: what the other holds is answered apart.
    fn require_items(&self, request: RequestId, items: &[u32], log: Log) -> Result<(), Error> {
        for item in items {
            let found = tables::find_item(self.connection(), request, *item)?;
            if found.is_none_or(|item| item.determination.log != log) {
                return Err(Error::Attachment {
                    what: "a letter is about items of one ledger alone, and each of them has to be there",
                });
            }
        }
        Ok(())
    }

    fn keep(
        &mut self,
        request: RequestId,
        (what, media): (Term, Term),
        content: &[u8],
        letter: Option<LetterIssued>,
    ) -> Result<u32, Error> {
        if tables::request_of(self.connection(), request)?.is_none() {
            return Err(Error::NoSuchRequest);
        }
        if !attachment::has_items(self.connection(), request)? {
            return Err(Error::Attachment { what: "a request that has status exchanges only keeps no scan" });
        }
        let there = attachment::count(self.connection(), request)?;
        let number = there.saturating_add(1);
        let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
        attachment::follows(there, number, &what, &media, size).map_err(not_attached)?;
        if let Some(letter) = &letter {
            attachment::is_letter(letter, &what, &media).map_err(not_attached)?;
        }
        let mut salt: Salt = [0; 16];
        self.entropy.fill(&mut salt).map_err(Error::NoRandomness)?;
        let commitment = Commitment::to_content(&salt, content);
        let added = Added { event: self.made().event, what, media, size, content: commitment };
        let event = Event::AttachmentAdded {
            request,
            attachment: number,
            what: added.what.clone(),
            media: added.media.clone(),
            size,
            content: commitment,
            letter,
        };
        self.append(Some(request), &event)?;
        attachment::put(self.connection(), request, number, &added, &salt, content)?;
        Ok(number)
    }
}

fn not_attached(contradiction: Contradiction) -> Error {
    Error::Attachment { what: contradiction.0 }
}
