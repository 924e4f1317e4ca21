//! Pages as PDF/A-2a and PDF/UA-1, and as images to be looked at: the one place that knows Typst.
//!
//! A template is a file of its own and what varies reaches it as data, never as markup: what an agency wrote stays
//! text. The compiler sees the template, the data and the fonts; every other path is denied.

use std::fmt;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_svg::SvgOptions;

use crate::printable::FONTS;

static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The page layout was refused, or the document broke a rule of PDF/A-2a or PDF/UA-1.
#[derive(Debug, thiserror::Error)]
#[error("The PDF could not be made: {problem}. No file was written, and the record was not changed.")]
pub struct NotTypeset {
    /// What the compiler said.
    problem: String,
}

impl NotTypeset {
    fn new(problem: impl ToString) -> Self {
        Self { problem: problem.to_string() }
    }

    fn refused(errors: &[SourceDiagnostic]) -> Self {
        let problems: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
        Self::new(problems.join("; "))
    }
}

/// Pages that are laid out, to be looked at one by one. They are those of the PDF: both come from one document.
pub struct LaidOut(PagedDocument);

impl LaidOut {
    /// How many pages there are.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.0.pages().len()
    }

    /// A page as an SVG image, by its number from 1; `None`: there is no such page. Letters are shapes: it needs no font, and
    /// holds no text, link or script.
    #[must_use]
    pub fn page(&self, number: usize) -> Option<String> {
        let page = self.0.pages().get(number.checked_sub(1)?)?;
        Some(typst_svg::svg(page, &SvgOptions::default()))
    }
}

impl fmt::Debug for LaidOut {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "LaidOut({} pages)", self.pages())
    }
}

/// A template with its data: all that the compiler can see.
pub(crate) struct Typeset {
    template: Source,
    data_path: FileId,
    data: Bytes,
    title: String,
    made: Timestamp,
}

impl Typeset {
    /// `title` tells this document from others in the file itself, and `made` is its moment there.
    pub(crate) fn new(
        template: &str,
        data: &impl Serialize,
        title: String,
        made: Timestamp,
    ) -> Result<Self, NotTypeset> {
        let data = serde_json::to_string(data).map_err(NotTypeset::new)?;
        Ok(Self {
            template: Source::new(path("/template.typ")?, template.to_owned()),
            data_path: path("/data.json")?,
            data: Bytes::from_string(data),
            title,
            made,
        })
    }

    /// The document. The same template, data, title and moment give the same bytes.
    pub(crate) fn pdf(&self) -> Result<Vec<u8>, NotTypeset> {
        let laid_out = self.lay_out();
        // What the compiler remembers of each cell is not needed to write the pages, and is more than they are.
        typst::comemo::evict(0);
        let made = laid_out.and_then(|Warned { output, .. }| self.export(&output));
        // It would otherwise stay for as long as the program runs.
        typst::comemo::evict(0);
        made
    }

    /// The pages, to be looked at.
    pub(crate) fn laid_out(&self) -> Result<LaidOut, NotTypeset> {
        let made = self.lay_out().map(|Warned { output, .. }| LaidOut(output));
        typst::comemo::evict(0);
        made
    }

    /// The pages, and what the compiler warned of.
    fn lay_out(&self) -> Result<Warned<PagedDocument>, NotTypeset> {
        let Warned { output, warnings } = typst::compile::<PagedDocument>(self);
        Ok(Warned { output: output.map_err(|errors| NotTypeset::refused(&errors))?, warnings })
    }

    fn export(&self, document: &PagedDocument) -> Result<Vec<u8>, NotTypeset> {
        let made = self.made.to_zoned(TimeZone::UTC);
        let part = |number: i8| u8::try_from(number).unwrap_or_default();
        let timestamp = Datetime::from_ymd_hms(
            made.year().into(),
            part(made.month()),
            part(made.day()),
            part(made.hour()),
            part(made.minute()),
            part(made.second()),
        )
        .map(typst_pdf::Timestamp::new_utc);
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .map_err(|error| NotTypeset::new(error.message()))?;
        let options = PdfOptions {
            ident: Smart::Custom(self.title.clone()),
            creator: Smart::Custom(Some("Disclosure Gatekeeper".to_owned())),
            timestamp,
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(document, &options).map_err(|errors| NotTypeset::refused(&errors))
    }
}

#[cfg(test)]
impl Typeset {
    /// What the compiler warns of.
    pub(crate) fn warnings(&self) -> Result<Vec<String>, NotTypeset> {
        Ok(self.lay_out()?.warnings.iter().map(|warning| warning.message.to_string()).collect())
    }

    /// How many pages there are.
    pub(crate) fn pages(&self) -> Result<usize, NotTypeset> {
        Ok(self.lay_out()?.output.pages().len())
    }
}

fn path(name: &str) -> Result<FileId, NotTypeset> {
    let path = VirtualPath::new(name).map_err(NotTypeset::new)?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Typeset {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_path { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    /// There is no today: a document speaks of the moment in its data.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_is_found() {
        assert_eq!(FONTS.len(), 3);
    }

    #[test]
    fn every_other_path_is_denied() {
        let set = Typeset::new("", &(), "a title".to_owned(), Timestamp::UNIX_EPOCH).unwrap();
        assert!(set.file(path("/data.json").unwrap()).is_ok());
        for other in ["/etc/passwd", "/template.typ", "/fonts/PublicSans-Regular.ttf"] {
            assert_eq!(set.file(path(other).unwrap()), Err(FileError::AccessDenied), "{other}");
        }
        assert!(matches!(set.source(path("/data.json").unwrap()), Err(FileError::AccessDenied)));
        assert_eq!(set.today(None), None);
    }
}
