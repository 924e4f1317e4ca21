//! Who may do what: one table of the roles of officers and what each may do. It is checked here, at the desk, whatever a
//! page or a command offers.
//!
//! That nobody approves what they asked for themselves is no matter of roles: the record itself holds it.

use ledger::Term;

use crate::error::Error;
use crate::office::Desk;

/// A closed list and its words.
macro_rules! words {
    ($(#[$about:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// All of them, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its word.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }
    };
}

words! {
    /// What an officer is.
    pub enum Role {
        /// Logs and answers.
        Clerk = "clerk",
        /// Also approves releases, and issues reports.
        Reviewer = "reviewer",
        /// Gives findings, and seals what an order keeps secret.
        Solicitor = "solicitor",
        /// Reads everything and changes nothing.
        Auditor = "auditor",
        /// Also keeps the office: officers, settings, backups.
        Administrator = "administrator",
    }
}

words! {
    /// What can be done at the desk, beside reading what everybody reads.
    pub enum Duty {
        /// Requests and logs enter the record.
        Log = "log",
        /// Items are answered; papers, waits and corrections are recorded; a second officer is asked.
        Answer = "answer",
        /// The release of what 2(a) flags is approved or refused, and what went out at once is reviewed.
        Approve = "approve",
        /// The Solicitor's finding is recorded.
        Find = "find",
        /// A legal hold is placed on a request.
        Hold = "hold",
        /// A legal hold is lifted.
        LiftHold = "lift_hold",
        /// The particulars of requests are destroyed, with the approval of the Supervisor of Records.
        Destroy = "destroy",
        /// A report is issued.
        Issue = "issue",
        /// It is asked that a table of the public edition be given exactly.
        AskUnmerging = "ask_unmerging",
        /// What was asked so is approved or refused.
        DecideUnmerging = "decide_unmerging",
        /// Officers and their roles, agencies and settings are changed.
        Office = "office",
        /// The record is copied, whole.
        BackUp = "back_up",
        /// The logs of the record are exported.
        Export = "export",
        /// An order of secrecy is entered on a request, or taken off it.
        Seal = "seal",
        /// What is sealed is seen.
        SeeSealed = "see_sealed",
        /// The access log is read.
        ReadAccess = "read_access",
    }
}

impl Role {
    /// The role of this word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.as_str() == word)
    }

    /// What the role is called.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Clerk => "Clerk",
            Self::Reviewer => "Reviewer",
            Self::Solicitor => "Solicitor",
            Self::Auditor => "Auditor",
            Self::Administrator => "Administrator",
        }
    }

    /// What the role is for, in a sentence.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Clerk => "Logs requests and answers them.",
            Self::Reviewer => "Does what a clerk does, approves releases, and issues reports.",
            Self::Solicitor => "Gives findings, and seals what an order keeps secret.",
            Self::Auditor => "Reads everything and changes nothing.",
            Self::Administrator => {
                "Does what a clerk does, issues reports, keeps officers, settings and backups, and destroys what is due."
            }
        }
    }

    /// May the role do this?
    #[must_use]
    pub const fn may(self, duty: Duty) -> bool {
        duty.is_of(self)
    }

    /// The role of an officer. One from before there were roles has an administrator's rights; a role that this version
    /// does not know only reads.
    pub(crate) fn of_officer(word: Option<&Term>) -> Self {
        word.map_or(Self::Administrator, |word| Self::of(word.as_str()).unwrap_or(Self::Auditor))
    }

    /// What a role of the record is called within a sentence; one that this version does not know, by its word.
    pub(crate) fn in_words(word: &Term) -> String {
        let known = Self::of(word.as_str()).map(|role| role.label().to_lowercase());
        known.unwrap_or_else(|| word.as_str().replace('_', " "))
    }

    pub(crate) const fn term(self) -> Term {
        Term::from_static(self.as_str())
    }
}

impl Duty {
    /// The table: whose duty it is. An office with one officer has an administrator, who can log, answer, refuse and
    /// report; what 2(a) flags goes out only with a second one. A finding may be recorded by who got it in writing. A hold stops
    /// what cannot be taken back, so whoever opens the letter may place it; lifting it takes what a finding takes. Destroying
    /// asks for no second officer: the second pair of eyes is the Supervisor of Records, without whose number there is none,
    /// and an office with one officer has to be able to do it. An order of secrecy is the Solicitor's to read; who looks over
    /// everything sees what is sealed too, so that nothing is out of all sight. Others do not, administrators included.
    const fn is_of(self, role: Role) -> bool {
        use Role::{Administrator, Auditor, Clerk, Reviewer, Solicitor};
        match self {
            Self::Log | Self::Answer => match role {
                Clerk | Reviewer | Administrator => true,
                Solicitor | Auditor => false,
            },
            Self::Hold => match role {
                Clerk | Reviewer | Solicitor | Administrator => true,
                Auditor => false,
            },
            Self::Approve | Self::DecideUnmerging => match role {
                Reviewer => true,
                Clerk | Solicitor | Auditor | Administrator => false,
            },
            Self::Find | Self::LiftHold => match role {
                Reviewer | Solicitor | Administrator => true,
                Clerk | Auditor => false,
            },
            Self::Issue | Self::AskUnmerging => match role {
                Reviewer | Administrator => true,
                Clerk | Solicitor | Auditor => false,
            },
            Self::Seal => match role {
                Solicitor => true,
                Clerk | Reviewer | Auditor | Administrator => false,
            },
            Self::SeeSealed => match role {
                Solicitor | Auditor => true,
                Clerk | Reviewer | Administrator => false,
            },
            Self::ReadAccess | Self::Export => match role {
                Solicitor | Auditor | Administrator => true,
                Clerk | Reviewer => false,
            },
            Self::Office | Self::BackUp | Self::Destroy => match role {
                Administrator => true,
                Clerk | Reviewer | Solicitor | Auditor => false,
            },
        }
    }

