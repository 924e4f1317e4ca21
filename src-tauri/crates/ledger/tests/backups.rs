//! A backup and the way back: it comes back as it was, says how far it is, and is refused where it is not whole.

#[cfg(test)]
mod common;

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use common::{Office, bytes, names, passphrase};
use ledger::backup::{Fit, Restored};
use ledger::{Error, Store, backup};

fn restore(file: &Path, store: &Path, with: &str) -> Result<Restored, Error> {
    backup::restore(file, store, None, &passphrase(with), &mut ledger::to_the_end)
}

#[test]
fn a_backup_comes_back_as_it_was() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let file = office.folder.path().join("backup.tar");
    fs::write(&file, "an older backup").unwrap();
    store.backup(&file, &mut ledger::to_the_end).unwrap();
    let (heads, items) = (store.heads(None).unwrap(), common::items(&store, None));
    office.log_one(&mut store, 2);
    drop(store);
    let left = names(office.folder.path());
    assert_eq!(left.len(), 2, "the store and the backup, nothing half made: {left:?}");

    let place = office.folder.path().join("restored");
    assert!(matches!(restore(&file, &place, "no"), Err(Error::BackupNotOpened)));
    assert!(matches!(restore(&file, &office.path, "correct horse"), Err(Error::NotEmpty { .. })));
    assert!(!place.exists(), "a restore that failed leaves nothing");
    let found = restore(&file, &place, "correct horse").unwrap();
    assert_eq!(found.heads, heads);
    assert_eq!((found.office.as_str(), found.last_entry_at), ("City Clerk of Northampton", common::at(1)));
    let mut found = names(&place);
    found.sort();
    assert_eq!(found, ["keys.json", "ledger.db", "lock"], "a restored store is a whole one");
    let mut restored = Store::open(&place, None, &passphrase("correct horse")).unwrap();
    assert_eq!(common::items(&restored, None), items);
    office.log_one(&mut restored, 3);
    common::assert_holds(&restored);
    drop(restored);
    let read_only = office.open_read_only();
    let before = bytes(&office.path);
    read_only.backup(&file, &mut ledger::to_the_end).unwrap();
    assert_eq!(bytes(&office.path), before, "a backup of a store opened for reading changes nothing in it");
}

#[test]
fn a_backup_and_a_restore_tell_how_far_they_are() {
    let office = Office::new();
    let mut store = office.open();
    for second in 1..4 {
        office.log_one(&mut store, second);
    }
    let heads = store.heads(None).unwrap();
    let events = heads.disclosure.size + heads.status_exchange.size;
    let (file, place) = (office.folder.path().join("backup.tar"), office.folder.path().join("restored"));
    let mut told = Vec::new();
    let mut tell = |done, of| {
        told.push((done, of));
        ControlFlow::Continue(())
    };
    store.backup(&file, &mut tell).unwrap();
    assert_eq!(told.last(), Some(&(events, events)), "{told:?}");
    told.clear();
    let right = passphrase("correct horse");
    let mut tell = |done, of| {
        told.push((done, of));
        ControlFlow::Continue(())
    };
    backup::restore(&file, &place, None, &right, &mut tell).unwrap();
    assert_eq!(told.last(), Some(&(events, events)), "{told:?}");
}

#[test]
fn a_backup_that_is_not_whole_is_refused_before_anything_is_touched() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let file = office.folder.path().join("backup.tar");
    store.backup(&file, &mut ledger::to_the_end).unwrap();
    let whole = fs::read(&file).unwrap();
    let place = office.folder.path().join("restored");
    let mut damaged: Vec<(String, Vec<u8>)> = vec![
        ("empty".to_owned(), Vec::new()),
        ("zeros".to_owned(), vec![0; whole.len()]),
        ("text".to_owned(), b"not a backup".repeat(200)),
    ];
    for tenth in 1..10 {
        damaged.push((format!("cut at {tenth} tenths"), whole[..whole.len() * tenth / 10].to_vec()));
        let mut changed = whole.clone();
        changed[whole.len() * tenth / 10 + 7] ^= 1;
        damaged.push((format!("changed at {tenth} tenths"), changed));
    }
    for (how, content) in damaged {
        fs::write(&file, content).unwrap();
        let refused = restore(&file, &place, "correct horse");
        assert!(matches!(refused, Err(Error::BackupDamaged { .. })), "{how}: {refused:?}");
        assert!(!place.exists(), "{how}: nothing is left at the place");
    }
}

