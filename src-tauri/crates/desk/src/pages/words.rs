//! The closed lists in the words that staff read, and what a clerk can add to a request by name.

use law::facts::{Ask, Information};
use law::northampton::questions::{self, PAPERS, QUESTIONS};
use law::outcome::{Flag, Outcome};
use ledger::Term;
use report::entry::{Channel, Direction, Origin, Response, WaitsFor};

use super::basis::Basis;
use super::contract;
use super::review::Found;
use super::seals::SealedUnder;

contract! {
    /// A word of a closed list, in the words that staff read.
    pub struct Choice {
        /// The word itself.
        pub value: String,
        /// What staff read.
        pub label: String,
        /// What belongs under it.
        pub hint: Option<String>,
    }

    /// One fact as a question to staff.
    pub struct Question {
        /// The fact's name.
        pub fact: String,
        /// The question.
        pub question: String,
        /// How to find the answer.
        pub help: Option<String>,
        /// What can be answered.
        pub choices: Vec<Choice>,
    }

    /// A thing that can be asked for, in a clerk's words, with the facts it stands for.
    pub struct ItemKind {
        /// What a clerk calls it.
        pub label: String,
        /// The ask it is.
        pub ask: String,
        /// The kind of information it is, where information is asked for.
        pub information: Option<String>,
        /// What is meant.
        pub hint: String,
    }

    /// A paper that staff see.
    pub struct Paper {
        /// Its number or short name.
        pub name: String,
        /// Its title.
        pub title: String,
        /// The value of the fact `instrument` it stands for.
        pub instrument: String,
        /// What it is.
        pub what: String,
        /// Who signs it.
        pub signed_by: String,
        /// Whether it compels the City.
        pub compels: String,
    }

    /// Every closed list and text the pages need; it never changes while the program runs.
    pub struct Words {
        /// One for each fact, in their order.
        pub questions: Vec<Question>,
        /// What a clerk adds by name.
        pub kinds: Vec<ItemKind>,
        /// The papers staff see.
        pub papers: Vec<Paper>,
        /// How a request came about.
        pub origins: Vec<Choice>,
        /// How it came.
        pub channels: Vec<Choice>,
        /// Which way a status exchange went.
        pub directions: Vec<Choice>,
        /// What can become of an item.
        pub responses: Vec<Choice>,
        /// What the law can say.
        pub outcomes: Vec<Choice>,
        /// The 2(a) flags.
        pub flags: Vec<Choice>,
        /// For whom or what an item can wait.
        pub waits: Vec<Choice>,
        /// Why something that was recorded is corrected.
        pub corrections: Vec<Choice>,
        /// What a scan that is kept can show.
        pub attached: Vec<Choice>,
        /// The kinds of orders under which a request is sealed.
        pub sealed_under: Vec<Choice>,
    }
}

impl Choice {
    pub(crate) fn new(value: &str, label: &str, hint: &str) -> Self {
        Self { value: value.to_owned(), label: label.to_owned(), hint: (!hint.is_empty()).then(|| hint.to_owned()) }
    }
}

/// All of them.
#[must_use]
pub fn words() -> Words {
    Words {
        questions: QUESTIONS.iter().map(question).collect(),
        kinds: KINDS.iter().map(kind).collect(),
        papers: PAPERS.iter().map(paper).collect(),
        origins: Origin::ALL.iter().map(|word| Choice::new(word.as_str(), origin(*word), "")).collect(),
        channels: Channel::ALL.iter().map(|word| Choice::new(word.as_str(), channel(*word), "")).collect(),
        directions: Direction::ALL.iter().map(|word| Choice::new(word.as_str(), direction(*word), "")).collect(),
        responses: Response::ALL.iter().map(|word| Choice::new(word.as_str(), response(*word), "")).collect(),
        outcomes: Outcome::ALL.iter().map(|word| Choice::new(word.as_str(), word.label(), "")).collect(),
        flags: Flag::ALL.iter().map(|word| Choice::new(word.as_str(), flag(*word), "")).collect(),
        waits: WaitsFor::ALL.iter().map(|word| Choice::new(word.as_str(), waits_for(*word), "")).collect(),
        attached: ATTACHED.iter().map(|(word, label)| Choice::new(word.as_str(), label, "")).collect(),
        corrections: CORRECTIONS.iter().map(|(word, label)| Choice::new(word, label, "")).collect(),
        sealed_under: SealedUnder::choices(),
    }
}

fn question(question: &questions::Question) -> Question {
    Question {
        fact: question.fact.to_string(),
        question: question.words.to_owned(),
        help: (!question.help.is_empty()).then(|| question.help.to_owned()),
        choices: question.choices.iter().map(|found| Choice::new(found.value, found.label, found.hint)).collect(),
    }
}

fn paper(paper: &questions::Paper) -> Paper {
    Paper {
        name: paper.name.to_owned(),
        title: paper.title.to_owned(),
        instrument: paper.instrument.to_owned(),
        what: paper.what.to_owned(),
        signed_by: paper.signed_by.to_owned(),
        compels: paper.compels.to_owned(),
    }
}

