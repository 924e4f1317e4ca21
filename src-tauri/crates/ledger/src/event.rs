//! What can happen, as it is written down: one typed event each, in the very bytes that are hashed.
//!
//! A body is never re-serialised to check it: the bytes stored are the bytes hashed. A variant that once was written
//! stays readable for ever: new fields are optional, and nothing is renamed.
//! What must never enter here: the text of a description (only its salted commitment does), and, in the exchange
//! events, any text beyond the request's number.

use std::fmt;

use data_encoding::HEXLOWER;
use jiff::civil::Date;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

use crate::attachment::LetterIssued;
use crate::issued::Report;
use crate::record::{Answer, Determination, Facts, Log, OfficerId, RequestId};
use crate::{FreeText, Term, When};

/// One act, as it stands in a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Event {
    /// The store was made for this office: always the first event.
    StoreCreated { office: String },
    /// An officer got access of their own. Before there were roles, without role and key.
    OfficerAdded {
        id: OfficerId,
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        role: Option<Term>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<PublicKey>,
    },
    /// An officer has another role from here on.
    RoleChanged { officer: OfficerId, role: Term },
    /// An officer has left: nothing opens the record for them any more.
    OfficerLeft { officer: OfficerId },
    /// A recovery sheet was made; an earlier one opens nothing any more.
    RecoverySheetMade {},
    /// The record was encrypted anew, with another key: who has left may have kept the one before.
    StoreKeyChanged {},
    /// With the words of the recovery sheet, an officer got a new passphrase, and with it a new key.
    PassphraseReset {
        officer: OfficerId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<PublicKey>,
    },
    /// An officer who knew the old passphrase chose a new one. With a key, where somebody else had given them the old one.
    PassphraseChanged {
        officer: OfficerId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<Succession>,
    },
    /// An agency entered the directory.
    AgencyAdded {
        name: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        aliases: Vec<String>,
        recipient: Term,
    },
    /// A request was logged.
    RequestReceived {
        request: RequestId,
        number: String,
        /// Did the program give the number out?
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        issued: bool,
        received: When,
        origin: Term,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channel: Option<Term>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        department: Option<FreeText>,
        agency: FreeText,
    },
    /// What was logged about a request was wrong; all of it as it is after the correction.
    RequestCorrected {
        request: RequestId,
        why: Term,
        received: When,
        origin: Term,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channel: Option<Term>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        department: Option<FreeText>,
        agency: FreeText,
    },
    /// A scan was attached to a request, or a letter about it issued. Its content lies beside the log.
    AttachmentAdded {
        request: RequestId,
        attachment: u32,
        what: Term,
        media: Term,
        size: u64,
        content: Commitment,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        letter: Option<LetterIssued>,
    },
    /// An item of a request was logged.
    ItemAdded {
        entry: i64,
        request: RequestId,
        item: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        direction: Option<Term>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        description: Option<Commitment>,
    },
    /// What is known about an item, and what the law says about it.
    ItemDetermined {
        entry: i64,
        facts: Facts,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided: Option<When>,
        determination: Determination,
    },
    /// An item was answered.
    ItemAnswered {
        entry: i64,
        answer: Answer,
        /// To what left, and to whom.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        what_left: Option<Commitment>,
    },
    /// What was said about an item was wrong, and the law was asked again.
    ItemCorrected {
        entry: i64,
        why: Term,
        facts: Facts,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided: Option<When>,
        determination: Determination,
    },
    /// The answer that was recorded was wrong; without an answer, there was none.
    AnswerCorrected {
        entry: i64,
        why: Term,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer: Option<Answer>,
    },
    /// What was asked was written down wrongly; without a description, there is none after all.
    DescriptionCorrected {
        entry: i64,
        why: Term,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        description: Option<Commitment>,
    },
    /// Another officer is asked to approve the release of an item, with the facts it has.
    ApprovalAsked { entry: i64, reason: Commitment },
    /// Another officer approved what was asked. Where 2(a) bars it, with who answers for it; before that was asked, without.
    ApprovalGiven {
        entry: i64,
        reason: Commitment,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answerable: Option<OfficerId>,
    },
    /// Another officer refused what was asked.
    ApprovalRefused { entry: i64, reason: Commitment },
    /// A release was tried, and stopped.
    ReleaseBlocked { entry: i64, why: Term },
    /// Another officer reviewed what was given out at once to protect life.
    ReleaseReviewed { entry: i64, found: Term, reason: Commitment },
    /// The report of a quarter was issued: its files lay whole where an officer put them.
    ReportIssued(Report),
    /// Which departments are expected to report from here on: the whole list anew, sorted, each once; an empty one ends it.
    DepartmentsReporting {
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        departments: Vec<FreeText>,
    },
    /// A department certified that it had nothing to report for a quarter that is over. Entered again, it takes the place of
    /// the one before.
    NilCertified {
        /// By the calendar year, as in a report.
        quarter: String,
        department: FreeText,
        /// The office held by who signed it in the department, such as "Chief of Police": never a name.
        signer: FreeText,
    },
    /// A certified nil was entered wrongly: it does not hold.
    NilWithdrawn { quarter: String, department: FreeText, why: Term },
    /// Another officer is asked to let a table of the public edition of a quarter be given exactly.
    UnmergingAsked {
        /// By the calendar year.
        quarter: String,
        /// The table, by its name in the public edition.
        table: Term,
        /// Why. It stands in the event: it is about a table and names no person, and it is screened.
        reason: FreeText,
    },
    /// Another officer approved it. What is published so cannot be taken back.
    UnmergingApproved { quarter: String, table: Term, reason: FreeText },
    /// Another officer refused it; it may be asked again.
    UnmergingRefused { quarter: String, table: Term, reason: FreeText },
    /// An item waits: it is with the Solicitor, or on hold.
    ItemPaused { entry: i64, waits_for: Term, reason: Commitment },
    /// What an item waited for has come: the Solicitor's finding, or what it was on hold for.
    ItemResumed { entry: i64, finding: Commitment },
    /// A legal hold was placed on a request: nothing of it is destroyed while it stands.
    HoldPlaced {
        request: RequestId,
        /// Its number among those of the request, from 1.
        hold: u32,
        /// The number of the case or the letter.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<FreeText>,
        reason: Commitment,
    },
    /// A legal hold was lifted.
    HoldLifted { request: RequestId, hold: u32, reason: Commitment },
    /// An order keeps a request secret until a day, on which that ends by itself. Given anew, with a later day, it takes the
    /// place of the one before.
    RequestSealed {
        request: RequestId,
        /// The first day on which it does not stand any more.
        until: Date,
        /// Does the order allow that the request is counted?
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        counted: bool,
        /// What kind of order it is.
        under: Term,
        reason: Commitment,
    },
    /// A seal was lifted before its day.
    SealLifted { request: RequestId, reason: Commitment },
    /// With the approval of the Supervisor of Records, the particulars of a request were destroyed: what earlier events
    /// of it had committed to.
    RecordsDestroyed {
        request: RequestId,
        approval: FreeText,
        /// How many texts and scans these were.
        texts: u32,
    },
    /// An item was settled as a status exchange: it goes on in the other log, and its description was destroyed.
    ItemMoved {
        entry: i64,
        request: String,
        item: u32,
        /// Why a correction showed it to be one; `None`: it became known without one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<Term>,
    },
    /// A status exchange was logged. In the exchange log.
    ExchangeRecorded {
        entry: i64,
        request: String,
        item: u32,
        direction: Term,
        facts: Facts,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided: Option<When>,
        determination: Determination,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer: Option<Answer>,
    },
    /// More became known about a status exchange. In the exchange log.
    ExchangeChanged {
        entry: i64,
        facts: Facts,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided: Option<When>,
        determination: Determination,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer: Option<Answer>,
    },
    /// What was recorded about a status exchange was wrong; all of it as it is after the correction. In the exchange log.
    ExchangeCorrected {
        entry: i64,
        why: Term,
        direction: Term,
        facts: Facts,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided: Option<When>,
        determination: Determination,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer: Option<Answer>,
    },
    /// A letter about status exchanges was issued. It is not kept: what is written into it by hand may be a status. In the
    /// exchange log.
    ExchangeLetterIssued {
        request: String,
        /// The items it is about, in order.
        items: Vec<u32>,
        /// Of the letter as it was made, before anything was written into it.
        sha256: Digest,
    },
}

