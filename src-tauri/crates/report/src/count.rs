//! One pass over the record, in the order of entry.
//!
//! Of the past it keeps only what can still matter: the requests that were open when the quarter began or came in it,
//! and the quarter's own rows. A million entries of other years leave nothing behind.

mod breakdown;

use std::collections::btree_map;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use law::facts::Instrument;
use law::outcome::{Flag, LedgerKind, Outcome};

use self::breakdown::Breaking;
use crate::account::{
    Account, AgencyCount, ByOutcome, COUNTING_RULES, Disclosures, Head, Heads, Items, NonMandatoryDisclosure, Period,
    Requests, Row, RowOutcome,
};
use crate::breakdown::CounterpartCount;
use crate::check::{DoesNotAddUp, check};
use crate::comparison::Comparison;
use crate::coverage::{Coverage, Reporting};
use crate::entry::{Direction, Entry, Origin, Response};
use crate::quarter::Quarter;

/// What an account is made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preparation {
    /// The office whose record it is, as its head line names it.
    pub office: String,
    /// The quarter to account for.
    pub quarter: Quarter,
    /// The moment whose record the entries are; the caller leaves out what was entered later.
    pub as_of: Timestamp,
    /// The head of the disclosure log at that moment.
    pub disclosure: Head,
    /// The head of the status exchange log at that moment.
    pub status_exchange: Head,
    /// What the record holds of the departments that report, at that moment.
    pub reporting: Reporting,
}

/// Counts a quarter. `entries` are all items of the store in the order of entry, those of other quarters included:
/// what was pending when the quarter began is among them.
///
/// # Errors
/// [`DoesNotAddUp`] if an entry contradicts itself or the figures contradict each other; then there is no account.
pub fn account(preparation: &Preparation, entries: impl IntoIterator<Item = Entry>) -> Result<Account, DoesNotAddUp> {
    let mut counting = Counting::new(preparation.clone());
    entries.into_iter().try_for_each(|entry| counting.add(&entry))?;
    counting.finish()
}

/// An account in the making, for a caller that hands its entries over one by one. Of an entry that the quarter does not
/// touch nothing stays but a few bytes of a request that is still open.
pub struct Counting {
    preparation: Preparation,
    count: Count,
    /// The requests that are sealed, and counted apart.
    sealed: BTreeSet<String>,
}

impl Counting {
    /// Begins to count.
    #[must_use]
    pub fn new(preparation: Preparation) -> Self {
        let count = Count::new(preparation.quarter);
        Self { preparation, count, sealed: BTreeSet::new() }
    }

    /// Counts a request that an order keeps secret, if it was received in the quarter: as one number apart, and in nothing
    /// else. None of its entries may be added.
    pub fn seal(&mut self, request: &str, received: Date) {
        if self.preparation.quarter.contains(received) {
            self.sealed.insert(request.to_owned());
        }
    }

    /// Counts one entry; entries come in the order in which they were entered.
    ///
    /// # Errors
    /// [`DoesNotAddUp`] if the entry contradicts itself.
    pub fn add(&mut self, entry: &Entry) -> Result<(), DoesNotAddUp> {
        check_answer(entry)?;
        match entry.ledger {
            LedgerKind::Disclosure => self.count.disclosure_item(entry),
            LedgerKind::StatusExchange => self.count.status_exchange(entry),
        }
        Ok(())
    }

    /// The account.
    ///
    /// # Errors
    /// [`DoesNotAddUp`] if the figures contradict each other; then there is no account.
    pub fn finish(self) -> Result<Account, DoesNotAddUp> {
        let sealed = u64::try_from(self.sealed.len()).unwrap_or(u64::MAX);
        let account = Account { sealed, ..self.count.finish(&self.preparation) };
        check(&account)?;
        Ok(account)
    }
}

/// An answer has a day, and not one before the request came: every figure rests on that.
fn check_answer(entry: &Entry) -> Result<(), DoesNotAddUp> {
    let pending = entry.response == Response::Pending;
    let problem = match &entry.responded {
        None if !pending => "is answered but has no day of the answer",
        Some(_) if pending => "has a day of the answer but waits for one",
        Some(answer) if answer.date < entry.received.date => "was answered before it was received",
        None | Some(_) => return Ok(()),
    };
    Err(DoesNotAddUp::of_item(&entry.request, entry.item, problem))
}

/// How far the disclosure items of a request have come.
struct Progress {
    received: Date,
    pending: bool,
    latest_answer: Option<Date>,
}

impl Progress {
    /// The day all its items were answered, once they are.
    fn completed(&self) -> Option<Date> {
        if self.pending { None } else { self.latest_answer }
    }