fn kind((label, ask, information, hint): &(&str, Ask, Option<Information>, &str)) -> ItemKind {
    ItemKind {
        label: (*label).to_owned(),
        ask: ask.to_string(),
        information: information.map(|information| information.to_string()),
        hint: (*hint).to_owned(),
    }
}

/// What agencies ask for, by the names clerks use, what comes up most first.
static KINDS: &[(&str, Ask, Option<Information>, &str)] = &[
    ("Immigration status", Ask::Information, Some(Information::Status), "Citizenship, status or class of admission."),
    (
        "Home address",
        Ask::Information,
        Some(Information::Personal),
        "Also a mailing or e-mail address, a phone number.",
    ),
    ("Date of release", Ask::ReleaseNotification, None, "Or a call before a person is released."),
    ("Hold past release", Ask::CustodyHold, None, "What a detainer asks for."),
    ("Place of work", Ask::Information, Some(Information::Personal), "Or a schedule, a vehicle, a contact person."),
    ("Police report", Ask::Information, Some(Information::Personal), "Also an incident, arrest or booking record."),
    (
        "Date or place of birth",
        Ask::Information,
        Some(Information::StatusAdjacent),
        "Birthplace and nationality fields.",
    ),
    ("A-number or foreign passport", Ask::Information, Some(Information::StatusAdjacent), "Also the type of a visa."),
    ("Camera or plate reader data", Ask::Information, Some(Information::Personal), "Video, pictures, log-ins, feeds."),
    ("School or library record", Ask::Information, Some(Information::Personal), "Another law may keep it secret."),
    ("Voter or street list entry", Ask::Information, Some(Information::Personal), "Another law may keep it secret."),
    (
        "Benefit or licence record",
        Ask::Information,
        Some(Information::Personal),
        "Aid, permits, business certificates.",
    ),
    (
        "Forms I-9 of City staff",
        Ask::Information,
        Some(Information::EmploymentEligibilityForm),
        "The City as employer.",
    ),
    ("Figures without persons", Ask::Information, Some(Information::Statistical), "Counts that point at nobody."),
    ("Something already public", Ask::Information, Some(Information::Published), "On the website, in the minutes."),
    ("Look up someone's status", Ask::StatusDetermination, None, "The City would ask SAVE, ICE or USCIS."),
    ("Act because of status", Ask::ActionOnStatus, None, "Refuse, report or treat someone differently."),
    ("Presence, escort or access", Ask::Assistance, None, "A perimeter, a transfer, a door that is not public."),
    ("Work of an immigration officer", Ask::ImmigrationFunction, None, "Interview, arrest, serve papers."),
    ("Certification for a visa", Ask::BenefitCertification, None, "Forms I-918B and I-914B, SIJ findings."),
    ("Agreement to sign", Ask::Agreement, None, "A memorandum, a task force, a grant condition."),
    (
        "Something else about a person",
        Ask::Information,
        Some(Information::Personal),
        "Anything about a person or household that is not status.",
    ),
];

/// Why something that was recorded is corrected: the record's words, and in words.
const CORRECTIONS: [(&str, &str); 5] = [
    ("mistyped", "It was typed wrongly"),
    ("misread_paper", "The paper was misread"),
    ("learned_later", "More was learned later"),
    ("wrong_entry", "It was entered in the wrong place"),
    ("other", "Another reason"),
];

/// Is the word a reason of a correction?
pub(crate) fn is_correction(word: &str) -> bool {
    CORRECTIONS.iter().any(|(known, _)| *known == word)
}

/// A recorded reason of a correction in words; a word of a newer version stands as it is.
pub(crate) fn correction_in_words(word: &str) -> &str {
    CORRECTIONS.iter().find(|(known, _)| *known == word).map_or(word, |(_, label)| label)
}

/// What a scan that is kept can show: the record's words, and in words.
const ATTACHED: [(Term, &str); 4] = [
    (Term::from_static("request"), "The request itself"),
    (Term::from_static("instrument"), "The paper that came with it"),
    (Term::from_static("answer"), "What was answered"),
    (Term::from_static("other"), "Something else"),
];

/// The record's word for what a scan shows, if it is one.
pub(crate) fn attached(word: &str) -> Option<Term> {
    ATTACHED.into_iter().find(|(known, _)| *known == word).map(|(known, _)| known)
}

/// What a scan shows, in words; a word of a newer version stands as it is.
pub(crate) fn attached_in_words(word: &str) -> &str {
    ATTACHED.iter().find(|(known, _)| *known == word).map_or(word, |(_, label)| label)
}

pub(crate) const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Requested => "Someone asks the City",
        Origin::Volunteered => "The City would tell it unasked",
        Origin::OwnInquiry => "The City asks",
    }
}

