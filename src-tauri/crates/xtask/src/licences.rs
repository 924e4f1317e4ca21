//! `cargo xtask licences`: what the programs contain that others wrote, and the notices that go with it, as one file that
//! the settings page shows.
//!
//! It reads what Cargo and npm have put on this computer: the packages that are compiled or bundled into the programs on
//! any system they are made for, each with its licence, who holds the copyright, and the texts it brings. Texts that differ
//! in nothing but the holder stand once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::command::{Stop, answer, cargo, root, say};

/// Where the page finds it.
const FILE: &str = "ui/src/features/settings/licences.json";
/// The programs that people get.
const PROGRAMS: [&str; 2] = ["disclosure-gatekeeper", "gatekeeper"];
/// The systems they are made for, as in `.cargo/deny.toml`.
const SYSTEMS: [&str; 4] =
    ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc", "aarch64-apple-darwin", "x86_64-apple-darwin"];
/// How the names of files begin that hold a licence or a notice.
const NAMES: [&str; 6] = ["license", "licence", "copying", "copyright", "notice", "unlicense"];

/// Something that others wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    name: String,
    version: String,
    licence: String,
    holders: BTreeSet<String>,
    texts: BTreeSet<usize>,
}

/// The texts, each once; `places` finds one by its words alone, whatever its line breaks are.
#[derive(Debug, Default)]
struct Texts {
    all: Vec<String>,
    places: BTreeMap<String, usize>,
}

/// Writes the list anew.
///
/// # Errors
/// When a package is not on this computer, or the file cannot be written.
pub fn licences() -> Result<(), Stop> {
    let path = root().join(FILE);
    fs::write(&path, made()?).map_err(|source| Stop::File { path, source })?;
    say(&format!("{FILE} is written."));
    Ok(())
}

/// The list as it has to be.
fn made() -> Result<String, Stop> {
    let mut texts = Texts::default();
    let mut parts = from_cargo(&mut texts)?;
    parts.extend(from_npm(&mut texts)?);
    parts.extend(by_hand(&mut texts)?);
    parts.sort_by_key(|part| (part.name.to_lowercase(), part.version.clone()));
    lend_texts(&mut parts);
    let parts: Vec<Value> = parts.into_iter().map(part_as_json).collect();
    let list = json!({ "parts": parts, "texts": texts.all });
    let text = serde_json::to_string_pretty(&list).map_err(|error| Stop::Needs(error.to_string()))?;
    Ok(text + "\n")
}

fn part_as_json(part: Part) -> Value {
    let Part { name, version, licence, holders, texts } = part;
    json!({ "name": name, "version": version, "licence": licence, "holders": holders, "texts": texts })
}

/// The packages that Cargo compiles into the programs. What only helps to compile them is left out, but for the packages
/// that bring the source of a C library.
fn from_cargo(texts: &mut Texts) -> Result<Vec<Part>, Stop> {
    let mut found = BTreeMap::new();
    for system in SYSTEMS {
        let arguments = ["metadata", "--format-version", "1", "--locked", "--filter-platform", system];
        let metadata = answer(&mut cargo(&arguments)).and_then(|text| serde_json::from_str::<Value>(&text).ok());
        let metadata = metadata.ok_or_else(|| Stop::Needs("`cargo metadata` gives no list of packages.".to_owned()))?;
        for package in compiled(&metadata) {
            let key = (text_of(package, "name"), text_of(package, "version"));
            found.entry(key).or_insert_with(|| package.clone());
        }
    }
    let mut parts = Vec::new();
    for ((name, version), package) in found {
        let manifest = PathBuf::from(text_of(&package, "manifest_path"));
        let mut part = Part {
            name,
            version,
            licence: text_of(&package, "license").replace(" / ", " OR ").replace('/', " OR "),
            holders: BTreeSet::new(),
            texts: BTreeSet::new(),
        };
        read_notices(manifest.parent().unwrap_or(&manifest), &mut part, texts)?;
        if part.holders.is_empty() {
            part.holders = list_of(&package, "authors").iter().filter_map(Value::as_str).map(str::to_owned).collect();
        }
        parts.push(part);
    }
    Ok(parts)
}

