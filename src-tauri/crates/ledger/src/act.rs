//! An act: the events of one thing somebody does, and what follows from them, committed together or not at all.

mod access;
mod access_log;
mod approval;
mod attachment;
mod commit;
mod correction;
mod coverage;
mod issued;
mod keeping;
mod moving;
mod pause;
mod seal;
mod unmerging;

pub use approval::Decision;

use std::collections::BTreeSet;

use ed25519_dalek::SigningKey;
use jiff::Timestamp;
use rusqlite::Connection;

use crate::connection::Mode;
use crate::event::{Body, Commitment, Event, Salt};
use crate::fold::{self, Entry, Made, Place};
use crate::history::{self, Run};
use crate::keys::{Entropy, KeyFile};
use crate::record::{
    Agency, Answer, Determination, DeterminationSummary, Facts, Item, ItemChange, Log, NewItem, OfficerId, Request,
    RequestId, RequestNumber, RequestSummary,
};
use crate::store::{End, Store, require_name};
use crate::tables::Beside;
use crate::{Error, FreeText, Term, answer, logged, merkle, remark, tables, term};

const SENT: Term = Term::from_static("sent");
/// Items whose words are gathered before they are indexed.
const WORDS_AT_ONCE: usize = 4096;
const INQUIRY: Term = Term::from_static("inquiry");

/// An act that has begun. Dropped without [`Act::commit`], it leaves the store as it was.
pub struct Act<'s> {
    store: &'s mut Store,
    entropy: &'s mut dyn Entropy,
    /// Microseconds since 1970, UTC.
    at: i64,
    /// Where the record ends with what this act has appended.
    end: End,
    /// The key file with officers this act adds.
    keys: Option<KeyFile>,
    /// What the officer signs with from this act on.
    signer: Option<SigningKey>,
    /// Does it take somebody's access away?
    leaves: bool,
    /// Does it destroy particulars?
    destroys: bool,
    /// The request the last item went to, so that an import does not look it up again for each.
    current: Option<Current>,
    /// Words to be searched that are not in the index yet. The index is written in batches: any other statement in
    /// between makes it write out what it has gathered, which for every row would cost more than all the rest.
    words: Vec<(i64, String)>,
    /// The last events of one request, while they follow each other.
    run: Option<Run>,
    /// The bytes of the last body, kept for their space.
    body: Vec<u8>,
    open: bool,
}

struct Current {
    id: RequestId,
    request: RequestSummary,
    /// The number of its items, over both ledgers.
    items: u32,
}

impl<'s> Act<'s> {
    pub(crate) fn begin(store: &'s mut Store, at: Timestamp, entropy: &'s mut dyn Entropy) -> Result<Self, Error> {
        store.connection.execute_batch("BEGIN IMMEDIATE")?;
        let end = store.end.clone();
        let at = at.as_microsecond().max(end.at + 1);
        Ok(Self {
            store,
            entropy,
            at,
            end,
            keys: None,
            signer: None,
            leaves: false,
            destroys: false,
            current: None,
            words: Vec::new(),
            run: None,
            body: Vec::new(),
            open: true,
        })
    }