pub(crate) const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Letter => "Letter",
        Channel::Email => "E-mail",
        Channel::Fax => "Fax",
        Channel::Phone => "Phone",
        Channel::InPerson => "At the counter",
        Channel::Portal => "Portal",
        Channel::Other => "Otherwise",
    }
}

pub(crate) const fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Sent => "The City sent it",
        Direction::Received => "The City received it",
        Direction::Inquiry => "The City asked",
    }
}

pub(crate) const fn response(response: Response) -> &'static str {
    match response {
        Response::Released => "Given or done",
        Response::ReleasedInPart => "Given in part",
        Response::Withheld => "Not given",
        Response::Referred => "Sent on to someone else",
        Response::Withdrawn => "Taken back by who asked",
        Response::NoSuchRecord => "The City has no such record",
        Response::Pending => "Not answered yet",
    }
}

pub(crate) const fn flag(flag: Flag) -> &'static str {
    match flag {
        Flag::High => "High: 2(a) bars it or holds it",
        Flag::Medium => "Medium: no law requires it, and immigration enforcement is near",
        Flag::Low => "Low: no law requires it, another purpose",
        Flag::Pending => "Pending: with the Solicitor",
        Flag::None => "None",
    }
}

pub(crate) const fn waits_for(waits_for: WaitsFor) -> &'static str {
    match waits_for {
        WaitsFor::Solicitor => "The Solicitor's finding",
        WaitsFor::Requester => "An answer from who asks",
        WaitsFor::Records => "Records that are looked for",
        WaitsFor::Other => "Something else",
    }
}

/// A basis in words, with what is meant.
pub(crate) fn basis(basis: Basis) -> Choice {
    let (label, hint) = match basis {
        Basis::CourtPaper => ("A court's paper", "A warrant, order or subpoena of a court that names it."),
        Basis::Statute => ("A law that requires it", "A state or federal law that binds the City, an I-9 inspection."),
        Basis::RecordsLaw => ("The public records law", "G.L. c.66 § 10, with its exemptions."),
        Basis::Solicitor => ("The Solicitor's finding", ""),
        Basis::Benefit => ("A benefit", "2(c), or the public-benefit exception of 2(b)."),
        Basis::Section1373 => ("8 U.S.C. § 1373", "Status alone, 3(b): neither required nor prohibited."),
        Basis::OtherPurpose => ("Another purpose", "No law requires it."),
        Basis::Ordinance => ("The ordinance", "2(a) or 2(b) bars it or holds it."),
        Basis::OtherLaw => ("Another law forbids it", ""),
        Basis::NotCovered => ("Ordinary rules", "The ordinance does not decide."),
        Basis::LifeSafety => ("At once, to protect life", "Without an approval; a second officer reviews it."),
    };
    Choice::new(basis.as_str(), label, hint)
}

/// What a second officer found of what went out at once, in words; a word of a newer version stands as it is.
pub(crate) fn found_in_words(word: &str) -> &str {
    match word.parse() {
        Ok(Found::InOrder) => "In order",
        Ok(Found::NotInOrder) => "Not in order",
        Err(_) => word,
    }
}

/// A paper in words.
pub(crate) fn instrument(instrument: law::facts::Instrument) -> &'static str {
    questions::Question::about(law::facts::FactName::Instrument)
        .map_or(instrument.as_str(), |question| question.label(instrument.as_str()))
}

/// What an item asks for, in words: what a clerk calls it is not kept, so the kinds speak.
pub(crate) fn what(ask: Option<&str>, information: Option<&str>) -> String {
    let of = |fact, value: &str| {
        questions::Question::about(fact).map_or_else(|| value.to_owned(), |question| question.label(value).to_owned())
    };
    match (ask, information) {
        (Some("information") | None, Some(information)) => of(law::facts::FactName::Information, information),
        (Some(ask), _) => of(law::facts::FactName::Ask, ask),
        (None, None) => "Not said".to_owned(),
    }
}

/// The question that settles a fact.
pub(crate) fn question_about(fact: law::facts::FactName) -> String {
    questions::Question::about(fact).map_or_else(|| fact.to_string(), |question| question.words.to_owned())
}

/// A recorded channel in words; a word of a newer version stands as it is.
pub(crate) fn channel_in_words(word: &str) -> String {
    word.parse().map_or_else(|_| word.to_owned(), |known| channel(known).to_owned())
}

/// A recorded origin in words.
pub(crate) fn origin_in_words(word: &str) -> String {
    word.parse().map_or_else(|_| word.to_owned(), |known| origin(known).to_owned())
}

/// A recorded direction in words.
pub(crate) fn direction_in_words(word: &str) -> String {
    word.parse().map_or_else(|_| word.to_owned(), |known| direction(known).to_owned())
}

/// A recorded response in words.
pub(crate) fn response_in_words(word: &str) -> String {
    word.parse().map_or_else(|_| word.to_owned(), |known| response(known).to_owned())
}

/// A recorded basis in words.
pub(crate) fn basis_in_words(word: &str) -> String {
    word.parse().map_or_else(|_| word.to_owned(), |known| basis(known).label)
}