    /// What it is, as a line of the table.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Log => "Log requests and import logs",
            Self::Answer => "Answer items, correct what was recorded, and ask a second officer",
            Self::Approve => "Approve or refuse the release of what 2(a) flags, and review what went out at once",
            Self::Find => "Record the Solicitor’s finding",
            Self::Hold => "Place a legal hold on a request",
            Self::LiftHold => "Lift a legal hold",
            Self::Destroy => "Destroy the particulars of requests, with the approval of the Supervisor of Records",
            Self::Issue => "Issue the quarterly report",
            Self::AskUnmerging => "Ask that a table of the public edition be given exactly",
            Self::DecideUnmerging => "Approve or refuse that a table of the public edition be given exactly",
            Self::Office => "Add officers, give roles, and change settings and agencies",
            Self::BackUp => "Back up the record",
            Self::Export => "Export the logs of the record for others to check",
            Self::Seal => "Seal a request under an order of secrecy, and lift the seal",
            Self::SeeSealed => "See requests that are sealed",
            Self::ReadAccess => "Read the access log: who exported, printed, or opened what is sealed",
        }
    }

    /// Who may do it, in words: `a reviewer or an administrator`.
    pub(crate) fn whose(self) -> String {
        let roles: Vec<String> = Role::ALL
            .iter()
            .filter(|role| role.may(self))
            .map(|role| {
                let article = if matches!(role, Role::Administrator | Role::Auditor) { "an" } else { "a" };
                format!("{article} {}", role.as_str())
            })
            .collect();
        match roles.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, others)) => format!("{} or {last}", others.join(", ")),
            None => "nobody".to_owned(),
        }
    }
}

/// The table as a CSV file: a line for each duty, a column for each role.
#[must_use]
pub fn table() -> String {
    let mut text = String::from("Who may do what");
    for role in Role::ALL {
        text.push(',');
        text.push_str(role.label());
    }
    text.push_str("\r\nRead the record and draw up reports from it");
    Role::ALL.iter().for_each(|_| text.push_str(",yes"));
    for duty in Duty::ALL {
        // The only signs in these words that CSV knows are commas.
        text.push_str("\r\n\"");
        text.push_str(duty.label());
        text.push('"');
        Role::ALL.iter().for_each(|role| text.push_str(if role.may(*duty) { ",yes" } else { ",no" }));
    }
    text.push_str("\r\n");
    text
}

impl Desk {
    /// The role of the officer who works here.
    ///
    /// # Errors
    /// What the store says.
    pub fn role(&self) -> Result<Role, Error> {
        Ok(Role::of_officer(self.store.role()?.as_ref()))
    }

    /// Refuses what the officer's role does not do.
    ///
    /// # Errors
    /// [`Error::NotTheRole`], or what the store says.
    pub(crate) fn require(&self, duty: Duty) -> Result<(), Error> {
        let role = self.role()?;
        if role.may(duty) {
            return Ok(());
        }
        Err(Error::NotTheRole { role: role.as_str(), duty: duty.label(), whose: duty.whose() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_duty_is_somebodys_and_an_auditor_has_none_but_to_read() {
        for duty in Duty::ALL {
            assert!(Role::ALL.iter().any(|role| role.may(*duty)), "{duty:?}");
            let reads = matches!(duty, Duty::Export | Duty::SeeSealed | Duty::ReadAccess);
            assert_eq!(Role::Auditor.may(*duty), reads, "{duty:?}");
        }
        assert_eq!(Duty::Approve.whose(), "a reviewer");
        assert_eq!(Duty::Log.whose(), "a clerk, a reviewer or an administrator");
    }

    #[test]
    fn the_records_words_for_roles_are_these() {
        for role in Role::ALL {
            assert_eq!(Role::of(role.as_str()), Some(*role));
            assert!(ledger::is_role(role.as_str()), "{role:?}");
        }
    }

    #[test]
    fn the_table_can_be_handed_out() {
        let table = table();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[0], "Who may do what,Clerk,Reviewer,Solicitor,Auditor,Administrator");
        assert_eq!(lines[1], "Read the record and draw up reports from it,yes,yes,yes,yes,yes");
        assert_eq!(
            lines[4],
            "\"Approve or refuse the release of what 2(a) flags, and review what went out at once\",no,yes,no,no,no"
        );
        assert_eq!(lines.len(), 2 + Duty::ALL.len());
    }
}
