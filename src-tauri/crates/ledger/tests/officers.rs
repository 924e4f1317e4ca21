//! Officers in the record: their roles, and that nobody enters anything in another's name.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "what fails here, fails the test")]

#[cfg(test)]
mod common;

use common::{CHEAP, Counting, Office, REVIEWER, assert_holds, at, choose_own, passphrase, settled, term};
use ledger::{Act, Error, FreeText, NewItem, Officer, OfficerId, RequestId, Store};

const BEN: OfficerId = OfficerId(2);
const REQUEST: RequestId = RequestId(1);

fn act<T>(store: &mut Store, second: i64, work: impl FnOnce(&mut Act<'_>) -> Result<T, Error>) -> Result<T, Error> {
    let mut entropy = Counting(u64::try_from(second).unwrap() * 1000);
    let mut act = store.begin(at(second), &mut entropy).unwrap();
    let done = work(&mut act)?;
    act.commit().map(|()| done)
}

fn open_as(office: &Office, officer: &str, words: &str) -> Result<Store, Error> {
    Store::open(&office.path, Some(officer), &passphrase(words))
}

/// Ada, who administers, and Ben, who still has the passphrase that she gave him; and a request that Ada logged.
fn two_officers() -> Office {
    let office = Office::new();
    let mut store = office.open();
    act(&mut store, 1, |act| {
        act.add_officer("Ben", REVIEWER, &passphrase("given"), CHEAP)?;
        let number = act.next_number(2026)?;
        let request = act.record_request(common::request(number))?;
        act.add_item(request, NewItem { answer: None, ..settled(Some("home address on Street List")) })
    })
    .unwrap();
    office
}

#[test]
fn who_makes_a_record_administers_it_and_who_is_added_has_the_role_they_were_given() {
    let office = two_officers();
    let store = open_as(&office, "Ada", "correct horse").unwrap();
    let officer = |id, name: &str, role, given| Officer {
        id: OfficerId(id),
        name: name.to_owned(),
        role: Some(term(role)),
        given,
        left: false,
    };
    let both = [officer(1, "Ada", "administrator", false), officer(2, "Ben", "reviewer", true)];
    assert_eq!(store.officer_list().unwrap(), both);
    assert_eq!(store.role().unwrap(), Some(term("administrator")));
    assert_holds(&store);
    drop(store);
    choose_own(&office, "Ben", "given", "own");
    let store = open_as(&office, "Ben", "own").unwrap();
    assert!(!store.officer_list().unwrap()[1].given, "the passphrase is his own now");
    assert_holds(&store);
}

#[test]
fn a_record_is_never_without_an_administrator() {
    let office = two_officers();
    let mut store = open_as(&office, "Ada", "correct horse").unwrap();
    let alone = act(&mut store, 2, |act| act.change_role(OfficerId(1), REVIEWER)).unwrap_err();
    assert!(matches!(alone, Error::NotTaken { .. }), "{alone}");
    let gone = act(&mut store, 2, |act| act.officer_left(OfficerId(1))).unwrap_err();
    assert!(matches!(gone, Error::NotTaken { .. }), "{gone}");
    let no_role = act(&mut store, 2, |act| act.change_role(BEN, term("mayor"))).unwrap_err();
    assert!(matches!(no_role, Error::UnknownWord { field: "role", .. }), "{no_role}");
    act(&mut store, 3, |act| act.change_role(BEN, term("administrator"))).unwrap();
    act(&mut store, 4, |act| act.change_role(OfficerId(1), REVIEWER)).unwrap();
    assert_eq!(store.role().unwrap(), Some(REVIEWER));
    assert_holds(&store);
}

#[test]
fn who_has_left_opens_nothing_and_their_name_stays_with_what_they_entered() {
    let office = two_officers();
    let mut store = open_as(&office, "Ada", "correct horse").unwrap();
    let keys = std::fs::read(office.path.join("keys.json")).unwrap();
    act(&mut store, 2, |act| act.officer_left(BEN)).unwrap();
    assert_eq!(store.officers(), ["Ada"], "nothing is sealed for him any more");
    assert!(store.officer_list().unwrap()[1].left);
    let again = act(&mut store, 3, |act| act.add_officer("Ben", REVIEWER, &passphrase("x"), CHEAP)).unwrap_err();
    assert!(matches!(again, Error::OfficerExists { .. }), "two of one name could not be told apart: {again}");
    let twice = act(&mut store, 4, |act| act.officer_left(BEN)).unwrap_err();
    assert!(matches!(twice, Error::NotTaken { .. }), "{twice}");
    assert_holds(&store);
    drop(store);
    assert!(matches!(open_as(&office, "Ben", "given"), Err(Error::UnknownOfficer { .. })));

    // The power went between the entry and the sealed key; or he puts an older key file back.
    std::fs::write(office.path.join("keys.json"), keys).unwrap();
    assert!(matches!(open_as(&office, "Ben", "given"), Err(Error::UnknownOfficer { .. })));
    assert!(matches!(
        Store::open_read_only(&office.path, Some("Ben"), &passphrase("given")),
        Err(Error::UnknownOfficer { .. })
    ));
    drop(open_as(&office, "Ada", "correct horse").unwrap());
    assert_eq!(Store::officers_of(&office.path).unwrap(), ["Ada"], "the next opening takes it away");
}

#[test]
fn nobody_approves_with_a_passphrase_that_somebody_else_knows() {
    let office = two_officers();
    let reason = FreeText::new("published").unwrap();
    let mut store = open_as(&office, "Ada", "correct horse").unwrap();
    act(&mut store, 2, |act| act.ask_approval(REQUEST, 1, &reason)).unwrap();
    drop(store);
    let mut store = open_as(&office, "Ben", "given").unwrap();
    let refused = act(&mut store, 3, |act| act.decide_approval(REQUEST, 1, common::APPROVE, &reason)).unwrap_err();
    assert!(matches!(refused, Error::GivenPassphrase), "{refused}");
    drop(store);
    choose_own(&office, "Ben", "given", "own");
    assert!(matches!(open_as(&office, "Ben", "given"), Err(Error::WrongPassphrase)));
    let mut store = open_as(&office, "Ben", "own").unwrap();
    act(&mut store, 4, |act| act.decide_approval(REQUEST, 1, common::APPROVE, &reason)).unwrap();
    assert_holds(&store);
}

#[test]
fn a_store_that_an_older_program_left_holds_and_its_officer_signs_from_the_next_passphrase_on() {
    let folder = tempfile::tempdir().unwrap();
    let left = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stores/version-9");
    for name in ["keys.json", "ledger.db"] {
        std::fs::copy(left.join(name), folder.path().join(name)).unwrap();
    }
    let old = passphrase("four words nobody guesses");
    assert_holds(&Store::open_read_only(folder.path(), None, &old).unwrap());
    let mut store = Store::open(folder.path(), None, &old).unwrap();
    assert_holds(&store);
    assert_eq!(store.role().unwrap(), None, "there were no roles");
    let number = |act: &mut Act<'_>| {
        let number = act.next_number(2026)?;
        act.record_request(common::request(number))
    };
    act(&mut store, 100_000_000, number).unwrap();
    act(&mut store, 100_000_001, |act| act.change_passphrase(&old, &passphrase("own"), CHEAP)).unwrap();
    act(&mut store, 100_000_002, number).unwrap();
    assert_holds(&store);
    drop(store);
    assert_holds(&Store::open(folder.path(), None, &passphrase("own")).unwrap());
}
