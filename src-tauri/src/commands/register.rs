//! The register.

use desk::host;
use desk::pages::register::{RegisterPage, RegisterQuery};
use desk::pages::register_file::{RegisterExport, RegisterExported};
use desk::pages::saved::{RegisterKept, SavingSearch};
use tauri::{AppHandle, Wry};

use super::{Answer, At};
use crate::choose::{Wanted, choose};
use crate::refusal::Refusal;

#[tauri::command]
pub(crate) async fn register(office: At<'_>, ask: RegisterQuery) -> Answer<RegisterPage> {
    office.at_desk(move |desk| desk.register(&ask)).await
}

#[tauri::command]
pub(crate) async fn register_kept(office: At<'_>) -> Answer<RegisterKept> {
    office.at_desk(|desk| desk.register_kept()).await
}

#[tauri::command]
pub(crate) async fn save_search(office: At<'_>, ask: SavingSearch) -> Answer<RegisterKept> {
    office.at_desk(move |desk| desk.save_search(&ask)).await
}

#[tauri::command]
pub(crate) async fn forget_search(office: At<'_>, ask: String) -> Answer<RegisterKept> {
    office.at_desk(move |desk| desk.forget_search(&ask)).await
}

#[tauri::command]
pub(crate) async fn keep_columns(office: At<'_>, ask: Vec<String>) -> Answer<RegisterKept> {
    office.at_desk(move |desk| desk.keep_columns(&ask)).await
}

#[tauri::command]
pub(crate) async fn export_register(
    app: AppHandle<Wry>,
    office: At<'_>,
    ask: RegisterExport,
) -> Answer<Option<RegisterExported>> {
    let Some(path) = choose(app, Wanted::RegisterFile).await else { return Ok(None) };
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(Refusal::said("That is no place for a file. Nothing was written. Choose another."));
    };
    let (folder, file) = (folder.to_owned(), name.to_string_lossy().into_owned());
    let exported = office.at_length(move |desk, progress| {
        let (bytes, items) = desk.register_file(&ask, progress)?;
        host::save_all(&folder, &[(file.clone(), bytes)])?;
        Ok(RegisterExported { file, items })
    });
    exported.await.map(Some)
}
