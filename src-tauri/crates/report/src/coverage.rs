//! Which departments reported in a quarter, which certified that they had nothing to report, and which were silent: so that
//! a zero is always somebody's statement, or is called a silence.

use std::collections::BTreeMap;

use jiff::civil::Date;
use law::vocabulary;
use serde::Serialize;

use crate::breakdown::DepartmentCount;

/// What the record holds of the departments that report, at the moment of the report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reporting {
    /// Those that are expected to report; none: no list was set.
    pub departments: Vec<String>,
    /// The certified nils of the quarter that stand, one a department.
    pub certificates: Vec<(String, Certificate)>,
}

/// That a department certified that it had nothing to report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Certificate {
    /// The office of who signed it there, such as "Chief of Police": never a name.
    pub signer: String,
    /// The officer who entered it.
    pub entered_by: String,
    /// On which day.
    pub on: Date,
}

vocabulary! {
    /// What a department did for a quarter.
    Did = "did" {
        /// It received a request that counts.
        Reported = "reported",
        /// It certified that it had nothing to report.
        CertifiedNil = "certified_nil",
        /// It certified nil, and there are requests that it received: one of the two is wrong.
        CertifiedNilThenReported = "certified_nil_then_reported",
        /// It is on the list, and did neither.
        Silent = "silent",
    }
}

impl Did {
    /// What follows from what there is.
    #[must_use]
    pub const fn of(requests: u64, certified: bool) -> Self {
        match (requests > 0, certified) {
            (true, false) => Self::Reported,
            (true, true) => Self::CertifiedNilThenReported,
            (false, true) => Self::CertifiedNil,
            (false, false) => Self::Silent,
        }
    }
}

/// What the departments did for a quarter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Is there a list of the departments that report?
    pub list_set: bool,
    /// Those of the list, and each other one that the quarter's requests name; in alphabetical order, capitals aside.
    pub departments: Vec<DepartmentCoverage>,
}

/// What one department did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DepartmentCoverage {
    /// Its name, as the list has it.
    pub department: String,
    /// Is it on the list?
    pub listed: bool,
    /// What it did.
    pub did: Did,
    /// Requests received in the quarter.
    pub requests: u64,
    /// What it certified; `null`: nothing that stands.
    pub certified_nil: Option<Certificate>,
}

/// How many departments did what, of those on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Covered {
    /// How many are on it.
    pub listed: u64,
    /// Of those, how many reported or certified nil.
    pub accounted: u64,
    /// How many did neither.
    pub silent: u64,
}

/// What names of departments are compared by: capitals do not tell two apart.
pub(crate) fn key(department: &str) -> String {
    department.to_lowercase()
}

impl Coverage {
    /// What follows from the list, the certificates, and the requests by department.
    pub(crate) fn of(reporting: &Reporting, counted: &[DepartmentCount]) -> Self {
        let mut departments: BTreeMap<String, DepartmentCoverage> = BTreeMap::new();
        let mut at = |name: &str, listed: bool, requests: u64, certified_nil: Option<&Certificate>| {
            let found = departments.entry(key(name)).or_insert_with(|| DepartmentCoverage {
                department: name.to_owned(),
                listed,
                did: Did::Silent,
                requests: 0,
                certified_nil: None,
            });
            found.requests += requests;
            found.certified_nil = certified_nil.cloned().or(found.certified_nil.take());
            found.did = Did::of(found.requests, found.certified_nil.is_some());
        };
        // The list comes first: it says how a name is written.
        reporting.departments.iter().for_each(|name| at(name, true, 0, None));
        reporting.certificates.iter().for_each(|(name, certificate)| at(name, false, 0, Some(certificate)));
        for count in counted {
            if let Some(name) = &count.department {
                at(name, false, count.requests, None);
            }
        }
        Self { list_set: !reporting.departments.is_empty(), departments: departments.into_values().collect() }
    }

    /// How many did what, of those on the list; `None` without a list.
    #[must_use]
    pub fn covered(&self) -> Option<Covered> {
        let listed = || self.departments.iter().filter(|department| department.listed);
        let silent = listed().filter(|department| department.did == Did::Silent).count() as u64;
        let all = listed().count() as u64;
        self.list_set.then_some(Covered { listed: all, accounted: all - silent, silent })
    }

    /// The same in a sentence. In a quarter that is not over nobody can have certified nil yet.
    #[must_use]
    pub fn in_a_sentence(&self, interim: bool) -> String {
        self.covered().map_or_else(|| NO_LIST.to_owned(), |covered| covered.in_a_sentence(interim))
    }
}

/// What is said where no list was set.
pub const NO_LIST: &str = "No list of reporting departments was set.";

impl Covered {
    /// In a sentence.
    #[must_use]
    pub fn in_a_sentence(self, interim: bool) -> String {
        let Self { listed, accounted, silent } = self;
        let departments = if listed == 1 { "department" } else { "departments" };
        if interim {
            return format!(
                "{accounted} of {listed} {departments} on the list reported so far; nil is certified once the quarter is over."
            );
        }
        let silent = match silent {
            0 => "none was".to_owned(),
            1 => "1 was".to_owned(),
            several => format!("{several} were"),
        };
        format!("{accounted} of {listed} {departments} on the list reported or certified nil; {silent} silent.")
    }
}