impl Event {
    /// The log this event belongs in.
    pub(crate) const fn log(&self) -> Log {
        match self {
            Self::StoreCreated { .. }
            | Self::OfficerAdded { .. }
            | Self::RoleChanged { .. }
            | Self::OfficerLeft { .. }
            | Self::RecoverySheetMade {}
            | Self::StoreKeyChanged {}
            | Self::PassphraseReset { .. }
            | Self::PassphraseChanged { .. }
            | Self::AgencyAdded { .. }
            | Self::RequestReceived { .. }
            | Self::RequestCorrected { .. }
            | Self::AttachmentAdded { .. }
            | Self::ItemAdded { .. }
            | Self::ItemDetermined { .. }
            | Self::ItemAnswered { .. }
            | Self::ItemCorrected { .. }
            | Self::AnswerCorrected { .. }
            | Self::DescriptionCorrected { .. }
            | Self::ApprovalAsked { .. }
            | Self::ApprovalGiven { .. }
            | Self::ApprovalRefused { .. }
            | Self::ReleaseBlocked { .. }
            | Self::ReleaseReviewed { .. }
            | Self::ReportIssued(_)
            | Self::DepartmentsReporting { .. }
            | Self::NilCertified { .. }
            | Self::NilWithdrawn { .. }
            | Self::UnmergingAsked { .. }
            | Self::UnmergingApproved { .. }
            | Self::UnmergingRefused { .. }
            | Self::ItemPaused { .. }
            | Self::ItemResumed { .. }
            | Self::HoldPlaced { .. }
            | Self::HoldLifted { .. }
            | Self::RequestSealed { .. }
            | Self::SealLifted { .. }
            | Self::RecordsDestroyed { .. }
            | Self::ItemMoved { .. } => Log::Disclosure,
            Self::ExchangeRecorded { .. }
            | Self::ExchangeChanged { .. }
            | Self::ExchangeCorrected { .. }
            | Self::ExchangeLetterIssued { .. } => Log::StatusExchange,
        }
    }
}

