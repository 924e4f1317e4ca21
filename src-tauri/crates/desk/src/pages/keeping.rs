//! Legal holds, and what may be destroyed: the list of it, and destroying with the Supervisor's approval.
//!
//! How long something is kept is the office's setting, and asked here; a hold and an open item stop it in the record itself.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use ledger::{
    Destruction, FreeText, Happened, Happening, ItemHappening, KEEPING_NUMBER_AT_MOST, Said, Untouched, local_date,
};
use report::entry::Response;

use super::approval::local_minute;
use super::attachment::shown;
use super::contract;
use super::request::{RequestView, find};
use crate::error::Error;
use crate::office::Desk;
use crate::retention::may_be_destroyed_from;
use crate::roles::Duty;

contract! {
    /// That something was destroyed with the particulars of its request.
    pub struct Gone {
        /// The day, in New York: `2034-06-02`.
        pub on: String,
        /// The approval number of the Supervisor of Records.
        pub approval: String,
    }

    /// A scan that was destroyed.
    pub struct DestroyedScan {
        /// Its number among those that the request had then.
        pub attachment: u32,
        /// What it showed, in words.
        pub what: String,
        /// How it was destroyed.
        pub destroyed: Gone,
    }

    /// A legal hold on a request.
    pub struct LegalHoldView {
        /// Its number among those of the request, from 1.
        pub hold: u32,
        /// The number of the case or the letter.
        pub reference: Option<String>,
        /// Who placed it, when and why.
        pub placed: HoldSaid,
        /// Who lifted it, when and why; none: it stands.
        pub lifted: Option<HoldSaid>,
    }

    /// Who placed or lifted a legal hold, or gave or lifted a seal.
    pub struct HoldSaid {
        /// The officer.
        pub by: String,
        /// When, in New York: `2026-11-24T14:05`.
        pub at: String,
        /// Why.
        pub reason: Option<String>,
        /// How that was destroyed; none: it is kept.
        pub reason_destroyed: Option<Gone>,
    }

    /// A legal hold is to be placed.
    pub struct PlacingHold {
        /// The request's number.
        pub number: String,
        /// The number of the case or the letter; may be empty.
        pub reference: String,
        /// Why.
        pub reason: String,
    }

    /// A legal hold is to be lifted.
    pub struct LiftingHold {
        /// The request's number.
        pub number: String,
        /// The hold's number.
        pub hold: u32,
        /// Why.
        pub reason: String,
    }

    /// What may be destroyed, and what else of that age, or on legal hold, may not.
    pub struct KeepingView {
        /// The series of the retention schedule; may be empty.
        pub series: String,
        /// Full years after the last entry that the particulars of a request are kept.
        pub years: u16,
        /// The requests whose particulars may be destroyed, in the order of entry.
        pub due: Vec<DueRequest>,
        /// How many more there are than are listed.
        pub more: usize,
        /// The requests that may not: those on legal hold, and those of that age that are not completed.
        pub kept: Vec<KeptRequest>,
        /// Could remains of what was destroyed still be in the record's file?
        pub remains: bool,
    }

    /// A request whose particulars may be destroyed.
    pub struct DueRequest {
        /// Its number.
        pub number: String,
        /// The day of its last entry.
        pub last_entry: String,
        /// The first day on which they may be.
        pub since: String,
        /// How many texts and scans there are.
        pub texts: u32,
    }

    /// A request whose particulars may not be destroyed.
    pub struct KeptRequest {
        /// Its number.
        pub number: String,
        /// Why not.
        pub why: String,
    }

    /// Particulars are to be destroyed.
    pub struct Destroying {
        /// The requests' numbers.
        pub numbers: Vec<String>,
        /// The approval number of the Supervisor of Records.
        pub approval: String,
        /// The word that was typed to confirm it: `destroy`.
        pub word: String,
    }

    /// Particulars were destroyed.
    pub struct DestroyedView {
        /// How many requests.
        pub requests: usize,
        /// How many texts and scans.
        pub texts: u64,
        /// What may be destroyed now.
        pub keeping: KeepingView,
    }
}

/// The word that confirms it.
const WORD: &str = "destroy";
/// The most requests of a list.
const LISTED: usize = 500;

impl HoldSaid {
    /// Who said something about a request as a whole, and how their words were destroyed, if they were.
    pub(super) fn of(said: &Said, destructions: &[Destruction]) -> Self {
        Self {
            by: said.name.clone(),
            at: local_minute(said.at),
            reason: said.reason.clone(),
            reason_destroyed: Gone::said(said, destructions),
        }
    }
}

impl Gone {
    pub(crate) fn of(destruction: &Destruction) -> Self {
        Self { on: local_date(destruction.at).to_string(), approval: destruction.approval.clone() }
    }