/// The packages of others that are reached from the programs.
fn compiled(metadata: &Value) -> Vec<&Value> {
    let packages: BTreeMap<String, &Value> =
        list_of(metadata, "packages").iter().map(|package| (text_of(package, "id"), package)).collect();
    let nodes: BTreeMap<String, &Value> = metadata
        .get("resolve")
        .map(|resolve| list_of(resolve, "nodes"))
        .unwrap_or_default()
        .iter()
        .map(|node| (text_of(node, "id"), node))
        .collect();
    let is_ours = |package: &Value| package.get("source").is_none_or(Value::is_null);
    let mut open: Vec<String> = packages
        .iter()
        .filter(|(_, package)| is_ours(package) && PROGRAMS.contains(&text_of(package, "name").as_str()))
        .map(|(id, _)| id.clone())
        .collect();
    let mut reached: BTreeSet<String> = open.iter().cloned().collect();
    while let Some(id) = open.pop() {
        for dependency in nodes.get(&id).map(|node| list_of(node, "deps")).unwrap_or_default() {
            let to = text_of(dependency, "pkg");
            let Some(package) = packages.get(&to) else { continue };
            let kinds = list_of(dependency, "dep_kinds");
            let is_linked = kinds.iter().any(|kind| kind.get("kind").is_none_or(Value::is_null)) && !is_macro(package);
            let brings_source = text_of(package, "name").ends_with("-src");
            if (is_linked || brings_source) && reached.insert(to.clone()) {
                open.push(to);
            }
        }
    }
    packages
        .into_iter()
        .filter(|(id, package)| reached.contains(id) && !is_ours(package))
        .map(|(_, found)| found)
        .collect()
}

fn is_macro(package: &Value) -> bool {
    list_of(package, "targets")
        .iter()
        .any(|target| list_of(target, "kind").iter().any(|kind| kind.as_str() == Some("proc-macro")))
}

/// The packages that are bundled into the page.
fn from_npm(texts: &mut Texts) -> Result<Vec<Part>, Stop> {
    let ui = root().join("ui");
    let lock = read(&ui.join("package-lock.json"))?;
    let lock: Value = serde_json::from_str(&lock).map_err(|error| Stop::Needs(error.to_string()))?;
    let packages = lock.get("packages").and_then(Value::as_object);
    let mut parts = Vec::new();
    for (place, package) in packages.into_iter().flatten() {
        let helps = |name: &str| package.get(name).and_then(Value::as_bool) == Some(true);
        let Some((_, name)) = place.rsplit_once("node_modules/") else { continue };
        if helps("dev") || helps("devOptional") {
            continue;
        }
        let mut part = Part {
            name: name.to_owned(),
            version: text_of(package, "version"),
            licence: text_of(package, "license"),
            holders: BTreeSet::new(),
            texts: BTreeSet::new(),
        };
        read_notices(&ui.join(place), &mut part, texts)?;
        parts.push(part);
    }
    Ok(parts)
}

/// What comes from no package: the fonts of reports, and Rust's own library.
fn by_hand(texts: &mut Texts) -> Result<Vec<Part>, Stop> {
    let fonts = root().join("src-tauri/crates/report/fonts");
    let mut parts = Vec::new();
    for (name, licence, file) in [
        ("DejaVu Sans, in reports", "Bitstream Vera and Arev licences", "DejaVuSans-LICENSE.txt"),
        ("Public Sans, in reports", "OFL-1.1", "PublicSans-OFL.txt"),
    ] {
        let mut part = named(name, licence);
        take_notice(&read(&fonts.join(file))?, &mut part, texts);
        parts.push(part);
    }
    let mut rust = named("Rust standard library", "MIT OR Apache-2.0");
    rust.holders.insert("Copyright (c) The Rust Project contributors".to_owned());
    parts.push(rust);
    Ok(parts)
}

fn named(name: &str, licence: &str) -> Part {
    Part {
        name: name.to_owned(),
        version: String::new(),
        licence: licence.to_owned(),
        holders: BTreeSet::new(),
        texts: BTreeSet::new(),
    }
}

/// Reads the notices in a package's folder and in the folders directly in it, where a package keeps what it took over.
fn read_notices(folder: &Path, part: &mut Part, texts: &mut Texts) -> Result<(), Stop> {
    let mut folders = vec![folder.to_owned()];
    folders.extend(entries(folder)?.into_iter().filter(|entry| entry.is_dir() && !entry.ends_with("node_modules")));
    for folder in folders {
        for file in entries(&folder)? {
            let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
            let is_notice = NAMES.iter().any(|begin| name.starts_with(begin));
            let is_text = file.extension().is_none_or(|end| {
                let end = end.to_string_lossy().to_lowercase();
                !["rs", "ts", "js", "json", "html", "toml", "c", "h", "yml"].contains(&end.as_str())
            });
            if file.is_file() && is_notice && is_text {
                take_notice(&read(&file)?, part, texts);
            }
        }
    }
    Ok(())
}

/// Takes a notice apart: who holds the copyright, and the text that is left.
fn take_notice(notice: &str, part: &mut Part, texts: &mut Texts) {
    let (holders, text): (Vec<&str>, Vec<&str>) = notice.lines().partition(|line| names_a_holder(line.trim()));
    part.holders.extend(holders.iter().map(|line| line.trim().to_owned()));
    let text = text.join("\n").replace("\n\n\n", "\n\n");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return;
    }
    let next = texts.all.len();
    let place = *texts.places.entry(words).or_insert(next);
    if place == next {
        texts.all.push(text.trim_matches('\n').trim_end().to_owned());
    }
    part.texts.insert(place);
}

