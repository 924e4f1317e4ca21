//! How names are compared: one spelling for all the ways to write a name, and how far two spellings are apart.

/// The one spelling for a name: lower case, single spaces, no punctuation or accents, abbreviations written one way, and
/// none of the small words (`the`, `of`, `and` …) that people leave out.
pub(super) fn normalise(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    let mut word = String::new();
    // Letters since the last dot: one of them and a dot is an abbreviation such as `U.S.`, not the end of a word.
    let mut letters = 0;
    for letter in text.chars() {
        match letter {
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´' => {}
            '.' if letters == 1 => letters = 0,
            letter if letter.is_alphanumeric() => {
                word.extend(letter.to_lowercase().map(without_accent));
                letters += 1;
            }
            _ => {
                add(&mut name, &word);
                word.clear();
                letters = 0;
            }
        }
    }
    add(&mut name, &word);
    name
}

fn add(name: &mut String, word: &str) {
    let word = match (word, last_word(name)) {
        ("states", "united") | ("s", "u") => {
            drop_last_word(name);
            "us"
        }
        ("america", "us") => return,
        (word, _) => one_form(word),
    };
    if word.is_empty() {
        return;
    }
    if !name.is_empty() {
        name.push(' ');
    }
    name.push_str(word);
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or_default()
}

fn drop_last_word(name: &mut String) {
    name.truncate(name.rfind(' ').unwrap_or_default());
}

/// One form for the ways a word is written; nothing for a word that people leave out.
fn one_form(word: &str) -> &str {
    match word {
        "the" | "of" | "and" | "for" | "in" | "at" | "on" | "de" | "do" | "del" => "",
        "usa" => "us",
        "department" | "departments" | "depts" | "dpt" => "dept",
        "pd" => "police dept",
        "mass" | "ma" => "massachusetts",
        "co" => "county",
        "gen" => "general",
        "admin" => "administration",
        "atty" | "attys" | "attorneys" => "attorney",
        "sheriffs" => "sheriff",
        "mayors" => "mayor",
        "marshals" => "marshal",
        "veterans" => "veteran",
        "services" | "svc" | "svcs" => "service",
        "offices" | "ofc" => "office",
        "ops" => "operations",
        "natl" => "national",
        "intl" => "international",
        "dist" => "district",
        "div" => "division",
        "bur" => "bureau",
        "exec" => "executive",
        "govt" => "government",
        "ctr" | "centre" => "center",
        "consulado" => "consulate",
        "geral" => "general",
        other => other,
    }
}

const fn without_accent(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

/// How far a spelling is from what was typed; the least is nearest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Distance {
    nearness: Nearness,
    slips: usize,
    /// Letters that the spelling has beyond what was typed.
    unsaid: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    Same,
    /// It begins with what was typed.
    Begins,
    /// Each typed word begins one of its words.
    Words,
    /// Each typed word is nearly one of its words, or the beginning of one.
    Slips,
}

/// The distance of a spelling from what was typed, both normalised; `None` if it is not near.
pub(super) fn distance(typed: &str, spelling: &str) -> Option<Distance> {
    if typed.is_empty() {
        return None;
    }
    let unsaid = spelling.len().abs_diff(typed.len());
    let of = |nearness, slips| Some(Distance { nearness, slips, unsaid });
    if typed == spelling {
        return of(Nearness::Same, 0);
    }
    if spelling.starts_with(typed) {
        return of(Nearness::Begins, 0);
    }
    let mut slips = 0;
    for word in typed.split(' ') {
        slips += spelling.split(' ').filter_map(|other| slips_between(word, other)).min()?;
    }
    of(if slips == 0 { Nearness::Words } else { Nearness::Slips }, slips)
}

/// How many slips lie between a typed word and the word or its beginning; `None` for more than its length excuses: none
/// up to three letters (abbreviations are short, and each letter counts), one up to six, then two.
fn slips_between(typed: &str, word: &str) -> Option<usize> {
    if word.starts_with(typed) {
        return Some(0);
    }
    let excused = match typed.chars().count() {
        0..=3 => return None,
        4..=6 => 1,
        _ => 2,
    };
    // Each letter more or less is a slip, so most words need no counting.
    if typed.chars().count().abs_diff(word.chars().count()) > excused {
        return None;
    }
    Some(edits(typed, word)).filter(|slips| *slips <= excused)
}

/// The number of letters to add, drop or change (Levenshtein).
fn edits(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (position, letter) in from.chars().enumerate() {
        let mut diagonal = position;
        let mut left = position + 1;
        for (cell, other) in row.iter_mut().skip(1).zip(to.chars()) {
            let above = *cell;
            *cell = (diagonal + usize::from(letter != other)).min(left + 1).min(above + 1);
            diagonal = above;
            left = *cell;
        }
        if let Some(first) = row.first_mut() {
            *first = position + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_write_a_name_come_to_one_spelling() {
        for (text, spelling) in [
            ("U.S. Dept. of Homeland Security", "us dept homeland security"),
            ("United States Department of Homeland Security", "us dept homeland security"),
            ("United States of America, DEPARTMENT OF HOMELAND SECURITY", "us dept homeland security"),
            ("U S Dept Homeland Security", "us dept homeland security"),
            ("The Sheriff’s Office", "sheriff office"),
            ("Immigration & Customs Enforcement", "immigration customs enforcement"),
            ("F.B.I.", "fbi"),
            ("D. Mass.", "d massachusetts"),
            ("Amherst PD", "amherst police dept"),
            ("Consulado-Geral do México", "consulate general mexico"),
            (" -- ", ""),
        ] {
            assert_eq!(normalise(text), spelling, "{text}");
        }
    }

    #[test]
    fn edits_are_counted() {
        assert_eq!(edits("imigration", "immigration"), 1);
        assert_eq!(edits("sheriff", "sherrif"), 2);
        assert_eq!(edits("", "ice"), 3);
        assert_eq!(edits("ice", "ice"), 0);
    }

    #[test]
    fn a_short_word_has_to_be_right() {
        assert_eq!(distance("ise", "ice"), None);
        assert!(distance("imigration", "immigration").is_some());
        assert_eq!(distance("", "ice"), None);
    }
}
