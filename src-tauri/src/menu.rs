//! The system's menu. Each line stands for an act of the page, which does it; leaving the program and editing text are the
//! system's own. A line whose act makes no sense while the desk is locked rests until it is open.

use serde::Serialize;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Manager as _, Wry};

use crate::told::{Told, tell};

/// What a key or a line of the menu does. The page has the list of them with their keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Act {
    /// Begin to log a request.
    LogRequest,
    /// Find something in the register.
    Find,
    /// Lock the desk.
    Lock,
    /// Leave the program.
    Quit,
    /// Take back what was typed last in a field.
    Undo,
    /// Go to this page, and so on.
    Today,
    Register,
    Exchanges,
    Reports,
    Ordinance,
    Import,
    Settings,
    /// Show everything larger.
    ZoomIn,
    /// Show everything smaller.
    ZoomOut,
    /// Show everything in its own size.
    ActualSize,
    /// Show the sheet of keys.
    Keys,
    /// Say what the program is.
    About,
}

/// A line of the menu.
struct Line {
    act: Act,
    words: &'static str,
    /// As Tauri reads them; "" where the system's own way is enough.
    keys: &'static str,
    /// Does it make sense while the desk is locked?
    always: bool,
}

const fn line(act: Act, words: &'static str, keys: &'static str) -> Line {
    Line { act, words, keys, always: false }
}

const fn always(act: Act, words: &'static str, keys: &'static str) -> Line {
    Line { act, words, keys, always: true }
}

const LOG: Line = line(Act::LogRequest, "&Log a Request", "CmdOrCtrl+N");
const FIND: Line = line(Act::Find, "&Find in the Register", "CmdOrCtrl+F");
const LOCK: Line = line(Act::Lock, "Loc&k the Desk", "CmdOrCtrl+L");
const QUIT: Line = always(Act::Quit, "&Quit", "CmdOrCtrl+Q");
const UNDO: Line = always(Act::Undo, "&Undo", "");
const PAGES: [Line; 7] = [
    line(Act::Today, "&Today", "CmdOrCtrl+1"),
    line(Act::Register, "&Register", "CmdOrCtrl+2"),
    line(Act::Exchanges, "§ 1373 &Exchanges", "CmdOrCtrl+3"),
    line(Act::Reports, "Re&ports", "CmdOrCtrl+4"),
    line(Act::Ordinance, "The &Ordinance", "CmdOrCtrl+5"),
    line(Act::Import, "&Import", "CmdOrCtrl+6"),
    line(Act::Settings, "&Settings", "CmdOrCtrl+7"),
];
const ZOOM: [Line; 3] = [
    always(Act::ZoomIn, "&Larger", "CmdOrCtrl+="),
    always(Act::ZoomOut, "S&maller", "CmdOrCtrl+-"),
    always(Act::ActualSize, "&Actual Size", "CmdOrCtrl+0"),
];
const KEYS: Line = always(Act::Keys, "&Keys", "F1");
const ABOUT: Line = always(Act::About, "&About Disclosure Gatekeeper", "");

/// Every line, to find an act by its name.
fn lines() -> impl Iterator<Item = &'static Line> {
    [&LOG, &FIND, &LOCK, &QUIT, &UNDO, &KEYS, &ABOUT].into_iter().chain(&PAGES).chain(&ZOOM)
}

impl Act {
    /// The name under which the menu and the page know it.
    fn name(self) -> String {
        serde_json::to_value(self).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
    }
}

/// The lines that make sense at an open desk only.
pub(crate) struct WhenOpen(Vec<MenuItem<Wry>>);

impl WhenOpen {
    /// Wakes them, or lets them rest.
    pub(crate) fn set(&self, open: bool) {
        for item in &self.0 {
            // A line that could not be changed says more than it should; what it does is refused all the same.
            let _ = item.set_enabled(open);
        }
    }
}

/// Puts the menu on the window, or where the system has it.
///
/// # Errors
/// When the system cannot make a menu.
pub(crate) fn install(app: &AppHandle<Wry>) -> tauri::Result<()> {
    let mut making = Making { app, when_open: Vec::new() };
    let menu = Menu::new(app)?;
    if cfg!(target_os = "macos") {
        let program = making.group("Disclosure Gatekeeper", &[&ABOUT])?;
        program.append_items(&[
            &PredefinedMenuItem::separator(app)?,
            &PredefinedMenuItem::services(app, None)?,
            &PredefinedMenuItem::separator(app)?,
            &PredefinedMenuItem::hide(app, None)?,
            &PredefinedMenuItem::hide_others(app, None)?,
            &PredefinedMenuItem::show_all(app, None)?,
            &PredefinedMenuItem::separator(app)?,
            &PredefinedMenuItem::quit(app, None)?,
        ])?;
        menu.append(&program)?;
    }
    let file = making.group("&File", &[&LOG, &FIND, &LOCK])?;
    if !cfg!(target_os = "macos") {
        file.append(&PredefinedMenuItem::separator(app)?)?;
        file.append(&making.item(&QUIT)?)?;
    }
    menu.append(&file)?;
    menu.append(&making.edit()?)?;
    let view = making.group("&View", &PAGES.each_ref())?;
    view.append(&PredefinedMenuItem::separator(app)?)?;
    for line in &ZOOM {
        view.append(&making.item(line)?)?;
    }
    menu.append(&view)?;
    if cfg!(target_os = "macos") {
        let window = Submenu::new(app, "Window", true)?;
        window.append_items(&[
            &PredefinedMenuItem::minimize(app, None)?,
            &PredefinedMenuItem::maximize(app, None)?,
            &PredefinedMenuItem::close_window(app, None)?,
        ])?;
        menu.append(&window)?;
        menu.append(&making.group("Help", &[&KEYS])?)?;
    } else {
        menu.append(&making.group("&Help", &[&KEYS, &ABOUT])?)?;
    }
    app.set_menu(menu)?;
    let when_open = WhenOpen(making.when_open);
    when_open.set(false);
    app.manage(when_open);
    app.on_menu_event(|app, event| chosen(app, event.id().as_ref()));
    Ok(())
}

