//! Statutes that letters name as a duty of the City, and that are none.
//!
//! A requester who writes "the law requires you to" names a law. For the ones listed here, staff see what the law really
//! says, why it does not bind the City to answer, and the one case in which it would. What is not listed is not judged:
//! a law this room does not know may well bind, and that is for the Solicitor.

mod reader;

use crate::facts::{FactName, YesNoUnknown};

use self::reader::{Act, Citation, Source, read};

/// A law that is often named as requiring the City to answer, and does not.
#[derive(Debug, PartialEq, Eq)]
pub struct WrongCitation {
    /// The law, as it is cited.
    pub citation: &'static str,
    /// What it says.
    pub says: &'static str,
    /// Why it does not require the City to answer.
    pub why_not: &'static str,
    /// The case in which it would, to be ruled out before the answer is given.
    pub unless: Option<&'static str>,
    /// Where this can be looked up.
    pub source: &'static str,
    /// The ways to cite it.
    cited_as: &'static [CitedAs],
}

impl WrongCitation {
    /// The fact that follows where this is the statute named as requiring the item: it does not bind the City.
    #[must_use]
    pub const fn answers(&self) -> (FactName, YesNoUnknown) {
        (FactName::ValidOnFace, YesNoUnknown::No)
    }

    fn is_cited_by(&self, citation: &Citation) -> bool {
        self.cited_as.iter().any(|way| way.covers(citation))
    }
}

/// One way to cite a law: where it stands, its section (empty: any), and the subsections it is about (empty: all).
#[derive(Debug, PartialEq, Eq)]
struct CitedAs(Source<'static>, &'static str, &'static [&'static str]);

impl CitedAs {
    fn covers(&self, citation: &Citation) -> bool {
        let Self(source, section, subsections) = self;
        *source == citation.source()
            && (section.is_empty() || *section == citation.section)
            && subsections.len() <= citation.subsections.len()
            && subsections.iter().zip(&citation.subsections).all(|(ours, theirs)| ours == theirs)
    }
}

/// The wrong citation a text rests on: the first it names, provided it names no other law. A text that also cites
/// something not listed here has no answer, because that may be a duty; [`named`] still explains what it names.
#[must_use]
pub fn check(text: &str) -> Option<&'static WrongCitation> {
    let citations = read(text);
    let mut wrong = citations.iter().map(find);
    let first = wrong.next().flatten()?;
    wrong.all(|found| found.is_some()).then_some(first)
}

/// Every wrong citation a text names, in its order, each once.
#[must_use]
pub fn named(text: &str) -> Vec<&'static WrongCitation> {
    let mut found: Vec<&'static WrongCitation> = Vec::new();
    for wrong in read(text).iter().filter_map(find) {
        if !found.contains(&wrong) {
            found.push(wrong);
        }
    }
    found
}

/// Every law on the list.
#[must_use]
pub const fn all() -> &'static [WrongCitation] {
    WRONG
}

fn find(citation: &Citation) -> Option<&'static WrongCitation> {
    WRONG.iter().find(|wrong| wrong.is_cited_by(citation))
}

const USC_5: Source<'static> = Source::UnitedStatesCode("5");
const USC_8: Source<'static> = Source::UnitedStatesCode("8");
const USC_13: Source<'static> = Source::UnitedStatesCode("13");
const USC_18: Source<'static> = Source::UnitedStatesCode("18");
const USC_42: Source<'static> = Source::UnitedStatesCode("42");
const CFR_8: Source<'static> = Source::FederalRegulations("8");
const INA: Source<'static> = Source::Act(Act::ImmigrationAndNationality);

