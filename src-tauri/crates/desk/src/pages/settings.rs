//! The office's settings, and its own agencies.

use law::directory::OfficeAgency;
use ledger::Kdf;
use serde::Deserialize;

use super::contract;
use super::opening::{IDLE_MINUTES, Secret, Strength, class, measured};
use crate::error::Error;
use crate::office::Desk;

contract! {
    /// An agency of the directory.
    pub struct Agency {
        /// The name that reports use.
        pub name: String,
        /// Other names for it.
        pub aliases: Vec<String>,
        /// Its class.
        pub recipient: String,
        /// Its class in words.
        pub class: String,
        /// Did the office add it?
        pub own: bool,
    }

    /// An agency to be added.
    pub struct NewAgency {
        /// The name that reports use.
        pub name: String,
        /// Other names for it.
        pub aliases: Vec<String>,
        /// Its class.
        pub recipient: String,
    }

    /// The settings.
    pub struct SettingsView {
        /// The office's name.
        pub office: String,
        /// Its officers.
        pub officers: Vec<String>,
        /// Where the record lies.
        pub folder: String,
        /// The office's own agencies.
        pub agencies: Vec<Agency>,
        /// Minutes without a touch until the desk locks itself.
        pub idle_minutes: u32,
        /// The program's version.
        pub version: String,
        /// The version of the rules.
        pub rules_version: String,
    }
}

/// An officer to be added.
#[derive(Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct NewOfficer {
    /// The officer's name.
    pub name: String,
    /// The officer's passphrase.
    pub passphrase: Secret,
}

/// How many agencies a type-ahead offers.
const OFFERED: usize = 12;

impl Desk {
    /// Agencies whose names are near a text, nearest first.
    ///
    /// # Errors
    /// What the store says.
    pub fn find_agencies(&self, text: &str) -> Result<Vec<Agency>, Error> {
        let own = self.store.agencies()?;
        let suggested = self.directory.suggest(text, OFFERED).into_iter().map(|found| Agency {
            name: found.name.to_string(),
            aliases: found.aliases.iter().map(ToString::to_string).collect(),
            recipient: found.recipient.to_string(),
            class: class(found.recipient).label,
            own: own.iter().any(|agency| agency.name == found.name),
        });
        Ok(suggested.collect())
    }

    /// The settings.
    ///
    /// # Errors
    /// What the store says.
    pub fn settings(&self) -> Result<SettingsView, Error> {
        let agencies = self.store.agencies()?.into_iter().map(|agency| Agency {
            class: agency
                .recipient
                .as_str()
                .parse()
                .map_or_else(|_| agency.recipient.as_str().to_owned(), |known| class(known).label),
            recipient: agency.recipient.as_str().to_owned(),
            name: agency.name,
            aliases: agency.aliases,
            own: true,
        });
        Ok(SettingsView {
            office: self.office().to_owned(),
            officers: self.store.officers(),
            folder: self.store.folder().display().to_string(),
            agencies: agencies.collect(),
            idle_minutes: IDLE_MINUTES,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rules_version: law::northampton::ORDINANCE.rules_version.to_owned(),
        })
    }

    /// Adds an agency to the office's own directory, and gives the settings as they are then.
    ///
    /// # Errors
    /// [`Error::Refused`] if its class is none; or what the store says. Then nothing was added.
    pub fn add_own_agency(&mut self, new: NewAgency) -> Result<SettingsView, Error> {
        let recipient =
            new.recipient.parse().map_err(|_| Error::Refused("say what kind of agency it is".to_owned()))?;
        self.add_agency(OfficeAgency { name: new.name, aliases: new.aliases, recipient })?;
        self.settings()
    }

    /// Gives another officer access with a passphrase of their own.
    ///
    /// # Errors
    /// [`Error::WeakPassphrase`]; or what the store says. Then nobody was added.
    pub fn add_officer(&mut self, new: &NewOfficer) -> Result<SettingsView, Error> {
        let Strength { enough, advice, .. } = measured(&new.passphrase, &[self.office(), &new.name]);
        if !enough {
            return Err(Error::WeakPassphrase { advice });
        }
        let passphrase = new.passphrase.passphrase()?;
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        act.add_officer(&new.name, &passphrase, Kdf::default())?;
        act.commit()?;
        self.settings()
    }
}