    /// When the act happens: the time given, or a microsecond after the last entry if that is later. Each act has an
    /// instant of its own, so that a report as of the last entry never changes.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        Timestamp::from_microsecond(self.at).unwrap_or(Timestamp::MIN)
    }

    pub(crate) fn found(&mut self, office: &str, id: OfficerId, officer: &str) -> Result<(), Error> {
        self.append(None, &Event::StoreCreated { office: office.to_owned() })?;
        self.connection().execute("INSERT INTO office (id, name) VALUES (1, ?1)", [office])?;
        self.record_first_officer(id, officer)
    }

    /// Adds an agency to the directory.
    ///
    /// # Errors
    /// [`Error::AgencyExists`] if its name or an alias is in the directory already, [`Error::UnknownWord`] for its
    /// class.
    pub fn add_agency(&mut self, agency: Agency) -> Result<(), Error> {
        require_word("recipient", Some(&agency.recipient))?;
        let known = self.store.agencies()?;
        let names = |agency: &Agency| -> Vec<String> {
            std::iter::once(&agency.name).chain(&agency.aliases).map(|name| name.to_lowercase()).collect()
        };
        let mut taken: BTreeSet<String> = known.iter().flat_map(names).collect();
        for name in std::iter::once(&agency.name).chain(&agency.aliases) {
            require_name(name)?;
            if !taken.insert(name.to_lowercase()) {
                return Err(Error::AgencyExists { name: name.clone() });
            }
        }
        let Agency { name, aliases, recipient } = agency;
        let listed = serde_json::Value::from(aliases.clone()).to_string();
        let event = Event::AgencyAdded { name: name.clone(), aliases, recipient: recipient.clone() };
        self.append(None, &event)?;
        self.connection().execute(
            "INSERT INTO agency (name, aliases, recipient) VALUES (?1, ?2, ?3)",
            (name, listed, recipient.as_str()),
        )?;
        Ok(())
    }

    /// The next number of the year, `2026-0142`, skipping those an office has used itself.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn next_number(&mut self, year: i16) -> Result<RequestNumber, Error> {
        let mut last: i64 = self.connection().query_row(
            "SELECT coalesce((SELECT last FROM numbering WHERE year = ?1), 0)",
            [year],
            |row| row.get(0),
        )?;
        loop {
            last += 1;
            let number = RequestNumber::issued(year, last);
            if tables::find_request(self.connection(), number.as_str())?.is_none() {
                return Ok(number);
            }
        }
    }

    /// The request of this number, if it is recorded.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn find_request(&mut self, number: &str) -> Result<Option<(RequestId, Request)>, Error> {
        let Some((id, found)) = tables::find_request(self.connection(), number)? else { return Ok(None) };
        let request = Request {
            number: RequestNumber::stored(found.number, false),
            received: found.received,
            origin: found.origin,
            channel: found.channel,
            department: found.department.map(tables::screened),
            agency: tables::screened(found.agency),
        };
        Ok(Some((id, request)))
    }

    /// Records a request.
    ///
    /// # Errors
    /// [`Error::NumberTaken`] if there is one of this number, [`Error::UnknownWord`] for its origin or channel.
    pub fn record_request(&mut self, request: Request) -> Result<RequestId, Error> {
        require_word("origin", Some(&request.origin))?;
        require_word("channel", request.channel.as_ref())?;
        let id = RequestId(self.end.requests + 1);
        let Request { number, received, origin, channel, department, agency } = request;
        let issued = number.is_issued();
        let event = Event::RequestReceived {
            request: id,
            number: number.into_text(),
            issued,
            received,
            origin,
            channel,
            department,
            agency,
        };
        // The row goes first: the table itself refuses a number that is taken, and then nothing was appended.
        let request = fold::request(None, event.clone()).map_err(|_| Error::NoSuchRequest)?;
        if !tables::put_request(self.connection(), id, &request)? {
            return Err(Error::NumberTaken { number: request.number });
        }
        self.append(Some(id), &event)?;
        if issued && let Some((year, last)) = RequestNumber::ordinal(&request.number) {
            self.connection()
                .prepare_cached("INSERT OR REPLACE INTO numbering (year, last) VALUES (?1, ?2)")?
                .execute((year, last))?;
        }
        self.end.requests = id.0;
        self.current = Some(Current { id, request, items: 0 });
        Ok(id)
    }

    /// Adds an item to a request, in the ledger its determination names, and gives its number within the request.
    ///
    /// A description is kept only for an item that is no status exchange.
    ///
    /// # Errors
    /// [`Error::NoSuchRequest`]; [`Error::UnknownWord`] for a word outside its list.
    pub fn add_item(&mut self, request: RequestId, item: NewItem) -> Result<u32, Error> {
        let NewItem { facts, decided, direction, description, determination, answer } = item;
        require_words(&facts, direction.as_ref(), &determination, answer.as_ref())?;
        require_answer(answer.as_ref(), &facts)?;
        approval::require_release(None, &facts, &DeterminationSummary::of(&determination), answer.as_ref())?;
        self.enter(request)?;
        let Some(current) = &mut self.current else { return Err(Error::NoSuchRequest) };
        current.items += 1;
        let number = current.items;
        let entry = self.end.entries + 1;
        self.end.entries = entry;
        // An act is one officer's: its first entry says it of all of them.
        if entry == self.store.end.entries + 1 {
            logged::put(&self.store.connection, entry, self.store.officer.0)?;
        }
        let recorded = match determination.log {
            Log::StatusExchange => {
                let direction = direction.unwrap_or_else(|| usual_direction(&facts));
                let of = current.request.number.clone();
                self.record(
                    request,
                    None,
                    [Event::ExchangeRecorded {
                        entry,
                        request: of,
                        item: number,
                        direction,
                        facts,
                        decided,
                        determination,
                        answer,
                    }],
                )?
            }
            Log::Disclosure => {
                let commitment = match &description {
                    None => None,
                    Some(text) => Some(self.keep_description(entry, text.as_str())?),
                };
                let added = Event::ItemAdded { entry, request, item: number, direction, description: commitment };
                let determined = Event::ItemDetermined { entry, facts, decided, determination };
                let answered = answer.map(|answer| Event::ItemAnswered { entry, answer, what_left: None });
                self.keep_words(entry, description.as_ref().map(FreeText::as_str))?;
                self.record(request, None, [added, determined].into_iter().chain(answered))?
            }
        };
        tables::add(self.connection(), &recorded)?;
        tables::put_beside(self.connection(), &Beside::default(), &recorded)?;
        Ok(number)
    }

    /// One item of a request, by its number.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn find_item(&mut self, request: RequestId, item: u32) -> Result<Option<Item>, Error> {
        tables::find_item(self.connection(), request, item).map_err(Error::from)
    }

    /// Records what became known about an item: facts, a decision, an answer. An item that now settles as a status
    /// exchange leaves the disclosure ledger; its description is destroyed. A change that says nothing new records
    /// nothing.
    ///
    /// # Errors
    /// [`Error::AlreadyKnown`] if it would overwrite what is known; [`Error::NoSuchItem`].
    pub fn change_item(&mut self, request: RequestId, item: u32, change: ItemChange) -> Result<(), Error> {
        let Some(before) = tables::find_item(self.connection(), request, item)? else {
            return Err(Error::NoSuchItem { item });
        };
        require_words(&change.facts, change.direction.as_ref(), &change.determination, change.answer.as_ref())?;
        self.index_words()?;
        refuse_overwriting(&before, &change)?;
        let ItemChange { facts, decided, direction, determination, answer, what_left } = change;
        let answer = if before.responded.is_none() { answer } else { None };
        require_answer(answer.as_ref(), &facts)?;
        let law = DeterminationSummary::of(&determination);
        let same_law = law == before.determination;
        let determined = facts != before.facts || decided != before.decided || !same_law;
        if !determined && answer.is_none() {
            return Ok(());
        }
        let entry = before.entry;
        let Some(state) = tables::find_entry(self.connection(), entry)? else { return Err(Error::NoSuchItem { item }) };
        approval::require_release(Some(&state), &facts, &law, answer.as_ref())?;
        let beside = Beside::of(&state);
        let after = match (&state.place, determination.log) {
            (Place::Disclosure { .. } | Place::Moving { .. }, Log::Disclosure) => {
                let determined = determined.then_some(Event::ItemDetermined { entry, facts, decided, determination });
                let told = match what_left.filter(|_| answer.is_some()) {
                    Some(words) => Some((self.commit_to(&words)?, words)),
                    None => None,
                };
                let what_left = told.as_ref().map(|((_, commitment), _)| *commitment);
                let answered = answer.map(|answer| Event::ItemAnswered { entry, answer, what_left });
                let after = self.record(request, Some(state), determined.into_iter().chain(answered))?;
                if let (Some(event), Some(((salt, _), words))) = (after.told, &told) {
                    remark::put(self.connection(), entry, event, salt, words)?;
                }
                after
            }
            (Place::Disclosure { .. } | Place::Moving { .. }, Log::StatusExchange) => {
                let answer = answer.or_else(|| state.answer.clone());
                let exchange = ItemChange { facts, decided, direction, determination, answer, what_left: None };
                self.settle_as_exchange(request, &before.request.number, state, None, exchange)?
            }
            (Place::Exchange { .. }, Log::StatusExchange) => {
                let changed = Event::ExchangeChanged { entry, facts, decided, determination, answer };
                self.record(request, Some(state), [changed])?
            }
            (Place::Exchange { .. }, Log::Disclosure) => {
                return Err(Error::AlreadyKnown {
                    item,
                    field: "ledger",
                    known: Log::StatusExchange.to_string(),
                    given: Log::Disclosure.to_string(),
                });
            }
        };
        tables::put(self.connection(), &after)?;
        tables::put_beside(self.connection(), &beside, &after)?;
        Ok(())
    }

    fn connection(&self) -> &Connection {
        &self.store.connection
    }

    /// Makes `current` the request an item is added to.
    fn enter(&mut self, id: RequestId) -> Result<(), Error> {
        if self.current.as_ref().is_some_and(|current| current.id == id) {
            return Ok(());
        }
        let request = tables::request_of(self.connection(), id)?.ok_or(Error::NoSuchRequest)?;
        let items = self
            .connection()
            .prepare_cached(
                "SELECT max((SELECT coalesce(max(item), 0) FROM item WHERE request = ?1), \
                 (SELECT coalesce(max(item), 0) FROM exchange WHERE request = ?2))",
            )?
            .query_row((id.0, &request.number), |row| row.get(0))?;
        self.current = Some(Current { id, request, items });
        Ok(())
    }

    /// A salt, and what the log says of words that are kept with it.
    fn commit_to(&mut self, words: &FreeText) -> Result<(Salt, Commitment), Error> {
        let salt = self.salt()?;
        Ok((salt, Commitment::to_reason(&salt, words.as_str())))
    }

    fn salt(&mut self) -> Result<Salt, Error> {
        let mut salt: Salt = [0; 16];
        self.entropy.fill(&mut salt).map_err(Error::NoRandomness)?;
        Ok(salt)
    }

    /// Stores a description beside the log, and gives what the log says of it.
    fn keep_description(&mut self, entry: i64, text: &str) -> Result<Commitment, Error> {
        let salt = self.salt()?;
        self.connection()
            .prepare_cached("INSERT INTO description (entry, salt, words) VALUES (?1, ?2, ?3)")?
            .execute((entry, salt, text))?;
        Ok(Commitment::to(&salt, text))
    }

    fn keep_words(&mut self, entry: i64, description: Option<&str>) -> Result<(), Error> {
        if let Some(current) = &self.current {
            self.words.push((entry, tables::words(&current.request, description)));
        }
        if self.words.len() < WORDS_AT_ONCE { Ok(()) } else { self.index_words() }
    }

    /// Writes what is gathered to the index.
    fn index_words(&mut self) -> Result<(), Error> {
        let mut statement =
            self.store.connection.prepare_cached("INSERT INTO search (rowid, words) VALUES (?1, ?2)")?;
        for (entry, words) in self.words.drain(..) {
            statement.execute((entry, words))?;
        }
        Ok(())
    }

    /// Appends the events of one entry of a request and folds them into its state.
    fn record(
        &mut self,
        request: RequestId,
        state: Option<Entry>,
        events: impl IntoIterator<Item = Event>,
    ) -> Result<Entry, Error> {
        let mut state = state;
        for event in events {
            let made = self.made();
            self.append(Some(request), &event)?;
            let next = fold::entry(state, event, made).map_err(|contradiction| Error::Damaged {
                path: self.store.folder.clone(),
                what: format!("the item's row does not fit its events ({contradiction})"),
            })?;
            state = Some(next);
        }
        state.ok_or(Error::NoSuchItem { item: 0 })
    }

    /// Notes that the next event is one of this request.
    fn keep_run(&mut self, request: RequestId) -> Result<(), Error> {
        let made = self.made();
        match &mut self.run {
            Some(run) if run.goes_on(request, made) => run.last = made.event,
            Some(_) | None => {
                self.end_run()?;
                self.run = Some(Run::begin(request, made));
            }
        }
        Ok(())
    }

    /// Writes down where the last events of one request lie.
    fn end_run(&mut self) -> Result<(), Error> {
        if let Some(run) = self.run.take() {
            history::put(self.connection(), run)?;
        }
        Ok(())
    }

    /// What the next event is made by.
    const fn made(&self) -> Made {
        Made { event: self.end.events + 1, officer: self.store.officer.0, at: self.at }
    }

    /// Appends one event to its log, of the request it is about.
    fn append(&mut self, request: Option<RequestId>, event: &Event) -> Result<(), Error> {
        if let Some(request) = request {
            self.keep_run(request)?;
        }
        let log = event.log();
        let seq = i64::try_from(self.end.of(log).size()).unwrap_or(i64::MAX);
        let body = Body { desk: self.store.keys.store(), log, seq, at: self.at, officer: self.store.officer.0, event };
        self.body.clear();
        serde_json::to_writer(&mut self.body, &body)
            .map_err(|error| Error::Database(rusqlite::Error::ToSqlConversionFailure(error.into())))?;
        let leaf = merkle::leaf(&self.body);
        let id = self.end.events + 1;
        let statement = match log {
            Log::Disclosure => "INSERT INTO disclosure_event (id, seq, leaf, body) VALUES (?1, ?2, ?3, ?4)",
            Log::StatusExchange => "INSERT INTO exchange_event (id, seq, leaf, body) VALUES (?1, ?2, ?3, ?4)",
        };
        self.store.connection.prepare_cached(statement)?.execute((id, seq, &leaf[..], &self.body[..]))?;
        self.end.events = id;
        self.end.at = self.at;
        self.end.of_mut(log).push(leaf);
        Ok(())
    }
}

