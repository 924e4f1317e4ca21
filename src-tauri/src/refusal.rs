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
        let code = if matches!(error, desk::Error::Ledger(desk::ledger::Error::WrongPassphrase)) {
            "wrong_passphrase"
        } else if matches!(error, desk::Error::NeedsApproval { .. }) {
            "needs_approval"
        } else if matches!(error, desk::Error::OwnAsk) {
            "own_ask"
        } else if matches!(error, desk::Error::Stopped) {
            "stopped"
        } else {
            "refused"
        };
        Self { code, message: error.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_can_tell_apart_what_it_does_something_about() {
        let code = |error: desk::Error| Refusal::from(error).code;
        assert_eq!(code(desk::ledger::Error::WrongPassphrase.into()), "wrong_passphrase");
        assert_eq!(code(desk::Error::NeedsApproval { next: "" }), "needs_approval");
        assert_eq!(code(desk::Error::OwnAsk), "own_ask");
        assert_eq!(code(desk::Error::Stopped), "stopped");
        assert_eq!(code(desk::Error::NothingThere), "refused");
    }
}
