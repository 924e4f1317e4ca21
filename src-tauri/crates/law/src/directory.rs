//! Who asks: agencies by the names people write, and what each is under the ordinance.
//!
//! Holds agencies, courts and public bodies, never a person. A look-up forgives spelling (case, punctuation, `Dept.`,
//! `U.S.`, `&`) and never guesses: a name it does not know, or that could be two agencies, has no answer. Near matches
//! are for a person to pick from ([`Directory::suggest`]).
//!
//! What an agency is says nothing of what it wants: a request of an agency that does not enforce immigration law can
//! still be made for one that does. That is the fact `for_immigration_agency`, asked apart.

mod spelling;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::facts::Recipient;
use crate::vocabulary;

vocabulary! {
    /// Is the agency charged with the enforcement of immigration laws? (The ordinance, 1(a).)
    Charged = "charged" {
        /// It is.
        Charged = "charged",
        /// As one task among others, or some of its officers are.
        Mixed = "mixed",
        /// It is not.
        NotCharged = "not_charged",
    }
}

impl Charged {
    /// What a class of recipients says about the duty, where nothing more is known of the agency.
    const fn of(recipient: Recipient) -> Self {
        match recipient {
            Recipient::ImmigrationAgency => Self::Charged,
            Recipient::MixedFederalAgency => Self::Mixed,
            Recipient::ImmigrationBenefitsAgency
            | Recipient::OtherFederalAgency
            | Recipient::StateAgency
            | Recipient::LocalAgency
            | Recipient::CityDepartment
            | Recipient::Court
            | Recipient::Legislature
            | Recipient::ForeignGovernment
            | Recipient::PrivateParty
            | Recipient::DataSubject
            | Recipient::Unidentified => Self::NotCharged,
        }
    }
}

/// One agency, court or public body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// The name that reports and letters use.
    pub name: Cow<'static, str>,
    /// Other names and abbreviations that people write.
    pub aliases: Vec<Cow<'static, str>>,
    /// Its class in a determination.
    pub recipient: Recipient,
    /// Whether it enforces immigration law.
    pub charged: Charged,
    /// The name of the agency it is a part of.
    pub parent: Option<Cow<'static, str>>,
    /// Why it has its class, or what to ask before relying on it; empty where there is nothing to say.
    pub note: Cow<'static, str>,
}

impl Agency {
    fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_ref()).chain(self.aliases.iter().map(AsRef::as_ref))
    }
}

/// An agency that the office adds to the shipped directory, or classes otherwise than it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeAgency {
    /// The name that reports and letters use.
    pub name: String,
    /// Other names for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Its class in a determination.
    pub recipient: Recipient,
}

/// The place of an agency in a directory's list.
type Place = usize;

/// What a spelling stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    One(Place),
    /// Two agencies claim it, so it names neither.
    Ambiguous,
}

/// The longest name looked at, in words. Agency names are shorter; a longer text is no name.
const LONGEST_NAME: usize = 32;

/// The columns of the shipped table.
const COLUMNS: usize = 6;

static SHIPPED: LazyLock<Directory> =
    LazyLock::new(|| Directory::of(include_str!("directory/agencies.tsv").lines().skip(1).filter_map(agency)));

/// One line of the shipped table; `None` if it is not one, which a test rules out.
fn agency(line: &'static str) -> Option<Agency> {
    let columns: [&str; COLUMNS] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
    let [name, aliases, recipient, charged, parent, note] = columns;
    Some(Agency {
        name: name.into(),
        aliases: aliases.split('|').filter(|alias| !alias.is_empty()).map(Cow::from).collect(),
        recipient: recipient.parse().ok()?,
        charged: charged.parse().ok()?,
        parent: (!parent.is_empty()).then(|| parent.into()),
        note: note.into(),
    })
}

/// Agencies, and the way from what people write to them.
#[derive(Debug, Clone)]
pub struct Directory {
    agencies: Vec<Agency>,
    /// For each agency, the one it is a part of.
    parents: Vec<Option<Place>>,
    /// Every spelling, normalised. Ordered, so that suggestions never depend on hashing.
    spellings: BTreeMap<String, Meaning>,
}

