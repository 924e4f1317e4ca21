//! The requests that wait for an answer, or for the review of what went out at once: what each waits for and since when, in
//! the order in which they press.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use law::calendar::ClosedDays;
use law::facts::Facts;
use law::outcome::Outcome;
use law::{deadlines, vocabulary};
use ledger::{Item, Review, Waiting, local_date};
use report::entry::WaitsFor;

use super::contract;
use super::review;
use super::today::days_between;
use super::words;
use crate::determining::{determine, facts_from_record};
use crate::error::Error;
use crate::office::Desk;

vocabulary! {
    /// What a request is counted under, by how its dates run and by what it waits for. One request can be in several.
    NeedKind = "need" {
        /// A date that runs is past.
        Overdue = "overdue",
        /// A date that runs is today.
        DueToday = "due_today",
        /// A date that runs is from today to Sunday.
        DueThisWeek = "due_this_week",
        /// A question about an item is open.
        Question = "question",
        /// An item is on hold.
        OnHold = "on_hold",
        /// An item is with the Solicitor.
        WithSolicitor = "with_solicitor",
        /// A second officer is asked about an item, and has not decided.
        SecondOfficer = "second_officer",
        /// A second officer has to review what went out at once.
        Review = "review",
    }
}

contract! {
    /// A request that waits for somebody.
    pub struct Need {
        /// Its number.
        pub number: String,
        /// How many of its items wait.
        pub items: usize,
        /// When it came in.
        pub received: String,
        /// Who asks.
        pub agency: String,
        /// How it came.
        pub channel: Option<String>,
        /// Who received it.
        pub department: Option<String>,
        /// The first date that runs.
        pub due: Option<Due>,
        /// The outcome that presses most; none: a question is open, or it went out at once and is to be reviewed.
        pub outcome: Option<String>,
        /// The outcome in words.
        pub label: String,
        /// What to do next; none: all its items wait for somebody else.
        pub next: Option<String>,
        /// What it waits for, and since when.
        pub waits: Vec<NeedWait>,
        /// The day from which on it is not sealed any more; none: it is not sealed.
        pub sealed_until: Option<String>,
    }

    /// What a request waits for.
    pub struct NeedWait {
        /// In words.
        pub label: String,
        /// Since which day.
        pub since: String,
    }

    /// A date, and how far away it is.
    pub struct Due {
        /// The date.
        pub date: String,
        /// What has to be done by then.
        pub label: String,
        /// The law it rests on, and how the date was computed.
        pub how: String,
        /// Days from today; negative is late.
        pub days: i64,
    }

    /// How many requests wait of a kind.
    pub struct NeedCount {
        /// The kind's word.
        pub kind: String,
        /// The kind in words.
        pub label: String,
        /// What is counted, in words.
        pub what: String,
        /// How many.
        pub count: usize,
    }

    /// Requests of one kind.
    pub struct Needs {
        /// The most pressing first; at most 100.
        pub needs: Vec<Need>,
        /// How many there are in all.
        pub total: usize,
    }
}

impl Due {
    /// A date seen from today.
    pub(crate) fn of(deadline: &deadlines::Deadline, today: Date) -> Self {
        Self {
            date: deadline.due.to_string(),
            label: deadline.kind.label().to_owned(),
            how: format!("{}. {}", deadline.basis, deadline.how),
            days: days_between(today, deadline.due),
        }
    }
}

/// The most requests that a page lists.
const LISTED: usize = 100;

/// Every request that waits, in the order in which they press.
pub(crate) struct AllNeeds {
    today: Date,
    needs: Vec<(BTreeSet<NeedKind>, Need)>,
}

impl AllNeeds {
    /// How many are of each kind. None is a result.
    pub(crate) fn counts(&self) -> Vec<NeedCount> {
        NeedKind::ALL
            .iter()
            .map(|kind| {
                let (label, what) = in_words(*kind, self.today);
                let count = self.needs.iter().filter(|(kinds, _)| kinds.contains(kind)).count();
                NeedCount { kind: kind.to_string(), label: label.to_owned(), what, count }
            })
            .collect()
    }

