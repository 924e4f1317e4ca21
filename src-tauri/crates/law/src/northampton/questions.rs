//! The facts as questions to staff, in plain words, and the papers that staff see.
//!
//! A question never hints at the answer that would let something out. Where someone looked and could not tell, `unknown`
//! is an answer of its own; a question that nobody answered stays open.

use crate::facts::FactName;

/// One value of a fact in the words that staff read.
#[derive(Debug)]
pub struct Choice {
    /// The value as files and the record write it.
    pub value: &'static str,
    /// The value in words.
    pub label: &'static str,
    /// What belongs under it; empty where the words suffice.
    pub hint: &'static str,
}

/// One fact as a question.
#[derive(Debug)]
pub struct Question {
    /// The fact it settles.
    pub fact: FactName,
    /// The question.
    pub words: &'static str,
    /// How to find the answer; empty where the question suffices.
    pub help: &'static str,
    /// Every value of the fact, in the order of the contract.
    pub choices: &'static [Choice],
}

impl Question {
    /// The question that settles a fact.
    #[must_use]
    pub fn about(fact: FactName) -> Option<&'static Self> {
        QUESTIONS.iter().find(|question| question.fact == fact)
    }

    /// A value of the fact in words; the value itself where the list has none.
    #[must_use]
    pub fn label<'a>(&self, value: &'a str) -> &'a str {
        self.choices.iter().find(|choice| choice.value == value).map_or(value, |choice| choice.label)
    }
}

const fn choice(value: &'static str, label: &'static str, hint: &'static str) -> Choice {
    Choice { value, label, hint }
}

