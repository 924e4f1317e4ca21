//! The exemptions from disclosure that the public-records law knows, by their letters in G.L. c.4 § 7, clause
//! Twenty-sixth. Those most used in a clerk's office; whatever rests on another one is the Solicitor's to name.
//!
//! A label is a reminder for staff of what the letter is about. The statute's own words decide.

use crate::vocabulary;

vocabulary! {
    /// An exemption, by its letter.
    Exemption = "exemption" {
        /// Specifically or by necessary implication exempted from disclosure by statute.
        A = "a",
        /// Related solely to internal personnel rules and practices.
        B = "b",
        /// Personnel and medical files, and what may be an unwarranted invasion of personal privacy.
        C = "c",
        /// Memoranda and letters on policy positions that are being developed.
        D = "d",
        /// Notebooks and other materials prepared by an employee for personal use.
        E = "e",
        /// Investigatory materials.
        F = "f",
        /// Trade secrets and commercial or financial information given in confidence.
        G = "g",
        /// Records whose disclosure is likely to jeopardise public safety or security.
        N = "n",
        /// Home address, personal e-mail and home telephone number of a public employee.
        O = "o",
        /// The same of family members of a public employee.
        P = "p",
    }
}

impl Exemption {
    /// What it is about, in a few words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::A => "exempted from disclosure by statute",
            Self::B => "internal personnel rules and practices",
            Self::C => "personnel and medical files; privacy",
            Self::D => "policy that is being developed",
            Self::E => "an employee’s own notes",
            Self::F => "investigatory materials",
            Self::G => "trade secrets given in confidence",
            Self::N => "public safety and security",
            Self::O => "home address and telephone of a public employee",
            Self::P => "home address and telephone of an employee’s family",
        }
    }
}
