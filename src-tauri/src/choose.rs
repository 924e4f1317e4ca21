//! Choosing files and folders: the system's own dialogs, opened by the program. The page gets a name, never a path.

use std::path::PathBuf;

use tauri::{AppHandle, Wry};
use tauri_plugin_dialog::{DialogExt, FilePath};

/// What somebody is asked to choose.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wanted {
    /// A folder for the report's files.
    ReportFolder,
    /// A report's JSON file to verify, a receipt, or a kept head.
    Report,
    /// A file for the receipt of an item.
    Receipt,
    /// A file for what the register shows.
    RegisterFile,
    /// A request log to import.
    Log,
    /// What another office's columns mean.
    Mapping,
    /// A file for the recovery sheet.
    RecoverySheet,
    /// A file for the table of who may do what.
    RoleTable,
    /// Where what they mean is to be written.
    MappingToWrite,
    /// A scan to be kept with a request.
    Attachment,
    /// A file for a letter.
    Letter,
    /// A file for a letter to edit.
    LetterToEdit,
    /// A folder for the copy of a scan.
    AttachmentFolder,
    /// A backup to restore or to try.
    Backup,
    /// Where a backup is to be written.
    BackupToWrite,
    /// A folder in which a backup is restored.
    RestoreFolder,
}

/// What was chosen; `None`: nothing.
pub(crate) async fn choose(app: AppHandle<Wry>, wanted: Wanted) -> Option<PathBuf> {
    if let Some(chosen) = chosen_by_a_test(wanted) {
        return Some(chosen);
    }
    let asked = tokio::task::spawn_blocking(move || {
        let dialog = app.dialog().file();
        match wanted {
            Wanted::ReportFolder => dialog.set_title("Where to put the report").blocking_pick_folder(),
            Wanted::Report => dialog
                .set_title("The report, receipt or kept head to verify")
                .add_filter("Reports, receipts and heads", &["json", "txt"])
                .add_filter("All files", &["*"])
                .blocking_pick_file(),
            Wanted::Receipt => dialog
                .set_title("Where to put the receipt")
                .set_file_name("receipt.json")
                .add_filter("Receipts", &["json"])
                .blocking_save_file(),
            Wanted::RecoverySheet => dialog
                .set_title("Where to keep the recovery sheet")
                .set_file_name("recovery-sheet.txt")
                .add_filter("Text", &["txt"])
                .blocking_save_file(),
            Wanted::RoleTable => dialog
                .set_title("Where to put the table")
                .set_file_name("who-may-do-what.csv")
                .add_filter("CSV files", &["csv"])
                .blocking_save_file(),
            Wanted::Log => dialog
                .set_title("The log to import")
                .add_filter("CSV and Excel files", &["csv", "xlsx", "xlsm"])
                .add_filter("All files", &["*"])
                .blocking_pick_file(),
            Wanted::RegisterFile => dialog
                .set_title("Where to put the register")
                .set_file_name("register.csv")
                .add_filter("CSV files", &["csv"])
                .blocking_save_file(),
            Wanted::Mapping => dialog.set_title("The mapping").add_filter("Mappings", &["toml"]).blocking_pick_file(),
            Wanted::MappingToWrite => dialog
                .set_title("Where to put the mapping")
                .set_file_name("mapping.toml")
                .add_filter("Mappings", &["toml"])
                .blocking_save_file(),
            Wanted::Attachment => dialog
                .set_title("The scan to attach")
                .add_filter("Scans", &["pdf", "png", "jpg", "jpeg", "tif", "tiff"])
                .blocking_pick_file(),
            Wanted::Letter => dialog
                .set_title("Where to put the letter")
                .set_file_name("letter.pdf")
                .add_filter("PDF", &["pdf"])
                .blocking_save_file(),
            Wanted::LetterToEdit => dialog
                .set_title("Where to put the letter")
                .set_file_name("letter.docx")
                .add_filter("Word documents", &["docx"])
                .blocking_save_file(),
            Wanted::AttachmentFolder => dialog.set_title("Where to put the copy").blocking_pick_folder(),
            Wanted::Backup => dialog
                .set_title("The backup to restore")
                .add_filter("Backups", &["backup"])
                .add_filter("All files", &["*"])
                .blocking_pick_file(),
            Wanted::BackupToWrite => dialog
                .set_title("Where to keep the backup")
                .set_file_name("disclosure-record.backup")
                .add_filter("Backups", &["backup"])
                .blocking_save_file(),
            Wanted::RestoreFolder => dialog.set_title("Where to restore it").blocking_pick_folder(),
        }
    });
    asked.await.ok().flatten().and_then(|chosen: FilePath| chosen.into_path().ok())
}

/// A driver cannot press the system's dialogs. In a build for tests, the environment chooses.
fn chosen_by_a_test(wanted: Wanted) -> Option<PathBuf> {
    let name = match wanted {
        Wanted::ReportFolder => "DESK_TEST_REPORT_FOLDER",
        Wanted::Report => "DESK_TEST_REPORT",
        Wanted::Receipt => "DESK_TEST_RECEIPT",
        Wanted::RegisterFile => "DESK_TEST_REGISTER_FILE",
        Wanted::Log => "DESK_TEST_LOG",
        Wanted::Mapping => "DESK_TEST_MAPPING",
        Wanted::RecoverySheet => "DESK_TEST_RECOVERY_SHEET",
        Wanted::RoleTable => "DESK_TEST_ROLE_TABLE",
        Wanted::MappingToWrite => "DESK_TEST_MAPPING_TO_WRITE",
        Wanted::Attachment => "DESK_TEST_ATTACHMENT",
        Wanted::Letter => "DESK_TEST_LETTER",
        Wanted::LetterToEdit => "DESK_TEST_LETTER_TO_EDIT",
        Wanted::AttachmentFolder => "DESK_TEST_ATTACHMENT_FOLDER",
        Wanted::Backup => "DESK_TEST_BACKUP",
        Wanted::BackupToWrite => "DESK_TEST_BACKUP_TO_WRITE",
        Wanted::RestoreFolder => "DESK_TEST_RESTORE_FOLDER",
    };
    if cfg!(debug_assertions) { std::env::var_os(name).map(PathBuf::from) } else { None }
}
