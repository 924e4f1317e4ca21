//! The description of the public edition's CSV for other programs, after the Frictionless Data Package: its columns with their
//! types and closed lists.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::RenderError;
use super::content::Content;
use super::dictionary::{Field, Kind, fields_of};

/// Describes a CSV file of this name and these bytes.
pub(super) fn write(content: &Content<'_>, csv_name: &str, csv: &[u8]) -> Result<Vec<u8>, RenderError> {
    let fields: Vec<Value> = fields_of(&content.listed).iter().map(described).collect();
    // No key: two acts may be alike in all that is told of them.
    let schema = json!({ "fields": fields, "missingValues": [""] });
    let digest: String = Sha256::digest(csv).iter().map(|byte| format!("{byte:02x}")).collect();
    let package = json!({
        "name": format!("disclosure-report-{}", content.quarter.calendar().to_lowercase()),
        "title": format!("{}, {} ({})", super::figures::TITLE, content.quarter.calendar(), content.quarter.fiscal()),
        "description": format!("{}. {}.", content.office, content.edition),
        "created": content.as_of.to_string(),
        "profile": "tabular-data-package",
        "resources": [{
            "name": "rows",
            "path": csv_name,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": csv.len(),
            "hash": format!("sha256:{digest}"),
            "dialect": { "delimiter": ",", "lineTerminator": "\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
            "schema": schema,
        }],
    });
    let mut bytes = serde_json::to_vec_pretty(&package)
        .map_err(|error| RenderError::Text { format: "JSON", problem: error.to_string() })?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn described(field: &Field) -> Value {
    let kind = match field.kind {
        // A day with its time is no `date` there, and one without is no `datetime`.
        Kind::Text | Kind::Day => "string",
        Kind::Number => "integer",
        Kind::Month => "yearmonth",
    };
    let mut constraints = serde_json::Map::new();
    if field.required {
        constraints.insert("required".to_owned(), true.into());
    }
    if !field.words.is_empty() {
        constraints.insert("enum".to_owned(), field.words.as_slice().into());
    }
    json!({ "name": field.name, "type": kind, "description": field.about, "constraints": constraints })
}
