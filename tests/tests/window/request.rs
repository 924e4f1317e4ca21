//! One request in the real window: what another officer, the Solicitor and a correction do to it.

use std::ffi::OsStr;

use serde_json::{Value, json};

use crate::driver::{CONTROL, ENTER, TAB, Window};
use crate::office::{
    GIVEN_PASSPHRASE, SECOND_PASSPHRASE, add, add_reviewer, answer_no_until, answer_until, first_start, gatekeeper,
};

/// Fills in the page that logs: an agency asks for a police report, without a paper, until the law says this.
fn ask_for_a_police_report(window: &Window, agency: &str, why: &str, until: &str) {
    window.keys(&[CONTROL, 'n']);
    window.until_focused("combobox", "Who asks");
    window.type_here(agency);
    window.settle();
    let agency = window.option(agency);
    window.click(&agency);
    window.choose("Paper with it", "No paper");
    window.choose("Why they want it", why);
    add(window, "police", "Police report");
    answer_no_until(window, until);
}

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn what_2a_flags_goes_out_when_a_second_officer_approves_and_not_before() {
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(home.path(), &[]);
    first_start(&window);
    add_reviewer(&window);
    window.see("still has the passphrase they were given");
    window.look("settings-two-officers");

    ask_for_a_police_report(&window, "Massachusetts State Police", "Another reason", "Not required: other purpose");
    // The page that logs gives nothing out that takes somebody else first.
    window.choose("Answered on the spot", "Given or done");
    window.keys(&[CONTROL, 's']);
    window.see("takes another officer's approval first");
    window.look("log-refused");
    window.choose("Answered on the spot", "Not yet");
    window.keys(&[CONTROL, 's']);
    window.see("Giving this out takes the approval of another officer.");

    // Nobody approved it: the try is refused, and it is an event.
    window.choose("What was done", "Given or done");
    window.press("Record the answer");
    window.see("a second officer must approve its release");
    window.look("request-blocked");
    window.fill("Why it should go out", "a homicide inquiry, case number checked");
    window.press("Ask a second officer");
    window.see("Another officer opens the desk and decides here.");

    window.keys(&[CONTROL, 'l']);
    window.choose("Officer", "J. Whitcomb");
    window.fill("Passphrase", GIVEN_PASSPHRASE);
    window.keys(&[ENTER]);
    window.see("Waits for a second officer since");
    // Who gave the passphrase could decide with it: first the second officer chooses one of their own.
    window.see("Somebody else gave you your passphrase and knows it.");
    window.look("given-passphrase");
    window.press("Choose my passphrase");
    window.fill("Passphrase now", GIVEN_PASSPHRASE);
    window.fill("New passphrase", SECOND_PASSPHRASE);
    window.fill("New passphrase again", SECOND_PASSPHRASE);
    window.see("Very strong");
    window.press("Change the passphrase");
    window.see("Your new passphrase opens the desk from now on.");
    window.until("the notice goes", || (!window.has("Somebody else gave you your passphrase")).then_some(()));
    window.keys(&[CONTROL, 'f']);
    window.until_focused("textbox", "Search");
    window.type_here("police");
    window.see("1 item found");
    window.keys(&[ENTER]);
    window.keys(&[ENTER]);
    window.see("M. Alvarez asks for it");
    window.look("request-asked");
    window.fill("Why, or why not", "checked with the investigator");
    window.press("Approve the release");
    window.see("J. Whitcomb approved it");
    window.choose("What was done", "Given or done");
    window.press("Record the answer");
    window.see("Given or done,");
    window.look("request-approved");
    drop(window);
    let list: Value = serde_json::from_str(&gatekeeper(home.path(), "list", &["--json"])).unwrap();
    assert_eq!(list[0]["response"], "released");
    let verified = gatekeeper(home.path(), "verify", &[]);
    assert!(!verified.contains("does not"), "the record holds: {verified}");
}

