//! What happened to one request, event by event: its own events, those of its items, and its exchanges.
//!
//! Where they lie is a projection like all others. Each event is told with the state before and after it, by the one
//! fold that writing and checking use. What the exchange log does not hold cannot be told here.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Connection;

use crate::about::{self, Text};
use crate::attachment::{Kept, LetterIssued};
use crate::event::{Body, Event};
use crate::fold::{self, Entry, Made, Place};
use crate::keeping::Destruction;
use crate::record::{Answer, DeterminationSummary, Facts, Log, OfficerId, RequestId, RequestSummary};
use crate::replay::Replay;
use crate::store::Store;
use crate::{Error, Term, When, schema, tables};

/// One event of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// When it was entered.
    pub at: Timestamp,
    /// The name of the officer who entered it.
    pub officer: String,
    /// The log it stands in.
    pub log: Log,
    /// Its place in that log, from 0.
    pub seq: u64,
    /// What it was.
    pub what: Happening,
    /// How the words or the scan that came with it were destroyed with the particulars of the request; `None`: there were
    /// none, they are kept, or they were destroyed when the item became a status exchange.
    pub destroyed: Option<Destruction>,
}

/// What happened to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// It was logged.
    Received(RequestSummary),
    /// What was logged about it was wrong.
    Corrected {
        /// Why: a word of the corrections.
        why: Term,
        /// As it was.
        before: RequestSummary,
        /// As it is from here on.
        after: RequestSummary,
    },
    /// A scan was attached to it.
    Attached {
        /// Its number among those of the request.
        attachment: u32,
        /// What it shows.
        what: Term,
        /// What kind of file it is.
        media: Term,
        /// How many bytes it has.
        size: u64,
        /// What it says, where it is a letter that was issued.
        letter: Option<LetterIssued>,
    },
    /// A letter about its status exchanges was issued.
    ExchangeLetter {
        /// The items it is about, in order.
        items: Vec<u32>,
    },
    /// A legal hold was placed on it.
    HoldPlaced {
        /// The hold's number among those of the request.
        hold: u32,
        /// The number of the case or the letter.
        reference: Option<String>,
        /// Why; `None` once it was destroyed.
        reason: Option<String>,
    },
    /// A legal hold was lifted.
    HoldLifted {
        /// The hold's number.
        hold: u32,
        /// Why; `None` once it was destroyed.
        reason: Option<String>,
    },
    /// It was sealed.
    Sealed {
        /// The first day on which the seal does not stand any more.
        until: Date,
        /// Does the order allow that it is counted?
        counted: bool,
        /// What kind of order it is.
        under: Term,
        /// Why; `None` once it was destroyed.
        reason: Option<String>,
    },
    /// The seal was lifted before its day.
    SealLifted {
        /// Why; `None` once it was destroyed.
        reason: Option<String>,
    },
    /// Its particulars were destroyed.
    Destroyed(Destruction),
    /// Something happened to one of its items.
    Item {
        /// The item's number within the request.
        item: u32,
        /// What happened. In a box: it can be large.
        what: Box<ItemHappening>,
    },
}

