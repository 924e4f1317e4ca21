//! Facts in, determination out.
//!
//! [`decide`] looks at an ordinance's rules in order. With every fact that matters known, it gives a [`Determination`]
//! with its reasons. With facts missing it gives what is still possible and the one fact to ask next; it never fills a
//! gap by guessing.

use jiff::civil::Date;

use crate::completions::{self, Answer};
use crate::facts::{FactName, Facts};
use crate::ordinance::{MayHang, Ordinance};
use crate::outcome::{Clause, Flag, LedgerKind, Outcome};
use crate::rule::{Rule, Verdict};
use crate::text::Text;

/// One rule that was looked at, and what became of it.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// The rule.
    pub rule: &'static Rule,
    /// Whether it fired, and if not, why not.
    pub verdict: Verdict,
}

impl Step {
    /// Did this rule give this answer, or may it have?
    fn gives(&self, outcome: Outcome, clause: Clause) -> bool {
        let looked_away = matches!(self.verdict, Verdict::NotFired(_));
        !looked_away && self.rule.outcome == outcome && self.rule.clause == clause
    }
}

/// The answer for one item, with its reasons.
#[derive(Debug, Clone)]
pub struct Determination {
    /// What the law says.
    pub outcome: Outcome,
    /// The clause that decides.
    pub clause: Clause,
    /// The ledger the item belongs to.
    pub ledger: LedgerKind,
    /// The 2(a) flag.
    pub flag: Flag,
    /// The rules looked at, in order. Where facts that cannot matter are missing, a step may be open.
    pub trace: Vec<Step>,
    /// The version of the rules.
    pub rules_version: &'static str,
    /// The text in force on the day of the decision.
    pub text: Option<&'static Text>,
    /// What staff do next, in order. Empty only where even the ask is not known.
    pub next_steps: Vec<&'static str>,
}

impl Determination {
    /// The rule that decided. Where a fact that cannot matter is missing, the first of the rules that give this answer.
    #[must_use]
    pub fn rule(&self) -> Option<&'static Rule> {
        self.trace.iter().find(|step| step.gives(self.outcome, self.clause)).map(|step| step.rule)
    }

    /// The clause's own words in the text in force; `None` for another law's clause.
    #[must_use]
    pub fn clause_text(&self) -> Option<&'static str> {
        self.text.and_then(|text| text.clause(self.clause))
    }
}

/// What is known so far when facts that matter are missing.
#[derive(Debug, Clone)]
pub struct NotSettled {
    /// The outcomes that are still possible, in the order of the contract.
    pub possible: Vec<Outcome>,
    /// The one fact to ask next: not known yet, and able to change the determination.
    pub ask_next: FactName,
    /// The rules looked at so far, up to the first that takes whatever is left.
    pub trace: Vec<Step>,
}

/// The answer to one item.
#[derive(Debug, Clone)]
pub enum Decision {
    /// Every completion of the missing facts gives the same outcome, clause, ledger and flag.
    Settled(Determination),
    /// Not every completion does.
    NotSettled(NotSettled),
}

/// What one set of facts gives, without reasons; or the fact on which it hangs.
pub(crate) fn resolve(ordinance: &Ordinance, facts: &Facts) -> MayHang<Answer> {
    let ask = facts.ask.ok_or(FactName::Ask)?;
    for rule in (ordinance.rules)(ask) {
        match rule.verdict(facts) {
            Verdict::NotFired(_) => {}
            Verdict::Open(fact) => return Err(fact),
            Verdict::Fired => {
                return Ok(Answer {
                    outcome: rule.outcome,
                    clause: rule.clause,
                    ledger: (ordinance.ledger)(facts, rule.outcome)?,
                    flag: (ordinance.flag)(facts, rule.outcome, rule.clause)?,
                });
            }
        }
    }
    // Every list ends with a rule without conditions; a test holds that. Were one to miss it, the item stays open.
    Err(FactName::Ask)
}

fn trace(ordinance: &Ordinance, facts: &Facts) -> Vec<Step> {
    let Some(ask) = facts.ask else { return Vec::new() };
    let rules = (ordinance.rules)(ask);
    let mut steps = Vec::with_capacity(rules.len());
    for rule in rules {
        let verdict = rule.verdict(facts);
        steps.push(Step { rule, verdict });
        if matches!(verdict, Verdict::Fired) {
            break;
        }
    }
    steps
}

/// Decides one item under an ordinance, as of the day of the decision.
#[must_use]
pub fn decide(ordinance: &Ordinance, facts: &Facts, day: Date) -> Decision {
    let answer = match resolve(ordinance, facts) {
        Ok(answer) => answer,
        Err(_) => match completions::possible(ordinance, facts).as_slice() {
            [answer] => *answer,
            several => {
                return Decision::NotSettled(NotSettled {
                    possible: completions::outcomes(several),
                    ask_next: completions::ask_next(ordinance, facts),
                    trace: trace(ordinance, facts),
                });
            }
        },
    };
    let mut trace = trace(ordinance, facts);
    // With facts missing that cannot matter, nothing after the last rule that may have decided was ever needed.
    let needed = trace.iter().rposition(|step| step.gives(answer.outcome, answer.clause)).map_or(0, |last| last + 1);
    trace.truncate(needed);
    Decision::Settled(Determination {
        outcome: answer.outcome,
        clause: answer.clause,
        ledger: answer.ledger,
        flag: answer.flag,
        trace,
        rules_version: ordinance.rules_version,
        text: ordinance.text_on(day),
        next_steps: (ordinance.next_steps)(facts, answer.outcome),
    })
}