    /// How words that somebody has to have said were destroyed, if they were: by the first destruction after them.
    pub(crate) fn said(said: &Said, destructions: &[Destruction]) -> Option<Self> {
        if said.reason.is_some() {
            return None;
        }
        destructions.iter().find(|destruction| destruction.at > said.at).map(Self::of)
    }

    /// In a sentence, where the words would stand.
    pub(crate) fn in_words(&self) -> String {
        let day = self.on.parse::<Date>().map_or_else(|_| self.on.clone(), |day| day.strftime("%-d %b %Y").to_string());
        format!("Destroyed on {day} under approval {}", self.approval)
    }
}

/// How the words of one item were destroyed.
#[derive(Debug, Default)]
pub(crate) struct GoneOfItem {
    pub(crate) description: Option<Gone>,
    pub(crate) what_left: Option<Gone>,
}

impl GoneOfItem {
    pub(crate) fn of(history: &[Happened], number: u32) -> Self {
        let mut gone = Self::default();
        for Happened { what, destroyed, .. } in history {
            let Happening::Item { item, what } = what else { continue };
            if *item != number {
                continue;
            }
            let destroyed = destroyed.as_ref().map(Gone::of);
            if matches!(**what, ItemHappening::Added { .. } | ItemHappening::DescriptionCorrected { .. }) {
                gone.description = destroyed;
            } else if matches!(**what, ItemHappening::Answered { .. }) {
                gone.what_left = destroyed;
            } else if let ItemHappening::AnswerCorrected { after, .. } = &**what {
                // What left is said of what was given out.
                let response = after.as_ref().and_then(|answer| answer.response.as_str().parse::<Response>().ok());
                gone.what_left = gone.what_left.filter(|_| response.is_some_and(Response::is_disclosure));
            }
        }
        gone
    }
}

/// The scans of a request that were destroyed.
pub(crate) fn destroyed_scans(history: &[Happened]) -> Vec<DestroyedScan> {
    let scan = |happened: &Happened| match (&happened.what, &happened.destroyed) {
        (Happening::Attached { attachment, what, letter, .. }, Some(destruction)) => Some(DestroyedScan {
            attachment: *attachment,
            what: shown(what, letter.as_ref()),
            destroyed: Gone::of(destruction),
        }),
        _ => None,
    };
    history.iter().filter_map(scan).collect()
}

/// `1 text or scan`, `7 texts and scans`.
pub(crate) fn texts_in_words(texts: u32) -> String {
    if texts == 1 { "1 text or scan".to_owned() } else { format!("{texts} texts and scans") }
}

fn refusal(what: &str) -> Error {
    Error::Refused(what.to_owned())
}

pub(super) fn reason(text: &str, missing: &str) -> Result<FreeText, Error> {
    let text = text.trim();
    if text.is_empty() {
        return Err(refusal(missing));
    }
    FreeText::new(text).map_err(|screened| refusal(&screened.to_string()))
}

/// A number that somebody else gave: short, on one line, and without what must not be kept.
fn number_of(text: &str, missing: &str) -> Result<FreeText, Error> {
    let number = reason(text, missing)?;
    let text = number.as_str();
    if text.chars().count() > KEEPING_NUMBER_AT_MOST || text.chars().any(char::is_control) {
        return Err(refusal("keep the number to one line of at most 60 characters, and leave names out"));
    }
    Ok(number)
}

/// Why the particulars of a request may not be destroyed on a day; `None`: they may, on this day for the first time.
fn why_kept(request: &Untouched, first: Date, today: Date) -> Option<String> {
    if request.holds > 0 {
        let holds = if request.holds == 1 { String::new() } else { format!(" ({} holds)", request.holds) };
        return Some(format!("On legal hold{holds}"));
    }
    if request.open > 0 {
        let items = if request.open == 1 { "1 item is".to_owned() } else { format!("{} items are", request.open) };
        return Some(format!("Not completed: {items} not answered"));
    }
    (today < first).then(|| format!("To be kept until {}", first.yesterday().unwrap_or(first).strftime("%-d %b %Y")))
}

impl Desk {
    /// Places a legal hold on a request: nothing of it is destroyed while it stands.
    ///
    /// # Errors
    /// [`Error::Refused`] if no reason is given, or reason or reference cannot be kept; [`Error::NothingThere`]; or what the
    /// store says. Then nothing was recorded.
    pub fn place_hold(&mut self, placing: &PlacingHold) -> Result<RequestView, Error> {
        self.require(Duty::Hold)?;
        let reason = reason(&placing.reason, "say why the legal hold is placed; it stands in the record")?;
        let reference = match placing.reference.trim() {
            "" => None,
            reference => Some(number_of(reference, "")?),
        };
        let item = self.items_of(&placing.number)?.into_iter().next().ok_or(Error::NothingThere)?;
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        let id = find(&mut act, &item)?;
        act.place_hold(id, reference, &reason)?;
        act.commit()?;
        self.request(&placing.number)
    }