impl Drop for Act<'_> {
    fn drop(&mut self) {
        if self.open && self.store.mode == Mode::Write {
            // Where the database has rolled back by itself (disk full), there is nothing left to undo.
            let _undone = self.store.connection.execute_batch("ROLLBACK");
        }
    }
}

/// The direction of an exchange for which none was given.
fn usual_direction(facts: &Facts) -> Term {
    if facts.ask.as_ref().is_some_and(|ask| ask == "status_determination") { INQUIRY } else { SENT }
}

fn require_word(field: &'static str, word: Option<&Term>) -> Result<(), Error> {
    match word {
        Some(word) if !term::allows(field, word) => Err(Error::UnknownWord { field, word: word.as_str().to_owned() }),
        _ => Ok(()),
    }
}

/// Every word belongs to its list; a determination is settled or not; only a settled one is an exchange.
fn require_words(
    facts: &Facts,
    direction: Option<&Term>,
    determination: &Determination,
    answer: Option<&Answer>,
) -> Result<(), Error> {
    for (field, fact) in facts.named() {
        require_word(field, fact)?;
    }
    let Determination { log, outcome, clause, flag, possible, ask_next, trace: _, rules: _, text: _ } = determination;
    require_word("direction", direction)?;
    require_word("outcome", outcome.as_ref())?;
    require_word("clause", clause.as_ref())?;
    require_word("flag", flag.as_ref())?;
    require_word("ask_next", ask_next.as_ref())?;
    for outcome in possible {
        require_word("outcome", Some(outcome))?;
    }
    let settled = outcome.is_some() && clause.is_some() && flag.is_some();
    let open = outcome.is_none() && clause.is_none() && flag.is_none();
    let exchange = *log == Log::StatusExchange;
    if !(settled && possible.is_empty() && ask_next.is_none() || open && !exchange) {
        return Err(Error::HalfSettled);
    }
    match answer {
        Some(answer) if answer.response == "pending" => {
            Err(Error::UnknownWord { field: "response", word: answer.response.as_str().to_owned() })
        }
        Some(answer) => require_word("response", Some(&answer.response)),
        None => Ok(()),
    }
}