struct Making<'a> {
    app: &'a AppHandle<Wry>,
    when_open: Vec<MenuItem<Wry>>,
}

impl Making<'_> {
    fn item(&mut self, line: &Line) -> tauri::Result<MenuItem<Wry>> {
        let keys = Some(line.keys).filter(|keys| !keys.is_empty());
        let item = MenuItem::with_id(self.app, line.act.name(), line.words, true, keys)?;
        if !line.always {
            self.when_open.push(item.clone());
        }
        Ok(item)
    }

    fn group(&mut self, title: &str, lines: &[&Line]) -> tauri::Result<Submenu<Wry>> {
        let group = Submenu::new(self.app, title, true)?;
        for line in lines {
            group.append(&self.item(line)?)?;
        }
        Ok(group)
    }

    /// Editing is the system's own, where it has it.
    #[cfg(not(target_os = "linux"))]
    fn edit(&mut self) -> tauri::Result<Submenu<Wry>> {
        let app = self.app;
        let edit = Submenu::new(app, "&Edit", true)?;
        if cfg!(target_os = "macos") {
            edit.append(&PredefinedMenuItem::undo(app, None)?)?;
        } else {
            edit.append(&self.item(&UNDO)?)?;
        }
        edit.append_items(&[
            &PredefinedMenuItem::separator(app)?,
            &PredefinedMenuItem::cut(app, None)?,
            &PredefinedMenuItem::copy(app, None)?,
            &PredefinedMenuItem::paste(app, None)?,
            &PredefinedMenuItem::select_all(app, None)?,
        ])?;
        Ok(edit)
    }

    /// GTK has no lines of its own for it: the web view is told. Their keys stay the web view's own.
    #[cfg(target_os = "linux")]
    fn edit(&mut self) -> tauri::Result<Submenu<Wry>> {
        let edit = self.group("&Edit", &[&UNDO])?;
        edit.append(&PredefinedMenuItem::separator(self.app)?)?;
        for (words, order) in EDITING {
            edit.append(&MenuItem::with_id(self.app, order, words, true, None::<&str>)?)?;
        }
        Ok(edit)
    }
}

/// What GTK's web view is told for editing: the line, and its name for it.
#[cfg(target_os = "linux")]
const EDITING: [(&str, &str); 4] =
    [("Cu&t", "Cut"), ("&Copy", "Copy"), ("&Paste", "Paste"), ("Select &All", "SelectAll")];

/// A line was chosen.
fn chosen(app: &AppHandle<Wry>, id: &str) {
    #[cfg(target_os = "linux")]
    if let Some((_, order)) = EDITING.into_iter().find(|(_, order)| *order == id) {
        edit(app, order);
        return;
    }
    let Some(line) = lines().find(|line| line.act.name() == id) else { return };
    // Leaving is not the page's to refuse.
    if line.act == Act::Quit { app.exit(0) } else { tell(app, Told::Chosen { act: line.act }) }
}

#[cfg(target_os = "linux")]
fn edit(app: &AppHandle<Wry>, order: &'static str) {
    use webkit2gtk::WebViewExt as _;

    if let Some(window) = app.get_webview_window("main") {
        // Nothing was edited, and the page shows it.
        let _ = window.with_webview(move |webview| webview.inner().execute_editing_command(order));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_line_is_found_by_its_name_and_no_two_share_a_key() {
        let names: BTreeSet<String> = lines().map(|line| line.act.name()).collect();
        assert_eq!(names.len(), lines().count(), "each act has one line");
        assert!(names.contains("log_request") && !names.contains(""));
        let keys: Vec<&str> = lines().map(|line| line.keys).filter(|keys| !keys.is_empty()).collect();
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "{keys:?}");
    }

    #[test]
    fn a_locked_desk_leaves_what_needs_no_record() {
        let left: Vec<Act> = lines().filter(|line| line.always).map(|line| line.act).collect();
        let expected = [Act::Quit, Act::Undo, Act::Keys, Act::About, Act::ZoomIn, Act::ZoomOut, Act::ActualSize];
        assert_eq!(left, expected);
    }
}
