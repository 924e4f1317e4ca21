//! The whole record once more, from its events alone: every hash recomputed, every event checked against the one before
//! it, every projection computed again.
//!
//! It knows no tables and reads no file: events go in, findings and a state come out.

use std::collections::{BTreeMap, HashMap};

use crate::about::{self, Named, Text};
use crate::attachment::{self, Kept};
use crate::coverage;
use crate::event::{Body, Commitment, DeskId, Event};
use crate::fold::{self, Entry, Made, Place};
use crate::history::Run;
use crate::issued::{Issued, Tip};
use crate::keeping::{self, Keeping};
use crate::merkle::{self, Frontier, Hash};
use crate::note::{self, Head};
use crate::officer::{Known, Officers};
use crate::record::{Agency, Log, OfficerId, RequestId, RequestNumber, RequestSummary};
use crate::unmerging::Unmergings;
use crate::verify::Problem;

/// One stored event, as bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stored<'a> {
    /// Its place in the order of both logs, from 1.
    pub(crate) id: i64,
    pub(crate) log: Log,
    pub(crate) seq: i64,
    pub(crate) leaf: Hash,
    pub(crate) body: &'a [u8],
}

/// A head that the log must have had at some size.
#[derive(Debug, Clone)]
pub(crate) struct Expected {
    pub(crate) size: u64,
    pub(crate) root: Hash,
    /// Did somebody keep it outside the store?
    pub(crate) kept_outside: bool,
    /// The officer who signed it, and the signature.
    pub(crate) by: Option<(OfficerId, [u8; 64])>,
}

/// One log while it is replayed.
#[derive(Debug, Default)]
struct Replayed {
    frontier: Frontier,
    seq: i64,
    /// Heads still to come, the largest first.
    expected: Vec<Expected>,
    /// The size at which the last head held.
    held: u64,
    /// Who entered the events since the last signed head: they are one act, and so one officer's.
    author: Option<OfficerId>,
    /// Has an event that does not hold been found?
    broken: bool,
}

/// The state the events add up to.
#[derive(Debug)]
pub(crate) struct Replay {
    desk: DeskId,
    disclosure: Replayed,
    exchange: Replayed,
    last_id: i64,
    last_at: i64,
    pub(crate) office: Option<String>,
    pub(crate) officers: Officers,
    /// Who they were after each event about them, in the order of the events.
    officers_after: Vec<(i64, Officers)>,
    pub(crate) agencies: Vec<Agency>,
    /// By their row number, which counts from 1 without gaps.
    pub(crate) requests: Vec<RequestSummary>,
    pub(crate) numbering: BTreeMap<i16, i64>,
    /// By their entry number, which counts from 1 without gaps. `None`: an entry that could not be computed.
    pub(crate) entries: Vec<Option<Entry>>,
    /// Who logged the entries: the first of each run of one officer.
    pub(crate) logged: Vec<(i64, OfficerId)>,
    /// What was committed to beside the descriptions: entry, event and commitment, in the order of the events.
    pub(crate) remarks: Vec<(i64, i64, Commitment)>,
    /// The descriptions that were corrected: entry, the event that had committed to each, and its commitment.
    pub(crate) superseded: Vec<(i64, i64, Commitment)>,
    /// The events by which officers came and got roles.
    pub(crate) officer_events: Vec<i64>,
    /// The reports that were issued, in the order of the events.
    pub(crate) reports: Vec<Issued>,
    /// The departments that report, and what they certified.
    pub(crate) coverage: coverage::Kept,
    /// What was asked and decided of tables given exactly.
    pub(crate) unmergings: Unmergings,
    /// What is attached to the requests.
    pub(crate) attachments: Kept,
    /// Legal holds, and what was destroyed.
    pub(crate) keeping: Keeping,
    /// Where the events of each request lie, in the order of the events.
    pub(crate) happened: Vec<Run>,
    /// The requests by their numbers.
    numbers: HashMap<String, RequestId>,
    /// The request of each entry, by the entry's number.
    owners: Vec<Option<RequestId>>,
    /// The event that says what the description of each entry is, by the entry's number.
    described: Vec<i64>,
    pub(crate) problems: Vec<Problem>,
}

