use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

fn name(text: &str) -> Option<&'static str> {
    Directory::shipped().find(text).map(|agency| agency.name.as_ref())
}

fn class(text: &str) -> Option<Recipient> {
    Directory::shipped().find(text).map(|agency| agency.recipient)
}

fn office(name: &str, aliases: &[&str], recipient: Recipient) -> OfficeAgency {
    OfficeAgency { name: name.into(), aliases: aliases.iter().map(ToString::to_string).collect(), recipient }
}

#[test]
fn every_line_of_the_table_is_an_agency() {
    let lines: Vec<&str> = include_str!("agencies.tsv").lines().collect();
    assert_eq!(lines[0], "name\taliases\trecipient\tcharged\tparent\tnote");
    for line in &lines[1..] {
        assert!(agency(line).is_some(), "not an agency: {line}");
    }
    assert_eq!(Directory::shipped().agencies().count(), lines.len() - 1);
}

#[test]
fn no_two_agencies_share_a_spelling() {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for agency in Directory::shipped().agencies() {
        for name in agency.names() {
            let spelling = spelling::normalise(name);
            assert!(!spelling.is_empty(), "{name:?} has no letters");
            assert_eq!(owners.insert(spelling, &agency.name), None, "{name} of {}", agency.name);
        }
    }
}

#[test]
fn every_name_in_the_table_finds_its_agency() {
    for agency in Directory::shipped().agencies() {
        for text in agency.names() {
            assert_eq!(name(text), Some(agency.name.as_ref()), "{text}");
        }
    }
}

#[test]
fn every_parent_is_in_the_table_under_its_name_and_no_agency_is_within_itself() {
    let shipped = Directory::shipped();
    for agency in shipped.agencies() {
        let mut up = agency;
        for _ in 0..8 {
            let Some(parent) = &up.parent else { break };
            up = shipped.find(parent).unwrap_or_else(|| panic!("{} has no entry", parent));
            assert_eq!(&up.name, parent);
        }
        assert_eq!(up.parent, None, "{} is within itself", agency.name);
    }
}

/// The ordinance's test (charged with enforcing immigration law) and the class of a determination do not contradict.
#[test]
fn the_duty_fits_the_class() {
    for agency in Directory::shipped().agencies() {
        match agency.recipient {
            Recipient::ImmigrationAgency => assert_eq!(agency.charged, Charged::Charged, "{}", agency.name),
            Recipient::MixedFederalAgency => assert_eq!(agency.charged, Charged::Mixed, "{}", agency.name),
            Recipient::ImmigrationBenefitsAgency | Recipient::OtherFederalAgency => {
                assert_ne!(agency.charged, Charged::Charged, "{}", agency.name);
            }
            Recipient::StateAgency
            | Recipient::LocalAgency
            | Recipient::CityDepartment
            | Recipient::Court
            | Recipient::Legislature
            | Recipient::ForeignGovernment => assert_eq!(agency.charged, Charged::NotCharged, "{}", agency.name),
            Recipient::PrivateParty | Recipient::DataSubject | Recipient::Unidentified => {
                panic!("{} is no agency", agency.name)
            }
        }
    }
}

#[test]
fn the_agencies_of_the_ordinance_have_their_classes() {
    use Recipient::*;
    for (text, recipient) in [
        ("ICE", ImmigrationAgency),
        ("U.S. ICE", ImmigrationAgency),
        ("U.S. Immigration & Customs Enforcement", ImmigrationAgency),
        ("ICE ERO", ImmigrationAgency),
        ("ICE Boston Field Office", ImmigrationAgency),
        ("OPLA", ImmigrationAgency),
        ("INS", ImmigrationAgency),
        ("U.S. Customs and Border Protection", ImmigrationAgency),
        ("US Border Patrol", ImmigrationAgency),
        ("Dept. of Homeland Security", ImmigrationAgency),
        ("USCIS", ImmigrationBenefitsAgency),
        ("FDNS", ImmigrationBenefitsAgency),
        ("Homeland Security Investigations", MixedFederalAgency),
        ("JTTF", MixedFederalAgency),
        ("FBI", OtherFederalAgency),
        ("Internal Revenue Service", OtherFederalAgency),
        ("DHS Office of Inspector General", OtherFederalAgency),
        ("Immigration Court", OtherFederalAgency),
        ("U.S. Attorney's Office", OtherFederalAgency),
        ("United States Marshals Service", OtherFederalAgency),
        ("Mass. State Police", StateAgency),
        ("Hampshire Sheriff's Office", StateAgency),
        ("Northwestern District Attorney's Office", StateAgency),
        ("Connecticut State Police", StateAgency),
        ("Easthampton Police Dept.", LocalAgency),
        ("Northampton Housing Authority", LocalAgency),
        ("Northampton Police Department", CityDepartment),
        ("D. Mass.", Court),
        ("Northampton District Court", Court),
        ("House Judiciary Committee, U.S.", Legislature),
        ("Northampton City Council", Legislature),
        ("Brazilian Consulate", ForeignGovernment),
    ] {
        assert_eq!(class(text), Some(recipient), "{text}");
    }
}