/// What happened to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemHappening {
    /// It was logged.
    Added {
        /// What was asked; `None` where nothing was said, or what was said is destroyed.
        description: Option<String>,
    },
    /// The law was asked about it.
    Determined {
        /// What was known before; `None` at the first time.
        before: Option<Known>,
        /// What is known from here on.
        after: Known,
    },
    /// It was answered.
    Answered {
        /// How.
        answer: Answer,
        /// What left, and to whom; `None` where nothing was said, or what was said is destroyed.
        what_left: Option<String>,
    },
    /// It waits: it is with the Solicitor, or on hold.
    Paused {
        /// `solicitor`, `requester`, `records` or `other`.
        waits_for: Term,
        /// Why; `None` once it was destroyed.
        reason: Option<String>,
    },
    /// What it waited for has come.
    Resumed {
        /// The Solicitor's finding, or what came of the wait; `None` once it was destroyed.
        finding: Option<String>,
    },
    /// A second officer was asked to approve its release.
    ApprovalAsked {
        /// Why; `None` once it was destroyed.
        reason: Option<String>,
    },
    /// A second officer approved it.
    ApprovalGiven {
        /// Why; `None` once it was destroyed.
        reason: Option<String>,
        /// The name of who answers for it, where 2(a) bars it.
        answerable: Option<String>,
    },
    /// A second officer refused it.
    ApprovalRefused {
        /// Why; `None` once it was destroyed.
        reason: Option<String>,
    },
    /// A release was tried, and stopped.
    ReleaseBlocked {
        /// Why: a word of the list.
        why: Term,
    },
    /// A second officer reviewed what was given out at once to protect life.
    ReleaseReviewed {
        /// `in_order` or `not_in_order`.
        found: Term,
        /// Why; `None` once it was destroyed.
        reason: Option<String>,
    },
    /// What was said about it was wrong, and the law was asked again.
    Corrected {
        /// Why: a word of the corrections.
        why: Term,
        /// What was known before.
        before: Known,
        /// What is known from here on.
        after: Known,
    },
    /// Its recorded answer was wrong.
    AnswerCorrected {
        /// Why: a word of the corrections.
        why: Term,
        /// The answer as it was recorded.
        before: Option<Answer>,
        /// The answer as it is; `None`: there was none.
        after: Option<Answer>,
    },
    /// What was asked was written down wrongly.
    DescriptionCorrected {
        /// Why: a word of the corrections.
        why: Term,
        /// What stood there; `None` where nothing did, or once it was destroyed.
        before: Option<String>,
        /// What stands there from here on; `None`: nothing, or it was destroyed since.
        after: Option<String>,
    },
    /// It was settled as a status exchange and left the disclosure ledger.
    Moved {
        /// Why a correction showed it to be one.
        why: Option<Term>,
        /// How many attachments of the request were destroyed with it, as its last item in that ledger.
        destroyed: usize,
    },
    /// It was recorded as a status exchange.
    ExchangeRecorded {
        /// Which way it went.
        direction: Option<Term>,
        /// What is known about it.
        after: Known,
        /// What was answered.
        answer: Option<Answer>,
    },
    /// More became known about it as a status exchange.
    ExchangeChanged {
        /// What was known before.
        before: Known,
        /// What is known from here on.
        after: Known,
        /// What was answered with this event.
        answer: Option<Answer>,
    },
    /// What was recorded about it as a status exchange was wrong.
    ExchangeCorrected {
        /// Why: a word of the corrections.
        why: Term,
        /// As it was.
        before: Exchanged,
        /// As it is from here on.
        after: Exchanged,
    },
}

/// A status exchange at a moment: all that its ledger holds of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchanged {
    /// Which way it went.
    pub direction: Option<Term>,
    /// What is known about it.
    pub known: Known,
    /// What was answered.
    pub answer: Option<Answer>,
}

/// What is known about an item at a moment, and what the law says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The facts.
    pub facts: Facts,
    /// When it was decided; `None`: on the day it was received.
    pub decided: Option<When>,
    /// What the law says.
    pub determination: DeterminationSummary,
}

impl Known {
    fn of(entry: &Entry) -> Option<Self> {
        let determination = entry.determination.clone()?;
        Some(Self { facts: entry.facts.clone(), decided: entry.decided, determination })
    }
}

impl Exchanged {
    fn of(entry: &Entry) -> Option<Self> {
        Some(Self { direction: entry.direction.clone(), known: Known::of(entry)?, answer: entry.answer.clone() })
    }
}

/// Consecutive events of one act about one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    request: RequestId,
    at: i64,
    first: i64,
    pub(crate) last: i64,
}

impl Run {
    /// The first event of a run.
    pub(crate) const fn begin(request: RequestId, made: Made) -> Self {
        Self { request, at: made.at, first: made.event, last: made.event }
    }

    /// Is this the next event of the run?
    pub(crate) fn goes_on(&self, request: RequestId, made: Made) -> bool {
        (self.request, self.at, self.last + 1) == (request, made.at, made.event)
    }
}

/// Writes where a run of events lies.
pub(crate) fn put(connection: &Connection, run: Run) -> rusqlite::Result<()> {
    connection.prepare_cached("INSERT INTO happened (request, first, last) VALUES (?1, ?2, ?3)")?.execute((
        run.request.0,
        run.first,
        run.last,
    ))?;
    Ok(())
}

