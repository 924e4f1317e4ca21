//! What each command does: read its input, call the desk, print what the desk says.

use std::fs::{self, File};
use std::io::{self, BufRead, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;

use desk::host::{self, SeenFolder, SystemClock, SystemEntropy};
use desk::ledger::{AccessHead, ClaimError, ClaimedHead, Founding, Verification, in_words, note};
use desk::ports::Clock;
use desk::{
    Desk, Error, Filter, GoneOnBy, ImportOptions, Imported, ListedItem, Logged, Mapping, Opening, Passphrase,
    ReportFiles, RequestDocument, local_date, wire,
};
use law::Decision;
use law::citations;
use serde_json::{Value, json};

use crate::arguments::{Command, Log};
use crate::terminal::{self, Bar};
use crate::{Failure, arguments};

/// Runs one command.
pub fn run(command: Command, out: &mut impl Write) -> Result<(), Failure> {
    match command {
        Command::Init { store, officer, office, recovery } => init(&store, officer, office, recovery.as_deref(), out),
        Command::Decide => decide(out),
        Command::Log(log) => self::log(*log, out),
        Command::Import { store, file, sheet, mapping, dry_run, json } => {
            let from = LogFile { file: &file, sheet: sheet.as_deref(), mapping: mapping.as_deref() };
            import(&store, from, dry_run, json, out)
        }
        Command::List { store, quarter, flag, ledger, json } => {
            list(&store, Filter { quarter, flag, ledger }, json, out)
        }
        Command::Report { store, quarter, edition, out: folder, as_of } => {
            let files = open_noting(&store)?.report_files(quarter, edition, as_of, &mut Bar::new("Items counted"))?;
            host::save_all(&folder, &files)?;
            named(&folder, &files, out)
        }
        Command::Issue { store, quarter, out: folder } => {
            let mut bar = Bar::new("Items counted");
            let files = open(&store, false)?.issue_report(quarter, &mut bar, |files| host::save_all(&folder, files))?;
            named(&folder, &files, out)
        }
        Command::Verify { store, head, access } => verify(&store, head.as_deref(), access, out),
        Command::Accept { store } => accept(&store, out),
        Command::Export { store, out: folder } => {
            let done = open_noting(&store)?.export(&folder, &mut Bar::new("Events written"))?;
            let (events, heads, access) = (done.events, done.heads, done.access);
            let beside = if access == 1 { "1 event".to_owned() } else { format!("{access} events") };
            let folder = folder.display();
            writeln!(out, "{folder}: both logs, {events} events under {heads} signed heads; the access log, {beside}")?;
            Ok(())
        }
        Command::Receipt { store, request, item, out: file } => {
            let receipt = open_noting(&store)?.receipt_file(&request, item)?;
            host::save_new_file(&file, receipt.as_bytes())?;
            writeln!(out, "{}: the receipt of request {request}, item {item}", file.display())?;
            Ok(())
        }
        Command::Backup { store, file } => {
            open_noting(&store)?.backup(&file, &mut Bar::new("Events copied and checked"))?;
            writeln!(out, "{}: a verified copy of {}", file.display(), store.display())?;
            Ok(())
        }
        Command::Restore { file, store } => {
            let passphrase = terminal::passphrase()?;
            let mut bar = Bar::new("Events restored and checked");
            let officer = terminal::officer();
            let done = Desk::restore(&file, &store, officer.as_deref(), &passphrase, &mut bar)?;
            drop(bar);
            writeln!(out, "{}: restored and verified, {} events", store.display(), done.events)?;
            if let Some(aside) = done.aside {
                writeln!(out, "{}: the damaged record that stood there, as it was", aside.display())?;
            }
            // Who restores an older state here does so on purpose: that is remembered, and no warning follows.
            let mut desk = look_at(&store, officer.as_deref(), &passphrase, true)?;
            desk.go_on(GoneOnBy::Restore)?;
            desk.keep_seen();
            say_trouble(&desk);
            Ok(())
        }
    }
}

/// Opens a store for a command by which something leaves it: that is noted in the access log. Where the store cannot be
/// written, as in a folder that can only be read, it is opened to read, and that nothing is noted is said.
fn open_noting(store: &Path) -> Result<Desk, Failure> {
    let passphrase = terminal::passphrase()?;
    let officer = terminal::officer();
    let desk = match look_at(store, officer.as_deref(), &passphrase, false) {
        Err(Failure::Desk(Error::Ledger(error))) if error.forbids_writing() => {
            look_at(store, officer.as_deref(), &passphrase, true)?
        }
        opened => opened?,
    };
    if desk.goes_unnoted() {
        terminal::say(&format!(
            "gatekeeper: note: {}: this store cannot be written here, so what leaves it is not noted in its access log.",
            store.display()
        ));
    }
    Ok(looked_at(store, desk))
}

/// Opens a store, says what it lacks of what this computer has seen of it, and remembers how far it has come.
fn open(store: &Path, read_only: bool) -> Result<Desk, Failure> {
    Ok(looked_at(store, look(store, read_only)?))
}

/// Says what an opened store lacks of what this computer has seen of it, and remembers how far it has come.
fn looked_at(store: &Path, mut desk: Desk) -> Desk {
    if let Some(regression) = desk.regression() {
        terminal::say(&format!(
            "gatekeeper: warning: {}: {regression} If this record is meant, `accept` says so, and this warning ends.",
            store.display()
        ));
    }
    desk.keep_seen();
    say_trouble(&desk);
    desk
}

/// Opens a store and looks back at what this computer has seen of it. Nothing is remembered yet.
fn look(store: &Path, read_only: bool) -> Result<Desk, Failure> {
    let passphrase = terminal::passphrase()?;
    look_at(store, terminal::officer().as_deref(), &passphrase, read_only)
}

fn look_at(store: &Path, officer: Option<&str>, passphrase: &Passphrase, read_only: bool) -> Result<Desk, Failure> {
    let opening = Opening { store, officer, passphrase, read_only };
    let mut desk = Desk::open(opening, Box::new(SystemClock), Box::new(SystemEntropy))?;
    desk.look_back(Box::new(SeenFolder::of_this_user()));
    Ok(desk)
}

/// Says why this computer cannot remember how far the record has come. That is no failure of the command.
fn say_trouble(desk: &Desk) {
    if let Some(trouble) = desk.trouble() {
        terminal::say(&format!("gatekeeper: warning: {trouble}"));
    }
}

fn accept(store: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let mut desk = look(store, true)?;
    let Some(regression) = desk.regression().copied() else {
        writeln!(out, "{}: nothing is missing that was seen here; there is nothing to accept", store.display())?;
        return Ok(());
    };
    desk.go_on(GoneOnBy::Choice)?;
    if let Some(trouble) = desk.trouble() {
        return Err(Failure::Refused(trouble.to_owned()));
    }
    writeln!(out, "{}: accepted as it is. {regression}", store.display())?;
    Ok(())
}

fn init(
    store: &Path,
    officer: Option<String>,
    office: String,
    recovery: Option<&Path>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let passphrase = terminal::new_passphrase()?;
    let officer = officer.or_else(terminal::officer).unwrap_or_else(|| "Records Access Officer".to_owned());
    let founding = Founding { office, officer, kdf: SystemClock.kdf() };
    match recovery {
        None => Desk::found(store, &founding, &passphrase, &SystemClock, &mut SystemEntropy)?,
        Some(file) => found_with_sheet(store, &founding, &passphrase, file)?,
    }
    writeln!(
        out,
        "{}: a new store for {}, with {} as its first officer",
        store.display(),
        founding.office,
        founding.officer
    )?;
    terminal::say(match recovery {
        None => "Keep the passphrase safe. Without it nobody can open this store.",
        Some(_) => "Print the recovery sheet and keep it in a safe. Whoever has it and the store can read everything.",
    });
    Ok(())
}

fn found_with_sheet(
    store: &Path,
    founding: &Founding,
    passphrase: &Passphrase,
    file: &Path,
) -> Result<(), desk::Error> {
    let mut saved = false;
    let made = Desk::found_with_sheet(store, founding, passphrase, &SystemClock, &mut SystemEntropy, |sheet| {
        host::save_new_file(file, sheet.as_bytes())?;
        saved = true;
        Ok(())
    });
    if made.is_err() && saved {
        // It opens nothing. Where it cannot be removed, the error that led here matters more.
        let _removed = fs::remove_file(file);
    }
    made
}

fn decide(out: &mut impl Write) -> Result<(), Failure> {
    let day = local_date(SystemClock.now());
    let mut refused = false;
    for (index, line) in io::stdin().lock().split(b'\n').enumerate() {
        let line = line?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = match std::str::from_utf8(&line) {
            Ok(text) => wire::answer(index + 1, text, day),
            Err(_) => Err(json!({ "id": null, "error": format!("line {}: this is not UTF-8", index + 1) })),
        };
        let (Ok(answer) | Err(answer)) = &answer;
        refused |= answer.get("error").is_some();
        writeln!(out, "{answer}")?;
    }
    if refused { Err(Failure::Told) } else { Ok(()) }
}

fn log(log: Log, out: &mut impl Write) -> Result<(), Failure> {
    let arguments::Log { store, document, json, statute, item } = log;
    let document = if document.is_some() {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text).map_err(|error| {
            Failure::Refused(format!("The document could not be read: {}. Nothing was logged.", in_words(&error)))
        })?;
        RequestDocument::from_json(&text)?
    } else {
        let (request, mut item): (Vec<_>, Vec<_>) =
            item.into_cells().into_iter().partition(|(column, _)| column.is_of_request());
        if let Some(named) = &statute {
            name_statute(named, &mut item);
        }
        RequestDocument { request, items: vec![item] }
    };
    let mut desk = open(&store, false)?;
    let logged = desk.log(&document)?;
    desk.keep_seen();
    drop(desk);
    for warning in &logged.warnings {
        terminal::say(&format!("gatekeeper: {warning}"));
    }
    if json { print_json(&logged_json(&logged), out) } else { print_logged(&logged, out) }
}

