//! Reports, and the check of the record.

use desk::host;
use desk::pages::reports::{Exported, QuarterChoice, ReportView, Verified, quarter_of};
use tauri::{AppHandle, Wry};

use super::{Answer, At};
use crate::choose::{Wanted, choose};

#[tauri::command]
pub(crate) async fn quarters(office: At<'_>) -> Answer<Vec<QuarterChoice>> {
    office.at_desk(|desk| desk.quarters()).await
}

#[tauri::command]
pub(crate) async fn report(office: At<'_>, ask: String) -> Answer<ReportView> {
    office.at_desk(move |desk| desk.report_view(&ask)).await
}

#[tauri::command]
pub(crate) async fn export_report(app: AppHandle<Wry>, office: At<'_>, ask: String) -> Answer<Option<Exported>> {
    let Some(folder) = choose(app, Wanted::ReportFolder).await else { return Ok(None) };
    let exported = office.at_length(move |desk, progress| {
        let files = desk.report(quarter_of(&ask)?, None, progress)?;
        host::save_all(&folder, &files)?;
        let names = files.into_iter().map(|(name, _)| name).collect();
        Ok(Exported { folder: folder.display().to_string(), files: names })
    });
    exported.await.map(Some)
}

#[tauri::command]
pub(crate) async fn verify_record(office: At<'_>) -> Answer<Verified> {
    office.at_length(|desk, progress| desk.verified(progress)).await
}