#[test]
fn all_fourteen_sheriffs_are_state_agencies() {
    let counties = [
        "Barnstable",
        "Berkshire",
        "Bristol",
        "Dukes",
        "Essex",
        "Franklin",
        "Hampden",
        "Hampshire",
        "Middlesex",
        "Nantucket",
        "Norfolk",
        "Plymouth",
        "Suffolk",
        "Worcester",
    ];
    for county in counties {
        for text in [
            format!("{county} County Sheriff"),
            format!("{county} Sheriff's Dept."),
            format!("Sheriff of {county} Co."),
        ] {
            assert_eq!(class(&text), Some(Recipient::StateAgency), "{text}");
        }
    }
}

#[test]
fn an_agency_may_be_written_with_the_one_it_belongs_to() {
    for (text, agency) in [
        ("Immigration and Customs Enforcement (ICE)", "Immigration and Customs Enforcement"),
        ("DHS/ICE", "Immigration and Customs Enforcement"),
        ("ICE, Department of Homeland Security", "Immigration and Customs Enforcement"),
        (
            "U.S. Department of Homeland Security - U.S. Immigration and Customs Enforcement (ICE), Enforcement and Removal \
             Operations (ERO)",
            "Enforcement and Removal Operations",
        ),
        ("DHS-ICE-HSI", "Homeland Security Investigations"),
        ("US DOJ, FBI", "Federal Bureau of Investigation"),
        ("Massachusetts DCF", "Department of Children and Families"),
        ("Commonwealth of Massachusetts, Department of Revenue", "Department of Revenue"),
        ("U.S. DEA", "Drug Enforcement Administration"),
    ] {
        assert_eq!(name(text), Some(agency), "{text}");
    }
}

#[test]
fn what_is_not_known_or_could_be_two_has_no_answer() {
    for text in [
        "",
        " . ",
        "Nobody & Sons",
        "OIG",
        "Attorney General",
        "Department of Education",
        "Police Department",
        "ICE, HSI and ERO",
        "ICE / FBI",
        "ICE skating rink",
        "Immigration and Customs Enforcment",
        "U.S. Department of Revenue",
        "U.S. Northampton Police",
        "a federal task force",
        &"ICE ".repeat(40),
    ] {
        assert_eq!(name(text), None, "{text:?}");
    }
}

#[test]
fn suggestions_put_the_nearest_first() {
    let names = |text| -> Vec<&str> {
        Directory::shipped().suggest(text, 5).into_iter().map(|agency| agency.name.as_ref()).collect()
    };
    assert_eq!(names("ice")[0], "Immigration and Customs Enforcement");
    assert_eq!(names("Imigration and Custms Enforcement")[0], "Immigration and Customs Enforcement");
    assert_eq!(names("hampshire sher")[0], "Hampshire County Sheriff's Office");
    assert!(names("northampton pol").contains(&"Northampton Police Department"));
    assert!(names("").is_empty());
    assert!(names("qqqqqq").is_empty());
    assert!(Directory::shipped().suggest("police", 3).len() == 3);
    assert!(Directory::shipped().suggest("police", 0).is_empty());
}

#[test]
fn an_office_adds_its_own() {
    let directory = Directory::with_office([office("Mill River Greenway", &["MRG"], Recipient::LocalAgency)]);
    assert_eq!(directory.find("mrg").unwrap().name, "Mill River Greenway");
    assert_eq!(directory.find("ICE").unwrap().recipient, Recipient::ImmigrationAgency);
    assert_eq!(name("mrg"), None, "the shipped directory is as it was");
}

