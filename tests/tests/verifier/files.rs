//! The files of an export, bent where no database could be: lines cut, doubled, left out, or no lines at all.

use std::fs;

use crate::office::{Office, check, holds, python_is_here, refused};

#[test]
fn one_log_alone_holds_and_a_folder_without_one_is_none() {
    if !python_is_here("a log is checked alone") {
        return;
    }
    let office = Office::founded(7);
    office.go_on("2026-11-23", 4);
    let folder = office.export("record");
    let said = holds(&folder, &[]);
    assert!(said.contains("both logs"), "{said}");
    for log in ["disclosure", "status_exchange"] {
        let said = holds(&folder.join(format!("{log}.jsonl")), &[]);
        assert!(said.contains(&format!("the {log} log alone")), "{said}");
    }
    fs::remove_file(folder.join("status_exchange.jsonl")).unwrap();
    let (status, said) = check([&folder]);
    assert_eq!(status, 2, "{said}");
}

#[test]
fn what_is_no_record_is_told_apart_from_one_that_does_not_hold() {
    if !python_is_here("what is no record is no finding") {
        return;
    }
    let office = Office::founded(7);
    let file = office.path("letter.txt");
    for content in
        [&b""[..], b"Dear Sir\n", b"\xff\xfe\n", b"{}\n", b"[1]\n", b"{\"format\":\"other/1\"}\n", &[b'['; 100_000]]
    {
        fs::write(&file, content).unwrap();
        let (status, said) = check([&file]);
        assert_eq!(status, 2, "{:?}: {said}", content.get(..20));
    }
    let (status, _) = check([office.path("nowhere")]);
    assert_eq!(status, 2);
    let (status, _) = check(Vec::<&str>::new());
    assert_eq!(status, 2, "nothing was named");
}

#[test]
fn a_bent_file_is_refused() {
    if !python_is_here("a bent file is refused") {
        return;
    }
    let office = Office::founded(7);
    office.go_on("2026-11-23", 6);
    let folder = office.export("record");
    let path = folder.join("disclosure.jsonl");
    let whole = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = whole.lines().collect();
    let (events, notes): (Vec<usize>, Vec<usize>) =
        (1..lines.len() - 1).partition(|line| lines[*line].starts_with("{\"place\""));
    let joined = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    let with = |change: &dyn Fn(&mut Vec<&str>)| {
        let mut lines = lines.clone();
        change(&mut lines);
        joined(&lines)
    };
    let without = |line: usize| [joined(&lines[..line]), joined(&lines[line + 1..])].concat();
    let last = lines.len() - 1;
    let (event, note) = (events[events.len() / 2], notes[notes.len() / 2]);
    let other_key = whole.replacen("+A", "+B", 1);
    for (what, bent) in [
        ("cut in a line", whole.split_at(whole.len() / 2).0.to_owned()),
        ("cut behind a line", joined(&lines[..last / 2])),
        ("no last line", joined(&lines[..last])),
        ("the last line feed missing", whole.trim_end().to_owned()),
        ("an event line left out", without(event)),
        ("an event line doubled", with(&|lines| lines.insert(event, lines[event]))),
        ("two lines swapped", with(&|lines| lines.swap(events[2], events[3]))),
        ("a head left out", without(note)),
        ("a head doubled", with(&|lines| lines.insert(note, lines[note]))),
        ("a head one line too early", with(&|lines| lines.swap(note, note - 1))),
        ("the last head left out", without(*notes.last().unwrap())),
        ("the last line doubled", with(&|lines| lines.push(lines[last]))),
        ("an event behind the last line", with(&|lines| lines.push(lines[event]))),
        ("an empty line", with(&|lines| lines.insert(event, ""))),
        ("a line that is no JSON", with(&|lines| lines.insert(event, "{"))),
        ("a line that is a list", with(&|lines| lines.insert(event, "[]"))),
        ("a second first line", with(&|lines| lines.insert(1, lines[0]))),
        ("one key more in the first line", lines[0].replacen("{", "{\"more\":1,", 1) + "\n"),
        ("another key", other_key),
        ("a number as text", whole.replacen("\"seq\":3,", "\"seq\":\"3\",", 1)),
        ("true for 1", whole.replacen("\"place\":1,", "\"place\":true,", 1)),
        ("a key twice", whole.replacen("\"seq\":3,", "\"seq\":3,\"seq\":3,", 1)),
        ("capital digits", whole.replacen("\"leaf\":\"", "\"leaf\":\"A", 1)),
        ("half a character", whole.replacen("\"body\":\"{", "\"body\":\"\\ud800{", 1)),
    ] {
        assert_ne!(bent, whole, "{what}");
        fs::write(&path, bent).unwrap();
        let (status, said) = check([&folder]);
        // Whatever is wrong in the first line, there is no telling whose log it is.
        assert!(status == 1 || (status == 2 && what == "one key more in the first line"), "{what}: {status} {said}");
        assert_eq!(said.lines().count(), 1, "{what}: {said}");
    }
    fs::write(&path, &whole).unwrap();
    holds(&folder, &[]);
    let (ours, theirs) = (path, folder.join("status_exchange.jsonl"));
    fs::copy(&ours, &theirs).unwrap();
    let said = refused(&folder, &[]);
    assert!(said.contains("do not hold the logs"), "{said}");
}