impl Replay {
    /// Begins with the heads each log must pass.
    pub(crate) fn new(desk: DeskId, disclosure: Vec<Expected>, exchange: Vec<Expected>) -> Self {
        let log = |mut expected: Vec<Expected>| {
            expected.sort_by_key(|head| std::cmp::Reverse(head.size));
            Replayed { expected, ..Replayed::default() }
        };
        let mut replay = Self {
            desk,
            disclosure: log(disclosure),
            exchange: log(exchange),
            last_id: 0,
            last_at: i64::MIN,
            office: None,
            officers: Officers::default(),
            officers_after: Vec::new(),
            agencies: Vec::new(),
            requests: Vec::new(),
            numbering: BTreeMap::new(),
            entries: Vec::new(),
            logged: Vec::new(),
            remarks: Vec::new(),
            superseded: Vec::new(),
            officer_events: Vec::new(),
            reports: Vec::new(),
            coverage: coverage::Kept::default(),
            unmergings: Unmergings::default(),
            attachments: Kept::default(),
            keeping: Keeping::default(),
            happened: Vec::new(),
            numbers: HashMap::new(),
            owners: Vec::new(),
            described: Vec::new(),
            problems: Vec::new(),
        };
        for log in Log::ALL {
            replay.compare_heads(log);
        }
        replay
    }

    pub(crate) const fn frontier(&self, log: Log) -> &Frontier {
        match log {
            Log::Disclosure => &self.disclosure.frontier,
            Log::StatusExchange => &self.exchange.frontier,
        }
    }

    const fn log_mut(&mut self, log: Log) -> &mut Replayed {
        match log {
            Log::Disclosure => &mut self.disclosure,
            Log::StatusExchange => &mut self.exchange,
        }
    }

    /// Takes the next event.
    pub(crate) fn take(&mut self, stored: Stored<'_>) {
        let log = self.log_mut(stored.log);
        let expected = log.seq;
        log.seq = stored.seq.saturating_add(1);
        if stored.seq != expected {
            self.event_problem(stored.log, expected, format!("is missing; event {} follows", stored.seq));
        } else if stored.id != self.last_id + 1 {
            self.event_problem(stored.log, stored.seq, "does not follow the event entered before it".to_owned());
        }
        self.last_id = stored.id;
        let leaf = merkle::leaf(stored.body);
        if leaf != stored.leaf {
            self.event_problem(stored.log, stored.seq, "is not what was entered: its hash does not fit".to_owned());
        }
        // Before it is in its log: an event may name the heads it was made under.
        match self.follow(stored) {
            Ok(()) => {}
            Err(what) => self.event_problem(stored.log, stored.seq, what),
        }
        self.log_mut(stored.log).frontier.push(leaf);
        self.compare_heads(stored.log);
    }

    /// Reads the event and applies it to the state.
    fn follow(&mut self, stored: Stored<'_>) -> Result<(), String> {
        // As text all at once: from bytes, each of its words would be checked to be text.
        let body: Option<Body<Event>> =
            std::str::from_utf8(stored.body).ok().and_then(|body| serde_json::from_str(body).ok());
        let body = body.ok_or_else(|| "is not an event this program can read".to_owned())?;
        if body.desk != self.desk || body.log != stored.log || body.seq != stored.seq {
            return Err("names another desk, log or place than the one it stands in".to_owned());
        }
        if body.event.log() != stored.log {
            return Err("belongs in the other log".to_owned());
        }
        if body.at < self.last_at {
            return Err("is dated before the event in front of it".to_owned());
        }
        let before = std::mem::replace(&mut self.last_at, body.at);
        let first = self.office.is_none();
        if first != matches!(body.event, Event::StoreCreated { .. }) {
            return Err("begins the record a second time, or comes before its beginning".to_owned());
        }
        if !first && !self.officers.is_empty() && self.officers.get(body.officer).is_none_or(|known| known.left) {
            return Err("was entered by an officer who is not in the record, or had left".to_owned());
        }
        let author = self.log_mut(stored.log).author.replace(body.officer);
        if author.is_some_and(|author| author != body.officer) {
            return Err("was entered by another officer than the one in front of it, under one signed head".to_owned());
        }
        self.apply(body.event, Made { event: stored.id, officer: body.officer, at: body.at }, before)
    }

