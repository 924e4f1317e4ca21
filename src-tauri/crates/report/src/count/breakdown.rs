//! The breakdowns as they grow, in the same pass as the figures that they are parts of.

use std::collections::{BTreeMap, BTreeSet};

use law::calendar::ClosedDays;
use law::deadlines::certification_response;
use law::facts::{Ask, Information, Instrument};
use law::outcome::{Clause, Outcome};

use super::{add, zeros};
use crate::breakdown::{
    AskCount, Breakdowns, CLAUSES_OF_2B, Certifications, ChannelCount, ComponentCount, DaysToAnswer, DepartmentCount,
    Detainers, HalfDays, InformationCount, Waiting,
};
use crate::entry::{Channel, Entry, Response, WaitsFor};

/// Received and released.
type Both = (u64, u64);

/// The parts of the figures as they grow. What is not known has the key `None`.
pub(super) struct Breaking {
    /// By the agency's name in small letters, so that capitals do not order them.
    by_component: BTreeMap<(String, String), ComponentCount>,
    by_ask: BTreeMap<Option<Ask>, Both>,
    by_information: BTreeMap<Option<Information>, Both>,
    by_department: BTreeMap<Option<String>, (u64, u64)>,
    by_channel: BTreeMap<Option<Channel>, u64>,
    mandatory_by_instrument: BTreeMap<Instrument, u64>,
    refused_under_2b: BTreeMap<Clause, u64>,
    with_detainer: BTreeSet<String>,
    held: u64,
    notified: u64,
    certifications: Certifications,
    surplus: u64,
    waiting: Waiting,
    days: Vec<u64>,
}

impl Breaking {
    pub(super) fn new() -> Self {
        Self {
            by_component: BTreeMap::new(),
            by_ask: BTreeMap::new(),
            by_information: BTreeMap::new(),
            by_department: BTreeMap::new(),
            by_channel: BTreeMap::new(),
            mandatory_by_instrument: BTreeMap::new(),
            refused_under_2b: zeros(&CLAUSES_OF_2B),
            with_detainer: BTreeSet::new(),
            held: 0,
            notified: 0,
            certifications: Certifications::default(),
            surplus: 0,
            waiting: Waiting::default(),
            days: Vec::new(),
        }
    }

    /// An item received in the quarter; `requests` is 1 with the first of its request.
    pub(super) fn received(&mut self, entry: &Entry, requests: u64) {
        let name = &entry.agency_name;
        let component = self.by_component.entry((name.to_lowercase(), name.clone())).or_insert_with(|| {
            ComponentCount { agency: name.clone(), part_of: entry.part_of.clone(), requests: 0, items: 0 }
        });
        component.requests += requests;
        component.items += 1;
        self.by_ask.entry(entry.facts.ask).or_default().0 += 1;
        if asks_for_information(entry) {
            self.by_information.entry(entry.facts.information).or_default().0 += 1;
        }
        let department = self.by_department.entry(entry.department.clone()).or_default();
        department.0 += requests;
        department.1 += 1;
        *self.by_channel.entry(entry.channel).or_default() += requests;
        if entry.facts.instrument == Some(Instrument::Detainer) || entry.facts.ask == Some(Ask::CustodyHold) {
            self.with_detainer.insert(entry.request.clone());
        }
        if entry.facts.ask == Some(Ask::BenefitCertification) {
            self.certifications.received += 1;
        }
    }

    /// An item answered in the quarter.
    pub(super) fn answered(&mut self, entry: &Entry) {
        let Some(answer) = entry.responded.as_ref().map(|answer| answer.date) else { return };
        let days = entry.received.date.until(answer).map_or(0, |span| span.get_days());
        self.days.push(u64::try_from(days).unwrap_or_default());
        if entry.facts.ask == Some(Ask::BenefitCertification) {
            self.certifications.answered += 1;
            let due = certification_response(entry.received.date, &ClosedDays::default());
            self.certifications.late += u64::from(due.is_some_and(|deadline| deadline.due < answer));
        }
        if entry.response == Response::Withheld
            && let Some(settled) = entry.settled
            && settled.outcome == Outcome::ActionProhibited
            && let Some(count) = self.refused_under_2b.get_mut(&settled.clause)
        {
            *count += 1;
        }
        if entry.response.is_disclosure() {
            self.released(entry);
        }
    }

