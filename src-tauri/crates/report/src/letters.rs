//! The letters that go out of an item's determination: the wording, filled with what the record says, as PDF and DOCX.
//!
//! Nothing is typed from nothing. What must stand in a letter is protected; the rest an office can word itself. What must
//! never enter: the name of a person who asks or is asked about, and a status. An envelope is addressed by hand.

mod docx;
mod english;
mod fill;
mod pages;
mod spanish;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use law::exemptions::Exemption;
use law::facts::{Ask, Information};
use law::vocabulary;

pub use self::docx::NotWritten;
pub use self::fill::{Blank, Filled, NotFilled, Paragraph, may_stand};

vocabulary! {
    /// What a letter does.
    Letter = "letter" {
        /// Says that a request is here.
        Acknowledgement = "acknowledgement",
        /// Refuses what 2(a) bars or 2(b) does, and neither confirms nor denies that a record exists.
        Refusal = "refusal",
        /// Asks for a warrant or an order of a court, or a court's subpoena.
        CourtPaper = "court_paper",
        /// Answers about citizenship or immigration status alone, under 8 U.S.C. § 1373.
        StatusExchange = "status_exchange",
        /// Asks the City Solicitor for a finding.
        Referral = "referral",
        /// Answers a public-records request, with the exemptions named.
        PublicRecords = "public_records",
        /// Answers a request for a certification (I-918B, I-914B).
        Certification = "certification",
        /// Says that a public-records request takes longer.
        Extension = "extension",
    }
}

vocabulary! {
    /// The language of a letter.
    Language = "language" {
        /// English.
        English = "en",
        /// Spanish.
        Spanish = "es",
    }
}

vocabulary! {
    /// When a part of a wording stands in the letter.
    Condition = "condition" {
        /// A public-records request is among what is asked.
        Records = "records",
        /// A request for a certification is.
        Certification = "certification",
        /// Information is refused.
        Information = "information",
        /// An action is refused.
        Action = "action",
        /// What came with the request is a paper of an agency, not of a court.
        AgencyPaper = "agency_paper",
        /// The request also asks for a status, which is answered apart.
        Apart = "apart",
        /// Records are given.
        Given = "given",
        /// Records are withheld.
        Withheld = "withheld",
        /// The certification is signed.
        Signed = "signed",
        /// It is not.
        Denied = "denied",
        /// It is answered later.
        Later = "later",
        /// The paper sets a date, or the law does.
        Dated = "dated",
    }
}

impl Language {
    /// What it is called, in English.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Spanish",
        }
    }
}

impl Letter {
    /// What it is called.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Acknowledgement => "Acknowledgement",
            Self::Refusal => "Refusal",
            Self::CourtPaper => "Request for a court’s paper",
            Self::StatusExchange => "Answer under § 1373",
            Self::Referral => "Referral to the Solicitor",
            Self::PublicRecords => "Answer to a public-records request",
            Self::Certification => "Answer about a certification",
            Self::Extension => "Notice of extension",
        }
    }

    /// What it does, in a sentence.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Acknowledgement => "Says that the request is here, and nothing more.",
            Self::Refusal => "Refuses under the ordinance. It neither confirms nor denies that a record exists.",
            Self::CourtPaper => "Asks for a warrant or an order that a judge has signed, or a subpoena of a court.",
            Self::StatusExchange => {
                "Answers about citizenship or immigration status alone. The answer is written in by hand."
            }
            Self::Referral => "Asks the City Solicitor for a written finding.",
            Self::PublicRecords => "Gives what is public, and names the exemptions for what is withheld.",
            Self::Certification => "Answers about Form I-918B or I-914B, within 90 days.",
            Self::Extension => "Says that the records take longer than 10 business days, until when, and why.",
        }
    }

    /// The languages there is a wording in: Spanish where it goes to residents.
    #[must_use]
    pub const fn languages(self) -> &'static [Language] {
        match self {
            Self::Acknowledgement | Self::PublicRecords | Self::Certification | Self::Extension => Language::ALL,
            Self::Refusal | Self::CourtPaper | Self::StatusExchange | Self::Referral => &[Language::English],
        }
    }

    /// The standard wording; `None`: there is none in this language.
    #[must_use]
    pub const fn wording(self, language: Language) -> Option<&'static Wording> {
        match language {
            Language::English => Some(english::wording(self)),
            Language::Spanish => spanish::wording(self),
        }
    }
}

