//! PDF: the pages the council reads, as PDF/A-2a and PDF/UA-1.

mod data;

use self::data::Data;
use super::RenderError;
use super::content::Content;
use crate::typeset::{LaidOut, Typeset};

pub(super) fn write(content: &Content<'_>) -> Result<Vec<u8>, RenderError> {
    Ok(typeset(content)?.pdf()?)
}

fn typeset(content: &Content<'_>) -> Result<Typeset, RenderError> {
    let title = format!("disclosure report, {}, {}, {}", content.edition, content.office, content.quarter);
    Ok(Typeset::new(include_str!("../../templates/report.typ"), &Data::of(content), title, content.as_of)?)
}

/// The pages, to be looked at.
pub(super) fn preview(content: &Content<'_>) -> Result<LaidOut, RenderError> {
    Ok(typeset(content)?.laid_out()?)
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
    fn the_compiler_has_nothing_to_warn_of() {
        let warnings = typeset(&Content::internal(&account_of("2026-Q4", mixed()))).unwrap().warnings().unwrap();
        assert!(warnings.is_empty(), "{warnings:?}");
    }

    #[test]
    fn the_pages_that_are_looked_at_are_those_of_the_pdf_and_each_is_an_image_alone() {
        let hostile = "<script>alert(1)</script> <image href=\"https://example.invalid\"/>".to_owned();
        let entry = Entry { agency_name: hostile.clone(), agency: hostile, ..disclosed(1) };
        for account in [account_of("2026-Q4", mixed().into_iter().chain([entry])), account_of("2019-Q1", [])] {
            let looked = preview(&Content::internal(&account)).unwrap();
            let pages = pdf_extract::extract_text_from_mem_by_pages(&pdf(&account)).unwrap().len();
            assert_eq!(looked.pages(), pages);
            for number in 1..=pages {
                let image = looked.page(number).unwrap();
                assert!(image.starts_with("<svg"), "{number}");
                assert!(image.contains("<path") && image.contains("width=\"612pt\""), "US letter: {number}");
                for other in ["<script", "<text", "<a ", "<image", "<foreignObject", "<style", "href=\"http", "alert"] {
                    assert!(!image.contains(other), "page {number} has {other}");
                }
                assert_eq!(looked.page(number), Some(image), "and the same each time");
            }
            assert_eq!((looked.page(0), looked.page(pages + 1)), (None, None));
        }
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
        let pages = |account: &Account| typeset(&Content::internal(account)).unwrap().pages().unwrap();
        let plain = account_of("2026-Q4", [disclosed(1)]);
        let account = account_of("2026-Q4", [Entry { agency: name.clone(), agency_name: name, ..disclosed(1) }]);
        assert!(pages(&account) <= pages(&plain) + 2, "{} and {}", pages(&account), pages(&plain));
        pdf(&account);
    }

    fn disclosed(number: usize) -> Entry {
        answered(entry(&format!("2026-{number:04}"), 1), Response::Released, "2026-10-09")
    }
}
