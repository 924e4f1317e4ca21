//! `cargo xtask conformance`: reports of an empty, a small and a large quarter, in both editions, and every letter, held
//! against the standards they claim by programs that others wrote: the PDF by veraPDF (PDF/A-2a, PDF/UA-1) and qpdf, the
//! table of the public edition by frictionless; and LibreOffice opens the spreadsheets, whose rows have to be those of the
//! CSV, cell by cell, and the letters to edit, whose words have to be those of the letter. Apart from `test`, because those
//! programs come from the network. One that cannot be had is named.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Stop, answer, built, cargo, program, root, run, say, target};
use crate::practice::{PASSPHRASE, REQUESTS};

/// Fetches veraPDF.
const POM: &str = include_str!("conformance/pom.xml");
/// Checks tables and their descriptions.
const FRICTIONLESS: &str = "frictionless==5.21.0";
/// Lists what a program of Maven's needs.
const CLASSPATH: &str = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath";

/// The quarters that are reported, and what each is.
const QUARTERS: [(&str, &str); 3] = [("2019-Q1", "empty"), ("2026-Q3", "small"), ("2025-Q2", "large")];
/// Disclosures that no law required, in the large quarter.
const LARGE: usize = 10_000;

/// Makes the reports and has them checked.
///
/// # Errors
/// When a report does not conform, or one of the programs fails.
pub fn conformance() -> Result<(), Stop> {
    let folder = target().join("conformance");
    let reports = reports(&folder)?;
    let mut missing = Vec::new();
    let ending = |end: &str| reports.iter().filter(|file| file.to_string_lossy().ends_with(end)).collect::<Vec<_>>();
    let letters = letters(&folder)?;
    let pages: Vec<&PathBuf> = ending(".pdf").into_iter().chain(&letters).collect();
    if answer(program("java").arg("-version")).is_some() && answer(program(maven()).arg("--version")).is_some() {
        verapdf(&folder, &pages)?;
    } else {
        missing.push("veraPDF (needs Java and Maven)");
    }
    if answer(program("qpdf").arg("--version")).is_some() {
        pages.iter().try_for_each(|file| run(program("qpdf").arg("--check").arg(file)))?;
    } else {
        missing.push("qpdf");
    }
    if answer(program("python3").arg("--version")).is_some() {
        frictionless(&folder, &ending(".datapackage.json"))?;
    } else {
        missing.push("frictionless (needs Python 3)");
    }
    if answer(program("soffice").arg("--version")).is_some() {
        libreoffice(&folder, &ending(".xlsx"))?;
    } else {
        missing.push("LibreOffice Calc (Debian package libreoffice-calc)");
    }
    if answer(program("lowriter").arg("--version")).is_some() {
        letters_to_edit(&folder, &letters)?;
    } else {
        missing.push("LibreOffice Writer (Debian package libreoffice-writer)");
    }
    say(&format!(
        "\n{} files of reports and {} letters were checked; they are in {}.",
        reports.len(),
        letters.len(),
        folder.display()
    ));
    if !missing.is_empty() {
        say(&format!("Not checked, because it is not installed here: {}.", missing.join(", ")));
    }
    Ok(())
}

fn maven() -> &'static str {
    if cfg!(windows) { "mvn.cmd" } else { "mvn" }
}