impl Directory {
    /// The directory that ships with the program. Built once.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// The shipped directory with the office's own agencies, which win over it: a name or alias of the office's means the
    /// office's agency. Where the office's *name* is one of a shipped agency's, the office's entry takes its place under all
    /// its spellings. A spelling that two of the office's own agencies claim names neither.
    #[must_use]
    pub fn with_office(agencies: impl IntoIterator<Item = OfficeAgency>) -> Self {
        let mut directory = Self::shipped().clone();
        let mut of_the_office = BTreeSet::new();
        for agency in agencies {
            let place = directory.place_for(agency, &of_the_office);
            of_the_office.insert(place);
            directory.claim_spellings(place, &of_the_office);
        }
        directory.parents = directory.find_parents();
        directory
    }

    fn of(agencies: impl IntoIterator<Item = Agency>) -> Self {
        let mut directory = Self { agencies: Vec::new(), parents: Vec::new(), spellings: BTreeMap::new() };
        directory.agencies.extend(agencies);
        let all: BTreeSet<Place> = (0..directory.agencies.len()).collect();
        for place in &all {
            directory.claim_spellings(*place, &all);
        }
        directory.parents = directory.find_parents();
        directory
    }

    /// Puts an agency of the office in the place of the shipped one of its name, whose names it keeps as aliases; else at
    /// the end.
    fn place_for(&mut self, office: OfficeAgency, of_the_office: &BTreeSet<Place>) -> Place {
        let mut agency = Agency {
            name: office.name.into(),
            aliases: office.aliases.into_iter().map(Cow::from).collect(),
            recipient: office.recipient,
            charged: Charged::of(office.recipient),
            parent: None,
            note: Cow::Borrowed(""),
        };
        let known = self.spelled(&spelling::normalise(&agency.name)).filter(|place| !of_the_office.contains(place));
        if let Some(place) = known
            && let Some(shipped) = self.agencies.get_mut(place)
        {
            agency.aliases.push(shipped.name.clone());
            agency.aliases.append(&mut shipped.aliases);
            agency.parent = shipped.parent.take();
            *shipped = agency;
            place
        } else {
            self.agencies.push(agency);
            self.agencies.len() - 1
        }
    }

    /// Gives an agency its spellings. One that a rival has becomes ambiguous; anyone else's is taken over.
    fn claim_spellings(&mut self, place: Place, rivals: &BTreeSet<Place>) {
        let Some(agency) = self.agencies.get(place) else { return };
        for spelling in agency.names().map(spelling::normalise).filter(|spelling| !spelling.is_empty()) {
            self.spellings
                .entry(spelling)
                .and_modify(|meaning| {
                    *meaning = match *meaning {
                        Meaning::One(other) if other != place && rivals.contains(&other) => Meaning::Ambiguous,
                        Meaning::Ambiguous => Meaning::Ambiguous,
                        Meaning::One(_) => Meaning::One(place),
                    };
                })
                .or_insert(Meaning::One(place));
        }
    }

    fn find_parents(&self) -> Vec<Option<Place>> {
        self.agencies
            .iter()
            .map(|agency| self.spelled(&spelling::normalise(agency.parent.as_deref().unwrap_or_default())))
            .collect()
    }

    /// Every agency, shipped ones first, in the order of the table.
    pub fn agencies(&self) -> impl Iterator<Item = &Agency> {
        self.agencies.iter()
    }

