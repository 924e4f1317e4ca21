//! The built program under WebKitGTK's own driver, over the W3C WebDriver protocol, as somebody at a keyboard meets it:
//! things are found by their names and roles, text is typed, keys are pressed.

use std::ffi::OsStr;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use process_wrap::std::{ChildWrapper, CommandWrap, ProcessGroup};
use serde_json::{Value, json};

/// What is not there after this long is not coming.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Keys as WebDriver names them.
pub const CONTROL: char = '\u{e009}';
pub const ENTER: char = '\u{e007}';
pub const TAB: char = '\u{e004}';
pub const DOWN: char = '\u{e015}';
pub const END: char = '\u{e010}';
pub const F1: char = '\u{e031}';
pub const ESCAPE: char = '\u{e00c}';

/// The rules of accessibility, as the page's own tests have them.
const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/node_modules/axe-core/axe.min.js");

/// How long a page may take to show what follows from the last key; it asks the program 150 ms after it.
const SETTLING: Duration = Duration::from_millis(600);

/// What finds things on a page by what people call them.
const FINDING: &str = include_str!("finding.js");

/// The program under a driver. Both end with this value.
pub struct Window {
    agent: ureq::Agent,
    session: String,
    /// The driver and the program it opened, as one group.
    processes: Box<dyn ChildWrapper>,
}

impl Window {
    /// Opens the program with its data under `home`. The environment answers the system's dialogs, which no driver can
    /// press, and says whether the desktop is dark.
    pub fn open(home: &Path, environment: &[(&str, &OsStr)]) -> Self {
        let program = PathBuf::from(std::env::var_os("DESK_PROGRAM").expect("DESK_PROGRAM: the built program"));
        assert!(program.is_absolute() && program.exists(), "no program at {}", program.display());
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut driver = CommandWrap::with_new("WebKitWebDriver", |driver| {
            driver.arg(format!("--port={port}")).stdout(Stdio::null());
            for folder in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
                driver.env(folder, home);
            }
            driver.envs(environment.iter().copied());
            // Tauri lets a driver in only where this is set.
            driver.env("TAURI_WEBVIEW_AUTOMATION", "true");
        });
        let processes = driver.wrap(ProcessGroup::leader()).spawn().expect("WebKitWebDriver is installed");
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .build()
            .new_agent();
        let mut window = Self { agent, session: String::new(), processes };
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
    pub fn get(&self, what: &str) -> Value {
        let mut response = self.agent.get(format!("{}/{what}", self.session)).call().unwrap();
        response.body_mut().read_json::<Value>().unwrap()["value"].take()
    }

    /// Is there still a program at the other end?
    pub fn is_open(&self) -> bool {
        self.agent.get(format!("{}/title", self.session)).call().is_ok_and(|answer| answer.status().is_success())
    }

    /// Waits until the page shows a text.
    pub fn see(&self, text: &str) {
        self.until(&format!("the text `{text}`"), || {
            let shown = self.script("return document.body.innerText.replaceAll('\\u00a0', ' ')", json!([]));
            shown.as_str().is_some_and(|shown| shown.contains(text)).then_some(())
        });
    }

    /// What the page shows, as text.
    pub fn text(&self) -> String {
        self.script("return document.body.innerText", json!([])).as_str().unwrap_or_default().to_owned()
    }

    /// Presses the button, link, option or tab of this name with the mouse.
    pub fn press(&self, name: &str) {
        let element = self.named("pressable", name);
        self.click(&element);
    }

    /// Puts a text into the field of this label, in the place of what stood there, key by key.
    pub fn fill(&self, label: &str, text: &str) {
        let element = self.named("field", label);
        self.click(&element);
        self.keys(&[CONTROL, 'a']);
        self.post(&format!("{}/element/{element}/value", self.session), &json!({"text": text}));
    }

    /// Chooses a word of a list by the list's label.
    pub fn choose(&self, label: &str, word: &str) {
        let list = self.named("list", label);
        self.click(&list);
        let option = self.option(word);
        self.click(&option);
    }

    /// The line of an open list, or the radio button, of this name.
    pub fn option(&self, name: &str) -> String {
        self.named("option", name)
    }