/// The list. Where two entries cover a citation, the earlier one is meant: the narrower stands first.
static WRONG: &[WrongCitation] = &[
    WrongCitation {
        citation: "8 U.S.C. § 1373",
        says: "No government may prohibit or restrict an official from sending citizenship or immigration status to, or \
               receiving it from, the immigration authorities. The immigration authorities must answer an inquiry about \
               status.",
        why_not: "It forbids restricting; it requires no one to collect, keep or send anything. It is about status alone, \
                  not addresses, release dates or other records. An official may exchange status, and that is recorded in \
                  the § 1373 ledger.",
        unless: None,
        source: "8 U.S.C. § 1373(a)-(c); Steinle v. San Francisco, 919 F.3d 1154 (9th Cir. 2019); New York v. Department \
                 of Justice, 951 F.3d 84 (2d Cir. 2020)",
        cited_as: &[
            CitedAs(USC_8, "1373", &[]),
            CitedAs(Source::Act(Act::IllegalImmigrationReform), "642", &[]),
            CitedAs(Source::Bare, "1373", &[]),
        ],
    },
    WrongCitation {
        citation: "8 U.S.C. § 1644",
        says: "No state or local government may be prohibited from sending the immigration status of an alien to the \
               immigration authorities, or receiving it from them.",
        why_not: "It forbids restricting; it requires nothing. It is about status alone.",
        unless: None,
        source: "8 U.S.C. § 1644; Steinle v. San Francisco, 919 F.3d 1154 (9th Cir. 2019)",
        cited_as: &[
            CitedAs(USC_8, "1644", &[]),
            CitedAs(Source::Act(Act::PersonalResponsibility), "434", &[]),
            CitedAs(Source::Bare, "1644", &[]),
        ],
    },
    WrongCitation {
        citation: "8 U.S.C. § 1357(g) (INA § 287(g))",
        says: "A state or city may agree in writing to have its officers act as immigration officers. Paragraph (10) says \
               that no agreement is needed to communicate about status or otherwise to cooperate.",
        why_not: "It permits and does not require. Paragraph (9) says that nothing in it requires a state or city to enter \
                  into an agreement.",
        unless: None,
        source: "8 U.S.C. § 1357(g)(1), (9), (10)",
        cited_as: &[
            CitedAs(USC_8, "1357", &["g"]),
            CitedAs(INA, "287", &["g"]),
            CitedAs(Source::Bare, "287", &["g"]),
            CitedAs(Source::Bare, "1357", &["g"]),
        ],
    },
    WrongCitation {
        citation: "8 C.F.R. § 287.7(c)",
        says: "An agency that asks for a detainer, or reports a conviction or act that makes a person removable, shall give \
               the records it has, so that the immigration authorities can decide whether a detainer is proper.",
        why_not: "It binds only the agency that itself asked for the detainer or made the report. The City did neither by \
                  receiving a detainer.",
        unless: Some(
            "The City itself asked for this detainer, or itself reported the conviction or act. Then refer it to the \
             Solicitor.",
        ),
        source: "8 C.F.R. § 287.7(c)",
        cited_as: &[CitedAs(CFR_8, "287.7", &["c"]), CitedAs(Source::Bare, "287.7", &["c"])],
    },
    WrongCitation {
        citation: "8 C.F.R. § 287.7(a), (d)",
        says: "A detainer advises another agency that the immigration authorities seek custody of a person, and asks it to \
               tell them before the release, and to hold the person for up to 48 hours more.",
        why_not: "A detainer is a request. Holding a person on it is an arrest, for which Massachusetts law gives no \
                  authority.",
        unless: Some(
            "Under (c) only: the City itself asked for this detainer, or itself reported the conviction or act. Then refer \
             it to the Solicitor.",
        ),
        source: "8 C.F.R. § 287.7(a), (d); Lunn v. Commonwealth, 477 Mass. 517 (2017); Galarza v. Szalczyk, 745 F.3d 634 \
                 (3d Cir. 2014)",
        cited_as: &[CitedAs(CFR_8, "287.7", &[]), CitedAs(Source::Bare, "287.7", &[])],
    },
    WrongCitation {
        citation: "8 U.S.C. § 1360(b)",
        says: "Information in the records of any department or agency of the Government on the identity and location of \
               aliens shall be made available to the immigration authorities on request.",
        why_not: "\"The Government\" is the federal government. The City is no department of it.",
        unless: None,
        source: "8 U.S.C. § 1360(b)",
        cited_as: &[CitedAs(USC_8, "1360", &["b"]), CitedAs(INA, "290", &["b"])],
    },
    WrongCitation {
        citation: "8 U.S.C. §§ 1226(d), 1357(d)",
        says: "The immigration authorities shall help state and local police to identify certain arrested aliens, and shall \
               decide promptly on a detainer that a local agency asked for.",
        why_not: "The duties are those of the federal authorities, not of the City.",
        unless: None,
        source: "8 U.S.C. §§ 1226(d), 1357(d)",
        cited_as: &[
            CitedAs(USC_8, "1226", &["d"]),
            CitedAs(INA, "236", &["d"]),
            CitedAs(USC_8, "1357", &["d"]),
            CitedAs(INA, "287", &["d"]),
        ],
    },
    WrongCitation {
        citation: "8 U.S.C. § 1324; 18 U.S.C. §§ 111, 1505, 1519",
        says: "They make it a crime to harbor an alien, to assault or impede a federal officer, to obstruct a proceeding, \
               and to destroy or falsify a record.",
        why_not: "They punish acts; they require no record to be produced. Declining to answer is none of these acts. \
                  Destroying, hiding or changing a record can be: keep everything.",
        unless: None,
        source: "8 U.S.C. § 1324; 18 U.S.C. §§ 111, 1505, 1519",
        cited_as: &[
            CitedAs(USC_8, "1324", &[]),
            CitedAs(INA, "274", &[]),
            CitedAs(USC_18, "111", &[]),
            CitedAs(USC_18, "1505", &[]),
            CitedAs(USC_18, "1519", &[]),
        ],
    },
    WrongCitation {
        citation: "42 U.S.C. §§ 608(g), 611a, 1437y",
        says: "A state that gets a federal family-assistance grant, and a public housing agency under its federal contract, \
               shall report persons whom they know to be unlawfully present.",
        why_not: "The duty is the state's and the housing agency's. The City is neither; the Northampton Housing Authority \
                  is a body of its own. And it covers only persons known to be unlawfully present.",
        unless: Some(
            "The record is one the City keeps for the state program or the housing agency. Then refer it to the Solicitor.",
        ),
        source: "42 U.S.C. §§ 608(g), 611a, 1437y; 65 Fed. Reg. 58301 (2000)",
        cited_as: &[
            CitedAs(USC_42, "611a", &[]),
            CitedAs(USC_42, "1437y", &[]),
            CitedAs(USC_42, "608", &["g"]),
            CitedAs(Source::Act(Act::PersonalResponsibility), "404", &[]),
        ],
    },
    WrongCitation {
        citation: "13 U.S.C. §§ 6, 221",
        says: "The Secretary of Commerce may acquire records from states, counties and cities, by purchase or otherwise. A \
               person who is asked census questions has to answer them.",
        why_not: "Section 6 allows the Census Bureau to acquire and obliges no city to give. Section 221 is about a \
                  respondent's own answers, not the files of a city.",
        unless: None,
        source: "13 U.S.C. §§ 6(b), 221",
        cited_as: &[CitedAs(USC_13, "6", &[]), CitedAs(USC_13, "221", &[])],
    },
    WrongCitation {
        citation: "The Patriot Act; \"national security\"",
        says: "The Act gave federal agencies tools: orders, warrants, letters. \"National security\" is a ground, not a law.",
        why_not: "Neither requires anything without a paper. Ask for the warrant, order, subpoena or letter itself.",
        unless: Some("A national security letter or a court's order comes with it. Then call the Solicitor at once."),
        source: "Pub. L. 107-56",
        cited_as: &[CitedAs(Source::Act(Act::Patriot), "", &[]), CitedAs(Source::Act(Act::NationalSecurity), "", &[])],
    },
    WrongCitation {
        citation: "An executive order (14159, 14248, 14287 …)",
        says: "The President, or a governor, directs the executive branch of that government.",
        why_not: "It directs that government's own agencies. It is no law that binds a city.",
        unless: None,
        source: "The orders themselves, addressed to executive departments and agencies",
        cited_as: &[CitedAs(Source::Act(Act::ExecutiveOrder), "", &[])],
    },
    WrongCitation {
        citation: "5 U.S.C. §§ 552, 552a (FOIA, the Privacy Act)",
        says: "They govern access to, and the handling of, the records of federal agencies.",
        why_not: "They bind federal agencies only. A request for the City's records is one under G.L. c.66 § 10: log it as a \
                  records request, with its own deadline.",
        unless: None,
        source: "5 U.S.C. §§ 551(1), 552(f), 552a(a)(1)",
        cited_as: &[
            CitedAs(USC_5, "552", &[]),
            CitedAs(USC_5, "552a", &[]),
            CitedAs(Source::Act(Act::FreedomOfInformation), "", &[]),
            CitedAs(Source::Act(Act::Privacy), "", &[]),
        ],
    },
    WrongCitation {
        citation: "An order of an immigration court or immigration judge",
        says: "The Executive Office for Immigration Review, a part of the Department of Justice, decides removal cases.",
        why_not: "An immigration judge belongs to the executive branch. The order is not a judicial order and does not by \
                  itself oblige the City; a federal court can enforce a subpoena.",
        unless: Some(
            "It is a subpoena: log it as an administrative subpoena and refer it to the Solicitor before its date.",
        ),
        source: "8 U.S.C. § 1229a; 8 C.F.R. § 1003.35",
        cited_as: &[CitedAs(Source::Act(Act::ImmigrationCourt), "", &[])],
    },
];

#[cfg(test)]
mod tests;
