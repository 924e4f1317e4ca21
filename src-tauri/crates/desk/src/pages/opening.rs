//! Opening the desk: whether there is a record, who may open it, and how good a new passphrase is.

use std::path::Path;

use law::facts::{FactName, Recipient};
use law::northampton::questions;
use ledger::{Kdf, local_date};
use serde::{Deserialize, Serialize};

use super::contract;
use super::waits::{Pausing, WaitsFor};
use super::words::Choice;
use crate::error::Error;
use crate::import::ImportOptions;
use crate::office::{Desk, Opening as Way};
use crate::ports::{Clock, Entropy, Silent};
use crate::{Founding, Passphrase};

contract! {
    /// Who works at the desk, and on what.
    pub struct Session {
        /// The office's name.
        pub office: String,
        /// The officer's name.
        pub officer: String,
        /// Is it the practice desk?
        pub practice: bool,
        /// The civil date in New York.
        pub today: String,
        /// Minutes without a touch until the desk locks itself.
        pub idle_minutes: u32,
    }

    /// How hard a passphrase is to guess, and what would make it harder.
    pub struct Strength {
        /// 0 to 4.
        pub score: u8,
        /// Does the desk take it?
        pub enough: bool,
        /// What would make it harder; how good it is, where nothing would.
        pub advice: String,
    }
}

/// Whether there is a record on this computer, and whether it is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Opening {
    /// There is none yet.
    FirstStart,
    /// There is one, and nobody has opened it.
    Locked {
        /// Who may open it.
        officers: Vec<String>,
    },
    /// Somebody works on it.
    Open {
        /// Who, and on what.
        session: Session,
    },
}

/// What a new record is made from.
#[derive(Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(rename = "Founding"))]
pub struct NewRecord {
    /// The office's name.
    pub office: String,
    /// The first officer's name.
    pub officer: String,
    /// The first officer's passphrase.
    pub passphrase: Secret,
}

/// Who opens the record.
#[derive(Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Credentials {
    /// The officer's name.
    pub officer: String,
    /// The officer's passphrase.
    pub passphrase: Secret,
}

/// A passphrase on its way from the page: it is never shown, and overwritten when it is dropped.
#[derive(Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(as = "String"))]
pub struct Secret(zeroize::Zeroizing<String>);

impl Secret {
    /// The passphrase, checked.
    ///
    /// # Errors
    /// What makes it none.
    pub fn passphrase(&self) -> Result<Passphrase, Error> {
        Ok(Passphrase::new(self.0.to_string())?)
    }
}

/// How many guesses a passphrase must withstand, as a power of ten. Somebody with the stolen file and a rack of machines
/// makes some ten thousand guesses a second against the key's derivation: a trillion takes years.
const ENOUGH: f64 = 12.0;
/// Longer texts are not measured: what makes them weak shows in their beginning.
const MEASURED: usize = 100;

/// How hard a passphrase is to guess for somebody who knows the office and the officer.
#[must_use]
pub fn strength(new: &NewRecord) -> Strength {
    measured(&new.passphrase, &[&new.office, &new.officer])
}

/// How hard a passphrase is to guess for somebody who knows these names.
pub(crate) fn measured(passphrase: &Secret, names: &[&str]) -> Strength {
    let text: String = passphrase.0.chars().take(MEASURED).collect();
    let text = zeroize::Zeroizing::new(text);
    let known: Vec<&str> = names.iter().flat_map(|name| name.split_whitespace()).collect();
    let found = zxcvbn::zxcvbn(&text, &known);
    let enough = found.guesses_log10() >= ENOUGH && text.chars().count() >= SHORTEST;
    let score = if enough { STRONG } else { u8::from(found.score()).min(STRONG - 1) };
    let advice = if text.is_empty() {
        "Use four or more words that do not belong together.".to_owned()
    } else if enough {
        "Good. Write it down and keep it in the safe.".to_owned()
    } else {
        found.feedback().and_then(zxcvbn::feedback::Feedback::warning).map_or_else(
            || "Easy to guess. Add another word or two.".to_owned(),
            |warning| format!("{warning} Add another word or two."),
        )
    };
    Strength { score, enough, advice }
}

/// The highest score.
const STRONG: u8 = 4;
/// The fewest characters of a passphrase.
const SHORTEST: usize = 12;

