//! An ordinance's own words, by clause and by version.
//!
//! The words stand in Markdown files beside the rules, to the letter. This module only finds them; it never edits them.

use jiff::civil::Date;

use crate::outcome::Clause;

/// A place in the text that reads like a slip. The text keeps it; readers see `[sic]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Where it stands.
    pub clause: Clause,
    /// The words, to the letter.
    pub words: &'static str,
    /// How the program reads them, and why.
    pub note: &'static str,
    /// The position that the reading rests on.
    pub position: &'static str,
}

/// One version of an ordinance's text.
#[derive(Debug)]
pub struct Text {
    /// Its name in the record, such as `enrolled-19.153`.
    pub version: &'static str,
    /// The first day on which it is in force.
    pub in_force_from: Date,
    /// Where it was found.
    pub source: &'static str,
    sections: Vec<(&'static str, &'static str)>,
    /// Its slips, in the order of the text.
    pub slips: Vec<Slip>,
}

/// Reads one of the Markdown files: a head of `- key: value` lines, then a `## heading` for each section.
pub(crate) fn read(markdown: &'static str) -> Text {
    let mut parts = markdown.split("\n## ");
    let head = parts.next().unwrap_or_default();
    let field = |name: &str| {
        head.lines()
            .find_map(|line| line.strip_prefix("- ")?.strip_prefix(name)?.strip_prefix(": "))
            .unwrap_or_default()
    };
    let sections: Vec<_> =
        parts.filter_map(|part| part.split_once('\n')).map(|(heading, body)| (heading, body.trim())).collect();
    let slips = sections.iter().find(|(heading, _)| *heading == "sic").map_or("", |(_, body)| *body);
    Text {
        version: field("version"),
        in_force_from: field("in force from").parse().unwrap_or(Date::MAX),
        source: field("source"),
        slips: slips.lines().filter_map(slip).collect(),
        sections,
    }
}

fn slip(line: &'static str) -> Option<Slip> {
    let mut cells = line.strip_prefix("- ")?.split(" | ");
    Some(Slip {
        clause: cells.next()?.parse().ok()?,
        words: cells.next()?,
        note: cells.next()?,
        position: cells.next()?,
    })
}

impl Text {
    /// The words of a clause, to the letter; `None` where this version's wording is not known, and for
    /// [`Clause::OtherLaw`], whose words are not the ordinance's.
    #[must_use]
    pub fn clause(&self, clause: Clause) -> Option<&'static str> {
        self.section(clause.as_str())
    }

    /// The words that a list such as 2(b) puts before the clause: "Furthermore, City resources shall not be used:".
    #[must_use]
    pub fn lead_in(&self, clause: Clause) -> Option<&'static str> {
        let (list, item) = clause.as_str().rsplit_once('(')?;
        if list.ends_with(')') && !item.is_empty() { self.section(list) } else { None }
    }

    /// The body under a heading, such as `1(a)` or `preamble`.
    #[must_use]
    pub fn section(&self, heading: &str) -> Option<&'static str> {
        self.sections.iter().find(|(found, _)| *found == heading).map(|(_, body)| *body)
    }

    /// Every heading with its body, in the order of the text, without the list of slips.
    pub fn sections(&self) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
        self.sections.iter().copied().filter(|(heading, _)| *heading != "sic")
    }
}
