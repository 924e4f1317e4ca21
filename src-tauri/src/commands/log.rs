//! Log a request.

use desk::pages::log::{Considered, Logged, RequestDraft};
use desk::pages::settings::Agency;
use desk::pages::words::{self, Words};

use super::{Answer, At};

#[tauri::command(async)]
pub(crate) fn words() -> Words {
    words::words()
}

#[tauri::command]
pub(crate) async fn find_agencies(office: At<'_>, ask: String) -> Answer<Vec<Agency>> {
    office.at_desk(move |desk| desk.find_agencies(&ask)).await
}

#[tauri::command]
pub(crate) async fn consider(office: At<'_>, ask: RequestDraft) -> Answer<Considered> {
    office.at_desk(move |desk| desk.consider(&ask)).await
}

#[tauri::command]
pub(crate) async fn log_request(office: At<'_>, ask: RequestDraft) -> Answer<Logged> {
    office.at_desk(move |desk| desk.log_draft(&ask)).await
}

#[tauri::command]
pub(crate) async fn kept_draft(office: At<'_>) -> Answer<Option<RequestDraft>> {
    office.at_desk(|desk| desk.kept_draft()).await
}

#[tauri::command]
pub(crate) async fn keep_draft(office: At<'_>, ask: RequestDraft) -> Answer<()> {
    office.keep(move |desk| desk.keep_draft(ask)).await
}

#[tauri::command]
pub(crate) async fn drop_draft(office: At<'_>) -> Answer<()> {
    office.at_desk(desk::Desk::drop_draft).await
}
