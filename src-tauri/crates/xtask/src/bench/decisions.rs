//! Decisions a second, with the full trace, beside the same rules for information as Cedar policies.

use std::collections::HashSet;
use std::hint::black_box;

use cedar_policy::{
    Authorizer, Context, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicySet, Request,
    RestrictedExpression,
};
use jiff::civil::{Date, date};
use law::facts::{Ask, FactName, Facts};
use law::northampton::ORDINANCE;
use law::outcome::Outcome;
use law::{Decision, decide};

use super::ROUNDS;
use super::measure::{self, Contestant, alternate, figure, stopped, timed};
use super::sample::{self, Random};
use crate::command::{Stop, say};

/// Decisions a round, where no other number is asked for.
pub(crate) const DECISIONS: usize = 5_000_000;
/// Different items that are decided, again and again.
const ITEMS: usize = 20_000;
/// Cedar decides so much less of them in a round, to be done in about the same time.
const FEWER: usize = 100;

const DAY: Date = date(2026, 10, 7);

/// Measures and prints.
///
/// # Errors
/// When law and policies disagree on an item: then they do not do the same work.
pub(crate) fn bench(decisions: usize) -> Result<(), Stop> {
    let mut random = Random::seeded();
    let any: Vec<Facts> = (0..ITEMS).map(|_| sample::facts(&mut random, None)).collect();
    let information: Vec<Facts> = (0..ITEMS).map(|_| sample::facts(&mut random, Some(Ask::Information))).collect();
    let policies = Policies::read()?;
    let requests: Vec<Request> = information.iter().map(|facts| policies.request(facts)).collect::<Result<_, _>>()?;
    for (facts, request) in information.iter().zip(&requests) {
        if may_leave(facts) != policies.allow(request) {
            return Err(Stop::Needs(format!("law and policies disagree: {facts}")));
        }
    }

    let ours = |items: &[Facts]| {
        timed(|| {
            items.iter().cycle().take(decisions).for_each(|facts| {
                black_box(decide(&ORDINANCE, black_box(facts), DAY));
            });
            Ok(())
        })
    };
    let fewer = decisions.div_ceil(FEWER);
    let measured = alternate(
        ROUNDS,
        vec![
            Contestant::new("law: information", decisions, || ours(&information)),
            Contestant::new("law: any ask", decisions, || ours(&any)),
            Contestant::new("Cedar: requests ready", fewer, || {
                timed(|| {
                    requests.iter().cycle().take(fewer).for_each(|request| {
                        black_box(policies.allow(black_box(request)));
                    });
                    Ok(())
                })
            }),
            Contestant::new("Cedar: requests made", fewer, || {
                timed(|| {
                    information.iter().cycle().take(fewer).try_for_each(|facts| {
                        black_box(policies.allow(&policies.request(black_box(facts))?));
                        Ok(())
                    })
                })
            }),
        ],
    )?;
    say(&measure::table("Decisions, each with its full trace, one thread", "decisions", &measured));
    say(&measure::surroundings(measure::folder()?.path())?);
    if let [law, _, cedar, _] = measured.as_slice() {
        say(&format!(
            "{ITEMS} items of the same facts; law and policies agree on all of them.\n\
             Aim: 1,000,000 a second on one core. Measured: {} a second, {} times Cedar's rate.",
            figure(law.rate()),
            figure(cedar.times_as_long_as(law)),
        ));
    }
    Ok(())
}

/// The class of the law's answer that a policy can give: yes or no.
fn may_leave(facts: &Facts) -> bool {
    match decide(&ORDINANCE, facts, DAY) {
        Decision::NotSettled(_) => false,
        Decision::Settled(found) => match found.outcome {
            Outcome::Mandatory
            | Outcome::StatusExchange
            | Outcome::Benefit
            | Outcome::NonMandatoryPermitted
            | Outcome::NotCovered => true,
            Outcome::NonMandatoryProhibited
            | Outcome::NonMandatoryUndetermined
            | Outcome::ActionProhibited
            | Outcome::BarredByOtherLaw
            | Outcome::Counsel => false,
        },
    }
}

/// Recipients that are always a state or federal agency, and those that are a government beside them.
const AGENCIES: [&str; 5] = [
    "immigration_agency",
    "immigration_benefits_agency",
    "mixed_federal_agency",
    "other_federal_agency",
    "state_agency",
];
const GOVERNMENTS: [&str; 3] = ["local_agency", "court", "legislature"];
/// The facts that are neither principal nor resource.
const CONTEXT: [FactName; 7] = [
    FactName::ForImmigrationAgency,
    FactName::Purpose,
    FactName::Instrument,
    FactName::ValidOnFace,
    FactName::WithinScope,
    FactName::ExemptRecord,
    FactName::OtherLawForbids,
];

/// The policies with what they need to be asked.
struct Policies {
    authorizer: Authorizer,
    set: PolicySet,
    entities: Entities,
    recipient: EntityTypeName,
    information: EntityTypeName,
    release: EntityUid,
}

impl Policies {
    fn read() -> Result<Self, Stop> {
        let kind = |name: &str| name.parse::<EntityTypeName>().map_err(stopped);
        let (recipient, group) = (kind("Recipient")?, kind("Group")?);
        let named =
            |kind: &EntityTypeName, name: &str| EntityUid::from_type_name_and_id(kind.clone(), EntityId::new(name));
        let within = |entity, groups: &[&str]| {
            Entity::new_no_attrs(entity, groups.iter().map(|name| named(&group, name)).collect::<HashSet<_>>())
        };
        let mut entities = vec![within(named(&group, "agency"), &["government"])];
        entities.extend(AGENCIES.iter().map(|name| within(named(&recipient, name), &["agency"])));
        entities.extend(GOVERNMENTS.iter().map(|name| within(named(&recipient, name), &["government"])));
        Ok(Self {
            authorizer: Authorizer::new(),
            set: include_str!("information.cedar").parse().map_err(stopped)?,
            entities: Entities::from_entities(entities, None).map_err(stopped)?,
            release: named(&kind("Action")?, "release"),
            information: kind("Information")?,
            recipient,
        })
    }

    fn request(&self, facts: &Facts) -> Result<Request, Stop> {
        let word = |fact| facts.get(fact).unwrap_or_default();
        let entity =
            |kind: &EntityTypeName, fact| EntityUid::from_type_name_and_id(kind.clone(), EntityId::new(word(fact)));
        let context = CONTEXT.map(|fact| (fact.to_string(), RestrictedExpression::new_string(word(fact).to_owned())));
        Request::new(
            entity(&self.recipient, FactName::Recipient),
            self.release.clone(),
            entity(&self.information, FactName::Information),
            Context::from_pairs(context).map_err(stopped)?,
            None,
        )
        .map_err(stopped)
    }

    fn allow(&self, request: &Request) -> bool {
        let response = self.authorizer.is_authorized(request, &self.set, &self.entities);
        black_box(response.diagnostics());
        response.decision() == cedar_policy::Decision::Allow
    }
}
