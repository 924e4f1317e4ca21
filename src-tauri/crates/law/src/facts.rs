//! The facts of one item, and the words for them.
//!
//! What may enter here: kinds and classes, each from a closed list. What must never enter: a name, a date of birth, an
//! A-number, the status of anyone. The lists are the same in every city; which answer follows from them is the
//! business of an ordinance's own module.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A word that is not in the closed list of a fact.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is not a value of `{fact}`; allowed: {}", allowed.join(", "))]
pub struct UnknownValue {
    /// The fact whose list was searched.
    pub fact: &'static str,
    /// The word that was not found in it.
    pub value: String,
    /// Every word the list has.
    pub allowed: Vec<&'static str>,
}

/// Declares a closed list of words: the enum, its spelling on every border, and all its values in order.
#[macro_export]
macro_rules! vocabulary {
    ($(#[$about:meta])* $name:ident = $fact:literal { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// Every value, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word for this value in files, on the command line and in the record.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result { f.pad(self.as_str()) }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::facts::UnknownValue;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    other => Err($crate::facts::UnknownValue {
                        fact: $fact,
                        value: other.to_owned(),
                        allowed: vec![$($word),+],
                    }),
                }
            }
        }
    };
}

vocabulary! {
    /// What is asked of the City for this item.
    Ask = "ask" {
        /// Information that would leave the City.
        Information = "information",
        /// Notice before a person is released from custody.
        ReleaseNotification = "release_notification",
        /// To hold a person past the time of release.
        CustodyHold = "custody_hold",
        /// That the City looks up a person's citizenship or immigration status.
        StatusDetermination = "status_determination",
        /// To act on the basis of actual or perceived status.
        ActionOnStatus = "action_on_status",
        /// To perform a function of an immigration officer.
        ImmigrationFunction = "immigration_function",
        /// Presence, a perimeter, an escort, access, a transfer.
        Assistance = "assistance",
        /// A certification for an immigration benefit (I-918B, I-914B, SIJ).
        BenefitCertification = "benefit_certification",
        /// An agreement, a memorandum or a certification to sign.
        Agreement = "agreement",
    }
}

vocabulary! {
    /// What kind of information is asked for. It counts only where [`Ask::Information`] is asked.
    Information = "information" {
        /// Citizenship, immigration status or class of admission.
        Status = "status",
        /// Birthplace, nationality field, A-number, foreign passport number, visa type.
        StatusAdjacent = "status_adjacent",
        /// Anything else about a person or household.
        Personal = "personal",
        /// Form I-9.
        EmploymentEligibilityForm = "employment_eligibility_form",
        /// Figures that point at nobody.
        Statistical = "statistical",
        /// What is already public to everyone.
        Published = "published",
    }
}

vocabulary! {
    /// Who would get the information, or who asks for the act.
    Recipient = "recipient" {
        /// ICE, CBP and any agency or component charged with enforcing immigration law.
        ImmigrationAgency = "immigration_agency",
        /// U.S. Citizenship and Immigration Services.
        ImmigrationBenefitsAgency = "immigration_benefits_agency",
        /// HSI, joint task forces.
        MixedFederalAgency = "mixed_federal_agency",
        /// Any other federal agency.
        OtherFederalAgency = "other_federal_agency",
        /// An agency of any state, sheriffs included.
        StateAgency = "state_agency",
        /// An agency of another city, town or district.
        LocalAgency = "local_agency",
        /// A department of the City itself.
        CityDepartment = "city_department",
        /// A court of any state or of the United States.
        Court = "court",
        /// Congress, a state legislature, a city council, their committees.
        Legislature = "legislature",
        /// A foreign state, its consulates.
        ForeignGovernment = "foreign_government",
        /// A person or firm.
        PrivateParty = "private_party",
        /// The person the information is about, or their lawyer.
        DataSubject = "data_subject",
        /// Someone who does not say who they are.
        Unidentified = "unidentified",
    }
}