/// What is said of an answer fits what is known of its item.
fn require_answer(answer: Option<&Answer>, facts: &Facts) -> Result<(), Error> {
    match answer {
        Some(answer) => answer::check(answer, facts).map_err(|contradiction| Error::NotTaken { what: contradiction.0 }),
        None => Ok(()),
    }
}

fn refuse_overwriting(before: &Item, change: &ItemChange) -> Result<(), Error> {
    fn shown(value: Option<&impl ToString>) -> String {
        value.map_or_else(|| "empty".to_owned(), ToString::to_string)
    }
    let item = before.item;
    for ((field, known), (_, given)) in before.facts.named().into_iter().zip(change.facts.named()) {
        if known.is_some() && known != given {
            return Err(Error::AlreadyKnown { item, field, known: shown(known), given: shown(given) });
        }
    }
    if before.decided.is_some() && before.decided != change.decided {
        let (known, given) = (shown(before.decided.as_ref()), shown(change.decided.as_ref()));
        return Err(Error::AlreadyKnown { item, field: "decided", known, given });
    }
    if let (Some(responded), Some(answer)) = (before.responded, &change.answer) {
        if answer.response != before.response {
            let (known, given) = (before.response.to_string(), answer.response.to_string());
            return Err(Error::AlreadyKnown { item, field: "response", known, given });
        }
        if answer.responded != responded {
            let (known, given) = (responded.to_string(), answer.responded.to_string());
            return Err(Error::AlreadyKnown { item, field: "responded", known, given });
        }
    }
    Ok(())
}
