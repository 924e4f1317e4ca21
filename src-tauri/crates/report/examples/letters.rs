//! Writes every letter in each of its languages into a folder: the PDF, the DOCX, and the words of its paragraphs as text.
//! Other programs then read them (`cargo xtask conformance`).

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

use law::exemptions::Exemption;
use law::facts::{Ask, Information};
use report::letters::{Asked, Condition, Language, Letter, Matter, Paragraph};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("name the folder")?);
    fs::create_dir_all(&folder)?;
    for letter in Letter::ALL {
        for language in letter.languages() {
            let matter = matter(*letter, *language)?;
            let named = |end: &str| folder.join(format!("letter-{letter}-{language}.{end}"));
            fs::write(named("pdf"), matter.pdf()?)?;
            fs::write(named("docx"), matter.docx()?)?;
            fs::write(named("words"), words(&matter)?)?;
        }
    }
    Ok(())
}

/// What it says, a paragraph or a point of a list a line.
fn words(matter: &Matter) -> Result<String, Box<dyn Error>> {
    let mut lines = Vec::new();
    for paragraph in matter.fill()?.paragraphs {
        match paragraph {
            Paragraph::Text(words) => lines.push(words),
            Paragraph::List(points) => lines.extend(points),
            Paragraph::Line => {}
        }
    }
    Ok(lines.join("\n"))
}

/// A letter with all that it can say.
fn matter(letter: Letter, language: Language) -> Result<Matter, Box<dyn Error>> {
    let asked = |item, ask, information| Asked { item, ask: Some(ask), information };
    let agency = "Immigration and Customs Enforcement".to_owned();
    Ok(Matter {
        letter,
        language,
        office: "City Clerk, Northampton".to_owned(),
        letterhead: ["210 Main Street", "Northampton, MA 01060", "(413) 555-0100"].map(ToOwned::to_owned).to_vec(),
        to: if letter.languages().len() > 1 { None } else { Some(agency.clone()) },
        number: "2026-0139".to_owned(),
        agency: Some(agency),
        received: "2026-10-07".parse()?,
        dated: "2026-10-09".parse()?,
        made: "2026-10-09T15:00:00Z".parse()?,
        signer: "A. Clerk".to_owned(),
        asked: vec![asked(1, Ask::Information, Some(Information::Personal)), asked(3, Ask::ReleaseNotification, None)],
        holds: Condition::ALL.iter().copied().collect(),
        exemptions: [Exemption::C, Exemption::F].into(),
        due: Some("2026-11-12".parse()?),
        reason: Some("the records are in three departments".to_owned()),
        own: BTreeMap::new(),
    })
}
