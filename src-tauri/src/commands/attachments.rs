//! Scans kept with a request. The page names the request; the files are chosen in the program's own dialogs.

use desk::host;
use desk::pages::attachment::{Attaching, AttachmentSaved, AttachmentWanted};
use desk::pages::request::RequestView;
use tauri::{AppHandle, Wry};

use super::{Answer, At};
use crate::choose::{Wanted, choose};

#[tauri::command]
pub(crate) async fn add_attachment(app: AppHandle<Wry>, office: At<'_>, ask: Attaching) -> Answer<Option<RequestView>> {
    let Some(file) = choose(app, Wanted::Attachment).await else { return Ok(None) };
    office.at_desk(move |desk| desk.attach(&ask, &file)).await.map(Some)
}

#[tauri::command]
pub(crate) async fn save_attachment(
    app: AppHandle<Wry>,
    office: At<'_>,
    ask: AttachmentWanted,
) -> Answer<Option<AttachmentSaved>> {
    let Some(folder) = choose(app, Wanted::AttachmentFolder).await else { return Ok(None) };
    let saved = office.at_desk(move |desk| {
        let (file, content) = desk.attached(&ask)?;
        host::save_new(&folder, &file, &content)?;
        Ok(AttachmentSaved { folder: folder.display().to_string(), file })
    });
    saved.await.map(Some)
}
