//! PDF: the pages the council reads, as PDF/A-2a and PDF/UA-1.
//!
//! The template is a file of its own and the account reaches it as data, never as markup: what an agency wrote stays
//! text. The compiler sees the template, the data and the fonts; every other path is denied.

mod data;
mod printable;

use std::sync::LazyLock;

use jiff::tz::TimeZone;
use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use self::data::Data;
use self::printable::FONTS;
use super::RenderError;
use super::content::Content;

static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

pub(super) fn write(content: &Content<'_>) -> Result<Vec<u8>, RenderError> {
    let laid_out = lay_out(content).and_then(|Warned { output, .. }| export(content, &output));
    // What the compiler remembers would otherwise stay for as long as the program runs.
    typst::comemo::evict(0);
    laid_out
}

/// The pages, and what the compiler warned of.
fn lay_out(content: &Content<'_>) -> Result<Warned<PagedDocument>, RenderError> {
    let desk = Pages::new(content)?;
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&desk);
    Ok(Warned { output: output.map_err(|errors| refused(&errors))?, warnings })
}

fn export(content: &Content<'_>, document: &PagedDocument) -> Result<Vec<u8>, RenderError> {
    let made = content.as_of.to_zoned(TimeZone::UTC);
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    let timestamp = Datetime::from_ymd_hms(
        made.year().into(),
        part(made.month()),
        part(made.day()),
        part(made.hour()),
        part(made.minute()),
        part(made.second()),
    )
    .map(Timestamp::new_utc);
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| RenderError::Pdf { problem: error.message().to_string() })?;
    let options = PdfOptions {
        ident: Smart::Custom(format!(
            "disclosure report, {}, {}, {}",
            content.edition, content.office, content.quarter
        )),
        creator: Smart::Custom(Some("Disclosure Gatekeeper".to_owned())),
        timestamp,
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| refused(&errors))
}

fn refused(errors: &[SourceDiagnostic]) -> RenderError {
    let problems: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    RenderError::Pdf { problem: problems.join("; ") }
}

/// All that the compiler can see.
struct Pages {
    template: Source,
    data_path: FileId,
    data: Bytes,
}

impl Pages {
    fn new(content: &Content<'_>) -> Result<Self, RenderError> {
        let problem = |problem: String| RenderError::Pdf { problem };
        let path = |name: &str| {
            let path = VirtualPath::new(name).map_err(|error| problem(error.to_string()))?;
            Ok::<_, RenderError>(RootedPath::new(VirtualRoot::Project, path).intern())
        };
        let data = serde_json::to_string(&Data::of(content)).map_err(|error| problem(error.to_string()))?;
        Ok(Self {
            template: Source::new(path("/report.typ")?, include_str!("../../templates/report.typ").to_owned()),
            data_path: path("/data.json")?,
            data: Bytes::from_string(data),
        })
    }
}

impl World for Pages {
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

    /// There is no today: the report speaks of the moment in its data.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Account;
    use crate::entry::{Entry, Response};
    use crate::sample::{account_of, answered, entry, mixed};

    fn pdf(account: &Account) -> Vec<u8> {
        write(&Content::internal(account)).unwrap()
    }

    #[test]
    fn the_compiler_has_nothing_to_warn_of_and_finds_its_fonts() {
        assert_eq!(FONTS.len(), 3);
        let Warned { warnings, .. } = lay_out(&Content::internal(&account_of("2026-Q4", mixed()))).unwrap();
        assert!(warnings.is_empty(), "{warnings:?}");
    }

    #[test]
    fn every_other_path_is_denied() {
        let account = account_of("2026-Q4", []);
        let pages = Pages::new(&Content::internal(&account)).unwrap();
        let path = |name| RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).unwrap()).intern();
        assert!(pages.file(path("/data.json")).is_ok());
        for other in ["/etc/passwd", "/report.typ", "/fonts/PublicSans-Regular.ttf"] {
            assert_eq!(pages.file(path(other)), Err(FileError::AccessDenied), "{other}");
        }
        assert!(matches!(pages.source(path("/data.json")), Err(FileError::AccessDenied)));
        assert_eq!(pages.today(None), None);
    }

    /// The export refuses a character that no font has; none may get that far.
    #[test]
    fn any_character_at_all_makes_a_page() {
        let odd = [
            '\u{1}',
            '\u{7F}',
            '\u{AD}',
            '\u{300}',
            '\u{378}',
            '\u{600}',
            '\u{61C}',
            '\u{115F}',
            '\u{180E}',
            '\u{200B}',
            '\u{2028}',
            '\u{2066}',
            '\u{3164}',
            '\u{FE0F}',
            '\u{FEFF}',
            '\u{FFFC}',
            '\u{FFFD}',
            '\u{FFFF}',
            '\u{1F600}',
            '\u{E0041}',
            '\u{F0000}',
            '\u{10FFFF}',
        ];
        let spread = (0..0x3000).step_by(61).filter_map(char::from_u32);
        let text: String = odd.into_iter().chain(spread).flat_map(|c| ['e', c, ' ']).collect();
        let account = account_of("2026-Q4", [Entry { agency_name: text.clone(), agency: text, ..disclosed(1) }]);
        pdf(&account);
    }

    #[test]
    fn a_thousand_disclosures_stand_under_a_header_on_each_page() {
        let account = account_of("2026-Q4", (0..1000).map(disclosed));
        let pages = pdf_extract::extract_text_from_mem_by_pages(&pdf(&account)).unwrap();
        let listing: Vec<&String> = pages.iter().filter(|page| page.contains("9 October 2026")).collect();
        assert!(listing.len() > 10, "{}", listing.len());
        assert!(listing.iter().all(|page| page.contains("Request") && page.contains("Outcome")));
        let listed: usize = listing.iter().map(|page| page.matches("9 October 2026").count()).sum();
        assert_eq!(listed, 1000);
    }

    #[test]
    fn a_name_of_four_hundred_letters_stays_in_its_column() {
        let name = "W".repeat(400);
        let pages = |account: &Account| lay_out(&Content::internal(account)).unwrap().output.pages().len();
        let plain = account_of("2026-Q4", [disclosed(1)]);
        let account = account_of("2026-Q4", [Entry { agency: name.clone(), agency_name: name, ..disclosed(1) }]);
        assert!(pages(&account) <= pages(&plain) + 2, "{} and {}", pages(&account), pages(&plain));
        pdf(&account);
    }

    fn disclosed(number: usize) -> Entry {
        answered(entry(&format!("2026-{number:04}"), 1), Response::Released, "2026-10-09")
    }
}
