//! One answer of every command, from the practice desk on a fixed day, in the files that the page's own tests read.
//!
//! A page is tested against what the program answers, not against what somebody once thought it would.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use desk::Desk;
use desk::pages::access_log::Printing;
use desk::pages::approval::{Asking, Deciding};
use desk::pages::attachment::{Attaching, AttachmentSaved};
use desk::pages::backups::{BackupMade, BackupsView, RestoredView, TriedView};
use desk::pages::comparing::Comparing;
use desk::pages::correction::{ItemCorrection, RequestCorrection};
use desk::pages::coverage::{CertifyingNil, WithdrawingNil};
use desk::pages::exchanges::ExchangeDraft;
use desk::pages::importing::{ImportAsk, ImportView, look_at_log};
use desk::pages::keeping::{DestroyedView, Destroying, KeepingView, LiftingHold, PlacingHold};
use desk::pages::letter_words::WordingLetter;
use desk::pages::letters::{LetterSaved, LetterWanted};
use desk::pages::log::{Answers, ItemDraft, RequestDraft};
use desk::pages::mapping::{MappingAsk, NamedMapping, consider};
use desk::pages::officers::{NewOfficer, RoleChange};
use desk::pages::opening::{NewRecord, Opening, about, strength};
use desk::pages::ordinance::ordinance;
use desk::pages::practice::trainees;
use desk::pages::preview::PreviewWanted;
use desk::pages::receipt::ReceiptWanted;
use desk::pages::register::{RegisterQuery, RegisterSearch};
use desk::pages::register_file::{RegisterExport, RegisterExported};
use desk::pages::reports::Exported;
use desk::pages::request::{Answering, Finding};
use desk::pages::review::Reviewing;
use desk::pages::saved::{SavedSearch, SavingSearch};
use desk::pages::seals::{LiftingSeal, SealingRequest};
use desk::pages::settings::{ClosedDay, NewAgency, SettingChange};
use desk::pages::unmerging::{AskingUnmerging, DecidingUnmerging};
use desk::pages::waits::{Pausing, Resuming};
use desk::pages::words::words;
use desk::ports::{Clock, Entropy, Silent};
use desk::roles::Role;
use serde::Serialize;

/// Where the page's tests read.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/ipc/contract");

/// Thursday, 5 November 2026, 10 in the morning in New York.
struct ThatMorning;
impl Clock for ThatMorning {
    fn now(&self) -> desk::Timestamp {
        "2026-11-05T15:00:00Z".parse().unwrap()
    }
}

/// The same bytes every time.
struct Counting(u8);
impl Entropy for Counting {
    fn fill(&mut self, bytes: &mut [u8]) -> std::io::Result<()> {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(5).wrapping_add(17);
            *byte = self.0;
        }
        Ok(())
    }
}

