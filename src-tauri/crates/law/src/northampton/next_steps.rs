//! What staff do next, for each ask and outcome.
//!
//! Two things hold under every answer: nothing here works against a person's liberty or against a court, and a
//! deadline on a paper stays a deadline.

use crate::facts::{Ask, Facts, Information, Instrument, Purpose};
use crate::outcome::Outcome;

const DEADLINE: &str = "Enter any deadline that the paper sets. It runs whatever the answer is.";
const JUDGES_WARRANT: &str =
    "If agents show a judge's warrant, do not obstruct them. Call the Solicitor at once and list what they take.";
const RELEASED_ON_TIME: &str = "A person who is due for release is released on time.";
const NEUTRAL_ANSWER: &str = "Answer in writing, and say neither that a record exists nor that it does not.";
const NAME_THE_EXEMPTION: &str =
    "Answer the records request in writing within 10 business days and name the exemption (G.L. c.66 § 10).";
const NEVER_WHAT_CAME_BACK: &str = "Record it in the § 1373 ledger: that it was made, never what came back.";
const NEVER_THE_STATUS: &str =
    "Record the exchange in the § 1373 ledger: direction, counterpart, basis and date, never the status.";

/// The steps, in order. The ask shapes the first ones; the last ones hold for all.
pub(super) fn next_steps(facts: &Facts, outcome: Outcome) -> Vec<&'static str> {
    let Some(ask) = facts.ask else { return Vec::new() };
    let mut steps = by_outcome(ask, facts, outcome);
    if matches!(ask, Ask::CustodyHold | Ask::ReleaseNotification) && outcome != Outcome::Mandatory {
        steps.push(RELEASED_ON_TIME);
    }
    if ask == Ask::Assistance {
        steps.push(JUDGES_WARRANT);
    }
    steps.push(DEADLINE);
    steps
}

fn by_outcome(ask: Ask, facts: &Facts, outcome: Outcome) -> Vec<&'static str> {
    let records_request = facts.instrument == Some(Instrument::RecordsRequest) && ask == Ask::Information;
    match outcome {
        Outcome::Mandatory => mandatory(ask, facts),
        Outcome::StatusExchange => exchange(ask, facts),
        Outcome::Benefit => benefit(ask),
        Outcome::NonMandatoryProhibited => vec![
            "Do not give it.",
            if records_request { NAME_THE_EXEMPTION } else { NEUTRAL_ANSWER },
            "If a court order, judge's warrant or court subpoena that names the item arrives, log it and decide again.",
        ],
        Outcome::NonMandatoryPermitted => permitted(ask, facts),
        Outcome::NonMandatoryUndetermined => vec![
            match ask {
                Ask::ReleaseNotification => "Give no notice yet.",
                Ask::Information => "Give nothing yet.",
                Ask::CustodyHold
                | Ask::StatusDetermination
                | Ask::ActionOnStatus
                | Ask::ImmigrationFunction
                | Ask::Assistance
                | Ask::BenefitCertification
                | Ask::Agreement => "Do nothing yet.",
            },
            "Ask who is asking, for whom, and for what purpose. Call back through a number you looked up yourself.",
            "Record the answer and decide again.",
        ],
        Outcome::ActionProhibited => prohibited(ask),
        Outcome::BarredByOtherLaw => vec![
            "Another law forbids it: do not give it and do not do it.",
            "Note which law, and let the Solicitor word the answer: to name the law can itself give the secret away.",
        ],
        Outcome::NotCovered => not_covered(ask),
        Outcome::Counsel => vec![
            "Do nothing that was asked until the Solicitor's written finding.",
            if ask == Ask::CustodyHold {
                "Call the Solicitor at once, at any hour. Someone's liberty hangs on it."
            } else {
                "Send the paper to the Solicitor today, with its deadline."
            },
            "Record the finding and decide again.",
        ],
    }
}

