//! What may be destroyed, and destroying it.

use desk::pages::keeping::{DestroyedView, Destroying, KeepingView};

use super::{Answer, At};

#[tauri::command]
pub(crate) async fn keeping(office: At<'_>) -> Answer<KeepingView> {
    office.at_desk(|desk| desk.keeping()).await
}

#[tauri::command]
pub(crate) async fn destroy_particulars(office: At<'_>, ask: Destroying) -> Answer<DestroyedView> {
    office.at_desk(move |desk| desk.destroy_particulars(&ask)).await
}