    /// The agency of this name. Beside its own spellings it may be written with the agency it is a part of, on either
    /// side: `DHS / ICE`, `ICE (ERO)`, `Immigration and Customs Enforcement (ICE)`. `None` where the name is not known or
    /// could be two agencies.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<&Agency> {
        let name = spelling::normalise(text);
        let place = match self.spellings.get(&name) {
            Some(Meaning::One(place)) => Some(*place),
            Some(Meaning::Ambiguous) => None,
            None => self.spelled_in_parts(&name),
        }?;
        self.agencies.get(place)
    }

    /// Up to `limit` agencies whose names are near the text, nearest first, for a person to pick from. Beginnings of words
    /// count, and so do small slips; nothing is near an empty text.
    #[must_use]
    pub fn suggest(&self, text: &str, limit: usize) -> Vec<&Agency> {
        let wanted = spelling::normalise(text);
        let mut best: BTreeMap<Place, spelling::Distance> = BTreeMap::new();
        for (spelling, meaning) in &self.spellings {
            if let Meaning::One(place) = meaning
                && let Some(distance) = spelling::distance(&wanted, spelling)
            {
                best.entry(*place).and_modify(|known| *known = distance.min(*known)).or_insert(distance);
            }
        }
        let mut ranked: Vec<_> = best
            .into_iter()
            .filter_map(|(place, distance)| self.agencies.get(place).map(|agency| (distance, agency)))
            .collect();
        ranked.sort_by(|(near, a), (far, b)| near.cmp(far).then_with(|| a.name.cmp(&b.name)));
        ranked.into_iter().take(limit).map(|(_, agency)| agency).collect()
    }

    fn spelled(&self, name: &str) -> Option<Place> {
        match self.spellings.get(name)? {
            Meaning::One(place) => Some(*place),
            Meaning::Ambiguous => None,
        }
    }

    /// As [`Self::spelled`], also with a leading `U.S.` that the directory does not list, where the agency is federal.
    fn spelled_federally(&self, name: &str) -> Option<Place> {
        self.spelled(name).or_else(|| {
            let place = self.spelled(name.strip_prefix("us ")?)?;
            self.agencies.get(place).is_some_and(|agency| is_federal(agency.recipient)).then_some(place)
        })
    }

    /// Reads a name as a row of spellings in which each belongs to the same agency or to a part of it: the smallest part
    /// is meant. Every way to cut the name is tried; if they end at different agencies, there is no answer.
    fn spelled_in_parts(&self, name: &str) -> Option<Place> {
        let ends: Vec<usize> = name.match_indices(' ').map(|(at, _)| at).chain([name.len()]).collect();
        if ends.len() > LONGEST_NAME {
            return None;
        }
        let mut open = BTreeSet::from([(0, None)]);
        let mut found = BTreeSet::new();
        while let Some((start, so_far)) = open.pop_first() {
            for end in ends.iter().copied().filter(|end| *end > start) {
                let Some(named) = name.get(start..end).and_then(|part| self.spelled_federally(part)) else { continue };
                let Some(smallest) = so_far.map_or(Some(named), |earlier| self.smaller(earlier, named)) else {
                    continue;
                };
                if end == name.len() {
                    found.insert(smallest);
                } else {
                    open.insert((end + 1, Some(smallest)));
                }
            }
        }
        match found.len() {
            1 => found.pop_first(),
            _ => None,
        }
    }

    /// Of an agency and a part of it, the part; `None` if neither is a part of the other.
    fn smaller(&self, one: Place, other: Place) -> Option<Place> {
        if self.is_within(one, other) {
            Some(one)
        } else if self.is_within(other, one) {
            Some(other)
        } else {
            None
        }
    }

    /// Is this the agency itself or a part of it, at any depth?
    fn is_within(&self, part: Place, whole: Place) -> bool {
        let up = |place: &Place| self.parents.get(*place).copied().flatten();
        // Bounded by their number, because an office's entry could make two agencies parts of each other.
        std::iter::successors(Some(part), up).take(self.agencies.len()).any(|place| place == whole)
    }
}

const fn is_federal(recipient: Recipient) -> bool {
    matches!(
        recipient,
        Recipient::ImmigrationAgency
            | Recipient::ImmigrationBenefitsAgency
            | Recipient::MixedFederalAgency
            | Recipient::OtherFederalAgency
    )
}

#[cfg(test)]
mod tests;