/// An event with what binds it to its place: whose log, which, where in it, when, by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Body<E> {
    /// The desk whose log this is.
    pub(crate) desk: DeskId,
    pub(crate) log: Log,
    /// Place in the log, from 0.
    pub(crate) seq: i64,
    /// Microseconds since 1970, UTC. Never before the event in front of it.
    pub(crate) at: i64,
    pub(crate) officer: OfficerId,
    pub(crate) event: E,
}

/// Who keeps a log: 64 random bits, drawn when the store is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DeskId(pub(crate) [u8; 8]);

impl fmt::Display for DeskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

/// SHA-256 over a random salt and a description, a remark or a scan: it binds the log to them without holding them, and
/// says nothing about them once they and the salt are destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Commitment(pub(crate) [u8; 32]);

/// SHA-256 of a file, or the root of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Digest(pub(crate) [u8; 32]);

/// An officer's Ed25519 key that checks what they signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PublicKey(pub(crate) [u8; 32]);

/// An Ed25519 signature (RFC 8032).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SignatureBytes(pub(crate) [u8; 64]);

/// An officer's new key, signed with the one before it, where there was one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Succession {
    pub(crate) key: PublicKey,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) proof: Option<SignatureBytes>,
}

/// The salt of one commitment.
pub(crate) type Salt = [u8; 16];

impl Commitment {
    pub(crate) fn to(salt: &Salt, text: &str) -> Self {
        Self::labelled(b"description\0", salt, text)
    }

    /// To what somebody said about an item: why they asked, approved or refused, why it waits, what was found, what left.
    pub(crate) fn to_reason(salt: &Salt, text: &str) -> Self {
        Self::labelled(b"reason\0", salt, text)
    }

    /// To the content of an attachment.
    pub(crate) fn to_content(salt: &Salt, content: &[u8]) -> Self {
        Self::labelled(b"attachment\0", salt, content)
    }

