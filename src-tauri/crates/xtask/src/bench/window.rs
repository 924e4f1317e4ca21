//! What somebody before the window waits for: its first page, a letter they type; and what it holds while they are away.
//!
//! The optimised program runs on a screen in memory, which is watched from outside. Its peers in the same run: a bare
//! window of the same library, the same program with a hundredth of the record, Chromium with the same page.

pub(super) mod bare;
mod screen;

use std::env;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::measure::{self, figure, median, stopped};
use super::{ROUNDS, import, sample};
use crate::command::{Stop, answer, built_for_users, cargo, npm, program, root, run, say};
use crate::install;
use crate::open::{DRAWN_IN_MEMORY, WITH_PAGE};
use screen::{BACKSPACE, CONTROL, ENTER, Screen};

/// Rows of the long record, where no other number is asked for; the short one has a hundredth.
pub(crate) const ROWS: usize = 100_000;
/// The word by which this starts itself on a screen of its own.
pub(crate) const ON_SCREEN: &str = "window-on-screen";
/// The word by which this starts itself to be the bare window.
pub(crate) const BARE: &str = "window-bare";

/// What is typed into the search of the register, and taken back.
const TYPED: &str = "removal";
/// How often: each time all of it there and back.
const TIMES: usize = 15;
/// How long the window must stand still before the next key.
const STILL: Duration = Duration::from_millis(500);
/// How long nobody touches anything before memory is looked at.
const IDLE: Duration = Duration::from_secs(10);

/// Builds the optimised window and measures it on a screen in memory.
///
/// # Errors
/// When it cannot be built, or there is no screen.
pub(crate) fn bench(rows: usize) -> Result<(), Stop> {
    install::system(&[install::WINDOW, install::DRIVER])?;
    install::page()?;
    run(&mut npm(&["run", "build"]))?;
    run(cargo(&["build", "--release", "--locked"]).args(WITH_PAGE))?;
    let alone = env::current_exe().map_err(stopped)?;
    let mut on_screen = program("xvfb-run");
    on_screen.args(["--auto-servernum", "--server-args=-screen 0 1280x900x24"]).arg(alone);
    run(on_screen.args(["bench", ON_SCREEN, &rows.to_string()]).env("NO_AT_BRIDGE", "1"))
}

