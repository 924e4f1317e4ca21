//! Today.

use desk::pages::today::Today;

use super::{Answer, At};

#[tauri::command]
pub(crate) async fn today(office: At<'_>) -> Answer<Today> {
    office.at_desk(|desk| desk.today()).await
}
