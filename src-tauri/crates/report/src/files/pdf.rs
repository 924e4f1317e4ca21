//! PDF: the pages the council reads, as PDF/A-2a and PDF/UA-1.
//!
//! The template is a file of its own and the account reaches it as data, never as markup: what an agency wrote stays
//! text. The compiler sees the template, the data and the fonts; every other path is denied.

use std::borrow::Cow;
use std::sync::LazyLock;

use jiff::tz::TimeZone;
use law::facts::Recipient;
use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::layout::{Abs, Em};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInstance, FontVariant, FontVariations};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use unicode_segmentation::UnicodeSegmentation;

use super::RenderError;
use super::figures::{EDITION, Section, TITLE, local, plain, plain_day, sections};
use crate::account::{Account, NonMandatoryDisclosure};

/// Public Sans for the text; DejaVu Sans for the scripts it lacks, Arabic, Hebrew, Greek and Cyrillic among them.
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 3] = [
        include_bytes!("../../fonts/PublicSans-Regular.ttf"),
        include_bytes!("../../fonts/PublicSans-Bold.ttf"),
        include_bytes!("../../fonts/DejaVuSans.ttf"),
    ];
    files.into_iter().filter_map(|file| Font::new(Bytes::new(file), 0)).collect()
});
/// The same fonts, ready to be asked for their glyphs.
static FACES: LazyLock<Vec<FontInstance>> = LazyLock::new(|| {
    let ready = |font: &Font| font.clone().instantiate(FontVariant::default(), Abs::zero(), &FontVariations::default());
    FONTS.iter().map(ready).collect()
});
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

pub(super) fn write(account: &Account) -> Result<Vec<u8>, RenderError> {
    let laid_out = lay_out(account).and_then(|Warned { output, .. }| export(account, &output));
    // What the compiler remembers would otherwise stay for as long as the program runs.
    typst::comemo::evict(0);
    laid_out
}

/// The pages, and what the compiler warned of.
fn lay_out(account: &Account) -> Result<Warned<PagedDocument>, RenderError> {
    let desk = Pages::new(account)?;
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&desk);
    Ok(Warned { output: output.map_err(|errors| refused(&errors))?, warnings })
}

fn export(account: &Account, document: &PagedDocument) -> Result<Vec<u8>, RenderError> {
    let made = account.period.as_of.to_zoned(TimeZone::UTC);
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
        ident: Smart::Custom(format!("disclosure report, {}, {}", account.office, account.period.quarter)),
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
    fn new(account: &Account) -> Result<Self, RenderError> {
        let problem = |problem: String| RenderError::Pdf { problem };
        let path = |name: &str| {
            let path = VirtualPath::new(name).map_err(|error| problem(error.to_string()))?;
            Ok::<_, RenderError>(RootedPath::new(VirtualRoot::Project, path).intern())
        };
        let data = serde_json::to_string(&Data::of(account)).map_err(|error| problem(error.to_string()))?;
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

/// What the template reads. What people wrote has been made [`printable`].
#[derive(Serialize)]
struct Data {
    title: &'static str,
    edition: &'static str,
    office: String,
    calendar: String,
    fiscal: String,
    days: String,
    as_of: String,
    as_of_local: String,
    nil: bool,
    non_mandatory: u64,
    sections: Vec<Section>,
    disclosures: Vec<Disclosure>,
    rules: &'static [&'static str],
    heads: [Head; 2],
    rows: usize,
}

/// A line of the list of non-mandatory disclosures.
#[derive(Serialize)]
struct Disclosure {
    request: String,
    item: u32,
    responded: String,
    agency: String,
    information: String,
    outcome: &'static str,
    clause: &'static str,
    flag: &'static str,
    /// Who answers for it, or how it left without that.
    release: Option<String>,
}

/// The head of one log.
#[derive(Serialize)]
struct Head {
    log: &'static str,
    seal: String,
}

impl Data {
    fn of(account: &Account) -> Self {
        let quarter = account.period.quarter;
        let mut sections = sections(account);
        for line in sections.iter_mut().flat_map(|section| &mut section.lines) {
            line.label = printable(&line.label);
        }
        let head = |log, head: &crate::account::Head| Head { log, seal: head.seal.clone() };
        Self {
            title: TITLE,
            edition: EDITION,
            office: printable(&account.office),
            calendar: quarter.calendar(),
            fiscal: quarter.fiscal(),
            days: quarter.days(),
            as_of: account.period.as_of.to_string(),
            as_of_local: local(account.period.as_of),
            nil: account.is_nil(),
            non_mandatory: account.disclosures.non_mandatory,
            sections,
            disclosures: account
                .disclosures_by_flag()
                .into_iter()
                .map(|disclosure| Disclosure {
                    request: printable(&disclosure.request),
                    item: disclosure.item,
                    responded: plain_day(&disclosure.responded),
                    agency: printable(&disclosure.agency),
                    information: what_and_to_whom(disclosure),
                    outcome: disclosure.outcome.label(),
                    clause: disclosure.clause.as_str(),
                    flag: disclosure.flag.as_str(),
                    release: disclosure.how_it_left().as_deref().map(printable),
                })
                .collect(),
            rules: account.counting_rules,
            heads: [
                head("Disclosure", &account.ledger.disclosure),
                head("Status exchange", &account.ledger.status_exchange),
            ],
            rows: account.rows.len(),
        }
    }
}

/// "personal, to state agency"; of an act, whom it was done for.
fn what_and_to_whom(disclosure: &NonMandatoryDisclosure) -> String {
    let recipient = disclosure.recipient.map_or("recipient not known", Recipient::as_str);
    plain(&match disclosure.information {
        Some(information) => format!("{information}, to {recipient}"),
        None => format!("to {recipient}"),
    })
}

/// The widest word that may stand without a place to break the line, in ems: no column is narrower.
const WIDEST_WORD: f64 = 7.5;

/// The text with nothing in it that a page cannot show or an archive refuses: what no font has, what is invisible and
/// what turns the reading direction is written as its number, `[U+202E]`; a word wider than a column may break.
fn printable(text: &str) -> String {
    text.split(char::is_whitespace).map(printable_word).collect::<Vec<_>>().join(" ")
}

fn printable_word(word: &str) -> String {
    let clusters: Vec<Cow<'_, str>> = word.graphemes(true).map(printable_cluster).collect();
    let width: f64 = clusters.iter().flat_map(|cluster| cluster.chars()).map(width).sum();
    clusters.join(if width > WIDEST_WORD { "\u{200B}" } else { "" })
}

/// What is read as one character. It stands only where one font has all of it.
fn printable_cluster(cluster: &str) -> Cow<'_, str> {
    let has_all = |face: &FontInstance| cluster.chars().all(|c| is_plain(c) && face.ttf().glyph_index(c).is_some());
    if FACES.iter().any(has_all) {
        return cluster.into();
    }
    cluster.chars().map(|c| if c.is_ascii_graphic() { c.into() } else { format!("[U+{:04X}]", u32::from(c)) }).collect()
}

