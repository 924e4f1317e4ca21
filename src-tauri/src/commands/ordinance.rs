//! The ordinance, and *what if*.

use desk::pages::determination::Determination;
use desk::pages::log::Answers;
use desk::pages::ordinance::{self, OrdinanceView};

use super::{Answer, At};

#[tauri::command(async)]
pub(crate) fn ordinance() -> OrdinanceView {
    ordinance::ordinance()
}

#[tauri::command]
pub(crate) async fn what_if(office: At<'_>, ask: Answers) -> Answer<Determination> {
    office.at_desk(move |desk| desk.what_if(&ask)).await
}
