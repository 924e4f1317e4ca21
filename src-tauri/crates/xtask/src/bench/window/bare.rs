//! The peer of the desk's start: a window of the same library, of the same size, with a page of one sentence and nothing
//! behind it.

use tao::event::{Event, WindowEvent};
use tao::event_loop::{ControlFlow, EventLoop};
use tao::platform::unix::WindowExtUnix as _;
use tao::window::WindowBuilder;
use wry::{WebViewBuilder, WebViewBuilderExtUnix as _};

use crate::bench::measure::stopped;
use crate::command::Stop;

const PAGE: &str = "<!doctype html><html lang=en><title>Bare</title><h1>A bare window</h1><p>One sentence, set in the \
                    system's own typeface.";

/// Opens the window and stays until it is closed.
///
/// # Errors
/// When there is no display, or no web view.
pub(crate) fn open() -> Result<(), Stop> {
    let events = EventLoop::new();
    let size = tao::dpi::LogicalSize::new(1280.0, 800.0);
    let window = WindowBuilder::new().with_inner_size(size).build(&events).map_err(stopped)?;
    let place = window.default_vbox().ok_or_else(|| stopped("the window has no place for a page"))?;
    let page = WebViewBuilder::new().with_incognito(true).with_html(PAGE).build_gtk(place).map_err(stopped)?;
    events.run(move |event, _, control| {
        // Both live as long as their window is open.
        let _ = (&window, &page);
        let closed = matches!(event, Event::WindowEvent { event: WindowEvent::CloseRequested, .. });
        *control = if closed { ControlFlow::Exit } else { ControlFlow::Wait };
    })
}