/// How wide the character is, in ems.
fn width(c: char) -> f64 {
    let advance = |face: &FontInstance| face.ttf().glyph_index(c).and_then(|glyph| face.x_advance(glyph.0));
    FACES.iter().find_map(advance).map_or(1.0, Em::get)
}

/// Is it neither a control nor for private use, invisible or a change of direction?
fn is_plain(c: char) -> bool {
    let odd = matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{E000}'..='\u{F8FF}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{E0000}'..='\u{10FFFF}'
    );
    !c.is_control() && !odd
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::{Entry, Response};
    use crate::sample::{account_of, answered, entry, mixed};

    #[test]
    fn the_compiler_has_nothing_to_warn_of_and_finds_its_fonts() {
        assert_eq!(FONTS.len(), 3);
        let Warned { warnings, .. } = lay_out(&account_of("2026-Q4", mixed())).unwrap();
        assert!(warnings.is_empty(), "{warnings:?}");
    }

    #[test]
    fn every_other_path_is_denied() {
        let pages = Pages::new(&account_of("2026-Q4", [])).unwrap();
        let path = |name| RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).unwrap()).intern();
        assert!(pages.file(path("/data.json")).is_ok());
        for other in ["/etc/passwd", "/report.typ", "/fonts/PublicSans-Regular.ttf"] {
            assert_eq!(pages.file(path(other)), Err(FileError::AccessDenied), "{other}");
        }
        assert!(matches!(pages.source(path("/data.json")), Err(FileError::AccessDenied)));
        assert_eq!(pages.today(None), None);
    }

    #[test]
    fn what_no_font_has_or_an_archive_refuses_is_written_as_its_number() {
        for (text, print) in [
            ("Café Ωμέγα Служба שירות وكالة", "Café Ωμέγα Служба שירות وكالة"),
            ("a\u{202E}b", "a[U+202E]b"),
            ("a\0b", "a[U+0000]b"),
            ("\u{E000}", "[U+E000]"),
            ("移", "[U+79FB]"),
            ("one\ntwo\tthree", "one two three"),
            ("State Police, Northampton", "State Police, Northampton"),
        ] {
            assert_eq!(printable(text), print);
        }
        assert_eq!(printable(&"W".repeat(400)).matches('\u{200B}').count(), 399);
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
        write(&account).unwrap();
    }

    #[test]
    fn a_thousand_disclosures_stand_under_a_header_on_each_page() {
        let account = account_of("2026-Q4", (0..1000).map(disclosed));
        let pages = pdf_extract::extract_text_from_mem_by_pages(&write(&account).unwrap()).unwrap();
        let listing: Vec<&String> = pages.iter().filter(|page| page.contains("9 October 2026")).collect();
        assert!(listing.len() > 10, "{}", listing.len());
        assert!(listing.iter().all(|page| page.contains("Request") && page.contains("Outcome")));
        let listed: usize = listing.iter().map(|page| page.matches("9 October 2026").count()).sum();
        assert_eq!(listed, 1000);
    }

    #[test]
    fn a_name_of_four_hundred_letters_stays_in_its_column() {
        let name = "W".repeat(400);
        let account = account_of("2026-Q4", [Entry { agency: name.clone(), agency_name: name, ..disclosed(1) }]);
        assert!(lay_out(&account).unwrap().output.pages().len() <= 5);
        write(&account).unwrap();
    }

    fn disclosed(number: usize) -> Entry {
        answered(entry(&format!("2026-{number:04}"), 1), Response::Released, "2026-10-09")
    }
}
