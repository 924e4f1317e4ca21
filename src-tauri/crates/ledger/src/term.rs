//! A word from a closed list, and the lists the record knows.
//!
//! What must never enter here: anything somebody typed. A [`Term`] is a word the program itself has, so it may stand in
//! either log; text has its own type, [`crate::FreeText`], and stays out of the exchange log.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::de::{self, DeserializeSeed, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A word from a closed list: 1 to 64 bytes of lower-case ASCII letters, digits and `_().:+?~-`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(Cow<'static, str>);

/// A text that cannot be a [`Term`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not a word of a closed list: 1 to 64 lower-case letters, digits or `_().:+?~-`")]
pub struct NotATerm;

impl Term {
    /// A word the program has in its own text.
    ///
    /// # Panics
    /// If it is not spelt as a term; at compile time where the result is a constant.
    #[must_use]
    pub const fn from_static(word: &'static str) -> Self {
        assert!(spelt_as_term(word), "a term is 1 to 64 lower-case letters, digits or _().:+?~-");
        Self(Cow::Borrowed(word))
    }

    /// The word.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The word, without a copy where the record knows it: a ledger repeats the same few words millions of times.
    pub(crate) fn known_or_owned(word: &str) -> Result<Self, NotATerm> {
        if let Some(known) = known(word) {
            return Ok(Self(Cow::Borrowed(known)));
        }
        if spelt_as_term(word) { Ok(Self(Cow::Owned(word.to_owned()))) } else { Err(NotATerm) }
    }
}

const fn spelt_as_term(word: &str) -> bool {
    let mut rest = word.as_bytes();
    if rest.is_empty() || rest.len() > 64 {
        return false;
    }
    while let [byte, tail @ ..] = rest {
        let fits = byte.is_ascii_lowercase()
            || byte.is_ascii_digit()
            || matches!(byte, b'_' | b'(' | b')' | b'.' | b':' | b'+' | b'?' | b'~' | b'-');
        if !fits {
            return false;
        }
        rest = tail;
    }
    true
}

impl TryFrom<String> for Term {
    type Error = NotATerm;
    fn try_from(word: String) -> Result<Self, NotATerm> {
        if let Some(known) = known(&word) {
            return Ok(Self(Cow::Borrowed(known)));
        }
        if spelt_as_term(&word) { Ok(Self(Cow::Owned(word))) } else { Err(NotATerm) }
    }
}

impl std::str::FromStr for Term {
    type Err = NotATerm;
    fn from_str(word: &str) -> Result<Self, NotATerm> {
        Self::known_or_owned(word)
    }
}

impl AsRef<str> for Term {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Term {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Term {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for Term {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Term {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Word;
        impl Visitor<'_> for Word {
            type Value = Term;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word of a closed list")
            }
            fn visit_str<E: de::Error>(self, word: &str) -> Result<Term, E> {
                Term::known_or_owned(word).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Word)
    }
}

/// The rules that were looked at for one item, in order: words of closed lists.
///
/// It is one piece of text, and shared: a record has a dozen words for each item, and a long log repeats a few traces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace(Arc<str>);

impl Trace {
    /// Was no rule looked at?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its words, in order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        // No word has a blank in it, and none is empty.
        self.0.split_ascii_whitespace()
    }
}

impl FromIterator<Term> for Trace {
    fn from_iter<I: IntoIterator<Item = Term>>(words: I) -> Self {
        let mut text = String::new();
        words.into_iter().for_each(|word| append(&mut text, word.as_str()));
        Self(text.into())
    }
}

fn append(text: &mut String, word: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}

impl Serialize for Trace {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.words())
    }
}

impl<'de> Deserialize<'de> for Trace {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words;
        impl<'de> Visitor<'de> for Words {
            type Value = Trace;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of words of closed lists")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut words: A) -> Result<Trace, A::Error> {
                let mut text = String::new();
                while words.next_element_seed(Next(&mut text))?.is_some() {}
                Ok(Trace(text.into()))
            }
        }
        /// Appends the next word, without a copy of its own.
        struct Next<'a>(&'a mut String);
        impl<'de> DeserializeSeed<'de> for Next<'_> {
            type Value = ();
            fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
                deserializer.deserialize_str(self)
            }
        }
        impl Visitor<'_> for Next<'_> {
            type Value = ();
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word of a closed list")
            }
            fn visit_str<E: de::Error>(self, word: &str) -> Result<(), E> {
                if spelt_as_term(word) {
                    append(self.0, word);
                    Ok(())
                } else {
                    Err(E::custom(NotATerm))
                }
            }
        }
        deserializer.deserialize_seq(Words)
    }
}

