//! Today.

use desk::pages::needs::Needs;
use desk::pages::today::Today;

use super::{Answer, At};

#[tauri::command]
pub(crate) async fn today(office: At<'_>) -> Answer<Today> {
    office.at_desk(|desk| desk.today()).await
}

#[tauri::command]
pub(crate) async fn needs(office: At<'_>, ask: String) -> Answer<Needs> {
    office.at_desk(move |desk| desk.needs(&ask)).await
}
