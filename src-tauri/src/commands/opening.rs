//! First start, unlocking, practice, and what the program is.

use desk::pages::opening::{self, About, Credentials, NewRecord, Opening, Session, Strength, strength};

use super::{Answer, At};

#[tauri::command(async)]
pub(crate) fn about() -> Answer<About> {
    Ok(opening::about(env!("CARGO_PKG_VERSION"))?)
}

#[tauri::command]
pub(crate) async fn opening(office: At<'_>) -> Answer<Opening> {
    office.opening().await
}

#[tauri::command(async)]
pub(crate) fn passphrase_strength(ask: NewRecord) -> Strength {
    strength(&ask)
}

#[tauri::command]
pub(crate) async fn set_up(office: At<'_>, ask: NewRecord) -> Answer<Session> {
    office.set_up(ask).await
}

#[tauri::command]
pub(crate) async fn unlock(office: At<'_>, ask: Credentials) -> Answer<Session> {
    office.unlock(ask).await
}

#[tauri::command]
pub(crate) async fn go_on(office: At<'_>, ask: String) -> Answer<Session> {
    office.go_on(ask).await
}

#[tauri::command]
pub(crate) async fn practise(office: At<'_>) -> Answer<Session> {
    office.practise().await
}

#[tauri::command]
pub(crate) async fn end_practice(office: At<'_>) -> Answer<Opening> {
    office.end_practice().await
}

#[tauri::command]
pub(crate) async fn lock(office: At<'_>) -> Answer<Opening> {
    office.lock().await
}
