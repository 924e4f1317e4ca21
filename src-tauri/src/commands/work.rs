//! Long work: how far it is, and stopping it. Both are answered while the desk is busy with it.

use super::{Answer, At};
use crate::work::HowFar;

#[tauri::command]
pub(crate) async fn progress(office: At<'_>) -> Answer<Option<HowFar>> {
    Ok(office.work().how_far())
}

#[tauri::command]
pub(crate) async fn stop_work(office: At<'_>) -> Answer<()> {
    office.work().stop();
    Ok(())
}
