//! `cargo xtask fuzz`: libFuzzer makes up bytes from outside, for each way in.
//!
//! What it finds goes into a folder of `tests/fuzz/found`, where `tests/tests/hostile.rs` tries it from then on.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Stop, cargo, program, root, run, say};

/// The ways in, as `tests/fuzz/targets.rs` has them.
const TARGETS: [&str; 9] = ["csv", "workbook", "mapping", "request", "search", "kept", "keys", "backup", "database"];

/// What makes the compiler tell libFuzzer which ways through the code a run takes.
const INSTRUMENTED: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1";

/// Only code for this system is instrumented, not what runs while it is built.
const SYSTEM: &str = "x86_64-unknown-linux-gnu";

/// The most memory that a run may take, in MiB; and the longest that one input may take, in seconds.
const MEMORY: u32 = 1024;
const LONGEST: u32 = 20;

/// Makes up bytes for so many seconds at each way in.
///
/// # Errors
/// When something was found; it has been said where it lies.
pub fn fuzz(seconds: &str) -> Result<(), Stop> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        say("The fuzzer is built for Linux on x86-64 only.");
        return Ok(());
    }
    let seconds: u32 = seconds.parse().map_err(|_| Stop::Needs(format!("`{seconds}` is no number of seconds.")))?;
    let target = root().join("target/fuzz");
    let build = ["build", "--locked", "--manifest-path", "tests/fuzz/Cargo.toml", "--target", SYSTEM];
    run(cargo(&build).env("RUSTFLAGS", INSTRUMENTED).env("CARGO_TARGET_DIR", &target))?;
    let fuzzer = target.join(SYSTEM).join("debug/fuzz");
    let finds = root().join("tests/fuzz/found");
    for name in TARGETS {
        let corpus = folder(&target.join("corpus").join(name))?;
        let found = folder(&finds.join(name))?;
        let mut fuzzing = program(&fuzzer);
        fuzzing
            .arg(&corpus)
            .args([
                format!("-max_total_time={seconds}"),
                format!("-rss_limit_mb={MEMORY}"),
                format!("-timeout={LONGEST}"),
            ])
            .arg(format!("-artifact_prefix={}/", found.display()))
            .args(["-print_final_stats=1", "-verbosity=0"])
            .env("FUZZ_TARGET", name)
            .env("FUZZ_SEEDS", &corpus);
        run(&mut fuzzing)?;
        // Nothing was found: no empty folder stays.
        let _stays = fs::remove_dir(&found);
    }
    let _stays = fs::remove_dir(&finds);
    Ok(())
}

fn folder(path: &Path) -> Result<PathBuf, Stop> {
    fs::create_dir_all(path).map_err(|source| Stop::File { path: path.to_owned(), source })?;
    Ok(path.to_owned())
}
