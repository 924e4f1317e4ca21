//! The window's doors: the page cannot leave the program, call out, run what is not part of it, or call what it may not.

use std::io::Read as _;
use std::net::TcpListener;
use std::thread::sleep;
use std::time::Duration;

use serde_json::json;

use crate::driver::Window;

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn the_window_keeps_its_doors_shut() {
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(home.path(), &[]);
    assert_eq!(window.get("title"), "Disclosure Gatekeeper");
    window.first("h1");

    let outside = Outside::listen();
    let fetched = window.run(
        "const [address, done] = arguments;
         addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));
         fetch(address, { mode: 'no-cors', signal: AbortSignal.timeout(2000) })
           .catch(() => {})
           .finally(() => setTimeout(() => done('nothing was refused'), 500));",
        &outside.address,
    );
    assert_eq!(fetched, "connect-src", "the policy refuses to fetch");

    let inline = window.run(
        "const [, done] = arguments;
         const script = document.createElement('script');
         script.textContent = 'window.ran = true';
         document.head.append(script);
         done(window.ran === undefined);",
        &outside.address,
    );
    assert_eq!(inline, true, "the policy refuses a script that is not a file of the program");

    for foreign in [
        "plugin:window|title",
        "plugin:dialog|open",
        "plugin:dialog|save",
        "plugin:event|listen",
        "plugin:event|emit",
        "plugin:menu|new",
        "plugin:menu|popup",
        "plugin:webview|print",
        "plugin:webview|set_webview_zoom",
        "plugin:window-state|restore_state",
        "plugin:window-state|filename",
    ] {
        let called = window.run(
            "const [command, done] = arguments;
             window.__TAURI_INTERNALS__.invoke(command).then(() => done('answered'), (reason) => done(reason));",
            foreign,
        );
        let reason = called.as_str().unwrap_or_default();
        assert!(reason.contains("not allowed"), "{foreign} is refused: {called}");
    }

    let home = window.get("url");
    window.run("const [address, done] = arguments; location.href = address; done(null);", &outside.address);
    window.run(
        "const [address, done] = arguments;
         const link = document.createElement('a');
         Object.assign(link, { id: 'out', href: address, target: '_blank', textContent: 'out' });
         document.querySelector('main').prepend(link);
         done(null);",
        &outside.address,
    );
    let link = window.first("#out");
    window.order(&format!("element/{link}/click"), &json!({}));
    sleep(Duration::from_millis(500));
    assert_eq!(window.get("url"), home, "the page does not leave the program");
    assert_eq!(window.get("window/handles").as_array().map(Vec::len), Some(1), "and opens no other window");
    assert_eq!(outside.heard(), "", "nothing was said to an address outside of the program");
}

/// An address on this computer that keeps what anybody says to it. WebKit opens a connection for a clicked link before it
/// asks whether to follow it; what counts is that nothing is said over it.
struct Outside {
    listener: TcpListener,
    address: String,
}

impl Outside {
    fn listen() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        Self { listener, address }
    }

    fn heard(&self) -> String {
        let mut heard = Vec::new();
        while let Ok((mut connection, _)) = self.listener.accept() {
            connection.set_nonblocking(false).unwrap();
            connection.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
            // Ends at the time-out, having kept what came before it.
            let _ = connection.read_to_end(&mut heard);
        }
        String::from_utf8_lossy(&heard).into_owned()
    }
}