/// The reports of all quarters in both editions: where their files lie.
fn reports(folder: &Path) -> Result<Vec<PathBuf>, Stop> {
    run(&mut cargo(&["build", "--locked", "--package", "gatekeeper"]))?;
    let fresh = |path: &Path| -> Result<(), Stop> {
        let stop = |source| Stop::File { path: path.to_owned(), source };
        if path.exists() { fs::remove_dir_all(path).map_err(stop) } else { Ok(()) }
    };
    let (store, out, log) = (folder.join("store"), folder.join("reports"), folder.join("large.csv"));
    fresh(&store)?;
    fresh(&out)?;
    fs::create_dir_all(&out).map_err(|source| Stop::File { path: out.clone(), source })?;
    fs::write(&log, large_log()).map_err(|source| Stop::File { path: log.clone(), source })?;
    let gatekeeper = |words: &[&dyn AsRef<OsStr>]| {
        let mut command = program(built("gatekeeper"));
        run(command.env("GATEKEEPER_PASSPHRASE", PASSPHRASE).env("GATEKEEPER_SEEN", "").args(words))
    };
    gatekeeper(&[&"init", &store, &"--officer", &"Practice Officer", &"--office", &"City Clerk (practice)"])?;
    gatekeeper(&[&"import", &store, &root().join(REQUESTS)])?;
    gatekeeper(&[&"import", &store, &log])?;
    for (quarter, size) in QUARTERS {
        say(&format!("\nThe {size} quarter:"));
        for edition in ["internal", "public"] {
            gatekeeper(&[&"report", &store, &"--quarter", &quarter, &"--edition", &edition, &"--out", &out])?;
        }
    }
    let stop = |source| Stop::File { path: out.clone(), source };
    let mut files: Vec<PathBuf> = fs::read_dir(&out)
        .map_err(stop)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(stop)?;
    files.sort();
    Ok(files)
}

/// Every letter in each of its languages: where their PDF files lie, each beside the DOCX and the words.
fn letters(folder: &Path) -> Result<Vec<PathBuf>, Stop> {
    let out = folder.join("letters");
    run(cargo(&["run", "--locked", "--package", "report", "--example", "letters", "--"]).arg(&out))?;
    let stop = |source| Stop::File { path: out.clone(), source };
    let entries = fs::read_dir(&out).map_err(stop)?.collect::<Result<Vec<_>, _>>().map_err(stop)?;
    let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "pdf"));
    files.sort();
    Ok(files)
}

/// A log of disclosures that no law required, from names that are hard to set, answered at every minute of the day: what a
/// spreadsheet keeps of a time is a fraction.
fn large_log() -> String {
    let agencies = ["Massachusetts State Police", "\"=SUM(1,1) #set page() שירות\"", "Social Security Administration"];
    let mut log = "request,received,agency,recipient,information,purpose,instrument,valid_on_face,within_scope,\
                   exempt_record,response,responded\n"
        .to_owned();
    for number in 0..LARGE {
        let agency = agencies.get(number % agencies.len()).copied().unwrap_or_default();
        let (day, minute) = (1 + number % 28, number % (24 * 60));
        let time = format!("{:02}:{:02}", minute / 60, minute % 60);
        // Writing to a text does not fail.
        let _written = writeln!(
            log,
            "L-{number:05},2025-04-{day:02},{agency},state_agency,personal,other,none,,,no,released,2025-05-{day:02}T{time}"
        );
    }
    log
}

fn verapdf(folder: &Path, pages: &[&PathBuf]) -> Result<(), Stop> {
    let (pom, classpath) = (folder.join("pom.xml"), folder.join("classpath"));
    fs::write(&pom, POM).map_err(|source| Stop::File { path: pom.clone(), source })?;
    let mut fetch = program(maven());
    fetch.args(["--quiet", "--batch-mode", "--file"]).arg(&pom).arg(CLASSPATH);
    run(fetch.arg(format!("-Dmdep.outputFile={}", classpath.display())))?;
    let jars = fs::read_to_string(&classpath).map_err(|source| Stop::File { path: classpath.clone(), source })?;
    for standard in ["2a", "ua1"] {
        let mut check = program("java");
        check.args(["-cp", jars.trim(), "org.verapdf.apps.GreenfieldCliWrapper", "--flavour", standard]);
        let said = answer(check.args(["--format", "text"]).args(pages)).unwrap_or_default();
        let passed = said.lines().filter(|line| line.starts_with("PASS ")).count();
        say(&said);
        if passed != pages.len() {
            return Err(Stop::Needs(format!(
                "{} of {} PDF files do not conform to {standard}.",
                pages.len() - passed,
                pages.len()
            )));
        }
        say(&format!("veraPDF: {passed} of {} PDF files conform to {standard}.", pages.len()));
    }
    Ok(())
}

