//! The register.

use desk::pages::register::{RegisterPage, RegisterQuery};

use super::{Answer, At};

#[tauri::command]
pub(crate) async fn register(office: At<'_>, ask: RegisterQuery) -> Answer<RegisterPage> {
    office.at_desk(move |desk| desk.register(&ask)).await
}
