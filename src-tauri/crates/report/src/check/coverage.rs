//! The second count of what the departments did, from the rows as they are printed.

use std::collections::{BTreeMap, BTreeSet};

use super::{Findings, Window};
use crate::account::Account;
use crate::coverage::{Did, key};

/// Each department that the rows name is there with its requests, and is called what follows from them.
pub(super) fn check(account: &Account, rows: &Window<'_>, findings: &mut Findings) {
    let mut requests: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for row in &rows.received {
        if let Some(department) = &row.department {
            requests.entry(key(department)).or_default().insert(&row.request);
        }
    }
    for one in &account.coverage.departments {
        let again = requests.remove(&key(&one.department)).map_or(0, |found| found.len() as u64);
        findings.equal(
            &format!("requests covered by {}", one.department),
            one.requests,
            "their number in the rows",
            again,
        );
        if one.did != Did::of(again, one.certified_nil.is_some()) {
            findings.0.push(format!("what {} did is not what the rows and its certificate say", one.department));
        }
        if (one.listed && !account.coverage.list_set) || (!one.listed && one.did == Did::Silent) {
            findings.0.push(format!("{} is expected to report, and is on no list", one.department));
        }
    }
    if let Some(department) = requests.keys().next() {
        findings.0.push(format!("the coverage leaves out {department}, or has another department twice"));
    }
}