    fn labelled(label: &[u8], salt: &Salt, what: impl AsRef<[u8]>) -> Self {
        Self(Sha256::new().chain_update(label).chain_update(salt).chain_update(what).finalize().into())
    }
}

/// Bytes of a fixed length, as lower-case hex digits in JSON.
macro_rules! hex_in_json {
    ($name:ident, $length:literal, $digits:literal) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut digits = [0_u8; $digits];
                HEXLOWER.encode_mut(&self.0, &mut digits);
                serializer.serialize_str(std::str::from_utf8(&digits).map_err(serde::ser::Error::custom)?)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Digits;
                impl Visitor<'_> for Digits {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        write!(f, "{} lower-case hex digits", $digits)
                    }
                    fn visit_str<E: de::Error>(self, digits: &str) -> Result<$name, E> {
                        let mut bytes = [0_u8; $length];
                        if digits.len() != $digits {
                            return Err(E::invalid_length(digits.len(), &self));
                        }
                        HEXLOWER.decode_mut(digits.as_bytes(), &mut bytes).map_err(|error| E::custom(error.error))?;
                        Ok($name(bytes))
                    }
                }
                deserializer.deserialize_str(Digits)
            }
        }
    };
}
hex_in_json!(DeskId, 8, 16);
hex_in_json!(Commitment, 32, 64);
hex_in_json!(Digest, 32, 64);
hex_in_json!(PublicKey, 32, 64);
hex_in_json!(SignatureBytes, 64, 128);

#[cfg(test)]
mod tests {
    use super::*;

