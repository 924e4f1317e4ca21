//! Text that clerks type, screened before it is stored.
//!
//! What may enter here: what was asked, in plain words. What must never enter the record: an A-number, a Social
//! Security number, a date of birth, words that state someone's citizenship or immigration status. The record is itself
//! a public record and can be subpoenaed; what it does not hold cannot be taken from it.
//!
//! Screening stops what *states* something about a person, not what asks about it: "immigration status of one resident"
//! and "whether the applicant is a citizen" pass. It cannot recognise a name, so it is a net under careful work, not in
//! place of it.

mod fold;
mod numbers;
mod status;

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use self::fold::Folded;

/// The most characters one text may have.
pub const MAX_CHARACTERS: usize = 4_000;

/// Text that went through screening, or comes back from the store.
///
/// Reading one from the store (by [`FreeText::stored`] or serde) screens nothing: the text was screened when it was
/// typed, and a rule that is sharpened later must not make an old record unreadable.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FreeText(String);

impl FreeText {
    /// Screens typed text: it is trimmed, line ends become `\n`, and everything that must not be stored is reported at
    /// once.
    ///
    /// # Errors
    /// [`Screened`] where the text is empty, longer than 4,000 characters, holds control characters other than line
    /// ends and tabs, or shows what [`Kind`] lists.
    pub fn new(text: &str) -> Result<Self, Screened> {
        let text = text.trim();
        let text = if text.contains('\r') { text.replace("\r\n", "\n") } else { text.to_owned() };
        let findings = screen(&text);
        if findings.is_empty() { Ok(Self(text)) } else { Err(Screened { findings }) }
    }

    /// Text that comes back from the store, where it went in screened.
    #[must_use]
    pub const fn stored(text: String) -> Self {
        Self(text)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for FreeText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FreeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// What a text may not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A number of an immigration file: `A` and seven to nine digits, however they are spaced or written.
    ANumber,
    /// A Social Security number, or nine digits that could be one.
    SocialSecurityNumber,
    /// A date or year of birth, or a full date so long ago that it reads as one.
    DateOfBirth,
    /// Words that state someone's citizenship or immigration status.
    StatusWords,
    /// A control character other than a line end or a tab.
    ControlCharacter,
    /// More than 4,000 characters.
    TooLong,
    /// Nothing but blanks.
    Empty,
}

impl Kind {
    /// The word for this kind on every border.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ANumber => "a_number",
            Self::SocialSecurityNumber => "social_security_number",
            Self::DateOfBirth => "date_of_birth",
            Self::StatusWords => "status_words",
            Self::ControlCharacter => "control_character",
            Self::TooLong => "too_long",
            Self::Empty => "empty",
        }
    }

    /// How to put it instead.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::ANumber => "Write what was asked, without the number: \"A-number of one resident\".",
            Self::SocialSecurityNumber => {
                "Write what was asked, without the number: \"Social Security number of one resident\". If it is the \
                 number of a paper, write which: \"invoice 100200300\"."
            }
            Self::DateOfBirth => {
                "Write what was asked, without the date: \"date of birth of one resident\". If it is the date of a \
                 paper, write which: \"deed of 1987-04-12\"."
            }
            Self::StatusWords => {
                "Write what was asked, without the person: \"home address of one resident\", \"immigration status of \
                 one resident\"."
            }
            Self::ControlCharacter => "Type the text again; it may come from a program that adds hidden characters.",
            Self::TooLong => "Write what was asked in a few words; the letter itself stays in the office's files.",
            Self::Empty => "Write what was asked, or leave the field out.",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One thing that screening saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// The words as they were typed; for a control character its code, for a text too long its length.
    pub seen: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seen = &self.seen;
        match self.kind {
            Kind::ANumber => write!(f, "`{seen}` reads as an A-number."),
            Kind::SocialSecurityNumber => write!(f, "`{seen}` reads as a Social Security number."),
            Kind::DateOfBirth => write!(f, "`{seen}` reads as a date of birth."),
            Kind::StatusWords => write!(f, "`{seen}` states someone's status."),
            Kind::ControlCharacter => write!(f, "The text holds a control character ({seen})."),
            Kind::TooLong => write!(f, "The text has {seen} characters; at most {MAX_CHARACTERS} are kept."),
            Kind::Empty => write!(f, "The text is empty."),
        }
    }
}