/// All questions, in the order of the facts.
pub static QUESTIONS: &[Question] = &[
    Question {
        fact: FactName::Ask,
        words: "What is the City asked to do?",
        help: "Take each thing on its own. One letter can ask for several.",
        choices: &[
            choice("information", "Give information", "A record, an answer, a look at a screen, access to a system."),
            choice("release_notification", "Tell them before a person is released", "A date, a time, or a call."),
            choice("custody_hold", "Hold a person past the time of release", ""),
            choice("status_determination", "Look up a person's immigration status", "The City would find it out."),
            choice(
                "action_on_status",
                "Act because of a person's status",
                "Refuse, report or treat someone differently.",
            ),
            choice("immigration_function", "Do an immigration officer's work", ""),
            choice(
                "assistance",
                "Help or be present",
                "A perimeter, an escort, a transfer, access to a place or person.",
            ),
            choice(
                "benefit_certification",
                "Certify for an immigration benefit",
                "Forms I-918B, I-914B; SIJ findings.",
            ),
            choice("agreement", "Sign an agreement", "A memorandum, a certification, a condition of a grant."),
        ],
    },
    Question {
        fact: FactName::Information,
        words: "What kind of information is it?",
        help: "Choose by what it is, not by what it is called.",
        choices: &[
            choice("status", "Citizenship or immigration status", "Status and class of admission, nothing else."),
            choice(
                "status_adjacent",
                "Close to status",
                "Birthplace, nationality field, A-number, foreign passport number, type of visa.",
            ),
            choice(
                "personal",
                "Anything else about a person or household",
                "Address, phone, work, release date, records.",
            ),
            choice("employment_eligibility_form", "Form I-9", ""),
            choice("statistical", "Figures that point at nobody", ""),
            choice("published", "Already public to everyone", "On the website, in the minutes."),
        ],
    },
    Question {
        fact: FactName::Recipient,
        words: "Who would get it, or who asks?",
        help: "Go by who stands behind the request. If they do not say who they are, choose that.",
        choices: &[
            choice("immigration_agency", "Immigration enforcement agency", "ICE, ERO, CBP, Border Patrol."),
            choice("immigration_benefits_agency", "USCIS", "U.S. Citizenship and Immigration Services."),
            choice("mixed_federal_agency", "Federal agency with mixed duties", "HSI, joint task forces."),
            choice("other_federal_agency", "Other federal agency", "FBI, IRS, Social Security, Labor, Census."),
            choice("state_agency", "State agency", "Of any state; sheriffs and state police too."),
            choice("local_agency", "Another city or town", "Its police, its schools, a district."),
            choice("city_department", "A department of this City", ""),
            choice("court", "Court", "Of a state or of the United States."),
            choice("legislature", "Legislature", "Congress, a state house, a council, their committees."),
            choice("foreign_government", "Foreign government", "A consulate or embassy."),
            choice("private_party", "Private person or firm", "Press, landlord, employer, lawyer for someone else."),
            choice("data_subject", "The person it is about", "Or their own lawyer."),
            choice("unidentified", "They do not say who they are", ""),
        ],
    },
    Question {
        fact: FactName::ForImmigrationAgency,
        words: "Do they act for an immigration agency?",
        help: "Deputised officers, contractors, task forces, or anyone who would pass it on to one. Ask them.",
        choices: &[choice("yes", "Yes", ""), choice("no", "No", ""), choice("unknown", "Asked, and cannot tell", "")],
    },
    Question {
        fact: FactName::Purpose,
        words: "Why do they want it?",
        help: "Their stated reason, in writing or in words. Do not fill it in for them.",
        choices: &[
            choice(
                "immigration_enforcement",
                "Immigration enforcement",
                "To find, hold or remove someone; nothing else is said.",
            ),
            choice("mixed", "Immigration enforcement and something else", "The other reason is real and specific."),
            choice("other", "Another reason", "Specific and recorded: a case, a crime, an audit, a defence."),
            choice("immigration_benefit", "A benefit under immigration law", "A visa, a petition, naturalisation."),
            choice("public_benefit", "Aid, a licence or a service", "The person applies for it."),
            choice("life_safety", "Someone's life or safety", "An emergency now."),
            choice("not_stated", "Asked, and they do not say", ""),
        ],
    },
    Question {
        fact: FactName::Instrument,
        words: "What paper came with it?",
        help: "Look at the top and at the signature: who issued it, and did a judge sign it?",
        choices: &[
            choice("none", "No paper", "A call, a visit, an e-mail, a letter that only asks."),
            choice(
                "judicial_warrant",
                "A judge's warrant",
                "Signed by a judge or magistrate; a court's name at the top.",
            ),
            choice("court_order", "Court order", "Signed by a judge."),
            choice(
                "court_subpoena",
                "Court subpoena",
                "Grand jury, Rule 45, Massachusetts court. A clerk or notary may sign.",
            ),
            choice(
                "administrative_subpoena",
                "Agency subpoena",
                "I-138, a summons, an investigative demand. No court issued it.",
            ),
            choice("administrative_warrant", "Agency warrant", "I-200, I-205. An immigration officer signed it."),
            choice("detainer", "Detainer", "I-247 and its kin: a request to hold or to notify."),
            choice("records_request", "Public records request", "Under G.L. c.66 § 10."),
            choice("statute", "A law they name", "They say that a statute requires it."),
            choice("i9_inspection", "Notice of inspection of Forms I-9", ""),
            choice("agreement_term", "Grant condition or memorandum", ""),
        ],
    },
    Question {
        fact: FactName::ValidOnFace,
        words: "Is the paper good on its face?",
        help: "Check: the court or body that issued it, the signature, the dates, and that it names this City or office. \
               For a law they name: does it oblige the City? Ask the Solicitor if in doubt.",
        choices: &[
            choice("yes", "Yes, checked", ""),
            choice("no", "No", ""),
            choice("unknown", "Checked, and cannot tell", ""),
        ],
    },
    Question {
        fact: FactName::WithinScope,
        words: "Does the paper name this very thing?",
        help: "A paper reaches what it names and no more.",
        choices: &[choice("yes", "Yes", ""), choice("no", "No", ""), choice("unknown", "Read it, and cannot tell", "")],
    },
    Question {
        fact: FactName::ExemptRecord,
        words: "Is the record exempt from public disclosure?",
        help: "Under G.L. c.4 § 7(26). The records access officer knows.",
        choices: &[choice("yes", "Yes", ""), choice("no", "No", ""), choice("unknown", "Looked, and cannot tell", "")],
    },
    Question {
        fact: FactName::OtherLawForbids,
        words: "Does another law keep it secret?",
        help: "Police reports of rape or domestic violence, juvenile and criminal history records, student, health and \
               library records, the street list.",
        choices: &[choice("yes", "Yes", ""), choice("no", "No", "")],
    },
];

