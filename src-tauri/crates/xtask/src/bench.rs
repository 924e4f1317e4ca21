//! `cargo xtask bench`: how fast the program is on this machine, beside others that do the same work in the same run.
//!
//! What is printed are raw figures and ratios, each table with what else went on here: load, and how often the disk can
//! sync. No test asserts any of it: a figure of another machine, or of a busy hour, says nothing about the program.
//! Compiled only with the feature `bench`, the window with `bench-window`, and only optimised.

#[cfg(feature = "bench")]
mod append;
#[cfg(feature = "bench")]
mod backup;
#[cfg(feature = "bench")]
mod decisions;
#[cfg(feature = "bench")]
mod import;
#[cfg(feature = "bench")]
mod measure;
#[cfg(feature = "bench")]
mod pages;
#[cfg(feature = "bench")]
mod report;
#[cfg(feature = "bench")]
mod sample;
#[cfg(feature = "bench")]
mod verify;
#[cfg(all(feature = "bench-window", target_os = "linux"))]
mod window;

use crate::command::Stop;

/// Builds this again, optimised and with what it is measured beside, and runs the benchmarks there.
///
/// # Errors
/// When that cannot be built, or a benchmark stops.
#[cfg(not(feature = "bench"))]
pub fn bench(words: &[&str]) -> Result<(), Stop> {
    use crate::command::{cargo, run, say};

    let measured = |features: &str, words: &[&str]| {
        let mut command = cargo(&["run", "--release", "--package", "xtask", "--features", features, "--", "bench"]);
        run(command.args(words))
    };
    let on_screen = matches!(words, [] | ["window", ..]);
    if !matches!(words, ["window", ..]) {
        measured("bench", words)?;
    }
    if on_screen && cfg!(target_os = "linux") {
        measured("bench-window", if words.is_empty() { &["window"] } else { words })?;
    } else if on_screen {
        // It is watched on a screen in memory, which only Linux has.
        say("The window is measured on Linux only.");
    }
    Ok(())
}

/// How many times each is measured, in turns with those beside it.
#[cfg(feature = "bench")]
const ROUNDS: usize = 5;

#[cfg(feature = "bench")]
const USAGE: &str = "\
cargo xtask bench                       everything, in the sizes below
cargo xtask bench decisions [5000000]   decisions a round
cargo xtask bench import [100000]       rows of the request log
cargo xtask bench verify [1000000]      events in the store, about
cargo xtask bench backup [100000]       rows of the record
cargo xtask bench append [200]          requests a round
cargo xtask bench pages [100000]        rows of the long record
cargo xtask bench report [200000]       requests of the record
cargo xtask bench window [100000]       rows of the long record (on Linux)";

/// Runs the benchmarks that are named, or all.
///
/// # Errors
/// When a size is no number, or a benchmark stops.
#[cfg(feature = "bench")]
pub fn bench(words: &[&str]) -> Result<(), Stop> {
    let size = |text: &str| text.parse::<usize>().map_err(|_| Stop::Needs(USAGE.to_owned()));
    match words {
        [] => {
            decisions::bench(decisions::DECISIONS)?;
            import::bench(import::ROWS)?;
            verify::bench(verify::EVENTS)?;
            backup::bench(backup::ROWS)?;
            append::bench(append::REQUESTS)?;
            pages::bench(pages::ROWS)?;
            report::bench(report::REQUESTS)
        }
        ["decisions"] => decisions::bench(decisions::DECISIONS),
        ["decisions", decisions] => decisions::bench(size(decisions)?),
        ["import"] => import::bench(import::ROWS),
        ["import", rows] => import::bench(size(rows)?),
        ["verify"] => verify::bench(verify::EVENTS),
        ["verify", events] => verify::bench(size(events)?),
        ["backup"] => backup::bench(backup::ROWS),
        ["backup", rows] => backup::bench(size(rows)?),
        ["append"] => append::bench(append::REQUESTS),
        ["append", requests] => append::bench(size(requests)?),
        ["pages"] => pages::bench(pages::ROWS),
        ["pages", rows] => pages::bench(size(rows)?),
        ["report"] => report::bench(report::REQUESTS),
        ["report", requests] => report::bench(size(requests)?),
        #[cfg(all(feature = "bench-window", target_os = "linux"))]
        ["window"] => window::bench(window::ROWS),
        #[cfg(all(feature = "bench-window", target_os = "linux"))]
        ["window", rows] => window::bench(size(rows)?),
        // These are started by the benchmarks themselves, as programs of their own that can be watched.
        [import::ALONE, log, store] => import::alone(log.as_ref(), store.as_ref()),
        [report::ALONE, file, rows, out, took] => report::alone(file, size(rows)?, out.as_ref(), took.as_ref()),
        [append::ALONE, store, requests] => append::alone(store.as_ref(), size(requests)?),
        #[cfg(all(feature = "bench-window", target_os = "linux"))]
        [window::ON_SCREEN, rows] => window::on_screen(size(rows)?),
        #[cfg(all(feature = "bench-window", target_os = "linux"))]
        [window::BARE] => window::bare::open(),
        _ => Err(Stop::Needs(USAGE.to_owned())),
    }
}
