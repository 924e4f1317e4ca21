//! The letters about a request: offered from the determinations of its items, shown before they are issued, issued, or
//! saved as a document to edit.
//!
//! What must never enter: the name of who asks, unless it is an agency of the directory. An envelope to anybody else is
//! addressed by hand.

use std::collections::BTreeSet;

use jiff::civil::Date;
use law::exemptions::Exemption;
use ledger::{AccessEvent, FreeText, Item, LetterIssued, Term, local_date};
use report::letters::{Filled, Language, Letter, Matter, Paragraph};

use super::contract;
use super::request::{RequestView, decision_of, facts_of, find};
use super::waits;
use super::words::Choice;
use crate::error::Error;
use crate::letters::{Considered, OfRequest, Offer, offers};
use crate::office::Desk;
use crate::roles::Duty;

contract! {
    /// A letter that can be issued about a request.
    pub struct LetterOffered {
        /// Which.
        pub letter: String,
        /// What it is called.
        pub name: String,
        /// What it does.
        pub about: String,
        /// The items it is about.
        pub items: Vec<u32>,
        /// The languages there is a wording in, the usual one first.
        pub languages: Vec<Choice>,
        /// The exemptions that it can name; empty: it names none.
        pub exemptions: Vec<Choice>,
        /// Does it give a reason?
        pub wants_reason: bool,
        /// The last date that it can give; none: nobody chooses one.
        pub latest: Option<String>,
        /// Is it kept with the request? Not where an answer is written in by hand, which may be a status.
        pub kept: bool,
    }

    /// A letter that is to be shown, issued or saved to be edited.
    pub struct LetterWanted {
        /// The request's number.
        pub number: String,
        /// Which letter.
        pub letter: String,
        /// In which language.
        pub language: String,
        /// The exemptions that it names, by their letters.
        pub exemptions: Vec<String>,
        /// The reason that it gives; empty where it gives none.
        pub reason: String,
        /// The date that it gives, where one is chosen; else empty.
        pub due: String,
    }

    /// A letter as it will stand on paper.
    pub struct LetterShown {
        /// The office that writes.
        pub office: String,
        /// Below its name.
        pub letterhead: Vec<String>,
        /// Whom it goes to; none: the envelope is addressed by hand.
        pub to: Option<String>,
        /// The day of the letter.
        pub dated: String,
        /// The request's number, with the words before it.
        pub reference: String,
        /// The subject line.
        pub subject: String,
        /// What it says.
        pub paragraphs: Vec<LetterParagraph>,
        /// The words above the signature.
        pub farewell: String,
        /// The officer who issues it.
        pub signer: String,
    }

    /// A paragraph of a letter: sentences, points of a list, or, where there are neither, a line to write on by hand.
    pub struct LetterParagraph {
        /// Sentences.
        pub text: Option<String>,
        /// Points of a list.
        pub points: Vec<String>,
    }

    /// A letter that was issued.
    pub struct LetterSaved {
        /// The file it was put in.
        pub file: String,
        /// The request as it stands now.
        pub request: RequestView,
    }
}

/// The Solicitor, as an address.
const SOLICITOR: &str = "City Solicitor";

impl LetterOffered {
    fn of(offer: Offer) -> Self {
        let Offer { letter, about, holds: _, due, chooses_date, wants_reason, wants_exemptions } = offer;
        let language = |language: &Language| Choice::new(language.as_str(), language.label(), "");
        let exemption = |exemption: &Exemption| {
            Choice::new(exemption.as_str(), &format!("({exemption}) {}", exemption.label()), "")
        };
        Self {
            letter: letter.to_string(),
            name: letter.label().to_owned(),
            about: letter.about().to_owned(),
            items: about.iter().map(|asked| asked.item).collect(),
            languages: letter.languages().iter().map(language).collect(),
            exemptions: if wants_exemptions { Exemption::ALL.iter().map(exemption).collect() } else { Vec::new() },
            wants_reason,
            latest: due.filter(|_| chooses_date).map(|due| due.to_string()),
            kept: letter != Letter::StatusExchange,
        }
    }
}

impl LetterShown {
    fn of(filled: Filled, matter: Matter) -> Self {
        let Filled { dated, reference, subject, paragraphs, farewell } = filled;
        let paragraph = |paragraph| match paragraph {
            Paragraph::Text(words) => LetterParagraph { text: Some(words), points: Vec::new() },
            Paragraph::List(points) => LetterParagraph { text: None, points },
            Paragraph::Line => LetterParagraph { text: None, points: Vec::new() },
        };
        Self {
            office: matter.office,
            letterhead: matter.letterhead,
            to: matter.to,
            dated,
            reference,
            subject,
            paragraphs: paragraphs.into_iter().map(paragraph).collect(),
            farewell,
            signer: matter.signer,
        }
    }
}

