//! The dates by which a paper wants an answer, each with the way it was computed, in words.
//!
//! Dates are civil dates in the office's time zone. The day of receipt is never counted. Where a rule leaves room, the
//! earlier date is given: a date shown here may be early, never late. A deadline decides nothing: whether the City has
//! to answer at all is the determination's business, and a deadline shows whatever the outcome.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::calendar::{self, ClosedDays, NotCounted};
use crate::facts::{Ask, Facts, Instrument, Recipient};
use crate::vocabulary;

vocabulary! {
    /// What has to be done by the date.
    DeadlineKind = "deadline" {
        /// The written response to a public-records request: business day 10.
        RecordsResponse = "records_response",
        /// The petition to the Supervisor of Records for more time: business day 20.
        RecordsTimePetition = "records_time_petition",
        /// The last day for a municipality to produce the records without leave: business day 25.
        RecordsOuterLimit = "records_outer_limit",
        /// The answer to a request for a U or T certification: 90 calendar days.
        CertificationResponse = "certification_response",
        /// The yearly count of certification requests, to the Executive Office of Public Safety and Security: 1 February.
        CertificationReport = "certification_report",
        /// The inspection of Forms I-9: business day 3.
        I9Inspection = "i9_inspection",
        /// The written objection to a federal civil subpoena.
        SubpoenaObjection = "subpoena_objection",
        /// The date that the paper itself sets.
        ReturnDate = "return_date",
        /// The motion to set aside a civil investigative demand of the Massachusetts Attorney General.
        DemandMotion = "demand_motion",
        /// The end of the time for which a detainer asks the City to hold a person. It is never a duty.
        DetainerWindow = "detainer_window",
        /// A second officer's review of what went out at once to protect life.
        ReleaseReview = "release_review",
        /// The end of a suspension of the health-records accounting that rests on an oral statement.
        OralStatementExpiry = "oral_statement_expiry",
    }
}

impl DeadlineKind {
    /// The deadline in the words staff read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::RecordsResponse => "Written response to the records request",
            Self::RecordsTimePetition => "Petition to the Supervisor of Records for more time",
            Self::RecordsOuterLimit => "Records produced",
            Self::CertificationResponse => "Answer to the certification request",
            Self::CertificationReport => "Yearly count of certification requests",
            Self::I9Inspection => "Inspection of Forms I-9",
            Self::SubpoenaObjection => "Written objection to the subpoena",
            Self::ReturnDate => "Date the paper sets",
            Self::DemandMotion => "Motion to set the demand aside",
            Self::DetainerWindow => "End of the hold the detainer asks for",
            Self::ReleaseReview => "Review by a second officer",
            Self::OralStatementExpiry => "Oral statement runs out",
        }
    }
}

/// One date, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// What has to be done.
    pub kind: DeadlineKind,
    /// The last day for it, in the office's time zone.
    pub due: Date,
    /// The law it rests on.
    pub basis: &'static str,
    /// How the date was computed: sentences for staff.
    pub how: String,
}

/// The deadlines that an item's own facts set running, in the order of their dates.
///
/// `return_date` is the date on the paper's face, if it has one; `closed` are days on which the office was closed. What
/// has no known `ask` or `instrument` sets nothing running. A detainer never does: no one is held on it, and its window
/// runs from a release and not from receipt ([`detainer_window`]).
#[must_use]
pub fn for_item(facts: &Facts, received: Date, return_date: Option<Date>, closed: &ClosedDays) -> Vec<Deadline> {
    let mut found = Vec::new();
    match facts.instrument {
        Some(Instrument::RecordsRequest) => {
            found.extend(records_response(received, closed));
            found.extend(records_time_petition(received, closed));
            found.extend(records_outer_limit(received, closed));
        }
        Some(Instrument::I9Inspection) => found.extend(i9_inspection(received)),
        Some(Instrument::CourtSubpoena) => found.extend(subpoena_objection(received, return_date)),
        Some(Instrument::AdministrativeSubpoena) if facts.recipient == Some(Recipient::StateAgency) => {
            found.extend(demand_motion(received, return_date));
        }
        Some(
            Instrument::None
            | Instrument::JudicialWarrant
            | Instrument::CourtOrder
            | Instrument::AdministrativeSubpoena
            | Instrument::AdministrativeWarrant
            | Instrument::Detainer
            | Instrument::Statute
            | Instrument::AgreementTerm,
        )
        | None => {}
    }
    if facts.ask == Some(Ask::BenefitCertification) {
        found.extend(certification_response(received, closed));
    }
    found.extend(return_date.map(on_its_face));
    found.sort_by_key(|deadline| (deadline.due, deadline.kind));
    found
}