/// A statute named as the duty: the paper is a statute, and one that is known to require nothing is not valid on its face.
fn name_statute(named: &str, item: &mut Vec<(desk::columns::Column, String)>) {
    use desk::columns::Column;
    let has = |item: &[(Column, String)], wanted| item.iter().any(|(column, _)| *column == wanted);
    if !has(item, Column::Instrument) {
        item.push((Column::Instrument, "statute".to_owned()));
    }
    if let Some(wrong) = citations::check(named) {
        terminal::say(&format!("gatekeeper: {}: {} {}", wrong.citation, wrong.says, wrong.why_not));
        if let Some(unless) = wrong.unless {
            terminal::say(&format!("gatekeeper: But: {unless}"));
        }
        if !has(item, Column::ValidOnFace) {
            item.push((Column::ValidOnFace, "no".to_owned()));
        }
    }
}

fn logged_json(logged: &Logged) -> Value {
    let items: Vec<Value> = logged
        .items
        .iter()
        .map(|item| {
            let deadlines: Vec<Value> = item
                .deadlines
                .iter()
                .map(|deadline| json!({ "due": deadline.due, "kind": deadline.kind.as_str(), "basis": deadline.basis, "how": deadline.how }))
                .collect();
            let mut answer = wire::decision(&json!(item.item), &item.decision);
            if let Value::Object(fields) = &mut answer {
                fields.remove("id");
                fields.insert("item".to_owned(), json!(item.item));
                fields.insert("deadlines".to_owned(), Value::Array(deadlines));
            }
            answer
        })
        .collect();
    json!({ "request": logged.number, "items": items })
}