#[test]
fn a_backup_that_is_stopped_leaves_no_file_and_the_older_one_as_it_was() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let file = office.folder.path().join("backup.tar");
    store.backup(&file, &mut ledger::to_the_end).unwrap();
    let before = fs::read(&file).unwrap();
    office.log_one(&mut store, 2);
    let sorted = || {
        let mut names = names(office.folder.path());
        names.sort();
        names
    };
    let beside = sorted();
    let stopped = store.backup(&file, &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
    assert!(fs::read(&file).unwrap() == before);
    assert_eq!(sorted(), beside, "nothing half made stays");
    let place = office.folder.path().join("restored");
    let stopped =
        backup::restore(&file, &place, None, &passphrase("correct horse"), &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
    assert!(!place.exists());
}

#[test]
fn a_check_stops_wherever_it_is_told_to() {
    let office = Office::new();
    let mut store = office.open();
    for second in 1..4 {
        office.log_one(&mut store, second);
    }
    let mut most = 0;
    store
        .verify(&[], &mut |_, _| {
            most += 1;
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!(most > 1, "it asks more than once");
    for nth in 1..=2 {
        let mut asked = 0;
        let stopped = store.verify(&[], &mut |_, _| {
            asked += 1;
            if asked < nth { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
        assert_eq!(asked, nth, "once told, it does not ask again");
    }
}

#[test]
fn a_damaged_store_is_moved_aside_and_a_whole_one_never() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let items = common::items(&store, None);
    let file = office.folder.path().join("kept");
    store.backup(&file, &mut ledger::to_the_end).unwrap();
    let restore = || backup::restore(&file, &office.path, None, &passphrase("correct horse"), &mut ledger::to_the_end);
    assert!(matches!(restore(), Err(Error::InUse { .. })), "nobody's open record is moved");
    drop(store);
    let whole = common::bytes(&office.path);
    assert!(matches!(restore(), Err(Error::NotEmpty { .. })), "nor a whole one");
    assert_eq!(common::bytes(&office.path), whole);
    let database = office.path.join("ledger.db");
    for time in 1..=2_u32 {
        let mut damaged = whole["ledger.db"].clone();
        damaged[5000] ^= 1;
        fs::write(&database, damaged).unwrap();
        let before = common::bytes(&office.path);
        let done = restore().unwrap();
        let mut aside = office.path.clone().into_os_string();
        aside.push(format!(".damaged-{time}"));
        let aside = std::path::PathBuf::from(aside);
        assert_eq!(done.aside.as_ref(), Some(&aside));
        assert_eq!(common::bytes(&aside), before, "what is damaged stays as it is");
        assert_eq!(common::items(&office.open(), None), items, "and the backup is in its place");
    }
}

#[test]
fn a_restore_is_tried_beside_the_store_and_nothing_of_it_stays() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let file = office.folder.path().join("backup.tar");
    store.backup(&file, &mut ledger::to_the_end).unwrap();
    let right = passphrase("correct horse");
    let try_it = |store: &Store| store.try_restore(&file, None, &right, &mut ledger::to_the_end);
    let found = try_it(&store).unwrap();
    assert_eq!(store.fit(&found).unwrap(), Fit::Same);
    office.log_one(&mut store, 2);
    assert_eq!(store.fit(&try_it(&store).unwrap()).unwrap(), Fit::Past);
    let left = names(office.folder.path());
    assert_eq!(left.len(), 2, "the store and the backup: {left:?}");

    // The record is put back to the backup, and goes on in another way.
    drop(store);
    fs::remove_dir_all(&office.path).unwrap();
    let ahead = office.folder.path().join("ahead.tar");
    restore(&file, &office.path, "correct horse").unwrap();
    let mut store = office.open();
    office.log_one(&mut store, 7);
    store.backup(&ahead, &mut ledger::to_the_end).unwrap();
    let newer = store.try_restore(&ahead, None, &right, &mut ledger::to_the_end).unwrap();
    drop(store);
    fs::remove_dir_all(&office.path).unwrap();
    restore(&file, &office.path, "correct horse").unwrap();
    let store = office.open();
    assert_eq!(store.fit(&newer).unwrap(), Fit::Apart, "the backup holds what the record does not");
    let stranger = Store::create(
        &office.folder.path().join("stranger"),
        &common::founding(),
        &right,
        common::at(0),
        &mut common::Counting(77),
    );
    stranger.unwrap();
    let stranger = Store::open(&office.folder.path().join("stranger"), None, &right).unwrap();
    assert_eq!(stranger.fit(&newer).unwrap(), Fit::Other);
}

#[test]
fn a_backup_of_another_office_says_that_it_may_be_one() {
    let office = Office::new();
    let other = Office::new();
    let file = office.folder.path().join("theirs.tar");
    let mut theirs = other.open();
    let mut entropy = common::Counting(9);
    let mut act = theirs.begin(common::at(1), &mut entropy).unwrap();
    act.add_officer("Ben", common::REVIEWER, &passphrase("battery staple"), common::CHEAP).unwrap();
    act.commit().unwrap();
    theirs.backup(&file, &mut ledger::to_the_end).unwrap();
    let place = office.folder.path().join("restored");
    for (officer, with) in [("Ada", "ours"), ("Cy", "battery staple")] {
        let refused =
            backup::restore(&file, &place, Some(officer), &passphrase(with), &mut ledger::to_the_end).unwrap_err();
        let said = refused.to_string();
        assert!(said.contains("may be of another office") && said.contains("Nothing was changed"), "{said}");
        assert!(!said.contains("Ben"), "it names nobody of the other office: {said}");
        assert!(!place.exists());
    }
}

#[test]
fn a_backup_of_a_newer_program_is_refused_with_its_version_and_left_alone() {
    let office = Office::new();
    let file = office.folder.path().join("newer.tar");
    office.raw().pragma_update(None, "user_version", 999).unwrap();
    pack(&office.path, &file);
    let before = fs::read(&file).unwrap();
    let place = office.folder.path().join("restored");
    let said = restore(&file, &place, "correct horse").unwrap_err().to_string();
    assert!(said.contains("999") && said.contains("Use a newer program"), "{said}");
    assert!(!place.exists() && fs::read(&file).unwrap() == before);
}

/// A backup of a store as it lies there, made by hand.
#[cfg(test)]
fn pack(store: &Path, file: &Path) {
    let mut archive = tar::Builder::new(fs::File::create(file).unwrap());
    for name in ["keys.json", "ledger.db"] {
        archive.append_path_with_name(store.join(name), name).unwrap();
    }
    archive.into_inner().unwrap();
}

/// Tries a backup where one is already and something is wrong: it is not made, the earlier one is what it was, and both
/// is said.
#[cfg(test)]
fn refused_beside_the_earlier(store: &Store, file: &Path, what: &str) -> String {
    let earlier = fs::read(file).unwrap();
    let refused = store.backup(file, &mut ledger::to_the_end).unwrap_err();
    assert!(matches!(refused, Error::NoBackup { older: true, .. }), "{what}: {refused:?}");
    let said = refused.to_string();
    assert!(said.contains("NOT made") && said.contains("The earlier backup of this name is still there."), "{said}");
    assert!(fs::read(file).unwrap() == earlier, "{what}: the earlier backup is what it was");
    said
}

#[test]
fn a_folder_that_vanished_is_told_and_not_made() {
    let office = Office::new();
    let store = office.open();
    let stick = office.folder.path().join("stick");
    let said = store.backup(&stick.join("kept.backup"), &mut ledger::to_the_end).unwrap_err().to_string();
    assert!(said.contains("NOT made") && said.contains("There is no backup of this name there."), "{said}");
    assert!(said.contains("no such file or folder") && !stick.exists(), "{said}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_can_only_be_read_keeps_the_earlier_backup() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::new();
    let mut store = office.open();
    let stick = office.folder.path().join("stick");
    fs::create_dir(&stick).unwrap();
    let file = stick.join("kept.backup");
    store.backup(&file, &mut ledger::to_the_end).unwrap();
    office.log_one(&mut store, 1);
    fs::set_permissions(&stick, fs::Permissions::from_mode(0o500)).unwrap();
    if fs::write(stick.join("tried"), "").is_ok() {
        fs::remove_file(stick.join("tried")).unwrap();
        eprintln!(
            "SKIPPED: whoever runs this may write everywhere (root), so the folder was not tried; a disk is, below"
        );
    } else {
        let said = refused_beside_the_earlier(&store, &file, "a folder that can only be read");
        assert!(said.contains("does not allow it"), "{said}");
    }
    fs::set_permissions(&stick, fs::Permissions::from_mode(0o700)).unwrap();
}

/// Disks of their own, where this machine allows them to be mounted (as root).
#[cfg(test)]
#[cfg(target_os = "linux")]
mod disks {
    use std::process::{Command, Stdio};

    use super::*;

    /// A mounted disk, taken off at the end.
    struct Disk(tempfile::TempDir);

    impl Disk {
        fn mount(arguments: &[&str]) -> Option<Self> {
            let disk = Self(tempfile::tempdir().unwrap());
            Self::run(Command::new("mount").args(arguments).arg(disk.0.path())).then_some(disk)
        }

        fn run(command: &mut Command) -> bool {
            let run = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
            run.is_ok_and(|status| status.success())
        }

        fn path(&self) -> &Path {
            self.0.path()
        }
    }

    impl Drop for Disk {
        fn drop(&mut self) {
            Self::run(Command::new("umount").arg("-l").arg(self.0.path()));
        }
    }

    /// What a backup leaves on a disk: itself, and nothing half made.
    fn assert_alone(disk: &Disk) {
        assert_eq!(names(disk.path()), ["kept.backup"]);
    }

    #[test]
    fn a_disk_that_is_full_can_only_be_read_or_was_pulled_keeps_the_earlier_backup() {
        let office = Office::new();
        let mut store = office.open();
        let Some(disk) = Disk::mount(&["-t", "tmpfs", "-o", "size=3m", "tmpfs"]) else {
            eprintln!("SKIPPED: no disk can be mounted here (it needs root), so none was full, read-only or pulled");
            return;
        };
        let file = disk.path().join("kept.backup");
        store.backup(&file, &mut ledger::to_the_end).unwrap();
        office.log_one(&mut store, 1);

        let room = disk.path().join("photographs");
        let mut block = vec![7; 4096 * 300];
        while fs::write(&room, &block).is_err() {
            block.truncate(block.len() - 4096 * 10);
        }
        while fs::OpenOptions::new()
            .append(true)
            .open(&room)
            .and_then(|mut file| {
                use std::io::Write;
                file.write_all(&[7; 4096])
            })
            .is_ok()
        {}
        let said = refused_beside_the_earlier(&store, &file, "full");
        assert!(said.contains("The disk is full") && said.contains("Free some space"), "{said}");
        fs::remove_file(room).unwrap();
        assert_alone(&disk);

        assert!(Disk::run(Command::new("mount").args(["-o", "remount,ro"]).arg(disk.path())));
        let said = refused_beside_the_earlier(&store, &file, "read-only");
        assert!(said.contains("can only be read"), "{said}");
        assert!(Disk::run(Command::new("mount").args(["-o", "remount,rw"]).arg(disk.path())));
        assert_alone(&disk);

        // It is pulled while the copy is being checked: what was open goes on, and the folder is an empty one.
        let place = disk.path().to_owned();
        let mut pulled = false;
        let outcome = store.backup(&file, &mut |done, _| {
            if done > 0 && !pulled {
                pulled = Disk::run(Command::new("umount").arg("-l").arg(&place));
            }
            std::ops::ControlFlow::Continue(())
        });
        assert!(pulled, "there is a moment to pull it");
        let said = outcome.unwrap_err().to_string();
        assert!(said.contains("NOT made"), "{said}");
        assert!(!file.exists(), "nothing is left in the folder where the disk was");
        common::assert_holds(&store);
    }

    #[test]
    fn a_stick_with_fat_takes_a_backup_and_a_newer_one_in_its_place() {
        let office = Office::new();
        let mut store = office.open();
        let image = office.folder.path().join("stick.img");
        fs::File::create(&image).unwrap().set_len(16 * 1024 * 1024).unwrap();
        let formatted = Disk::run(Command::new("mkfs.vfat").arg(&image));
        let disk = if formatted { Disk::mount(&["-o", "loop", image.to_str().unwrap()]) } else { None };
        let Some(disk) = disk else {
            eprintln!("SKIPPED: no disk with FAT can be made or mounted here (mkfs.vfat, a loop device, root)");
            return;
        };
        let file = disk.path().join("kept.backup");
        store.backup(&file, &mut ledger::to_the_end).unwrap();
        office.log_one(&mut store, 1);
        let stopped = store.backup(&file, &mut |_, _| std::ops::ControlFlow::Break(()));
        assert!(matches!(stopped, Err(Error::Stopped)));
        assert_alone(&disk);
        store.backup(&file, &mut ledger::to_the_end).unwrap();
        assert_alone(&disk);
        let found = restore(&file, &office.folder.path().join("restored"), "correct horse").unwrap();
        assert_eq!(found.heads, store.heads(None).unwrap(), "the newer one took the older one's place");
        let found = restore(&file, &disk.path().join("restored"), "correct horse").unwrap();
        assert_eq!(found.heads, store.heads(None).unwrap(), "a record can be restored to the stick as well");
    }
}
