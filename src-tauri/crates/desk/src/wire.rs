//! JSON as other programs see it: the answers of `gatekeeper decide`, and listed items.

use std::fmt;

use law::facts::{FactName, Facts};
use law::rule::Verdict;
use law::{Decision, Step};
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value, json};

/// A document as it was written: a key that is there twice is there twice, where the parser's own objects keep only the
/// last. No value but text means anything in a document of ours.
#[derive(Debug)]
pub(crate) enum Written {
    Null,
    Text(String),
    /// A number, `true` or `false`.
    Other,
    List(Vec<Written>),
    Object(Vec<(String, Written)>),
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Written;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON value")
            }

            fn visit_unit<E>(self) -> Result<Written, E> {
                Ok(Written::Null)
            }

            fn visit_str<E>(self, text: &str) -> Result<Written, E> {
                Ok(Written::Text(text.to_owned()))
            }

            fn visit_bool<E>(self, _: bool) -> Result<Written, E> {
                Ok(Written::Other)
            }

            fn visit_i64<E>(self, _: i64) -> Result<Written, E> {
                Ok(Written::Other)
            }

            fn visit_u64<E>(self, _: u64) -> Result<Written, E> {
                Ok(Written::Other)
            }

            fn visit_f64<E>(self, _: f64) -> Result<Written, E> {
                Ok(Written::Other)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Written, A::Error> {
                let mut list = Vec::new();
                while let Some(value) = values.next_element()? {
                    list.push(value);
                }
                Ok(Written::List(list))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Written, A::Error> {
                let mut object = Vec::new();
                while let Some(pair) = pairs.next_entry()? {
                    object.push(pair);
                }
                Ok(Written::Object(object))
            }
        }

        deserializer.deserialize_any(Reader)
    }
}

/// One rule that was looked at, for a reader.
#[derive(Debug, Serialize)]
pub struct TraceStep {
    /// The rule's name.
    pub rule: &'static str,
    /// The clause it applies.
    pub clause: &'static str,
    /// `true`: it decided; `false`: it did not; `null`: it hangs on a missing fact.
    pub fired: Option<bool>,
    /// Why, or why not.
    pub why: String,
    /// The facts that this turned on.
    pub facts: Vec<&'static str>,
}

/// A trace for a reader.
#[must_use]
pub fn trace(steps: &[Step]) -> Vec<TraceStep> {
    steps
        .iter()
        .map(|Step { rule, verdict }| {
            let (fired, why, facts) = match verdict {
                Verdict::Fired => {
                    let facts = rule.when.iter().flat_map(law::rule::Condition::facts).collect::<Vec<_>>();
                    (Some(true), rule.because.to_owned(), facts)
                }
                Verdict::NotFired(condition) => {
                    (Some(false), format!("It is not so that {}.", condition.words()), condition.facts())
                }
                Verdict::Open(fact) => (None, format!("It hangs on `{fact}`, which is not known."), vec![*fact]),
            };
            let mut facts: Vec<_> = facts.into_iter().map(FactName::as_str).collect();
            facts.sort_unstable();
            facts.dedup();
            TraceStep { rule: rule.id, clause: rule.clause.as_str(), fired, why, facts }
        })
        .collect()
}

/// One answer of `gatekeeper decide`.
#[must_use]
pub fn decision(id: &Value, decision: &Decision) -> Value {
    match decision {
        Decision::Settled(found) => json!({
            "id": id,
            "outcome": found.outcome,
            "clause": found.clause,
            "ledger": found.ledger,
            "flag": found.flag,
            "label": found.outcome.label_under(found.clause),
            "because": found.rule().map(|rule| rule.because),
            "words": found.rule().map(|rule| rule.quote).filter(|quote| !quote.is_empty()),
            "clause_text": found.clause_text(),
            "positions": found.rule().map(|rule| rule.positions),
            "trace": trace(&found.trace),
            "next_steps": found.next_steps,
            "rules_version": found.rules_version,
            "text_version": found.text.map(|text| text.version),
        }),
        Decision::NotSettled(open) => json!({
            "id": id,
            "outcome": null,
            "possible": open.possible,
            "ask_next": open.ask_next,
            "trace": trace(&open.trace),
        }),
    }
}

/// Answers one line of `gatekeeper decide`: `{"id": …, "facts": {…}}`. `line` counts from 1.
///
/// # Errors
/// The answer `{"id", "error"}` for a line that is no JSON, lacks `facts`, or names an unknown fact or value.
pub fn answer(line: usize, text: &str, day: jiff::civil::Date) -> Result<Value, Value> {
    let refuse = |id: &Value, error: String| Err(json!({ "id": id, "error": error }));
    let document: Value = match serde_json::from_str(text) {
        Ok(document) => document,
        Err(error) => {
            // The parser counts lines within the text it was given; ours is always its first.
            return refuse(&Value::Null, format!("line {line}: this is not JSON, at character {}", error.column()));
        }
    };
    let id = document.get("id").cloned().unwrap_or(Value::Null);
    match document.get("facts") {
        Some(Value::Object(given)) => match facts(given) {
            Ok(facts) => Ok(decision(&id, &crate::determine(&facts, day))),
            Err(problem) => refuse(&id, format!("line {line}: {problem}")),
        },
        Some(_) => refuse(&id, format!("line {line}: `facts` must be an object: {{\"ask\": \"information\", …}}")),
        None => refuse(&id, format!("line {line}: `facts` is missing; write {{\"id\": …, \"facts\": {{…}}}}")),
    }
}

fn facts(given: &Map<String, Value>) -> Result<Facts, String> {
    let mut facts = Facts::default();
    for (name, value) in given {
        let Ok(fact) = name.parse::<FactName>() else {
            let known: Vec<_> = FactName::ALL.iter().map(|fact| fact.as_str()).collect();
            return Err(format!("`{}` is not a fact; allowed: {}", crate::entry::shown(name), known.join(", ")));
        };
        match value {
            Value::Null => {}
            Value::String(word) => facts.set(fact, word).map_err(|unknown| {
                let word = crate::entry::shown(&unknown.value);
                format!("`{fact}`: `{word}` is not one of its values; allowed: {}", unknown.allowed.join(", "))
            })?,
            Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                return Err(format!("`{fact}`: its value must be a word; allowed: {}", fact.values().join(", ")));
            }
        }
    }
    Ok(facts)
}
