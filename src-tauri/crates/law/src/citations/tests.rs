use proptest::prelude::*;

use super::*;

fn cited(text: &str) -> Option<&'static str> {
    check(text).map(|wrong| wrong.citation)
}

#[test]
fn one_law_is_known_by_all_its_spellings() {
    for text in [
        "8 U.S.C. § 1373(a)",
        "8 U.S.C. 1373",
        "8 USC 1373",
        "8 usc sec. 1373",
        "8U.S.C.§1373(a)",
        "8 U. S. C. § 1373",
        "8 U.S.C.A. § 1373(b)(1)",
        "8 U.S. Code § 1373",
        "Title 8 U.S.C. section 1373",
        "Title 8, United States Code, Section 1373",
        "section 1373 of title 8 of the United States Code",
        "section 1373 of Title 8",
        "Section 1373",
        "§ 1373",
        "§§ 1373(a) and (c)",
        "1373",
        "1373(a)",
        "IIRIRA § 642",
        "section 642 of the Illegal Immigration Reform and Immigrant Responsibility Act",
        "You are required by 8 U.S.C. § 1373 to send us the address.",
        "As a rule, 8 U.S.C. § 1373 obliges every city.",
    ] {
        assert_eq!(cited(text), Some("8 U.S.C. § 1373"), "{text}");
    }
}

#[test]
fn a_section_of_another_title_is_another_law() {
    for text in [
        "42 U.S.C. § 1373",
        "42 USC 1373x",
        "18 USC 1373",
        "18 U.S.C. § 1373",
        "28 USC 1373",
        "8 CFR 1373",
        "8 USC 1373a",
        "8 USC 13731",
        "8 USC 11373",
        "section 1373 of title 42",
        "118 USC 1373",
        "8 U.S.C. § 1324a(b)",
        "8 U.S.C. § 1225(d)(4)",
        "8 U.S.C. § 1357(a)",
        "8 U.S.C. § 1360(c)",
        "8 U.S.C. § 1226",
        "18 U.S.C. § 1111",
        "42 U.S.C. § 608(a)",
        "8 U.S.C. § 552a",
        "5 U.S.C. § 1373",
        "INA 1373",
        "section 12",
        "file 1373 of 8 October",
        "extension 1644, room 8",
        "8 C.F.R. § 287.5",
        "national security letter",
        "a judge's order",
        "",
    ] {
        assert_eq!(cited(text), None, "{text}");
    }
}

#[test]
fn every_law_of_the_list_is_known() {
    for (text, citation) in [
        ("8 U.S.C. § 1644", "8 U.S.C. § 1644"),
        ("8 USC 1357(g)(10)", "8 U.S.C. § 1357(g) (INA § 287(g))"),
        ("INA 287(g)(10)", "8 U.S.C. § 1357(g) (INA § 287(g))"),
        ("section 287(g) of the Immigration and Nationality Act", "8 U.S.C. § 1357(g) (INA § 287(g))"),
        ("287(g)", "8 U.S.C. § 1357(g) (INA § 287(g))"),
        ("8 CFR 287.7(c)", "8 C.F.R. § 287.7(c)"),
        ("section 287.7(c) of title 8 of the Code of Federal Regulations", "8 C.F.R. § 287.7(c)"),
        ("8 C.F.R. § 287.7(d)", "8 C.F.R. § 287.7(a), (d)"),
        ("8 C.F.R. 287.7", "8 C.F.R. § 287.7(a), (d)"),
        ("8 USC 1360(b)", "8 U.S.C. § 1360(b)"),
        ("8 U.S.C. § 1226(d)(1)(A)", "8 U.S.C. §§ 1226(d), 1357(d)"),
        ("8 U.S.C. § 1357(d)", "8 U.S.C. §§ 1226(d), 1357(d)"),
        ("8 U.S.C. § 1324(a)(1)(A)(iii)", "8 U.S.C. § 1324; 18 U.S.C. §§ 111, 1505, 1519"),
        ("18 U.S.C. §§ 111 and 1505", "8 U.S.C. § 1324; 18 U.S.C. §§ 111, 1505, 1519"),
        ("18 USC 1519", "8 U.S.C. § 1324; 18 U.S.C. §§ 111, 1505, 1519"),
        ("42 USC 611a", "42 U.S.C. §§ 608(g), 611a, 1437y"),
        ("42 U.S.C. § 1437y", "42 U.S.C. §§ 608(g), 611a, 1437y"),
        ("42 U.S.C. § 608(g)", "42 U.S.C. §§ 608(g), 611a, 1437y"),
        ("13 U.S.C. § 6(b)", "13 U.S.C. §§ 6, 221"),
        ("13 U.S.C. §§ 6, 221", "13 U.S.C. §§ 6, 221"),
        ("the USA PATRIOT Act", "The Patriot Act; \"national security\""),
        ("This is a matter of national security.", "The Patriot Act; \"national security\""),
        ("Executive Order 14159", "An executive order (14159, 14248, 14287 …)"),
        ("section 3 of Executive Order No. 14,248", "An executive order (14159, 14248, 14287 …)"),
        ("E.O. 14287", "An executive order (14159, 14248, 14287 …)"),
        ("5 U.S.C. § 552a(b)(7)", "5 U.S.C. §§ 552, 552a (FOIA, the Privacy Act)"),
        ("the Freedom of Information Act (FOIA)", "5 U.S.C. §§ 552, 552a (FOIA, the Privacy Act)"),
        ("immigration court order", "An order of an immigration court or immigration judge"),
        ("order of the Immigration Judge", "An order of an immigration court or immigration judge"),
    ] {
        assert_eq!(cited(text), Some(citation), "{text}");
    }
}

