//! A letter as a document that an office edits before it goes out.

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, AlignmentType, BreakType, Docx, Footer, IndentLevel, Level, LevelJc, LevelText, LineSpacing,
    NumberFormat, Numbering, NumberingId, PageMargin, Paragraph as Lines, Run, RunFonts, SpecialIndentType, Start,
    Style, StyleType,
};

use super::{Filled, Matter, Paragraph};
use crate::printable::printable;

/// The document could not be packed.
#[derive(Debug, thiserror::Error)]
#[error("The document to edit could not be made: {problem}. No file was written, and the record was not changed.")]
pub struct NotWritten {
    /// What the writer said.
    problem: String,
}

/// Lengths on the page, in twentieths of a point: 1,440 are an inch.
const INCH: i32 = 1440;
const LETTER_WIDTH: u32 = 12_240;
const LETTER_HEIGHT: u32 = 15_840;
/// How large letters are, in half points.
const SIZE: usize = 21;
/// A document has a numbering of its own already, the first.
const BULLETS: usize = 2;
const HEADING: &str = "Heading1";

pub(super) fn write(filled: &Filled, matter: &Matter) -> Result<Vec<u8>, NotWritten> {
    let moment = matter.made.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let margin = PageMargin::new().top(INCH).bottom(INCH).left(INCH).right(INCH);
    let heading = Style::new(HEADING, StyleType::Paragraph).name("heading 1").bold().size(25).outline_lvl(0);
    let bullet = Level::new(0, Start::new(1), NumberFormat::new("bullet"), LevelText::new("•"), LevelJc::new("left"))
        .indent(Some(INCH / 2), Some(SpecialIndentType::Hanging(INCH / 4)), None, None);
    let mut document = Docx::new()
        .created_at(&moment)
        .updated_at(&moment)
        .page_size(LETTER_WIDTH, LETTER_HEIGHT)
        .page_margin(margin)
        .default_fonts(RunFonts::new().ascii("Public Sans").hi_ansi("Public Sans"))
        .default_size(SIZE)
        .add_style(heading)
        .add_abstract_numbering(AbstractNumbering::new(BULLETS).add_level(bullet))
        .add_numbering(Numbering::new(BULLETS, BULLETS))
        .footer(Footer::new().add_paragraph(text(&filled.reference)));
    for paragraph in paragraphs(filled, matter) {
        document = document.add_paragraph(paragraph);
    }
    let mut packed = Cursor::new(Vec::new());
    document.pack(&mut packed).map_err(|error| NotWritten { problem: error.to_string() })?;
    Ok(packed.into_inner())
}

fn paragraphs(filled: &Filled, matter: &Matter) -> Vec<Lines> {
    let mut found = vec![spaced(Lines::new().add_run(Run::new().add_text(printable(&matter.office)).bold()))];
    found.push(spaced(lines(&matter.letterhead)));
    let to: Vec<String> = matter.to.iter().cloned().collect();
    // Below the letterhead, where the window of an envelope shows the address.
    found.push(lines(&to).line_spacing(LineSpacing::new().before(600).after(1200)));
    found.push(text(&filled.dated));
    found.push(text(&filled.reference));
    found.push(text(&filled.subject).style(HEADING).line_spacing(LineSpacing::new().before(300).after(160)));
    for paragraph in &filled.paragraphs {
        match paragraph {
            Paragraph::Text(words) => found.push(spaced(text(words))),
            Paragraph::List(points) => {
                let point =
                    |point: &String| spaced(text(point).numbering(NumberingId::new(BULLETS), IndentLevel::new(0)));
                found.extend(points.iter().map(point));
            }
            Paragraph::Line => found.push(spaced(Lines::new().add_run(Run::new().add_text("_".repeat(60))))),
        }
    }
    found.push(text(&filled.farewell).line_spacing(LineSpacing::new().before(200).after(900)));
    found.push(text(&matter.signer));
    found.push(text(&matter.office));
    found
}

fn text(words: &str) -> Lines {
    Lines::new().add_run(Run::new().add_text(printable(words))).align(AlignmentType::Left)
}

fn lines(lines: &[String]) -> Lines {
    let mut run = Run::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(printable(line));
    }
    Lines::new().add_run(run)
}

fn spaced(paragraph: Lines) -> Lines {
    paragraph.line_spacing(LineSpacing::new().after(160))
}
