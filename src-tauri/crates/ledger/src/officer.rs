//! The officers: who they are, what role each has, and the keys by which the record knows what they entered.
//!
//! Each officer signs the heads that their acts lead to, with an Ed25519 key that only their passphrase opens: who holds the
//! store's key alone can write no act in another's name that holds. What the record says of officers is the sum of the
//! events, like all else; writing and checking share [`Officers::follow`].
//! What a role may do is not known here. What must never enter: a passphrase, or a key that signs.

use std::collections::BTreeMap;

use data_encoding::BASE64;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use rusqlite::Connection;

use crate::event::{DeskId, Event, PublicKey, Succession};
use crate::fold::{Contradiction, Made};
use crate::record::OfficerId;
use crate::replay::Replay;
use crate::store::Store;
use crate::{Error, Term, schema, term};

/// The role that may add officers: a record never is without one who has it.
const ADMINISTRATOR: &str = "administrator";

/// Is this word a role that the record knows?
#[must_use]
pub fn is_role(word: &str) -> bool {
    word.parse().is_ok_and(|word| term::allows("role", &word))
}

/// An officer, as the record shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// The officer's number, by the order in which they were added.
    pub id: OfficerId,
    /// The officer's name.
    pub name: String,
    /// The officer's role; `None`: added before there were roles, with the rights of an administrator.
    pub role: Option<Term>,
    /// Do they still have the passphrase that somebody else gave them? Then that person could act in their name.
    pub given: bool,
    /// Have they left? Then nothing opens the record for them.
    pub left: bool,
}

/// What the events say of one officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) name: String,
    pub(crate) role: Option<Term>,
    pub(crate) key: Option<PublicKey>,
    pub(crate) given: bool,
    pub(crate) left: bool,
}

impl Known {
    fn administers(&self) -> bool {
        !self.left && self.role.as_ref().is_none_or(|role| *role == ADMINISTRATOR)
    }
}

/// What the events say of all officers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Officers(BTreeMap<OfficerId, Known>);

impl Officers {
    /// The officers in the tables of a store.
    pub(crate) fn read(connection: &Connection, version: i64) -> rusqlite::Result<Self> {
        let sql = if version < schema::OFFICERS {
            "SELECT id, name, NULL, NULL, 0, 0 FROM officer"
        } else {
            "SELECT id, name, role, public_key, given, gone FROM officer"
        };
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut officers = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let role: Option<String> = row.get(2)?;
            let role = role.map(Term::try_from).transpose().map_err(|error| {
                rusqlite::Error::FromSqlConversionFailure(2, rusqlite::types::Type::Text, Box::new(error))
            })?;
            let key: Option<[u8; 32]> = row.get(3)?;
            let (name, given, left) = (row.get(1)?, row.get(4)?, row.get(5)?);
            officers.insert(OfficerId(row.get(0)?), Known { name, role, key: key.map(PublicKey), given, left });
        }
        Ok(Self(officers))
    }

    /// Writes what is known of one officer.
    pub(crate) fn put(&self, connection: &Connection, id: OfficerId) -> rusqlite::Result<()> {
        let Some(Known { name, role, key, given, left }) = self.0.get(&id) else { return Ok(()) };
        let role = role.as_ref().map(Term::as_str);
        let key = key.as_ref().map(|key| key.0);
        connection
            .prepare_cached(
                "INSERT INTO officer (id, name, role, public_key, given, gone) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
                 ON CONFLICT (id) DO UPDATE SET role = ?3, public_key = ?4, given = ?5, gone = ?6",
            )?
            .execute((id.0, name, role, key, given, left))?;
        Ok(())
    }

    /// Is nobody an officer yet? Only while a record begins.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those who have not left, in the order in which they were added.
    pub(crate) fn present(&self) -> impl Iterator<Item = (OfficerId, &Known)> {
        self.0.iter().filter(|(_, known)| !known.left).map(|(id, known)| (*id, known))
    }

    /// What is known of an officer.
    pub(crate) fn get(&self, id: OfficerId) -> Option<&Known> {
        self.0.get(&id)
    }

    /// The officer of this name.
    pub(crate) fn named(&self, name: &str) -> Option<OfficerId> {
        self.0.iter().find(|(_, known)| known.name == name).map(|(id, _)| *id)
    }

    /// The number that the next officer gets.
    pub(crate) fn next_id(&self) -> OfficerId {
        self.0.last_key_value().map_or(OfficerId(1), |(id, _)| OfficerId(id.0 + 1))
    }

    /// Who they are, in the order in which they were added.
    pub(crate) fn list(&self) -> Vec<Officer> {
        let officer = |(id, known): (&OfficerId, &Known)| {
            let Known { name, role, key: _, given, left } = known.clone();
            Officer { id: *id, name, role, given, left }
        };
        self.0.iter().map(officer).collect()
    }

    /// What follows from an event about an officer, made by one. Other events change nothing.
    pub(crate) fn follow(&mut self, desk: DeskId, event: &Event, made: Made) -> Result<(), Contradiction> {
        if let Event::OfficerAdded { id, name, role, key } = event {
            let given = key.is_some() && made.officer != *id;
            let known = Known { name: name.clone(), role: role.clone(), key: *key, given, left: false };
            if self.0.contains_key(id) || self.named(name).is_some() {
                return Err(Contradiction("it adds an officer who is one already"));
            }
            self.0.insert(*id, known);
        } else if let Event::PassphraseChanged { officer, key } = event {
            let known = self.own(*officer, made)?;
            // Who chose their passphrase themselves before keeps their key.
            if let Some(next) = key {
                if known.key.is_some_and(|old| !next.follows(desk, *officer, &old)) {
                    return Err(Contradiction("it names a key that the officer did not sign"));
                }
                known.key = Some(next.key);
                known.given = false;
            }
        } else if let Event::PassphraseReset { officer, key } = event {
            let known = self.own(*officer, made)?;
            if known.key.is_some() && key.is_none() {
                return Err(Contradiction("it leaves an officer with a key that nothing opens"));
            }
            known.key = *key;
            known.given = false;
        } else if let Event::RoleChanged { officer, role } = event {
            self.active(*officer)?.role = Some(role.clone());
            self.keep_an_administrator()?;
        } else if let Event::OfficerLeft { officer } = event {
            self.active(*officer)?.left = true;
            self.keep_an_administrator()?;
        }
        Ok(())
    }

    fn active(&mut self, id: OfficerId) -> Result<&mut Known, Contradiction> {
        let known = self.0.get_mut(&id).filter(|known| !known.left);
        known.ok_or(Contradiction("it is about an officer who is none, or has left"))
    }

    /// The officer whom an event is about and who alone can make it.
    fn own(&mut self, id: OfficerId, made: Made) -> Result<&mut Known, Contradiction> {
        if made.officer == id { self.active(id) } else { Err(Contradiction("it changes another officer's passphrase")) }
    }

    fn keep_an_administrator(&self) -> Result<(), Contradiction> {
        if self.0.values().any(Known::administers) {
            Ok(())
        } else {
            Err(Contradiction("nobody would be left who may add officers"))
        }
    }
}