impl DepartmentCoverage {
    /// What it did, in a sentence or two. In a quarter that is not over nobody can have certified nil yet.
    #[must_use]
    pub fn said(&self, list_set: bool, interim: bool) -> String {
        let by = self.certified_nil.as_ref().map_or_else(String::new, |Certificate { signer, entered_by, on }| {
            format!("{signer}; entered by {entered_by} on {}", on.strftime("%-d %B %Y"))
        });
        let did = match self.did {
            Did::Reported => "Reported".to_owned(),
            Did::CertifiedNil => format!("Certified nil: {by}"),
            Did::CertifiedNilThenReported => format!("Certified nil, and then reported: {by}"),
            Did::Silent if interim => "Nothing yet".to_owned(),
            Did::Silent => "Silent: neither reported nor certified nil".to_owned(),
        };
        if self.listed || !list_set { did } else { format!("{did}. Not on the list") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
    use crate::sample::{entry, preparation};

    fn certificate(department: &str, signer: &str) -> (String, Certificate) {
        let on = jiff::civil::date(2027, 1, 4);
        (department.to_owned(), Certificate { signer: signer.to_owned(), entered_by: "Ada".to_owned(), on })
    }

    fn coverage(list: &[&str], certificates: &[(String, Certificate)], received: &[Option<&str>]) -> Coverage {
        let reporting = Reporting {
            departments: list.iter().map(|name| (*name).to_owned()).collect(),
            certificates: certificates.to_vec(),
        };
        let entries = received.iter().enumerate().map(|(number, department)| Entry {
            department: department.map(str::to_owned),
            ..entry(&format!("R-{number}"), 1)
        });
        let preparation = crate::Preparation { reporting, ..preparation("2026-Q4") };
        crate::account(&preparation, entries).unwrap().coverage
    }

    fn told(coverage: &Coverage) -> Vec<(&str, bool, Did, u64)> {
        let told = |one: &'_ DepartmentCoverage| (one.listed, one.did, one.requests);
        coverage
            .departments
            .iter()
            .map(|one| (one.department.as_str(), told(one)))
            .map(|(a, (b, c, d))| (a, b, c, d))
            .collect()
    }

    #[test]
    fn each_department_is_called_what_it_did_and_a_name_is_the_same_in_other_capitals() {
        let found = coverage(
            &["City Clerk", "Fire", "Health", "Police"],
            &[certificate("Fire", "Fire Chief"), certificate("Health", "Director of Health")],
            &[Some("police"), Some("Police"), Some("Health"), Some("Kennel"), None],
        );
        let expected = [
            ("City Clerk", true, Did::Silent, 0),
            ("Fire", true, Did::CertifiedNil, 0),
            ("Health", true, Did::CertifiedNilThenReported, 1),
            ("Kennel", false, Did::Reported, 1),
            ("Police", true, Did::Reported, 2),
        ];
        assert_eq!(told(&found), expected);
        assert_eq!(found.covered(), Some(Covered { listed: 4, accounted: 3, silent: 1 }), "of those on the list");
        let said: Vec<String> = found.departments.iter().map(|one| one.said(true, false)).collect();
        assert_eq!(
            said,
            [
                "Silent: neither reported nor certified nil",
                "Certified nil: Fire Chief; entered by Ada on 4 January 2027",
                "Certified nil, and then reported: Director of Health; entered by Ada on 4 January 2027",
                "Reported. Not on the list",
                "Reported",
            ]
        );
        assert_eq!(
            found.in_a_sentence(false),
            "3 of 4 departments on the list reported or certified nil; 1 was silent."
        );
    }

    #[test]
    fn without_a_list_nobody_is_silent_and_that_there_is_none_is_said() {
        let found = coverage(&[], &[], &[Some("Police"), None]);
        assert_eq!(told(&found), [("Police", false, Did::Reported, 1)]);
        assert_eq!((found.covered(), found.in_a_sentence(false).as_str()), (None, NO_LIST));
        assert_eq!(found.departments[0].said(false, false), "Reported");
        assert_eq!(told(&coverage(&[], &[], &[])), []);
    }

    #[test]
    fn the_sentence_never_says_a_bare_zero() {
        let of = |accounted, silent, interim| {
            Covered { listed: accounted + silent, accounted, silent }.in_a_sentence(interim)
        };
        assert_eq!(of(0, 2, false), "0 of 2 departments on the list reported or certified nil; 2 were silent.");
        assert_eq!(of(1, 0, false), "1 of 1 department on the list reported or certified nil; none was silent.");
        assert_eq!(
            of(0, 2, true),
            "0 of 2 departments on the list reported so far; nil is certified once the quarter is over."
        );
    }
}