    /// `before` is when the event in front of it was made.
    fn apply(&mut self, event: Event, made: Made, before: i64) -> Result<(), String> {
        let decides = matches!(
            event,
            Event::ApprovalGiven { .. }
                | Event::ApprovalRefused { .. }
                | Event::ReleaseReviewed { .. }
                | Event::UnmergingApproved { .. }
                | Event::UnmergingRefused { .. }
        );
        if decides && self.officers.get(made.officer).is_some_and(|known| known.given) {
            return Err("decides with a passphrase that another officer had given".to_owned());
        }
        if let Event::ApprovalGiven { answerable: Some(officer), .. } = &event
            && self.officers.get(*officer).is_none_or(|known| known.left)
        {
            return Err("says that somebody answers for it who is no officer, or had left".to_owned());
        }
        if matches!(event, Event::OfficerAdded { .. } | Event::RoleChanged { .. }) {
            self.officer_events.push(made.event);
        }
        let request = self.request_of(&event);
        if let Some(request) = request {
            match self.happened.last_mut() {
                Some(run) if run.goes_on(request, made) => run.last = made.event,
                Some(_) | None => self.happened.push(Run::begin(request, made)),
            }
        }
        if let Event::ApprovalAsked { entry, reason }
        | Event::ApprovalGiven { entry, reason, .. }
        | Event::ApprovalRefused { entry, reason }
        | Event::ReleaseReviewed { entry, reason, .. }
        | Event::ItemPaused { entry, reason, .. }
        | Event::ItemResumed { entry, finding: reason }
        | Event::ItemAnswered { entry, what_left: Some(reason), .. } = &event
        {
            self.remarks.push((*entry, made.event, *reason));
        }
        if let (Some(request), Some(Text::OfEntry(entry))) = (request, about::text(&event)) {
            self.keeping.text(request, entry);
        }
        if let Some(number) = about::subject(&event) {
            let index = usize::try_from(number - 1).map_err(|_| "is about an impossible entry".to_owned())?;
            if index > self.entries.len() {
                return Err("skips an entry".to_owned());
            }
            if index == self.entries.len() && self.logged.last().is_none_or(|(_, officer)| *officer != made.officer) {
                self.logged.push((number, made.officer));
            }
            if index == self.owners.len() {
                self.owners.push(request);
                self.described.push(made.event);
            }
            // Nothing is put there before the entry itself is: a place that is written twice costs two page faults.
            let current = self.entries.get_mut(index).and_then(Option::take);
            if let (Event::DescriptionCorrected { .. }, Some(current)) = (&event, &current) {
                self.supersede(index, current, made.event);
            }
            let (enters, leaves) = (matches!(event, Event::ItemAdded { .. }), matches!(event, Event::ItemMoved { .. }));
            let was_open = current.as_ref().is_some_and(keeping::is_open);
            let next = match fold::entry(current, event, made) {
                Ok(next) => next,
                Err(contradiction) => {
                    self.keep(index, None);
                    return Err(contradiction.to_string());
                }
            };
            let mut moved = Ok(());
            if let Some(request) = request {
                self.keeping.item(request, was_open, &next);
                if enters {
                    self.attachments.item_entered(request);
                } else if leaves {
                    self.attachments.item_left(request);
                    moved = self.keeping.moves(request, number);
                }
            }
            let known = match &next.place {
                Place::Disclosure { request, .. } => self.require_recorded(*request),
                // Numbers are compared with the requests when the tables are: a foreign key holds them together.
                Place::Moving { .. } | Place::Exchange { .. } => Ok(()),
            };
            self.keep(index, Some(next));
            return known.and(moved.map_err(|contradiction| contradiction.to_string()));
        }
        if let Some(id) = about::whole_request(&event) {
            return self.apply_to_request(id, event);
        }
        self.attachments.add(&event, made.event).map_err(|contradiction| contradiction.to_string())?;
        let scans = request.map_or(0, |request| self.attachments.count(request));
        self.keeping.follow(&event, made, scans).map_err(|contradiction| contradiction.to_string())?;
        match event {
            Event::StoreCreated { office } => self.office = Some(office),
            Event::OfficerAdded { .. }
            | Event::RoleChanged { .. }
            | Event::OfficerLeft { .. }
            | Event::PassphraseReset { .. }
            | Event::PassphraseChanged { .. } => {
                self.officers.follow(self.desk, &event, made).map_err(|contradiction| contradiction.to_string())?;
                self.officers_after.push((made.event, self.officers.clone()));
            }
            // Nothing follows from it: the sealed keys stand beside the record.
            Event::RecoverySheetMade {} | Event::StoreKeyChanged {} => {}
            Event::AgencyAdded { name, aliases, recipient } => self.agencies.push(Agency { name, aliases, recipient }),
            Event::ReportIssued(report) => {
                let ends = Log::ALL.map(|log| Tip::of(self.frontier(log)));
                let issued = Issued::follow(report, made, ends, before);
                self.reports.push(issued.map_err(|contradiction| contradiction.to_string())?);
            }
            Event::DepartmentsReporting { .. } | Event::NilCertified { .. } | Event::NilWithdrawn { .. } => {
                self.coverage.follow(&event, made).map_err(|contradiction| contradiction.to_string())?;
            }
            Event::UnmergingAsked { .. } | Event::UnmergingApproved { .. } | Event::UnmergingRefused { .. } => {
                self.unmergings.follow(event, made).map_err(|contradiction| contradiction.to_string())?;
            }
            Event::HoldPlaced { request, .. }
            | Event::HoldLifted { request, .. }
            | Event::RequestSealed { request, .. }
            | Event::SealLifted { request, .. } => self.require_recorded(request)?,
            Event::RecordsDestroyed { request, .. } => {
                self.require_recorded(request)?;
                self.attachments.destroyed(request);
            }
            Event::ExchangeLetterIssued { items, .. } => {
                request.map_or_else(|| Err("is about a request that is not recorded".to_owned()), |_| Ok(()))?;
                attachment::are_items(&items).map_err(|contradiction| contradiction.to_string())?;
            }
            // Those about an entry or a request were applied above.
            Event::RequestReceived { .. }
            | Event::RequestCorrected { .. }
            | Event::AttachmentAdded { .. }
            | Event::ItemAdded { .. }
            | Event::ItemDetermined { .. }
            | Event::ItemAnswered { .. }
            | Event::ItemCorrected { .. }
            | Event::AnswerCorrected { .. }
            | Event::DescriptionCorrected { .. }
            | Event::ApprovalAsked { .. }
            | Event::ApprovalGiven { .. }
            | Event::ApprovalRefused { .. }
            | Event::ReleaseBlocked { .. }
            | Event::ReleaseReviewed { .. }
            | Event::ItemPaused { .. }
            | Event::ItemResumed { .. }
            | Event::ItemMoved { .. }
            | Event::ExchangeRecorded { .. }
            | Event::ExchangeChanged { .. }
            | Event::ExchangeCorrected { .. } => {}
        }
        Ok(())
    }

