//! Which departments report, and what they did for a quarter: the list, the certified nils, and who is silent.

use ledger::{FreeText, Term, local_date};
use report::Quarter;
use report::coverage::{Certificate, Coverage, Did, Reporting};

use super::contract;
use super::reports::{ReportView, quarter_of};
use super::settings::SettingsView;
use super::words;
use crate::error::Error;
use crate::office::Desk;
use crate::roles::Duty;

contract! {
    /// What the departments did for a quarter.
    pub struct CoverageView {
        /// Is there a list of the departments that report?
        pub list_set: bool,
        /// How many reported or certified nil, in a sentence.
        pub said: String,
        /// Those of the list, and others that received a request.
        pub departments: Vec<DepartmentView>,
    }

    /// What one department did.
    pub struct DepartmentView {
        /// Its name.
        pub department: String,
        /// Is it on the list?
        pub listed: bool,
        /// What it did, in a sentence.
        pub said: String,
        /// How many requests it received.
        pub requests: u64,
        /// Is it expected to report, and did neither report nor certify nil?
        pub silent: bool,
        /// Does a certified nil of it stand?
        pub certified: bool,
        /// How certified nils of it were withdrawn, each in a sentence.
        pub withdrawn: Vec<String>,
    }

    /// A department certified that it had nothing to report.
    pub struct CertifyingNil {
        /// The quarter, by either label.
        pub quarter: String,
        /// The department, as the list has it.
        pub department: String,
        /// The office held by who signed it there, such as "Chief of Police": never a name.
        pub signer: String,
    }

    /// A certified nil was entered wrongly.
    pub struct WithdrawingNil {
        /// The quarter, by either label.
        pub quarter: String,
        /// The department.
        pub department: String,
        /// Why: a word of the corrections.
        pub why: String,
    }
}

fn refused(why: impl Into<String>) -> Error {
    Error::Refused(why.into())
}

/// Is it the same department? Capitals do not tell two apart.
fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// The name of a department or of an office: there, short, on one line, and screened.
fn short(text: &str, missing: &str) -> Result<FreeText, Error> {
    let text = text.trim();
    if text.is_empty() {
        return Err(refused(missing));
    }
    if text.chars().count() > ledger::OFFICE_AT_MOST || text.chars().any(char::is_control) {
        return Err(refused(format!("keep it to one line of at most {} characters", ledger::OFFICE_AT_MOST)));
    }
    FreeText::new(text).map_err(|screened| refused(screened.to_string()))
}

impl Desk {
    /// What the record holds of the departments that report, now or at a moment.
    pub(crate) fn reporting(&self, quarter: Quarter, as_of: Option<jiff::Timestamp>) -> Result<Reporting, Error> {
        let certificates = self.store.nil_certificates(&quarter.calendar(), as_of)?.into_iter().map(|nil| {
            let certificate = Certificate { signer: nil.signer, entered_by: nil.by, on: local_date(nil.at) };
            (nil.department, certificate)
        });
        Ok(Reporting { departments: self.store.departments_reporting(as_of)?, certificates: certificates.collect() })
    }

    /// What the departments did, with the certified nils that were withdrawn.
    pub(crate) fn coverage_view(
        &self,
        quarter: Quarter,
        found: &Coverage,
        interim: bool,
    ) -> Result<CoverageView, Error> {
        let withdrawn = self.store.nil_withdrawals(&quarter.calendar())?;
        let departments = found.departments.iter().map(|one| DepartmentView {
            department: one.department.clone(),
            listed: one.listed,
            said: one.said(found.list_set, interim),
            requests: one.requests,
            silent: one.did == Did::Silent && !interim,
            certified: one.certified_nil.is_some(),
            withdrawn: withdrawn
                .iter()
                .filter(|nil| is_same(&nil.department, &one.department))
                .map(|nil| {
                    let day = local_date(nil.at).strftime("%-d %B %Y");
                    format!(
                        "A certified nil was withdrawn by {} on {day}: {}",
                        nil.by,
                        words::correction_in_words(nil.why.as_str()).to_lowercase()
                    )
                })
                .collect(),
        });
        Ok(CoverageView {
            list_set: found.list_set,
            said: found.in_a_sentence(interim),
            departments: departments.collect(),
        })
    }