    /// Those of one kind, or all.
    pub(crate) fn of(self, kind: Option<NeedKind>) -> Needs {
        let wanted = |kinds: &BTreeSet<NeedKind>| kind.is_none_or(|kind| kinds.contains(&kind));
        let mut needs: Vec<Need> =
            self.needs.into_iter().filter(|(kinds, _)| wanted(kinds)).map(|(_, need)| need).collect();
        let total = needs.len();
        needs.truncate(LISTED);
        Needs { needs, total }
    }
}

impl Desk {
    /// The requests of one kind that wait.
    ///
    /// # Errors
    /// [`Error::Refused`] if there is no such kind; or what the store says.
    pub fn needs(&self, kind: &str) -> Result<Needs, Error> {
        let kind = kind.parse().map_err(|unknown: law::facts::UnknownValue| Error::Refused(unknown.to_string()))?;
        Ok(self.all_needs()?.of(Some(kind)))
    }

    pub(crate) fn all_needs(&self) -> Result<AllNeeds, Error> {
        let today = local_date(self.clock.now());
        let beside = Beside {
            asked: self.store.approvals_asked()?,
            waiting: self.store.waiting()?,
            closed: self.settings.closed_days(),
        };
        let mut by_request: BTreeMap<String, Waits> = BTreeMap::new();
        let hidden = self.out_of_sight()?;
        for item in self.store.unanswered()?.into_iter().filter(|item| !hidden.has(&item.request.number)) {
            by_request.entry(item.request.number.clone()).or_default().items.push(item);
        }
        let reviews = self.store.not_reviewed()?.into_iter();
        for (item, said) in reviews.filter(|(item, _)| !hidden.has(&item.request.number)) {
            by_request.entry(item.request.number.clone()).or_default().reviews.push((item, said));
        }
        let sealed = self.sealed()?;
        let mut needs = by_request
            .into_values()
            .map(|waits| {
                let (order, kinds, mut row) = need(&waits, today, &beside)?;
                row.sealed_until = sealed.until(&row.number).map(|until| until.to_string());
                Ok((order, kinds, row))
            })
            .collect::<Result<Vec<(Pressing, BTreeSet<NeedKind>, Need)>, Error>>()?;
        needs.sort_by(|(one, _, a), (other, _, b)| one.cmp(other).then_with(|| a.number.cmp(&b.number)));
        Ok(AllNeeds { today, needs: needs.into_iter().map(|(_, kinds, need)| (kinds, need)).collect() })
    }
}

/// The first date that an item's facts set running.
pub(crate) fn first_deadline(facts: &Facts, received: Date, closed: &ClosedDays) -> Option<deadlines::Deadline> {
    deadlines::for_item(facts, received, None, closed).into_iter().next()
}

/// The last day of the week that a day is in.
pub(crate) fn sunday(day: Date) -> Date {
    let days = 6 - i64::from(day.weekday().to_monday_zero_offset());
    day.checked_add(days.days()).unwrap_or(Date::MAX)
}

/// A kind as a filter is called, and what it counts.
fn in_words(kind: NeedKind, today: Date) -> (&'static str, String) {
    let (label, what) = match kind {
        NeedKind::Overdue => ("Overdue", "Requests with a date that has passed"),
        NeedKind::DueToday => ("Due today", "Requests with a date that is today"),
        NeedKind::DueThisWeek => {
            let last = sunday(today).strftime("%-d %b %Y");
            return ("Due this week", format!("Requests with a date from today to Sunday, {last}"));
        }
        NeedKind::Question => ("A question is open", "Requests with a question that the answer hangs on"),
        NeedKind::OnHold => ("On hold", "Requests with an item on hold; its dates run on"),
        NeedKind::WithSolicitor => {
            ("With the Solicitor", "Requests with an item that waits for the Solicitor's finding; its dates run on")
        }
        NeedKind::SecondOfficer => {
            ("Waits for a second officer", "Requests with a release that another officer is asked to approve")
        }
        NeedKind::Review => {
            ("To review", "Requests with an item that went out at once and that another officer has to review")
        }
    };
    (label, what.to_owned())
}