/// A text was not taken: everything that was seen in it, in the order of the text. Nothing of it was stored.
///
/// The message shows what was seen and how to put it instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Screened {
    /// What was seen; never empty.
    pub findings: Vec<Finding>,
}

impl fmt::Display for Screened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST: usize = 3;
        for finding in self.findings.iter().take(MOST) {
            write!(f, "{finding} ")?;
        }
        if let more @ 1.. = self.findings.len().saturating_sub(MOST) {
            write!(f, "And {more} more. ")?;
        }
        let mut told: Vec<Kind> = Vec::new();
        for kind in self.findings.iter().map(|finding| finding.kind) {
            if !told.contains(&kind) {
                let gap = if told.is_empty() { "" } else { " " };
                write!(f, "{gap}{}", kind.advice())?;
                told.push(kind);
            }
        }
        Ok(())
    }
}

/// Something seen at a place of the folded text.
struct Sighting {
    kind: Kind,
    at: Range<usize>,
}

/// Everything that must not be stored, in the order of the text.
fn screen(text: &str) -> Vec<Finding> {
    // Characters are counted only where the bytes leave the answer open; a long text is not looked at any further.
    if text.len() > MAX_CHARACTERS {
        let characters = text.chars().count();
        if characters > MAX_CHARACTERS {
            return vec![Finding { kind: Kind::TooLong, seen: characters.to_string() }];
        }
    }
    let mut findings: Vec<Finding> = text
        .chars()
        .find(|character| character.is_control() && !matches!(character, '\n' | '\t'))
        .map(|character| Finding { kind: Kind::ControlCharacter, seen: format!("U+{:04X}", u32::from(character)) })
        .into_iter()
        .collect();

    let folded = Folded::new(text);
    // What has no width is blank as well.
    if findings.is_empty() && folded.bytes().iter().all(u8::is_ascii_whitespace) {
        return vec![Finding { kind: Kind::Empty, seen: String::new() }];
    }
    let mut sightings = Vec::new();
    numbers::find(folded.bytes(), &mut sightings);
    status::find(folded.bytes(), &mut sightings);
    sightings.sort_by_key(|sighting| (sighting.at.start, sighting.at.end));
    findings.extend(
        sightings.into_iter().map(|Sighting { kind, at }| Finding { kind, seen: folded.typed(&at).to_owned() }),
    );
    findings
}

