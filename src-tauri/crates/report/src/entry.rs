//! One item of the record, as the report needs it.
//!
//! What may enter: kinds, dates, the names of agencies and departments, and of the officers who answer for what left,
//! with their roles. What must never enter: a description, the name, date of birth, number or status of a person it is about. An entry carries the effective state of its item at the moment
//! the report speaks of: corrections are already in it.

use std::fmt;

use jiff::civil::Date;
use law::facts::{Ask, Facts, Recipient};
use law::outcome::{Clause, Flag, LedgerKind, Outcome};
use law::vocabulary;

vocabulary! {
    /// How a request came about. It changes no determination.
    Origin = "origin" {
        /// Someone asked the City.
        Requested = "requested",
        /// The City offers it unasked.
        Volunteered = "volunteered",
        /// The City asks, as in a SAVE or § 1373(c) inquiry.
        OwnInquiry = "own_inquiry",
    }
}

vocabulary! {
    /// How a request reached the City.
    Channel = "channel" {
        /// A letter.
        Letter = "letter",
        /// E-mail.
        Email = "email",
        /// Fax.
        Fax = "fax",
        /// A call.
        Phone = "phone",
        /// Somebody came.
        InPerson = "in_person",
        /// A web page or system.
        Portal = "portal",
        /// Another way.
        Other = "other",
    }
}

vocabulary! {
    /// Whom an item waits for.
    WaitsFor = "waits_for" {
        /// The City Solicitor.
        Solicitor = "solicitor",
        /// Whoever asked.
        Requester = "requester",
        /// The records, or who keeps them.
        Records = "records",
        /// Somebody or something else.
        Other = "other",
    }
}

vocabulary! {
    /// What became of an item.
    Response = "response" {
        /// What was asked was given or done.
        Released = "released",
        /// Part of it was.
        ReleasedInPart = "released_in_part",
        /// It was not.
        Withheld = "withheld",
        /// The requester was sent to someone else.
        Referred = "referred",
        /// The requester withdrew it.
        Withdrawn = "withdrawn",
        /// There is no such record.
        NoSuchRecord = "no_such_record",
        /// Not answered yet.
        Pending = "pending",
    }
}

impl Response {
    /// Did something leave the City, or was something done?
    #[must_use]
    pub const fn is_disclosure(self) -> bool {
        matches!(self, Self::Released | Self::ReleasedInPart)
    }
}

vocabulary! {
    /// Which way a status exchange went.
    Direction = "direction" {
        /// From the City to another government entity.
        Sent = "sent",
        /// From another government entity to the City.
        Received = "received",
        /// A question for a status.
        Inquiry = "inquiry",
    }
}

/// A day as the record writes it, with its time where the record has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Canonical: `2026-10-07` or `2026-10-07T14:05`, local time in America/New_York. It begins with the date.
    pub text: String,
    /// The civil date, which decides the quarter.
    pub date: Date,
}

/// What the law said about the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// The outcome.
    pub outcome: Outcome,
    /// The clause that decides.
    pub clause: Clause,
    /// The 2(a) flag.
    pub flag: Flag,
}

/// One item of a request. The entries of one request agree on what is the request's own: `received`, `origin`,
/// `agency_name`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The request's number in the office.
    pub request: String,
    /// The item's place in its request, from 1, over all items of both ledgers.
    pub item: u32,
    /// How the request came about.
    pub origin: Origin,
    /// When the request was received.
    pub received: Day,
    /// When the item was decided; it counts once the determination is settled.
    pub decided: Day,
    /// When it was answered: there where `response` is not `pending`, and only there; never before `received`.
    pub responded: Option<Day>,
    /// How the request reached the City, where recorded.
    pub channel: Option<Channel>,
    /// Who received it.
    pub department: Option<String>,
    /// The requester's agency or organisation, as recorded.
    pub agency: String,
    /// The name the directory has for it, else as recorded: what agencies are counted under.
    pub agency_name: String,
    /// Does the directory have it? What it does not have may be what somebody wrote of a person.
    pub in_directory: bool,
    /// The name of the agency that this one is a part of, where the directory knows one.
    pub part_of: Option<String>,
    /// The item's facts.
    pub facts: Facts,
    /// The ledger it is kept in: `disclosure` until it is settled as an exchange.
    pub ledger: LedgerKind,
    /// The determination, once no missing fact can change it.
    pub settled: Option<Settled>,
    /// What became of it.
    pub response: Response,
    /// Which way a status exchange went; it says nothing elsewhere.
    pub direction: Option<Direction>,
    /// How it left, where a second officer had or has a say in that; `None`: it did not leave, or without an approval.
    pub release: Option<Release>,
    /// Did more leave than its paper names?
    pub surplus: bool,
    /// Whom it waits for; `None`: it does not wait.
    pub waits_for: Option<WaitsFor>,
}

/// How what was given out left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Release {
    /// Another officer had approved it.
    Approved {
        /// Who.
        by: Officer,
        /// Who answers for it, where 2(a) bars it; `None`: the approval names nobody.
        answerable: Option<Officer>,
    },
    /// It went out at once to protect life.
    AtOnce {
        /// Another officer's review; `None`: there is none yet.
        review: Option<Review>,
    },
}

/// An officer as they were when they acted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// The name.
    pub name: String,
    /// The role of that moment, in a word or two; `None`: the record gave them none.
    pub role: Option<String>,
}

impl fmt::Display for Officer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)?;
        self.role.as_ref().map_or(Ok(()), |role| write!(formatter, " ({role})"))
    }
}

/// What a second officer found of what went out at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Who.
    pub by: Officer,
    /// On which day.
    pub on: Date,
    /// Was it in order?
    pub in_order: bool,
}

impl Entry {
    /// What the agency may be called in public: by its name where the directory has it and it is an office of some
    /// government, else by its class. A person, and what somebody wrote, are not named.
    #[must_use]
    pub fn public_agency(&self) -> String {
        let class = match self.facts.recipient {
            Some(Recipient::ImmigrationAgency) => "Another immigration agency",
            Some(Recipient::ImmigrationBenefitsAgency) => "Another immigration benefits agency",
            Some(Recipient::MixedFederalAgency) => "Another federal task force",
            Some(Recipient::OtherFederalAgency) => "Another federal agency",
            Some(Recipient::StateAgency) => "Another state agency",
            Some(Recipient::LocalAgency) => "Another city or town",
            Some(Recipient::CityDepartment) => "A department of the City",
            Some(Recipient::Court) => "Another court",
            Some(Recipient::Legislature) => "A legislature",
            Some(Recipient::ForeignGovernment) => "A foreign government",
            Some(Recipient::PrivateParty | Recipient::DataSubject | Recipient::Unidentified) | None => {
                return "Persons, firms and who is not known".to_owned();
            }
        };
        if self.in_directory { self.agency_name.clone() } else { class.to_owned() }
    }

    /// Which way the exchange went: as recorded, else a look-up is an inquiry and all else was sent.
    #[must_use]
    pub fn effective_direction(&self) -> Direction {
        let looked_up = self.facts.ask == Some(Ask::StatusDetermination);
        self.direction.unwrap_or(if looked_up { Direction::Inquiry } else { Direction::Sent })
    }
}