/// The answers by command.
struct Contract(BTreeMap<&'static str, String>);
impl Contract {
    fn add(&mut self, command: &'static str, answer: &impl Serialize) {
        let mut text = serde_json::to_string_pretty(answer).unwrap();
        text.push('\n');
        self.0.insert(command, text);
    }

    /// What left is noted.
    fn add_access_log(&mut self, desk: &mut Desk) {
        let search = RegisterSearch { ledger: "disclosure".to_owned(), ..RegisterSearch::default() };
        desk.register_file(&RegisterExport { search, columns: Vec::new() }, &mut Silent).unwrap();
        desk.receipt_file("P-001", 1).unwrap();
        desk.note_printing(&Printing::Receipt { number: "P-001".to_owned(), item: 1 }).unwrap();
        desk.note_printing(&Printing::RecoverySheet).unwrap();
        desk.report_files("2026-Q3".parse().unwrap(), desk::Edition::Internal, None, &mut Silent).unwrap();
        self.add("access_log", &desk.access_log(None).unwrap());
    }

    /// What 2(a) bars is refused in a letter, and the office words one itself.
    fn add_letters(&mut self, desk: &mut Desk, number: &str) {
        let wanted = LetterWanted {
            number: number.to_owned(),
            letter: "refusal".to_owned(),
            language: "en".to_owned(),
            exemptions: Vec::new(),
            reason: String::new(),
            due: String::new(),
        };
        self.add("show_letter", &desk.show_letter(&wanted).unwrap());
        let request = desk.issue_letter(&wanted, |_| Ok(())).unwrap();
        self.add("issue_letter", &LetterSaved { file: "letter.pdf".to_owned(), request });
        self.add("draft_letter", &Some("letter.docx"));
        let lines = ["210 Main Street", "Northampton, Massachusetts 01060", "(413) 555-0100"];
        self.add("set_letterhead", &desk.set_letterhead(&lines.map(ToOwned::to_owned)).unwrap());
        self.add("letter_words", &desk.letter_words().unwrap());
        let wording = WordingLetter {
            letter: "refusal".to_owned(),
            language: "en".to_owned(),
            part: "opening".to_owned(),
            words: "Thank you for your request of {received}. It has our number {number}.".to_owned(),
        };
        self.add("word_letter", &desk.word_letter(&wording).unwrap());
    }

    /// A solicitor seals a request under an order, and lifts the seal.
    fn add_seals(&mut self, place: &Path) {
        let opened = |name: &str, words: &str| {
            let passphrase = desk::Passphrase::new(words.to_owned()).unwrap();
            let way = desk::Opening { store: place, officer: Some(name), passphrase: &passphrase, read_only: false };
            Desk::open(way, Box::new(ThatMorning), Box::new(Counting(4))).unwrap()
        };
        let first = trainees().into_iter().next().unwrap();
        let words = "three crows on a copper roof";
        let new = serde_json::json!({ "name": "S. Holt", "role": "solicitor", "passphrase": words });
        opened(&first.name, &first.passphrase).add_officer(&serde_json::from_value(new).unwrap()).unwrap();
        let mut desk = opened("S. Holt", words);
        let number = "P-120".to_owned();
        let sealing = SealingRequest {
            number: number.clone(),
            until: "2027-01-31".to_owned(),
            counted: true,
            under: "court_order".to_owned(),
            reason: "The court’s order of 2 November forbids to tell anybody.".to_owned(),
        };
        self.add("seal_request", &desk.seal_request(&sealing).unwrap());
        let reason = "The court lifted the order.".to_owned();
        self.add("lift_seal", &desk.lift_seal(&LiftingSeal { number, reason }).unwrap());
    }

    /// When the years are over, some of what may be destroyed is.
    fn add_keeping(&mut self, place: &Path) {
        let first = trainees().into_iter().next().unwrap();
        let passphrase = desk::Passphrase::new(first.passphrase.clone()).unwrap();
        let way = desk::Opening { store: place, officer: Some(&first.name), passphrase: &passphrase, read_only: false };
        let mut desk = Desk::open(way, Box::new(EightYearsLater), Box::new(Counting(3))).unwrap();
        // What is listed is told by some of it.
        let shortened = |mut keeping: KeepingView| {
            keeping.due.truncate(6);
            keeping.kept.truncate(4);
            keeping
        };
        let keeping = shortened(desk.keeping().unwrap());
        self.add("keeping", &keeping);
        let numbers = keeping.due.into_iter().take(2).map(|request| request.number).collect();
        let destroying = Destroying { numbers, approval: "RMU-2034-118".to_owned(), word: "destroy".to_owned() };
        let done = desk.destroy_particulars(&destroying).unwrap();
        self.add("destroy_particulars", &DestroyedView { keeping: shortened(done.keeping), ..done });
    }

    /// A backup is made, restored beside the record, and tried.
    fn add_backups(&mut self, desk: &mut Desk, folder: &Path, officer: &serde_json::Value) {
        let who = serde_json::json!({
            "officer": officer["name"], "passphrase": officer["passphrase"], "chosen": false
        });
        // How large a file becomes is not the same in every build.
        let settled = |mut backups: BackupsView| {
            backups.last.iter_mut().for_each(|last| last.bytes = 4_812_800);
            backups.copies.bytes = 4_812_800;
            backups
        };
        desk.copy_if_due(&mut Silent);
        self.add("backups", &settled(desk.backups().unwrap()));
        let (file, place) = (folder.join("disclosure-record.backup"), folder.join("Restored"));
        let made = desk.back_up(&file, &mut Silent).unwrap();
        self.add("back_up", &Some(BackupMade { backups: settled(made.backups), ..made }));
        std::fs::create_dir(&place).unwrap();
        let asked = serde_json::from_value(who.clone()).unwrap();
        let restored = desk.restore_beside(&file, &place, &asked, &mut Silent).unwrap();
        let told = |text: &str| text.replace(folder.to_str().unwrap(), "D:");
        let (next, folder) = (told(&restored.next), told(&restored.folder));
        self.add("restore_backup", &Some(RestoredView { next, folder, ..restored }));
        let tried = desk.try_restore(None, &serde_json::from_value(who).unwrap(), &mut Silent).unwrap();
        self.add("try_restore", &Some(TriedView { backups: settled(tried.backups), ..tried }));
    }
}

/// Eight years later.
struct EightYearsLater;
impl Clock for EightYearsLater {
    fn now(&self) -> desk::Timestamp {
        "2034-11-06T15:00:00Z".parse().unwrap()
    }
}

/// A letter of ICE that asks for three things.
fn letter() -> RequestDraft {
    let facts = |facts: &[(&str, &str)]| {
        Answers(facts.iter().map(|(fact, value)| ((*fact).to_owned(), (*value).to_owned())).collect())
    };
    let item = |description: &str, own: &[(&str, &str)]| ItemDraft {
        description: description.to_owned(),
        direction: String::new(),
        facts: facts(own),
        response: String::new(),
        responded: String::new(),
    };
    RequestDraft {
        received: "2026-11-05T09:40".to_owned(),
        origin: "requested".to_owned(),
        channel: "email".to_owned(),
        department: "Police Records".to_owned(),
        agency: "ICE, Enforcement and Removal Operations".to_owned(),
        facts: facts(&[("purpose", "immigration_enforcement"), ("instrument", "none"), ("other_law_forbids", "no")]),
        items: vec![
            item("immigration status", &[("ask", "information"), ("information", "status")]),
            item("home address", &[("ask", "information"), ("information", "personal")]),
            item("date of release", &[("ask", "release_notification")]),
        ],
    }
}

/// The police ask where a missing child was seen last, and get it at once.
fn release_at_once(desk: &mut Desk) -> String {
    let facts = [
        ("ask", "information"),
        ("information", "personal"),
        ("recipient", "state_agency"),
        ("for_immigration_agency", "no"),
        ("purpose", "life_safety"),
        ("instrument", "none"),
        ("other_law_forbids", "no"),
    ];
    let item = ItemDraft {
        description: "where a missing child was seen last".to_owned(),
        direction: String::new(),
        facts: Answers(facts.iter().map(|(fact, value)| ((*fact).to_owned(), (*value).to_owned())).collect()),
        response: String::new(),
        responded: String::new(),
    };
    let call = RequestDraft {
        received: "2026-11-04T22:10".to_owned(),
        origin: "requested".to_owned(),
        channel: "phone".to_owned(),
        department: "Police Department".to_owned(),
        agency: "Massachusetts State Police".to_owned(),
        facts: Answers::default(),
        items: vec![item],
    };
    let number = desk.log_draft(&call).unwrap().number;
    let answering = Answering {
        number: number.clone(),
        item: 1,
        response: "released".to_owned(),
        responded: "2026-11-04T22:15".to_owned(),
        already_left: false,
        basis: "life_safety".to_owned(),
        surplus: false,
        what_left: "the corner where the camera saw it, to the officer on duty".to_owned(),
    };
    desk.answer_item(&answering).unwrap();
    number
}

fn reviewing(number: String) -> Reviewing {
    let reason = "The call was checked, and nothing else left.".to_owned();
    Reviewing { number, item: 1, found: "in_order".to_owned(), reason }
}

fn contract() -> Contract {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("record");
    let mut desk = Desk::practise(&place, Box::new(ThatMorning), Box::new(Counting(1))).unwrap();
    let mut contract = Contract(BTreeMap::new());
    contract.add("about", &about(env!("CARGO_PKG_VERSION")).unwrap());
    contract.add("opening", &Opening::Open { session: desk.session(false).unwrap() });
    contract.add("lock", &Opening::Locked { officers: Desk::officers_of(&place).unwrap().unwrap() });
    contract.add("end_practice", &Opening::Locked { officers: vec!["M. Alvarez".to_owned()] });
    for command in ["set_up", "unlock", "practise", "recover", "go_on"] {
        contract.add(command, &desk.session(command == "practise").unwrap());
    }
    let new: NewRecord = serde_json::from_value(serde_json::json!({
        "office": "City Clerk", "officer": "M. Alvarez", "passphrase": "seven lamps on a quiet hill"
    }))
    .unwrap();
    contract.add("passphrase_strength", &strength(&new));
    contract.add("zoom", &110);
    for command in ["print", "quit", "touch", "change_passphrase"] {
        contract.add(command, &());
    }
    contract.add("words", &words());
    contract.add("ordinance", &ordinance());
    contract.add("find_agencies", &desk.find_agencies("ice").unwrap());
    contract.add("consider", &desk.consider(&letter()).unwrap());
    desk.keep_draft(letter()).unwrap();
    contract.add("kept_draft", &desk.kept_draft().unwrap());
    let logged = desk.log_draft(&letter()).unwrap();
    contract.add("log_request", &logged);
    for command in ["keep_draft", "drop_draft"] {
        contract.add(command, &());
    }
    contract.add("request", &desk.request(&logged.number).unwrap());
    let answering = Answering {
        number: logged.number.clone(),
        item: 2,
        response: "withheld".to_owned(),
        responded: "2026-11-05".to_owned(),
        already_left: false,
        basis: String::new(),
        surplus: false,
        what_left: String::new(),
    };
    contract.add("answer_item", &desk.answer_item(&answering).unwrap());
    let asking = Asking {
        number: logged.number.clone(),
        item: 3,
        reason: "The Sheriff answers for it; the date is public on the court's own list.".to_owned(),
    };
    contract.add("ask_approval", &desk.ask_approval(&asking).unwrap());
    let finding = Finding {
        number: logged.number.clone(),
        item: 2,
        fact: "for_immigration_agency".to_owned(),
        value: "no".to_owned(),
    };
    contract.add("add_fact", &desk.add_fact(&finding).unwrap());
    let exchange = ExchangeDraft {
        agency: "USCIS".to_owned(),
        received: "2026-11-04".to_owned(),
        channel: "portal".to_owned(),
        direction: "inquiry".to_owned(),
        instrument: "none".to_owned(),
        response: "no_such_record".to_owned(),
        responded: "2026-11-04".to_owned(),
    };
    contract.add("log_exchange", &desk.log_exchange(&exchange).unwrap());
    contract.add("exchanges", &desk.exchanges(None).unwrap());
    let went_out = release_at_once(&mut desk);
    let pausing = Pausing {
        number: logged.number.clone(),
        item: 3,
        waits_for: "solicitor".to_owned(),
        reason: "Does the court's own list make the date public?".to_owned(),
    };
    contract.add("pause_item", &desk.pause_item(&pausing).unwrap());
    contract.add("today", &desk.today().unwrap());
    contract.add("needs", &desk.needs("with_solicitor").unwrap());
    let resuming = Resuming {
        number: logged.number.clone(),
        item: 3,
        finding: "It does. The date may go out, and nothing else.".to_owned(),
    };
    contract.add("resume_item", &desk.resume_item(&resuming).unwrap());
    contract.add("quarters", &desk.quarters().unwrap());
    contract.add("report", &desk.report_view("2026-Q3").unwrap());
    let comparing = Comparing { quarter: "2026-Q3".to_owned(), with: "2026-Q4".to_owned() };
    contract.add("compare_quarters", &desk.compare_quarters(&comparing).unwrap());
    let wanted = PreviewWanted { quarter: "2026-Q3".to_owned(), edition: "internal".to_owned(), page: 1 };
    contract.add("preview_report", &desk.preview(&wanted, &mut Silent).unwrap());
    let everything = RegisterQuery { search: RegisterSearch::default(), after: None };
    contract.add("register", &desk.register(&everything).unwrap());
    let saved = SavedSearch {
        name: "Waits for an answer".to_owned(),
        search: RegisterSearch { response: "pending".to_owned(), ..RegisterSearch::default() },
        columns: vec!["asked".to_owned(), "due".to_owned()],
    };
    let kept = desk.save_search(&SavingSearch { saved, instead_of: String::new() }).unwrap();
    for command in ["register_kept", "save_search"] {
        contract.add(command, &kept);
    }
    contract.add("keep_columns", &desk.keep_columns(&["law".to_owned(), "officer".to_owned()]).unwrap());
    contract.add("forget_search", &desk.forget_search("Waits for an answer").unwrap());
    contract.add("export_register", &RegisterExported { file: "register.csv".to_owned(), items: 207 });
    contract.add("verify_record", &desk.verified(&mut Silent).unwrap());
    contract.add("progress", &Some(crate::work::HowFar { done: 2_048, of: 9_216 }));
    contract.add("stop_work", &());
    let answers = BTreeMap::from([("ask".to_owned(), "custody_hold".to_owned())]);
    contract.add("what_if", &desk.what_if(&Answers(answers)).unwrap());
    let ours = ImportAsk { sheet: String::new(), mapping: None };
    let log = folder.path().join("log.csv");
    std::fs::write(&log, "request,received,agency,information\n1,2026-02-30,ICE,personal\n").unwrap();
    contract.add("check_import", &desk.import_file(&log, &ours, true, &mut Silent).unwrap());
    std::fs::write(&log, "request,received,agency,information\n1,2026-10-01,ICE,personal\n").unwrap();
    let imported: ImportView = desk.import_file(&log, &ours, false, &mut Silent).unwrap();
    contract.add("run_import", &imported);
    contract.add("choose_log", &super::importing::named(&log));
    let theirs =
        "Request no,Received,Agency,Channel,Form\nF-1,10/01/2026,ICE,FAX,I-247A\nF-2,10/02/2026,ICE,By hand,\n";
    std::fs::write(&log, theirs).unwrap();
    let looked = look_at_log(&log, "", &mut Silent).unwrap();
    contract.add("look_at_log", &looked);
    let dates = vec!["10/01/2026".to_owned()];
    contract.add("consider_mapping", &consider(&MappingAsk { mapping: looked.guess.clone(), dates }));
    let named = NamedMapping { name: "Sheriff's log".to_owned(), mapping: looked.guess };
    contract.add("save_mapping", &desk.save_mapping(&named).unwrap());
    contract.add("saved_mappings", &desk.saved_mappings().unwrap());
    contract.add("drop_mapping", &desk.drop_mapping("another").unwrap());
    contract.add("choose_mapping", &NamedMapping { name: "mapping.toml".to_owned(), mapping: named.mapping });
    contract.add("export_mapping", &super::importing::named(&PathBuf::from("mapping.toml")));
    let ends =
        ["csv", "json", "pdf", "xlsx"].map(|end| [format!(".{end}"), format!("-public.{end}")]).into_iter().flatten();
    let names: Vec<String> = ends.map(|end| format!("disclosure-report-2026-Q3{end}")).collect();
    let exported = Exported { folder: "Reports".to_owned(), files: names, changed: Vec::new() };
    contract.add("export_report", &exported);
    contract.add("make_report_again", &exported);
    let mut saved = Vec::new();
    let issued = desk.issue_report("2026-Q3".parse().unwrap(), &mut Silent, |files| {
        saved.clone_from(files);
        Ok(())
    });
    let (name, json) = issued.unwrap().into_iter().find(|(name, _)| name.ends_with(".json")).unwrap();
    assert_eq!(saved.len(), 9, "its files are in place before it is listed");
    contract.add("issued_reports", &desk.issued_reports().unwrap());
    contract.add("small_numbers", &desk.small_numbers("2026-Q3").unwrap());
    let asking = AskingUnmerging {
        quarter: "2026-Q3".to_owned(),
        table: "received_by_department".to_owned(),
        reason: "The council asks how many each department received.".to_owned(),
    };
    contract.add("ask_unmerging", &desk.ask_unmerging(&asking).unwrap());
    // One figure of the file is changed, as somebody might.
    let report = folder.path().join(name);
    let changed = String::from_utf8(json).unwrap().replacen("\"received\": ", "\"received\": 1", 1);
    std::fs::write(&report, changed).unwrap();
    contract.add("verify_report", &desk.verify_report(&report, &mut Silent).unwrap());
    let (quarter, department) = ("2026-Q3".to_owned(), "Forbes Library".to_owned());
    let signer = "Director of the library".to_owned();
    let certifying = CertifyingNil { quarter: quarter.clone(), department: department.clone(), signer };
    contract.add("certify_nil", &desk.certify_nil(&certifying).unwrap());
    let withdrawing = WithdrawingNil { quarter, department, why: "wrong_entry".to_owned() };
    contract.add("withdraw_nil", &desk.withdraw_nil(&withdrawing).unwrap());
    let seal = desk.verified(&mut Silent).unwrap().seals.remove(0).seal;
    contract.add("verify_seal", &desk.verify_seal(&seal, &mut Silent).unwrap());
    contract.add_letters(&mut desk, &logged.number);
    let wanted = ReceiptWanted { number: logged.number.clone(), item: 2 };
    contract.add("receipt", &desk.receipt_view(&wanted).unwrap());
    contract.add("save_receipt", &Some("receipt.json"));
    let agency = NewAgency {
        name: "Pioneer Valley Transit".to_owned(),
        aliases: vec!["PVTA".to_owned()],
        recipient: "local_agency".to_owned(),
    };
    let mut settings = desk.add_own_agency(agency).unwrap();
    settings.folder = "Disclosure Gatekeeper/record".to_owned();
    contract.add("settings", &settings);
    contract.add("add_agency", &settings);
    let day = ClosedDay { date: "2026-11-24".to_owned(), why: "Snow".to_owned() };
    let mut settings = desk.change_setting(SettingChange::AddClosedDay { day }).unwrap();
    settings.folder = "Disclosure Gatekeeper/record".to_owned();
    contract.add("change_setting", &settings);
    let mut reporting = settings.reporting;
    reporting.retain(|department| department != "Forbes Library");
    let mut settings = desk.set_departments_reporting(&reporting).unwrap();
    settings.folder = "Disclosure Gatekeeper/record".to_owned();
    contract.add("set_departments_reporting", &settings);
    let second =
        serde_json::json!({ "name": "R. Chen", "role": "reviewer", "passphrase": "nine boats below an empty mill" });
    let officer: NewOfficer = serde_json::from_value(second).unwrap();
    contract.add("officers", &desk.officers().unwrap());
    contract.add("add_officer", &desk.add_officer(&officer).unwrap());
    let third =
        serde_json::json!({ "name": "P. Novak", "role": "clerk", "passphrase": "seven mills above a quiet boat" });
    desk.add_officer(&serde_json::from_value(third).unwrap()).unwrap();
    contract.add("change_role", &desk.change_role(&RoleChange { officer: 4, role: Role::Auditor }).unwrap());
    contract.add("officer_left", &desk.officer_left(4).unwrap());
    contract.add("save_role_table", &Some("who-may-do-what.csv"));
    let first = trainees().into_iter().next().unwrap();
    let own = serde_json::json!({ "name": first.name, "passphrase": first.passphrase });
    let passphrase = serde_json::from_value(own["passphrase"].clone()).unwrap();
    contract.add_backups(&mut desk, folder.path(), &own);
    contract.add_access_log(&mut desk);
    contract.add("make_recovery_sheet", &desk.make_recovery_sheet(&passphrase).unwrap());
    contract.add("save_recovery_sheet", &Some("recovery-sheet.txt"));
    contract.add("record_key", &desk.record_key().unwrap());
    contract.add("change_record_key", &desk.change_record_key(&passphrase, &mut Silent).unwrap());
    contract.add("access", &desk.access());
    drop(desk);
    let way = desk::Opening {
        store: &place,
        officer: Some(&officer.name),
        passphrase: &officer.passphrase.passphrase().unwrap(),
        read_only: false,
    };
    let mut desk = Desk::open(way, Box::new(ThatMorning), Box::new(Counting(2))).unwrap();
    let own =
        serde_json::json!({ "old": "nine boats below an empty mill", "passphrase": "a mill without any boats below" });
    desk.change_passphrase(&serde_json::from_value(own).unwrap()).unwrap();
    let deciding = Deciding {
        number: logged.number.clone(),
        item: 3,
        approve: true,
        answerable: Some(1),
        reason: "Only the date that the court has published goes out.".to_owned(),
    };
    contract.add("decide_approval", &desk.decide_approval(&deciding).unwrap());
    contract.add("review_release", &desk.review_release(&reviewing(went_out)).unwrap());
    let deciding = DecidingUnmerging {
        quarter: "2026-Q3".to_owned(),
        table: "received_by_department".to_owned(),
        approve: true,
        reason: "How many came to which desk points at nobody here.".to_owned(),
    };
    contract.add("decide_unmerging", &desk.decide_unmerging(&deciding).unwrap());
    let correction = RequestCorrection {
        number: logged.number.clone(),
        why: "mistyped".to_owned(),
        received: "2026-11-04T09:40".to_owned(),
        origin: "requested".to_owned(),
        channel: "fax".to_owned(),
        department: "Police Records".to_owned(),
        agency: "ICE, Enforcement and Removal Operations".to_owned(),
    };
    contract.add("consider_request_correction", &desk.consider_request_correction(&correction).unwrap());
    contract.add("correct_request", &desk.correct_request(&correction).unwrap());
    let request = desk.request(&logged.number).unwrap();
    let known = request.items.iter().find(|item| item.item == 2).unwrap();
    let mut facts: BTreeMap<String, String> =
        known.facts.iter().map(|known| (known.fact.clone(), known.value.clone())).collect();
    facts.insert("purpose".to_owned(), "mixed".to_owned());
    let correction = ItemCorrection {
        number: logged.number.clone(),
        item: 2,
        why: "misread_paper".to_owned(),
        facts: Answers(facts),
        decided: known.decided.clone(),
        direction: String::new(),
        description: "home address and place of work".to_owned(),
        response: "pending".to_owned(),
        responded: String::new(),
        already_left: false,
    };
    contract.add("consider_item_correction", &desk.consider_item_correction(&correction).unwrap());
    contract.add("correct_item", &desk.correct_item(&correction).unwrap());
    let (number, reference) = (logged.number.clone(), "26-cv-30017".to_owned());
    let placing = PlacingHold { number, reference, reason: "The City's counsel expects a suit.".to_owned() };
    contract.add("place_hold", &desk.place_hold(&placing).unwrap());
    let reason = "The suit was settled.".to_owned();
    contract
        .add("lift_hold", &desk.lift_hold(&LiftingHold { number: logged.number.clone(), hold: 1, reason }).unwrap());
    desk.place_hold(&placing).unwrap();
    let scan = folder.path().join("scan.pdf");
    std::fs::write(&scan, "%PDF-1.7\nmade up").unwrap();
    let attaching = Attaching { number: logged.number, what: "instrument".to_owned() };
    contract.add("add_attachment", &Some(desk.attach(&attaching, &scan).unwrap()));
    let file = "request-2026-0001-attachment-1.pdf".to_owned();
    contract.add("save_attachment", &Some(AttachmentSaved { folder: "Papers".to_owned(), file }));
    drop(desk);
    contract.add_seals(&place);
    contract.add_keeping(&place);
    contract
}

#[test]
fn the_page_is_tested_with_what_the_program_answers() {
    let Contract(made) = contract();
    let commands: BTreeSet<&str> = super::names().into_iter().collect();
    assert_eq!(made.keys().copied().collect::<BTreeSet<_>>(), commands, "one answer for every command");
    for (command, text) in &made {
        let file = PathBuf::from(FOLDER).join(format!("{command}.json"));
        if std::env::var_os("UPDATE_BINDINGS").is_some() {
            std::fs::write(&file, text).unwrap();
        }
        assert_eq!(
            &std::fs::read_to_string(&file).unwrap_or_default(),
            text,
            "ui/src/ipc/contract/{command}.json is not what the program answers: run \
             `UPDATE_BINDINGS=1 cargo test -p disclosure-gatekeeper` and commit it"
        );
    }
}
