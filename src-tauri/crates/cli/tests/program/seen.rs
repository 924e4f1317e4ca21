//! What this computer remembers of records, outside of them: an older copy that is put back is warned of and still read,
//! a restored backup and a copy elsewhere are not, and the memory holds nothing of the record.

use std::fs;
use std::path::Path;

use crate::office::{HEADER, Office, contents, finish, names};

const OLDER: &str = "This record is older than the one last used on this computer";

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

/// An office that logged two requests, with a copy of its store from between them in `older`.
fn with_older_copy() -> Office {
    let office = Office::new();
    office.import(format!("{HEADER}A-1,2026-10-07,ICE,\n")).done();
    copy(&office.path("store"), &office.path("older"));
    office.import(format!("{HEADER}A-2,2026-10-08,ICE,\n")).done();
    office
}

fn put_back(office: &Office, older: &str) {
    fs::remove_dir_all(office.path("store")).unwrap();
    copy(&office.path(older), &office.path("store"));
}

#[test]
fn an_older_copy_put_back_is_warned_of_until_it_is_accepted_and_no_command_fails_by_it() {
    let office = with_older_copy();
    let heads = office.heads();
    put_back(&office, "older");
    let before = contents(&office.path("store"));
    for words in [&["list", "store"][..], &["verify", "store"]] {
        let ran = office.run(words);
        assert!(ran.err.contains(OLDER), "{words:?}: {}", ran.err);
        ran.done();
    }
    assert_eq!(contents(&office.path("store")), before, "what only reads changes no byte");
    let older = office.heads();
    for words in [
        &["report", "store", "--quarter", "2026-Q4", "--out", "reports"][..],
        &["export", "store", "--out", "exported"],
    ] {
        let ran = office.run(words);
        assert!(ran.err.contains(OLDER), "{words:?}: {}", ran.err);
        ran.done();
    }
    assert_eq!(office.heads(), older, "and what leaves is noted apart from both ledgers");
    // A head that somebody kept is another matter: with it, the same record is found wrong.
    office.write("kept.txt", heads);
    let said = office.run(["verify", "store", "--head", "kept.txt"]).refused();
    assert!(said.contains("the head that was kept"), "{said}");

    let ran = office.import(format!("{HEADER}A-3,2026-10-09,ICE,\n"));
    assert!(ran.err.contains(OLDER), "{}", ran.err);
    ran.done();
    let ran = office.run(["list", "store"]);
    assert!(ran.err.contains("The past of this record is not the one last seen"), "it went on by itself: {}", ran.err);

    let accepted = office.run(["accept", "store"]).done();
    assert!(accepted.contains("accepted as it is"), "{accepted}");
    let ran = office.run(["list", "store"]);
    assert_eq!(ran.err, "", "{}", ran.out);
    let verified = office.run(["verify", "store"]);
    assert!(verified.err.contains("an officer chose to go on with the record as it then was"), "{}", verified.err);
    verified.done();
    assert!(office.run(["accept", "store"]).done().contains("there is nothing to accept"));
}

#[test]
fn a_backup_that_is_restored_is_no_alarm_and_the_check_tells_of_it() {
    let office = Office::new();
    office.import(format!("{HEADER}A-1,2026-10-07,ICE,\n")).done();
    office.run(["backup", "store", "kept.backup"]).done();
    office.import(format!("{HEADER}A-2,2026-10-08,ICE,\n")).done();
    // To look at it, elsewhere.
    office.run(["restore", "kept.backup", "drill"]).done();
    for store in ["drill", "store"] {
        let ran = office.run(["verify", store]);
        assert_eq!(ran.err, "", "{store}");
        ran.done();
    }
    // In the place of a store that is lost.
    fs::remove_dir_all(office.path("store")).unwrap();
    office.run(["restore", "kept.backup", "store"]).done();
    assert_eq!(office.run(["list", "store"]).err, "");
    let verified = office.run(["verify", "store"]);
    assert!(verified.err.contains("was restored here, in the place of a record"), "{}", verified.err);
    office.import(format!("{HEADER}A-4,2026-10-10,ICE,\n")).done();
    assert_eq!(office.run(["list", "store"]).err, "");
}

#[test]
fn a_copy_elsewhere_and_a_store_that_moved_are_no_alarm() {
    let office = with_older_copy();
    for store in ["older", "store"] {
        assert_eq!(office.run(["list", store]).err, "", "{store}");
    }
    fs::rename(office.path("store"), office.path("moved")).unwrap();
    assert_eq!(office.run(["list", "moved"]).err, "");
}

#[test]
fn the_memory_holds_sizes_and_roots_and_nothing_of_the_record_and_a_check_does_not_write_it() {
    let office = with_older_copy();
    let folder = office.seen_folder();
    let files = names(&folder);
    let [name] = files.as_slice() else { panic!("one file for one record: {files:?}") };
    let text = fs::read_to_string(folder.join(name)).unwrap();
    for needle in ["Dana", "Reyes", "Clerk", "A-1", "ICE", "store", office.path("").to_str().unwrap()] {
        assert!(!text.contains(needle) && !name.contains(needle), "{needle}: {text}");
    }
    // It is a kept head like any other.
    office.run(["verify", "store", "--head", folder.join(name).to_str().unwrap()]).done();
    put_back(&office, "older");
    let before = contents(&folder);
    office.run(["verify", "store"]).done();
    assert_eq!(contents(&folder), before);
    fs::remove_file(folder.join(name)).unwrap();
    office.run(["verify", "store"]).done();
    assert_eq!(names(&folder), [""; 0], "a check remembers nothing");
}

#[test]
fn what_cannot_be_remembered_is_told_and_fails_no_command() {
    let office = with_older_copy();
    let folder = office.seen_folder();
    let name = names(&folder).remove(0);
    fs::write(folder.join(&name), "not ours").unwrap();
    let ran = office.run(["list", "store"]);
    assert!(ran.err.contains("What this computer has seen of the record could not be read"), "{}", ran.err);
    ran.done();
    assert_eq!(office.run(["list", "store"]).err, "", "from then on it is remembered again");
    // A file stands where the folder should be.
    office.write("taken", "");
    let ran = finish(office.command(["list", "store"]).env("GATEKEEPER_SEEN", office.path("taken")), b"");
    assert!(ran.err.contains("What this computer has seen of the record could not be"), "{}", ran.err);
    ran.done();
    // Named empty, nothing is remembered and nothing said.
    put_back(&office, "older");
    let ran = finish(office.command(["list", "store"]).env("GATEKEEPER_SEEN", ""), b"");
    assert_eq!(ran.err, "");
    ran.done();
}
