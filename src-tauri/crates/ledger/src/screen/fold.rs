//! Text as the patterns read it: lower-case ASCII, whatever alphabet or spacing it was typed in.
//!
//! Full-width, mathematical, circled and superscript characters become the letters and digits they stand for, digits of
//! other scripts become ASCII digits, letters that look Latin become Latin, every dash becomes `-`, every space a
//! space, and what has no width disappears. Nothing else may rely on the folded text: it is for finding, never kept.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Stands for a character that has no ASCII counterpart. It is no word character for a pattern.
pub(super) const OTHER: u8 = 0x80;

/// A folded text, and the way back from each of its bytes to the text as typed.
pub(super) struct Folded<'a> {
    typed: &'a str,
    bytes: Vec<u8>,
    /// Where the character that a byte comes from starts in `typed`; empty where both have the same offsets.
    starts: Vec<usize>,
}

impl<'a> Folded<'a> {
    pub(super) fn new(typed: &'a str) -> Self {
        if typed.is_ascii() {
            return Self { typed, bytes: typed.as_bytes().to_ascii_lowercase(), starts: Vec::new() };
        }
        let mut folded = Self { typed, bytes: Vec::with_capacity(typed.len()), starts: Vec::new() };
        for (start, character) in typed.char_indices() {
            if character.is_ascii() {
                folded.push(character, start);
            } else {
                for part in std::iter::once(character).nfkd() {
                    folded.push(part, start);
                }
            }
        }
        folded
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What was typed at this place of the folded text.
    pub(super) fn typed(&self, range: &Range<usize>) -> &'a str {
        let (start, end) = if self.starts.is_empty() {
            (range.start, range.end)
        } else {
            let start_of = |at: usize| self.starts.get(at).copied().unwrap_or(self.typed.len());
            (start_of(range.start), start_of(range.end))
        };
        self.typed.get(start..end).unwrap_or(self.typed).trim()
    }

    fn push(&mut self, character: char, start: usize) {
        if let Some(byte) = ascii(character) {
            self.bytes.push(byte);
            self.starts.push(start);
        }
    }
}

/// The ASCII byte a character is read as; `None` for what has no width.
fn ascii(character: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(character)
        && byte.is_ascii()
    {
        return Some(byte.to_ascii_lowercase());
    }
    if is_combining_mark(character) || is_invisible(character) {
        return None;
    }
    if character.is_whitespace() {
        return Some(b' ');
    }
    Some(digit(character).or_else(|| look_alike(character)).unwrap_or(OTHER))
}

/// Format characters: they take no room on the page and must hide nothing.
const fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// The digit zero of each script that has decimal digits of its own; nine more follow each.
const ZEROS: [u32; 58] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50,
    0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50,
    0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0,
    0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x16A60,
    0x16AC0, 0x16B50, 0x1E140, 0x1E2F0, 0x1E950,
];

fn digit(character: char) -> Option<u8> {
    let code = u32::from(character);
    let zero = ZEROS.get(ZEROS.partition_point(|zero| *zero <= code).checked_sub(1)?)?;
    u8::try_from(code - zero).ok().filter(|value| *value < 10).map(|value| b'0' + value)
}

/// Letters of other alphabets that look like a Latin one, and punctuation that looks like a dash, a slash or an
/// apostrophe.
const fn look_alike(character: char) -> Option<u8> {
    Some(match character {
        'А' | 'а' | 'Α' | 'α' | 'Ꭺ' => b'a',
        'В' | 'Β' => b'b',
        'С' | 'с' | 'Ϲ' | 'ϲ' => b'c',
        'ԁ' => b'd',
        'Е' | 'е' | 'Ε' | 'ε' => b'e',
        'Н' | 'Η' | 'һ' => b'h',
        'І' | 'і' | 'Ι' | 'ι' | 'ı' => b'i',
        'Ј' | 'ј' => b'j',
        'К' | 'к' | 'Κ' | 'κ' => b'k',
        'ӏ' | 'Ӏ' => b'l',
        'М' | 'м' | 'Μ' => b'm',
        'Ν' | 'ո' => b'n',
        'О' | 'о' | 'Ο' | 'ο' | 'օ' => b'o',
        'Р' | 'р' | 'Ρ' | 'ρ' => b'p',
        'Ѕ' | 'ѕ' => b's',
        'Т' | 'т' | 'Τ' | 'τ' => b't',
        'υ' | 'ս' => b'u',
        'ѵ' | 'ν' => b'v',
        'ԝ' => b'w',
        'Х' | 'х' | 'Χ' | 'χ' => b'x',
        'У' | 'у' | 'Υ' => b'y',
        'Ζ' => b'z',
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{58a}' => b'-',
        '\u{2018}' | '\u{2019}' => b'\'',
        '\u{2044}' | '\u{2215}' => b'/',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(typed: &str) -> String {
        String::from_utf8_lossy(Folded::new(typed).bytes()).into_owned()
    }

    #[test]
    fn disguises_fold_to_what_they_look_like() {
        for typed in [
            "Ａ１２３４５６７８９",
            "𝐀𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
            "Ⓐ①②③④⑤⑥⑦⑧⑨",
            "А¹²³⁴⁵⁶⁷⁸⁹",
            "A١٢٣٤٥٦٧٨٩",
            "A\u{200b}1\u{ad}2\u{2060}3\u{feff}4\u{200d}5\u{202e}6789",
            "Á1\u{20e3}2\u{fe0f}3456789",
        ] {
            assert_eq!(folded(typed), "a123456789", "{typed}");
        }
        assert_eq!(folded("1–2—3−4\u{a0}5\u{2009}6’7"), "1-2-3-4 5 6'7");
    }

    #[test]
    fn the_way_back_gives_what_was_typed() {
        let text = "file „Ａ\u{200b}１２“ é";
        let folded = Folded::new(text);
        let at = folded.bytes().windows(3).position(|part| part == b"a12").unwrap();
        assert_eq!(folded.typed(&(at..at + 3)), "Ａ\u{200b}１２");
        assert_eq!(folded.typed(&(0..folded.bytes().len())), text);
    }

    #[test]
    fn each_zero_starts_ten_digits() {
        for zero in ZEROS {
            for value in 0..10u8 {
                let character = char::from_u32(zero + u32::from(value)).unwrap();
                assert!(character.is_numeric(), "{zero:x}");
                assert_eq!(ascii(character), Some(b'0' + value), "{zero:x}");
            }
        }
        assert!(ZEROS.is_sorted());
    }
}
