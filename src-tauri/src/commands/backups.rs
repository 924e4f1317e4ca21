//! Backups: made, restored beside the record, and tried.

use desk::pages::backups::{BackupMade, BackupsView, RestoredView, Restoring, TriedView, Trying};
use tauri::{AppHandle, Wry};

use super::{Answer, At};
use crate::choose::{Wanted, choose};

#[tauri::command]
pub(crate) async fn backups(office: At<'_>) -> Answer<BackupsView> {
    office.at_desk(|desk| desk.backups()).await
}

#[tauri::command]
pub(crate) async fn back_up(app: AppHandle<Wry>, office: At<'_>) -> Answer<Option<BackupMade>> {
    let Some(file) = choose(app, Wanted::BackupToWrite).await else { return Ok(None) };
    office.at_length(move |desk, progress| desk.back_up(&file, progress)).await.map(Some)
}

#[tauri::command]
pub(crate) async fn restore_backup(
    app: AppHandle<Wry>,
    office: At<'_>,
    ask: Restoring,
) -> Answer<Option<RestoredView>> {
    let Some(file) = choose(app.clone(), Wanted::Backup).await else { return Ok(None) };
    let Some(place) = choose(app, Wanted::RestoreFolder).await else { return Ok(None) };
    office.at_length(move |desk, progress| desk.restore_beside(&file, &place, &ask, progress)).await.map(Some)
}

#[tauri::command]
pub(crate) async fn try_restore(app: AppHandle<Wry>, office: At<'_>, ask: Trying) -> Answer<Option<TriedView>> {
    let mut file = None;
    if ask.chosen {
        let Some(chosen) = choose(app, Wanted::Backup).await else { return Ok(None) };
        file = Some(chosen);
    }
    office.at_length(move |desk, progress| desk.try_restore(file.as_deref(), &ask, progress)).await.map(Some)
}
