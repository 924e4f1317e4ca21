//! The words of the letters, as the office words them: the letterhead, and the parts that are not required. It is kept
//! beside the record and is no part of it; what was issued stays as it was.

use std::collections::BTreeMap;

use ledger::FreeText;
use report::letters::{Condition, Language, Letter, may_stand};
use serde::{Deserialize, Serialize};

use super::contract;
use crate::error::Error;
use crate::office::Desk;
use crate::roles::Duty;
use crate::settings::{keep, kept};

contract! {
    /// The words of all letters.
    pub struct LetterWords {
        /// The lines below the office's name.
        pub letterhead: Vec<String>,
        /// The letters, each in each of its languages.
        pub letters: Vec<LetterWording>,
    }

    /// A letter's wording in a language.
    pub struct LetterWording {
        /// Which letter.
        pub letter: String,
        /// What it is called.
        pub name: String,
        /// The language's word.
        pub language: String,
        /// What the language is called.
        pub language_name: String,
        /// Its subject line, which is required.
        pub subject: String,
        /// Its parts, in order.
        pub parts: Vec<LetterPart>,
    }

    /// A part of a wording.
    pub struct LetterPart {
        /// The name by which the office words it; none: it is required as it is.
        pub name: Option<String>,
        /// When it stands in the letter, in words; none: always.
        pub only: Option<String>,
        /// The words as they will stand there.
        pub words: String,
        /// The standard words, where the office has its own.
        pub standard: Option<String>,
    }

    /// The office words a part of a letter itself.
    pub struct WordingLetter {
        /// Which letter.
        pub letter: String,
        /// In which language.
        pub language: String,
        /// Which part, by its name.
        pub part: String,
        /// The words; empty: the standard ones.
        pub words: String,
    }
}

/// The office's own words: by letter, language and part.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct OwnWords(BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>);

impl OwnWords {
    /// Those for a letter, by the names of its parts.
    pub(crate) fn of(&self, letter: Letter, language: Language) -> BTreeMap<String, String> {
        let of_letter = self.0.get(letter.as_str()).and_then(|of_letter| of_letter.get(language.as_str()));
        of_letter.cloned().unwrap_or_default()
    }
}

const LETTERHEAD: &str = "letterhead";
const WORDS: &str = "letter_words";

/// The most lines of a letterhead, and the most characters of each.
const LETTERHEAD_AT_MOST: (usize, usize) = (4, 80);
/// The most characters of a part.
const PART_AT_MOST: usize = 1000;

/// When a part stands in a letter, in words.
const fn in_words(only: Condition) -> &'static str {
    match only {
        Condition::Records => "where a public-records request is among what is asked",
        Condition::Certification => "where a certification is asked for",
        Condition::Information => "where information is refused",
        Condition::Action => "where an action is refused",
        Condition::AgencyPaper => "where an agency’s own paper came with it",
        Condition::Apart => "where a status is asked for as well",
        Condition::Given => "where records are given",
        Condition::Withheld => "where records are withheld",
        Condition::Signed => "where the certification is signed",
        Condition::Denied => "where it is not signed",
        Condition::Later => "where it is answered later",
        Condition::Dated => "where a date runs",
    }
}

fn unchanged<T>(why: impl Into<String>) -> Result<T, Error> {
    Err(Error::Unchanged(why.into()))
}

fn screened(words: &str) -> Result<(), Error> {
    FreeText::new(words).map(|_| ()).or_else(|screened| unchanged(screened.to_string()))
}

impl Desk {
    /// The words of all letters.
    ///
    /// # Errors
    /// What the store says.
    pub fn letter_words(&self) -> Result<LetterWords, Error> {
        let own = self.own_words()?;
        let each = Letter::ALL.iter().flat_map(|letter| letter.languages().iter().map(|language| (*letter, *language)));
        let letters = each.filter_map(|(letter, language)| wording(letter, language, &own.of(letter, language)));
        Ok(LetterWords { letterhead: self.letterhead()?, letters: letters.collect() })
    }

    /// Sets the lines below the office's name on every letter.
    ///
    /// # Errors
    /// [`Error::Unchanged`] if there are more than four, or one is too long; or what the store says.
    pub fn set_letterhead(&mut self, lines: &[String]) -> Result<LetterWords, Error> {
        self.require(Duty::Office)?;
        let (most, longest) = LETTERHEAD_AT_MOST;
        let lines: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
        let fits = |line: &&str| line.chars().count() <= longest && !line.chars().any(char::is_control);
        if lines.len() > most || !lines.iter().all(fits) {
            return unchanged(format!("Keep it to {most} lines of at most {longest} characters."));
        }
        lines.iter().try_for_each(|line| screened(line))?;
        keep(&mut self.store, LETTERHEAD, &lines)?;
        self.letter_words()
    }

    /// Words a part of a letter. It holds for the letters that are issued from now on.
    ///
    /// # Errors
    /// [`Error::Unchanged`] if there is no such part, or its words cannot stand in a letter; or what the store says.
    pub fn word_letter(&mut self, wording: &WordingLetter) -> Result<LetterWords, Error> {
        self.require(Duty::Office)?;
        let WordingLetter { letter, language, part, words } = wording;
        let (Ok(letter), Ok(language)) = (letter.parse::<Letter>(), language.parse::<Language>()) else {
            return unchanged("There is no such letter.");
        };
        let Some((_, standard)) = letter.free_parts(language).find(|(name, _)| name == part) else {
            return unchanged("This part of the letter is required as it is.");
        };
        let words = words.trim();
        if words.chars().count() > PART_AT_MOST || words.chars().any(|sign| sign.is_control() && sign != '\n') {
            return unchanged(format!("Keep a part to {PART_AT_MOST} characters."));
        }
        may_stand(words).or_else(|problem| unchanged(problem.to_string()))?;
        if !words.is_empty() {
            screened(words)?;
        }
        let mut own = self.own_words()?;
        let of_letter = own.0.entry(letter.to_string()).or_default().entry(language.to_string()).or_default();
        if words.is_empty() || words == standard {
            of_letter.remove(part);
        } else {
            of_letter.insert(part.clone(), words.to_owned());
        }
        keep(&mut self.store, WORDS, &own)?;
        self.letter_words()
    }

    pub(crate) fn letterhead(&self) -> Result<Vec<String>, Error> {
        Ok(kept(&self.store, LETTERHEAD)?.unwrap_or_default())
    }

    pub(crate) fn own_words(&self) -> Result<OwnWords, Error> {
        Ok(kept(&self.store, WORDS)?.unwrap_or_default())
    }
}

fn wording(letter: Letter, language: Language, own: &BTreeMap<String, String>) -> Option<LetterWording> {
    let wording = letter.wording(language)?;
    let parts = wording.parts.iter().map(|part| {
        let worded = part.name.and_then(|name| own.get(name));
        LetterPart {
            name: part.name.map(ToOwned::to_owned),
            only: part.only.map(|only| in_words(only).to_owned()),
            words: worded.cloned().unwrap_or_else(|| part.words.to_owned()),
            standard: worded.map(|_| part.words.to_owned()),
        }
    });
    Some(LetterWording {
        letter: letter.to_string(),
        name: letter.label().to_owned(),
        language: language.to_string(),
        language_name: language.label().to_owned(),
        subject: wording.subject.to_owned(),
        parts: parts.collect(),
    })
}