impl PublicKey {
    pub(crate) fn of(signer: &SigningKey) -> Self {
        Self(signer.verifying_key().to_bytes())
    }

    /// The key as it checks signatures; `None` where the bytes are none.
    pub(crate) fn verifying(&self) -> Option<VerifyingKey> {
        VerifyingKey::from_bytes(&self.0).ok()
    }
}

impl Succession {
    /// A new key of an officer, signed with the old one where there is one.
    pub(crate) fn to(signer: &SigningKey, desk: DeskId, officer: OfficerId, old: Option<&SigningKey>) -> Self {
        let key = PublicKey::of(signer);
        let proof =
            old.map(|old| crate::event::SignatureBytes(old.sign(said(desk, officer, &key).as_bytes()).to_bytes()));
        Self { key, proof }
    }

    /// Did the holder of the old key sign this one?
    fn follows(&self, desk: DeskId, officer: OfficerId, old: &PublicKey) -> bool {
        let Some((proof, old)) = self.proof.as_ref().zip(old.verifying()) else { return false };
        old.verify_strict(said(desk, officer, &self.key).as_bytes(), &Signature::from_bytes(&proof.0)).is_ok()
    }
}

/// What is signed where an officer's key succeeds another.
fn said(desk: DeskId, officer: OfficerId, key: &PublicKey) -> String {
    format!("disclosure-gatekeeper/{desk}/officer/{}\n{}\n", officer.0, BASE64.encode(&key.0))
}

impl Store {
    /// The officers of the record, also those who have left, in the order in which they were added.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn officer_list(&self) -> Result<Vec<Officer>, Error> {
        Ok(self.known_officers()?.list())
    }

    /// The role of the officer who opened the store; `None`: they were added before there were roles.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn role(&self) -> Result<Option<Term>, Error> {
        Ok(self.known_officers()?.get(self.officer.0).and_then(|known| known.role.clone()))
    }

    pub(crate) fn known_officers(&self) -> Result<Officers, Error> {
        let version = schema::version(&self.connection, &self.folder)?;
        Officers::read(&self.connection, version).map_err(|error| Error::of_database(error, &self.folder))
    }
}

/// Compares the officers with what the events say.
pub(crate) fn compare(
    connection: &Connection,
    version: i64,
    replay: &Replay,
    expect: &mut dyn FnMut(bool, &str),
) -> Result<(), Error> {
    let holds = Officers::read(connection, version)? == replay.officers;
    expect(holds, "the officers are not those that were entered");
    Ok(())
}