fn mandatory(ask: Ask, facts: &Facts) -> Vec<&'static str> {
    match ask {
        Ask::CustodyHold => vec![
            "Act on the judge's paper, or on the law that it names, exactly as it says and no longer than it says.",
            "Call the Solicitor at once.",
        ],
        Ask::StatusDetermination => {
            vec!["Make the inquiry that the law or the court requires, and no other.", NEVER_WHAT_CAME_BACK]
        }
        Ask::Information if facts.information == Some(Information::Status) => vec![
            "Give exactly what the paper names. Anything more is surplus and is not required.",
            "If the City holds none, say so. It does not look the status up.",
            NEVER_THE_STATUS,
        ],
        Ask::Information
        | Ask::ReleaseNotification
        | Ask::ActionOnStatus
        | Ask::ImmigrationFunction
        | Ask::Assistance
        | Ask::BenefitCertification
        | Ask::Agreement => vec![
            "Give or do exactly what the paper names. Anything more is surplus and is not required.",
            "Keep an exact list of what was given or done, when, and to whom.",
        ],
    }
}

fn exchange(ask: Ask, facts: &Facts) -> Vec<&'static str> {
    if ask != Ask::StatusDetermination {
        return vec![
            "An official may answer about status alone. The City need not, and does not look it up.",
            "If the City holds no such information, say so.",
            NEVER_THE_STATUS,
        ];
    }
    let benefit = matches!(facts.purpose, Some(Purpose::PublicBenefit | Purpose::ImmigrationBenefit));
    vec![
        if benefit {
            "The inquiry may be made for the benefit it serves, and for nothing else."
        } else {
            "Make the inquiry that the statute requires, and no other."
        },
        NEVER_WHAT_CAME_BACK,
    ]
}

fn benefit(ask: Ask) -> Vec<&'static str> {
    if ask == Ask::BenefitCertification {
        return vec![
            "A certifying office answers within 90 days: sign, deny in writing with the reason, or explain in writing why it takes longer (G.L. c.258F § 3).",
            "It counts in the certifying office's yearly report, due on 1 February (G.L. c.258F § 4).",
        ];
    }
    vec!["It may be done for the benefit it serves.", "Give or do what the benefit needs, and no more."]
}

fn permitted(ask: Ask, facts: &Facts) -> Vec<&'static str> {
    let mut steps = if ask == Ask::Assistance {
        vec![
            "You may help with the stated purpose, if a second officer signs.",
            "Do no more than that purpose needs, and note what was done.",
        ]
    } else {
        vec![
            "You may give it, if a second officer signs.",
            "Give the least that serves the stated purpose, and keep an exact list of what left.",
        ]
    };
    if facts.purpose == Some(Purpose::LifeSafety) {
        steps.push("Where a life is at risk, act now; the second officer reviews it within one business day.");
    }
    steps.push("It is listed in the quarterly report.");
    steps
}

fn prohibited(ask: Ask) -> Vec<&'static str> {
    match ask {
        Ask::CustodyHold => vec!["Do not hold the person on this paper.", "Tell the Solicitor that the paper came."],
        Ask::StatusDetermination => vec!["Do not look the status up.", "Say that the City does not do so."],
        Ask::ActionOnStatus => vec!["Do not act on the person's status.", "Treat the person as anyone else."],
        Ask::Agreement => vec!["Do not sign it.", "Send it to the Mayor and the Solicitor."],
        Ask::Assistance => {
            vec![
                "Do not help with it, and do not obstruct it.",
                "Staff and public areas go on with their ordinary work.",
            ]
        }
        Ask::ImmigrationFunction | Ask::Information | Ask::ReleaseNotification | Ask::BenefitCertification => {
            vec!["Do not do it.", "Say that City staff do not do this work."]
        }
    }
}

fn not_covered(ask: Ask) -> Vec<&'static str> {
    match ask {
        Ask::Information => vec!["Ordinary records law decides (G.L. c.66 § 10). Answer as you would anyone."],
        Ask::CustodyHold => vec!["Ordinary criminal law decides. Ask the Solicitor if in doubt."],
        Ask::ReleaseNotification
        | Ask::StatusDetermination
        | Ask::ActionOnStatus
        | Ask::ImmigrationFunction
        | Ask::Assistance
        | Ask::BenefitCertification
        | Ask::Agreement => vec!["This ordinance does not decide. Follow the department's ordinary rules."],
    }
}