    /// Applies an event that is about a request as a whole. Requests are numbered in the order of entry, without gaps.
    fn apply_to_request(&mut self, id: RequestId, event: Event) -> Result<(), String> {
        let issued = matches!(event, Event::RequestReceived { issued: true, .. });
        let place = usize::try_from(id.0 - 1).map_err(|_| "is about an impossible request".to_owned())?;
        let current = self.requests.get(place).cloned();
        let is_new = current.is_none();
        let request = fold::request(current, event).map_err(|contradiction| contradiction.to_string())?;
        if issued && let Some((year, ordinal)) = RequestNumber::ordinal(&request.number) {
            self.numbering.insert(year, ordinal);
        }
        if is_new {
            self.numbers.insert(request.number.clone(), id);
        }
        match self.requests.get_mut(place) {
            Some(known) => *known = request,
            None => {
                let in_order = place == self.requests.len();
                self.requests.push(request);
                if !in_order {
                    return Err("numbers its request out of order".to_owned());
                }
            }
        }
        Ok(())
    }

    /// Is this request recorded?
    pub(crate) fn has_request(&self, request: RequestId) -> bool {
        usize::try_from(request.0).is_ok_and(|id| (1..=self.requests.len()).contains(&id))
    }

    /// What was known of an officer after so many events of the record.
    pub(crate) fn officer_after(&self, events: i64, officer: OfficerId) -> Option<&Known> {
        let then = self.officers_after.iter().rev().find(|(event, _)| *event <= events);
        then.and_then(|(_, officers)| officers.get(officer))
    }

