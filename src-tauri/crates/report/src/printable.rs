//! Text as a page can show it, with the fonts that the pages are set in.

use std::borrow::Cow;
use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::layout::{Abs, Em};
use typst::text::{Font, FontInstance, FontVariant, FontVariations};
use unicode_segmentation::UnicodeSegmentation;

/// Public Sans for the text; DejaVu Sans for the scripts it lacks, Arabic, Hebrew, Greek and Cyrillic among them.
pub(crate) static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 3] = [
        include_bytes!("../fonts/PublicSans-Regular.ttf"),
        include_bytes!("../fonts/PublicSans-Bold.ttf"),
        include_bytes!("../fonts/DejaVuSans.ttf"),
    ];
    files.into_iter().filter_map(|file| Font::new(Bytes::new(file), 0)).collect()
});
/// The same fonts, ready to be asked for their glyphs.
static FACES: LazyLock<Vec<FontInstance>> = LazyLock::new(|| {
    let ready = |font: &Font| font.clone().instantiate(FontVariant::default(), Abs::zero(), &FontVariations::default());
    FONTS.iter().map(ready).collect()
});
/// The widest word that may stand without a place to break the line, in ems: no column is narrower.
const WIDEST_WORD: f64 = 7.5;

/// The text with nothing in it that a page cannot show or an archive refuses: what no font has, what is invisible and
/// what turns the reading direction is written as its number, `[U+202E]`; a word wider than a column may break.
pub(crate) fn printable(text: &str) -> String {
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
}
