//! Reports, and the check of the record.

use std::path::Path;

use desk::pages::comparing::{Comparing, ComparisonView};
use desk::pages::coverage::{CertifyingNil, WithdrawingNil};
use desk::pages::issued::IssuedReport;
use desk::pages::preview::{PreviewPage, PreviewWanted};
use desk::pages::report_file::ReportFileView;
use desk::pages::reports::{Exported, QuarterChoice, ReportView, Verified, quarter_of};
use desk::pages::unmerging::{AskingUnmerging, DecidingUnmerging, SmallNumbers};
use desk::{ReportFiles, host};
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
pub(crate) async fn compare_quarters(office: At<'_>, ask: Comparing) -> Answer<ComparisonView> {
    office.at_desk(move |desk| desk.compare_quarters(&ask)).await
}

#[tauri::command]
pub(crate) async fn preview_report(office: At<'_>, ask: PreviewWanted) -> Answer<PreviewPage> {
    office.at_length(move |desk, progress| desk.preview(&ask, progress)).await
}

#[tauri::command]
pub(crate) async fn certify_nil(office: At<'_>, ask: CertifyingNil) -> Answer<ReportView> {
    office.at_desk(move |desk| desk.certify_nil(&ask)).await
}

#[tauri::command]
pub(crate) async fn withdraw_nil(office: At<'_>, ask: WithdrawingNil) -> Answer<ReportView> {
    office.at_desk(move |desk| desk.withdraw_nil(&ask)).await
}

#[tauri::command]
pub(crate) async fn export_report(app: AppHandle<Wry>, office: At<'_>, ask: String) -> Answer<Option<Exported>> {
    let Some(folder) = choose(app, Wanted::ReportFolder).await else { return Ok(None) };
    let exported = office.at_length(move |desk, progress| {
        let quarter = quarter_of(&ask)?;
        let files = desk.issue_report(quarter, progress, |files| host::save_all(&folder, files))?;
        Ok(exported(&folder, files, Vec::new()))
    });
    exported.await.map(Some)
}

#[tauri::command]
pub(crate) async fn make_report_again(app: AppHandle<Wry>, office: At<'_>, ask: i64) -> Answer<Option<Exported>> {
    let Some(folder) = choose(app, Wanted::ReportFolder).await else { return Ok(None) };
    let made = office.at_length(move |desk, progress| {
        let (files, changed) = desk.make_report_again(ask, progress)?;
        host::save_all(&folder, &files)?;
        Ok(exported(&folder, files, changed))
    });
    made.await.map(Some)
}

fn exported(folder: &Path, files: ReportFiles, changed: Vec<String>) -> Exported {
    Exported { folder: folder.display().to_string(), files: files.into_iter().map(|(name, _)| name).collect(), changed }
}

#[tauri::command]
pub(crate) async fn small_numbers(office: At<'_>, ask: String) -> Answer<SmallNumbers> {
    office.at_desk(move |desk| desk.small_numbers(&ask)).await
}

#[tauri::command]
pub(crate) async fn ask_unmerging(office: At<'_>, ask: AskingUnmerging) -> Answer<SmallNumbers> {
    office.at_desk(move |desk| desk.ask_unmerging(&ask)).await
}

#[tauri::command]
pub(crate) async fn decide_unmerging(office: At<'_>, ask: DecidingUnmerging) -> Answer<SmallNumbers> {
    office.at_desk(move |desk| desk.decide_unmerging(&ask)).await
}

#[tauri::command]
pub(crate) async fn issued_reports(office: At<'_>) -> Answer<Vec<IssuedReport>> {
    office.at_desk(|desk| desk.issued_reports()).await
}

#[tauri::command]
pub(crate) async fn verify_report(app: AppHandle<Wry>, office: At<'_>) -> Answer<Option<ReportFileView>> {
    let Some(file) = choose(app, Wanted::Report).await else { return Ok(None) };
    office.at_length(move |desk, progress| desk.verify_report(&file, progress)).await.map(Some)
}

#[tauri::command]
pub(crate) async fn verify_seal(office: At<'_>, ask: String) -> Answer<ReportFileView> {
    office.at_length(move |desk, progress| desk.verify_seal(&ask, progress)).await
}

#[tauri::command]
pub(crate) async fn verify_record(office: At<'_>) -> Answer<Verified> {
    office.at_length(|desk, progress| desk.verified(progress)).await
}