    /// Bodies as they were first written. They may only ever be added to: a store keeps its bytes for ever.
    const WRITTEN: &[&str] = &[
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":0,"at":1760000000000000,"officer":1,"event":{"store_created":{"office":"City Clerk"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":1,"at":1760000000000000,"officer":1,"event":{"officer_added":{"id":1,"name":"A. Clerk"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":2,"at":1760000000000000,"officer":1,"event":{"agency_added":{"name":"Sheriff","aliases":["HCSO"],"recipient":"state_agency"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":3,"at":1760000000000001,"officer":1,"event":{"request_received":{"request":1,"number":"2026-0001","issued":true,"received":"2026-10-07","origin":"requested","channel":"letter","department":"Police","agency":"Sheriff"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":4,"at":1760000000000001,"officer":1,"event":{"item_added":{"entry":1,"request":1,"item":1,"direction":"sent","description":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":5,"at":1760000000000001,"officer":1,"event":{"item_determined":{"entry":1,"facts":{"ask":"information","information":"personal","recipient":"state_agency"},"determination":{"log":"disclosure","possible":["mandatory","counsel"],"ask_next":"purpose","trace":["2(a)?"],"rules":"r1","text":"t1"}}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":6,"at":1760000000000001,"officer":1,"event":{"item_answered":{"entry":1,"answer":{"response":"withheld","responded":"2026-10-09T14:05","imported":true}}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":7,"at":1760000000000001,"officer":1,"event":{"item_moved":{"entry":1,"request":"2026-0001","item":1}}}"#,
        r#"{"desk":"0123456789abcdef","log":"status_exchange","seq":0,"at":1760000000000001,"officer":1,"event":{"exchange_recorded":{"entry":1,"request":"2026-0001","item":1,"direction":"sent","facts":{"ask":"information","information":"status"},"decided":"2026-10-08","determination":{"log":"status_exchange","outcome":"status_exchange","clause":"3(b)","flag":"none","rules":"r1","text":"t1"},"answer":{"response":"released","responded":"2026-10-09"}}}}"#,
        r#"{"desk":"0123456789abcdef","log":"status_exchange","seq":1,"at":1760000000000001,"officer":1,"event":{"exchange_changed":{"entry":1,"facts":{"ask":"information","information":"status"},"decided":"2026-10-08","determination":{"log":"status_exchange","outcome":"status_exchange","clause":"3(b)","flag":"none","rules":"r1","text":"t1"}}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":8,"at":1760000000000002,"officer":1,"event":{"approval_asked":{"entry":2,"reason":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":9,"at":1760000000000002,"officer":2,"event":{"approval_given":{"entry":2,"reason":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":10,"at":1760000000000002,"officer":2,"event":{"approval_refused":{"entry":2,"reason":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":11,"at":1760000000000002,"officer":1,"event":{"release_blocked":{"entry":2,"why":"no_approval"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":12,"at":1760000000000002,"officer":1,"event":{"item_answered":{"entry":2,"answer":{"response":"released","responded":"2026-10-09","approved":true}}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":13,"at":1760000000000003,"officer":1,"event":{"report_issued":{"quarter":"2026-Q3","as_of":1760000000000002,"disclosure":{"size":13,"root":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},"status_exchange":{"size":2,"root":"78901d3fb33738768511a30617afa01d6e340b9cffb37a989ca544e6bb780a2c"},"files":[{"name":"disclosure-report-2026-Q3.json","sha256":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}]}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":13,"at":1760000000000003,"officer":1,"event":{"recovery_sheet_made":{}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":14,"at":1760000000000003,"officer":2,"event":{"passphrase_reset":{"officer":2}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":15,"at":1760000000000003,"officer":2,"event":{"passphrase_changed":{"officer":2}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":13,"at":1760000000000003,"officer":1,"event":{"item_paused":{"entry":3,"waits_for":"solicitor","reason":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":14,"at":1760000000000003,"officer":2,"event":{"item_resumed":{"entry":3,"finding":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":15,"at":1760000000000003,"officer":1,"event":{"item_answered":{"entry":3,"answer":{"response":"released_in_part","responded":"2026-10-09","basis":"court_paper","surplus":true},"what_left":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"status_exchange","seq":2,"at":1760000000000003,"officer":1,"event":{"exchange_changed":{"entry":1,"facts":{"ask":"information","information":"status"},"determination":{"log":"status_exchange","outcome":"status_exchange","clause":"3(b)","flag":"none","rules":"r1","text":"t1"},"answer":{"response":"released","responded":"2026-10-09","basis":"section_1373"}}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":13,"at":1760000000000003,"officer":1,"event":{"request_corrected":{"request":1,"why":"mistyped","received":"2026-10-01","origin":"requested","channel":"email","department":"Police","agency":"Sheriff"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":14,"at":1760000000000003,"officer":1,"event":{"item_corrected":{"entry":1,"why":"misread_paper","facts":{"ask":"information"},"decided":"2026-10-08","determination":{"log":"disclosure","possible":["mandatory","counsel"],"ask_next":"purpose","rules":"r1","text":"t1"}}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":15,"at":1760000000000003,"officer":1,"event":{"answer_corrected":{"entry":1,"why":"learned_later","answer":{"response":"withheld","responded":"2026-10-09"}}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":16,"at":1760000000000003,"officer":1,"event":{"answer_corrected":{"entry":1,"why":"wrong_entry"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":17,"at":1760000000000003,"officer":1,"event":{"item_moved":{"entry":1,"request":"2026-0001","item":1,"why":"other"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"status_exchange","seq":2,"at":1760000000000003,"officer":1,"event":{"exchange_corrected":{"entry":1,"why":"mistyped","direction":"received","facts":{"ask":"information","information":"status"},"decided":"2026-10-08","determination":{"log":"status_exchange","outcome":"status_exchange","clause":"3(b)","flag":"none","rules":"r1","text":"t1"},"answer":{"response":"released","responded":"2026-10-09"}}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":18,"at":1760000000000004,"officer":1,"event":{"attachment_added":{"request":1,"attachment":1,"what":"instrument","media":"pdf","size":48213,"content":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":19,"at":1760000000000005,"officer":1,"event":{"description_corrected":{"entry":1,"why":"mistyped","description":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":20,"at":1760000000000005,"officer":1,"event":{"description_corrected":{"entry":1,"why":"wrong_entry"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":21,"at":1760000000000006,"officer":1,"event":{"officer_added":{"id":3,"name":"R. Viewer","role":"reviewer","key":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":22,"at":1760000000000006,"officer":3,"event":{"passphrase_changed":{"officer":3,"key":{"key":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d","proof":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":23,"at":1760000000000006,"officer":3,"event":{"passphrase_reset":{"officer":3,"key":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":24,"at":1760000000000006,"officer":1,"event":{"role_changed":{"officer":3,"role":"auditor"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":26,"at":1760000000000007,"officer":2,"event":{"approval_given":{"entry":4,"reason":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d","answerable":1}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":27,"at":1760000000000007,"officer":1,"event":{"item_answered":{"entry":5,"answer":{"response":"released","responded":"2026-10-09","basis":"life_safety"}}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":28,"at":1760000000000007,"officer":2,"event":{"release_reviewed":{"entry":5,"found":"in_order","reason":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":25,"at":1760000000000006,"officer":1,"event":{"officer_left":{"officer":3}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":26,"at":1760000000000007,"officer":1,"event":{"hold_placed":{"request":1,"hold":1,"reference":"26-cv-30017","reason":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":27,"at":1760000000000007,"officer":1,"event":{"hold_lifted":{"request":1,"hold":1,"reason":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":28,"at":1760000000000007,"officer":1,"event":{"records_destroyed":{"request":1,"approval":"RMU-2034-118","texts":7}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":29,"at":1760000000000008,"officer":4,"event":{"request_sealed":{"request":1,"until":"2027-01-31","counted":true,"under":"court_order","reason":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":30,"at":1760000000000008,"officer":4,"event":{"request_sealed":{"request":1,"until":"2027-06-30","under":"national_security_letter","reason":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":31,"at":1760000000000008,"officer":4,"event":{"seal_lifted":{"request":1,"reason":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":32,"at":1760000000000009,"officer":1,"event":{"attachment_added":{"request":1,"attachment":2,"what":"answer","media":"pdf","size":31007,"content":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d","letter":{"letter":"refusal","language":"en","items":[1,3]}}}}"#,
        r#"{"desk":"0123456789abcdef","log":"status_exchange","seq":3,"at":1760000000000009,"officer":1,"event":{"exchange_letter_issued":{"request":"2026-0001","items":[2],"sha256":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":32,"at":1760000000000009,"officer":1,"event":{"departments_reporting":{"departments":["Fire","Police"]}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":33,"at":1760000000000009,"officer":1,"event":{"departments_reporting":{}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":34,"at":1760000000000010,"officer":2,"event":{"nil_certified":{"quarter":"2025-Q3","department":"Police","signer":"Chief of Police"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":35,"at":1760000000000011,"officer":2,"event":{"nil_withdrawn":{"quarter":"2025-Q3","department":"Police","why":"wrong_entry"}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":33,"at":1760000000000010,"officer":1,"event":{"unmerging_asked":{"quarter":"2026-Q3","table":"received_by_department","reason":"The council asks how many each department received."}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":34,"at":1760000000000011,"officer":2,"event":{"unmerging_refused":{"quarter":"2026-Q3","table":"received_by_department","reason":"One request is known in town."}}}"#,
        r#"{"desk":"0123456789abcdef","log":"disclosure","seq":35,"at":1760000000000012,"officer":3,"event":{"unmerging_approved":{"quarter":"2026-Q3","table":"received_by_department","reason":"It was in the newspaper."}}}"#,
    ];

    #[test]
    fn every_event_reads_back_from_its_first_form_and_is_written_in_the_same_bytes() {
        for written in WRITTEN {
            let body: Body<Event> = serde_json::from_str(written).unwrap();
            assert_eq!(body.log, body.event.log(), "an event names the log it belongs in");
            assert_eq!(&serde_json::to_string(&body).unwrap(), written, "the same event gives the same bytes");
        }
    }

    #[test]
    fn a_commitment_hides_the_text_behind_its_salt() {
        let text = "home address of one resident";
        assert_eq!(Commitment::to(&[7; 16], text), Commitment::to(&[7; 16], text), "salt and text give the commitment");
        assert_ne!(Commitment::to(&[7; 16], text), Commitment::to(&[8; 16], text), "another salt, another commitment");
        assert_ne!(Commitment::to(&[7; 16], text), Commitment::to(&[7; 16], "other"), "another text likewise");
        assert_ne!(Commitment::to(&[7; 16], text), Commitment::to_reason(&[7; 16], text), "a reason is no description");
        assert_ne!(Commitment::to(&[7; 16], text), Commitment::to_content(&[7; 16], text.as_bytes()), "nor is a scan");
    }
}
