//! A full disk, real and small: a file system in memory that only the superuser can mount.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::office::{Office, contents, large_log, names, skipped};

/// A file system of this size, unmounted at the end.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: PathBuf, size: &str) -> Option<Self> {
        std::fs::create_dir(&at).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(&at)
            .stderr(Stdio::null())
            .status();
        mounted.is_ok_and(|status| status.success()).then_some(Self(at))
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _unmounted = Command::new("umount").arg(&self.0).status();
    }
}

const WHY: &str = "file systems cannot be mounted here";

#[test]
fn an_import_on_a_full_disk_leaves_the_record_as_it_was() {
    let office = Office::without_store();
    let Some(disk) = SmallDisk::mount(office.path("disk"), "4m") else {
        return skipped("a full disk during import", WHY);
    };
    office.run(["init", "disk/store"]).done();
    office.write("small.csv", large_log(100));
    office.write("large.csv", large_log(60_000));
    office.run(["import", "disk/store", "small.csv"]).done();
    let before = office.run(["verify", "disk/store"]).done();
    for _ in 0..2 {
        let said = office.run(["import", "disk/store", "large.csv"]).refused();
        assert!(said.contains("full") && said.contains("Free some space"), "{said}");
        assert_eq!(office.run(["verify", "disk/store"]).done(), before);
    }
    let again = office.run(["import", "disk/store", "small.csv", "--json"]).json();
    assert_eq!(again["already_present"], 100, "the record can be used as before");
    drop(disk);
}

#[test]
fn what_is_made_on_a_full_disk_leaves_no_part_of_itself() {
    let office = Office::new();
    office.import(large_log(2000)).done();
    let before = office.heads();
    let (Some(disk), Some(tiny)) =
        (SmallDisk::mount(office.path("disk"), "300k"), SmallDisk::mount(office.path("tiny"), "40k"))
    else {
        return skipped("a full disk during report", WHY);
    };
    for (command, on) in [
        (&["report", "store", "--quarter", "2025-Q1", "--out", "disk/reports"][..], &disk),
        (&["issue", "store", "--quarter", "2025-Q1", "--out", "disk/reports"], &disk),
        (&["backup", "store", "disk/kept"], &disk),
        (&["init", "tiny/store"], &tiny),
    ] {
        let said = office.run(command).refused();
        assert!(said.contains("Free some space"), "{command:?}: {said}");
        let left: Vec<_> = contents(on.path()).into_keys().collect();
        assert!(left.is_empty(), "{command:?} leaves no file, half or whole: {left:?}");
    }
    assert_eq!(office.heads(), before);
    office.run(["report", "store", "--quarter", "2025-Q1", "--out", "reports"]).done();
    assert_eq!(names(&office.path("reports")).len(), 4);
}

#[test]
fn an_older_report_on_a_disk_that_became_full_stays_as_it_was() {
    let office = Office::new();
    office.import(large_log(300)).done();
    let Some(disk) = SmallDisk::mount(office.path("disk"), "900k") else {
        return skipped("a full disk where an older report lies", WHY);
    };
    let report = ["report", "store", "--quarter", "2025-Q1", "--out", "disk/reports"];
    office.run(report).done();
    let older = contents(&office.path("disk"));
    assert_eq!(older.len(), 4);
    office.write("disk/other", vec![b'x'; free(disk.path())]);
    let filled = contents(&office.path("disk"));
    let before = office.heads();
    for command in [report, ["issue", "store", "--quarter", "2025-Q1", "--out", "disk/reports"]] {
        let said = office.run(command).refused();
        assert!(said.contains("Free some space"), "{said}");
        assert_eq!(
            contents(&office.path("disk")),
            filled,
            "{command:?}: the older files, whole, and no part of others"
        );
    }
    assert_eq!(office.heads(), before, "and no report is listed as issued");
    drop(disk);
}

/// How many bytes there is room for, but for a page.
fn free(disk: &Path) -> usize {
    let said = Command::new("df").args(["--output=avail", "-B1"]).arg(disk).output().unwrap();
    let free: usize = String::from_utf8(said.stdout).unwrap().lines().nth(1).unwrap().trim().parse().unwrap();
    free.saturating_sub(4096)
}
