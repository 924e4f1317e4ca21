//! A screen in memory, as somebody before it has it: keys go in, pixels come out. No program is asked how far it is.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    ConnectionExt as _, ImageFormat, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MapState, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

use crate::bench::measure::stopped;
use crate::command::Stop;

/// Keys that no letter names, as X names them.
pub(super) const ENTER: u32 = 0xff0d;
pub(super) const CONTROL: u32 = 0xffe3;
pub(super) const BACKSPACE: u32 = 0xff08;
const SHIFT: u32 = 0xffe1;

/// What is not on the screen after this long is not coming.
const PATIENCE: Duration = Duration::from_secs(60);
/// A page is there once this many colours are: text has many, an empty window few.
const COLOURS: usize = 16;
/// What is looked at: the upper part of the page, in pixels. The window's own menu stands above it, and is drawn sooner.
const BELOW_MENU: i16 = 36;
const WIDTH: u16 = 1200;
const HEIGHT: u16 = 400;

/// The screen that `DISPLAY` names.
pub(super) struct Screen {
    connection: RustConnection,
    root: Window,
    /// The keysyms of each keycode, from the first keycode on.
    keys: Vec<u32>,
    first_key: u8,
    each: usize,
}

impl Screen {
    pub(super) fn open() -> Result<Self, Stop> {
        let (connection, number) = x11rb::connect(None).map_err(stopped)?;
        let setup = connection.setup();
        let root = setup.roots.get(number).ok_or_else(|| stopped("there is no screen"))?.root;
        let first_key = setup.min_keycode;
        let count = setup.max_keycode - first_key + 1;
        let mapping = connection.get_keyboard_mapping(first_key, count).map_err(stopped)?.reply().map_err(stopped)?;
        let each = usize::from(mapping.keysyms_per_keycode);
        Ok(Self { root, keys: mapping.keysyms, first_key, each, connection })
    }

    /// Waits until a page is there; says how long that took from `begun`.
    pub(super) fn until_there(&self, begun: Instant) -> Result<Duration, Stop> {
        self.until(|pixels| colours(pixels) > COLOURS)?;
        Ok(begun.elapsed())
    }

    /// Waits until the screen is empty again.
    pub(super) fn until_gone(&self) -> Result<(), Stop> {
        self.until(|pixels| colours(pixels) <= 1)
    }

    /// Waits until nothing has changed for this long.
    pub(super) fn until_still(&self, how_long: Duration) -> Result<(), Stop> {
        let begun = Instant::now();
        let (mut last, mut since) = (self.pixels()?, Instant::now());
        while since.elapsed() < how_long {
            if begun.elapsed() > PATIENCE {
                return Err(stopped("the window never stands still"));
            }
            std::thread::sleep(Duration::from_millis(20));
            let pixels = self.pixels()?;
            if pixels != last {
                (last, since) = (pixels, Instant::now());
            }
        }
        Ok(())
    }

    /// Presses a key and waits until the window shows something else; says how long that took.
    pub(super) fn until_painted(&self, key: u32) -> Result<Duration, Stop> {
        let before = self.pixels()?;
        let begun = Instant::now();
        self.press(&[key])?;
        self.until(|pixels| pixels != before)?;
        Ok(begun.elapsed())
    }

    /// Gives the keyboard to the window: without a window manager nobody else does.
    pub(super) fn focus(&self) -> Result<(), Stop> {
        let tree = self.connection.query_tree(self.root).map_err(stopped)?.reply().map_err(stopped)?;
        for window in tree.children {
            let attributes = self.connection.get_window_attributes(window).map_err(stopped)?;
            let geometry = self.connection.get_geometry(window).map_err(stopped)?;
            let (Ok(attributes), Ok(geometry)) = (attributes.reply(), geometry.reply()) else { continue };
            if attributes.map_state == MapState::VIEWABLE && geometry.width > 600 {
                self.connection.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME).map_err(stopped)?;
                self.connection.flush().map_err(stopped)?;
            }
        }
        Ok(())
    }

    pub(super) fn type_text(&self, text: &str) -> Result<(), Stop> {
        text.chars().try_for_each(|letter| self.press(&[u32::from(letter)]))
    }

    /// Presses keys together: each is held until the last was pressed.
    pub(super) fn press(&self, keys: &[u32]) -> Result<(), Stop> {
        let mut codes = Vec::new();
        for key in keys {
            let (code, shifted) = self.code(*key)?;
            if shifted {
                codes.push(self.code(SHIFT)?.0);
            }
            codes.push(code);
        }
        let pressed = codes.iter().map(|code| (KEY_PRESS_EVENT, *code));
        let released = codes.iter().rev().map(|code| (KEY_RELEASE_EVENT, *code));
        for (event, code) in pressed.chain(released) {
            self.connection
                .xtest_fake_input(event, code, x11rb::CURRENT_TIME, self.root, 0, 0, 0)
                .map_err(stopped)?
                .check()
                .map_err(stopped)?;
        }
        Ok(())
    }

    fn code(&self, key: u32) -> Result<(u8, bool), Stop> {
        let place = self.keys.iter().position(|known| *known == key);
        let place = place.ok_or_else(|| stopped(format!("the keyboard has no key {key:#x}")))?;
        let code = u8::try_from(place / self.each).map_err(stopped)? + self.first_key;
        Ok((code, place % self.each == 1))
    }

    fn until(&self, mut seen: impl FnMut(&[u8]) -> bool) -> Result<(), Stop> {
        let begun = Instant::now();
        while !seen(&self.pixels()?) {
            if begun.elapsed() > PATIENCE {
                return Err(stopped("the window never shows what it should"));
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        Ok(())
    }

    /// Four bytes a pixel.
    fn pixels(&self) -> Result<Vec<u8>, Stop> {
        let image = self.connection.get_image(ImageFormat::Z_PIXMAP, self.root, 0, BELOW_MENU, WIDTH, HEIGHT, !0);
        Ok(image.map_err(stopped)?.reply().map_err(stopped)?.data)
    }
}

fn colours(pixels: &[u8]) -> usize {
    pixels.chunks_exact(4).collect::<BTreeSet<_>>().len()
}
