//! A-numbers, Social Security numbers and dates of birth in folded text.
//!
//! Numbers are the daily bread of a records office: telephones, dockets, permits, dates of reports. So a number is
//! stopped for its own shape or for the words beside it, and each exception below names the ordinary thing it saves.

use std::ops::Range;
use std::sync::LazyLock;

use regex::bytes::Regex;

use super::fold::OTHER;
use super::{Kind, Sighting, pattern};

/// Reports every number of a person.
pub(super) fn find(text: &[u8], sightings: &mut Vec<Sighting>) {
    // Most texts have few digits or none; the patterns run only where there are enough for what they look for.
    let digits = text.iter().filter(|byte| byte.is_ascii_digit()).count();
    let mut report = |kind: Kind, at: Range<usize>| {
        // One place is reported once, under the first kind that claims it.
        if !sightings.iter().any(|seen| seen.at.start < at.end && at.start < seen.at.end) {
            sightings.push(Sighting { kind, at });
        }
    };
    if digits >= 7 {
        a_numbers(text).for_each(|at| report(Kind::ANumber, at));
    }
    if digits >= 9 {
        social_security_numbers(text).for_each(|at| report(Kind::SocialSecurityNumber, at));
    }
    if digits >= 2 {
        dates_of_birth(text).for_each(|at| report(Kind::DateOfBirth, at));
    }
}

/// `A` before a digit, with what may stand between: `A123`, `A-123`, `A# 123`, `A No. 123`, `A (123`.
static LETTER_A: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b a
            (?P<mark> [\s.\-/_\#:(\x80]{0,3}
                (?: (?:file|no|nos|num|number|nr|nbr|is|was)\b [\s.\-/_\#:(\x80]{0,3} ){0,3}
            )
            [0-9]",
    )
});

/// The words for an A-number before a digit: `Alien number 123`, `alien registration no. is 123`, `USCIS # 123`.
static ALIEN_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b (?:alien|uscis)
            (?: [^a-z0-9]{0,3}
                (?:registration|reg|file|account|id|number|numbers|no|nos|num|nr|is|was|of|for)
            )*
            [^a-z0-9]{0,4} [0-9]",
    )
});

/// The number a portal gives a request may be a UUID, and that may begin like an A-number.
static UUID: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^a[0-9]{7}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"));

fn a_numbers(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let lettered = LETTER_A.captures_iter(text).filter_map(|found| {
        let (whole, mark) = (found.get(0)?, found.name("mark")?);
        if UUID.is_match(text.get(whole.start()..)?) {
            return None;
        }
        let unmarked = mark.as_bytes().iter().any(u8::is_ascii_whitespace)
            && !mark.as_bytes().iter().any(|byte| *byte == b'#' || byte.is_ascii_alphabetic());
        let end = digits(text, whole.end() - 1, |groups| is_a_number(groups, text, whole.end() - 1, unmarked))?;
        Some(whole.start()..end)
    });
    let named = ALIEN_NUMBER.find_iter(text).filter_map(|found| {
        let end = digits(text, found.end() - 1, |groups| is_a_number(groups, text, found.end() - 1, false))?;
        Some(found.start()..end)
    });
    lettered.chain(named)
}

/// Do these groups of digits after an A make an A-number? `unmarked`: only blanks or dashes with a blank stand between,
/// so that the A may be an article ("a 2026-10-14 hearing") or the letter of a door ("Apt A 584-1234").
fn is_a_number(groups: &[usize], text: &[u8], start: usize, unmarked: bool) -> bool {
    if !(7..=9).contains(&groups.iter().sum::<usize>()) {
        return false;
    }
    match groups {
        [_] => true,
        // A docket (A-2026-0142), a date or a range of years begins with a year.
        [4, ..] if is_year(text, start) => false,
        // With only a blank before them: a telephone number (584-1234), a ZIP+4 code (01060-1234), a date (7/14/2026).
        [3, 4] | [5, 4] | [1 | 2, 1 | 2, 4] if unmarked => false,
        _ => true,
    }
}

