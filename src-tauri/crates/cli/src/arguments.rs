//! The command line's own grammar: what can be typed, and the help for it. The contract stands in `FORMATS.md`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use desk::Quarter;
use desk::columns::Column;
use jiff::Timestamp;
use law::outcome::{Flag, LedgerKind};

/// Decides, records and reports what leaves the City, item by item, under Northampton's Safe City Ordinance (19.153).
#[derive(Debug, Parser)]
#[command(
    name = "gatekeeper",
    version,
    max_term_width = 100,
    after_help = "The passphrase comes from GATEKEEPER_PASSPHRASE, else it is asked for. The officer comes from \
                  GATEKEEPER_OFFICER, else is the only one. How far each record had come is \
                  remembered in the folder GATEKEEPER_SEEN, else among the user's own data.\n\nExit status: 0 done; 1 refused or found wrong; 2 wrong usage.\n\n\
                  Examples:\n  gatekeeper init records --officer \"Dana Reyes\"\n  \
                  gatekeeper import records log.csv --dry-run\n  gatekeeper report records --quarter 2026-Q3 --out reports"
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new, encrypted store (a folder) with its first officer.
    #[command(after_help = "Examples:\n  gatekeeper init records --officer \"Dana Reyes\" --office \"City Clerk\"\n  \
        gatekeeper init records --recovery /media/stick/recovery-sheet.txt\n\nA recovery sheet has twelve words that open \
        the store without a passphrase. Keep it where the store is not.")]
    Init {
        /// The folder to make; it must not exist yet, or be empty.
        store: PathBuf,
        /// The first officer's name; else GATEKEEPER_OFFICER, else "Records Access Officer".
        #[arg(long, value_name = "NAME")]
        officer: Option<String>,
        /// The office's name, as reports print it.
        #[arg(long, value_name = "NAME", default_value = "City of Northampton")]
        office: String,
        /// The file for a recovery sheet; it must not exist yet.
        #[arg(long, value_name = "FILE")]
        recovery: Option<PathBuf>,
    },
    /// Give determinations for JSON lines on standard input, one item a line. No store is needed.
    #[command(
        after_help = "Example:\n  echo '{\"id\": 1, \"facts\": {\"ask\": \"custody_hold\", \"instrument\": \"detainer\"}}' | gatekeeper decide"
    )]
    Decide,
    /// Record one request: a JSON document on standard input, or one item from flags.
    #[command(after_help = "Examples:\n  gatekeeper log records - < request.json\n  \
        gatekeeper log records --received 2026-10-07 --agency ICE --ask custody_hold --instrument detainer\n\n\
        The document: {\"received\": \"2026-10-07\", \"agency\": \"ICE\", \"items\": [{\"ask\": \"custody_hold\"}]}")]
    Log(Box<Log>),
    /// Import a request log (CSV or Excel): all of it or nothing.
    #[command(after_help = "Examples:\n  gatekeeper import records log.csv\n  \
        gatekeeper import records log.xlsx --sheet \"2026\"\n  \
        gatekeeper import records theirs.csv --mapping theirs.toml --dry-run")]
    Import {
        /// The store.
        store: PathBuf,
        /// The log.
        file: PathBuf,
        /// The sheet of an Excel workbook; without it, the only one.
        #[arg(long, value_name = "NAME")]
        sheet: Option<String>,
        /// How another office's columns become ours (TOML).
        #[arg(long, value_name = "MAP")]
        mapping: Option<PathBuf>,
        /// Check everything and record nothing.
        #[arg(long)]
        dry_run: bool,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// List the record, one row an item, in the order of entry.
    #[command(after_help = "Examples:\n  gatekeeper list records --quarter 2026-Q4 --flag high\n  \
        gatekeeper list records --ledger status_exchange --json")]
    List {
        /// The store.
        store: PathBuf,
        /// Received in this quarter: 2026-Q4, or FY2027-Q2 for the same days.
        #[arg(long, value_name = "Q")]
        quarter: Option<Quarter>,
        /// With this 2(a) flag: high, medium, low, pending or none.
        #[arg(long, value_name = "F")]
        flag: Option<Flag>,
        /// Of this ledger: disclosure or status_exchange.
        #[arg(long, value_name = "L")]
        ledger: Option<LedgerKind>,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Write the quarterly disclosure report: PDF, XLSX, CSV and JSON.
    #[command(after_help = "Examples:\n  gatekeeper report records --quarter 2026-Q4 --out reports\n  \
        gatekeeper report records --quarter FY2027-Q2 --out reports --as-of 2027-01-15T17:00:00-05:00")]
    Report {
        /// The store.
        store: PathBuf,
        /// The quarter: 2026-Q4, or FY2027-Q2 for the same days.
        #[arg(long, value_name = "Q")]
        quarter: Quarter,
        /// The folder for the four files; it is made where it is missing.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// As the report would have been made at this instant (RFC 3339).
        #[arg(long, value_name = "INSTANT", value_parser = instant)]
        as_of: Option<Timestamp>,
    },
    /// Check every page, both logs and all projections. Writes nothing.
    #[command(after_help = "Examples:\n  gatekeeper verify records > heads.txt\n  \
        gatekeeper verify records --head heads.txt\n\nA head is what somebody kept: the output of `verify` or a report's JSON (a file), or \
        the seal printed on a report.")]
    Verify {
        /// The store.
        store: PathBuf,
        /// A saved head (a file) or a printed seal to check against.
        #[arg(long, value_name = "NOTE")]
        head: Option<String>,
        /// Also print the signed head of the access log.
        #[arg(long)]
        access: bool,
    },
    /// Go on with a record that is older than the one last used on this computer, or another one.
    #[command(
        after_help = "Example:\n  gatekeeper accept records\n\nThe program remembers, outside the store, how far a \
        record had come when it was last used here, and warns where one lacks something of that. After a copy was put back \
        on purpose, this ends the warning. Nothing in the store changes; `verify` tells of it from then on."
    )]
    Accept {
        /// The store.
        store: PathBuf,
    },
    /// Write both logs for others to check, without this program or its passphrase. Appends nothing.
    #[command(
        after_help = "Example:\n  gatekeeper export records --out record-2026-12-31\n\nEach log is a file of its own, \
        disclosure.jsonl and status_exchange.jsonl; no list mixes the two. They hold the entries in the very bytes that \
        were hashed, every signed head, and the keys that check the signatures: names of officers and agencies too, but \
        no description, remark or scan. The page FORMAT.md says how they are checked."
    )]
    Export {
        /// The store.
        store: PathBuf,
        /// The folder to make; it must not exist yet, or be empty.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Write a receipt: what the record holds of one item, with the proof that it does. Appends nothing.
    #[command(
        after_help = "Example:\n  gatekeeper receipt records --request 2026-0142 --item 1 --out receipt.json\n\nA \
        receipt is checked without the record, against a head that somebody kept. That of a status exchange holds only \
        what the ledger of status exchanges holds of it. The page FORMAT.md says how it is checked."
    )]
    Receipt {
        /// The store.
        store: PathBuf,
        /// The request's number.
        #[arg(long, value_name = "NUMBER")]
        request: String,
        /// The item's number within the request, as `list` shows it.
        #[arg(long, value_name = "N")]
        item: u32,
        /// The file to write; it must not exist yet.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Write a verified copy of the store to one file.
    #[command(after_help = "Example:\n  gatekeeper backup records /media/stick/records-2026-10-07.backup")]
    Backup {
        /// The store.
        store: PathBuf,
        /// The file to write.
        file: PathBuf,
    },
    /// Restore a copy into an empty place, or one where a damaged store stands, and verify it there.
    #[command(after_help = "Example:\n  gatekeeper restore records-2026-10-07.backup restored")]
    Restore {
        /// The copy.
        file: PathBuf,
        /// The folder to make; it must not exist yet, or be empty. A damaged store there is moved aside.
        store: PathBuf,
    },
}

