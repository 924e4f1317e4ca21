//! The officers, who may do what, and who let something leave the record.

use desk::pages::access_log::AccessLogPage;
use desk::pages::officers::{NewOfficer, OfficersView, RoleChange};
use desk::{host, roles};
use tauri::{AppHandle, Wry};

use super::{Answer, At};
use crate::choose::{Wanted, choose};

#[tauri::command]
pub(crate) async fn officers(office: At<'_>) -> Answer<OfficersView> {
    office.at_desk(|desk| desk.officers()).await
}

#[tauri::command]
pub(crate) async fn add_officer(office: At<'_>, ask: NewOfficer) -> Answer<OfficersView> {
    office.at_desk(move |desk| desk.add_officer(&ask)).await
}

#[tauri::command]
pub(crate) async fn change_role(office: At<'_>, ask: RoleChange) -> Answer<OfficersView> {
    office.at_desk(move |desk| desk.change_role(&ask)).await
}

#[tauri::command]
pub(crate) async fn officer_left(office: At<'_>, ask: u32) -> Answer<OfficersView> {
    office.at_desk(move |desk| desk.officer_left(ask)).await
}

#[tauri::command]
pub(crate) async fn access_log(office: At<'_>, ask: Option<i64>) -> Answer<AccessLogPage> {
    office.at_desk(move |desk| desk.access_log(ask)).await
}

/// Writes the table of who may do what to a file; `None`: nothing was chosen.
#[tauri::command]
pub(crate) async fn save_role_table(app: AppHandle<Wry>, office: At<'_>) -> Answer<Option<String>> {
    let Some(file) = choose(app, Wanted::RoleTable).await else { return Ok(None) };
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    office.at_desk(move |_| host::save_for_its_owner(&file, roles::table().as_bytes())).await?;
    Ok(Some(name))
}
