//! What any ordinance's rules are made of: conditions on facts, and the three answers a condition can give.
//!
//! A rule is data: its clause, the clause's words, the positions it rests on, and conditions that must all hold. Nothing
//! of one city's law belongs here; that stands with the city's own rules.

use crate::facts::{FactName, Facts, Information, Instrument, Purpose, Recipient};
use crate::outcome::{Clause, Outcome};

/// Does it hold, for what is known?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It holds, whatever the missing facts turn out to be.
    Yes,
    /// It does not hold, whatever the missing facts turn out to be.
    No,
    /// It hangs on this fact, which nobody has answered yet.
    Open(FactName),
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

/// A named question about several facts at once, such as "is the recipient an agency?".
#[derive(Debug)]
pub struct Test {
    /// The question, as a statement that holds or not.
    pub words: &'static str,
    /// The facts it looks at.
    pub facts: &'static [FactName],
    /// How it is answered.
    pub holds: fn(&Facts) -> Truth,
}

/// One thing a rule asks for.
#[derive(Debug)]
pub enum Condition {
    /// The kind of information is one of these.
    Information(&'static [Information]),
    /// The recipient is one of these.
    Recipient(&'static [Recipient]),
    /// The purpose is one of these.
    Purpose(&'static [Purpose]),
    /// The paper is one of these.
    Instrument(&'static [Instrument]),
    /// A named question holds.
    Is(&'static Test),
    /// At least one of these holds.
    Any(&'static [Condition]),
    /// Each of these holds.
    All(&'static [Condition]),
}

fn one_of<T: Copy + PartialEq>(known: Option<T>, allowed: &[T], fact: FactName) -> Truth {
    known.map_or(Truth::Open(fact), |value| allowed.contains(&value).into())
}

fn every(conditions: &[Condition], facts: &Facts) -> Truth {
    let mut so_far = Truth::Yes;
    for condition in conditions {
        match condition.holds(facts) {
            Truth::No => return Truth::No,
            open @ Truth::Open(_) if so_far == Truth::Yes => so_far = open,
            Truth::Yes | Truth::Open(_) => {}
        }
    }
    so_far
}

fn at_least_one(conditions: &[Condition], facts: &Facts) -> Truth {
    let mut so_far = Truth::No;
    for condition in conditions {
        match condition.holds(facts) {
            Truth::Yes => return Truth::Yes,
            open @ Truth::Open(_) if so_far == Truth::No => so_far = open,
            Truth::No | Truth::Open(_) => {}
        }
    }
    so_far
}

impl Condition {
    /// Does it hold for what is known?
    #[must_use]
    pub fn holds(&self, facts: &Facts) -> Truth {
        match self {
            Self::Information(allowed) => one_of(facts.information_that_counts(), allowed, FactName::Information),
            Self::Recipient(allowed) => one_of(facts.recipient, allowed, FactName::Recipient),
            Self::Purpose(allowed) => one_of(facts.purpose, allowed, FactName::Purpose),
            Self::Instrument(allowed) => one_of(facts.instrument, allowed, FactName::Instrument),
            Self::Is(test) => (test.holds)(facts),
            Self::Any(conditions) => at_least_one(conditions, facts),
            Self::All(conditions) => every(conditions, facts),
        }
    }

    /// The facts it looks at, in the order in which they are written down.
    #[must_use]
    pub fn facts(&self) -> Vec<FactName> {
        match self {
            Self::Information(_) => vec![FactName::Information],
            Self::Recipient(_) => vec![FactName::Recipient],
            Self::Purpose(_) => vec![FactName::Purpose],
            Self::Instrument(_) => vec![FactName::Instrument],
            Self::Is(test) => test.facts.to_vec(),
            Self::Any(conditions) | Self::All(conditions) => {
                let mut facts = Vec::new();
                for fact in conditions.iter().flat_map(Self::facts) {
                    if !facts.contains(&fact) {
                        facts.push(fact);
                    }
                }
                facts
            }
        }
    }

    /// The condition in words: "the purpose is mixed or not_stated".
    #[must_use]
    pub fn words(&self) -> String {
        fn list<T: Copy>(what: &str, allowed: &[T], word: fn(T) -> &'static str) -> String {
            let words: Vec<&str> = allowed.iter().map(|value| word(*value)).collect();
            format!("{what} is {}", words.join(" or "))
        }
        match self {
            Self::Information(allowed) => list("the information", allowed, Information::as_str),
            Self::Recipient(allowed) => list("the recipient", allowed, Recipient::as_str),
            Self::Purpose(allowed) => list("the purpose", allowed, Purpose::as_str),
            Self::Instrument(allowed) => list("the paper", allowed, Instrument::as_str),
            Self::Is(test) => test.words.to_owned(),
            Self::Any(conditions) => grouped(conditions, "; or "),
            Self::All(conditions) => grouped(conditions, "; and "),
        }
    }
}

/// Several conditions in words, in brackets, so that nobody has to guess what belongs together.
fn grouped(conditions: &[Condition], joint: &str) -> String {
    let words: Vec<String> = conditions.iter().map(Condition::words).collect();
    format!("({})", words.join(joint))
}

/// One rule: if every condition holds, it decides.
#[derive(Debug)]
pub struct Rule {
    /// Its name in traces and in the record; never reused for another rule.
    pub id: &'static str,
    /// The clause it applies.
    pub clause: Clause,
    /// The words of that clause that decide, to the letter. Empty for [`Clause::OtherLaw`], whose text is elsewhere.
    pub quote: &'static str,
    /// The positions on open questions that it rests on (`A-01` …).
    pub positions: &'static [&'static str],
    /// Why, in a sentence for staff.
    pub because: &'static str,
    /// What must hold, all of it. Empty for the last rule of a list, which takes what is left.
    pub when: &'static [Condition],
    /// The answer it gives.
    pub outcome: Outcome,
}

/// What became of a rule that was looked at.
#[derive(Debug, Clone, Copy)]
pub enum Verdict {
    /// Every condition held: this rule decides.
    Fired,
    /// This condition did not hold.
    NotFired(&'static Condition),
    /// It hangs on a fact that is missing.
    Open(FactName),
}

impl Rule {
    /// Looks at this rule for what is known.
    #[must_use]
    pub fn verdict(&'static self, facts: &Facts) -> Verdict {
        let mut open = None;
        for condition in self.when {
            match condition.holds(facts) {
                Truth::Yes => {}
                Truth::No => return Verdict::NotFired(condition),
                Truth::Open(fact) => open = open.or(Some(fact)),
            }
        }
        open.map_or(Verdict::Fired, Verdict::Open)
    }
}
