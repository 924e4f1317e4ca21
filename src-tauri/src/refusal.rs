//! Why a command was refused, as the page gets it.

use serde::Serialize;

/// `message` is for people; `code` is for the page where it does something about it, else `refused`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Refusal {
    code: &'static str,
    message: String,
}

impl Refusal {
    /// Nobody has opened the desk.
    pub(crate) fn locked() -> Self {
        Self { code: "locked", message: "The desk is locked. Open it with your passphrase.".to_owned() }
    }

    /// A refusal the page can only show.
    pub(crate) fn said(message: impl Into<String>) -> Self {
        Self { code: "refused", message: message.into() }
    }
}

impl From<desk::Error> for Refusal {
    fn from(error: desk::Error) -> Self {
        let wrong_passphrase = matches!(error, desk::Error::Ledger(desk::ledger::Error::WrongPassphrase));
        let code = if wrong_passphrase { "wrong_passphrase" } else { "refused" };
        Self { code, message: error.to_string() }
    }
}
