//! The letters in English.

use law::facts::{Ask, Information};

use super::{Condition, Letter, Wording, free, required, required_if};

/// Who asks, where it is no agency that is named.
pub(super) const SOMEBODY: &str = "a requester";

pub(super) const fn wording(letter: Letter) -> &'static Wording {
    match letter {
        Letter::Acknowledgement => &ACKNOWLEDGEMENT,
        Letter::Refusal => &REFUSAL,
        Letter::CourtPaper => &COURT_PAPER,
        Letter::StatusExchange => &STATUS_EXCHANGE,
        Letter::Referral => &REFERRAL,
        Letter::PublicRecords => &PUBLIC_RECORDS,
        Letter::Certification => &CERTIFICATION,
        Letter::Extension => &EXTENSION,
    }
}

/// Says neither that a record exists nor that it does not.
const NEITHER: &str = "\
This letter says neither that the City holds a record or information about any person nor that it does not. The City \
answers every request of this kind in these words.";

const APART: &str = "\
A question about citizenship or immigration status alone is answered in a letter of its own, under 8 U.S.C. § 1373.";

const ACKNOWLEDGEMENT: Wording = Wording {
    subject: "We have your request",
    parts: &[
        free(
            "opening",
            "We received your request on {received}. It has our number {number}. Please give this number when you \
             write or call about it.",
        ),
        required("You asked for:\n\n{items}"),
        required(
            "This letter says only that your request is here. It does not answer it, and it says neither that the \
             City holds what you asked for nor that it does not.",
        ),
        required_if(
            Condition::Records,
            "You will have a written answer by {due}. The public-records law gives the City 10 business days for it \
             (G.L. c.66 § 10).",
        ),
        required_if(
            Condition::Certification,
            "You will have an answer by {due}. The law gives the City 90 days for it (G.L. c.258F § 3).",
        ),
        free("closing", "We will write to you again."),
    ],
};

const REFUSAL: Wording = Wording {
    subject: "Your request of {received}",
    parts: &[
        free("opening", "This answers your request of {received}, which has our number {number}."),
        required("You asked for:\n\n{items}"),
        required_if(
            Condition::Information,
            "The City does not provide this information. Section 2(a) of its Safe City Ordinance (Northampton Code \
             19.153) says that “unless required by state and federal law, the City shall not take any action for the \
             sole purpose of facilitating federal immigration enforcement, including providing non-mandatory \
             information to any state or federal agency.” No law that we know of, and no paper that came with your \
             request, requires the City to provide it.",
        ),
        required_if(
            Condition::Action,
            "The City does not act as you ask. Section 2 of its Safe City Ordinance (Northampton Code 19.153) does not \
             allow it, and no law that we know of, and no paper that came with your request, requires it.",
        ),
        required(NEITHER),
        required_if(Condition::Apart, APART),
        free(
            "paper",
            "If you hold a warrant or an order that a judge has signed, or a subpoena of a court, and it names what you \
             ask for, send it to this office. We will then decide again.",
        ),
    ],
};

const COURT_PAPER: Wording = Wording {
    subject: "Your request of {received}: a court’s paper is needed",
    parts: &[
        free("opening", "This is about your request of {received}, which has our number {number}."),
        required("You asked for:\n\n{items}"),
        required_if(
            Condition::AgencyPaper,
            "The paper that came with your request is an agency’s own. It is not an order of a court, and by itself it \
             does not require the City to do what it asks.",
        ),
        required(
            "The City can go on with this only under a warrant or an order that a judge has signed, or a subpoena of a \
             court. Please send a copy on which the court, the signature, the date and what is to be given can be read.",
        ),
        required(NEITHER),
        required_if(Condition::Apart, APART),
        free("closing", "When it is here, we will decide about each thing that it names, and write to you again."),
    ],
};

const STATUS_EXCHANGE: Wording = Wording {
    subject: "Your question about citizenship or immigration status",
    parts: &[
        required(
            "This is about your request of {received}, which has our number {number}, and about this alone:\n\n{items}",
        ),
        required(
            "Section 3(b) of the Safe City Ordinance (Northampton Code 19.153) leaves exchanges of information about \
             citizenship or immigration status to 8 U.S.C. § 1373. The City does not look a status up.",
        ),
        required("Our answer, written by hand:\n\n{line}\n\n{line}"),
        required("Whatever else you asked for is no part of this letter."),
    ],
};

