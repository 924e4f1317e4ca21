//! JSON: an edition as it is, indented, LF, with a line end at the end.

use serde::Serialize;

use super::RenderError;

pub(super) fn write(edition: &impl Serialize) -> Result<Vec<u8>, RenderError> {
    let mut bytes = serde_json::to_vec_pretty(edition)
        .map_err(|error| RenderError::Text { format: "JSON", problem: error.to_string() })?;
    bytes.push(b'\n');
    Ok(bytes)
}