vocabulary! {
    /// A question that can also be answered "not known yet" by someone who looked.
    YesNoUnknown = "yes, no or unknown" {
        /// It is so.
        Yes = "yes",
        /// It is not so.
        No = "no",
        /// Someone looked and could not tell.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// A question with two answers.
    YesNo = "yes or no" {
        /// It is so.
        Yes = "yes",
        /// It is not so.
        No = "no",
    }
}

vocabulary! {
    /// The purpose that is articulated and recorded for the item.
    Purpose = "purpose" {
        /// Immigration enforcement, and nothing else is articulated.
        ImmigrationEnforcement = "immigration_enforcement",
        /// Immigration enforcement and another real purpose.
        Mixed = "mixed",
        /// A specific, recorded, plausible other purpose.
        Other = "other",
        /// A benefit under immigration law.
        ImmigrationBenefit = "immigration_benefit",
        /// Aid, a licence or a service that the person applies for.
        PublicBenefit = "public_benefit",
        /// Someone's life or safety.
        LifeSafety = "life_safety",
        /// Asked, and not given.
        NotStated = "not_stated",
    }
}

vocabulary! {
    /// The paper that comes with the item.
    Instrument = "instrument" {
        /// No paper.
        None = "none",
        /// A warrant from a judge or magistrate.
        JudicialWarrant = "judicial_warrant",
        /// An order of a court.
        CourtOrder = "court_order",
        /// Grand jury, Rule 45 or Massachusetts court subpoena; a clerk, notary or justice of the peace may sign it.
        CourtSubpoena = "court_subpoena",
        /// I-138, another agency's subpoena, a civil investigative demand, a legislature's or immigration judge's.
        AdministrativeSubpoena = "administrative_subpoena",
        /// I-200, I-205.
        AdministrativeWarrant = "administrative_warrant",
        /// The I-247 family.
        Detainer = "detainer",
        /// A request under G.L. c.66 § 10.
        RecordsRequest = "records_request",
        /// A statute named as requiring it.
        Statute = "statute",
        /// A notice of inspection of Forms I-9.
        I9Inspection = "i9_inspection",
        /// A grant condition or memorandum.
        AgreementTerm = "agreement_term",
    }
}

vocabulary! {
    /// The name of one fact.
    FactName = "fact" {
        /// [`Facts::ask`]
        Ask = "ask",
        /// [`Facts::information`]
        Information = "information",
        /// [`Facts::recipient`]
        Recipient = "recipient",
        /// [`Facts::for_immigration_agency`]
        ForImmigrationAgency = "for_immigration_agency",
        /// [`Facts::purpose`]
        Purpose = "purpose",
        /// [`Facts::instrument`]
        Instrument = "instrument",
        /// [`Facts::valid_on_face`]
        ValidOnFace = "valid_on_face",
        /// [`Facts::within_scope`]
        WithinScope = "within_scope",
        /// [`Facts::exempt_record`]
        ExemptRecord = "exempt_record",
        /// [`Facts::other_law_forbids`]
        OtherLawForbids = "other_law_forbids",
    }
}

impl FactName {
    /// The words this fact can take, in order.
    #[must_use]
    pub fn values(self) -> Vec<&'static str> {
        fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Vec<&'static str> {
            all.iter().map(|value| word(*value)).collect()
        }
        match self {
            Self::Ask => words(Ask::ALL, Ask::as_str),
            Self::Information => words(Information::ALL, Information::as_str),
            Self::Recipient => words(Recipient::ALL, Recipient::as_str),
            Self::Purpose => words(Purpose::ALL, Purpose::as_str),
            Self::Instrument => words(Instrument::ALL, Instrument::as_str),
            Self::ForImmigrationAgency | Self::ValidOnFace | Self::WithinScope | Self::ExemptRecord => {
                words(YesNoUnknown::ALL, YesNoUnknown::as_str)
            }
            Self::OtherLawForbids => words(YesNo::ALL, YesNo::as_str),
        }
    }
}

