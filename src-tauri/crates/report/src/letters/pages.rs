//! A letter for print: US Letter, with the address where the window of an envelope shows it.

use serde::Serialize;

use super::{Filled, Language, Matter, Paragraph};
use crate::printable::printable;
use crate::typeset::{NotTypeset, Typeset};

/// What the template reads.
#[derive(Serialize)]
struct Data {
    language: &'static str,
    region: &'static str,
    page: [&'static str; 2],
    office: String,
    letterhead: Vec<String>,
    to: Vec<String>,
    dated: String,
    reference: String,
    subject: String,
    paragraphs: Vec<Block>,
    farewell: String,
    signer: String,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Block {
    Text(String),
    List(Vec<String>),
    Line(bool),
}

pub(super) fn write(filled: &Filled, matter: &Matter) -> Result<Vec<u8>, NotTypeset> {
    typeset(filled, matter)?.pdf()
}

fn typeset(filled: &Filled, matter: &Matter) -> Result<Typeset, NotTypeset> {
    let lines = |lines: &[String]| lines.iter().map(|line| printable(line)).collect();
    let data = Data {
        language: matter.language.as_str(),
        region: "us",
        page: match matter.language {
            Language::English => ["Page", "of"],
            Language::Spanish => ["Página", "de"],
        },
        office: printable(&matter.office),
        letterhead: lines(&matter.letterhead),
        to: matter.to.iter().map(|to| printable(to)).collect(),
        dated: filled.dated.clone(),
        reference: printable(&filled.reference),
        subject: printable(&filled.subject),
        paragraphs: filled
            .paragraphs
            .iter()
            .map(|paragraph| match paragraph {
                Paragraph::Text(words) => Block::Text(printable(words)),
                Paragraph::List(points) => Block::List(lines(points)),
                Paragraph::Line => Block::Line(true),
            })
            .collect(),
        farewell: filled.farewell.clone(),
        signer: printable(&matter.signer),
    };
    let title = format!("letter, {}, {}, {}", matter.letter, matter.number, matter.made);
    Typeset::new(include_str!("../../templates/letter.typ"), &data, title, matter.made)
}

#[cfg(test)]
pub(super) fn warnings(matter: &Matter) -> Vec<String> {
    typeset(&matter.fill().unwrap(), matter).unwrap().warnings().unwrap()
}