    /// Clicks an element.
    pub fn click(&self, element: &str) {
        self.post(&format!("{}/element/{element}/click", self.session), &json!({}));
    }

    /// Lets the page show what follows from the last key.
    pub fn settle(&self) {
        sleep(SETTLING);
    }

    /// Waits until the field of this label holds a text.
    pub fn until_value(&self, label: &str, text: &str) {
        let field = self.named("field", label);
        self.until(&format!("`{text}` in the field `{label}`"), || {
            (self.get(&format!("element/{field}/property/value")) == text).then_some(())
        });
    }

    /// Does the page show this text, once it has settled?
    pub fn has(&self, text: &str) -> bool {
        self.settle();
        self.text().contains(text)
    }

    /// Waits until the focus is on something of this role whose name begins so.
    pub fn until_focused(&self, role: &str, name: &str) {
        self.until(&format!("the focus on the {role} `{name}`"), || {
            let (found, called) = self.focused();
            (found == role && called.starts_with(name)).then_some(())
        });
    }

    /// Presses keys one after the other; the control key is held for those after it.
    pub fn keys(&self, keys: &[char]) {
        let mut acts = Vec::new();
        for key in keys {
            acts.push(json!({"type": "keyDown", "value": key}));
            if *key != CONTROL {
                acts.push(json!({"type": "keyUp", "value": key}));
            }
        }
        if keys.contains(&CONTROL) {
            acts.push(json!({"type": "keyUp", "value": CONTROL}));
        }
        let acts = json!({"actions": [{"type": "key", "id": "keyboard", "actions": acts}]});
        self.post(&format!("{}/actions", self.session), &acts);
    }

    /// Presses Ctrl+Q: the program ends before it could answer.
    pub fn leave(&self) {
        let keys = ["keyDown", "keyUp"].map(|act| json!({"type": act, "value": "q"}));
        let acts = [vec![json!({"type": "keyDown", "value": CONTROL})], keys.to_vec()].concat();
        let acts = json!({"actions": [{"type": "key", "id": "keyboard", "actions": acts}]});
        let _ = self.agent.post(format!("{}/actions", self.session)).send_json(&acts);
    }

    /// Types a text where the focus is.
    pub fn type_here(&self, text: &str) {
        self.keys(&text.chars().collect::<Vec<_>>());
    }

    /// What has the focus, by its role and name.
    pub fn focused(&self) -> (String, String) {
        let element = self.get("element/active");
        let id = id_of(&element).unwrap_or_else(|| panic!("nothing has the focus: {element}"));
        let said = |what| self.get(&format!("element/{id}/{what}")).as_str().unwrap_or_default().to_owned();
        (said("computedrole"), said("computedlabel"))
    }

    /// The role and the name that a screen reader hears of the first element for a CSS selector.
    pub fn heard(&self, selector: &str) -> (String, String) {
        let element = self.first(selector);
        let said = |what| self.get(&format!("element/{element}/{what}")).as_str().unwrap_or_default().to_owned();
        (said("computedrole"), said("computedlabel"))
    }

    /// The first element for a CSS selector, as soon as there is one.
    pub fn first(&self, selector: &str) -> String {
        self.until(selector, || id_of(&self.script("return document.querySelector(arguments[0])", json!([selector]))))
    }

    /// Waits until a script on the page gives this.
    pub fn until_script(&self, script: &str, expected: &Value) {
        self.until(&format!("{expected} from `{script}`"), || {
            (self.script(script, json!([])) == *expected).then_some(())
        });
    }

    /// Runs a script on the page.
    pub fn script(&self, script: &str, arguments: Value) -> Value {
        self.post(&format!("{}/execute/sync", self.session), &json!({"script": script, "args": arguments}))
    }

    /// Runs a script that gets `argument` and a function to call with its result.
    pub fn run(&self, script: &str, argument: &str) -> Value {
        self.post(&format!("{}/execute/async", self.session), &json!({"script": script, "args": [argument]}))
    }