/// Is it a line such as `Copyright (c) 2019 Ada Example`? A line that only speaks of copyrights stays in its text.
fn names_a_holder(line: &str) -> bool {
    let begins = |words: &[&str]| words.iter().any(|begin| line.starts_with(begin));
    let has_year = line.contains(|letter: char| letter.is_ascii_digit());
    let has_sign = ["(c)", "(C)", "©"].iter().any(|sign| line.contains(sign));
    let names = begins(&["Copyright ", "Copyright("]) && (has_year || has_sign);
    // Without the word it may as well be point (c) of a list.
    let signs = begins(&["(c) ", "(C) ", "© "]) && has_year;
    (names || signs) && line.chars().count() <= 200
}

/// Some packages bring no text of their licence. They get the texts that most packages under the same licence bring.
fn lend_texts(parts: &mut [Part]) {
    let mut brought: BTreeMap<String, BTreeMap<BTreeSet<usize>, usize>> = BTreeMap::new();
    for part in parts.iter().filter(|part| !part.texts.is_empty()) {
        *brought.entry(licences_of(part)).or_default().entry(part.texts.clone()).or_default() += 1;
    }
    for part in parts.iter_mut().filter(|part| part.texts.is_empty()) {
        let most = brought.get(&licences_of(part)).and_then(|sets| sets.iter().max_by_key(|(_, count)| **count));
        part.texts = most.map(|(set, _)| set.clone()).unwrap_or_default();
    }
}

/// A licence expression whose alternatives stand in one order.
fn licences_of(part: &Part) -> String {
    let mut alternatives: Vec<&str> = part.licence.split(" OR ").collect();
    alternatives.sort_unstable();
    alternatives.join(" OR ")
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Stop> {
    let failed = |source| Stop::File { path: folder.to_owned(), source };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        found.push(entry.map_err(failed)?.path());
    }
    found.sort_unstable();
    Ok(found)
}

fn read(path: &Path) -> Result<String, Stop> {
    let bytes = fs::read(path).map_err(|source| Stop::File { path: path.to_owned(), source })?;
    Ok(String::from_utf8_lossy(&bytes).replace("\r\n", "\n").replace(['\u{feff}', '\u{c}'], ""))
}

fn text_of(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn list_of<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_names_what_the_programs_contain_today() {
        let kept = read(&root().join(FILE)).unwrap();
        let made = made().unwrap();
        assert!(kept == made, "{FILE} is not what the programs contain: run `cargo xtask licences` and commit it");
        for name in ["sqlcipher-src", "openssl-src", "typst", "tauri", "react", "DejaVu Sans, in reports"] {
            assert!(made.contains(&format!("\"name\": \"{name}\"")), "{name} is listed");
        }
        for notice in ["ZETETIC LLC", "SIL OPEN FONT LICENSE", "Bitstream Vera", "Mozilla Public License"] {
            assert!(made.contains(notice), "the notice of {notice} is passed on");
        }
    }

    #[test]
    fn texts_that_differ_in_nothing_but_the_holder_stand_once() {
        let (mut texts, mut one, mut other) = (Texts::default(), named("one", "MIT"), named("other", "MIT"));
        take_notice("MIT License\n\nCopyright (c) 2019 Ada\n\nPermission is granted.\n", &mut one, &mut texts);
        take_notice("MIT License\nCopyright 2020 Ben\nPermission is\ngranted.", &mut other, &mut texts);
        assert_eq!((texts.all.len(), &one.texts), (1, &other.texts));
        assert_eq!(one.holders.first().map(String::as_str), Some("Copyright (c) 2019 Ada"));
        assert_eq!(other.holders.first().map(String::as_str), Some("Copyright 2020 Ben"));
    }

    #[test]
    fn a_line_that_only_speaks_of_copyrights_stays_in_the_text() {
        for line in [
            "copyright notice, this list of conditions",
            "Copyright [yyyy] [name of copyright owner]",
            "(c) You must retain, in the Source form of any Derivative Works",
        ] {
            assert!(!names_a_holder(line), "{line}");
        }
    }

    #[test]
    fn a_package_without_a_text_gets_that_of_its_licence() {
        let mut texts = Texts::default();
        let mut parts =
            vec![named("with", "MIT OR Apache-2.0"), named("without", "Apache-2.0 OR MIT"), named("alone", "X")];
        take_notice("Permission is granted.", parts.first_mut().unwrap(), &mut texts);
        lend_texts(&mut parts);
        let counts: Vec<usize> = parts.iter().map(|part| part.texts.len()).collect();
        assert_eq!(counts, [1, 1, 0]);
    }
}
