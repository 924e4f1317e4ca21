//! The help: everything a person needs to begin, in a window of 80 columns.

use crate::office::Office;

const COMMANDS: [&str; 12] =
    ["init", "decide", "log", "import", "list", "report", "issue", "verify", "export", "receipt", "backup", "restore"];

#[test]
fn every_command_is_explained_with_an_example_that_fits_the_window() {
    let office = Office::without_store();
    let overview = office.run(["--help"]).done();
    for told in ["GATEKEEPER_PASSPHRASE", "GATEKEEPER_OFFICER", "Exit status", "Example"] {
        assert!(overview.contains(told), "{told}:\n{overview}");
    }
    for command in COMMANDS {
        assert!(overview.contains(&format!("  {command} ")), "{command} is listed:\n{overview}");
        for words in [&[command, "--help"][..], &["help", command]] {
            let help = office.run(words).done();
            assert!(help.contains(&format!("gatekeeper {command}")) && help.contains("Example"), "{help}");
        }
        let short = office.run([command, "-h"]).done();
        for line in overview.lines().chain(short.lines()) {
            // An example is one line, to be copied as it stands.
            let copied = line.contains("gatekeeper ");
            assert!(copied || line.chars().count() <= 80, "wider than 80 columns: {line}");
        }
    }
    assert!(office.run(["--version"]).done().starts_with("gatekeeper "));
}

#[test]
fn wrong_usage_exits_with_2_and_prints_no_result() {
    let office = Office::new();
    let before = office.heads();
    for words in [
        &[][..],
        &["frobnicate"],
        &["init"],
        &["list"],
        &["list", "store", "--flag", "purple"],
        &["list", "store", "--ledger", "other"],
        &["list", "store", "--quarter", "soon"],
        &["list", "store", "extra"],
        &["import", "store"],
        &["report", "store", "--out", "reports"],
        &["report", "store", "--quarter", "2026-Q3"],
        &["verify"],
        &["export", "store"],
        &["export", "store", "record"],
        &["receipt", "store", "--request", "2026-0001", "--out", "receipt.json"],
        &["receipt", "store", "--request", "2026-0001", "--item", "first", "--out", "receipt.json"],
        &["backup", "store"],
        &["restore", "file"],
        &["log", "store", "-", "--ask", "information"],
        &["log", "store", "document.json"],
        &["init", "other", "--passphrase", "never here"],
        &["decide", "facts.json"],
    ] {
        let ran = office.run(words);
        assert_eq!(ran.status, Some(2), "{words:?}: {}", ran.err);
        assert!(ran.out.is_empty(), "{words:?}: results and messages are kept apart");
        assert!(ran.err.contains("Usage") || ran.err.contains("--help"), "{words:?}: {}", ran.err);
    }
    assert_eq!(office.heads(), before);
}
