//! What happened: typed events in two Merkle logs, kept in an encrypted store; and in a third, who exported or looked.
//!
//! A store is a folder: `ledger.db` (SQLCipher), `keys.json` (its key, sealed for each officer and for the recovery sheet) and `lock`. Every act
//! appends events and changes what is computed from them in one transaction; nothing is ever rewritten. What the store
//! does not know: what the law says (it keeps determinations, it does not make them), the clock, and where random bytes
//! come from: both come in as arguments.
//! What must never enter: the status of anyone; for a status exchange, any text at all.

mod about;
mod access_log;
mod accounted;
mod act;
mod acting;
mod answer;
mod approval;
mod attachment;
pub mod backup;
mod connection;
pub mod copies;
mod coverage;
mod draft;
mod error;
mod event;
mod export;
mod files;
mod fold;
mod handing;
mod history;
mod issued;
mod keeping;
mod keys;
mod logged;
mod mapping;
pub mod merkle;
pub mod note;
mod officer;
mod pages;
mod passphrase;
mod pause;
mod quarter;
mod read;
mod reading_again;
mod receipt;
mod record;
mod recovery;
mod register;
mod rekeying;
mod release;
mod remark;
mod replay;
mod review;
mod saved;
mod schema;
mod screen;
mod seal;
mod seen;
mod setting;
mod store;
mod sweep;
mod tables;
mod term;
mod unmerging;
mod verify;
mod watch;
mod when;

pub use access_log::{AccessEntry, AccessEvent};
pub use accounted::Accounted;
pub use act::{Act, Decision};
pub use acting::Acting;
pub use answer::AnswerDetail;
pub use approval::{Approval, Blocked};
pub use attachment::{ATTACHMENT_AT_MOST, Attachment, LetterIssued};
pub use coverage::{DEPARTMENTS_AT_MOST, NilCertificate, NilWithdrawal, OFFICE_AT_MOST};
pub use error::{Error, in_words};
pub use export::Exported;
pub use history::{Exchanged, Happened, Happening, ItemHappening, Known};
pub use issued::{IssuedFile, IssuedReport};
pub use keeping::{Destruction, KEEPING_NUMBER_AT_MOST, LegalHold, Untouched};
pub use keys::Entropy;
pub use note::{AccessHead, ClaimError, ClaimedHead, Head, Heads};
pub use officer::{Officer, is_role};
pub use passphrase::{Kdf, Passphrase};
pub use pause::{Pause, PauseEnd, Waiting};
pub use reading_again::ReadAgain;
pub use receipt::{ReceiptError, ReceiptEvent, ReceiptRead};
pub use record::{
    Agency, Answer, Correction, Determination, DeterminationSummary, Facts, Item, ItemChange, Log, NewItem, OfficerId,
    Request, RequestId, RequestNumber, RequestSummary,
};
pub use recovery::RecoveryWords;
pub use register::{By, Found, Mark, Order, Sought, Total};
pub use rekeying::NewKey;
pub use release::{Release, Reviewed};
pub use remark::Said;
pub use review::Review;
pub use screen::{Finding, FreeText, Kind, Screened};
pub use seal::{Seal, Sealed};
pub use seen::{Lost, Regression, Seen};
pub use setting::library;
pub use store::{Founding, Store};
pub use term::{NotATerm, Term, Trace};
pub use unmerging::{Unmerging, is_published_table};
pub use verify::{Problem, Verification};
pub use watch::{Progress, to_the_end};
pub use when::{When, WhenError, local_date};
