//! Orders of secrecy: a request is sealed until a day, and the seal is lifted.

use jiff::civil::Date;
use law::vocabulary;
use ledger::{Destruction, Seal, Term, local_date};

use super::contract;
use super::keeping::{HoldSaid, reason};
use super::request::{RequestView, find};
use super::words::Choice;
use crate::error::Error;
use crate::office::Desk;
use crate::roles::Duty;

vocabulary! {
    /// The kinds of orders under which a request is sealed.
    SealedUnder = "order of secrecy" {
        /// A court ordered that nobody is told, as under 18 U.S.C. § 2705(b).
        CourtOrder = "court_order",
        /// A national security letter that forbids disclosure, 18 U.S.C. § 2709(c).
        NationalSecurityLetter = "national_security_letter",
        /// An order of secrecy that came with a grand jury subpoena.
        GrandJury = "grand_jury",
        /// A health oversight or law enforcement agency suspended the accounting, 45 CFR 164.528(a)(2).
        HealthOversight = "health_oversight",
        /// Another law.
        OtherLaw = "other_law",
    }
}

contract! {
    /// A seal that a request has or had.
    pub struct SealView {
        /// The day from which on it does not stand any more: `2027-01-31`.
        pub until: String,
        /// Does the order allow that the request is counted in reports?
        pub counted: bool,
        /// The kind of order, in words.
        pub under: String,
        /// Who gave it, when and why.
        pub sealed: HoldSaid,
        /// Who lifted it, when and why; none: it was not lifted.
        pub lifted: Option<HoldSaid>,
    }

    /// A request is to be sealed.
    pub struct SealingRequest {
        /// Its number.
        pub number: String,
        /// The day from which on it does not stand any more.
        pub until: String,
        /// Does the order allow that the request is counted in reports?
        pub counted: bool,
        /// The kind of order: a word of its list.
        pub under: String,
        /// Why.
        pub reason: String,
    }

    /// A seal is to be lifted.
    pub struct LiftingSeal {
        /// The request's number.
        pub number: String,
        /// Why.
        pub reason: String,
    }
}

impl SealedUnder {
    const fn label(self) -> &'static str {
        match self {
            Self::CourtOrder => "A court’s order not to disclose",
            Self::NationalSecurityLetter => "A national security letter, 18 U.S.C. § 2709(c)",
            Self::GrandJury => "An order of secrecy for a grand jury",
            Self::HealthOversight => "A suspended accounting, 45 CFR 164.528(a)(2)",
            Self::OtherLaw => "Another law that forbids disclosure",
        }
    }

    /// All of them, to choose from.
    pub(crate) fn choices() -> Vec<Choice> {
        Self::ALL.iter().map(|under| Choice::new(under.as_str(), under.label(), "")).collect()
    }
}

/// The kind of order in words; one of a newer version stands as it is.
pub(crate) fn under_in_words(word: &Term) -> String {
    word.as_str().parse::<SealedUnder>().map_or_else(|_| word.to_string(), |known| known.label().to_owned())
}

impl Desk {
    /// Seals a request until a day. One that is sealed is sealed anew only with a later day.
    ///
    /// # Errors
    /// [`Error::Refused`] if the day is none or not to come, the order has no known kind, or no reason is given or it cannot
    /// be kept; [`Error::NothingThere`]; or what the store says. Then nothing was recorded.
    pub fn seal_request(&mut self, sealing: &SealingRequest) -> Result<RequestView, Error> {
        self.require(Duty::Seal)?;
        let reason = reason(&sealing.reason, "say under which order the request is sealed; it stands in the record")?;
        let until: Date = sealing
            .until
            .trim()
            .parse()
            .map_err(|_| Error::Refused("give the day on which the seal ends, such as 2027-01-31".to_owned()))?;
        if until <= local_date(self.clock.now()) || until.year() > LAST_YEAR {
            return Err(Error::Refused("a seal ends on a day to come; give the day that the order names".to_owned()));
        }
        let under: SealedUnder = sealing
            .under
            .parse()
            .map_err(|_| Error::Refused("choose the kind of order under which the request is sealed".to_owned()))?;
        let under = Term::from_static(under.as_str());
        let item = self.items_of(&sealing.number)?.into_iter().next().ok_or(Error::NothingThere)?;
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        let id = find(&mut act, &item)?;
        act.seal_request(id, (until, sealing.counted, under), &reason)?;
        act.commit()?;
        self.request(&sealing.number)
    }

    /// Lifts the seal of a request before its day.
    ///
    /// # Errors
    /// [`Error::Refused`] if no reason is given or it cannot be kept; [`Error::NothingThere`]; or what the store says. Then
    /// nothing was recorded.
    pub fn lift_seal(&mut self, lifting: &LiftingSeal) -> Result<RequestView, Error> {
        self.require(Duty::Seal)?;
        let reason = reason(&lifting.reason, "say why the seal is lifted; it stands in the record")?;
        let item = self.items_of(&lifting.number)?.into_iter().next().ok_or(Error::NothingThere)?;
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        let id = find(&mut act, &item)?;
        act.lift_seal(id, &reason)?;
        act.commit()?;
        self.request(&lifting.number)
    }

    pub(crate) fn seals_of(&self, number: &str, destructions: &[Destruction]) -> Result<Vec<SealView>, Error> {
        let seals =
            self.store.seals(number)?.into_iter().map(|Seal { until, counted, under, sealed, lifted }| SealView {
                until: until.to_string(),
                counted,
                under: under_in_words(&under),
                sealed: HoldSaid::of(&sealed, destructions),
                lifted: lifted.map(|said| HoldSaid::of(&said, destructions)),
            });
        Ok(seals.collect())
    }

    /// Refuses what the officer's role does not do. What is sealed nobody sees whose work it is otherwise: there, who seals
    /// also records what became of it.
    pub(crate) fn require_for(&self, duty: Duty, number: &str) -> Result<(), Error> {
        let role = self.role()?;
        if !role.may(duty) && role.may(Duty::Seal) && self.sealed()?.has(number) {
            return Ok(());
        }
        self.require(duty)
    }
}

/// The last year of a seal: what ends later is mistyped.
const LAST_YEAR: i16 = 2999;
