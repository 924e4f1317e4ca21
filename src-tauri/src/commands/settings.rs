//! Settings.

use desk::pages::settings::{NewAgency, SettingChange, SettingsView};

use super::{Answer, At};

#[tauri::command]
pub(crate) async fn settings(office: At<'_>) -> Answer<SettingsView> {
    office.at_desk(|desk| desk.settings()).await
}

#[tauri::command]
pub(crate) async fn add_agency(office: At<'_>, ask: NewAgency) -> Answer<SettingsView> {
    office.at_desk(move |desk| desk.add_own_agency(ask)).await
}

#[tauri::command]
pub(crate) async fn change_setting(office: At<'_>, ask: SettingChange) -> Answer<SettingsView> {
    office.at_desk(move |desk| desk.change_setting(ask)).await
}

#[tauri::command]
pub(crate) async fn set_departments_reporting(office: At<'_>, ask: Vec<String>) -> Answer<SettingsView> {
    office.at_desk(move |desk| desk.set_departments_reporting(&ask)).await
}
