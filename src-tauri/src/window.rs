//! The one window, and the two doors it keeps shut: the page never leaves the program, and never opens another window.
//!
//! The content security policy in `tauri.conf.json` stops the page from fetching; it does not stop a link, a script or
//! a dropped file from taking the whole window elsewhere. That is refused here. The window is private: what was shown
//! in it leaves no cache, no history and no saved form entries on the disk. What is kept of it is its size and place.

use std::sync::{Mutex, PoisonError};

use serde::Deserialize;
use tauri::plugin::TauriPlugin;
use tauri::utils::config::WindowConfig;
use tauri::webview::NewWindowResponse;
use tauri::{App, Url, WebviewWindow, WebviewWindowBuilder, Wry};
use tauri_plugin_window_state::StateFlags;

/// Keeps the window's size and place, and whether it fills the screen, from one start to the next. The page may not call
/// it. A place on a screen that is gone is not taken.
pub(crate) fn kept() -> TauriPlugin<Wry> {
    let flags = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    tauri_plugin_window_state::Builder::new().with_state_flags(flags).with_filename("window.json").build()
}

/// How large everything is shown, in percent of its own size.
pub(crate) struct Zoom(Mutex<u16>);

impl Default for Zoom {
    fn default() -> Self {
        Self(Mutex::new(OWN_SIZE))
    }
}

/// Which way to zoom.
#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum ZoomStep {
    /// Larger.
    In,
    /// Smaller.
    Out,
    /// Back to its own size.
    Reset,
}

const OWN_SIZE: u16 = 100;
/// The sizes there are, in percent.
const SIZES: [u16; 13] = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300];

impl ZoomStep {
    /// The size after this step.
    fn from(self, size: u16) -> u16 {
        let next = match self {
            Self::In => SIZES.into_iter().find(|larger| *larger > size),
            Self::Out => SIZES.into_iter().rev().find(|smaller| *smaller < size),
            Self::Reset => Some(OWN_SIZE),
        };
        next.unwrap_or(size)
    }
}

impl Zoom {
    /// Shows everything one step larger or smaller, and gives the percent.
    ///
    /// # Errors
    /// When the web view cannot.
    pub(crate) fn step(&self, window: &WebviewWindow<Wry>, step: ZoomStep) -> tauri::Result<u16> {
        let mut size = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let next = step.from(*size);
        window.set_zoom(f64::from(next) / f64::from(OWN_SIZE))?;
        *size = next;
        Ok(next)
    }
}

/// Opens the window that `tauri.conf.json` describes.
///
/// # Errors
/// When the system cannot make a window or a web view, for instance where there is no display.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    let development = if tauri::is_dev() { app.config().build.dev_url.clone() } else { None };
    for window in &app.config().app.windows {
        let development = development.clone();
        let window = WindowConfig { incognito: window.incognito && !is_driven(), ..window.clone() };
        WebviewWindowBuilder::from_config(app, &window)?
            .on_navigation(move |url| is_own_page(url, development.as_ref()))
            .on_new_window(|_, _| NewWindowResponse::Deny)
            .build()?;
    }
    Ok(())
}

/// Whether a test drives this window. WebKitGTK lets no driver into a private window, so the test's window is not one;
/// a release is always private, and so never lets a driver in.
pub(crate) fn is_driven() -> bool {
    cfg!(debug_assertions) && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

/// Whether `url` is a page of the program itself, under the scheme each system gives it.
fn is_own_page(url: &Url, development: Option<&Url>) -> bool {
    match (url.scheme(), url.host_str()) {
        ("tauri", Some("localhost")) => !cfg!(windows),
        ("http", Some("tauri.localhost")) => cfg!(windows),
        _ => development.is_some_and(|server| server.origin() == url.origin()),
    }
}

#[cfg(test)]
mod tests {
    use super::{OWN_SIZE, SIZES, ZoomStep, is_own_page};
    use tauri::Url;

    #[test]
    fn zoom_goes_from_half_to_three_times_the_size_and_back() {
        let mut size = OWN_SIZE;
        for _ in SIZES {
            size = ZoomStep::In.from(size);
        }
        assert_eq!(size, 300);
        for _ in SIZES {
            size = ZoomStep::Out.from(size);
        }
        assert_eq!(size, 50);
        assert_eq!(ZoomStep::Reset.from(size), 100);
    }

    fn own(url: &str) -> bool {
        is_own_page(&Url::parse(url).unwrap(), None)
    }

    #[test]
    fn the_page_stays_in_the_program() {
        let page = if cfg!(windows) { "http://tauri.localhost/" } else { "tauri://localhost/index.html" };
        assert!(own(page), "the program's own page opens");
        for elsewhere in [
            "https://tauri.localhost.example.org/",
            "https://example.org/",
            "tauri://elsewhere/",
            "file:///etc/passwd",
            "data:text/html,<p>",
            "javascript:alert(1)",
            "about:blank",
            "http://localhost:1420/",
        ] {
            assert!(!own(elsewhere), "{elsewhere} is no page of the program");
        }
    }

    #[test]
    fn only_a_development_build_follows_its_server_and_no_other() {
        let server = Url::parse("http://localhost:1420").unwrap();
        assert!(is_own_page(&Url::parse("http://localhost:1420/x").unwrap(), Some(&server)));
        assert!(!is_own_page(&Url::parse("http://localhost:1421/x").unwrap(), Some(&server)));
    }
}
