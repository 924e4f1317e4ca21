//! Opening the desk: whether there is a record, who may open it, and how good a new passphrase is.

use std::path::Path;

use law::facts::{FactName, Recipient};
use law::northampton::{ORDINANCE, questions};
use ledger::local_date;
use serde::{Deserialize, Serialize};

use super::contract;
use super::practice::Trainee;
use super::words::Choice;
use crate::error::Error;
use crate::office::{Desk, Opening as Way};
use crate::ports::{Clock, Entropy};
use crate::roles::Duty;
use crate::seen::GoneOnBy;
use crate::settings::QuarterLabel;
use crate::{Founding, Passphrase};

contract! {
    /// The program, and what it works with.
    pub struct About {
        /// The program's version, such as `0.1.0`.
        pub version: String,
        /// The number of the ordinance it applies, as the City Council gave it.
        pub ordinance: String,
        /// The version of the rules.
        pub rules: String,
        /// The version of the ordinance's text that governs.
        pub text: String,
        /// The library that keeps the record, with its version.
        pub library: String,
    }

    /// Who works at the desk, and on what.
    pub struct Session {
        /// The office's name.
        pub office: String,
        /// The officer's name.
        pub officer: String,
        /// What the officer's role is called.
        pub role: String,
        /// What the role does, beside reading.
        pub duties: Vec<Duty>,
        /// Does the officer still have a passphrase that somebody else gave them?
        pub given_passphrase: bool,
        /// Is it the practice desk?
        pub practice: bool,
        /// The civil date in New York.
        pub today: String,
        /// Minutes without a touch until the desk locks itself.
        pub idle_minutes: u32,
        /// Which of a quarter's two labels stands first.
        pub quarters: QuarterLabel,
        /// What the record lacks of what this computer has seen of it. Then it is open only to be read.
        pub lacking: Option<Lacking>,
    }

    /// The record does not hold everything that was seen of it on this computer.
    pub struct Lacking {
        /// What is wrong, in sentences.
        pub said: String,
        /// What whoever goes on with it types.
        pub words: String,
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
    /// Somebody practises, and nobody has the practice desk open.
    Practice {
        /// Who may open it, with the passphrases.
        officers: Vec<Trainee>,
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

    /// What was typed.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

/// What is typed to go on with a record that lacks what was seen of it.
const GO_ON: &str = "go on with this record";

/// How many guesses a passphrase must withstand, as a power of ten. Somebody with the stolen file and a rack of machines
/// makes some ten thousand guesses a second against the key's derivation: a trillion takes years.
const ENOUGH: f64 = 12.0;
/// Longer texts are not measured: what makes them weak shows in their beginning.
const MEASURED: usize = 100;

/// The program of this version, and what it works with.
///
/// # Errors
/// What the store's library says.
pub fn about(version: &str) -> Result<About, Error> {
    let text = (ORDINANCE.texts)().first().map_or("", |text| text.version);
    Ok(About {
        version: version.to_owned(),
        ordinance: "19.153".to_owned(),
        rules: ORDINANCE.rules_version.to_owned(),
        text: text.to_owned(),
        library: ledger::library()?,
    })
}

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
        "Good. It is hard to guess.".to_owned()
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
        let founding = Founding { office: new.office.clone(), officer: new.officer.clone(), kdf: clock.kdf() };
        Self::found(folder, &founding, &passphrase, clock.as_ref(), entropy.as_mut())?;
        let way = Way { store: folder, officer: Some(&new.officer), passphrase: &passphrase, read_only: false };
        Self::open(way, clock, entropy)
    }

    /// Who works at this desk.
    ///
    /// # Errors
    /// What the store says.
    pub fn session(&self, practice: bool) -> Result<Session, Error> {
        let (id, name) = self.store.officer();
        let role = self.role()?;
        let given = self.store.officer_list()?.iter().any(|officer| officer.id == id && officer.given);
        Ok(Session {
            office: self.office().to_owned(),
            officer: name.to_owned(),
            role: role.label().to_owned(),
            duties: Duty::ALL.iter().copied().filter(|duty| role.may(*duty)).collect(),
            given_passphrase: given,
            practice,
            today: local_date(self.clock.now()).to_string(),
            idle_minutes: self.idle_minutes(),
            quarters: self.settings.quarters,
            lacking: self
                .regression()
                .map(|regression| Lacking { said: regression.to_string(), words: GO_ON.to_owned() }),
        })
    }

    /// Goes on with a record that lacks what was seen of it, for who typed the words that say so.
    ///
    /// # Errors
    /// [`Error::Unchanged`] if other words were typed; or what the store says.
    pub fn go_on_as_typed(&mut self, typed: &str) -> Result<(), Error> {
        let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        if !typed.eq_ignore_ascii_case(GO_ON) {
            return Err(Error::Unchanged(format!("To go on, type: {GO_ON}.")));
        }
        self.go_on(GoneOnBy::Choice)
    }
}