/// What counts beside the items: for which a second officer is asked, which wait, and when the office is closed.
struct Beside {
    asked: BTreeMap<i64, Timestamp>,
    waiting: BTreeMap<i64, Waiting>,
    closed: ClosedDays,
}

/// What of a request waits: items for an answer, and what went out at once for a review.
#[derive(Default)]
struct Waits {
    items: Vec<Item>,
    reviews: Vec<(Item, Review)>,
}

impl Waits {
    /// How many of its items wait; one that waits for both is one.
    fn count(&self) -> usize {
        let more = |(item, _): &&(Item, Review)| self.items.iter().all(|known| known.entry != item.entry);
        self.items.len() + self.reviews.iter().filter(more).count()
    }
}

/// What one item waits for: the kind, if it has one, in words, and since which day.
fn waits_of(item: &Item, settled: bool, beside: &Beside) -> Vec<(Option<NeedKind>, &'static str, Date)> {
    let mut waits = Vec::new();
    if let Some(Waiting { waits_for, since }) = beside.waiting.get(&item.entry) {
        let (kind, label) = match waits_for.as_str().parse::<WaitsFor>() {
            Ok(WaitsFor::Solicitor) => (NeedKind::WithSolicitor, "With the Solicitor"),
            Ok(WaitsFor::Requester) => (NeedKind::OnHold, "On hold, waits for who asks"),
            Ok(WaitsFor::Records) => (NeedKind::OnHold, "On hold, waits for records"),
            Ok(WaitsFor::Other) | Err(_) => (NeedKind::OnHold, "On hold"),
        };
        waits.push((Some(kind), label, local_date(*since)));
    }
    if let Some(since) = beside.asked.get(&item.entry) {
        waits.push((Some(NeedKind::SecondOfficer), "Waits for a second officer", local_date(*since)));
    }
    let received = item.request.received.date();
    if !settled {
        waits.push((Some(NeedKind::Question), "A question is open", received));
    } else if waits.is_empty() {
        waits.push((None, "Waits for an answer", received));
    }
    waits
}