/// A fact or field whose words are a closed list; the schema repeats the list in its checks, and a test compares them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Vocabulary {
    /// The column and field the words belong to.
    pub(crate) field: &'static str,
    /// Every word, in the order of the contract.
    pub(crate) words: &'static [&'static str],
}

impl Vocabulary {
    /// Is the word in this list?
    pub(crate) fn has(&self, word: &Term) -> bool {
        self.words.contains(&word.as_str())
    }
}

const YES_NO_UNKNOWN: &[&str] = &["yes", "no", "unknown"];

/// The closed lists of the record.
pub(crate) const VOCABULARIES: &[Vocabulary] = &[
    Vocabulary {
        field: "ask",
        words: &[
            "information",
            "release_notification",
            "custody_hold",
            "status_determination",
            "action_on_status",
            "immigration_function",
            "assistance",
            "benefit_certification",
            "agreement",
        ],
    },
    Vocabulary {
        field: "information",
        words: &["status", "status_adjacent", "personal", "employment_eligibility_form", "statistical", "published"],
    },
    Vocabulary {
        field: "recipient",
        words: &[
            "immigration_agency",
            "immigration_benefits_agency",
            "mixed_federal_agency",
            "other_federal_agency",
            "state_agency",
            "local_agency",
            "city_department",
            "court",
            "legislature",
            "foreign_government",
            "private_party",
            "data_subject",
            "unidentified",
        ],
    },
    Vocabulary { field: "for_immigration_agency", words: YES_NO_UNKNOWN },
    Vocabulary {
        field: "purpose",
        words: &[
            "immigration_enforcement",
            "mixed",
            "other",
            "immigration_benefit",
            "public_benefit",
            "life_safety",
            "not_stated",
        ],
    },
    Vocabulary {
        field: "instrument",
        words: &[
            "none",
            "judicial_warrant",
            "court_order",
            "court_subpoena",
            "administrative_subpoena",
            "administrative_warrant",
            "detainer",
            "records_request",
            "statute",
            "i9_inspection",
            "agreement_term",
        ],
    },
    Vocabulary { field: "valid_on_face", words: YES_NO_UNKNOWN },
    Vocabulary { field: "within_scope", words: YES_NO_UNKNOWN },
    Vocabulary { field: "exempt_record", words: YES_NO_UNKNOWN },
    Vocabulary { field: "other_law_forbids", words: &["yes", "no"] },
    Vocabulary {
        field: "outcome",
        words: &[
            "mandatory",
            "status_exchange",
            "benefit",
            "non_mandatory_prohibited",
            "non_mandatory_permitted",
            "non_mandatory_undetermined",
            "action_prohibited",
            "barred_by_other_law",
            "not_covered",
            "counsel",
        ],
    },
    Vocabulary {
        field: "clause",
        words: &["1(c)", "2(a)", "2(b)(i)", "2(b)(ii)", "2(b)(iii)", "2(b)(iv)", "2(c)", "3(a)", "3(b)", "other_law"],
    },
    Vocabulary { field: "flag", words: &["high", "medium", "low", "pending", "none"] },
    Vocabulary {
        field: "ask_next",
        words: &[
            "ask",
            "information",
            "recipient",
            "for_immigration_agency",
            "purpose",
            "instrument",
            "valid_on_face",
            "within_scope",
            "exempt_record",
            "other_law_forbids",
        ],
    },
    Vocabulary {
        field: "response",
        words: &["released", "released_in_part", "withheld", "referred", "withdrawn", "no_such_record", "pending"],
    },
    Vocabulary { field: "direction", words: &["sent", "received", "inquiry"] },
    Vocabulary { field: "origin", words: &["requested", "volunteered", "own_inquiry"] },
    Vocabulary { field: "channel", words: &["letter", "email", "fax", "phone", "in_person", "portal", "other"] },
    Vocabulary {
        field: "why",
        words: &["no_approval", "own_ask", "own_release", "with_solicitor", "no_finding", "not_the_role"],
    },
    Vocabulary { field: "waits_for", words: &["solicitor", "requester", "records", "other"] },
    Vocabulary {
        field: "basis",
        words: &[
            "court_paper",
            "statute",
            "records_law",
            "solicitor",
            "benefit",
            "section_1373",
            "other_purpose",
            "ordinance",
            "other_law",
            "not_covered",
            "life_safety",
        ],
    },
    Vocabulary { field: "found", words: &["in_order", "not_in_order"] },
    Vocabulary {
        field: "under",
        words: &["court_order", "national_security_letter", "grand_jury", "health_oversight", "other_law"],
    },
    Vocabulary { field: "correction", words: &["mistyped", "misread_paper", "learned_later", "wrong_entry", "other"] },
    Vocabulary { field: "what", words: &["request", "instrument", "answer", "other"] },
    Vocabulary { field: "role", words: &["clerk", "reviewer", "solicitor", "auditor", "administrator"] },
    Vocabulary { field: "media", words: &["pdf", "png", "jpeg", "tiff"] },
    Vocabulary {
        field: "letter",
        words: &[
            "acknowledgement",
            "refusal",
            "court_paper",
            "referral",
            "public_records",
            "certification",
            "extension",
        ],
    },
    Vocabulary { field: "language", words: &["en", "es"] },
    Vocabulary {
        field: "published_table",
        words: &[
            "released_by_kind",
            "released_by_reason",
            "not_released_by_kind",
            "not_released_by_outcome",
            "received_by_department",
            "received_by_channel",
            "certifications_answered",
            "status_exchanges_by_direction",
            "status_exchanges_by_counterpart",
        ],
    },
];