    fn released(&mut self, entry: &Entry) {
        self.by_ask.entry(entry.facts.ask).or_default().1 += 1;
        if asks_for_information(entry) {
            self.by_information.entry(entry.facts.information).or_default().1 += 1;
        }
        match entry.facts.ask {
            Some(Ask::CustodyHold) => self.held += 1,
            Some(Ask::ReleaseNotification) => self.notified += 1,
            Some(
                Ask::Information
                | Ask::StatusDetermination
                | Ask::ActionOnStatus
                | Ask::ImmigrationFunction
                | Ask::Assistance
                | Ask::BenefitCertification
                | Ask::Agreement,
            )
            | None => {}
        }
        if entry.settled.is_some_and(|settled| settled.outcome == Outcome::Mandatory) {
            add(&mut self.mandatory_by_instrument, entry.facts.instrument.unwrap_or(Instrument::None));
        }
        self.surplus += u64::from(entry.surplus);
    }

    /// An item received by the quarter's end, whenever that was.
    pub(super) fn waits(&mut self, entry: &Entry) {
        match entry.waits_for {
            Some(WaitsFor::Solicitor) => self.waiting.solicitor += 1,
            Some(WaitsFor::Requester | WaitsFor::Records | WaitsFor::Other) => self.waiting.on_hold += 1,
            None => {}
        }
    }

    pub(super) fn finish(mut self) -> Breakdowns {
        self.days.sort_unstable();
        let days_to_answer = HalfDays::median(&self.days).zip(self.days.last()).map(|(median, longest)| DaysToAnswer {
            items: self.days.len() as u64,
            median,
            longest: *longest,
        });
        Breakdowns {
            by_component: self.by_component.into_values().collect(),
            by_ask: listed(Ask::ALL, self.by_ask)
                .map(|(ask, (received, released))| AskCount { ask, received, released })
                .collect(),
            by_information: listed(Information::ALL, self.by_information)
                .map(|(information, (received, released))| InformationCount { information, received, released })
                .collect(),
            by_department: unknown_last(self.by_department)
                .map(|(department, (requests, items))| DepartmentCount { department, requests, items })
                .collect(),
            by_channel: listed(Channel::ALL, self.by_channel)
                .map(|(channel, requests)| ChannelCount { channel, requests })
                .collect(),
            mandatory_by_instrument: self.mandatory_by_instrument,
            refused_under_2b: self.refused_under_2b,
            detainers: Detainers {
                received: self.with_detainer.len() as u64,
                held: self.held,
                notified: self.notified,
            },
            certifications: self.certifications,
            surplus: self.surplus,
            waiting: self.waiting,
            days_to_answer,
        }
    }
}

/// Is it information that is asked for? Where the ask is not known, its kind would say nothing.
fn asks_for_information(entry: &Entry) -> bool {
    entry.facts.ask == Some(Ask::Information)
}

/// Every word of a list, those with none included, and last what is not known, if there is any.
fn listed<K: Copy + Ord, V: Default>(
    words: &'static [K],
    mut counts: BTreeMap<Option<K>, V>,
) -> impl Iterator<Item = (Option<K>, V)> {
    for word in words {
        counts.entry(Some(*word)).or_default();
    }
    unknown_last(counts)
}

fn unknown_last<K: Ord, V>(mut counts: BTreeMap<Option<K>, V>) -> impl Iterator<Item = (Option<K>, V)> {
    let unknown = counts.remove(&None).map(|count| (None, count));
    counts.into_iter().chain(unknown)
}
