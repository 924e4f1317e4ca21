//! The shape of the whole: who may know whom, what lies where, and what the window is allowed.
//!
//! These rules are easy to break by one convenient line in a manifest, and expensive to restore afterwards.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Which of the workspace's own packages each may name. `xtask` and `acceptance` stand outside of the program.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("law", &[]),
    ("ledger", &[]),
    ("report", &["law"]),
    ("desk", &["law", "ledger", "report"]),
    ("gatekeeper", &["desk", "law"]), // the hosts speak the law's words; the record they reach through the desk only
    ("disclosure-gatekeeper", &["desk", "law"]),
];

#[test]
fn dependencies_point_one_way() {
    let packages = packages();
    let ours: BTreeSet<&str> = packages.keys().map(String::as_str).collect();
    for (package, may_know) in MAY_KNOW {
        let knows: BTreeSet<&str> = packages[*package].iter().map(String::as_str).collect();
        let own: BTreeSet<&str> = knows.intersection(&ours).copied().collect();
        let allowed: BTreeSet<&str> = may_know.iter().copied().collect();
        assert!(own.is_subset(&allowed), "{package} may know {allowed:?} and names {own:?}");
    }
    let desk = &packages["desk"];
    assert!(
        ["law", "ledger", "report"].iter().all(|room| desk.contains(*room)),
        "the desk brings the three together: {desk:?}"
    );
}

#[test]
fn every_package_has_its_rule() {
    let ruled: BTreeSet<&str> = MAY_KNOW.iter().map(|(package, _)| *package).chain(["xtask", "acceptance"]).collect();
    let packages = packages();
    let ours: BTreeSet<&str> = packages.keys().map(String::as_str).collect();
    assert_eq!(ours, ruled, "a new package says in this file whom it may know");
}

#[test]
fn each_heavy_library_has_one_home() {
    for (library, home) in [("tauri", "disclosure-gatekeeper"), ("typst", "report")] {
        for (package, knows) in packages() {
            let found: Vec<&String> = knows.iter().filter(|name| name.starts_with(library)).collect();
            assert!(package == home || found.is_empty(), "only {home} names {library}; {package} names {found:?}");
        }
    }
}

#[test]
fn the_top_level_is_what_it_should_be() {
    let allowed: BTreeSet<String> = ["Cargo.lock", "Cargo.toml", "README.md", "icons", "src-tauri", "tests", "ui"]
        .into_iter()
        .map(str::to_owned)
        .collect();
    let found: BTreeSet<String> = std::fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.') && name != "target")
        .collect();
    assert_eq!(found, allowed, "settings go into dot files, everything else into one of the four folders");
}

#[test]
fn the_window_is_allowed_its_own_commands_and_nothing_of_the_system() {
    let settings = json("src-tauri/tauri.conf.json");
    let app = &settings["app"];
    assert_eq!(app["windows"][0]["title"], "Disclosure Gatekeeper");
    assert_eq!(app["withGlobalTauri"], false);
    assert_eq!(app["security"]["freezePrototype"], true);
    assert_eq!(app["security"]["capabilities"], serde_json::json!(["main"]), "one capability, named");
    assert!(settings.get("plugins").is_none(), "no updater and no other plugin");
    let policy = app["security"]["csp"].as_str().unwrap();
    assert!(policy.starts_with("default-src 'none';"), "what is not named is refused: {policy}");
    for open in ["unsafe", "*", "https:", "ws:", "blob:"] {
        assert!(!policy.contains(open), "the policy has no {open}: {policy}");
    }

    let capability = json("src-tauri/capabilities/main.json");
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    assert!(capability.get("remote").is_none(), "no page from elsewhere may call anything");
    for permission in capability["permissions"].as_array().unwrap() {
        let name = permission.as_str().unwrap();
        assert!(name.starts_with("allow-") && !name.contains(':'), "{name} is no command of this program");
    }
}

/// The threat model of the README says what holds against whom, and for each of them a test is named that shows it.
#[test]
fn every_threat_is_shown_by_a_test_that_is_there() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let shown = std::fs::read_to_string(root().join("src-tauri/ARCHITECTURE.md")).unwrap();
    let (threats, shown) =
        (table_below(&readme, "## Threat model"), table_below(&shown, "## Where the threat model is shown"));
    let who = |rows: &[Vec<String>]| rows.iter().map(|row| row[0].clone()).collect::<Vec<_>>();
    assert!(threats.len() > 10, "{threats:?}");
    assert_eq!(who(&shown), who(&threats), "each row of the README's table has its own");
    for row in shown {
        let words: Vec<&str> = row[1].split('`').skip(1).step_by(2).collect();
        assert!(!words.is_empty() && words.len().is_multiple_of(2), "{row:?}");
        for pair in words.chunks(2) {
            let file = std::fs::read_to_string(root().join("src-tauri").join(pair[0])).unwrap();
            assert!(file.contains(&format!("fn {}()", pair[1])), "{} has no test {}", pair[0], pair[1]);
        }
    }
}

/// The rows of the first table below a heading, without its head.
fn table_below(text: &str, heading: &str) -> Vec<Vec<String>> {
    let below = text.split_once(heading).unwrap().1;
    let rows = below.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// Each package of the workspace with the names of all it depends on, for building and testing too.
fn packages() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--locked"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let name = |value: &Value| value["name"].as_str().unwrap().to_owned();
    metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| (name(package), package["dependencies"].as_array().unwrap().iter().map(name).collect()))
        .collect()
}

fn json(path: &str) -> Value {
    let path = root().join(path);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}