/// The written response to a public-records request: the tenth business day after receipt. `None` only where the
/// calendar ends.
#[must_use]
pub fn records_response(received: Date, closed: &ClosedDays) -> Option<Deadline> {
    let days = BusinessDays::after(received, 10, |day| calendar::not_counted(day, closed))?;
    let basis = "G.L. c.66 § 10; 950 CMR 32.06: 10 business days";
    Some(Deadline { kind: DeadlineKind::RecordsResponse, due: days.last, basis, how: days.in_words() })
}

/// The petition to the Supervisor of Records for more time: the twentieth business day after receipt.
#[must_use]
pub fn records_time_petition(received: Date, closed: &ClosedDays) -> Option<Deadline> {
    let days = BusinessDays::after(received, 20, |day| calendar::not_counted(day, closed))?;
    let basis = "G.L. c.66 § 10; 950 CMR 32.06: 20 business days; one extension, for a municipality of up to 30";
    Some(Deadline { kind: DeadlineKind::RecordsTimePetition, due: days.last, basis, how: days.in_words() })
}

/// The last day for a municipality to produce the records without leave: the twenty-fifth business day after receipt.
#[must_use]
pub fn records_outer_limit(received: Date, closed: &ClosedDays) -> Option<Deadline> {
    let days = BusinessDays::after(received, 25, |day| calendar::not_counted(day, closed))?;
    let basis = "G.L. c.66 § 10: 25 business days for a municipality";
    Some(Deadline { kind: DeadlineKind::RecordsOuterLimit, due: days.last, basis, how: days.in_words() })
}

/// The answer to a request for a certification (I-918B, I-914B): ninety calendar days after receipt. Signing stays the
/// City's choice; answering does not.
#[must_use]
pub fn certification_response(received: Date, closed: &ClosedDays) -> Option<Deadline> {
    let due = received.checked_add(90.days()).ok()?;
    let mut how = calendar_days(received, 90, due);
    how.push_str(&if_the_office_is_closed(due, closed));
    let basis = "G.L. c.258F § 3: not later than 90 days";
    Some(Deadline { kind: DeadlineKind::CertificationResponse, due, basis, how })
}

/// The yearly count of certification requests received in `year`: 1 February of the next year.
#[must_use]
pub fn certification_report(year: i16, closed: &ClosedDays) -> Option<Deadline> {
    let due = Date::new(year.checked_add(1)?, 2, 1).ok()?;
    let mut how = format!(
        "The count of {year} (requests received, signed, denied; no names) is due on {}.",
        calendar::long_date(due)
    );
    how.push_str(&if_the_office_is_closed(due, closed));
    let basis = "G.L. c.258F § 4: 1 February, for the calendar year before";
    Some(Deadline { kind: DeadlineKind::CertificationReport, due, basis, how })
}

/// The inspection of Forms I-9: the third business day after the notice. Federal business days count: the inspector need
/// not know when Massachusetts or this office is closed.
#[must_use]
pub fn i9_inspection(received: Date) -> Option<Deadline> {
    let days = BusinessDays::after(received, 3, calendar::not_counted_federally)?;
    let mut how = days.in_words();
    how.push_str(
        " Only Forms I-9 are covered, not the rest of a personnel file. A subpoena or a warrant may set an earlier day.",
    );
    let basis = "8 C.F.R. § 274a.2(b)(2)(ii): at least 3 business days' notice; federal holidays";
    Some(Deadline { kind: DeadlineKind::I9Inspection, due: days.last, basis, how })
}