/// What is known about one item. `None` means that nobody has answered yet, which is not the same as the value
/// `unknown` (someone looked and could not tell) or `not_stated` (asked, and no answer came).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// What is asked of the City.
    pub ask: Option<Ask>,
    /// The kind of information, where information is asked for.
    pub information: Option<Information>,
    /// Who would get it, or who asks for the act.
    pub recipient: Option<Recipient>,
    /// Does the recipient act for an immigration agency: deputised, contracted, passing it on?
    pub for_immigration_agency: Option<YesNoUnknown>,
    /// The articulated purpose.
    pub purpose: Option<Purpose>,
    /// The paper that comes with it.
    pub instrument: Option<Instrument>,
    /// Court, signature, dates and addressee checked; for a statute: does it bind the City?
    pub valid_on_face: Option<YesNoUnknown>,
    /// Does the paper name this item?
    pub within_scope: Option<YesNoUnknown>,
    /// Is the record exempt under G.L. c.4 § 7(26)? It counts for a records request.
    pub exempt_record: Option<YesNoUnknown>,
    /// Does another law keep it secret?
    pub other_law_forbids: Option<YesNo>,
}

impl Facts {
    /// Sets one fact from its word.
    ///
    /// # Errors
    /// [`UnknownValue`] if the word is not in the fact's list; the facts are then unchanged.
    pub fn set(&mut self, fact: FactName, word: &str) -> Result<(), UnknownValue> {
        fn read<T: FromStr<Err = UnknownValue>>(fact: FactName, word: &str) -> Result<Option<T>, UnknownValue> {
            word.parse().map(Some).map_err(|unknown: UnknownValue| UnknownValue { fact: fact.as_str(), ..unknown })
        }
        match fact {
            FactName::Ask => self.ask = read(fact, word)?,
            FactName::Information => self.information = read(fact, word)?,
            FactName::Recipient => self.recipient = read(fact, word)?,
            FactName::ForImmigrationAgency => self.for_immigration_agency = read(fact, word)?,
            FactName::Purpose => self.purpose = read(fact, word)?,
            FactName::Instrument => self.instrument = read(fact, word)?,
            FactName::ValidOnFace => self.valid_on_face = read(fact, word)?,
            FactName::WithinScope => self.within_scope = read(fact, word)?,
            FactName::ExemptRecord => self.exempt_record = read(fact, word)?,
            FactName::OtherLawForbids => self.other_law_forbids = read(fact, word)?,
        }
        Ok(())
    }

    /// The word of one fact, if it is known.
    #[must_use]
    pub fn get(&self, fact: FactName) -> Option<&'static str> {
        match fact {
            FactName::Ask => self.ask.map(Ask::as_str),
            FactName::Information => self.information.map(Information::as_str),
            FactName::Recipient => self.recipient.map(Recipient::as_str),
            FactName::ForImmigrationAgency => self.for_immigration_agency.map(YesNoUnknown::as_str),
            FactName::Purpose => self.purpose.map(Purpose::as_str),
            FactName::Instrument => self.instrument.map(Instrument::as_str),
            FactName::ValidOnFace => self.valid_on_face.map(YesNoUnknown::as_str),
            FactName::WithinScope => self.within_scope.map(YesNoUnknown::as_str),
            FactName::ExemptRecord => self.exempt_record.map(YesNoUnknown::as_str),
            FactName::OtherLawForbids => self.other_law_forbids.map(YesNo::as_str),
        }
    }

    /// The kind of information, where it counts: for any other ask than information it is `personal`.
    #[must_use]
    pub fn information_that_counts(&self) -> Option<Information> {
        match self.ask {
            None | Some(Ask::Information) => self.information,
            Some(_) => Some(Information::Personal),
        }
    }

    /// The facts nobody has answered yet, in the order of the contract.
    pub fn missing(&self) -> impl Iterator<Item = FactName> + '_ {
        FactName::ALL.iter().copied().filter(|fact| self.get(*fact).is_none())
    }
}

impl fmt::Display for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, fact) in FactName::ALL.iter().enumerate() {
            let gap = if position == 0 { "" } else { ", " };
            write!(f, "{gap}{fact}={}", self.get(*fact).unwrap_or("?"))?;
        }
        Ok(())
    }
}