/// Compares where the events of each request are said to lie with where they do.
pub(crate) fn compare(
    connection: &Connection,
    version: i64,
    replay: &Replay,
    expect: &mut dyn FnMut(bool, &str),
) -> Result<(), Error> {
    if version < schema::HAPPENED {
        return Ok(());
    }
    let mut runs: Vec<(i64, i64, i64)> =
        replay.happened.iter().map(|run| (run.request.0, run.first, run.last)).collect();
    runs.sort_unstable();
    let mut runs = runs.into_iter();
    let mut statement = connection.prepare("SELECT request, first, last FROM happened ORDER BY request, first")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let found = (row.get(0)?, row.get(1)?, row.get(2)?);
        if runs.next() != Some(found) {
            expect(false, &format!("the events of request row {} are not where they are said to lie", found.0));
            return Ok(());
        }
    }
    expect(runs.next().is_none(), "events of a request are missing from the list of what happened to it");
    Ok(())
}

/// The events of one request, in the order of entry.
const EVENTS: &str = "SELECT event.id, 0, event.seq, event.body FROM happened \
     JOIN disclosure_event AS event ON event.id BETWEEN happened.first AND happened.last WHERE happened.request = ?1 \
     UNION ALL SELECT event.id, 1, event.seq, event.body FROM happened \
     JOIN exchange_event AS event ON event.id BETWEEN happened.first AND happened.last WHERE happened.request = ?1 \
     ORDER BY 1";

/// Those of the disclosure log, the last one first. Where the events of an act lie is written at its end: while one
/// goes on, its own are looked through as well.
const SAID_LAST: &str = "SELECT id, body FROM disclosure_event WHERE id > ?2 \
     UNION ALL SELECT event.id, event.body FROM happened \
     JOIN disclosure_event AS event ON event.id BETWEEN happened.first AND happened.last WHERE happened.request = ?1 \
     ORDER BY 1 DESC";

impl Store {
    /// Everything that happened to a request, in the order of entry. Empty: there is no such request, or the store is of
    /// an older version and only read.
    ///
    /// # Errors
    /// If the store cannot be read, or an event of the request is none.
    pub fn history(&self, number: &str) -> Result<Vec<Happened>, Error> {
        if schema::version(&self.connection, &self.folder)? < schema::HAPPENED {
            return Ok(Vec::new());
        }
        let Some((id, _)) = tables::find_request(&self.connection, number)? else { return Ok(Vec::new()) };
        let officers = self.officers_by_number()?;
        let mut telling =
            Telling { store: self, id, request: None, entries: BTreeMap::new(), attachments: Kept::default() };
        let mut happened: Vec<Happened> = Vec::new();
        let mut texts: Vec<(Text, usize)> = Vec::new();
        let mut statement = self.connection.prepare_cached(EVENTS)?;
        let mut rows = statement.query([id.0])?;
        while let Some(row) = rows.next()? {
            let body: Body<Event> = serde_json::from_slice(row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?)
                .map_err(|_| self.unreadable_event())?;
            let made = Made { event: row.get(0)?, officer: body.officer, at: body.at };
            let log = if row.get::<_, bool>(1)? { Log::StatusExchange } else { Log::Disclosure };
            let seq = u64::try_from(row.get::<_, i64>(2)?).unwrap_or_default();
            texts.extend(about::text(&body.event).map(|text| (text, happened.len())));
            let what = telling.tell(body.event, made)?.ok_or_else(|| self.unreadable_event())?;
            for (_, index) in texts.extract_if(.., |(text, _)| telling.takes(&what, *text)) {
                if let (Happening::Destroyed(destruction), Some(line)) = (&what, happened.get_mut(index)) {
                    line.destroyed = Some(destruction.clone());
                }
            }
            happened.push(Happened {
                destroyed: None,
                at: Timestamp::from_microsecond(made.at).map_err(|_| self.unreadable_event())?,
                officer: officers.get(&made.officer).cloned().ok_or_else(|| self.unreadable_event())?,
                log,
                seq,
                what,
            });
        }
        Ok(happened)
    }

    /// The last event that says what the description of an entry is.
    pub(crate) fn described_by(&self, request: RequestId, entry: i64) -> Result<i64, Error> {
        let mut statement = self.connection.prepare_cached(SAID_LAST)?;
        let mut rows = statement.query((request.0, self.end.events))?;
        while let Some(row) = rows.next()? {
            let body: Body<Event> = serde_json::from_slice(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)
                .map_err(|_| self.unreadable_event())?;
            if let Event::ItemAdded { entry: about, .. } | Event::DescriptionCorrected { entry: about, .. } = body.event
                && about == entry
            {
                return Ok(row.get(0)?);
            }
        }
        Err(self.unreadable_event())
    }