    fn require_recorded(&self, request: RequestId) -> Result<(), String> {
        if self.has_request(request) { Ok(()) } else { Err("is about a request that is not recorded".to_owned()) }
    }

    /// Was the description that an entry has destroyed with the particulars of its request?
    pub(crate) fn description_is_destroyed(&self, entry: i64, request: RequestId) -> bool {
        let said = usize::try_from(entry - 1).ok().and_then(|index| self.described.get(index));
        said.is_some_and(|said| self.keeping.is_destroyed(request, *said))
    }

    /// The request an event is about: the one it names, or its entry's.
    fn request_of(&self, event: &Event) -> Option<RequestId> {
        match about::names(event) {
            Some(Named::Id(id)) => Some(id),
            Some(Named::Number(number)) => self.numbers.get(number).copied(),
            None => {
                let index = usize::try_from(about::subject(event)? - 1).ok()?;
                self.owners.get(index).copied().flatten()
            }
        }
    }

    /// Notes that another event says what the description is; the one that stood there is kept beside the log.
    fn supersede(&mut self, index: usize, current: &Entry, by: i64) {
        let Some(said) = self.described.get_mut(index) else { return };
        let before = std::mem::replace(said, by);
        if let Some(description) = current.description() {
            self.superseded.push((current.entry, before, description));
        }
    }

    fn keep(&mut self, index: usize, entry: Option<Entry>) {
        match self.entries.get_mut(index) {
            Some(place) => *place = entry,
            None => self.entries.push(entry),
        }
    }

    /// Compares the root with the heads that stood at this size.
    fn compare_heads(&mut self, log: Log) {
        loop {
            let replayed = self.log_mut(log);
            let size = replayed.frontier.size();
            let Some(expected) = replayed.expected.pop_if(|head| head.size <= size) else { return };
            if expected.root == replayed.frontier.root() {
                if !expected.kept_outside && replayed.held < size {
                    let author = replayed.author.take();
                    self.require_signature(log, size, author, &expected);
                }
                self.log_mut(log).held = size;
                continue;
            }
            let (held, broken) = (replayed.held, replayed.broken);
            let source = if expected.kept_outside { "the head that was kept" } else { "the head signed then" };
            let what = format!("or one after it, before event {size}, was changed: {source} does not fit");
            if expected.kept_outside || !broken {
                self.event_problem(log, i64::try_from(held).unwrap_or(i64::MAX), what);
            }
        }
    }

    /// The officer whose act led to a head has signed it. Of officers from before officers signed, nothing is known.
    fn require_signature(&mut self, log: Log, size: u64, author: Option<OfficerId>, head: &Expected) {
        let Some(known) = author.and_then(|author| self.officers.get(author)) else { return };
        let Some(key) = known.key else { return };
        let signed = head.by.is_some_and(|(officer, signature)| {
            let claimed = Head { log, size: head.size, root: head.root };
            let key = key.verifying();
            author == Some(officer) && key.is_some_and(|key| note::is_signed(self.desk, &claimed, &signature, &key))
        });
        if !signed {
            let what = "is not signed by the officer who is said to have entered it".to_owned();
            self.event_problem(log, i64::try_from(size.saturating_sub(1)).unwrap_or(i64::MAX), what);
        }
    }

    /// Ends the replay: heads of a size the log never reached.
    pub(crate) fn finish(&mut self) {
        for log in Log::ALL {
            while let Some(expected) = self.log_mut(log).expected.pop() {
                let seq = self.log_mut(log).seq;
                let source = if expected.kept_outside { "the head that was kept" } else { "a head signed here" };
                self.event_problem(log, seq, format!("is missing: {source} counts {} events", expected.size));
            }
        }
        let unfinished = self
            .entries
            .iter()
            .flatten()
            .any(|entry| matches!(entry.place, Place::Moving { .. }) || entry.determination.is_none());
        if unfinished {
            self.problems
                .push(Problem::of_store("an act is recorded in part: an item was not determined or not moved on"));
        }
    }

    /// Records that an event could not even be read.
    pub(crate) fn unreadable(&mut self, log: Log, seq: i64) {
        self.event_problem(log, seq, "cannot be read: its page is damaged".to_owned());
    }

    fn event_problem(&mut self, log: Log, seq: i64, what: String) {
        self.log_mut(log).broken = true;
        self.problems.push(Problem::of_event(log, seq, &what));
    }
}
