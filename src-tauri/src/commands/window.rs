//! What the page asks of its own window: larger or smaller, on paper, gone; and that somebody is there.

use desk::pages::access_log::Printing;
use tauri::{AppHandle, State, WebviewWindow, Wry};

use super::{Answer, At};
use crate::refusal::Refusal;
use crate::window::{Zoom, ZoomStep, is_driven};

#[tauri::command(async)]
pub(crate) fn zoom(window: WebviewWindow<Wry>, size: State<'_, Zoom>, ask: ZoomStep) -> Answer<u16> {
    size.step(&window, ask).map_err(|_| Refusal::said("The window could not show it in another size."))
}

#[tauri::command]
pub(crate) async fn print(window: WebviewWindow<Wry>, office: At<'_>, ask: Printing) -> Answer<()> {
    office.at_desk(move |desk| desk.note_printing(&ask)).await?;
    // A driver cannot press the system's dialogs.
    if is_driven() {
        return Ok(());
    }
    window.print().map_err(|_| {
        Refusal::said("The system did not offer a printer. Nothing was printed. Save the sheet, or write it down.")
    })
}

#[tauri::command(async)]
pub(crate) fn quit(app: AppHandle<Wry>) {
    app.exit(0);
}

#[tauri::command]
pub(crate) async fn touch(office: At<'_>) -> Answer<()> {
    office.touch().await
}
