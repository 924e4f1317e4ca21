//! Import: the files somebody chose stay here, the page knows their names.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use desk::pages::importing::ImportView;
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

/// The files chosen for the import.
#[derive(Debug, Default)]
pub(crate) struct Chosen(Mutex<Files>);

#[derive(Debug, Default, Clone)]
struct Files {
    log: Option<PathBuf>,
    mapping: Option<PathBuf>,
}

impl Chosen {
    fn change<T>(&self, change: impl FnOnce(&mut Files) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

pub(super) fn named(file: &Path) -> ChosenFile {
    ChosenFile { name: file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned() }
}

#[tauri::command]
pub(crate) async fn choose_log(app: AppHandle<Wry>, chosen: State<'_, Chosen>) -> Answer<Option<ChosenFile>> {
    let file = choose(app, Wanted::Log).await;
    let name = file.as_deref().map(named);
    // Another log comes with no mapping until one is chosen for it.
    chosen.change(|files| *files = Files { log: file, mapping: None });
    Ok(name)
}

#[tauri::command]
pub(crate) async fn choose_mapping(app: AppHandle<Wry>, chosen: State<'_, Chosen>) -> Answer<Option<ChosenFile>> {
    let file = choose(app, Wanted::Mapping).await;
    let name = file.as_deref().map(named);
    chosen.change(|files| files.mapping = file);
    Ok(name)
}

#[tauri::command]
pub(crate) async fn check_import(office: At<'_>, chosen: State<'_, Chosen>) -> Answer<ImportView> {
    import(&office, &chosen, true).await
}

#[tauri::command]
pub(crate) async fn run_import(office: At<'_>, chosen: State<'_, Chosen>) -> Answer<ImportView> {
    import(&office, &chosen, false).await
}

async fn import(office: &At<'_>, chosen: &Chosen, dry_run: bool) -> Answer<ImportView> {
    let Files { log, mapping } = chosen.change(|files| files.clone());
    let log = log.ok_or_else(|| Refusal::said("No file is chosen yet. Choose the log first."))?;
    office.at_desk(move |desk| desk.import_file(&log, mapping.as_deref(), dry_run)).await
}
