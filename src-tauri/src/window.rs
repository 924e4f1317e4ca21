//! The one window, and the two doors it keeps shut: the page never leaves the program, and never opens another window.
//!
//! The content security policy in `tauri.conf.json` stops the page from fetching; it does not stop a link, a script or
//! a dropped file from taking the whole window elsewhere. That is refused here. The window is private: what was shown
//! in it leaves no cache, no history and no saved form entries on the disk.

use tauri::utils::config::WindowConfig;
use tauri::webview::NewWindowResponse;
use tauri::{App, Url, WebviewWindowBuilder};

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
fn is_driven() -> bool {
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
    use super::is_own_page;
    use tauri::Url;

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
