//! The words of closed lists as the council reads them.

use jiff::Timestamp;
use law::facts::{Ask, Information, Instrument};
use law::outcome::{Clause, Flag, Outcome};

use crate::entry::{Channel, Direction, Origin, Response};

pub(crate) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::StatusExchange => "§ 1373 exchange (own ledger)",
        Outcome::Mandatory
        | Outcome::Benefit
        | Outcome::NonMandatoryProhibited
        | Outcome::NonMandatoryPermitted
        | Outcome::NonMandatoryUndetermined
        | Outcome::ActionProhibited
        | Outcome::BarredByOtherLaw
        | Outcome::NotCovered
        | Outcome::Counsel => outcome.label(),
    }
}

pub(crate) const fn flag(flag: Flag) -> &'static str {
    match flag {
        Flag::High => "High: barred under 2(a), or held",
        Flag::Medium => "Medium: immigration-linked",
        Flag::Low => "Low: another recipient",
        Flag::Pending => "Pending: with the Solicitor",
        Flag::None => "None",
    }
}

pub(crate) const fn response(response: Response) -> &'static str {
    match response {
        Response::Released => "Released",
        Response::ReleasedInPart => "Released in part",
        Response::Withheld => "Withheld",
        Response::Referred => "Referred",
        Response::Withdrawn => "Withdrawn",
        Response::NoSuchRecord => "No such record",
        Response::Pending => "Pending",
    }
}

pub(crate) const fn instrument(instrument: Instrument) -> &'static str {
    match instrument {
        Instrument::None => "No paper, or not known",
        Instrument::JudicialWarrant => "Judicial warrant",
        Instrument::CourtOrder => "Court order",
        Instrument::CourtSubpoena => "Court subpoena",
        Instrument::AdministrativeSubpoena => "Administrative subpoena",
        Instrument::AdministrativeWarrant => "Administrative warrant",
        Instrument::Detainer => "Detainer",
        Instrument::RecordsRequest => "Public records request",
        Instrument::Statute => "Statute",
        Instrument::I9Inspection => "Form I-9 inspection",
        Instrument::AgreementTerm => "Term of an agreement",
    }
}

/// On what a disclosure rests that the law requires: the paper it was asked with.
pub(crate) const fn legal_basis(paper: Instrument) -> &'static str {
    match paper {
        Instrument::None => "A law, without a paper",
        Instrument::RecordsRequest => "The public records law",
        Instrument::JudicialWarrant
        | Instrument::CourtOrder
        | Instrument::CourtSubpoena
        | Instrument::AdministrativeSubpoena
        | Instrument::AdministrativeWarrant
        | Instrument::Detainer
        | Instrument::Statute
        | Instrument::I9Inspection
        | Instrument::AgreementTerm => instrument(paper),
    }
}

pub(crate) const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Requested => "Requested from the City",
        Origin::Volunteered => "Offered by the City unasked",
        Origin::OwnInquiry => "Asked by the City",
    }
}

pub(crate) const fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Sent => "Sent",
        Direction::Received => "Received",
        Direction::Inquiry => "Inquiries",
    }
}

pub(crate) const fn ask(ask: Option<Ask>) -> &'static str {
    match ask {
        Some(Ask::Information) => "Information",
        Some(Ask::ReleaseNotification) => "Notice before a release",
        Some(Ask::CustodyHold) => "To hold a person",
        Some(Ask::StatusDetermination) => "To look up a status",
        Some(Ask::ActionOnStatus) => "To act on a status",
        Some(Ask::ImmigrationFunction) => "To act as immigration officers",
        Some(Ask::Assistance) => "Presence, escort, access, transfer",
        Some(Ask::BenefitCertification) => "Certification for a benefit",
        Some(Ask::Agreement) => "An agreement to sign",
        None => "Not known yet",
    }
}

pub(crate) const fn information(information: Option<Information>) -> &'static str {
    match information {
        Some(Information::Status) => "Citizenship or immigration status",
        Some(Information::StatusAdjacent) => "Next to a status: birthplace, A-number …",
        Some(Information::Personal) => "About a person or household",
        Some(Information::EmploymentEligibilityForm) => "Form I-9",
        Some(Information::Statistical) => "Figures that point at nobody",
        Some(Information::Published) => "Already public",
        None => "Not known yet",
    }
}

pub(crate) const fn channel(channel: Option<Channel>) -> &'static str {
    match channel {
        Some(Channel::Letter) => "Letter",
        Some(Channel::Email) => "E-mail",
        Some(Channel::Fax) => "Fax",
        Some(Channel::Phone) => "Telephone",
        Some(Channel::InPerson) => "In person",
        Some(Channel::Portal) => "Web page or system",
        Some(Channel::Other) => "Another way",
        None => "Not recorded",
    }
}

pub(crate) const fn clause_of_2b(clause: Clause) -> &'static str {
    match clause {
        Clause::S2bI => "2(b)(i): to determine a person's status",
        Clause::S2bIi => "2(b)(ii): to act on the basis of status",
        Clause::S2bIii => "2(b)(iii): to hold on a detainer",
        Clause::S2bIv => "2(b)(iv): functions of an immigration officer",
        Clause::S1c | Clause::S2a | Clause::S2c | Clause::S3a | Clause::S3b | Clause::OtherLaw => clause.as_str(),
    }
}

/// The word of a closed list as people write it: `immigration_agency` is "immigration agency".
pub(crate) fn plain(word: &str) -> String {
    word.replace('_', " ")
}

/// A day of the record in plain words: `2026-10-07T14:05` is "7 October 2026, 14:05"; what is no date stays.
pub(crate) fn plain_day(text: &str) -> String {
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    let Ok(date) = date.parse::<jiff::civil::Date>() else {
        return text.to_owned();
    };
    let day = date.strftime("%-d %B %Y");
    time.map_or_else(|| day.to_string(), |time| format!("{day}, {time}"))
}

/// The moment by the clock in Northampton: "4 January 2027, 10:00 EST".
pub(crate) fn local(moment: Timestamp) -> String {
    let local = moment.to_zoned(jiff::tz::get!("America/New_York"));
    local.strftime("%-d %B %Y, %H:%M %Z").to_string()
}
