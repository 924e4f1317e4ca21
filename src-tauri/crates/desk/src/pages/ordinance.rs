//! The ordinance as a page shows it: its text, the rules beside it, the positions on its open questions, and a *what if*.

use law::facts::{Ask, FactName, Facts};
use law::northampton::questions::Question;
use law::northampton::{ORDINANCE, POSITIONS};
use ledger::local_date;

use super::contract;
use super::determination::{Determination, in_words};
use super::log::Answers;
use crate::determining::determine;
use crate::error::Error;
use crate::office::Desk;

contract! {
    /// The whole page.
    pub struct OrdinanceView {
        /// The versions of the text, the governing one first.
        pub texts: Vec<OrdinanceText>,
        /// Every rule, in the order in which the rules of its ask are looked at.
        pub rules: Vec<RuleView>,
        /// The positions on open questions.
        pub positions: Vec<PositionView>,
    }

    /// One version of the text.
    pub struct OrdinanceText {
        /// Its name in the record.
        pub version: String,
        /// The first day on which it is in force.
        pub in_force_from: String,
        /// Where it was found.
        pub source: String,
        /// Its passages, in order.
        pub sections: Vec<Section>,
    }

    /// One passage.
    pub struct Section {
        /// The clause it is; empty for a passage that rules do not name.
        pub clause: String,
        /// Its heading.
        pub heading: String,
        /// Its words, to the letter.
        pub text: String,
        /// What in it reads like a slip.
        pub slips: Vec<SlipView>,
    }

    /// Words that read like a slip.
    pub struct SlipView {
        /// The words.
        pub words: String,
        /// How the program reads them, and why.
        pub note: String,
    }

    /// One rule.
    pub struct RuleView {
        /// Its name.
        pub id: String,
        /// What is asked, in words.
        pub ask: String,
        /// The clause it applies.
        pub clause: String,
        /// The words of the clause that decide.
        pub quote: String,
        /// Why, in a sentence.
        pub because: String,
        /// What must hold, all of it.
        pub conditions: Vec<String>,
        /// The outcome it gives.
        pub outcome: String,
        /// The outcome in words.
        pub label: String,
        /// The positions it rests on.
        pub positions: Vec<String>,
    }

    /// A position on an open question.
    pub struct PositionView {
        /// Its name, `A-01`.
        pub id: String,
        /// The question.
        pub title: String,
        /// The position, with its reasons and sources.
        pub text: String,
    }
}

/// The whole page.
#[must_use]
pub fn ordinance() -> OrdinanceView {
    let clauses: Vec<&str> = law::outcome::Clause::ALL.iter().map(|clause| clause.as_str()).collect();
    let texts = (ORDINANCE.texts)().iter().map(|text| OrdinanceText {
        version: text.version.to_owned(),
        in_force_from: text.in_force_from.to_string(),
        source: text.source.to_owned(),
        sections: text
            .sections()
            .map(|(heading, words)| Section {
                clause: if clauses.contains(&heading) { heading.to_owned() } else { String::new() },
                heading: heading.to_owned(),
                text: words.to_owned(),
                slips: text
                    .slips
                    .iter()
                    .filter(|slip| slip.clause.as_str() == heading)
                    .map(|slip| SlipView { words: slip.words.to_owned(), note: slip.note.to_owned() })
                    .collect(),
            })
            .collect(),
    });
    let ask_in_words =
        |ask: &Ask| Question::about(FactName::Ask).map_or(ask.as_str(), |found| found.label(ask.as_str()));
    let mut rules: Vec<RuleView> = Vec::new();
    for ask in Ask::ALL {
        for rule in (ORDINANCE.rules)(*ask) {
            // Notice of a release follows the rules for information; they are shown once.
            if rules.iter().any(|known| known.id == rule.id) {
                continue;
            }
            rules.push(RuleView {
                id: rule.id.to_owned(),
                ask: ask_in_words(ask).to_owned(),
                clause: rule.clause.to_string(),
                quote: rule.quote.to_owned(),
                because: rule.because.to_owned(),
                conditions: rule.when.iter().map(in_words).collect(),
                outcome: rule.outcome.to_string(),
                label: rule.outcome.label_under(rule.clause).to_owned(),
                positions: rule.positions.iter().map(ToString::to_string).collect(),
            });
        }
    }
    OrdinanceView { texts: texts.collect(), rules, positions: positions() }
}

/// The sections `## A-nn: title` of the positions.
fn positions() -> Vec<PositionView> {
    POSITIONS
        .split("\n## ")
        .filter(|section| section.starts_with("A-"))
        .filter_map(|section| {
            let (heading, text) = section.split_once('\n')?;
            let id = heading.split([' ', ':', '.']).next()?;
            let title = heading.get(id.len()..)?.trim_start_matches([' ', ':', '.', '–', '-']);
            Some(PositionView { id: id.to_owned(), title: title.to_owned(), text: text.trim().to_owned() })
        })
        .collect()
}

impl Desk {
    /// What the law would say of these facts today. Nothing is recorded.
    ///
    /// # Errors
    /// [`Error::Refused`] if a fact or value is none.
    pub fn what_if(&self, answers: &Answers) -> Result<Determination, Error> {
        let mut facts = Facts::default();
        for (name, value) in &answers.0 {
            let refuse = |what: String| Error::Refused(what);
            let fact: FactName =
                name.parse().map_err(|unknown: law::facts::UnknownValue| refuse(unknown.to_string()))?;
            facts.set(fact, value).map_err(|unknown| refuse(unknown.to_string()))?;
        }
        Ok(Determination::of(&determine(&facts, local_date(self.clock.now())), &[]))
    }
}
