//! A request.

use desk::host;
use desk::pages::approval::{Asking, Deciding};
use desk::pages::correction::{CorrectionView, ItemCorrection, RequestCorrection};
use desk::pages::keeping::{LiftingHold, PlacingHold};
use desk::pages::receipt::{ReceiptView, ReceiptWanted};
use desk::pages::request::{Answering, Finding, RequestView};
use desk::pages::review::Reviewing;
use desk::pages::seals::{LiftingSeal, SealingRequest};
use desk::pages::waits::{Pausing, Resuming};

use tauri::{AppHandle, Wry};

use super::{Answer, At};
use crate::choose::{Wanted, choose};

#[tauri::command]
pub(crate) async fn request(office: At<'_>, ask: String) -> Answer<RequestView> {
    office.at_desk(move |desk| desk.open_request(&ask)).await
}

#[tauri::command]
pub(crate) async fn answer_item(office: At<'_>, ask: Answering) -> Answer<RequestView> {
    office.at_desk(move |desk| desk.answer_item(&ask)).await
}

#[tauri::command]
pub(crate) async fn add_fact(office: At<'_>, ask: Finding) -> Answer<RequestView> {
    office.at_desk(move |desk| desk.add_fact(&ask)).await
}

#[tauri::command]
pub(crate) async fn ask_approval(office: At<'_>, ask: Asking) -> Answer<RequestView> {
    office.at_desk(move |desk| desk.ask_approval(&ask)).await
}

#[tauri::command]
pub(crate) async fn decide_approval(office: At<'_>, ask: Deciding) -> Answer<RequestView> {
    office.at_desk(move |desk| desk.decide_approval(&ask)).await
}

#[tauri::command]
pub(crate) async fn review_release(office: At<'_>, ask: Reviewing) -> Answer<RequestView> {
    office.at_desk(move |desk| desk.review_release(&ask)).await
}

#[tauri::command]
pub(crate) async fn pause_item(office: At<'_>, ask: Pausing) -> Answer<RequestView> {
    office.at_desk(move |desk| desk.pause_item(&ask)).await
}

#[tauri::command]
pub(crate) async fn resume_item(office: At<'_>, ask: Resuming) -> Answer<RequestView> {
    office.at_desk(move |desk| desk.resume_item(&ask)).await
}

#[tauri::command]
pub(crate) async fn place_hold(office: At<'_>, ask: PlacingHold) -> Answer<RequestView> {
    office.at_desk(move |desk| desk.place_hold(&ask)).await
}

#[tauri::command]
pub(crate) async fn lift_hold(office: At<'_>, ask: LiftingHold) -> Answer<RequestView> {
    office.at_desk(move |desk| desk.lift_hold(&ask)).await
}

#[tauri::command]
pub(crate) async fn seal_request(office: At<'_>, ask: SealingRequest) -> Answer<RequestView> {
    office.at_desk(move |desk| desk.seal_request(&ask)).await
}

#[tauri::command]
pub(crate) async fn lift_seal(office: At<'_>, ask: LiftingSeal) -> Answer<RequestView> {
    office.at_desk(move |desk| desk.lift_seal(&ask)).await
}

#[tauri::command]
pub(crate) async fn consider_request_correction(office: At<'_>, ask: RequestCorrection) -> Answer<CorrectionView> {
    office.at_desk(move |desk| desk.consider_request_correction(&ask)).await
}

#[tauri::command]
pub(crate) async fn correct_request(office: At<'_>, ask: RequestCorrection) -> Answer<RequestView> {
    office.at_desk(move |desk| desk.correct_request(&ask)).await
}

#[tauri::command]
pub(crate) async fn consider_item_correction(office: At<'_>, ask: ItemCorrection) -> Answer<CorrectionView> {
    office.at_desk(move |desk| desk.consider_item_correction(&ask)).await
}

#[tauri::command]
pub(crate) async fn correct_item(office: At<'_>, ask: ItemCorrection) -> Answer<RequestView> {
    office.at_desk(move |desk| desk.correct_item(&ask)).await
}

#[tauri::command]
pub(crate) async fn receipt(office: At<'_>, ask: ReceiptWanted) -> Answer<ReceiptView> {
    office.at_desk(move |desk| desk.receipt_view(&ask)).await
}

#[tauri::command]
pub(crate) async fn save_receipt(app: AppHandle<Wry>, office: At<'_>, ask: ReceiptWanted) -> Answer<Option<String>> {
    let Some(file) = choose(app, Wanted::Receipt).await else { return Ok(None) };
    let saved = office.at_desk(move |desk| {
        host::save_for_its_owner(&file, desk.receipt_file(&ask.number, ask.item)?.as_bytes())?;
        Ok(file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default())
    });
    saved.await.map(Some)
}