/// Three, two and four digits, as they are printed on the card.
static SSN_SHAPE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b[0-9]{3}[\s.\-_/\x80]{1,3}[0-9]{2}[\s.\-_/\x80]{1,3}[0-9]{4}\b"));

/// The words for a Social Security number before a digit.
static SSN_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b (?: ssns? | itins? | s\.s\.n\.? | social | soc\.?\ ?sec | ss )
            (?: [^a-z0-9]{0,3} (?:security|number|numbers|no|nos|num|nr|is|was|of|card) )*
            [^a-z0-9]{0,4} [0-9]",
    )
});

/// Nine digits in one run: an A-number and a Social Security number both come like that.
static NINE_DIGITS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[0-9]{9}\b"));

/// What before nine digits makes them the number of a paper: its name (`invoice no. 100200300`), or letters that the
/// digits hang on (`PRR-100200300`).
static PAPER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) (?:
            [a-z]{2}[\-/]
          | \b (?:account|award|bid|book|case|check|claim|complaint|confirmation|contract|docket|document|grant|
            incident|invoice|job|order|parcel|permit|po|project|purchase|receipt|reference|ref|report|request|
            ticket|tracking|transaction|voucher|warrant|work)
            [^a-z0-9]{0,3} (?: (?:number|no|num|nr|id|order) [^a-z0-9]{0,3} )?
        ) $",
    )
});

fn social_security_numbers(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let shaped = SSN_SHAPE.find_iter(text).map(|found| found.range());
    let named = SSN_WORDS.find_iter(text).filter_map(|found| {
        let end = digits(text, found.end() - 1, |groups| groups.iter().sum::<usize>() == 9)?;
        Some(found.start()..end)
    });
    // An office's own running number begins with its year (202600142).
    let bare = NINE_DIGITS
        .find_iter(text)
        .map(|found| found.range())
        .filter(|at| !is_year(text, at.start) && !PAPER.is_match(before(text, at.start)));
    shaped.chain(named).chain(bare)
}

/// Month names, short or long.
const MONTH: &str = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?";

/// What stands between the parts of a date.
const PART: &str = r"[\s.\-/,'\x80]{1,3}";

/// Full dates. The year of each is its group of four digits, or the last of two.
static FULL_DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x) \b (?:
            [0-9]{{4}} [\-/.\ ] [0-9]{{1,2}} [\-/.\ ] [0-9]{{1,2}}
          | [0-9]{{1,2}} [\-/.\ ] [0-9]{{1,2}} [\-/.\ ] [0-9]{{4}}
          | [0-9]{{1,2}} [\-/] [0-9]{{1,2}} [\-/] [0-9]{{2}}
          | {MONTH} [\s\-]? [0-9]{{1,2}} (?:st|nd|rd|th)? {PART} [0-9]{{4}}
          | [0-9]{{1,2}} (?:st|nd|rd|th)? [\s\-]? (?:of\ )? {MONTH} {PART} [0-9]{{4}}
        ) \b"
    ))
});

/// The words for a birth, what may stand between, and a date, a part of one or a year.
static BORN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x) \b (?:
            d[./\-]?\ ?o[./\-]?\ ?b\b\.? | y\.?\ ?o\.?\ ?b\b\.? | b\. | born
          | (?:date|dates|year|years)[\ \-]of[\ \-]birth | birth\ ?(?:date|dates|day|days|year|years)
        )
        (?: [^a-z0-9']{{0,4}} (?:
            is|was|on|in|about|around|circa|ca|approx|approximately|year|the|of|one|resident|listed|given|as
        ) )*
        [^a-z0-9']{{0,4}} (?:
            [0-9]{{1,4}} {PART} [0-9]{{1,2}} {PART} [0-9]{{2,4}}
          | [0-9]{{1,2}} (?:st|nd|rd|th)? [\s\-]? (?:of\ )? {MONTH} (?: {PART} [0-9]{{2,4}} )?
          | {MONTH} [\s\-]? [0-9]{{1,4}} (?:st|nd|rd|th)? (?: {PART} [0-9]{{2,4}} )?
          | [0-9]{{1,2}} [\-/] [0-9]{{1,4}}
          | (?:19|20)[0-9]{{2}} | [0-9]{{8}} | [0-9]{{6}} | '[0-9]{{2}}
        ) \b"
    ))
});