    /// Looks at the page as people with poor sight or without a mouse meet it, and keeps pictures of it: in the window that
    /// opens, and in the smallest one with text twice as large. No rule of axe finds anything, and nothing has to be
    /// scrolled sideways.
    pub fn look(&self, name: &str) {
        self.look_as_it_is(name);
        let whole = self.get("window/rect");
        let text = |size: &str| self.script("document.documentElement.style.fontSize = arguments[0]", json!([size]));
        self.order("window/rect", &json!({"width": 1024, "height": 700}));
        text("1.875rem");
        self.settle();
        let wider = self.script(
            "return [...document.querySelectorAll('html, main')]
               .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
               .map(({ tagName, scrollWidth, clientWidth }) => `${tagName}: ${scrollWidth} of ${clientWidth}`)",
            json!([]),
        );
        assert_eq!(wider, json!([]), "nothing stands outside of the page {name} to its right");
        self.look_as_it_is(&format!("{name}-large"));
        text("");
        self.order("window/rect", &whole);
        self.settle();
    }

    /// As [`Self::look`], in the window as it is alone.
    pub fn look_as_it_is(&self, name: &str) {
        self.settle();
        self.picture(name);
        let found = self.run(
            &format!(
                "{axe};
                 const [, done] = arguments;
                 axe.run({{ resultTypes: ['violations'] }}).then(
                   ({{ violations }}) => done(violations.map(({{ id, help, nodes }}) =>
                     `${{id}}: ${{help}}: ` + nodes.map(({{ html, failureSummary }}) => html + failureSummary).join('; '))),
                   (reason) => done([String(reason)]));",
                axe = std::fs::read_to_string(AXE).expect("the page's packages are installed")
            ),
            name,
        );
        assert_eq!(found, json!([]), "axe finds nothing on the page {name}");
    }

    /// Keeps a picture of the window where `DESK_PICTURES` names a folder.
    fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("DESK_PICTURES").map(PathBuf::from) else { return };
        let picture = self.get("screenshot");
        let bytes = data_encoding::BASE64.decode(picture.as_str().unwrap_or_default().as_bytes()).unwrap();
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), bytes).unwrap();
    }

    /// The element of a kind that people call by this name, as soon as there is one.
    fn named(&self, kind: &str, name: &str) -> String {
        self.until(&format!("a {kind} called `{name}`"), || {
            id_of(&self.script(&format!("{FINDING}\nreturn find(arguments[0], arguments[1]);"), json!([kind, name])))
        })
    }

    pub fn until<T>(&self, what: &str, look: impl Fn() -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(begun.elapsed() < PATIENCE, "there is never {what} on the page, which shows:\n{}", self.text());
            sleep(Duration::from_millis(50));
        }
    }

    fn post(&self, url: &str, body: &Value) -> Value {
        let mut response =
            self.agent.post(url).send_json(body).unwrap_or_else(|error| panic!("{url}, {body}: {error}"));
        let answer = response.body_mut().read_json::<Value>().unwrap()["value"].take();
        if answer.get("error").is_some() {
            // Told with what the page shows: a desk that has locked itself meanwhile is not a field that went away. Asked past
            // this function, which would ask for ever if the driver refused that, too.
            let page = json!({"script": "return document.body.innerText", "args": []});
            let shown = self
                .agent
                .post(format!("{}/execute/sync", self.session))
                .send_json(&page)
                .and_then(|mut page| page.body_mut().read_json::<Value>());
            panic!("{url}, {body}: {answer}\nThe page shows: {shown:?}");
        }
        answer
    }

    /// Where the driver takes its orders, for what only one test asks.
    pub fn order(&self, what: &str, body: &Value) -> Value {
        self.post(&format!("{}/{what}", self.session), body)
    }
}

fn id_of(element: &Value) -> Option<String> {
    element.as_object()?.values().next()?.as_str().map(str::to_owned)
}

impl Drop for Window {
    fn drop(&mut self) {
        // The session ends first, for a quiet end. It is not relied on: a driver that answers before it has ended the
        // program, or never, would leave a program behind that holds its record.
        let _ = self.agent.delete(&self.session).call();
        let _ = self.processes.kill();
    }
}
