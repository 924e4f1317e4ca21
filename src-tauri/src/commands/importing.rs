//! Import: the file that somebody chose stays here, the page knows its name.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use desk::pages::importing::{ImportAsk, ImportView, LogView, look_at_log as look};
use desk::pages::mapping::{self, MappingAsk, MappingSaid, NamedMapping};
use serde::Serialize;
use tauri::{AppHandle, State, Wry};

use super::{Answer, At};
use crate::choose::{Wanted, choose};
use crate::refusal::Refusal;

/// The name of a file that somebody chose.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ChosenFile {
    /// Its name, without its folder.
    name: String,
}

/// The log chosen for the import.
#[derive(Debug, Default)]
pub(crate) struct Chosen(Mutex<Option<PathBuf>>);

impl Chosen {
    fn set(&self, log: Option<PathBuf>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = log;
    }

    fn log(&self) -> Result<PathBuf, Refusal> {
        let log = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        log.ok_or_else(|| Refusal::said("No file is chosen yet. Choose the log first."))
    }
}

pub(super) fn named(file: &Path) -> ChosenFile {
    ChosenFile { name: file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned() }
}

#[tauri::command]
pub(crate) async fn choose_log(app: AppHandle<Wry>, chosen: State<'_, Chosen>) -> Answer<Option<ChosenFile>> {
    let file = choose(app, Wanted::Log).await;
    let name = file.as_deref().map(named);
    chosen.set(file);
    Ok(name)
}

#[tauri::command]
pub(crate) async fn look_at_log(office: At<'_>, chosen: State<'_, Chosen>, ask: String) -> Answer<LogView> {
    let log = chosen.log()?;
    office.at_length(move |_, progress| look(&log, &ask, progress)).await
}

#[tauri::command]
pub(crate) async fn check_import(office: At<'_>, chosen: State<'_, Chosen>, ask: ImportAsk) -> Answer<ImportView> {
    let log = chosen.log()?;
    office.at_length(move |desk, progress| desk.import_file(&log, &ask, true, progress)).await
}

#[tauri::command]
pub(crate) async fn run_import(office: At<'_>, chosen: State<'_, Chosen>, ask: ImportAsk) -> Answer<ImportView> {
    let log = chosen.log()?;
    office.at_length(move |desk, progress| desk.import_file(&log, &ask, false, progress)).await
}

#[tauri::command(async)]
pub(crate) fn consider_mapping(ask: MappingAsk) -> MappingSaid {
    mapping::consider(&ask)
}

#[tauri::command]
pub(crate) async fn saved_mappings(office: At<'_>) -> Answer<Vec<NamedMapping>> {
    office.at_desk(|desk| desk.saved_mappings()).await
}

#[tauri::command]
pub(crate) async fn save_mapping(office: At<'_>, ask: NamedMapping) -> Answer<Vec<NamedMapping>> {
    office.at_desk(move |desk| desk.save_mapping(&ask)).await
}

#[tauri::command]
pub(crate) async fn drop_mapping(office: At<'_>, ask: String) -> Answer<Vec<NamedMapping>> {
    office.at_desk(move |desk| desk.drop_mapping(&ask)).await
}

#[tauri::command]
pub(crate) async fn choose_mapping(app: AppHandle<Wry>, office: At<'_>) -> Answer<Option<NamedMapping>> {
    let Some(file) = choose(app, Wanted::Mapping).await else { return Ok(None) };
    let ChosenFile { name } = named(&file);
    let mapping = office.at_desk(move |_| mapping::mapping_from_file(&file)).await?;
    Ok(Some(NamedMapping { name, mapping }))
}

#[tauri::command]
pub(crate) async fn export_mapping(
    app: AppHandle<Wry>,
    office: At<'_>,
    ask: NamedMapping,
) -> Answer<Option<ChosenFile>> {
    let Some(file) = choose(app, Wanted::MappingToWrite).await else { return Ok(None) };
    let name = named(&file);
    office.at_desk(move |_| mapping::mapping_to_file(&ask.mapping, &file)).await?;
    Ok(Some(name))
}