/// How wide text is printed, in columns.
const WIDTH: usize = 80;

/// Prints a text wrapped, its first line behind `mark` and the others below it.
fn paragraph(mark: &str, text: &str, out: &mut impl Write) -> io::Result<()> {
    let below = " ".repeat(mark.chars().count());
    let options = textwrap::Options::new(WIDTH).initial_indent(mark).subsequent_indent(&below);
    writeln!(out, "{}", textwrap::fill(text, options))
}

fn print_logged(logged: &Logged, out: &mut impl Write) -> Result<(), Failure> {
    writeln!(out, "{}", logged.number)?;
    for item in &logged.items {
        let mark = format!("  item {}: ", item.item);
        match &item.decision {
            Decision::Settled(found) => {
                let label = found.outcome.label_under(found.clause);
                paragraph(&mark, &format!("{label} [{} {}, flag {}]", found.outcome, found.clause, found.flag), out)?;
                if let Some(rule) = found.rule() {
                    paragraph("    ", rule.because, out)?;
                }
                for step in &found.next_steps {
                    paragraph("    - ", step, out)?;
                }
            }
            Decision::NotSettled(open) => {
                let possible: Vec<_> = open.possible.iter().map(|outcome| outcome.label()).collect();
                paragraph(&mark, &format!("not settled; still possible: {}", possible.join(" · ")), out)?;
                let next = format!("Find out next: {} ({})", open.ask_next, open.ask_next.values().join(", "));
                paragraph("    ", &next, out)?;
            }
        }
        for deadline in &item.deadlines {
            let what = format!("{}: {} ({})", deadline.due, deadline.kind.label(), deadline.basis);
            paragraph("    Deadline ", &what, out)?;
            paragraph("      ", &deadline.how, out)?;
        }
    }
    Ok(())
}