/// A paper that agents or lawyers bring.
#[derive(Debug)]
pub struct Paper {
    /// Its number or short name.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// The value of the fact `instrument` it stands for.
    pub instrument: &'static str,
    /// What it is.
    pub what: &'static str,
    /// Who signs it.
    pub signed_by: &'static str,
    /// Whether it compels the City.
    pub compels: &'static str,
}

/// The papers that staff see most, those of immigration agencies first.
pub static PAPERS: &[Paper] = &[
    Paper {
        name: "I-247A",
        title: "Immigration Detainer: Notice of Action",
        instrument: "detainer",
        what: "Asks two things: to hold a person up to 48 hours past release, and to give notice of the release. It takes \
               effect only once the person has a copy.",
        signed_by: "An immigration officer. No judge.",
        compels: "No. It is a request: 2(b)(iii) bars the hold, and the notice is information under 2(a).",
    },
    Paper {
        name: "I-247D, I-247N, I-247X",
        title: "Detainers of before April 2017",
        instrument: "detainer",
        what: "D asks to hold a person, N asks for notice of a release, X for other things. Some are still about.",
        signed_by: "An immigration officer. No judge.",
        compels: "No. Each is a request.",
    },
    Paper {
        name: "I-200",
        title: "Warrant for Arrest of Alien",
        instrument: "administrative_warrant",
        what: "Orders immigration officers to arrest a person, and nobody else. Often it comes with a detainer.",
        signed_by: "An immigration officer. No judge.",
        compels: "No. It gives no right to records or to places that are not public.",
    },
    Paper {
        name: "I-205",
        title: "Warrant of Removal/Deportation",
        instrument: "administrative_warrant",
        what: "Orders immigration officers to remove a person, and nobody else. Often it comes with a detainer.",
        signed_by: "An immigration officer. No judge.",
        compels: "No. It gives no right to records or to places that are not public.",
    },
    Paper {
        name: "I-138",
        title: "Immigration Enforcement Subpoena",
        instrument: "administrative_subpoena",
        what: "Demands records or testimony under 8 U.S.C. § 1225(d)(4), by a date on its face.",
        signed_by: "A supervisory immigration officer. No judge.",
        compels: "Not by itself: a federal court has to order it. It goes to the Solicitor the same day.",
    },
    Paper {
        name: "Immigration judge",
        title: "Subpoena or order of an immigration court",
        instrument: "administrative_subpoena",
        what: "Demands records or testimony in a removal case.",
        signed_by: "An immigration judge, who is an official of the Department of Justice and no judge of a court.",
        compels: "Not by itself: a federal court has to order it. It goes to the Solicitor the same day.",
    },
    Paper {
        name: "AO 93",
        title: "Search and Seizure Warrant",
        instrument: "judicial_warrant",
        what: "Lets officers search a place and take what it names.",
        signed_by: "A judge or magistrate of a court.",
        compels: "Yes, exactly as far as it goes: look at the court, the dates, the place and the things it names. Do not \
                  obstruct; call the Solicitor; list what is taken.",
    },
    Paper {
        name: "AO 442",
        title: "Arrest Warrant of a court",
        instrument: "judicial_warrant",
        what: "Orders officers to arrest the person it names.",
        signed_by: "A judge or magistrate of a court.",
        compels: "Not to give records: it names none. Do not obstruct, and call the Solicitor.",
    },
    Paper {
        name: "Court order",
        title: "An order of a court",
        instrument: "court_order",
        what: "Orders the City or an officer to do or give something.",
        signed_by: "A judge.",
        compels: "Yes, exactly what it names, if it is good on its face.",
    },
    Paper {
        name: "Court subpoena",
        title: "AO 88, AO 88B, AO 89, AO 110, Massachusetts subpoena",
        instrument: "court_subpoena",
        what: "Commands records or testimony in a case or before a grand jury. It names the court and the case.",
        signed_by: "A clerk of court, or a lawyer, notary or justice of the peace for the court. No judge needs to.",
        compels: "Yes, for what it names, unless a court sets it aside. Deadlines run: tell the Solicitor. One of another \
                  state's court binds only once a Massachusetts court orders it.",
    },
    Paper {
        name: "Agency subpoena",
        title: "IRS summons, agency or legislative subpoena, investigative demand",
        instrument: "administrative_subpoena",
        what: "Demands records for an agency's own inquiry.",
        signed_by: "The agency. No judge.",
        compels: "Not by itself: a court has to enforce it. It goes to the Solicitor the same day.",
    },
    Paper {
        name: "Notice of inspection",
        title: "Inspection of Forms I-9",
        instrument: "i9_inspection",
        what: "Asks to see the City's own Forms I-9 after three business days.",
        signed_by: "Homeland Security, Labor or the Department of Justice.",
        compels: "For the Forms I-9 it names, yes. For nothing else.",
    },
    Paper {
        name: "Records request",
        title: "Request under the public records law",
        instrument: "records_request",
        what: "Asks for public records. It may come from anyone and needs no reason.",
        signed_by: "Whoever asks.",
        compels: "For records that are not exempt, yes: a written answer within 10 business days.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Facts;

    #[test]
    fn every_fact_has_one_question_with_its_values_in_order() {
        let asked: Vec<FactName> = QUESTIONS.iter().map(|question| question.fact).collect();
        assert_eq!(asked, FactName::ALL, "one question a fact, in the order of the facts");
        for question in QUESTIONS {
            let values: Vec<_> = question.choices.iter().map(|choice| choice.value).collect();
            assert_eq!(values, question.fact.values(), "the choices of `{}`", question.fact);
            assert!(question.words.ends_with('?'), "{}", question.words);
        }
    }

    #[test]
    fn every_paper_is_an_instrument() {
        for paper in PAPERS {
            let set = Facts::default().set(FactName::Instrument, paper.instrument);
            assert_eq!(set, Ok(()), "{}", paper.name);
        }
    }

    #[test]
    fn the_papers_staff_see_most_say_who_signs_and_whether_they_compel() {
        for (name, judge, compels) in [
            ("I-247A", "No judge.", "No."),
            ("I-200", "No judge.", "No."),
            ("I-205", "No judge.", "No."),
            ("I-138", "No judge.", "Not by itself"),
            ("AO 93", "A judge or magistrate of a court.", "Yes, exactly as far as it goes"),
            ("Court subpoena", "No judge needs to.", "Yes, for what it names"),
        ] {
            let paper = PAPERS.iter().find(|paper| paper.name == name).unwrap();
            assert!(paper.signed_by.contains(judge), "{name}: {}", paper.signed_by);
            assert!(paper.compels.starts_with(compels), "{name}: {}", paper.compels);
        }
    }

    #[test]
    fn a_value_is_told_in_words() {
        let question = Question::about(FactName::Instrument).unwrap();
        assert_eq!(question.label("detainer"), "Detainer");
        assert_eq!(question.label("papyrus"), "papyrus", "a word of a newer version stands as it is");
    }
}