/// The written objection to a federal civil subpoena: the earlier of its return date and fourteen days after service.
#[must_use]
pub fn subpoena_objection(served: Date, return_date: Option<Date>) -> Option<Deadline> {
    let mut deadline = earlier_of(served, 14, return_date)?;
    deadline.how.push_str(
        " This is the time for a federal civil subpoena. A grand jury's and a Massachusetts court's have their own: call \
         the Solicitor today.",
    );
    let basis = "Fed. R. Civ. P. 45(d)(2)(B): the earlier of the time for compliance and 14 days after service";
    Some(Deadline { kind: DeadlineKind::SubpoenaObjection, due: deadline.due, basis, how: deadline.how })
}

/// The motion to set aside or change a civil investigative demand of the Massachusetts Attorney General: the earlier of
/// its return date and twenty-one days after service.
#[must_use]
pub fn demand_motion(served: Date, return_date: Option<Date>) -> Option<Deadline> {
    let mut deadline = earlier_of(served, 21, return_date)?;
    deadline.how.push_str(" This is the time for the Attorney General's civil investigative demand; another state agency's subpoena has its own.");
    let basis = "G.L. c.93A § 6(7): 21 days, or the date in the notice if that is earlier";
    Some(Deadline { kind: DeadlineKind::DemandMotion, due: deadline.due, basis, how: deadline.how })
}

/// A second officer's review of what was given out at once to protect life: the first business day after it went out.
#[must_use]
pub fn release_review(released: Date, closed: &ClosedDays) -> Option<Deadline> {
    let days = BusinessDays::after(released, 1, |day| calendar::not_counted(day, closed))?;
    let basis = "Position A-20 on the ordinance: reviewed within one business day";
    let how = days.in_words_after("Released");
    Some(Deadline { kind: DeadlineKind::ReleaseReview, due: days.last, basis, how })
}

/// The date a paper sets on its own face, as on an immigration enforcement subpoena (I-138): no law gives it another.
#[must_use]
pub fn on_its_face(return_date: Date) -> Deadline {
    Deadline {
        kind: DeadlineKind::ReturnDate,
        due: return_date,
        basis: "The paper itself",
        how: format!("The paper asks for an answer by {}.", calendar::long_date(return_date)),
    }
}

/// The end of the time for which a detainer asks the City to hold a person who would be released at `release` (local
/// time): 48 hours without Saturdays, Sundays and federal holidays. It is shown so that staff know what was asked; it is
/// never a duty, and a person due for release is released.
#[must_use]
pub fn detainer_window(release: DateTime) -> Option<Deadline> {
    let counted = |day: Date| calendar::not_counted_federally(day).is_none();
    let start = if counted(release.date()) {
        release
    } else {
        next_day(release.date(), counted)?.to_datetime(jiff::civil::Time::midnight())
    };
    let end_day = next_day(next_day(start.date(), counted)?, counted)?;
    let end = end_day.to_datetime(start.time());
    let how = format!(
        "48 hours from {} on {}, without Saturdays, Sundays and federal holidays, end at {} on {}. A detainer is a request: \
         the City does not hold anyone on it, and a person due for release is released.",
        release.strftime("%H:%M"),
        calendar::long_date(release.date()),
        end.strftime("%H:%M"),
        calendar::long_date(end_day),
    );
    let basis = "8 C.F.R. § 287.7(d), a request; the ordinance, 2(b)(iii); Lunn v. Commonwealth, 477 Mass. 517 (2017)";
    Some(Deadline { kind: DeadlineKind::DetainerWindow, due: end_day, basis, how })
}

/// The last day on which an oral statement of a law-enforcement or oversight agency suspends the accounting of
/// health-record disclosures: thirty days from the statement. After it, a written one is needed.
#[must_use]
pub fn oral_statement_expiry(stated: Date) -> Option<Deadline> {
    let due = stated.checked_add(30.days()).ok()?;
    let how = format!(
        "{} Without a written statement by then, the disclosure shows in the person's accounting again.",
        calendar_days(stated, 30, due)
    );
    let basis = "45 C.F.R. § 164.528(a)(2)(ii): an oral statement holds for no longer than 30 days";
    Some(Deadline { kind: DeadlineKind::OralStatementExpiry, due, basis, how })
}

