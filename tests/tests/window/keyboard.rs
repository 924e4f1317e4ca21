//! Keys as the system gives them, to the whole window: the driver's keys go to the page alone, past the system's menu.

use std::thread::sleep;
use std::time::{Duration, Instant};

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    AtomEnum, ConnectionExt as _, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MapState, Window as WindowId,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::{CURRENT_TIME, NONE};

use crate::driver::PATIENCE;

/// Keys by X11's names for them (keysyms); a letter, a digit and what stands on a key of its own have their character's
/// number.
pub const ALT: u32 = 0xffe9;

/// A menu opens before it takes the next key.
const REST: Duration = Duration::from_millis(300);

/// The keyboard of the display.
pub struct Keyboard {
    display: RustConnection,
    /// The first key's number, how many meanings a key has, and all of them, key after key.
    keys: (u8, usize, Vec<u32>),
}

impl Keyboard {
    /// The keyboard, in front of the window of this title.
    pub fn before(title: &str) -> Self {
        let (display, screen) = x11rb::connect(None).expect("the display of this test");
        let setup = display.setup();
        let (first, count) = (setup.min_keycode, setup.max_keycode - setup.min_keycode + 1);
        let root = setup.roots[screen].root;
        let answer = display.get_keyboard_mapping(first, count).unwrap().reply().unwrap();
        let keys = (first, usize::from(answer.keysyms_per_keycode), answer.keysyms);
        let window = shown(&display, root, title);
        display.set_input_focus(InputFocus::PARENT, window, CURRENT_TIME).unwrap().check().unwrap();
        sleep(REST);
        Self { display, keys }
    }

    /// Presses a line of the menu by the letters that are underlined: the menu's own with Alt, then the line's.
    pub fn choose(&self, menu: char, line: char) {
        self.press(&[ALT, u32::from(menu)]);
        self.press(&[u32::from(line)]);
    }

    /// Presses keys together.
    pub fn press(&self, keys: &[u32]) {
        for key in keys {
            self.strike(KEY_PRESS_EVENT, *key);
        }
        for key in keys.iter().rev() {
            self.strike(KEY_RELEASE_EVENT, *key);
        }
        sleep(REST);
    }

    fn strike(&self, how: u8, keysym: u32) {
        let (first, meanings, keysyms) = &self.keys;
        let place = keysyms.chunks(*meanings).position(|key| key.contains(&keysym)).expect("a key of this keyboard");
        let key = first + u8::try_from(place).unwrap();
        self.display.xtest_fake_input(how, key, CURRENT_TIME, NONE, 0, 0, 0).unwrap().check().unwrap();
    }
}

/// The window of this title, as soon as it is shown.
fn shown(display: &RustConnection, root: WindowId, title: &str) -> WindowId {
    let begun = Instant::now();
    loop {
        for window in display.query_tree(root).unwrap().reply().unwrap().children {
            let name = display.get_property(false, window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 256);
            // A window may go while it is looked at.
            let Ok(name) = name.unwrap().reply() else { continue };
            let Ok(attributes) = display.get_window_attributes(window).unwrap().reply() else { continue };
            if name.value.starts_with(title.as_bytes()) && attributes.map_state == MapState::VIEWABLE {
                return window;
            }
        }
        assert!(begun.elapsed() < PATIENCE, "no window called `{title}` is shown");
        sleep(Duration::from_millis(50));
    }
}
