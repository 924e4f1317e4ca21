//! The PDF of the internal edition beside the same list as HTML through WeasyPrint, and as a longtable through pdflatex.

use std::fs;
use std::path::Path;

use jiff::civil::Date;
use law::facts::{Purpose, Recipient};
use report::Account;
use report::account::NonMandatoryDisclosure;

use super::{Peer, ROUNDS, in_python, missing, ours, quarter, script, times_as_fast, write};
use crate::bench::measure::{self, Contestant, Measured, Run, alternate, figure, stopped, watched};
use crate::command::{Stop, answer, program, say};

/// Disclosures in the list, for about 10, 100 and 500 pages.
const LISTS: [usize; 3] = [40, 1_080, 6_400];

const OURS: &str = "report, PDF";
const WEASYPRINT: Peer = Peer { name: "WeasyPrint", module: "weasyprint" };
const PDFLATEX: &str = "pdflatex, once";
/// The second run is for the number of pages in the foot of each, which all others have too.
const TWICE: &str = "pdflatex, twice";

/// Measures and prints.
///
/// # Errors
/// When one of the programs fails.
pub(super) fn bench() -> Result<(), Stop> {
    LISTS.into_iter().try_for_each(list)
}

fn list(disclosures: usize) -> Result<(), Stop> {
    let folder = measure::folder()?;
    let folder = folder.path();
    let (given, html, tex) = (folder.join("list.json"), folder.join("weasyprint.pdf"), folder.join("list.tex"));
    let lines = lines(&quarter::of_disclosures(disclosures)?);
    write(&given, serde_json::to_vec(&lines).map_err(stopped)?)?;

    let mut contestants = vec![ours(OURS, "pdf", disclosures, folder)?];
    let mut not_there = String::new();
    if WEASYPRINT.is_there() {
        contestants.push(in_python(WEASYPRINT.name, &WEASYPRINT, disclosures, &given, &html));
    } else {
        not_there.push_str(&missing(WEASYPRINT.name, "pip: weasyprint"));
    }
    let typesets = answer(program("pdflatex").arg("--version")).is_some()
        && answer(program("kpsewhich").args(["geometry.sty", "longtable.sty", "fancyhdr.sty"])).is_some();
    if !typesets {
        not_there.push_str(&missing("pdflatex", "Debian: texlive-latex-recommended"));
    } else if answer(script("latex").args([&given, &tex])).is_none() {
        not_there.push_str(&missing("python3", "it writes the source for pdflatex"));
    } else {
        let source = &tex;
        for (name, times) in [(PDFLATEX, 1), (TWICE, 2)] {
            contestants.push(Contestant::new(name, disclosures, move || typeset(folder, source, times)));
        }
    }

    let measured = alternate(ROUNDS, contestants)?;
    let pages = pages(&folder.join("ours.pdf"))?;
    let title = format!("PDF of the internal edition, {disclosures} disclosures on {pages} pages");
    say(&format!("{}{not_there}", measure::table(&title, "rows", &measured)));
    say(&measure::surroundings(folder)?);
    say(&format!(
        "Aims: 30 times as fast as WeasyPrint, 5 times as fast as pdflatex, at most 0.25 of WeasyPrint's memory.\n\
         Measured: {} times; {} and {} times (once and twice); {} of its memory. Ours has figures, a chart and rules\n\
         as well, and is PDF/A-2a and PDF/UA-1; the peers' has the list alone, untagged.",
        times_as_fast(&measured, WEASYPRINT.name),
        times_as_fast(&measured, PDFLATEX),
        times_as_fast(&measured, TWICE),
        memory(&measured),
    ));
    Ok(())
}

/// The list's cells as the pages have them, and last what stands below them.
fn lines(account: &Account) -> Vec<[String; 9]> {
    account.disclosures_by_flag().into_iter().map(line).collect()
}

fn line(disclosure: &NonMandatoryDisclosure) -> [String; 9] {
    let plain = |word: &str| word.replace('_', " ");
    let day =
        |text: &str| text.parse::<Date>().map_or_else(|_| text.to_owned(), |day| day.strftime("%-d %B %Y").to_string());
    let to = plain(disclosure.recipient.map_or("recipient not known", Recipient::as_str));
    let information = disclosure.information.map_or_else(String::new, |kind| format!("{}, ", plain(kind.as_str())));
    let purpose = plain(disclosure.purpose.map_or("not known", Purpose::as_str));
    let by = disclosure.department.as_deref().unwrap_or_default();
    let left = disclosure.how_it_left().map_or_else(String::new, |left| format!(" {left}"));
    [
        disclosure.request.clone(),
        disclosure.item.to_string(),
        day(&disclosure.responded),
        disclosure.agency.clone(),
        format!("{information}to {to}"),
        disclosure.outcome.label().to_owned(),
        disclosure.clause.as_str().to_owned(),
        disclosure.flag.as_str().to_owned(),
        format!("Received {} by {by}. Purpose: {purpose}.{left}", day(&disclosure.received)),
    ]
}

/// pdflatex on a source, so many times, as if never before.
fn typeset(folder: &Path, source: &Path, times: usize) -> Result<Run, Stop> {
    let kept = source.with_extension("aux");
    if kept.exists() {
        fs::remove_file(&kept).map_err(|error| Stop::File { path: kept, source: error })?;
    }
    let once = || {
        let mut command = program("pdflatex");
        command.args(["-interaction=batchmode", "-halt-on-error"]).arg(source).current_dir(folder);
        watched(&mut command)
    };
    let mut all = once()?;
    for _ in 1..times {
        let run = once()?;
        let sum = |one: Option<f64>, other: Option<f64>| Some(one? + other?);
        all = Run {
            seconds: all.seconds + run.seconds,
            busy: sum(all.busy, run.busy),
            peak: all.peak.zip(run.peak).map(|(one, other)| one.max(other)),
        };
    }
    Ok(all)
}

/// Our memory as a share of WeasyPrint's, where both were measured.
fn memory(measured: &[Measured<'_>]) -> String {
    let peer = measured.iter().find(|one| one.name == WEASYPRINT.name);
    let found = measured.first().zip(peer);
    found.map_or_else(|| "-".to_owned(), |(ours, peer)| figure(ours.times_the_memory_of(peer)))
}

/// How many pages a PDF has.
fn pages(file: &Path) -> Result<usize, Stop> {
    let bytes = fs::read(file).map_err(|source| Stop::File { path: file.to_owned(), source })?;
    Ok(bytes.windows(PAGE.len()).filter(|window| *window == PAGE).count())
}

/// What a page says of itself in our PDF, and nothing else does.
const PAGE: &[u8] = b"/Type/Page/";