/// A letter that was issued, by its name and its language where that is not English.
pub(crate) fn name_of(issued: &LetterIssued) -> String {
    // A word that this version does not know stands for itself.
    let letter = issued.letter.as_str();
    let name = letter.parse::<Letter>().map_or(letter, |known| known.label());
    match issued.language.as_str().parse::<Language>() {
        Ok(Language::English) => name.to_owned(),
        Ok(language) => format!("{name}, in {}", language.label()),
        Err(_) => format!("{name}, {}", issued.language),
    }
}

/// `item 1`, `items 1 and 3`, `items 1, 2 and 4`.
pub(crate) fn items_in_words(items: &[u32]) -> String {
    match items {
        [] => "no item".to_owned(),
        [item] => format!("item {item}"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(ToString::to_string).collect();
            format!("items {} and {last}", first.join(", "))
        }
    }
}

fn refuse<T>(what: &str) -> Result<T, Error> {
    Err(Error::Refused(what.to_owned()))
}

impl Desk {
    /// The letters that can be issued about a request that has these items.
    pub(crate) fn letters_offered(&self, items: &[Item]) -> Result<Vec<LetterOffered>, Error> {
        Ok(self.offers(items)?.into_iter().map(LetterOffered::of).collect())
    }

    fn offers(&self, items: &[Item]) -> Result<Vec<Offer>, Error> {
        let Some(request) = items.first().map(|item| &item.request) else { return Ok(Vec::new()) };
        let considered = items.iter().map(|item| {
            let facts = facts_of(item)?;
            let decision = decision_of(item, &facts);
            let pauses = self.store.pauses(item.entry)?;
            Ok(Considered {
                item: item.item,
                log: item.determination.log,
                direction: item.direction.as_ref().and_then(|direction| direction.as_str().parse().ok()),
                for_solicitor: waits::held(item, &decision, &pauses).is_some(),
                response: item.response.as_str().parse().map_err(|_| Error::NothingThere)?,
                facts,
                decision,
            })
        });
        let closed = self.settings.closed_days();
        let of_request = OfRequest {
            asked: request.origin == report::entry::Origin::Requested.as_str(),
            received: request.received.date(),
            closed: &closed,
        };
        Ok(offers(&considered.collect::<Result<Vec<_>, Error>>()?, &of_request))
    }

    /// A letter as it would be issued now.
    ///
    /// # Errors
    /// [`Error::Refused`] if the request's items do not lead to it, or something that it says was not given;
    /// [`Error::Sealed`]; or what the store says.
    pub fn show_letter(&self, wanted: &LetterWanted) -> Result<LetterShown, Error> {
        self.require_sight(&wanted.number)?;
        let matter = self.matter(wanted, &self.items_of(&wanted.number)?)?;
        let filled = matter.fill().map_err(report::letters::LetterError::from)?;
        Ok(LetterShown::of(filled, matter))
    }

    /// Issues a letter: makes its PDF, has `save` put it in place, and enters it. It is kept with
    /// its request; one about status exchanges is not, and its digest alone is entered.
    ///
    /// The entry comes last, as with a report: the record never names a letter that nobody got.
    ///
    /// # Errors
    /// As [`Self::show_letter`], and what `save` says: then nothing was issued. [`Error::LetterNotIssued`] if the letter is
    /// in place and the record did not take the entry.
    pub fn issue_letter(
        &mut self,
        wanted: &LetterWanted,
        save: impl FnOnce(&[u8]) -> Result<(), Error>,
    ) -> Result<RequestView, Error> {
        self.require_for(Duty::Answer, &wanted.number)?;
        let items = self.items_of(&wanted.number)?;
        let matter = self.matter(wanted, &items)?;
        let pdf = matter.pdf()?;
        save(&pdf)?;
        self.enter_letter(&matter, &items, &pdf)
            .map_err(|source| Error::LetterNotIssued { source: Box::new(source) })?;
        self.request(&wanted.number)
    }