#[test]
fn a_text_that_also_names_an_unlisted_law_has_no_answer_but_an_explanation() {
    for text in [
        "8 U.S.C. § 1373 and 8 U.S.C. § 1225(d)(4)",
        "8 U.S.C. §§ 1373, 1225(d)",
        "8 U.S.C. § 1373; G.L. c.119 § 51B",
        "M.G.L. c. 66, § 10 and 8 USC 1373",
        "8 USC 1373 and Fed. R. Crim. P. 17",
        "8 USC 1373 and Chapter 66 of the General Laws",
    ] {
        assert_eq!(cited(text), None, "{text}");
        let explained: Vec<_> = named(text).into_iter().map(|wrong| wrong.citation).collect();
        assert_eq!(explained, ["8 U.S.C. § 1373"], "{text}");
    }
}

#[test]
fn several_wrong_citations_are_each_explained_once_in_their_order() {
    let text = "8 U.S.C. §§ 1644 and 1373, 8 C.F.R. § 287.7(c) and (d), and again 8 U.S.C. § 1373";
    let explained: Vec<_> = named(text).into_iter().map(|wrong| wrong.citation).collect();
    assert_eq!(explained, ["8 U.S.C. § 1644", "8 U.S.C. § 1373", "8 C.F.R. § 287.7(c)", "8 C.F.R. § 287.7(a), (d)"]);
    assert_eq!(cited(text), Some("8 U.S.C. § 1644"));
}

#[test]
fn naming_one_answers_that_the_statute_does_not_bind() {
    for wrong in all() {
        assert_eq!(wrong.answers(), (FactName::ValidOnFace, YesNoUnknown::No), "{}", wrong.citation);
        for sentence in [wrong.says, wrong.why_not, wrong.unless.unwrap_or("-.")] {
            assert!(sentence.ends_with('.') && !sentence.contains("  "), "{}: {sentence}", wrong.citation);
        }
        assert!(!wrong.source.is_empty());
    }
}

#[test]
fn the_exception_of_the_regulation_is_told() {
    let wrong = check("8 CFR 287.7(c)").unwrap();
    assert!(wrong.unless.unwrap().contains("asked for this detainer"));
}

#[test]
fn no_entry_of_the_list_is_shadowed_by_an_earlier_one() {
    for wrong in all() {
        assert!(
            wrong.cited_as.iter().any(|way| {
                let CitedAs(source, section, subsections) = way;
                let earlier = all().iter().take_while(|other| *other != wrong);
                !earlier.flat_map(|other| other.cited_as).any(|CitedAs(other, number, subs)| {
                    other == source && number == section && subsections.starts_with(subs)
                })
            }),
            "{} is never found",
            wrong.citation
        );
    }
}

proptest! {
    /// No text breaks the reader, and what is the answer is among what is named.
    #[test]
    fn any_text_is_read(text in "[0-9a-zA-Z§().,;& -]{0,60}|\\PC{0,40}") {
        if let Some(wrong) = check(&text) {
            prop_assert!(named(&text).contains(&wrong));
        }
    }

    /// Only title 8 has the § 1373 that letters name.
    #[test]
    fn only_title_8_matches(title in 1_u32..200, suffix in "[a-z]?") {
        let text = format!("{title} U.S.C. § 1373{suffix}");
        prop_assert_eq!(check(&text).is_some(), title == 8 && suffix.is_empty(), "{}", text);
    }

    /// Case and spaces never change the answer.
    #[test]
    fn case_never_changes_the_answer(which in 0_usize..6, upper in any::<bool>()) {
        let text = ["8 U.S.C. § 1373(a)", "ina 287(g)(10)", "8 c.f.r. § 287.7(d)", "foia", "18 usc 1519", "§ 1644"][which];
        let changed = if upper { text.to_uppercase() } else { text.to_lowercase() };
        prop_assert!(check(text).is_some());
        prop_assert_eq!(check(&changed), check(text));
    }
}