/// How many keys a call at the counter may take. At three a second it is logged within half a minute.
#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn what_is_with_the_solicitor_goes_out_when_the_finding_is_recorded_and_not_before() {
    for theme in ["light", "dark"] {
        let home = tempfile::tempdir().unwrap();
        let gtk = if theme == "dark" { "Adwaita:dark" } else { "Adwaita" };
        let window = Window::open(home.path(), &[("GTK_THEME", OsStr::new(gtk))]);
        first_start(&window);
        window.keys(&[CONTROL, 'n']);
        window.until_focused("combobox", "Who asks");
        window.type_here("Enforcement and Removal Operations");
        window.settle();
        let agency = window.option("Enforcement and Removal Operations");
        window.click(&agency);
        window.choose("Paper with it", "Agency subpoena");
        window.choose("Why they want it", "Immigration enforcement");
        add(&window, "home", "Home address");
        let paper = [("Is the paper good on its face?", "Yes"), ("Does the paper name this very thing?", "Yes")];
        answer_until(&window, &paper, "Refer to the Solicitor");
        window.keys(&[CONTROL, 's']);
        window.see("Answer this item");

        // Nobody has referred it: the try is refused, and it is an event.
        window.choose("What was done", "Given in part");
        window.see("Refer it first. Or say that it has already left.");
        window.press("Record the answer");
        window.see("Nothing was released here; the try is in the record.");
        window.press("Refer to the Solicitor…");
        window.until_focused("textbox", "Question to the Solicitor");
        window.look(&format!("{theme}-request-refer"));
        window.type_here("Does the subpoena bind the City before a court orders it?");
        window.press("Refer to the Solicitor");
        window.see("M. Alvarez referred it to the Solicitor");
        window.press("Record the answer");
        window.see("Record the finding first, then do what it says.");
        window.look(&format!("{theme}-request-with-solicitor"));

        // Today says since when; its figures lead there by keys.
        window.keys(&[CONTROL, '1']);
        window.see("With the Solicitor since");
        window.look(&format!("{theme}-today-waits"));
        window.press("With the Solicitor 1");
        window.see("that waits for the Solicitor's finding; its dates run on: 1.");
        window.look(&format!("{theme}-today-with-solicitor"));
        window.press("Overdue 0");
        window.see("Requests with a date that has passed: none.");
        window.look(&format!("{theme}-today-none"));
        window.press("All 1");
        window.see("With the Solicitor since");
        window.keys(&[TAB]);
        while window.focused().0 != "button" {
            window.keys(&[TAB]);
        }
        window.keys(&[ENTER]);
        window.see("What the Solicitor found");

        window.fill("What the Solicitor found", "Only the street may go out; the house number stays.");
        window.press("Record the finding");
        window.see("M. Alvarez recorded the finding");
        window.choose("What was done", "Given in part");
        window.choose("On what basis", "The Solicitor's finding");
        window.fill("What left, and to whom", "The street and the town, to the agency's address");
        window.press("Surplus: more left than the paper names");
        window.look(&format!("{theme}-request-surplus"));
        window.press("Record the answer");
        window.see("What went beyond it is not required by it.");
        window.see("M. Alvarez recorded the finding");
        window.see("Basis: The Solicitor's finding");
        window.look(&format!("{theme}-request-answered"));
        window.keys(&[CONTROL, '4']);
        window.see("1 item went out with more than its paper names");
        window.keys(&[CONTROL, '1']);
        window.see("Nothing waits. Every item of every request has its answer.");
        drop(window);
        let list: Value = serde_json::from_str(&gatekeeper(home.path(), "list", &["--json"])).unwrap();
        assert_eq!((&list[0]["response"], &list[0]["outcome"]), (&json!("released_in_part"), &json!("counsel")));
        let verified = gatekeeper(home.path(), "verify", &[]);
        assert!(!verified.contains("does not"), "the record holds: {verified}");
    }
}

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn what_was_entered_wrongly_is_corrected_beside_what_stood_there_and_a_scan_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let papers = tempfile::tempdir().unwrap();
    let scan = home.path().join("Juan Zqneedle detainer.pdf");
    std::fs::write(&scan, b"%PDF-1.7 a made up scan").unwrap();
    let window = Window::open(
        home.path(),
        &[("DESK_TEST_ATTACHMENT", scan.as_os_str()), ("DESK_TEST_ATTACHMENT_FOLDER", papers.path().as_os_str())],
    );
    first_start(&window);
    ask_for_a_police_report(&window, "Massachusetts State Police", "Another reason", "Not required: other purpose");
    window.keys(&[CONTROL, 's']);
    window.see("The request was logged: Massachusetts State Police");

    // The reason was misread: the law is asked again, and what stood there stays.
    window.press("Correct this item");
    window.until_focused("heading", "Correct this item");
    window.choose("Why do they want it?", "Immigration enforcement");
    window.see("The law says then");
    window.script("document.querySelector('.correction-acts').scrollIntoView({ block: 'end' })", json!([]));
    window.look("request-correcting-an-item");
    window.choose("Why it is corrected", "The paper was misread");
    window.press("Record the correction");
    window.see("Item 1 was corrected: the paper was misread.");
    window.see("Not required: 2(a) bars it");

    window.press("Correct this request");
    window.until_focused("heading", "Correct this request");
    window.fill("Department it reached first", "Fire Department");
    window.see("What changes");
    window.look("request-correcting");
    window.choose("Why it is corrected", "It was typed wrongly");
    window.press("Record the correction");
    window.see("The request was corrected: it was typed wrongly.");

    window.choose("What the scan shows", "The paper that came with it");
    window.press("Attach a scan");
    window.see("Scan 1 was attached");
    window.press("Save a copy");
    window.see("That copy is not encrypted.");
    window.look("request-corrected");
    window.script("document.querySelector('.timeline').scrollIntoView()", json!([]));
    window.look("request-timeline");
    assert!(!window.text().contains("Zqneedle"), "the file's own name is kept nowhere");
    drop(window);
    let copy = std::fs::read_dir(papers.path()).unwrap().next().unwrap().unwrap().path();
    assert_eq!(std::fs::read(copy).unwrap(), std::fs::read(scan).unwrap(), "the copy is what was scanned");
    let list: Value = serde_json::from_str(&gatekeeper(home.path(), "list", &["--json"])).unwrap();
    assert_eq!(list[0]["outcome"], "non_mandatory_prohibited");
    let verified = gatekeeper(home.path(), "verify", &[]);
    assert!(!verified.contains("does not"), "the record holds: {verified}");
}

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn what_2a_bars_is_refused_in_a_letter_that_is_shown_issued_and_kept() {
    let home = tempfile::tempdir().unwrap();
    let papers = tempfile::tempdir().unwrap();
    let (letter, draft) = (papers.path().join("letter.pdf"), papers.path().join("letter.docx"));
    let window = Window::open(
        home.path(),
        &[
            ("DESK_TEST_LETTER", letter.as_os_str()),
            ("DESK_TEST_LETTER_TO_EDIT", draft.as_os_str()),
            ("DESK_TEST_ATTACHMENT_FOLDER", papers.path().as_os_str()),
        ],
    );
    first_start(&window);
    ask_for_a_police_report(
        &window,
        "Immigration and Customs Enforcement",
        "Immigration enforcement",
        "Not required: 2(a) bars it",
    );
    window.keys(&[CONTROL, 's']);
    window.see("The request was logged");

    window.press("Prepare… Refusal");
    window.see("This letter says neither that the City holds a record");
    window.script("document.querySelector('.letters').scrollIntoView()", json!([]));
    window.look("request-letter");
    window.press("Save to edit (DOCX)");
    window.see("It is not issued by that");
    window.press("Issue and save as PDF");
    window.see("It is kept under Attachments.");
    window.see("A letter was issued: Refusal, about item 1.");
    window.press("Save a copy");
    window.see("That copy is not encrypted.");
    drop(window);
    let issued = std::fs::read(&letter).unwrap();
    assert!(issued.starts_with(b"%PDF-") && std::fs::read(draft).unwrap().starts_with(b"PK"));
    let kept = std::fs::read_dir(papers.path()).unwrap().map(|entry| entry.unwrap().path());
    let copy = kept.into_iter().find(|path| path.to_string_lossy().contains("attachment")).unwrap();
    assert_eq!(std::fs::read(copy).unwrap(), issued, "what is kept is what was issued, byte for byte");
    let verified = gatekeeper(home.path(), "verify", &[]);
    assert!(!verified.contains("does not"), "the record holds: {verified}");
}