/// A date directly before the words for a birth: `04/12/2011 (DOB)`.
static DATE_BORN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b [0-9]{1,4} [\-/.] [0-9]{1,2} [\-/.] [0-9]{2,4} [\s(\[\-]{1,3}
            (?: d\.?o\.?b\b | date\ of\ birth | birth\ ?da(?:te|y) | born )",
    )
});

/// Words of ordinary work that an old date belongs to.
static WORK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
            \b(?:accident|act|adopted|after|agreement|amended|and|as|audit|before|between|bill|block|built|
            bylaw|call|case|certificate|charter|complaint|construction|contract|crash|dated|decision|decree|
            deed|easement|effective|enacted|filed|filing|from|hearing|incident|inspection|issued|judgment|lease|
            letter|license|log|lot|map|meeting|memo|memorandum|minutes|notice|opened|opinion|order|ordinance|
            parcel|permit|photo|photos|plan|plans|policy|prior|published|received|record|recorded|records|
            register|release|report|reports|resolution|revised|section|signed|since|sold|special|survey|through|
            to|until|variance|version|vote|voted)\b",
    )
});

/// Words for a person: directly before a date they make it theirs, whatever stands before.
static PERSON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
            \b(?:applicant|boy|child|client|daughter|defendant|detainee|employee|father|female|girl|he|her|him|
            his|husband|inmate|juvenile|male|man|minor|mother|parent|patient|person|prisoner|resident|she|son|
            student|subject|suspect|tenant|them|victim|wife|witness|woman|[mf])[^a-z0-9]{0,3}$",
    )
});

fn dates_of_birth(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    // Each word for a birth has a b; a text without one is spared two patterns.
    let birth = if text.contains(&b'b') { text } else { &[] };
    let born = BORN.find_iter(birth).map(|found| found.range());
    let dated = DATE_BORN.find_iter(birth).map(|found| found.range());
    let bare = FULL_DATE.find_iter(text).map(|found| found.range()).filter(|at| {
        let stands_alone = !touches_a_digit(text, at);
        let before = before(text, at.start);
        stands_alone
            && text.get(at.clone()).is_some_and(is_long_ago)
            && (PERSON.is_match(before) || !WORK.is_match(last_words(before, 4)))
    });
    born.chain(dated).chain(bare)
}

/// Is this a possible day before 2010? Nobody born later is of age, and a records office's own dates are mostly newer.
/// Two digits are a year of the last century from 30 up.
fn is_long_ago(date: &[u8]) -> bool {
    const RECENT: u16 = 2010;
    let named_month = date.iter().any(u8::is_ascii_alphabetic);
    let mut year = None;
    let mut small = [None, None];
    for group in date.split(|byte| !byte.is_ascii_digit()).filter(|group| !group.is_empty()) {
        let Some(number) = std::str::from_utf8(group).ok().and_then(|digits| digits.parse::<u16>().ok()) else {
            return false;
        };
        match (group.len(), small) {
            (4, _) => year = Some(number),
            (_, [None, _]) => small = [Some(number), None],
            (_, [first, None]) => small = [first, Some(number)],
            (_, [Some(_), Some(_)]) => year = Some(if number < 30 { 2000 + number } else { 1900 + number }),
        }
    }
    let possible = match small {
        [Some(day), None] => named_month && (1..=31).contains(&day),
        [Some(one), Some(other)] => (1..=12).contains(&one.min(other)) && (1..=31).contains(&one.max(other)),
        [None, _] => false,
    };
    possible && year.is_some_and(|year| (1900..RECENT).contains(&year))
}

