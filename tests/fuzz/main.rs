//! The fuzzer: libFuzzer over one way in, which `FUZZ_TARGET` names. `FUZZ_SEEDS` names the folder in which it begins.
#![no_main]

mod pages;
#[path = "../tests/stopped/mod.rs"]
mod stopped;
mod targets;

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use targets::{TARGETS, Target};

static TARGET: OnceLock<&Target> = OnceLock::new();

/// The target that is meant, with its seeds written.
fn begun() -> &'static Target {
    let wanted = std::env::var("FUZZ_TARGET").unwrap_or_default();
    let target = TARGETS.iter().find(|target| target.name == wanted).expect("FUZZ_TARGET names a way in");
    if let Some(folder) = std::env::var_os("FUZZ_SEEDS") {
        for (number, seed) in (target.seeds)().into_iter().enumerate() {
            std::fs::write(std::path::Path::new(&folder).join(format!("seed-{number}")), seed).unwrap();
        }
    }
    target
}

fuzz_target!(
    init: {
        TARGET.get_or_init(begun);
    },
    |bytes: &[u8]| (TARGET.get_or_init(begun).run)(bytes)
);
