//! The window of the disclosure gatekeeper: the only package that names `tauri`.
//!
//! It opens one window, lets the page call the commands it lists, and nothing else: no updater, no network, no plugin
//! that lets the page reach files or programs. What is decided and kept is decided and kept elsewhere; no rule enters here.
//!
//! On Linux the renderer of WebKitGTK is left as the system has it. A few graphics drivers show a blank window; for
//! those, and only those, start the program with `WEBKIT_DISABLE_DMABUF_RENDERER=1`. Set for everyone, it stops newer
//! drivers from starting at all.

mod choose;
mod commands;
mod menu;
mod office;
mod refusal;
mod told;
mod tries;
mod watch;
mod window;
mod work;

use std::sync::Arc;

use tauri::{Manager as _, RunEvent};

use office::{Office, Turn};

/// A build for users must carry its own page; one that would ask a local server for it is refused here.
const _: () = assert!(
    cfg!(debug_assertions) || !tauri::is_dev(),
    "a release needs the page inside the program: build with --features tauri/custom-protocol"
);

/// Opens the desk and stays until its window is closed.
///
/// # Errors
/// When the system cannot give the program a window or a web view.
pub fn run() -> tauri::Result<()> {
    desk::host::leave_no_core();
    let program = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(window::kept())
        .invoke_handler(commands::handler())
        .setup(|app| {
            menu::install(app.handle())?;
            app.manage(commands::Chosen::default());
            app.manage(window::Zoom::default());
            let handle = app.handle().clone();
            let record = app.path().app_local_data_dir()?.join("record");
            let places = (record, desk::host::SeenFolder::of_this_user());
            let office = Office::new(places, Arc::new(watch::SystemTimes::new()), move |turn| {
                handle.state::<menu::WhenOpen>().set(turn == Turn::Opened);
                if turn == Turn::Locked {
                    told::tell(&handle, told::Told::Locked);
                }
            });
            office.keep_watch();
            app.manage(office);
            Ok(window::open(app)?)
        })
        .build(tauri::generate_context!())?;
    program.run(|app, event| {
        // The system ends the program without dropping anything; the record and the practice folder are put away here.
        if matches!(event, RunEvent::Exit)
            && let Some(office) = app.try_state::<Office>()
        {
            office.leave();
        }
    });
    Ok(())
}
