//! What the program tells the page without being asked: that the desk was locked, and what was chosen in the menu.
//!
//! It is handed to the page as an event of the page's own window object. So the page needs no permission to listen to
//! anything, and what it hears are words of closed lists.

use serde::Serialize;
use tauri::{AppHandle, Manager as _, Wry};

use crate::menu::Act;

/// Something the page is told.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "told", rename_all = "snake_case")]
pub(crate) enum Told {
    /// The desk was locked.
    Locked,
    /// A line of the menu was chosen, or its key pressed.
    Chosen {
        /// What it stands for.
        act: Act,
    },
}

/// Tells the page. A page that is gone needs to hear nothing.
pub(crate) fn tell(app: &AppHandle<Wry>, told: Told) {
    let Some(window) = app.get_webview_window("main") else { return };
    if let Some(script) = script(told) {
        let _ = window.eval(script);
    }
}

fn script(told: Told) -> Option<String> {
    let detail = serde_json::to_string(&told).ok()?;
    Some(format!("window.dispatchEvent(new CustomEvent(\"told\", {{ detail: {detail} }}));"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_hears_words_of_closed_lists() {
        assert_eq!(
            script(Told::Locked).unwrap(),
            r#"window.dispatchEvent(new CustomEvent("told", { detail: {"told":"locked"} }));"#
        );
        assert_eq!(
            script(Told::Chosen { act: Act::LogRequest }).unwrap(),
            r#"window.dispatchEvent(new CustomEvent("told", { detail: {"told":"chosen","act":"log_request"} }));"#
        );
    }
}