    /// Was it still open at the end of `day`?
    fn open_after(&self, day: Date) -> bool {
        self.received <= day && self.completed().is_none_or(|completed| completed > day)
    }
}

/// The figures as they grow.
struct Count {
    quarter: Quarter,
    /// Requests received in the quarter, and earlier ones that were not complete before it. An earlier one that is
    /// complete is forgotten: should a later item of it appear, that item alone decides what the request still is to
    /// this quarter, because the days forgotten lie before it.
    progress: BTreeMap<String, Progress>,
    items: Items,
    responses: BTreeMap<Response, u64>,
    disclosures: Disclosures,
    non_mandatory_disclosures: Vec<NonMandatoryDisclosure>,
    by_agency: BTreeMap<(String, String), AgencyCount>,
    by_instrument: BTreeMap<Instrument, u64>,
    by_origin: BTreeMap<Origin, u64>,
    status_exchanges: BTreeMap<Direction, u64>,
    by_counterpart: BTreeMap<(String, String), CounterpartCount>,
    breaking: Breaking,
    rows: Vec<Row>,
}

/// Every word of a list with a count of 0.
fn zeros<K: Copy + Ord>(words: &[K]) -> BTreeMap<K, u64> {
    words.iter().map(|word| (*word, 0)).collect()
}

fn add<K: Ord>(counts: &mut BTreeMap<K, u64>, word: K) {
    *counts.entry(word).or_default() += 1;
}

impl Count {
    fn new(quarter: Quarter) -> Self {
        let mut by_flag = zeros(Flag::ALL);
        by_flag.remove(&Flag::None);
        let mut responses = zeros(Response::ALL);
        responses.remove(&Response::Pending);
        Self {
            quarter,
            progress: BTreeMap::new(),
            items: Items {
                determined: 0,
                by_outcome: ByOutcome { settled: zeros(Outcome::ALL), not_settled: 0 },
                by_flag,
            },
            responses,
            disclosures: Disclosures::default(),
            non_mandatory_disclosures: Vec::new(),
            by_agency: BTreeMap::new(),
            by_instrument: BTreeMap::new(),
            by_origin: zeros(Origin::ALL),
            status_exchanges: zeros(Direction::ALL),
            by_counterpart: BTreeMap::new(),
            breaking: Breaking::new(),
            rows: Vec::new(),
        }
    }

    fn status_exchange(&mut self, entry: &Entry) {
        if !self.is_answered_here(entry) {
            return;
        }
        let direction = entry.effective_direction();
        let counts = match direction {
            Direction::Sent | Direction::Received => entry.response.is_disclosure(),
            Direction::Inquiry => true,
        };
        if counts {
            add(&mut self.status_exchanges, direction);
            let agency = entry.public_agency();
            let counterpart = self.by_counterpart.entry((agency.to_lowercase(), agency.clone()));
            let counterpart =
                counterpart.or_insert_with(|| CounterpartCount { agency, by_direction: zeros(Direction::ALL) });
            add(&mut counterpart.by_direction, direction);
        }
    }

    fn disclosure_item(&mut self, entry: &Entry) {
        let received_here = self.quarter.contains(entry.received.date);
        let decided_here = entry.settled.is_some() && self.quarter.contains(entry.decided.date);
        let answered_here = self.is_answered_here(entry);

        let new_request = self.follow(entry);
        if entry.received.date <= self.quarter.to() {
            self.breaking.waits(entry);
        }
        if received_here {
            self.received(entry, new_request);
        }
        if decided_here && let Some(settled) = entry.settled {
            self.items.determined += 1;
            add(&mut self.items.by_outcome.settled, settled.outcome);
            if settled.flag != Flag::None {
                add(&mut self.items.by_flag, settled.flag);
            }
        }
        if answered_here {
            self.breaking.answered(entry);
            add(&mut self.responses, entry.response);
            if entry.response.is_disclosure() {
                self.disclosed(entry);
            }
        }
        if received_here || decided_here || answered_here {
            self.rows.push(row(entry));
        }
    }

    fn is_answered_here(&self, entry: &Entry) -> bool {
        entry.responded.as_ref().is_some_and(|answer| self.quarter.contains(answer.date))
    }

    /// Takes the item into its request's progress. Is this the first that is known of the request?
    fn follow(&mut self, entry: &Entry) -> bool {
        let received = entry.received.date;
        if received > self.quarter.to() {
            return false;
        }
        let pending = entry.response == Response::Pending;
        let answer = entry.responded.as_ref().map(|answer| answer.date);
        let closed_before = !pending && answer.is_some_and(|day| day < self.quarter.from());
        match self.progress.entry(entry.request.clone()) {
            btree_map::Entry::Occupied(mut known) => {
                let progress = known.get_mut();
                progress.pending |= pending;
                progress.latest_answer = progress.latest_answer.max(answer);
                false
            }
            btree_map::Entry::Vacant(_) if closed_before => false,
            btree_map::Entry::Vacant(unknown) => {
                unknown.insert(Progress { received, pending, latest_answer: answer });
                true
            }
        }
    }