    pub(crate) fn officers_by_number(&self) -> Result<BTreeMap<OfficerId, String>, Error> {
        let mut statement = self.connection.prepare_cached("SELECT id, name FROM officer")?;
        let officers =
            statement.query_map([], |row| Ok((OfficerId(row.get(0)?), row.get(1)?)))?.collect::<Result<_, _>>()?;
        Ok(officers)
    }
}

/// A request while its events are told.
struct Telling<'s> {
    store: &'s Store,
    id: RequestId,
    request: Option<RequestSummary>,
    entries: BTreeMap<i64, Entry>,
    attachments: Kept,
}

impl Telling<'_> {
    /// What an event was; `None`: it is about no request, or does not follow from those before it.
    fn tell(&mut self, event: Event, made: Made) -> Result<Option<Happening>, Error> {
        let Some(entry) = about::subject(&event) else { return self.tell_request(event, made) };
        let before = self.entries.remove(&entry);
        let Ok(after) = fold::entry(before.clone(), event.clone(), made) else { return Ok(None) };
        let told = self.tell_item(event, before.as_ref(), &after, made)?;
        let item = after.item;
        self.entries.insert(entry, after);
        Ok(told.map(|what| Happening::Item { item, what: Box::new(what) }))
    }

    /// Did this destroy what an event before it had committed to?
    fn takes(&self, what: &Happening, text: Text) -> bool {
        match (what, text) {
            (Happening::Destroyed(_), _) => true,
            (Happening::Item { what, .. }, text) => match (what.as_ref(), text) {
                (ItemHappening::Moved { .. }, Text::OfEntry(entry)) => {
                    self.entries.get(&entry).is_some_and(|entry| matches!(entry.place, Place::Moving { .. }))
                }
                (ItemHappening::Moved { destroyed, .. }, Text::Scan) => *destroyed > 0,
                _ => false,
            },
            _ => false,
        }
    }

    fn tell_request(&mut self, event: Event, made: Made) -> Result<Option<Happening>, Error> {
        if matches!(event, Event::AttachmentAdded { .. }) && self.attachments.add(&event, made.event).is_err() {
            return Ok(None);
        }
        if let Event::AttachmentAdded { attachment, what, media, size, letter, .. } = event {
            return Ok(Some(Happening::Attached { attachment, what, media, size, letter }));
        }
        if let Event::ExchangeLetterIssued { items, .. } = event {
            return Ok(Some(Happening::ExchangeLetter { items }));
        }
        if let Event::HoldPlaced { request, hold, reference, .. } = event {
            let reference = reference.map(|reference| reference.as_str().to_owned());
            let reason = self.store.hold_remark(request, made.event)?;
            return Ok(Some(Happening::HoldPlaced { hold, reference, reason }));
        }
        if let Event::HoldLifted { request, hold, .. } = event {
            return Ok(Some(Happening::HoldLifted { hold, reason: self.store.hold_remark(request, made.event)? }));
        }
        if let Event::RequestSealed { request, until, counted, under, .. } = event {
            let reason = self.store.hold_remark(request, made.event)?;
            return Ok(Some(Happening::Sealed { until, counted, under, reason }));
        }
        if let Event::SealLifted { request, .. } = event {
            return Ok(Some(Happening::SealLifted { reason: self.store.hold_remark(request, made.event)? }));
        }
        if let Event::RecordsDestroyed { request, approval, texts } = event {
            self.attachments.destroyed(request);
            let (officer, at) = (self.store.name_of(made.officer)?, self.store.moment(made.at)?);
            let approval = approval.as_str().to_owned();
            return Ok(Some(Happening::Destroyed(Destruction { officer, at, approval, texts })));
        }
        Ok(self.tell_logged(event))
    }

    /// What is logged about the request as a whole, or was corrected.
    fn tell_logged(&mut self, event: Event) -> Option<Happening> {
        let before = self.request.take();
        let why = if let Event::RequestCorrected { why, .. } = &event { Some(why.clone()) } else { None };
        let after = fold::request(before.clone(), event).ok()?;
        self.request = Some(after.clone());
        match (why, before) {
            (Some(why), Some(before)) => Some(Happening::Corrected { why, before, after }),
            (Some(_) | None, _) => Some(Happening::Received(after)),
        }
    }

    fn tell_item(
        &mut self,
        event: Event,
        earlier: Option<&Entry>,
        entry: &Entry,
        made: Made,
    ) -> Result<Option<ItemHappening>, Error> {
        let (before, after) = (earlier.and_then(Known::of), Known::of(entry));
        Ok(match event {
            Event::ItemAdded { entry, description, .. } => {
                self.attachments.item_entered(self.id);
                Some(ItemHappening::Added { description: self.store.description(entry, description)? })
            }
            Event::ItemDetermined { .. } => after.map(|after| ItemHappening::Determined { before, after }),
            Event::ItemAnswered { entry, answer, .. } => {
                Some(ItemHappening::Answered { answer, what_left: self.store.remark(entry, made.event)? })
            }
            Event::ItemPaused { entry, waits_for, .. } => {
                Some(ItemHappening::Paused { waits_for, reason: self.store.remark(entry, made.event)? })
            }
            Event::ItemResumed { entry, .. } => {
                Some(ItemHappening::Resumed { finding: self.store.remark(entry, made.event)? })
            }
            Event::ApprovalAsked { entry, .. } => {
                Some(ItemHappening::ApprovalAsked { reason: self.store.remark(entry, made.event)? })
            }
            Event::ApprovalGiven { entry, answerable, .. } => Some(ItemHappening::ApprovalGiven {
                reason: self.store.remark(entry, made.event)?,
                answerable: answerable.map(|officer| self.store.name_of(officer)).transpose()?,
            }),
            Event::ApprovalRefused { entry, .. } => {
                Some(ItemHappening::ApprovalRefused { reason: self.store.remark(entry, made.event)? })
            }
            Event::ReleaseBlocked { why, .. } => Some(ItemHappening::ReleaseBlocked { why }),
            Event::ReleaseReviewed { entry, found, .. } => {
                Some(ItemHappening::ReleaseReviewed { found, reason: self.store.remark(entry, made.event)? })
            }
            Event::ItemCorrected { why, .. } => {
                before.zip(after).map(|(before, after)| ItemHappening::Corrected { why, before, after })
            }
            Event::AnswerCorrected { why, answer, .. } => Some(ItemHappening::AnswerCorrected {
                why,
                before: earlier.and_then(|entry| entry.answer.clone()),
                after: answer,
            }),
            Event::DescriptionCorrected { entry, why, description } => {
                let stood = earlier.and_then(Entry::description);
                let before = self.store.description(entry, stood)?;
                let after = self.store.description(entry, description)?;
                Some(ItemHappening::DescriptionCorrected { why, before, after })
            }
            Event::ItemMoved { why, .. } => {
                Some(ItemHappening::Moved { why, destroyed: self.attachments.item_left(self.id) })
            }
            Event::ExchangeRecorded { answer, .. } => {
                after.map(|after| ItemHappening::ExchangeRecorded { direction: entry.direction.clone(), after, answer })
            }
            Event::ExchangeChanged { answer, .. } => {
                before.zip(after).map(|(before, after)| ItemHappening::ExchangeChanged { before, after, answer })
            }
            Event::ExchangeCorrected { why, .. } => earlier
                .and_then(Exchanged::of)
                .zip(Exchanged::of(entry))
                .map(|(before, after)| ItemHappening::ExchangeCorrected { why, before, after }),
            // These are about no item.
            Event::StoreCreated { .. }
            | Event::OfficerAdded { .. }
            | Event::RoleChanged { .. }
            | Event::OfficerLeft { .. }
            | Event::RecoverySheetMade {}
            | Event::StoreKeyChanged {}
            | Event::PassphraseReset { .. }
            | Event::PassphraseChanged { .. }
            | Event::ReportIssued(_)
            | Event::DepartmentsReporting { .. }
            | Event::NilCertified { .. }
            | Event::NilWithdrawn { .. }
            | Event::UnmergingAsked { .. }
            | Event::UnmergingApproved { .. }
            | Event::UnmergingRefused { .. }
            | Event::AgencyAdded { .. }
            | Event::RequestReceived { .. }
            | Event::RequestCorrected { .. }
            | Event::HoldPlaced { .. }
            | Event::HoldLifted { .. }
            | Event::RequestSealed { .. }
            | Event::SealLifted { .. }
            | Event::RecordsDestroyed { .. }
            | Event::ExchangeLetterIssued { .. }
            | Event::AttachmentAdded { .. } => None,
        })
    }
}