/// Builds one of the patterns of this room. They read folded bytes, so a word is a run of ASCII letters and digits.
#[expect(clippy::expect_used, reason = "every pattern is a constant, and the tests build each of them")]
fn pattern(text: &str) -> regex::bytes::Regex {
    regex::bytes::RegexBuilder::new(text).unicode(false).build().expect("a constant pattern compiles")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        FreeText::new(text)
            .map_or_else(|screened| screened.findings.iter().map(|finding| finding.kind).collect(), |_| Vec::new())
    }

    /// One text of a table a line; blank lines and lines that begin with `#` order it.
    fn lines(table: &str) -> impl Iterator<Item = &str> {
        table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
    }

    #[test]
    fn what_shows_a_person_is_stopped() {
        let mut texts = 0;
        for line in lines(include_str!("screen/stopped.txt")) {
            let (kind, text) = line.split_once(": ").unwrap();
            let seen = kinds(text);
            assert_eq!(seen.first().map(|kind| kind.as_str()), Some(kind), "{text}");
            texts += 1;
        }
        assert!(texts > 100);
    }

    #[test]
    fn a_disguise_hides_nothing() {
        for (kind, texts) in [
            (
                Kind::ANumber,
                [
                    "Ａ１２３４５６７８９",
                    "\u{410}123456789",
                    "A\u{661}\u{662}\u{663}\u{664}\u{665}\u{666}\u{667}\u{668}\u{669}",
                    "A1\u{200b}2\u{200b}3\u{200b}4\u{200b}5\u{200b}6\u{200b}7\u{200b}8\u{200b}9",
                    "𝐀𝟏𝟐𝟑 𝟒𝟓𝟔 𝟕𝟖𝟗",
                    "A–123\u{a0}456·789",
                ],
            ),
            (
                Kind::SocialSecurityNumber,
                [
                    "１２３-４５-６７８９",
                    "123–45—6789",
                    "123\u{200b}-45-67\u{ad}89",
                    "①②③ ④⑤ ⑥⑦⑧⑨",
                    "SSN\u{2060}: 123\u{feff}456789",
                    "١٢٣-٤٥-٦٧٨٩",
                ],
            ),
            (
                Kind::DateOfBirth,
                [
                    "D O B ０４/１２/１９８７",
                    "D\u{200b}OB 1987",
                    "date of birth: ٠٤/١٢/١٩٨٧",
                    "bоrn in 1987",
                    "home address, 04⁄12⁄1987",
                    "home address, Ápril 12, 1987",
                ],
            ),
            (
                Kind::StatusWords,
                [
                    "ＵＮＤＯＣＵＭＥＮＴＥＤ resident",
                    "un\u{200b}documented resident",
                    "und\u{43e}\u{441}umented resident",
                    "the driver is ünd\u{f3}cumented",
                    "out\u{a0}of\u{2009}status",
                    "𝓰𝓻𝓮𝓮𝓷 𝓬𝓪𝓻𝓭 𝓱𝓸𝓵𝓭𝓮𝓻",
                ],
            ),
        ] {
            for text in texts {
                assert_eq!(kinds(text), [kind], "{text:?}");
            }
        }
    }

    #[test]
    fn ordinary_work_passes() {
        let mut texts = 0;
        for text in lines(include_str!("screen/passed.txt")) {
            if let Err(screened) = FreeText::new(text) {
                panic!("{text}: {screened}");
            }
            texts += 1;
        }
        assert!(texts > 100);
    }

    #[test]
    fn the_message_shows_what_was_seen_and_how_to_put_it() {
        let message =
            FreeText::new("home address of an undocumented worker, Ａ123\u{200b}456789").unwrap_err().to_string();
        for part in ["`undocumented`", "`Ａ123\u{200b}456789` reads as an A-number", "home address of one resident"] {
            assert!(message.contains(part), "{part} in: {message}");
        }
        let many = FreeText::new(&"A123456789 ".repeat(300)).unwrap_err();
        assert_eq!(many.findings.len(), 300);
        assert!(many.to_string().len() < 400, "a message stays short: {many}");
    }

    #[test]
    fn text_is_trimmed_and_line_ends_are_one_kind() {
        assert_eq!(FreeText::new("  line one\r\nline two\t \n").unwrap().as_str(), "line one\nline two");
        for blank in ["", " \n\t", "\u{200b}\u{feff}"] {
            assert_eq!(kinds(blank), [Kind::Empty], "{blank:?}");
        }
        for control in ["a\0b", "a\rb", "a\u{1b}[2Jb", "a\u{7f}b", "a\u{85}b"] {
            assert_eq!(kinds(control), [Kind::ControlCharacter], "{control:?}");
        }
    }

    #[test]
    fn length_counts_characters() {
        assert_eq!(kinds(&"é".repeat(MAX_CHARACTERS)), []);
        assert_eq!(kinds(&"é".repeat(MAX_CHARACTERS + 1)), [Kind::TooLong]);
    }

    #[test]
    fn the_longest_text_takes_no_long_time() {
        // Beginnings that repeat: what a pattern that looks back or ahead without a bound would stumble over. Each
        // takes about a millisecond; work that grew with the square of the length would take a thousand times that.
        for unit in ["A1 ", "A 1-", "9 ", "1/1/87 ", "4.4.", "no legal ", "overstayed the ", "undocumented well "] {
            let text: String = unit.chars().cycle().take(MAX_CHARACTERS).collect();
            let start = std::time::Instant::now();
            let _ = FreeText::new(&text);
            assert!(start.elapsed().as_millis() < 1_000, "{unit}: {:?}", start.elapsed());
        }
    }

    #[test]
    fn the_store_gives_back_what_was_put_in() {
        // A stricter rule of a later version must not make an old record unreadable.
        let old = FreeText::stored("A123456789".to_owned());
        let json = serde_json::to_string(&old).unwrap();
        assert_eq!(json, "\"A123456789\"");
        assert_eq!(serde_json::from_str::<FreeText>(&json).unwrap(), old);
    }

    /// Writes digits in groups with a separator, and one character of every kind of disguise.
    fn disguised(digits: &str, groups: &[usize], separator: &str, disguise: u32) -> String {
        let mut written = String::new();
        let mut ends: Vec<usize> = groups
            .iter()
            .scan(0, |end, group| {
                *end += group;
                Some(*end)
            })
            .collect();
        ends.pop();
        for (place, digit) in digits.chars().enumerate() {
            if ends.contains(&place) {
                written.push_str(separator);
            }
            let value = digit.to_digit(10).unwrap();
            match disguise {
                1 => written.push(char::from_u32(0xFF10 + value).unwrap()),
                2 => written.push(char::from_u32(0x0660 + value).unwrap()),
                3 => written.extend([digit, '\u{200b}']),
                _ => written.push(digit),
            }
        }
        written
    }

    proptest! {
        #[test]
        fn a_planted_a_number_is_found(
            before in "(\\PC{0,60} )?", after in "( \\PC{0,60})?",
            letter in prop::sample::select(vec![
                "A", "a", "Ａ", "\u{410}", "A-", "A#", "A# ", "A No. ", "A-No.", "A number ",
            ]),
            digits in "[013-9][0-9]{6,8}",
            separator in prop::sample::select(vec!["", " ", "-", ".", "–", "\u{a0}"]),
            disguise in 0u32..4,
        ) {
            let groups = [digits.len() - 6, 3, 3];
            let number = disguised(&digits, &groups, separator, disguise);
            let text = format!("{before}{letter}{number}{after}");
            prop_assert!(kinds(&text).contains(&Kind::ANumber), "{}", text);
        }

        #[test]
        fn a_planted_social_security_number_is_found(
            before in "(\\PC{0,60} )?", after in "( \\PC{0,60})?",
            digits in "[0-9]{9}",
            separator in prop::sample::select(vec![" ", "-", ".", "–", " - "]),
            disguise in 0u32..4,
        ) {
            let number = disguised(&digits, &[3, 2, 4], separator, disguise);
            let text = format!("{before}{number}{after}");
            let seen = kinds(&text);
            prop_assert!(
                seen.contains(&Kind::SocialSecurityNumber) || seen.contains(&Kind::ANumber),
                "{}: {:?}", text, seen
            );
        }

        #[test]
        fn no_text_panics_and_every_finding_shows_a_part_of_it(
            text in "(\\PC|[0-9]|[aA] ?|[-/. ]|born |citizen |not a ){0,80}",
        ) {
            if let Err(screened) = FreeText::new(&text) {
                prop_assert!(!screened.findings.is_empty());
                for finding in screened.findings {
                    prop_assert!(finding.kind == Kind::Empty || text.contains(&finding.seen), "{:?}", finding);
                }
            }
        }

        #[test]
        fn any_unicode_at_all(text in any::<String>()) {
            let _ = FreeText::new(&text);
        }
    }
}