fn instant(text: &str) -> Result<Timestamp, &'static str> {
    text.parse().map_err(|_| "write the day, the time and the offset from UTC, such as 2027-01-15T17:00:00-05:00")
}

/// One request: from standard input, or one item from flags that carry the names of the log's columns.
#[derive(Debug, Args)]
pub struct Log {
    /// The store.
    pub store: PathBuf,
    /// `-`: read a JSON document from standard input.
    #[arg(value_parser = ["-"], conflicts_with_all = ["item", "statute"])]
    pub document: Option<String>,
    /// Print one JSON document.
    #[arg(long)]
    pub json: bool,
    /// The statute that the requester names as requiring it. One that requires nothing is explained, and
    /// `valid_on_face` is then `no` unless you say otherwise.
    #[arg(long, value_name = "CITATION")]
    pub statute: Option<String>,
    #[command(flatten)]
    pub item: Item,
}

macro_rules! item_flags {
    ($($field:ident = $column:ident $help:literal $value:literal,)+) => {
        /// The flags for one item, each with its column.
        #[derive(Debug, Args)]
        #[group(id = "item", multiple = true)]
        pub struct Item {
            $(#[doc = $help] #[arg(long, value_name = $value)] $field: Option<String>,)+
        }

        impl Item {
            /// What was given, by column.
            pub fn into_cells(self) -> Vec<(Column, String)> {
                let mut cells = Vec::new();
                $(if let Some(text) = self.$field { cells.push((Column::$column, text)); })+
                cells
            }
        }
    };
}

item_flags! {
    request = Request "The office's own number; without one the program gives the next of the year" "NUMBER",
    received = Received "When it came in: 2026-10-07 or 2026-10-07T14:05" "WHEN",
    origin = Origin "Who started it: requested, volunteered or own_inquiry" "WORD",
    channel = Channel "How it came: letter, email, fax, phone, in_person, portal or other" "WORD",
    department = Department "Who received it" "TEXT",
    agency = Agency "The requester's agency or organisation" "NAME",
    recipient = Recipient "The class of who would get it, where the directory does not know the agency" "WORD",
    ask = Ask "What is asked; information if left out" "WORD",
    information = Information "The kind of information" "WORD",
    for_immigration_agency = ForImmigrationAgency "Does the recipient act for an immigration agency? no if left out" "WORD",
    purpose = Purpose "The articulated purpose" "WORD",
    instrument = Instrument "The paper that comes with it; none if left out" "WORD",
    valid_on_face = ValidOnFace "Is the paper good: court, signature, dates, addressee?" "WORD",
    within_scope = WithinScope "Does the paper name this item?" "WORD",
    exempt_record = ExemptRecord "Is the record exempt under G.L. c.4 § 7(26)?" "WORD",
    other_law_forbids = OtherLawForbids "Does another law keep it secret? no if left out" "WORD",
    description = Description "What was asked, without the person" "TEXT",
    decided = Decided "When it was decided; the day it was received if left out" "WHEN",
    response = Response "What was answered; pending if left out" "WORD",
    responded = Responded "When it was answered" "WHEN",
    direction = Direction "Of a status exchange: sent, received or inquiry" "WORD",
}
