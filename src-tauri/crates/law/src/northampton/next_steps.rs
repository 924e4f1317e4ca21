//! What staff do next, for each ask and outcome.
//!
//! Two things hold under every answer: nothing here works against a person's liberty or against a court, and a
//! deadline on a paper stays a deadline.

use crate::facts::Ask;
use crate::outcome::Outcome;

const KEEP_DEADLINE: &str = "Write any deadline on the paper into the request. It runs whatever the answer is.";
const JUDGES_WARRANT: &str = "If agents show a judge's warrant, do not obstruct them. Call the Solicitor at once and list what they take.";
const NO_RECORD_TALK: &str =
    "Answer in writing, and say neither that a record exists nor that it does not.";

/// The steps, in order. `ask` shapes the first ones; the last ones hold for all.
pub(super) fn next_steps(ask: Ask, outcome: Outcome) -> Vec<&'static str> {
    let mut steps = by_outcome(ask, outcome).to_vec();
    if matches!(ask, Ask::CustodyHold | Ask::ReleaseNotification) && outcome != Outcome::Mandatory {
        steps.push("A person who is due for release is released on time.");
    }
    if ask == Ask::Assistance {
        steps.push(JUDGES_WARRANT);
    }
    steps.push(KEEP_DEADLINE);
    steps
}

fn by_outcome(ask: Ask, outcome: Outcome) -> &'static [&'static str] {
    match outcome {
        Outcome::Mandatory => mandatory(ask),
        Outcome::StatusExchange => exchange(ask),
        Outcome::Benefit => benefit(ask),
        Outcome::NonMandatoryProhibited => &[
            "Do not give it.",
            NO_RECORD_TALK,
            "If a court order, judge's warrant or court subpoena that names the item arrives, log it and decide again.",
        ],
        Outcome::NonMandatoryPermitted => &[
            "You may give it, if a second officer signs.",
            "Give the least that serves the stated purpose, and keep an exact list of what left.",
            "It is listed in the quarterly report.",
        ],
        Outcome::NonMandatoryUndetermined => &[
            "Hold it. Nothing leaves yet.",
            "Ask who is asking, for whom, and for what purpose. Call back through a number you looked up yourself.",
            "Record the answer and decide again.",
        ],
        Outcome::ActionProhibited => prohibited(ask),
        Outcome::BarredByOtherLaw => &[
            "Do not give it or do it. Another law forbids it.",
            "Name that law in the answer.",
            NO_RECORD_TALK,
        ],
        Outcome::NotCovered => not_covered(ask),
        Outcome::Counsel => &[
            "Do nothing that was asked until the Solicitor's written finding.",
            "Send the paper to the Solicitor today, with its deadline.",
            "Record the finding and decide again.",
        ],
    }
}

fn mandatory(ask: Ask) -> &'static [&'static str] {
    match ask {
        Ask::CustodyHold => &[
            "Act on the judicial paper exactly as it says, and no longer than it says.",
            "Call the Solicitor, and give the person a copy.",
        ],
        Ask::StatusDetermination => &[
            "Make the inquiry that the law or the court requires, and no other.",
            "Record it in the § 1373 ledger: that it was made, never what came back.",
        ],
        Ask::Information
        | Ask::ReleaseNotification
        | Ask::ActionOnStatus
        | Ask::ImmigrationFunction
        | Ask::Assistance
        | Ask::BenefitCertification
        | Ask::Agreement => &[
            "Give or do exactly what the paper names. Anything more is surplus and is not required.",
            "Keep an exact list of what left, when, and to whom.",
        ],
    }
}

fn exchange(ask: Ask) -> &'static [&'static str] {
    match ask {
        Ask::StatusDetermination => &[
            "The inquiry may be made for the benefit or law it serves, and for nothing else.",
            "Record it in the § 1373 ledger: that it was made, never what came back.",
        ],
        Ask::Information
        | Ask::ReleaseNotification
        | Ask::CustodyHold
        | Ask::ActionOnStatus
        | Ask::ImmigrationFunction
        | Ask::Assistance
        | Ask::BenefitCertification
        | Ask::Agreement => &[
            "An official may answer about status alone. The City need not, and does not look it up.",
            "\"We hold no such information\" is an answer.",
            "Record the exchange in the § 1373 ledger: direction, counterpart, basis and date, never the status.",
        ],
    }
}

fn benefit(ask: Ask) -> &'static [&'static str] {
    match ask {
        Ask::BenefitCertification => &[
            "Answer within 90 days: sign, deny in writing with the reason, or explain in writing why it takes longer (G.L. c.258F § 3).",
            "Count it for the yearly report due on 1 February (G.L. c.258F § 4).",
        ],
        Ask::Information
        | Ask::ReleaseNotification
        | Ask::CustodyHold
        | Ask::StatusDetermination
        | Ask::ActionOnStatus
        | Ask::ImmigrationFunction
        | Ask::Assistance
        | Ask::Agreement => &[
            "It may be done for the benefit it serves.",
            "Give or do what the benefit needs, and no more.",
        ],
    }
}

fn prohibited(ask: Ask) -> &'static [&'static str] {
    match ask {
        Ask::CustodyHold => &[
            "Do not hold the person on this paper.",
            "Tell the Solicitor that the paper came.",
        ],
        Ask::StatusDetermination => &["Do not look the status up.", "Tell the one who asked that the City does not."],
        Ask::ActionOnStatus => &["Do not act on the person's status.", "Treat the person as anyone else."],
        Ask::ImmigrationFunction => &["Do not do it.", "Tell the one who asked that City staff do not do this work."],
        Ask::Agreement => &["Do not sign it.", "Send it to the Mayor and the Solicitor."],
        Ask::Assistance => &[
            "Do not help with it, and do not obstruct it.",
            "Staff and public areas go on with their ordinary work.",
        ],
        Ask::Information | Ask::ReleaseNotification | Ask::BenefitCertification => &["Do not do it."],
    }
}

fn not_covered(ask: Ask) -> &'static [&'static str] {
    match ask {
        Ask::Information => &["Ordinary records law decides (G.L. c.66 § 10). Answer as you would anyone."],
        Ask::CustodyHold => &["Ordinary criminal law decides. Ask the Solicitor if in doubt."],
        Ask::ReleaseNotification
        | Ask::StatusDetermination
        | Ask::ActionOnStatus
        | Ask::ImmigrationFunction
        | Ask::Assistance
        | Ask::BenefitCertification
        | Ask::Agreement => &["This ordinance does not decide. Follow the department's ordinary rules."],
    }
}