fn frictionless(folder: &Path, packages: &[&PathBuf]) -> Result<(), Stop> {
    let tools = folder.join("python");
    let inside = |name: &str| tools.join(if cfg!(windows) { "Scripts" } else { "bin" }).join(name);
    if answer(program(inside("frictionless")).arg("--version")).is_none() {
        run(program("python3").args(["-m", "venv"]).arg(&tools))?;
        run(program(inside("pip")).args(["install", "--quiet", FRICTIONLESS]))?;
    }
    for package in packages {
        // It reads beside the description only.
        let place = package.parent().unwrap_or(folder);
        let name = package.file_name().unwrap_or_default();
        run(program(inside("frictionless")).arg("validate").arg(name).current_dir(place))?;
    }
    Ok(())
}

/// How LibreOffice writes every sheet as text: comma, quotes, UTF-8, cells as they are shown.
const SHEETS_AS_TEXT: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1";

fn libreoffice(folder: &Path, workbooks: &[&PathBuf]) -> Result<(), Stop> {
    let (profile, sheets) = (folder.join("libreoffice"), folder.join("sheets"));
    for workbook in workbooks {
        let mut convert = program("soffice");
        convert.arg(format!("-env:UserInstallation=file://{}", profile.display()));
        convert.args(["--headless", "--convert-to", SHEETS_AS_TEXT, "--outdir"]).arg(&sheets).arg(workbook);
        run(&mut convert)?;
        let name = workbook.file_stem().unwrap_or_default().to_string_lossy();
        let sheet = if name.ends_with("-public") { "Acts" } else { "Rows" };
        let shown = cells(&sheets.join(format!("{name}-{sheet}.csv")))?;
        let mut written = cells(&workbook.with_extension("csv"))?;
        // A cell that a spreadsheet could run is guarded in the CSV; in the workbook it is text.
        for cell in written.iter_mut().flatten() {
            if let Some(guarded) = cell.strip_prefix('\'') {
                *cell = guarded.to_owned();
            }
        }
        if shown != written {
            return Err(Stop::Needs(format!("LibreOffice shows other rows of {name}.xlsx than the CSV has.")));
        }
        say(&format!("LibreOffice: the {} rows of {name}.xlsx are those of the CSV.", shown.len()));
    }
    Ok(())
}

/// LibreOffice opens each letter to edit, and finds every paragraph of the letter in it.
fn letters_to_edit(folder: &Path, letters: &[PathBuf]) -> Result<(), Stop> {
    let (profile, texts) = (folder.join("libreoffice"), folder.join("letters-as-text"));
    let mut convert = program("soffice");
    convert.arg(format!("-env:UserInstallation=file://{}", profile.display()));
    convert.args(["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"]).arg(&texts);
    run(convert.args(letters.iter().map(|letter| letter.with_extension("docx"))))?;
    for letter in letters {
        let read =
            |file: &Path| fs::read_to_string(file).map_err(|source| Stop::File { path: file.to_owned(), source });
        let name = letter.file_stem().unwrap_or_default().to_string_lossy();
        let shown = read(&texts.join(format!("{name}.txt")))?;
        let said = read(&letter.with_extension("words"))?;
        if let Some(lost) = said.lines().find(|line| !shown.contains(line)) {
            return Err(Stop::Needs(format!("LibreOffice does not show this of {name}.docx: {lost}")));
        }
    }
    say(&format!("LibreOffice: the {} letters to edit say what the letters say.", letters.len()));
    Ok(())
}

/// The cells of a CSV file, its header included.
fn cells(file: &Path) -> Result<Vec<Vec<String>>, Stop> {
    let stop = |error: csv::Error| Stop::Needs(format!("{}: {error}", file.display()));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(file).map_err(stop)?;
    let rows = reader.records().map(|row| row.map(|row| row.iter().map(str::to_owned).collect()));
    rows.collect::<Result<_, _>>().map_err(stop)
}