    fn enter_letter(&mut self, matter: &Matter, items: &[Item], pdf: &[u8]) -> Result<(), Error> {
        let first = items.first().ok_or(Error::NothingThere)?;
        let about = matter.asked.iter().map(|asked| asked.item).collect();
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        let request = find(&mut act, first)?;
        if matter.letter == Letter::StatusExchange {
            act.issue_exchange_letter(request, about, pdf)?;
        } else {
            let letter = Term::from_static(matter.letter.as_str());
            let language = Term::from_static(matter.language.as_str());
            act.issue_letter(request, LetterIssued { letter, language, items: about }, pdf)?;
        }
        Ok(act.commit()?)
    }

    /// A letter as a document to edit, which is not issued by that. That it leaves the record is noted first.
    ///
    /// # Errors
    /// As [`Self::show_letter`]; or what the store says, if it could not be noted.
    pub fn draft_letter(&mut self, wanted: &LetterWanted) -> Result<Vec<u8>, Error> {
        self.require_for(Duty::Answer, &wanted.number)?;
        let docx = self.matter(wanted, &self.items_of(&wanted.number)?)?.docx()?;
        let request = self.store.request_id(&wanted.number)?.ok_or(Error::NothingThere)?;
        self.note(&AccessEvent::LetterDrafted { request })?;
        Ok(docx)
    }

    /// What the letter is filled with: what the record says, and what was chosen for it.
    fn matter(&self, wanted: &LetterWanted, items: &[Item]) -> Result<Matter, Error> {
        let request = items.first().map(|item| item.request.clone()).ok_or(Error::NothingThere)?;
        let letter: Letter = wanted.letter.parse().or_else(|_| refuse("say which letter"))?;
        let language = wanted.language.parse().or_else(|_| refuse("say in which language"))?;
        let offer = self.offers(items)?.into_iter().find(|offer| offer.letter == letter);
        let Some(offer) = offer else {
            return refuse("what the record says of this request does not lead to this letter");
        };
        let now = self.clock.now();
        let dated = local_date(now);
        let agency = self.directory.find(&request.agency).map(|agency| agency.name.to_string());
        Ok(Matter {
            letter,
            language,
            office: self.office().to_owned(),
            letterhead: self.letterhead()?,
            to: if letter == Letter::Referral { Some(SOLICITOR.to_owned()) } else { agency.clone() },
            number: request.number,
            agency,
            received: request.received.date(),
            dated,
            made: now,
            signer: self.store.officer().1.to_owned(),
            exemptions: exemptions(wanted, &offer)?,
            reason: reason(wanted, &offer)?,
            due: due(wanted, &offer, dated)?,
            own: self.own_words()?.of(letter, language),
            asked: offer.about,
            holds: offer.holds,
        })
    }
}

fn exemptions(wanted: &LetterWanted, offer: &Offer) -> Result<BTreeSet<Exemption>, Error> {
    if !offer.wants_exemptions {
        return Ok(BTreeSet::new());
    }
    let named: BTreeSet<Exemption> = wanted
        .exemptions
        .iter()
        .map(|named| named.parse())
        .collect::<Result<_, _>>()
        .or_else(|_| refuse("there is no such exemption"))?;
    if named.is_empty() { refuse("name at least one exemption for what is withheld") } else { Ok(named) }
}

/// The longest reason, in characters.
const LONGEST_REASON: usize = 400;

fn reason(wanted: &LetterWanted, offer: &Offer) -> Result<Option<String>, Error> {
    let reason = wanted.reason.trim();
    if !offer.wants_reason {
        return Ok(None);
    }
    if reason.is_empty() {
        return refuse("give the reason that the letter says");
    }
    if reason.chars().count() > LONGEST_REASON || reason.chars().any(char::is_control) {
        return refuse("keep the reason to one line of at most 400 characters");
    }
    FreeText::new(reason).map_err(|screened| Error::Refused(screened.to_string()))?;
    Ok(Some(reason.to_owned()))
}

fn due(wanted: &LetterWanted, offer: &Offer, today: Date) -> Result<Option<Date>, Error> {
    if !offer.chooses_date {
        return Ok(offer.due);
    }
    let Ok(chosen) = wanted.due.trim().parse::<Date>() else {
        return refuse("give the date by which the answer will be there");
    };
    match offer.due {
        Some(latest) if chosen > latest => {
            refuse(&format!("the law allows no date after {}; choose an earlier one", latest.strftime("%-d %B %Y")))
        }
        _ if chosen < today => refuse("this date is past; choose a later one"),
        _ => Ok(Some(chosen)),
    }
}
