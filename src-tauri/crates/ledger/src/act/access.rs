//! Who may open the store: officers, their passphrases, and the recovery sheet. The sealed keys stand beside the record;
//! the record says what was done to them, by whom and when.

use ed25519_dalek::SigningKey;

use super::{Act, approval, require_word};
use crate::event::{Event, PublicKey, Succession};
use crate::passphrase::{Kdf, Passphrase};
use crate::record::OfficerId;
use crate::recovery::RecoveryWords;
use crate::store::{random_signer, require_name};
use crate::{Error, Term};

/// The role of who makes a record.
const FIRST_ROLE: Term = Term::from_static("administrator");

impl Act<'_> {
    /// Gives another officer access, with a role, and a passphrase that they replace by one of their own.
    ///
    /// # Errors
    /// [`Error::OfficerExists`], also if one of this name has left; [`Error::Name`]; [`Error::UnknownWord`] for the role.
    pub fn add_officer(
        &mut self,
        name: &str,
        role: Term,
        passphrase: &Passphrase,
        kdf: Kdf,
    ) -> Result<OfficerId, Error> {
        require_name(name)?;
        require_word("role", Some(&role))?;
        let officers = self.store.known_officers()?;
        if officers.named(name).is_some() {
            return Err(Error::OfficerExists { name: name.to_owned() });
        }
        let id = officers.next_id();
        let signer = random_signer(self.entropy)?;
        let keys = self.keys.get_or_insert_with(|| self.store.keys.clone());
        keys.wrap((id, name), (&self.store.key, &[&signer]), passphrase, kdf, self.entropy)?;
        self.record_officer(id, name, role, &signer)?;
        Ok(id)
    }

    pub(super) fn record_first_officer(&mut self, id: OfficerId, name: &str) -> Result<(), Error> {
        match self.store.signer.clone() {
            Some(signer) => self.record_officer(id, name, FIRST_ROLE, &signer),
            None => Err(Error::OtherSigner),
        }
    }

    fn record_officer(&mut self, id: OfficerId, name: &str, role: Term, signer: &SigningKey) -> Result<(), Error> {
        let key = Some(PublicKey::of(signer));
        self.about_officer(id, &Event::OfficerAdded { id, name: name.to_owned(), role: Some(role), key })
    }

    /// Gives an officer another role.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if they are none or have left, or if nobody would be left who may add officers;
    /// [`Error::UnknownWord`].
    pub fn change_role(&mut self, officer: OfficerId, role: Term) -> Result<(), Error> {
        require_word("role", Some(&role))?;
        self.about_officer(officer, &Event::RoleChanged { officer, role })
    }

    /// Takes an officer's access away. What they entered stays.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if they are none or have left, or if nobody would be left who may add officers.
    pub fn officer_left(&mut self, officer: OfficerId) -> Result<(), Error> {
        self.about_officer(officer, &Event::OfficerLeft { officer })?;
        self.leaves = true;
        Ok(())
    }

    /// Seals the store's key with the words of a new recovery sheet. An earlier sheet opens nothing after that.
    ///
    /// # Errors
    /// [`Error::NoRandomness`], or if the store cannot be written.
    pub fn seal_recovery(&mut self, words: &RecoveryWords, kdf: Kdf) -> Result<(), Error> {
        let keys = self.keys.get_or_insert_with(|| self.store.keys.clone());
        keys.seal_recovery(&self.store.key, words, kdf, self.entropy)?;
        self.append(None, &Event::RecoverySheetMade {})
    }

    /// The record was encrypted anew, and a new recovery sheet belongs to its key.
    pub(crate) fn record_new_key(&mut self) -> Result<(), Error> {
        self.append(None, &Event::StoreKeyChanged {})?;
        self.append(None, &Event::RecoverySheetMade {})
    }

    /// Gives the officer who opened the store another passphrase, for the one they know. Where somebody else had given
    /// them that one, they also sign with a new key from here on.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`] if they do not know it.
    pub fn change_passphrase(&mut self, old: &Passphrase, new: &Passphrase, kdf: Kdf) -> Result<(), Error> {
        self.store.require_passphrase(old)?;
        let officer = self.store.officer.0;
        let given = self.store.known_officers()?.get(officer).is_some_and(|known| known.given);
        let before = self.store.signer.clone();
        let next = if given || before.is_none() { Some(random_signer(self.entropy)?) } else { None };
        let signers: Vec<&SigningKey> = next.iter().chain(&before).collect();
        self.seal_for_officer(&signers, new, kdf)?;
        let desk = self.store.keys.store();
        let key = next.as_ref().map(|next| Succession::to(next, desk, officer, before.as_ref()));
        self.signer = next.or(before);
        self.about_officer(officer, &Event::PassphraseChanged { officer, key })
    }

    /// Gives the officer for whom the store was opened with the recovery sheet a new passphrase.
    pub(crate) fn reset_passphrase(&mut self, new: &Passphrase, kdf: Kdf) -> Result<(), Error> {
        let officer = self.store.officer.0;
        let signer = random_signer(self.entropy)?;
        self.seal_for_officer(&[&signer], new, kdf)?;
        let key = Some(PublicKey::of(&signer));
        self.signer = Some(signer);
        self.about_officer(officer, &Event::PassphraseReset { officer, key })
    }

    fn seal_for_officer(&mut self, signers: &[&SigningKey], passphrase: &Passphrase, kdf: Kdf) -> Result<(), Error> {
        let keys = self.keys.get_or_insert_with(|| self.store.keys.clone());
        let (id, name) = (self.store.officer.0, self.store.officer.1.as_str());
        keys.wrap((id, name), (&self.store.key, signers), passphrase, kdf, self.entropy)
    }

    /// Appends an event about an officer, and writes what follows from it.
    fn about_officer(&mut self, officer: OfficerId, event: &Event) -> Result<(), Error> {
        let mut officers = self.store.known_officers()?;
        officers.follow(self.store.keys.store(), event, self.made()).map_err(approval::refused)?;
        self.append(None, event)?;
        Ok(officers.put(self.connection(), officer)?)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::keys::tests::{CHEAP, Counting, passphrase};
    use crate::store::{Founding, Store};

    const BEN: OfficerId = OfficerId(2);

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    /// A record with two officers, each with a passphrase of their own, opened by the first.
    fn opened_by_ada(folder: &tempfile::TempDir) -> Store {
        let path = folder.path().join("store");
        let founding = Founding { office: "City Clerk".to_owned(), officer: "Ada".to_owned(), kdf: CHEAP };
        Store::create(&path, &founding, &passphrase("one"), at(0), &mut Counting(0)).unwrap();
        let mut store = Store::open(&path, None, &passphrase("one")).unwrap();
        let mut entropy = Counting(100);
        let mut act = store.begin(at(1), &mut entropy).unwrap();
        act.add_officer("Ben", FIRST_ROLE, &passphrase("given"), CHEAP).unwrap();
        act.commit().unwrap();
        drop(store);
        let mut store = Store::open(&path, Some("Ben"), &passphrase("given")).unwrap();
        let mut act = store.begin(at(2), &mut entropy).unwrap();
        act.change_passphrase(&passphrase("given"), &passphrase("two"), CHEAP).unwrap();
        act.commit().unwrap();
        drop(store);
        Store::open(&path, Some("Ada"), &passphrase("one")).unwrap()
    }

    fn first_problem(store: &Store) -> Option<String> {
        let found = store.verify(&[], &mut crate::to_the_end).unwrap();
        found.problems.first().map(|problem| problem.what.clone())
    }

    #[test]
    fn what_is_entered_in_anothers_name_does_not_hold() {
        type Forging = fn(&mut Store);
        let forgings: [(&str, Forging); 2] =
            [("signed by who forged it", |_| ()), ("signed by nobody", |store| store.signer = None)];
        for (how, forge) in forgings {
            let folder = tempfile::tempdir().unwrap();
            let mut store = opened_by_ada(&folder);
            assert_eq!(first_problem(&store), None, "{how}: it holds before");
            // Ada has the store's key and the desk's, and so all but what Ben signs with.
            store.officer.0 = BEN;
            forge(&mut store);
            let mut entropy = Counting(300);
            let mut act = store.begin(at(3), &mut entropy).unwrap();
            act.change_role(BEN, Term::from_static("clerk")).unwrap();
            act.commit().unwrap();
            let found = first_problem(&store).unwrap();
            assert!(found.contains("not signed by the officer who is said to have entered it"), "{how}: {found}");
        }
    }

    #[test]
    fn an_entry_in_anothers_name_does_not_hide_under_an_act_of_ones_own() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = opened_by_ada(&folder);
        let mut entropy = Counting(300);
        let mut act = store.begin(at(3), &mut entropy).unwrap();
        act.store.officer.0 = BEN;
        act.change_role(BEN, Term::from_static("clerk")).unwrap();
        act.store.officer.0 = OfficerId(1);
        act.change_role(BEN, Term::from_static("reviewer")).unwrap();
        act.commit().unwrap();
        let found = first_problem(&store).unwrap();
        assert!(found.contains("by another officer than the one in front of it"), "{found}");
    }

    #[test]
    fn a_key_that_the_officer_did_not_hand_on_does_not_hold() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = opened_by_ada(&folder);
        let own = random_signer(&mut Counting(400)).unwrap();
        store.officer.0 = BEN;
        let key = Succession::to(&own, store.keys.store(), BEN, store.signer.as_ref());
        let mut entropy = Counting(300);
        let mut act = store.begin(at(3), &mut entropy).unwrap();
        let refused = act.about_officer(BEN, &Event::PassphraseChanged { officer: BEN, key: Some(key) });
        assert!(matches!(refused, Err(Error::NotTaken { .. })), "the old key signs the new one");
    }

    #[test]
    fn the_power_may_go_between_the_sealed_keys_and_the_entry() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = opened_by_ada(&folder);
        let path = store.folder.clone();
        let mut entropy = Counting(300);
        let mut act = store.begin(at(3), &mut entropy).unwrap();
        act.add_officer("Cy", FIRST_ROLE, &passphrase("given"), CHEAP).unwrap();
        act.commit().unwrap();
        drop(store);
        let mut store = Store::open(&path, Some("Cy"), &passphrase("given")).unwrap();
        let mut act = store.begin(at(4), &mut entropy).unwrap();
        act.change_passphrase(&passphrase("given"), &passphrase("three"), CHEAP).unwrap();
        // The keys are on the disk, and the act is not.
        act.keys.clone().unwrap().write(&path).unwrap();
        drop(act);
        drop(store);
        let mut store = Store::open(&path, Some("Cy"), &passphrase("three")).unwrap();
        assert!(store.known_officers().unwrap().get(OfficerId(3)).unwrap().given, "the record does not know of it");
        let mut act = store.begin(at(5), &mut entropy).unwrap();
        act.change_passphrase(&passphrase("three"), &passphrase("four"), CHEAP).unwrap();
        act.commit().unwrap();
        assert_eq!(first_problem(&store), None, "it is done again, with the key that the record knows");
        drop(store);
        Store::open(&path, Some("Cy"), &passphrase("four")).unwrap();
    }
}