    fn received(&mut self, entry: &Entry, new_request: bool) {
        let requests = u64::from(new_request);
        self.breaking.received(entry, requests);
        let name = &entry.agency_name;
        let agency = self.by_agency.entry((name.to_lowercase(), name.clone())).or_insert_with(|| AgencyCount {
            agency: name.clone(),
            requests: 0,
            items: 0,
        });
        agency.requests += requests;
        agency.items += 1;
        *self.by_origin.entry(entry.origin).or_default() += requests;
        add(&mut self.by_instrument, entry.facts.instrument.unwrap_or(Instrument::None));
        if entry.settled.is_none() {
            self.items.by_outcome.not_settled += 1;
        }
    }

    fn disclosed(&mut self, entry: &Entry) {
        match entry.settled {
            Some(settled) if settled.outcome.is_non_mandatory() => {
                self.disclosures.non_mandatory += 1;
                self.non_mandatory_disclosures.push(NonMandatoryDisclosure {
                    request: entry.request.clone(),
                    item: entry.item,
                    responded: entry.responded.as_ref().map(|answer| answer.text.clone()).unwrap_or_default(),
                    agency: entry.agency.clone(),
                    recipient: entry.facts.recipient,
                    information: entry.facts.information,
                    outcome: settled.outcome,
                    clause: settled.clause,
                    flag: settled.flag,
                    received: entry.received.text.clone(),
                    department: entry.department.clone(),
                    purpose: entry.facts.purpose,
                    release: entry.release.clone(),
                });
            }
            Some(settled) if settled.outcome == Outcome::Mandatory => self.disclosures.mandatory += 1,
            Some(settled) if settled.outcome == Outcome::Benefit => self.disclosures.benefit += 1,
            Some(_) | None => self.disclosures.other += 1,
        }
    }

    fn finish(self, preparation: &Preparation) -> Account {
        let (from, to) = (self.quarter.from(), self.quarter.to());
        let mut requests = Requests::default();
        for progress in self.progress.values() {
            // Open when the quarter began: received before its first day, and not completed before it.
            let open_at_start = progress.received < from && progress.completed().is_none_or(|day| day >= from);
            requests.pending_at_start += u64::from(open_at_start);
            requests.received += u64::from(self.quarter.contains(progress.received));
            requests.completed += u64::from(progress.completed().is_some_and(|day| self.quarter.contains(day)));
            requests.pending_at_end += u64::from(progress.open_after(to));
        }
        let breakdowns = self.breaking.finish();
        let coverage = Coverage::of(&preparation.reporting, &breakdowns.by_department);
        Account {
            period: Period { quarter: self.quarter, as_of: preparation.as_of },
            requests,
            items: self.items,
            responses: self.responses,
            disclosures: self.disclosures,
            non_mandatory_disclosures: self.non_mandatory_disclosures,
            by_agency: self.by_agency.into_values().collect(),
            by_instrument: self.by_instrument,
            by_origin: self.by_origin,
            status_exchanges: self.status_exchanges,
            rows: self.rows,
            ledger: Heads {
                disclosure: preparation.disclosure.clone(),
                status_exchange: preparation.status_exchange.clone(),
            },
            office: preparation.office.clone(),
            sealed: 0,
            counting_rules: COUNTING_RULES,
            breakdowns,
            exchanges_by_counterpart: self.by_counterpart.into_values().collect(),
            comparison: Comparison::default(),
            coverage,
        }
    }
}

/// What the quarter's list says of an item.
fn row(entry: &Entry) -> Row {
    Row {
        request: entry.request.clone(),
        item: entry.item,
        received: entry.received.text.clone(),
        decided: entry.decided.text.clone(),
        responded: entry.responded.as_ref().map(|answer| answer.text.clone()),
        department: entry.department.clone(),
        agency: entry.agency.clone(),
        recipient: entry.facts.recipient,
        ask: entry.facts.ask,
        information: entry.facts.information,
        instrument: entry.facts.instrument,
        purpose: entry.facts.purpose,
        outcome: entry.settled.map_or(RowOutcome::NotSettled, |settled| RowOutcome::Settled(settled.outcome)),
        clause: entry.settled.map(|settled| settled.clause),
        flag: entry.settled.map(|settled| settled.flag),
        response: entry.response,
        public_agency: entry.public_agency(),
    }
}

#[cfg(test)]
mod tests;
