//! The real program in a real window: what only the built program can prove.
//!
//! The page is inside the program, is not blank, gets its answers from the program, and cannot leave or call out.
//! Everything else about a page is proved beside the page. The window is driven by WebKitGTK's own driver over the
//! W3C WebDriver protocol.

#![cfg(test)]

use std::io::Read as _;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A page that is not there after this long is not coming.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn the_window_shows_the_desk_and_keeps_its_doors_shut() {
    let window = Window::open();

    assert_eq!(window.get("title"), "Disclosure Gatekeeper");
    let heading = window.element("h1");
    assert_eq!(window.get(&format!("element/{heading}/text")), "Disclosure Gatekeeper");
    assert_eq!(window.get(&format!("element/{heading}/computedrole")), "heading", "a screen reader finds it too");

    let answer = format!("Version {} · Ordinance 19.153", env!("CARGO_PKG_VERSION"));
    let shown = window.wait_for("return document.querySelector('[role=status]')?.textContent || null");
    assert_eq!(shown, answer, "the page shows what the program answered");

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

    let called = window.run(
        "const [, done] = arguments;
         window.__TAURI_INTERNALS__.invoke('plugin:window|title').then(() => done('answered'), (reason) => done(reason));",
        &outside.address,
    );
    assert!(
        called.as_str().is_some_and(|reason| reason.contains("not allowed")),
        "a command that is not listed is refused: {called}"
    );

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
    let link = window.element("#out");
    window.post(&format!("{}/element/{link}/click", window.session), &json!({}));
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

/// The program under a driver. Both end with this value; what they wrote is in a folder that goes with it.
struct Window {
    agent: ureq::Agent,
    session: String,
    driver: Child,
    _home: tempfile::TempDir,
}

impl Window {
    fn open() -> Self {
        let program = PathBuf::from(std::env::var_os("DESK_PROGRAM").expect("DESK_PROGRAM: the built program"));
        assert!(program.is_absolute() && program.exists(), "no program at {}", program.display());
        let home = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut driver = Command::new("WebKitWebDriver");
        driver.arg(format!("--port={port}")).stdout(Stdio::null());
        for folder in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
            driver.env(folder, home.path());
        }
        // Tauri lets a driver in only where this is set.
        let driver = driver.env("TAURI_WEBVIEW_AUTOMATION", "true").spawn().expect("WebKitWebDriver is installed");
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .build()
            .new_agent();
        let mut window = Self { agent, session: String::new(), driver, _home: home };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < PATIENCE, "the driver does not listen on port {port}");
            sleep(Duration::from_millis(50));
        }
        let sessions = format!("http://127.0.0.1:{port}/session");
        let options = json!({"webkitgtk:browserOptions": {"binary": program, "args": []}});
        let answer = window.post(&sessions, &json!({"capabilities": {"alwaysMatch": options}}));
        let id = answer["sessionId"].as_str().unwrap_or_else(|| panic!("the program did not open: {answer}"));
        window.session = format!("{sessions}/{id}");
        window
    }

    /// What the driver says about `what`: a path below the session.
    fn get(&self, what: &str) -> Value {
        let mut response = self.agent.get(format!("{}/{what}", self.session)).call().unwrap();
        response.body_mut().read_json::<Value>().unwrap()["value"].take()
    }

    /// The first element for a CSS selector, as soon as there is one.
    fn element(&self, selector: &str) -> String {
        self.wait_for(&format!("return document.querySelector({}) && true", json!(selector)));
        let found =
            self.post(&format!("{}/element", self.session), &json!({"using": "css selector", "value": selector}));
        let id = found.as_object().and_then(|element| element.values().next()).and_then(Value::as_str);
        id.unwrap_or_else(|| panic!("no {selector}: {found}")).to_owned()
    }

    /// Asks the page until it answers something.
    fn wait_for(&self, script: &str) -> Value {
        let begun = Instant::now();
        loop {
            let answer = self.post(&format!("{}/execute/sync", self.session), &json!({"script": script, "args": []}));
            if !answer.is_null() {
                return answer;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "the page never answered `{script}`; it is: {}",
                self.get("source").as_str().unwrap_or("no page at all")
            );
            sleep(Duration::from_millis(100));
        }
    }

    /// Runs a script that gets `address` and a function to call with its result.
    fn run(&self, script: &str, address: &str) -> Value {
        self.post(&format!("{}/execute/async", self.session), &json!({"script": script, "args": [address]}))
    }

    fn post(&self, url: &str, body: &Value) -> Value {
        let mut response =
            self.agent.post(url).send_json(body).unwrap_or_else(|error| panic!("{url}, {body}: {error}"));
        response.body_mut().read_json::<Value>().unwrap()["value"].take()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // Ends the program; the driver alone would leave it open.
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