#[test]
fn an_offices_entry_takes_the_place_of_the_shipped_one_under_all_its_spellings() {
    let directory = Directory::with_office([office("Forbes Library", &["the library"], Recipient::CityDepartment)]);
    for text in ["Forbes Library", "Northampton Forbes Library", "the library"] {
        assert_eq!(directory.find(text).unwrap().recipient, Recipient::CityDepartment, "{text}");
    }
    assert_eq!(directory.agencies().count(), Directory::shipped().agencies().count());
    let by_abbreviation = Directory::with_office([office("FBI", &[], Recipient::MixedFederalAgency)]);
    let fbi = by_abbreviation.find("Federal Bureau of Investigation").unwrap();
    assert_eq!((fbi.name.as_ref(), fbi.charged), ("FBI", Charged::Mixed));
    assert_eq!(by_abbreviation.find("DOJ / FBI").unwrap().name, "FBI", "it stays a part of what it was a part of");
}

#[test]
fn an_offices_alias_takes_over_that_spelling_alone() {
    let directory = Directory::with_office([office("Downtown Oriental Carpets", &["DOC"], Recipient::PrivateParty)]);
    assert_eq!(directory.find("DOC").unwrap().recipient, Recipient::PrivateParty);
    assert_eq!(directory.find("Department of Correction").unwrap().recipient, Recipient::StateAgency);
}

#[test]
fn a_spelling_that_two_of_the_offices_own_claim_names_neither() {
    let directory = Directory::with_office([
        office("Valley Watch", &["VW"], Recipient::PrivateParty),
        office("Valley Water District", &["VW"], Recipient::LocalAgency),
    ]);
    assert_eq!(directory.find("VW"), None);
    assert!(directory.find("Valley Watch").is_some());
    let twice = Directory::with_office([
        office("Valley Watch", &[], Recipient::PrivateParty),
        office("Valley Watch", &[], Recipient::LocalAgency),
    ]);
    assert_eq!(twice.find("Valley Watch"), None);
}

#[test]
fn an_office_that_makes_two_agencies_parts_of_each_other_gets_an_answer_all_the_same() {
    // "DHS" renamed after a part of itself: the chain of parents closes.
    let directory = Directory::with_office([office("DHS", &["Homeland"], Recipient::ImmigrationAgency)]);
    assert!(directory.find("Homeland ICE").is_some());
}

/// The ways people write one and the same name.
fn rewritten(text: &str, upper: &[bool], gaps: &[u8], the: bool, stop: bool) -> String {
    let mut out = String::from(if the { "The " } else { "" });
    let mut gap = gaps.iter().cycle();
    for (letter, upper) in text.chars().zip(upper.iter().cycle()) {
        match letter {
            ' ' => out.push_str([" ", "  ", ", ", " - ", "/", "\t", "; "][usize::from(*gap.next().unwrap()) % 7]),
            letter if *upper => out.extend(letter.to_uppercase()),
            letter => out.extend(letter.to_lowercase()),
        }
    }
    if stop {
        out.push_str(" .");
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Case, punctuation between words, a leading "The" and a full stop never change the answer.
    #[test]
    fn spelling_never_changes_the_answer(
        which in any::<prop::sample::Index>(),
        upper in prop::collection::vec(any::<bool>(), 1..40),
        gaps in prop::collection::vec(any::<u8>(), 1..10),
        the in any::<bool>(),
        stop in any::<bool>(),
    ) {
        let names: Vec<(&str, &str)> = Directory::shipped()
            .agencies()
            .flat_map(|agency| agency.names().map(|text| (text, agency.name.as_ref())))
            .collect();
        let (text, agency) = *which.get(&names);
        prop_assert_eq!(name(&rewritten(text, &upper, &gaps, the, stop)), Some(agency), "{}", text);
    }

    /// No text breaks a look-up, and what is found is what its own name finds.
    #[test]
    fn any_text_is_looked_up(text in "\\PC{0,60}") {
        if let Some(found) = name(&text) {
            prop_assert_eq!(name(found), Some(found));
        }
        prop_assert!(Directory::shipped().suggest(&text, 3).len() <= 3);
    }
}