fn print_json(document: &Value, out: &mut impl Write) -> Result<(), Failure> {
    serde_json::to_writer_pretty(&mut *out, document).map_err(io::Error::from)?;
    Ok(writeln!(out)?)
}

fn reading(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let path = path.to_owned();
    |source| Error::File { path, doing: "could not be read", source }.into()
}

/// What an import reads.
struct LogFile<'a> {
    file: &'a Path,
    sheet: Option<&'a str>,
    mapping: Option<&'a Path>,
}

fn import(store: &Path, from: LogFile<'_>, dry_run: bool, json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let LogFile { file, sheet, mapping } = from;
    let mapping = match mapping {
        None => None,
        Some(path) => {
            let text = fs::read_to_string(path).map_err(reading(path))?;
            let name = path.display().to_string();
            Some(Mapping::parse(&text).map_err(|source| Error::Mapping { file: name, source })?)
        }
    };
    // A folder opens as a file does, and fails only when it is read.
    let opened = File::open(file)
        .and_then(|log| if log.metadata()?.is_dir() { Err(io::ErrorKind::IsADirectory.into()) } else { Ok(log) });
    let log = opened.map_err(reading(file))?;
    let name = file.display().to_string();
    let options = ImportOptions { file: &name, sheet, mapping: mapping.as_ref(), dry_run };
    let mut desk = open(store, false)?;
    let done = desk.import(log, options, &mut Bar::new("Rows read"))?;
    desk.keep_seen();
    drop(desk);
    for warning in &done.warnings {
        terminal::say(&format!("{name}: {warning}"));
    }
    let more = done.warning_count.saturating_sub(done.warnings.len() as u64);
    if more > 0 {
        terminal::say(&format!("{name}: and {more} more such rows"));
    }
    if json { print_json(&imported_json(&done, dry_run), out) } else { print_imported(&name, &done, dry_run, out) }
}

fn imported_json(done: &Imported, dry_run: bool) -> Value {
    json!({
        "dry_run": dry_run,
        "rows": done.rows,
        "left_out": done.left_out,
        "new_requests": done.new_requests,
        "new_items": done.new_items,
        "changed_items": done.changed_items,
        "already_present": done.already_present,
        "not_settled": done.not_settled,
        "warnings": done.warning_count,
    })
}

fn print_imported(name: &str, done: &Imported, dry_run: bool, out: &mut impl Write) -> Result<(), Failure> {
    let verb = if dry_run { "would be imported (dry run: nothing was recorded)" } else { "imported" };
    writeln!(out, "{name}: {verb}; rows read: {}", done.rows)?;
    for (count, what) in [
        (done.new_requests, "new requests"),
        (done.new_items, "new items"),
        (done.changed_items, "items that got an answer or a fact"),
        (done.already_present, "items already present"),
        (done.left_out, "rows without an item under the mapping"),
        (done.not_settled, "items that need an answer before the law can decide"),
    ] {
        if count > 0 {
            writeln!(out, "  {what}: {count}")?;
        }
    }
    Ok(())
}

fn list(store: &Path, filter: Filter, json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let desk = open(store, true)?;
    let mut failed = None;
    let mut first = true;
    let mut take = |item: ListedItem| {
        let written = if json { json_row(&item, first, out) } else { text_row(&item, first, out) };
        first = false;
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    };
    desk.list(filter, &mut take)?;
    if let Some(error) = failed {
        return Err(error.into());
    }
    let left_out = desk.left_out_of_list()?;
    if left_out > 0 {
        let requests = if left_out == 1 { "1 request that is" } else { &format!("{left_out} requests that are") };
        terminal::say(&format!("gatekeeper: note: not listed: {requests} sealed. At the desk you see them."));
    }
    match (json, first) {
        (true, true) => writeln!(out, "[]")?,
        (true, false) => writeln!(out, "\n]")?,
        (false, true) => terminal::say("Nothing in the record fits."),
        (false, false) => {}
    }
    Ok(())
}

fn json_row(item: &ListedItem, first: bool, out: &mut impl Write) -> io::Result<()> {
    out.write_all(if first { b"[\n  " } else { b",\n  " })?;
    Ok(serde_json::to_writer(out, item)?)
}