    /// Says which departments are expected to report from here on, and gives the settings as they are then. None: no list
    /// holds any more. A list that is the same records nothing.
    ///
    /// # Errors
    /// [`Error::Refused`] if a name cannot be kept, or stands there twice; or what the store says. Then the list is what it was.
    pub fn set_departments_reporting(&mut self, departments: &[String]) -> Result<SettingsView, Error> {
        self.require(Duty::Office)?;
        let mut listed = departments
            .iter()
            .map(|name| short(name, "give each department’s name"))
            .collect::<Result<Vec<FreeText>, Error>>()?;
        listed.sort_unstable();
        let mut names: Vec<String> = listed.iter().map(|name| name.as_str().to_lowercase()).collect();
        names.sort_unstable();
        if names.windows(2).any(|pair| pair.first() == pair.last()) {
            return Err(refused("a department stands on the list twice; capitals do not tell two apart"));
        }
        if listed.len() > ledger::DEPARTMENTS_AT_MOST {
            return Err(refused(format!("the list has room for {} departments", ledger::DEPARTMENTS_AT_MOST)));
        }
        let before = self.store.departments_reporting(None)?;
        if !listed.iter().map(FreeText::as_str).eq(before.iter().map(String::as_str)) {
            let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
            act.set_departments_reporting(listed)?;
            act.commit()?;
        }
        self.settings()
    }

    /// Records that a department certified that it had nothing to report for a quarter, and gives the report as it is then.
    ///
    /// # Errors
    /// [`Error::Refused`] if the quarter is not over, the department is not on the list or has requests of the quarter, or the
    /// office of who signed cannot be kept; or what the store says. Then nothing was recorded.
    pub fn certify_nil(&mut self, certifying: &CertifyingNil) -> Result<ReportView, Error> {
        self.record_nil(certifying)?;
        self.report_view(&certifying.quarter)
    }

    /// As [`Self::certify_nil`], without the report.
    pub(crate) fn record_nil(&mut self, certifying: &CertifyingNil) -> Result<(), Error> {
        self.require(Duty::Issue)?;
        let quarter = quarter_of(&certifying.quarter)?;
        if local_date(self.clock.now()) <= quarter.to() {
            return Err(refused("the quarter is not over; a department certifies nil once it is"));
        }
        let listed = self.store.departments_reporting(None)?;
        let Some(department) = listed.into_iter().find(|name| is_same(name, certifying.department.trim())) else {
            return Err(refused(
                "choose a department of the list of those that report; an administrator sets the list in Settings",
            ));
        };
        let signer = short(
            &certifying.signer,
            "give the office held by who signed it there, such as Chief of Police, and no name",
        )?;
        let found = self.account_alone(quarter)?.coverage.departments;
        let requests = found.iter().find(|one| is_same(&one.department, &department)).map_or(0, |one| one.requests);
        if requests > 0 {
            let what = if requests == 1 { "1 request".to_owned() } else { format!("{requests} requests") };
            return Err(refused(format!(
                "the record has {what} that {department} received in this quarter, so it had something to report; correct \
                 what was logged first, if that is wrong"
            )));
        }
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        act.certify_nil(&quarter.calendar(), FreeText::stored(department), signer)?;
        Ok(act.commit()?)
    }

    /// Withdraws a certified nil that was entered wrongly, and gives the report as it is then.
    ///
    /// # Errors
    /// [`Error::Refused`] if none stands, or no reason is given; or what the store says. Then nothing was recorded.
    pub fn withdraw_nil(&mut self, withdrawing: &WithdrawingNil) -> Result<ReportView, Error> {
        self.require(Duty::Issue)?;
        let quarter = quarter_of(&withdrawing.quarter)?;
        let known = words::is_correction(&withdrawing.why).then(|| withdrawing.why.parse::<Term>().ok()).flatten();
        let why = known.ok_or_else(|| refused("say why it is withdrawn; the reason stands in the record"))?;
        let standing = self.store.nil_certificates(&quarter.calendar(), None)?;
        let Some(nil) = standing.into_iter().find(|nil| is_same(&nil.department, withdrawing.department.trim())) else {
            return Err(refused("no certified nil of this department stands for this quarter"));
        };
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        act.withdraw_nil(&quarter.calendar(), FreeText::stored(nil.department), why)?;
        act.commit()?;
        self.report_view(&withdrawing.quarter)
    }
}
