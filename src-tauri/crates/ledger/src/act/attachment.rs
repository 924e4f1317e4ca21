//! Attaching, as an act.

use super::Act;
use crate::attachment::{self, Added};
use crate::event::{Commitment, Event, Salt};
use crate::record::RequestId;
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
        if tables::request_of(self.connection(), request)?.is_none() {
            return Err(Error::NoSuchRequest);
        }
        if !attachment::has_items(self.connection(), request)? {
            return Err(Error::Attachment { what: "a request that has status exchanges only keeps no scan" });
        }
        let there = attachment::count(self.connection(), request)?;
        let number = there.saturating_add(1);
        let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
        attachment::follows(there, number, &what, &media, size)
            .map_err(|contradiction| Error::Attachment { what: contradiction.0 })?;
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
        };
        self.append(Some(request), &event)?;
        attachment::put(self.connection(), request, number, &added, &salt, content)?;
        Ok(number)
    }
}