/// Notes that a request waits for something, the earliest day first.
fn wait_since(waits: &mut Vec<(&'static str, Date)>, label: &'static str, since: Date) {
    match waits.iter_mut().find(|(known, _)| *known == label) {
        Some((_, known)) => *known = since.min(*known),
        None => waits.push((label, since)),
    }
}

/// The deadline that ends first.
fn first_of(one: Option<deadlines::Deadline>, other: Option<deadlines::Deadline>) -> Option<deadlines::Deadline> {
    match (one, other) {
        (Some(known), Some(found)) if found.due < known.due => Some(found),
        (known @ Some(_), _) => known,
        (None, found) => found,
    }
}

/// What orders requests: the first date that runs, then what waits for a person, then when they came in.
type Pressing = (Date, u8, String);

/// How much an open item presses, the most first.
const fn rank(outcome: Option<Outcome>) -> u8 {
    match outcome {
        Some(Outcome::Counsel) => 0,
        None => 1,
        Some(Outcome::NonMandatoryUndetermined) => 2,
        Some(Outcome::Mandatory) => 3,
        Some(Outcome::BarredByOtherLaw | Outcome::ActionProhibited | Outcome::NonMandatoryProhibited) => 4,
        Some(Outcome::NonMandatoryPermitted) => 5,
        Some(Outcome::Benefit | Outcome::StatusExchange | Outcome::NotCovered) => 6,
    }
}

/// What orders the items of a request: does it wait for somebody else, and how much it presses.
type Press = (bool, u8);

/// What is told of the item that presses most.
#[derive(Default)]
struct Told {
    outcome: Option<Outcome>,
    label: &'static str,
    next: Cow<'static, str>,
}

/// What is to be done about what went out at once.
const TO_REVIEW: Told = Told {
    outcome: None,
    label: "Went out at once",
    next: Cow::Borrowed("Another officer reviews it: was it in order to give it out at once?"),
};

/// The row of one request, from its items that wait. There is at least one.
fn need(waiting: &Waits, today: Date, beside: &Beside) -> Result<(Pressing, BTreeSet<NeedKind>, Need), Error> {
    let mut first: Option<(Press, Told)> = None;
    let mut due: Option<deadlines::Deadline> = None;
    let mut request = None;
    let mut kinds = BTreeSet::new();
    let mut waits: Vec<(&'static str, Date)> = Vec::new();
    for item in &waiting.items {
        request = Some(&item.request);
        let facts = facts_from_record(&item.facts).map_err(|unknown| Error::Record {
            request: item.request.number.clone(),
            item: item.item,
            unknown,
        })?;
        let received = item.request.received.date();
        let decision = determine(&facts, item.decided.map_or(received, |decided| decided.date()));
        let (outcome, label, next) = match &decision {
            law::Decision::Settled(found) => {
                let next = Cow::Borrowed(found.next_steps.first().map_or("", |step| *step));
                (Some(found.outcome), found.outcome.label_under(found.clause), next)
            }
            law::Decision::NotSettled(open) => {
                (None, "One question is open", Cow::Owned(words::question_about(open.ask_next)))
            }
        };
        for (kind, label, since) in waits_of(item, outcome.is_some(), beside) {
            kinds.extend(kind);
            wait_since(&mut waits, label, since);
        }
        // What somebody here can go on with is told before what waits for somebody else.
        let press = (beside.waiting.contains_key(&item.entry), rank(outcome));
        if first.as_ref().is_none_or(|(known, _)| press < *known) {
            first = Some((press, Told { outcome, label, next }));
        }
        due = first_of(due, first_deadline(&facts, received, &beside.closed));
    }
    for (item, said) in &waiting.reviews {
        request = Some(&item.request);
        kinds.insert(NeedKind::Review);
        wait_since(&mut waits, "Waits for a second officer’s review", local_date(said.released.at));
        // It has left already: nothing presses more.
        first = Some(((false, 0), TO_REVIEW));
        due = first_of(due, review::deadline(item, said, &beside.closed));
    }
    let Some(request) = request else { return Err(Error::NothingThere) };
    let ((elsewhere, rank), Told { outcome, label, next }) = first.unwrap_or_default();
    let order = (due.as_ref().map_or(Date::MAX, |due| due.due), rank, request.received.to_string());
    if let Some(due) = &due {
        kinds.extend((due.due < today).then_some(NeedKind::Overdue));
        kinds.extend((due.due == today).then_some(NeedKind::DueToday));
        kinds.extend((today <= due.due && due.due <= sunday(today)).then_some(NeedKind::DueThisWeek));
    }
    let due = due.map(|due| Due::of(&due, today));
    let row = Need {
        number: request.number.clone(),
        items: waiting.count(),
        received: request.received.to_string(),
        agency: request.agency.clone(),
        channel: request.channel.as_ref().map(|word| words::channel_in_words(word.as_str())),
        department: request.department.clone(),
        due,
        outcome: outcome.map(|outcome| outcome.to_string()),
        label: label.to_owned(),
        next: (!elsewhere).then(|| next.into_owned()),
        waits: waits
            .into_iter()
            .map(|(label, since)| NeedWait { label: label.to_owned(), since: since.to_string() })
            .collect(),
        sealed_until: None,
    };
    Ok((order, kinds, row))
}
