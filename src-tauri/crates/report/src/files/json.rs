//! JSON: the account as it is, indented, LF, with a line end at the end.

use super::RenderError;
use crate::account::Account;

pub(super) fn write(account: &Account) -> Result<Vec<u8>, RenderError> {
    let mut bytes = serde_json::to_vec_pretty(account)
        .map_err(|error| RenderError::Text { format: "JSON", problem: error.to_string() })?;
    bytes.push(b'\n');
    Ok(bytes)
}
