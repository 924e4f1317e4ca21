//! The pages of a report, to be looked at in the window before it is exported: one at a time, of either edition.
//!
//! They are the pages of the PDF that an export would make now. Nothing is written to the disk and nothing leaves the record, so it
//! is looking, as the figures on the page are, and no entry of the access log. What was laid out is kept while the desk is open and
//! the record as it was: then the next page is there at once.

use jiff::civil::Date;
use ledger::{Heads, local_date};
use report::{Edition, LaidOut, Quarter};

use super::contract;
use super::reports::quarter_of;
use crate::error::Error;
use crate::office::Desk;
use crate::ports::Progress;

contract! {
    /// A page that somebody wants to see.
    pub struct PreviewWanted {
        /// The quarter.
        pub quarter: String,
        /// `internal` or `public`.
        pub edition: String,
        /// Which page, from 1.
        pub page: u64,
    }

    /// A page of a report.
    pub struct PreviewPage {
        /// Which page, from 1: the one that was wanted, or the last one where there are fewer.
        pub page: u64,
        /// How many pages there are.
        pub of: u64,
        /// The page as an SVG image, in which letters are shapes.
        pub image: String,
        /// The moment whose record it speaks of, UTC.
        pub as_of: String,
    }
}

/// Pages that were laid out, and of what: they are shown as long as all of it is the same.
pub(crate) struct Preview {
    of: PreviewOf,
    as_of: String,
    pages: LaidOut,
}

/// What pages depend on.
#[derive(PartialEq, Eq)]
struct PreviewOf {
    quarter: Quarter,
    edition: Edition,
    heads: Heads,
    /// Seals end, and quarters, with the day.
    day: Date,
}

impl Desk {
    /// A page of a report as it would be exported now.
    ///
    /// # Errors
    /// [`Error::Refused`] if there is no such quarter or edition; as [`Self::report`].
    pub fn preview(&mut self, wanted: &PreviewWanted, progress: &mut dyn Progress) -> Result<PreviewPage, Error> {
        let of = PreviewOf {
            quarter: quarter_of(&wanted.quarter)?,
            edition: wanted.edition.parse().map_err(|error| Error::Refused(format!("{error}")))?,
            heads: self.store.heads(None)?,
            day: local_date(self.clock.now()),
        };
        let kept = match self.preview.take().filter(|kept| kept.of == of) {
            Some(kept) => kept,
            None => {
                let (as_of, pages) = self.laid_out(of.quarter, of.edition, progress)?;
                Preview { of, as_of: as_of.to_string(), pages }
            }
        };
        let pages = kept.pages.pages();
        let page = usize::try_from(wanted.page).unwrap_or(usize::MAX).clamp(1, pages.max(1));
        let image = kept.pages.page(page).ok_or(Error::NothingThere)?;
        let shown = PreviewPage { page: page as u64, of: pages as u64, image, as_of: kept.as_of.clone() };
        self.preview = Some(kept);
        Ok(shown)
    }
}
