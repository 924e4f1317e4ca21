//! The whole fact space, point by point, so that what is claimed of every item can be shown for every item.

use crate::facts::{Ask, Facts, Information, Instrument, Purpose, Recipient, YesNo, YesNoUnknown};

/// Every combination of known facts. Where something else than information is asked, the kind of information does not
/// count, and the point is visited once, as `personal`: 14 × 13 × 3 × 7 × 11 × 3 × 3 × 3 × 2 = 2,270,268 points.
pub fn every_point(mut visit: impl FnMut(&Facts)) {
    for (ask, information) in asks() {
        for recipient in Recipient::ALL {
            for purpose in Purpose::ALL {
                for instrument in Instrument::ALL {
                    let facts = Facts {
                        ask: Some(ask),
                        information: Some(information),
                        recipient: Some(*recipient),
                        purpose: Some(*purpose),
                        instrument: Some(*instrument),
                        ..Facts::default()
                    };
                    every_answer(facts, &mut visit);
                }
            }
        }
    }
}

fn asks() -> impl Iterator<Item = (Ask, Information)> {
    Ask::ALL.iter().flat_map(|ask| {
        let kinds = if *ask == Ask::Information { Information::ALL } else { &[Information::Personal] };
        kinds.iter().map(|kind| (*ask, *kind))
    })
}

/// Every answer to the questions that are answered yes, no or unknown.
fn every_answer(mut facts: Facts, visit: &mut impl FnMut(&Facts)) {
    for acting in YesNoUnknown::ALL {
        facts.for_immigration_agency = Some(*acting);
        for valid in YesNoUnknown::ALL {
            facts.valid_on_face = Some(*valid);
            for scope in YesNoUnknown::ALL {
                facts.within_scope = Some(*scope);
                for exempt in YesNoUnknown::ALL {
                    facts.exempt_record = Some(*exempt);
                    for forbidden in YesNo::ALL {
                        facts.other_law_forbids = Some(*forbidden);
                        visit(&facts);
                    }
                }
            }
        }
    }
}
