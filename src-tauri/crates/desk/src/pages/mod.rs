//! What the pages of the window ask and are answered, a module a page: the types that cross to the page, and the use
//! cases behind them.
//!
//! The types are the contract with the page: names and words of closed lists, dates as text, counts. What must never
//! enter an answer: a passphrase (the words of a new recovery sheet are shown once), a path outside the settings page, anyone's status. No rule of law stands here.

pub mod access_log;
pub mod approval;
pub mod attachment;
pub mod backups;
pub mod basis;
pub mod checks;
pub mod comparing;
pub mod correction;
pub mod coverage;
pub mod determination;
pub mod exchanges;
pub mod importing;
pub mod issued;
pub mod keeping;
pub mod kept;
pub mod letter_words;
pub mod letters;
pub mod log;
pub mod mapping;
pub mod needs;
pub mod officers;
pub mod opening;
pub mod ordinance;
pub mod practice;
pub mod preview;
pub mod receipt;
pub mod record_key;
pub mod recovery;
pub mod register;
pub mod register_file;
pub mod report_file;
pub mod reports;
pub mod request;
pub mod review;
pub mod saved;
pub mod seals;
pub mod settings;
pub mod timeline;
pub mod today;
pub mod unmerging;
pub mod waits;
pub mod words;

/// Declares a type of the contract: it crosses to the page, and the page's TypeScript is made from it.
macro_rules! contract {
    ($($(#[$about:meta])* pub struct $name:ident { $($(#[$doc:meta])* pub $field:ident: $type:ty,)* })+) => {
        $(
            $(#[$about])*
            #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
            #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
            pub struct $name { $($(#[$doc])* pub $field: $type,)* }
        )+
    };
}
use contract;
