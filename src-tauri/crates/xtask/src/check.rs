//! `cargo xtask test`: every check, in order, each named; it stops at the first that fails.

use std::time::{Duration, Instant};

use crate::command::{Stop, answer, built, cargo, npm, program, run, say};
use crate::open::WITH_PAGE;
use crate::{faults, install};

/// Runs every check and shows how long each took.
///
/// # Errors
/// [`Stop::Told`] when a check failed; the table has said which.
pub fn check() -> Result<(), Stop> {
    let mut account = Account::default();
    let result = all(&mut account);
    say(&account.table());
    match result {
        Ok(()) => {
            say("Every check passed.");
            Ok(())
        }
        Err(stop) => {
            say(&format!("{stop}\nThe checks after it were not run."));
            Err(Stop::Told)
        }
    }
}

fn all(account: &mut Account) -> Result<(), Stop> {
    let before = changes();
    account.step("system packages", || install::system(&[install::COMPILER, install::WINDOW, install::DRIVER]))?;
    account.step("rust's formatter and linter", install::rust)?;
    account.step("page: packages", install::page)?;
    account.step("format", || run(&mut cargo(&["fmt", "--all", "--check"])))?;
    account.step("page: types, lint, format, tests, build", || run(&mut npm(&["run", "check"])))?;
    account.step("lint", || {
        // The window is measured on Linux alone.
        let measured = if cfg!(target_os = "linux") { "xtask/bench-window" } else { "xtask/bench" };
        let what = ["--workspace", "--all-targets", "--features", measured, "--locked"];
        run(cargo(&["clippy"]).args(what).args(["--", "--deny", "warnings"]))
    })?;
    account.step("documentation", || {
        let mut command = cargo(&["doc", "--workspace", "--no-deps", "--locked"]);
        run(command.env("RUSTDOCFLAGS", "--deny warnings"))
    })?;
    if cfg!(target_os = "linux") {
        account.step("window: build", || {
            run(cargo(&["build", "--locked"]).args(WITH_PAGE))?;
            // The command line reads the same record once the window is closed.
            run(&mut cargo(&["build", "--locked", "--package", "gatekeeper"]))
        })?;
        account.step("window: the program under a driver", window)?;
    } else {
        say("\nThe window's test needs WebKitGTK's driver and runs on Linux only.");
    }
    account.step("the program that is disturbed", faults::program)?;
    account.step("tests", || run(&mut cargo(&["test", "--workspace", "--locked"])))?;
    account.step("nothing left behind", || same(before, changes()))
}

fn window() -> Result<(), Stop> {
    // One window at a time: only one can have the keyboard.
    let alone = ["--", "--ignored", "--test-threads", "1"];
    let cargo = cargo(&[&["test", "--package", "acceptance", "--test", "window", "--locked"][..], &alone].concat());
    let mut command = program("xvfb-run");
    command.args(["--auto-servernum", "--server-args=-screen 0 1280x900x24"]);
    command.arg(cargo.get_program()).args(cargo.get_args());
    // The accessibility bus belongs to a desktop session; where there is none, looking for it costs seconds.
    command.env("DESK_PROGRAM", built("disclosure-gatekeeper")).env("NO_AT_BRIDGE", "1");
    run(&mut command)
}

/// What differs from the last commit, or nothing where this is no checkout.
fn changes() -> Option<String> {
    answer(program("git").args(["status", "--porcelain"]))
}

fn same(before: Option<String>, after: Option<String>) -> Result<(), Stop> {
    let (Some(before), Some(after)) = (before, after) else {
        say("This folder is no git checkout, so it cannot be told whether the checks left anything in it.");
        return Ok(());
    };
    let new: Vec<&str> = after.lines().filter(|line| !before.lines().any(|known| known == *line)).collect();
    if new.is_empty() {
        return Ok(());
    }
    Err(Stop::Needs(format!("The checks changed or left files outside of the build folder:\n{}", new.join("\n"))))
}

/// Each step, how long it took, and whether it passed.
#[derive(Default)]
struct Account(Vec<(&'static str, Duration, bool)>);

impl Account {
    fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<(), Stop>) -> Result<(), Stop> {
        say(&format!("\n== {name}"));
        let begun = Instant::now();
        let result = work();
        self.0.push((name, begun.elapsed(), result.is_ok()));
        result
    }

    fn table(&self) -> String {
        let mut table = format!("\n{:<42} {:>8}\n", "check", "seconds");
        for (name, took, passed) in &self.0 {
            let mark = if *passed { "" } else { "   FAILED" };
            table.push_str(&format!("{name:<42} {:>8.1}{mark}\n", took.as_secs_f64()));
        }
        let total: Duration = self.0.iter().map(|(_, took, _)| *took).sum();
        table.push_str(&format!("{:<42} {:>8.1}\n", "all", total.as_secs_f64()));
        table
    }
}

#[cfg(test)]
mod tests {
    use super::{Account, Stop, same};

    #[test]
    fn a_failed_step_stands_in_the_table_with_its_name() {
        let mut account = Account::default();
        assert!(account.step("first", || Ok(())).is_ok());
        assert!(account.step("second", || Err(Stop::Told)).is_err());
        let table = account.table();
        assert!(table.lines().any(|line| line.starts_with("first") && !line.ends_with("FAILED")), "{table}");
        assert!(table.lines().any(|line| line.starts_with("second") && line.ends_with("FAILED")), "{table}");
    }

    #[test]
    fn only_what_the_checks_changed_counts() {
        let before = || Some(" M mine.rs\n".to_owned());
        assert!(same(before(), before()).is_ok());
        let left = same(before(), Some(" M mine.rs\n?? left.tmp\n".to_owned())).unwrap_err().to_string();
        assert!(left.contains("left.tmp") && !left.contains("mine.rs"), "{left}");
        assert!(same(None, None).is_ok(), "an unpacked archive has nothing to compare with");
    }
}