const REFERRAL: Wording = Wording {
    subject: "For your written finding: request {number}",
    parts: &[
        free("opening", "We ask for your written finding on a request that is before this office."),
        required("It was received on {received} from {agency} and has the number {number}. Asked for is:\n\n{items}"),
        required_if(
            Condition::AgencyPaper,
            "An agency’s own paper came with it, not an order of a court. A copy is with this letter.",
        ),
        required_if(Condition::Dated, "The earliest date that the law or the paper sets is {due}. It runs meanwhile."),
        required("Until your finding is here, the City gives nothing and does nothing of what is asked."),
        free(
            "closing",
            "Please say for each of these whether state or federal law requires it, under which provision, and how far \
             it goes.",
        ),
    ],
};

const PUBLIC_RECORDS: Wording = Wording {
    subject: "Your request for public records",
    parts: &[
        free(
            "opening",
            "This answers your request for public records of {received} (G.L. c.66 § 10), which has our number {number}.",
        ),
        required("You asked for:\n\n{items}"),
        required_if(Condition::Given, "What the law makes public is with this letter."),
        required_if(
            Condition::Withheld,
            "Records or parts of records are withheld under these exemptions of G.L. c.4 § 7, clause \
             Twenty-sixth:\n\n{exemptions}\n\nWhat can be separated from them is given. To name an exemption says \
             nothing about whether there is a record about any person.",
        ),
        required_if(
            Condition::Withheld,
            "You may appeal to the Supervisor of Records (G.L. c.66 § 10A(a); 950 CMR 32.08), and you may bring a civil \
             action in the Superior Court (G.L. c.66 § 10A(c)).",
        ),
        free("closing", "If you have a question about this answer, write or call, and give our number."),
    ],
};

const CERTIFICATION: Wording = Wording {
    subject: "Your request for a certification",
    parts: &[
        free(
            "opening",
            "This answers your request of {received} for a certification on Form I-918, Supplement B, or Form I-914, \
             Supplement B. It has our number {number}.",
        ),
        required_if(Condition::Signed, "The City has signed the certification. It is with this letter."),
        required_if(
            Condition::Denied,
            "The City has not signed the certification, for this reason: {reason}. This is without prejudice: you may \
             ask again.",
        ),
        required_if(
            Condition::Later,
            "The City cannot answer yet, for this reason: {reason}. It will answer by {due}.",
        ),
        required(
            "This answer is due within 90 days under G.L. c.258F § 3. Whether an immigration benefit is given is for the \
             federal government to decide.",
        ),
        free("closing", "If you have a question about this answer, write or call, and give our number."),
    ],
};

const EXTENSION: Wording = Wording {
    subject: "Your request for public records takes longer",
    parts: &[
        free("opening", "This is about your request for public records of {received}, which has our number {number}."),
        required("You asked for:\n\n{items}"),
        required(
            "The City cannot produce this within 10 business days, for this reason: {reason}. It will do so by {due} \
             (G.L. c.66 § 10(b)).",
        ),
        required(
            "You may appeal to the Supervisor of Records (G.L. c.66 § 10A(a); 950 CMR 32.08), and you may bring a civil \
             action in the Superior Court (G.L. c.66 § 10A(c)).",
        ),
        free("closing", "If you can do with less, or with a part first, please tell us. It may then go faster."),
    ],
};

/// What is asked in an item, as a letter names it.
pub(super) const fn asked(ask: Option<Ask>, information: Option<Information>) -> &'static str {
    match (ask, information) {
        (Some(Ask::Information), Some(Information::Status)) => "information about citizenship or immigration status",
        (Some(Ask::Information), Some(Information::StatusAdjacent)) => {
            "information next to a status, such as a place of birth or a number of an immigration file"
        }
        (Some(Ask::Information), Some(Information::Personal)) => "information about a person or a household",
        (Some(Ask::Information), Some(Information::EmploymentEligibilityForm)) => "Forms I-9",
        (Some(Ask::Information), Some(Information::Statistical)) => "figures that point at no person",
        (Some(Ask::Information), Some(Information::Published)) => "what is public already",
        (Some(Ask::Information), None) => "information",
        (Some(Ask::ReleaseNotification), _) => "notice before a person is released",
        (Some(Ask::CustodyHold), _) => "that a person be held past the time of release",
        (Some(Ask::StatusDetermination), _) => "that the City look up a person’s citizenship or immigration status",
        (Some(Ask::ActionOnStatus), _) => "an action on the basis of a person’s status",
        (Some(Ask::ImmigrationFunction), _) => "that the City perform a function of an immigration officer",
        (Some(Ask::Assistance), _) => "presence, an escort, access or a transfer",
        (Some(Ask::BenefitCertification), _) => "a certification for an immigration benefit",
        (Some(Ask::Agreement), _) => "an agreement or a certification to sign",
        (None, _) => "what your request names",
    }
}