/// Measures on the screen that is there, and prints.
///
/// # Errors
/// When a program does not show what it should.
pub(crate) fn on_screen(rows: usize) -> Result<(), Stop> {
    let folder = measure::folder()?;
    let screen = Screen::open()?;
    let short = home(folder.path(), rows / 100)?;
    let long = home(folder.path(), rows)?;

    say(&format!("\nFrom the start to the first page, in milliseconds, {ROUNDS} rounds, in turns"));
    let (mut desk, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..=ROUNDS {
        desk.push(started(&screen, &mut the_desk(&long))?);
        bare.push(started(&screen, &mut the_bare_window(&short)?)?);
    }
    // The first of each fills the system's caches.
    let ratios: Vec<f64> = desk.iter().zip(&bare).skip(1).map(|(ours, theirs)| ours / theirs).collect();
    let middle = |taken: &[f64]| figure(median(taken.iter().skip(1).copied().collect()));
    say(&format!(
        "the desk, locked: {}   a bare window: {}   times: {}",
        middle(&desk),
        middle(&bare),
        figure(median(ratios))
    ));
    say("Aim: at most 1.15 times.");

    say("\nFrom a key in the register's search to what it shows, in milliseconds");
    let (one, _) = typed(&screen, &short)?;
    let (other, memory) = typed(&screen, &long)?;
    let p98 = |taken: &[f64]| taken.get(taken.len() * 98 / 100).copied().unwrap_or(f64::NAN);
    for (rows, taken) in [(rows / 100, &one), (rows, &other)] {
        say(&format!("{rows:>9} rows: median {}, p98 {}", figure(median(taken.clone())), figure(p98(taken))));
    }
    say(&format!("times at p98: {}. Aim: at most 50 ms, and at most 1.2 times.", figure(p98(&other) / p98(&one))));

    say(&format!("\nMemory after {} idle seconds, shared pages counted by their share, in MiB", IDLE.as_secs()));
    say(&format!("the desk, at its register of {rows} rows: {}", figure(memory)));
    match chromium(&screen, folder.path())? {
        Some(theirs) => say(&format!(
            "chromium --app with the desk's page: {}   times: {}",
            figure(theirs),
            figure(memory / theirs)
        )),
        None => say("Chromium is not installed (Debian package chromium), so this stands without it."),
    }
    say(&measure::surroundings(folder.path())?);
    Ok(())
}

/// A home with a record of so many rows, where the desk looks for it, and a caret that does not blink.
fn home(folder: &Path, rows: usize) -> Result<PathBuf, Stop> {
    let home = folder.join(format!("home-{rows}"));
    let (log, store) =
        (folder.join(format!("{rows}.csv")), home.join("gov.northamptonma.disclosure-gatekeeper/record"));
    let settings = home.join("gtk-3.0");
    fs::create_dir_all(&settings).map_err(stopped)?;
    fs::create_dir_all(store.parent().unwrap_or(&home)).map_err(stopped)?;
    fs::write(settings.join("settings.ini"), "[Settings]\ngtk-cursor-blink=0\n").map_err(stopped)?;
    sample::write_log(&log, rows)?;
    sample::found(&store)?;
    import::alone(&log, &store)?;
    Ok(home)
}

fn the_desk(home: &Path) -> Command {
    at_home(program(built_for_users("disclosure-gatekeeper")), home)
}

fn the_bare_window(home: &Path) -> Result<Command, Stop> {
    let mut bare = at_home(program(env::current_exe().map_err(stopped)?), home);
    bare.args(["bench", BARE]);
    Ok(bare)
}

fn at_home(mut command: Command, home: &Path) -> Command {
    for folder in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
        command.env(folder, home);
    }
    let (word, value) = DRAWN_IN_MEMORY;
    command.env(word, value);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// A program that ends with this value.
struct Open(Child);

impl Open {
    fn start(command: &mut Command) -> Result<Self, Stop> {
        let shown = format!("{command:?}");
        Ok(Self(command.spawn().map_err(|source| Stop::NotStarted { command: shown, source })?))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Milliseconds from the start of a program to its first page.
fn started(screen: &Screen, command: &mut Command) -> Result<f64, Stop> {
    screen.until_gone()?;
    let begun = Instant::now();
    let open = Open::start(command)?;
    let taken = screen.until_there(begun)?;
    drop(open);
    Ok(taken.as_secs_f64() * 1e3)
}

/// Milliseconds from each key to what it shows, the shortest first; and the memory held when all is quiet, in MiB.
fn typed(screen: &Screen, home: &Path) -> Result<(Vec<f64>, f64), Stop> {
    screen.until_gone()?;
    let open = Open::start(&mut the_desk(home))?;
    screen.until_there(Instant::now())?;
    screen.until_still(STILL)?;
    screen.focus()?;
    screen.type_text(sample::PASSPHRASE)?;
    screen.press(&[ENTER])?;
    screen.until_still(STILL * 4)?;
    screen.press(&[CONTROL, u32::from('f')])?;
    screen.until_still(STILL * 2)?;
    let mut taken = Vec::new();
    for _ in 0..TIMES {
        for key in TYPED.chars().map(u32::from).chain(TYPED.chars().map(|_| BACKSPACE)) {
            taken.push(screen.until_painted(key)?.as_secs_f64() * 1e3);
            screen.until_still(STILL)?;
        }
    }
    taken.sort_by(f64::total_cmp);
    std::thread::sleep(IDLE);
    Ok((taken, memory(open.0.id())))
}

/// The same page in Chromium, with the answers that the program gave when the contract was written.
fn chromium(screen: &Screen, folder: &Path) -> Result<Option<f64>, Stop> {
    if answer(program("chromium").arg("--version")).is_none() {
        return Ok(None);
    }
    screen.until_gone()?;
    let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).map_err(stopped)?.port();
    // Not through npm, which would leave its server behind when it is ended.
    let mut server = program("node");
    server.current_dir(root().join("ui")).args([
        "node_modules/vite/bin/vite.js",
        "--strictPort",
        "--port",
        &port.to_string(),
    ]);
    let _server = Open::start(server.stdin(Stdio::null()).stdout(Stdio::null()))?;
    std::thread::sleep(Duration::from_secs(5));
    let mut browser = at_home(program("chromium"), folder);
    browser.args(["--no-sandbox", "--no-first-run", "--disable-background-networking", "--disable-sync"]);
    browser.arg(format!("--user-data-dir={}", folder.join("chromium").display()));
    let browser = Open::start(browser.arg(format!("--app=http://localhost:{port}/mock.html")))?;
    screen.until_there(Instant::now())?;
    std::thread::sleep(IDLE);
    Ok(Some(memory(browser.0.id())))
}

/// What a program and those it started hold, in MiB; pages that several share count by their share.
fn memory(process: u32) -> f64 {
    let share = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let share = share.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kib = share.and_then(|share| share.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or_default();
    kib / 1024.0 + children(process).into_iter().map(memory).sum::<f64>()
}

fn children(process: u32) -> Vec<u32> {
    let Ok(threads) = fs::read_dir(format!("/proc/{process}/task")) else { return Vec::new() };
    let lists = threads.flatten().filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>()).collect()
}
