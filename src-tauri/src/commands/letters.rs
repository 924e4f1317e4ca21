//! Letters about a request, and their wording. The page names the request; the files are chosen in the program's own dialogs.

use std::path::Path;

use desk::host;
use desk::pages::letter_words::{LetterWords, WordingLetter};
use desk::pages::letters::{LetterSaved, LetterShown, LetterWanted};
use tauri::{AppHandle, Wry};

use super::{Answer, At};
use crate::choose::{Wanted, choose};

#[tauri::command]
pub(crate) async fn show_letter(office: At<'_>, ask: LetterWanted) -> Answer<LetterShown> {
    office.at_desk(move |desk| desk.show_letter(&ask)).await
}

#[tauri::command]
pub(crate) async fn issue_letter(
    app: AppHandle<Wry>,
    office: At<'_>,
    ask: LetterWanted,
) -> Answer<Option<LetterSaved>> {
    let Some(file) = choose(app, Wanted::Letter).await else { return Ok(None) };
    let issued = office.at_desk(move |desk| {
        let request = desk.issue_letter(&ask, |pdf| host::save_for_its_owner(&file, pdf))?;
        Ok(LetterSaved { file: name_of(&file), request })
    });
    issued.await.map(Some)
}

#[tauri::command]
pub(crate) async fn draft_letter(app: AppHandle<Wry>, office: At<'_>, ask: LetterWanted) -> Answer<Option<String>> {
    let Some(file) = choose(app, Wanted::LetterToEdit).await else { return Ok(None) };
    let saved = office.at_desk(move |desk| {
        host::save_for_its_owner(&file, &desk.draft_letter(&ask)?)?;
        Ok(name_of(&file))
    });
    saved.await.map(Some)
}

fn name_of(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[tauri::command]
pub(crate) async fn letter_words(office: At<'_>) -> Answer<LetterWords> {
    office.at_desk(|desk| desk.letter_words()).await
}

#[tauri::command]
pub(crate) async fn set_letterhead(office: At<'_>, ask: Vec<String>) -> Answer<LetterWords> {
    office.at_desk(move |desk| desk.set_letterhead(&ask)).await
}

#[tauri::command]
pub(crate) async fn word_letter(office: At<'_>, ask: WordingLetter) -> Answer<LetterWords> {
    office.at_desk(move |desk| desk.word_letter(&ask)).await
}