/// A class of recipients in words.
pub(crate) fn class(recipient: Recipient) -> Choice {
    let label = questions::Question::about(FactName::Recipient)
        .map_or_else(|| recipient.as_str(), |question| question.label(recipient.as_str()));
    Choice::new(recipient.as_str(), label, "")
}

/// What the practice desk begins with: a quarter of fictional requests.
const PRACTICE_LOG: &[u8] = include_bytes!("../../practice/practice-2026-Q3.csv");
/// What waits at the practice desk from the start: the request, for whom or what, and why.
const PRACTICE_WAITS: [(&str, WaitsFor, &str); 2] = [
    ("P-109", WaitsFor::Solicitor, "Does the subpoena bind the City before a court enforces it?"),
    ("P-155", WaitsFor::Records, "The plans are in the archive and have to be fetched."),
];
/// Who works at the practice desk.
const TRAINEE: &str = "Practice officer";

impl Desk {
    /// The officers who may open the record in this folder; `None`: there is no record.
    ///
    /// # Errors
    /// What the store says, if there is one that cannot be read.
    pub fn officers_of(folder: &Path) -> Result<Option<Vec<String>>, Error> {
        match ledger::Store::officers_of(folder) {
            Ok(officers) => Ok(Some(officers)),
            Err(ledger::Error::NoStore { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Makes the record with its first officer and opens it.
    ///
    /// # Errors
    /// [`Error::WeakPassphrase`]; or what the store says. Then no record was made.
    pub fn set_up(
        folder: &Path,
        new: &NewRecord,
        clock: Box<dyn Clock>,
        mut entropy: Box<dyn Entropy>,
    ) -> Result<Self, Error> {
        let Strength { enough, advice, .. } = strength(new);
        if !enough {
            return Err(Error::WeakPassphrase { advice });
        }
        let passphrase = new.passphrase.passphrase()?;
        let founding = Founding { office: new.office.clone(), officer: new.officer.clone(), kdf: Kdf::default() };
        Self::found(folder, &founding, &passphrase, clock.as_ref(), entropy.as_mut())?;
        let way = Way { store: folder, officer: Some(&new.officer), passphrase: &passphrase, read_only: false };
        Self::open(way, clock, entropy)
    }

    /// Makes a practice record in an empty folder and opens it: a fictional quarter under a passphrase nobody knows.
    ///
    /// # Errors
    /// What the store says; then there is no record.
    pub fn practise(folder: &Path, clock: Box<dyn Clock>, mut entropy: Box<dyn Entropy>) -> Result<Self, Error> {
        let mut random = [0_u8; 32];
        entropy.fill(&mut random).map_err(ledger::Error::NoRandomness)?;
        let words: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let passphrase = Passphrase::new(words)?;
        // Nobody needs to guess this one: it is forgotten with the desk.
        let kdf = Kdf { memory_kib: 64, passes: 1, lanes: 1 };
        let founding = Founding { office: "Practice office".to_owned(), officer: TRAINEE.to_owned(), kdf };
        Self::found(folder, &founding, &passphrase, clock.as_ref(), entropy.as_mut())?;
        let way = Way { store: folder, officer: None, passphrase: &passphrase, read_only: false };
        let mut desk = Self::open(way, clock, entropy)?;
        let options = ImportOptions { file: "the practice quarter", mapping: None, dry_run: false };
        desk.import(PRACTICE_LOG, options, &mut Silent)?;
        for (number, waits_for, reason) in PRACTICE_WAITS {
            let (number, waits_for, reason) = (number.to_owned(), waits_for.to_string(), reason.to_owned());
            desk.pause_item(&Pausing { number, item: 1, waits_for, reason })?;
        }
        Ok(desk)
    }

    /// Who works at this desk.
    #[must_use]
    pub fn session(&self, practice: bool) -> Session {
        Session {
            office: self.office().to_owned(),
            officer: self.store.officer().1.to_owned(),
            practice,
            today: local_date(self.clock.now()).to_string(),
            idle_minutes: IDLE_MINUTES,
        }
    }
}

/// Minutes without a touch until the desk locks itself.
pub(crate) const IDLE_MINUTES: u32 = 10;
