//! Backups in the real window: asked for, made, tried, and restored beside the record.

use std::ffi::OsStr;
use std::path::Path;

use crate::driver::{CONTROL, Window};
use crate::office::{PASSPHRASE, first_start, gatekeeper, record};

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn a_backup_is_asked_for_made_tried_and_restored_beside_the_record() {
    for theme in ["light", "dark"] {
        let home = tempfile::tempdir().unwrap();
        let stick = tempfile::tempdir().unwrap();
        let gtk = if theme == "dark" { "Adwaita:dark" } else { "Adwaita" };
        let file = stick.path().join("disclosure-record.backup");
        let chosen = [
            ("DESK_TEST_BACKUP_TO_WRITE", file.as_os_str()),
            ("DESK_TEST_BACKUP", file.as_os_str()),
            ("DESK_TEST_RESTORE_FOLDER", stick.path().as_os_str()),
            ("GTK_THEME", OsStr::new(gtk)),
        ];
        let window = Window::open(home.path(), &chosen);
        first_start(&window);
        window.see("No backup was made yet");
        window.look(&format!("{theme}-today-no-backup"));
        window.press("Go to backups");
        window.until_focused("heading", "Backups");
        window.see("None was made yet");
        window.look(&format!("{theme}-backups-none"));

        window.press("Back up now");
        window.see("The backup was made and checked");
        assert!(file.is_file());
        window.keys(&[CONTROL, '1']);
        window.see("This quarter so far");
        assert!(!window.has("backup"), "what was done is asked for no more:\n{}", window.text());

        window.keys(&[CONTROL, '7']);
        window.fill("Passphrase on the day of the backup", "not mine");
        window.press("Try a backup");
        window.see("may be of another office");
        window.fill("Passphrase on the day of the backup", PASSPHRASE);
        window.press("Try a backup");
        window.see("That it can be restored is noted");
        window.look(&format!("{theme}-backups-tried"));
        window.fill("Passphrase on the day of the backup", PASSPHRASE);
        window.press("Restore a backup");
        window.see("The desk goes on with the present record");
        window.look(&format!("{theme}-backups-restored"));
        drop(window);

        assert!(gatekeeper(home.path(), "verify", &[]).contains("events hold"));
        let beside = std::fs::read_dir(stick.path()).unwrap().map(|entry| entry.unwrap().path());
        let restored = beside.filter(|path| path.is_dir()).collect::<Vec<_>>();
        let [restored] = restored.as_slice() else { panic!("not one restored record: {restored:?}") };
        let keys = |record: &Path| std::fs::read(record.join("keys.json")).unwrap();
        assert_eq!(keys(restored), keys(&record(home.path())), "it opens for the same officers");
    }
}
