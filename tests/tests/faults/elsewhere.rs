//! The faults of the list that are not injected here: where each is shown instead, or why it cannot be.

use crate::table::Row;

const NOTED: [(u32, &str, &str); 17] = [
    (12, "a command of the window panics", "no fault from outside; src-tauri/src/office.rs closes the desk after one"),
    (
        14,
        "bytes of an unencrypted store are changed",
        "there is none: ledger/tests/faults.rs, an unencrypted one is refused",
    ),
    (23, "two computers share one folder", "needs two computers; the lock on a network drive is that drive's"),
    (
        34,
        "temporary files are left behind",
        "looked at after every fault above, with a temporary folder of its own (I5, I6)",
    ),
    (47, "wrong passphrases, n times", "desk/src/tries.rs: each further one waits longer, also after a restart"),
    (48, "the system's keychain is locked or empty", "nothing is kept in one"),
    (49, "the passphrase is lost", "ledger/tests/recovery.rs, desk/tests/recovery.rs"),
    (50, "a change of the store's key is interrupted", "ledger/src/rekeying.rs: at any moment of the exchange"),
    (55, "desks are merged that contradict each other", "not built"),
    (
        57,
        "a log or a panic tells what was logged",
        "every message after every fault above is searched (I6); no log is written",
    ),
    (
        59,
        "the web view keeps what it showed",
        "tests/window/journeys.rs looks for what was typed after a whole session",
    ),
    (60, "the web view crashes", "the window's; nothing injects it yet"),
    (61, "the web view is missing or too old", "needs a computer without one"),
    (64, "another process opens and closes the database file", "the program opens it once: ledger/src/connection.rs"),
    (65, "a million events", "`cargo xtask bench`, cli/tests/program/memory.rs"),
    (66, "a double click on a form", "the page's: ui/src/features/request/Request.test.tsx"),
    (67, "two officers decide the same item", "desk/tests/approvals.rs"),
];

/// Their rows.
pub fn rows() -> Vec<Row> {
    let law =
        Row::noted(68, "the ordinance changes between decision and report", "not built: there is one version so far");
    NOTED.iter().map(|(number, what, note)| Row::noted(*number, what, note)).chain([law]).collect()
}