/// Is a date only a piece of a longer number: of a version, an address of a network, a parcel?
fn touches_a_digit(text: &[u8], at: &Range<usize>) -> bool {
    let joins = |byte: Option<&u8>| byte.is_some_and(|byte| matches!(byte, b'.' | b'-' | b'/'));
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let left = at.start.checked_sub(1).map(|place| text.get(place));
    let further_left = at.start.checked_sub(2).map(|place| text.get(place));
    (joins(left.flatten()) && digit(further_left.flatten())) || (joins(text.get(at.end)) && digit(text.get(at.end + 1)))
}

/// Takes groups of digits from `start` on, until `accepts` says that they are a whole number; gives its end.
fn digits(text: &[u8], start: usize, accepts: impl Fn(&[usize]) -> bool) -> Option<usize> {
    const MOST: usize = 9;
    let mut groups = [0_usize; MOST];
    let mut at = start;
    for count in 1..=MOST {
        let run = text.get(at..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
        *groups.get_mut(count - 1)? = run;
        at += run;
        if accepts(groups.get(..count)?) {
            return Some(at);
        }
        let rest = text.get(at..)?;
        let gap = rest
            .iter()
            .take_while(|byte| matches!(**byte, b' ' | b'\t' | b'\n' | b'.' | b'-' | b'_' | b'/' | OTHER))
            .count();
        if !(1..=3).contains(&gap) || !rest.get(gap).is_some_and(u8::is_ascii_digit) {
            return None;
        }
        at += gap;
    }
    None
}

/// Do the digits here begin with a year from 1900 to 2099?
fn is_year(text: &[u8], start: usize) -> bool {
    text.get(start..).is_some_and(|rest| rest.starts_with(b"19") || rest.starts_with(b"20"))
}

/// The text just before a place: enough for a few words, so that looking back costs the same everywhere.
fn before(text: &[u8], place: usize) -> &[u8] {
    const REACH: usize = 60;
    text.get(place.saturating_sub(REACH)..place).unwrap_or(text)
}

/// The last words of a text, at most `count`; numbers are not words.
fn last_words(text: &[u8], count: usize) -> &[u8] {
    let mut words = 0;
    let mut in_word = false;
    for (place, byte) in text.iter().enumerate().rev() {
        if byte.is_ascii_alphabetic() {
            in_word = true;
        } else if in_word {
            in_word = false;
            words += 1;
            if words == count {
                return text.get(place..).unwrap_or(text);
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        let mut sightings = Vec::new();
        find(text.as_bytes(), &mut sightings);
        sightings.into_iter().map(|sighting| sighting.kind).collect()
    }

    #[test]
    fn a_date_counts_as_long_ago_only_where_it_is_a_day() {
        for (date, old) in [
            ("1987-04-12", true),
            ("2009-12-31", true),
            ("2010-01-01", false),
            ("12 april 1987", true),
            ("4/12/87", true),
            ("4/12/29", false),
            ("13-32-87", false),
            ("1987-00-12", false),
        ] {
            assert_eq!(is_long_ago(date.as_bytes()), old, "{date}");
        }
    }

    #[test]
    fn looking_back_stops_after_the_words_it_was_asked_for() {
        assert_eq!(last_words(b"one two, 33 three ", 2), b" two, 33 three ");
        assert_eq!(last_words(b"one", 4), b"one");
    }

    #[test]
    fn one_number_is_one_finding() {
        assert_eq!(kinds("a123-45-6789"), [Kind::ANumber]);
        assert_eq!(kinds("ssn 123456789 and a123456789"), [Kind::ANumber, Kind::SocialSecurityNumber]);
        assert_eq!(kinds("dob 04/12/1987"), [Kind::DateOfBirth]);
    }
}
