//! § 1373 exchanges.

use desk::pages::exchanges::{ExchangeDraft, ExchangePage};
use desk::pages::log::Logged;

use super::{Answer, At};

#[tauri::command]
pub(crate) async fn exchanges(office: At<'_>, ask: Option<i64>) -> Answer<ExchangePage> {
    office.at_desk(move |desk| desk.exchanges(ask)).await
}

#[tauri::command]
pub(crate) async fn log_exchange(office: At<'_>, ask: ExchangeDraft) -> Answer<Logged> {
    office.at_desk(move |desk| desk.log_exchange(&ask)).await
}