/// Is the word in the list of this field?
pub(crate) fn allows(field: &str, word: &Term) -> bool {
    VOCABULARIES.iter().any(|list| list.field == field && list.has(word))
}

/// Every known word once, by its length: reading a ledger looks up some ten million words, and few are equally long.
static KNOWN: std::sync::LazyLock<Vec<Vec<&'static str>>> = std::sync::LazyLock::new(|| {
    let mut by_length: Vec<Vec<&'static str>> = vec![Vec::new(); 65];
    for word in VOCABULARIES.iter().flat_map(|list| list.words) {
        if let Some(words) = by_length.get_mut(word.len())
            && !words.contains(word)
        {
            words.push(word);
        }
    }
    by_length
});

fn known(word: &str) -> Option<&'static str> {
    KNOWN.get(word.len())?.iter().copied().find(|known| *known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_term() {
        for text in ["", "Undocumented", "two words", "a,b", "né", &"x".repeat(65), "a\u{0}"] {
            assert_eq!(Term::try_from(text.to_owned()), Err(NotATerm), "{text:?} must not pass for a word of a list");
        }
    }

    #[test]
    fn words_survive_the_way_through_json() {
        for word in ["2(b)(iii)", "other_law", "northampton-19.153+2026", &"x".repeat(64)] {
            let term: Term = word.parse().unwrap();
            let json = serde_json::to_string(&term).unwrap();
            assert_eq!(serde_json::from_str::<Term>(&json).unwrap(), term, "a term reads back as itself");
        }
        assert!(serde_json::from_str::<Term>("\"two words\"").is_err(), "reading checks the spelling as writing does");
    }

    #[test]
    fn a_trace_survives_the_way_through_json_and_holds_nothing_but_terms() {
        let trace: Trace =
            ["2(a).11+", "compelled?~none"].map(|word| word.parse::<Term>().unwrap()).into_iter().collect();
        let json = serde_json::to_string(&trace).unwrap();
        assert_eq!(json, r#"["2(a).11+","compelled?~none"]"#);
        assert_eq!(serde_json::from_str::<Trace>(&json).unwrap(), trace);
        assert_eq!(trace.words().collect::<Vec<_>>(), ["2(a).11+", "compelled?~none"]);
        assert!(serde_json::from_str::<Trace>("[]").unwrap().is_empty());
        for text in [r#"["two words"]"#, r#"["a","",""]"#, r#"["Name"]"#, r#"[1]"#, r#""a""#] {
            assert!(serde_json::from_str::<Trace>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn every_listed_word_is_spelt_as_a_term_and_found_without_a_copy() {
        for list in VOCABULARIES {
            for word in list.words {
                let term: Term = word.parse().unwrap();
                assert!(matches!(term.0, Cow::Borrowed(_)), "{word} is known");
                assert!(allows(list.field, &term), "{word} belongs to {}", list.field);
            }
        }
        assert!(!allows("outcome", &Term::from_static("sent")), "a word of another list does not belong");
    }
}