/// A run of business days after a day that is not counted itself.
struct BusinessDays {
    received: Date,
    number: usize,
    first: Date,
    last: Date,
    /// The weekdays in between that were not counted, and why.
    skipped: Vec<(Date, NotCounted)>,
}

impl BusinessDays {
    fn after(received: Date, number: usize, not_counted: impl Fn(Date) -> Option<NotCounted>) -> Option<Self> {
        let mut skipped = Vec::new();
        let mut first = None;
        let mut counted = 0;
        let mut day = received;
        while counted < number {
            day = day.tomorrow().ok()?;
            match not_counted(day) {
                None => {
                    first.get_or_insert(day);
                    counted += 1;
                }
                Some(NotCounted::Weekend) => {}
                Some(reason @ (NotCounted::Holiday(_) | NotCounted::Closed)) => skipped.push((day, reason)),
            }
        }
        Some(Self { received, number, first: first?, last: day, skipped })
    }

    /// `Day 1 is Tuesday 13 October 2026, because Monday 12 October is Columbus Day; day 10 is Monday 26 October 2026.`
    fn in_words(&self) -> String {
        self.in_words_after("Received")
    }

    /// The same after something else than a receipt.
    fn in_words_after(&self, what: &str) -> String {
        let (before, between): (Vec<_>, Vec<_>) = self.skipped.iter().partition(|(day, _)| *day < self.first);
        let mut how = format!(
            "{what} on {}; that day is not counted. Day 1 is {}",
            calendar::long_date(self.received),
            calendar::long_date(self.first)
        );
        if !before.is_empty() {
            how.push_str(", because ");
            how.push_str(&reasons(&before));
        }
        if self.number > 1 {
            how.push_str(&format!("; day {} is {}", self.number, calendar::long_date(self.last)));
        }
        how.push('.');
        if !between.is_empty() {
            how.push_str(" Not counted in between: ");
            how.push_str(&reasons(&between));
            how.push('.');
        }
        how
    }
}

fn reasons(skipped: &[&(Date, NotCounted)]) -> String {
    let each: Vec<String> = skipped
        .iter()
        .map(|(day, reason)| {
            let day = calendar::day_and_month(*day);
            match reason {
                NotCounted::Holiday(holiday) => format!("{day} is {}", holiday.label()),
                NotCounted::Closed => format!("{day} the office was closed"),
                NotCounted::Weekend => format!("{day} is at a weekend"),
            }
        })
        .collect();
    each.join(", ")
}

fn calendar_days(from: Date, number: usize, due: Date) -> String {
    format!(
        "{} is not counted; day {number} is {}. Every day counts, weekends and holidays too.",
        calendar::long_date(from),
        calendar::long_date(due)
    )
}

/// G.L. c.4 § 9 may allow the next business day. The date is not moved for it: better a day early.
fn if_the_office_is_closed(due: Date, closed: &ClosedDays) -> String {
    match calendar::business_day_on_or_before(due, closed) {
        Some(open) if open < due => {
            format!(" The office is closed on that day: answer by {}.", calendar::long_date(open))
        }
        Some(_) | None => String::new(),
    }
}

/// A period of calendar days that a return date can cut short.
struct Period {
    due: Date,
    how: String,
}

fn earlier_of(served: Date, number: i64, return_date: Option<Date>) -> Option<Period> {
    let end = served.checked_add(number.days()).ok()?;
    let period =
        format!("{number} days after service on {} end on {}", calendar::long_date(served), calendar::long_date(end));
    Some(match return_date {
        Some(earlier) if earlier < end => Period {
            due: earlier,
            how: format!(
                "{period}, but the paper asks for compliance by {}, which is earlier.",
                calendar::long_date(earlier)
            ),
        },
        Some(later) => Period {
            due: end,
            how: format!("{period}; the paper's own date, {}, is not earlier.", calendar::long_date(later)),
        },
        None => Period { due: end, how: format!("{period}. If the paper sets an earlier date, that one counts.") },
    })
}

fn next_day(day: Date, counted: impl Fn(Date) -> bool) -> Option<Date> {
    let mut day = day.tomorrow().ok()?;
    while !counted(day) {
        day = day.tomorrow().ok()?;
    }
    Some(day)
}

#[cfg(test)]
mod tests;