    /// Lifts a legal hold. Others of the request that stand go on.
    ///
    /// # Errors
    /// [`Error::Refused`] if no reason is given or it cannot be kept; [`Error::NothingThere`]; or what the store says. Then
    /// nothing was recorded.
    pub fn lift_hold(&mut self, lifting: &LiftingHold) -> Result<RequestView, Error> {
        self.require(Duty::LiftHold)?;
        let reason = reason(&lifting.reason, "say why the legal hold is lifted; it stands in the record")?;
        let item = self.items_of(&lifting.number)?.into_iter().next().ok_or(Error::NothingThere)?;
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        let id = find(&mut act, &item)?;
        act.lift_hold(id, lifting.hold, &reason)?;
        act.commit()?;
        self.request(&lifting.number)
    }

    pub(crate) fn legal_holds(&self, number: &str, destructions: &[Destruction]) -> Result<Vec<LegalHoldView>, Error> {
        let said = |said: &Said| HoldSaid::of(said, destructions);
        let holds = self.store.legal_holds(number)?.into_iter().map(|hold| LegalHoldView {
            hold: hold.hold,
            reference: hold.reference,
            placed: said(&hold.placed),
            lifted: hold.lifted.as_ref().map(said),
        });
        Ok(holds.collect())
    }

    /// What may be destroyed today, and what of that age, or on legal hold, may not.
    ///
    /// # Errors
    /// What the store says.
    pub fn keeping(&self) -> Result<KeepingView, Error> {
        let today = local_date(self.clock.now());
        let (mut due, mut kept, mut more) = (Vec::new(), Vec::new(), 0);
        for request in self.old_enough(today)? {
            let last_entry = local_date(request.last_entry);
            let since = may_be_destroyed_from(last_entry, self.settings.retention.years);
            match why_kept(&request, since, today) {
                Some(why) if request.holds > 0 || since <= today => {
                    kept.push(KeptRequest { number: request.number, why });
                }
                Some(_) => {}
                None if due.len() == LISTED => more += 1,
                None => due.push(DueRequest {
                    number: request.number,
                    last_entry: last_entry.to_string(),
                    since: since.to_string(),
                    texts: request.texts,
                }),
            }
        }
        Ok(KeepingView {
            series: self.settings.retention.series.clone(),
            years: self.settings.retention.years,
            due,
            more,
            kept,
            remains: self.store.has_remains()?,
        })
    }

    /// Destroys the particulars of requests, all of them or none, under an approval of the Supervisor of Records.
    ///
    /// # Errors
    /// [`Error::Refused`] if none is chosen, one of them may not be destroyed yet, the approval has no number or the word is
    /// not typed; or what the store says. Then nothing was destroyed.
    pub fn destroy_particulars(&mut self, destroying: &Destroying) -> Result<DestroyedView, Error> {
        self.require(Duty::Destroy)?;
        let numbers: BTreeSet<&str> = destroying.numbers.iter().map(String::as_str).collect();
        if numbers.is_empty() {
            return Err(refusal("choose the requests whose particulars shall be destroyed"));
        }
        let missing = "give the approval number of the Supervisor of Records; without one nothing may be destroyed";
        let approval = number_of(&destroying.approval, missing)?;
        if !destroying.word.trim().eq_ignore_ascii_case(WORD) {
            return Err(refusal("type the word destroy to confirm it"));
        }
        let today = local_date(self.clock.now());
        let old_enough = self.old_enough(today)?;
        for number in &numbers {
            let Some(request) = old_enough.iter().find(|request| request.number == *number) else {
                return Err(refusal(&format!(
                    "request {number} cannot be destroyed: it is to be kept, or has nothing left"
                )));
            };
            let first = may_be_destroyed_from(local_date(request.last_entry), self.settings.retention.years);
            if let Some(why) = why_kept(request, first, today) {
                return Err(refusal(&format!("request {number} cannot be destroyed. {why}")));
            }
        }
        let mut texts = 0;
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        for number in &numbers {
            let (id, _) = act.find_request(number)?.ok_or(Error::NothingThere)?;
            texts += u64::from(act.destroy_particulars(id, approval.clone())?);
        }
        act.commit()?;
        Ok(DestroyedView { requests: numbers.len(), texts, keeping: self.keeping()? })
    }

    /// The requests whose last entry may be old enough, and those on legal hold. Some that are listed are too young by a day.
    fn old_enough(&self, today: Date) -> Result<Vec<Untouched>, Error> {
        let years = i64::from(self.settings.retention.years);
        let before = today.saturating_sub(years.years()).saturating_add(2.days());
        let before = before.to_zoned(TimeZone::UTC).map_or(Timestamp::MIN, |zoned| zoned.timestamp());
        let hidden = self.out_of_sight()?;
        let old = self.store.untouched_since(before)?.into_iter();
        Ok(old.filter(|request| !hidden.has(&request.number)).collect())
    }
}
