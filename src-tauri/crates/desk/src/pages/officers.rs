//! The officers: who they are, what role each has, and who may do what.

use ledger::OfficerId;
use serde::Deserialize;

use super::contract;
use super::opening::{Secret, Strength, measured};
use super::words::Choice;
use crate::error::Error;
use crate::office::Desk;
use crate::roles::{Duty, Role};

contract! {
    /// An officer of the office.
    pub struct Officer {
        /// The officer's number, by the order in which they were added.
        pub id: u32,
        /// The officer's name.
        pub name: String,
        /// The officer's role.
        pub role: Role,
        /// What the role is called.
        pub role_name: String,
        /// Do they still have the passphrase that was given to them?
        pub given: bool,
        /// Have they left?
        pub left: bool,
        /// Is it the officer at this desk?
        pub own: bool,
    }

    /// A duty, and whose it is.
    pub struct DutyLine {
        /// What it is.
        pub duty: String,
        /// Is it theirs? One answer for each role, in their order.
        pub may: Vec<bool>,
    }

    /// The officers, and the table of who may do what.
    pub struct OfficersView {
        /// The officers, also those who have left, in the order in which they were added.
        pub officers: Vec<Officer>,
        /// The roles.
        pub roles: Vec<Choice>,
        /// The table, a line for each duty.
        pub duties: Vec<DutyLine>,
        /// May the officer at this desk change any of it?
        pub may_change: bool,
    }

    /// An officer gets another role.
    pub struct RoleChange {
        /// The officer's number.
        pub officer: u32,
        /// The role.
        pub role: Role,
    }
}

/// An officer to be added.
#[derive(Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct NewOfficer {
    /// The officer's name.
    pub name: String,
    /// The officer's role.
    pub role: Role,
    /// A passphrase to begin with. The officer replaces it by one of their own.
    pub passphrase: Secret,
}

impl Desk {
    /// The officers, and who may do what.
    ///
    /// # Errors
    /// What the store says.
    pub fn officers(&self) -> Result<OfficersView, Error> {
        let own = self.store.officer().0;
        let officers = self.store.officer_list()?.into_iter().map(|officer| {
            let role = Role::of_officer(officer.role.as_ref());
            Officer {
                id: officer.id.0,
                name: officer.name,
                role,
                role_name: role.label().to_owned(),
                given: officer.given,
                left: officer.left,
                own: officer.id == own,
            }
        });
        let line = |duty: &Duty| DutyLine {
            duty: duty.label().to_owned(),
            may: Role::ALL.iter().map(|role| role.may(*duty)).collect(),
        };
        Ok(OfficersView {
            officers: officers.collect(),
            roles: Role::ALL.iter().map(|role| Choice::new(role.as_str(), role.label(), role.about())).collect(),
            duties: Duty::ALL.iter().map(line).collect(),
            may_change: self.role()?.may(Duty::Office),
        })
    }

    /// Gives another officer access, with a role and a passphrase to begin with.
    ///
    /// # Errors
    /// [`Error::NotTheRole`], [`Error::WeakPassphrase`]; or what the store says. Then nobody was added.
    pub fn add_officer(&mut self, new: &NewOfficer) -> Result<OfficersView, Error> {
        self.require(Duty::Office)?;
        let Strength { enough, advice, .. } = measured(&new.passphrase, &[self.office(), &new.name]);
        if !enough {
            return Err(Error::WeakPassphrase { advice });
        }
        let passphrase = new.passphrase.passphrase()?;
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        act.add_officer(&new.name, new.role.term(), &passphrase, self.clock.kdf())?;
        act.commit()?;
        self.officers()
    }

    /// Gives an officer another role.
    ///
    /// # Errors
    /// [`Error::NotTheRole`]; what the store says, as where nobody would be left who may add officers. Then nothing was
    /// changed.
    pub fn change_role(&mut self, change: &RoleChange) -> Result<OfficersView, Error> {
        self.require(Duty::Office)?;
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        act.change_role(OfficerId(change.officer), change.role.term())?;
        act.commit()?;
        self.officers()
    }

    /// Takes an officer's access away. What they entered stays.
    ///
    /// # Errors
    /// [`Error::NotTheRole`]; [`Error::Refused`] for the officer at this desk; what the store says, as where nobody would
    /// be left who may add officers. Then nothing was changed.
    pub fn officer_left(&mut self, officer: u32) -> Result<OfficersView, Error> {
        self.require(Duty::Office)?;
        if self.store.officer().0 == OfficerId(officer) {
            let what = "you cannot take your own access away; another administrator can";
            return Err(Error::Refused(what.to_owned()));
        }
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        act.officer_left(OfficerId(officer))?;
        act.commit()?;
        self.officers()
    }
}
