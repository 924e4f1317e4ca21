//! The recovery sheet, officers' passphrases, and the record's key.

use std::path::Path;

use desk::host;
use desk::pages::opening::{Secret, Session};
use desk::pages::record_key::RecordKey;
use desk::pages::recovery::{Access, NewPassphrase, Recovering, RecoverySheet};
use tauri::{AppHandle, Wry};

use super::{Answer, At};
use crate::choose::{Wanted, choose};

#[tauri::command]
pub(crate) async fn access(office: At<'_>) -> Answer<Access> {
    office.at_desk(|desk| Ok(desk.access())).await
}

#[tauri::command]
pub(crate) async fn make_recovery_sheet(office: At<'_>, ask: Secret) -> Answer<RecoverySheet> {
    office.at_desk(move |desk| desk.make_recovery_sheet(&ask)).await
}

#[tauri::command]
pub(crate) async fn save_recovery_sheet(
    app: AppHandle<Wry>,
    office: At<'_>,
    ask: RecoverySheet,
) -> Answer<Option<String>> {
    let Some(file) = choose(app, Wanted::RecoverySheet).await else { return Ok(None) };
    let saved = office.at_desk(move |desk| {
        desk.note_sheet_saved()?;
        save(&file, &ask)
    });
    saved.await.map(Some)
}

fn save(file: &Path, sheet: &RecoverySheet) -> Result<String, desk::Error> {
    host::save_for_its_owner(file, sheet.text().as_bytes())?;
    Ok(file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default())
}

#[tauri::command]
pub(crate) async fn record_key(office: At<'_>) -> Answer<RecordKey> {
    office.at_desk(|desk| desk.record_key()).await
}

#[tauri::command]
pub(crate) async fn change_record_key(office: At<'_>, ask: Secret) -> Answer<RecoverySheet> {
    office.at_length(move |desk, progress| desk.change_record_key(&ask, progress)).await
}

#[tauri::command]
pub(crate) async fn change_passphrase(office: At<'_>, ask: NewPassphrase) -> Answer<()> {
    office.at_desk(move |desk| desk.change_passphrase(&ask)).await
}

#[tauri::command]
pub(crate) async fn recover(office: At<'_>, ask: Recovering) -> Answer<Session> {
    office.recover(ask).await
}