/// The words of a letter.
#[derive(Debug, PartialEq, Eq)]
pub struct Wording {
    /// The subject line, which is protected.
    pub subject: &'static str,
    /// The parts, in order.
    pub parts: &'static [Part],
}

/// Some paragraphs of a letter that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The name by which an office words it itself; `None`: it is required, and protected.
    pub name: Option<&'static str>,
    /// When it stands in the letter; `None`: always.
    pub only: Option<Condition>,
    /// Paragraphs, with an empty line between them and blanks in braces ([`Blank`]).
    pub words: &'static str,
}

const fn required(words: &'static str) -> Part {
    Part { name: None, only: None, words }
}

const fn required_if(only: Condition, words: &'static str) -> Part {
    Part { name: None, only: Some(only), words }
}

const fn free(name: &'static str, words: &'static str) -> Part {
    Part { name: Some(name), only: None, words }
}

/// What is asked in one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Its number within the request.
    pub item: u32,
    /// What is asked, if it is known.
    pub ask: Option<Ask>,
    /// What kind of information, where that is asked.
    pub information: Option<Information>,
}

/// What a letter is filled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// Which letter.
    pub letter: Letter,
    /// In which language.
    pub language: Language,
    /// The office that writes.
    pub office: String,
    /// Below its name: address, telephone.
    pub letterhead: Vec<String>,
    /// The agency it goes to; `None`: nobody whose name may be kept.
    pub to: Option<String>,
    /// The request's number.
    pub number: String,
    /// The agency that asks, where it is one; else `None`.
    pub agency: Option<String>,
    /// When the request came in.
    pub received: Date,
    /// The day of the letter.
    pub dated: Date,
    /// The moment that stands in the file itself.
    pub made: Timestamp,
    /// The officer who issues it.
    pub signer: String,
    /// The items it is about.
    pub asked: Vec<Asked>,
    /// What holds, for the parts that stand only then.
    pub holds: BTreeSet<Condition>,
    /// The exemptions that are named.
    pub exemptions: BTreeSet<Exemption>,
    /// A date that the letter gives.
    pub due: Option<Date>,
    /// A reason that the letter gives.
    pub reason: Option<String>,
    /// The parts that the office words itself, by their names.
    pub own: BTreeMap<String, String>,
}

/// A letter that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// Something is missing that it says.
    #[error(transparent)]
    NotFilled(#[from] NotFilled),
    /// The PDF could not be made.
    #[error(transparent)]
    Pdf(#[from] crate::NotTypeset),
    /// The DOCX could not be made.
    #[error(transparent)]
    Docx(#[from] NotWritten),
}

impl Matter {
    /// The letter's text.
    ///
    /// # Errors
    /// [`NotFilled`] if it says something that is missing here.
    pub fn fill(&self) -> Result<Filled, NotFilled> {
        fill::fill(self)
    }

    /// The letter for print, as PDF/A-2a and PDF/UA-1. The same matter gives the same bytes.
    ///
    /// # Errors
    /// [`LetterError`].
    pub fn pdf(&self) -> Result<Vec<u8>, LetterError> {
        Ok(pages::write(&self.fill()?, self)?)
    }

    /// The letter as a document to edit. The same matter gives the same bytes.
    ///
    /// # Errors
    /// [`LetterError`].
    pub fn docx(&self) -> Result<Vec<u8>, LetterError> {
        Ok(docx::write(&self.fill()?, self)?)
    }
}

#[cfg(test)]
mod tests;
