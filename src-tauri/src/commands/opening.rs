//! First start, unlocking, practice, and what the program is.

use desk::pages::opening::{Credentials, NewRecord, Opening, Session, Strength, strength};
use serde::Serialize;

use super::{Answer, At};

/// The program, and the ordinance it applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct About {
    /// The program's version, such as `0.1.0`.
    pub(crate) version: &'static str,
    /// The number of the ordinance it applies, as the City Council gave it.
    pub(crate) ordinance: &'static str,
}

#[tauri::command(async)]
pub(crate) fn about() -> About {
    About { version: env!("CARGO_PKG_VERSION"), ordinance: "19.153" }
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
pub(crate) async fn practise(office: At<'_>) -> Answer<Session> {
    office.practise().await
}

#[tauri::command]
pub(crate) async fn lock(office: At<'_>) -> Answer<Opening> {
    office.lock().await
}

#[cfg(test)]
mod tests {
    use super::about;

    #[test]
    fn the_version_is_the_one_the_bundle_carries() {
        assert_eq!(about().version, env!("CARGO_PKG_VERSION"));
        assert_eq!(about().ordinance, "19.153");
    }
}