/// A cell of a text table: cut to its width, with a mark where something was cut.
fn cell(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return format!("{text:width$}");
    }
    text.chars().take(width.saturating_sub(1)).chain(std::iter::once('…')).collect()
}

fn text_row(item: &ListedItem, first: bool, out: &mut impl Write) -> io::Result<()> {
    let mut row = |request: &str, received: &str, agency: &str, asked: &str, outcome: &str, response: &str| {
        let line = format!(
            "{} {} {} {} {} {}",
            cell(request, 12),
            cell(received, 10),
            cell(agency, 14),
            cell(asked, 12),
            cell(outcome, 19),
            cell(response, 8)
        );
        writeln!(out, "{}", line.trim_end())
    };
    if first {
        row("request/item", "received", "agency", "asked", "outcome", "response")?;
    }
    let asked = match (item.ask.as_deref(), item.information.as_deref()) {
        (Some("information"), Some(kind)) => kind,
        (ask, _) => ask.unwrap_or_default(),
    };
    row(
        &format!("{}/{}", item.request, item.item),
        item.received.get(..10).unwrap_or(&item.received),
        &item.agency,
        asked,
        item.outcome.as_deref().unwrap_or("not settled"),
        &item.response,
    )
}

/// Names the files of a report, a line each.
fn named(folder: &Path, files: &ReportFiles, out: &mut impl Write) -> Result<(), Failure> {
    for (name, _) in files {
        writeln!(out, "{}", folder.join(name).display())?;
    }
    Ok(())
}

/// The heads that somebody kept: of the two ledgers, and of the access log.
type KeptHeads = (Vec<ClaimedHead>, Vec<AccessHead>);

/// Finds the kept heads in a text; one kind of them is enough.
fn kept_heads(text: &str) -> Result<KeptHeads, Failure> {
    let refused = |error: ClaimError| Failure::Refused(error.to_string());
    match (note::parse_claims(text), note::parse_access_claims(text)) {
        (ledgers, Err(ClaimError::None)) => Ok((ledgers.map_err(refused)?, Vec::new())),
        (Err(ClaimError::None), access) => Ok((Vec::new(), access.map_err(refused)?)),
        (ledgers, access) => Ok((ledgers.map_err(refused)?, access.map_err(refused)?)),
    }
}

fn verify(store: &Path, head: Option<&str>, access: bool, out: &mut impl Write) -> Result<(), Failure> {
    let (kept, kept_access) = match head {
        None => (Vec::new(), Vec::new()),
        Some(kept) => {
            let path = Path::new(kept);
            let text = if path.is_file() { fs::read_to_string(path).map_err(reading(path))? } else { kept.to_owned() };
            kept_heads(&text)?
        }
    };
    let desk = look(store, true)?;
    for remark in desk.remarks() {
        terminal::say(&format!("gatekeeper: note: {remark}"));
    }
    let Verification { events, destroyed, problems, .. } = desk.verify(&kept, &mut Bar::new("Events checked"))?;
    let mut problems: Vec<_> = problems.iter().map(|problem| format!("  {problem}")).collect();
    for head in &kept_access {
        if !desk.has_had_access(head)? {
            problems.push(format!(
                "  The access log is not the one that the kept head is of: it never had this root at {} events. Keep this \
                 folder as it is.",
                head.size
            ));
        }
    }
    if problems.is_empty() {
        writeln!(out, "{}: {events} events hold: every page, both logs, all projections", store.display())?;
        if destroyed > 0 {
            writeln!(
                out,
                "Texts and scans destroyed with the approval of the Supervisor of Records: {destroyed}. No other is missing."
            )?;
        }
        if !kept.is_empty() || !kept_access.is_empty() {
            writeln!(
                out,
                "The record continues the {} that you kept.",
                if kept.len() + kept_access.len() == 1 { "head" } else { "heads" }
            )?;
        }
        writeln!(out, "\n{}", desk.signed_heads()?.trim_end())?;
        writeln!(out, "\nThe keys that check these signatures (C2SP signed-note):")?;
        for key in desk.verifying_keys() {
            writeln!(out, "  {key}")?;
        }
        if access {
            let (note, key) = desk.signed_access_head();
            writeln!(
                out,
                "\nThe access log, which is of neither ledger, and the key that checks it:\n\n{}",
                note.trim_end()
            )?;
            writeln!(out, "\n  {key}")?;
        }
        return Ok(());
    }
    Err(Failure::Refused(format!("{} does not hold:\n{}", store.display(), problems.join("\n"))))
}
