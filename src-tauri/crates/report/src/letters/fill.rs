//! A wording becomes a letter's text: the parts that stand, with their blanks filled.

use jiff::civil::Date;

use super::{Asked, Language, Letter, Matter, Part, english, spanish};
use law::vocabulary;

vocabulary! {
    /// What stands in braces in a wording, and is filled from the record.
    Blank = "blank" {
        /// The request's number.
        Number = "number",
        /// The day on which it came in.
        Received = "received",
        /// The agency that asks.
        Agency = "agency",
        /// A date that the letter gives.
        Due = "due",
        /// A reason that the letter gives.
        Reason = "reason",
        /// A list of what is asked: a paragraph of its own.
        Items = "items",
        /// A list of exemptions: a paragraph of its own.
        Exemptions = "exemptions",
        /// A line to write on by hand: a paragraph of its own.
        Line = "line",
    }
}

impl Blank {
    /// The blanks that an office's own words may have: what every letter knows.
    pub const OWN: [Self; 2] = [Self::Number, Self::Received];
}

/// A letter could not be filled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotFilled {
    /// There is no wording in this language.
    #[error("There is no wording of this letter in this language. Choose English.")]
    NoWording,
    /// It says something that is not there.
    #[error("This letter says “{{{0}}}”, and nothing was given for it.")]
    Missing(Blank),
    /// A blank that is none.
    #[error("“{{{0}}}” stands for nothing. The office’s own words may have {{number}} and {{received}}.")]
    Unknown(String),
    /// A brace that opens and does not close, or the other way round.
    #[error("A brace opens or closes a blank, such as {{number}}. One of them is alone.")]
    Brace,
}

/// A letter's text, as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The day of the letter, in its language, without the weekday.
    pub dated: String,
    /// The words before the request's number.
    pub reference: String,
    /// The subject line.
    pub subject: String,
    /// What it says.
    pub paragraphs: Vec<Paragraph>,
    /// The words above the signature.
    pub farewell: String,
}

/// A paragraph of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paragraph {
    /// Sentences.
    Text(String),
    /// Points of a list.
    List(Vec<String>),
    /// Room to write by hand.
    Line,
}

pub(super) fn fill(matter: &Matter) -> Result<Filled, NotFilled> {
    let wording = matter.letter.wording(matter.language).ok_or(NotFilled::NoWording)?;
    let mut paragraphs = Vec::new();
    for part in wording.parts {
        if part.only.is_some_and(|condition| !matter.holds.contains(&condition)) {
            continue;
        }
        for paragraph in words_of(part, matter).split("\n\n").filter(|words| !words.trim().is_empty()) {
            paragraphs.push(filled(paragraph.trim(), matter)?);
        }
    }
    let (reference, farewell) = match matter.language {
        Language::English => ("Our number:", "Sincerely,"),
        Language::Spanish => ("Nuestro número:", "Atentamente,"),
    };
    Ok(Filled {
        dated: day(matter.language, matter.dated),
        reference: format!("{reference} {}", matter.number),
        subject: in_line(wording.subject, matter)?,
        paragraphs,
        farewell: farewell.to_owned(),
    })
}

fn words_of<'a>(part: &'a Part, matter: &'a Matter) -> &'a str {
    part.name.and_then(|name| matter.own.get(name)).map_or(part.words, String::as_str)
}

/// May these words of an office stand in a letter?
///
/// # Errors
/// [`NotFilled`] if they have a blank that is none of [`Blank::OWN`], or a brace that is alone.
pub fn may_stand(words: &str) -> Result<(), NotFilled> {
    pieces(words)?.into_iter().try_for_each(|piece| match piece {
        Piece::Text(_) => Ok(()),
        Piece::Blank(blank) if Blank::OWN.contains(&blank) => Ok(()),
        Piece::Blank(blank) => Err(NotFilled::Unknown(blank.to_string())),
    })
}

enum Piece<'a> {
    Text(&'a str),
    Blank(Blank),
}

fn pieces(words: &str) -> Result<Vec<Piece<'_>>, NotFilled> {
    let mut found = Vec::new();
    for (index, run) in words.split('{').enumerate() {
        let text = match (index, run.split_once('}')) {
            (0, None) => run,
            (0, Some(_)) | (_, None) => return Err(NotFilled::Brace),
            (_, Some((name, rest))) => {
                found.push(Piece::Blank(name.parse().map_err(|_| NotFilled::Unknown(name.to_owned()))?));
                rest
            }
        };
        if text.contains('}') {
            return Err(NotFilled::Brace);
        }
        found.push(Piece::Text(text));
    }
    Ok(found)
}

fn filled(words: &str, matter: &Matter) -> Result<Paragraph, NotFilled> {
    match words {
        "{items}" => {
            let asked = matter.asked.iter().map(|asked| name(matter.language, *asked));
            list(asked.collect(), Blank::Items)
        }
        "{exemptions}" => {
            let named = matter.exemptions.iter().map(|exemption| match matter.language {
                Language::English => format!("({exemption}) {}", exemption.label()),
                Language::Spanish => format!("({exemption}) {}", spanish::exemption(*exemption)),
            });
            list(named.collect(), Blank::Exemptions)
        }
        "{line}" => Ok(Paragraph::Line),
        words => Ok(Paragraph::Text(in_line(words, matter)?)),
    }
}

fn list(points: Vec<String>, blank: Blank) -> Result<Paragraph, NotFilled> {
    if points.is_empty() { Err(NotFilled::Missing(blank)) } else { Ok(Paragraph::List(points)) }
}

fn in_line(words: &str, matter: &Matter) -> Result<String, NotFilled> {
    let mut line = String::new();
    for piece in pieces(words)? {
        match piece {
            Piece::Text(text) => line.push_str(text),
            Piece::Blank(blank) => line.push_str(&said(blank, matter).ok_or(NotFilled::Missing(blank))?),
        }
    }
    // The lines of the wording are not the letter's.
    Ok(line.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn said(blank: Blank, matter: &Matter) -> Option<String> {
    match blank {
        Blank::Number => Some(matter.number.clone()),
        Blank::Received => Some(day(matter.language, matter.received)),
        Blank::Agency => Some(matter.agency.clone().unwrap_or_else(|| english::SOMEBODY.to_owned())),
        Blank::Due => matter.due.map(|due| day(matter.language, due)),
        Blank::Reason => matter.reason.as_ref().map(|reason| reason.trim_end_matches('.').to_owned()),
        Blank::Items | Blank::Exemptions | Blank::Line => None,
    }
}

fn name(language: Language, asked: Asked) -> String {
    match language {
        Language::English => english::asked(asked.ask, asked.information).to_owned(),
        Language::Spanish => spanish::asked(asked.ask, asked.information).to_owned(),
    }
}

/// A day as a letter writes it.
fn day(language: Language, day: Date) -> String {
    match language {
        Language::English => day.strftime("%B %-d, %Y").to_string(),
        Language::Spanish => {
            let month = usize::try_from(day.month()).ok().and_then(|month| spanish::MONTHS.get(month.checked_sub(1)?));
            format!("{} de {} de {}", day.day(), month.copied().unwrap_or_default(), day.year())
        }
    }
}

impl Letter {
    /// The parts of its wording that an office can word itself: name and standard words.
    pub fn free_parts(self, language: Language) -> impl Iterator<Item = (&'static str, &'static str)> {
        let parts = self.wording(language).map_or(&[][..], |wording| wording.parts);
        parts.iter().filter_map(|part| part.name.map(|name| (name, part.words)))
    }
}
