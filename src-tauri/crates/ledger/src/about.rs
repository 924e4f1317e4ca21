//! What an event is about: an entry, a request as a whole, or neither. Every kind is listed in each answer, so that a new
//! one has to be thought of here.

use crate::event::Event;
use crate::record::RequestId;

/// The entry an event is about, if it is about one.
pub(crate) const fn subject(event: &Event) -> Option<i64> {
    match event {
        Event::ItemAdded { entry, .. }
        | Event::ItemDetermined { entry, .. }
        | Event::ItemAnswered { entry, .. }
        | Event::ItemCorrected { entry, .. }
        | Event::AnswerCorrected { entry, .. }
        | Event::DescriptionCorrected { entry, .. }
        | Event::ApprovalAsked { entry, .. }
        | Event::ApprovalGiven { entry, .. }
        | Event::ApprovalRefused { entry, .. }
        | Event::ReleaseBlocked { entry, .. }
        | Event::ReleaseReviewed { entry, .. }
        | Event::ItemPaused { entry, .. }
        | Event::ItemResumed { entry, .. }
        | Event::ItemMoved { entry, .. }
        | Event::ExchangeRecorded { entry, .. }
        | Event::ExchangeChanged { entry, .. }
        | Event::ExchangeCorrected { entry, .. } => Some(*entry),
        Event::StoreCreated { .. }
        | Event::OfficerAdded { .. }
        | Event::RoleChanged { .. }
        | Event::OfficerLeft { .. }
        | Event::RecoverySheetMade {}
        | Event::StoreKeyChanged {}
        | Event::PassphraseReset { .. }
        | Event::PassphraseChanged { .. }
        | Event::AgencyAdded { .. }
        | Event::RequestReceived { .. }
        | Event::ReportIssued(_)
        | Event::DepartmentsReporting { .. }
        | Event::NilCertified { .. }
        | Event::NilWithdrawn { .. }
        | Event::UnmergingAsked { .. }
        | Event::UnmergingApproved { .. }
        | Event::UnmergingRefused { .. }
        | Event::RequestCorrected { .. }
        | Event::HoldPlaced { .. }
        | Event::HoldLifted { .. }
        | Event::RequestSealed { .. }
        | Event::SealLifted { .. }
        | Event::RecordsDestroyed { .. }
        | Event::ExchangeLetterIssued { .. }
        | Event::AttachmentAdded { .. } => None,
    }
}

/// What an event commits to, beside the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Text {
    /// Words about an entry: a description, a reason, what left.
    OfEntry(i64),
    /// Words about a request as a whole: about a legal hold or a seal.
    OfRequest,
    /// A scan.
    Scan,
}

/// What an event commits to, if it commits to anything.
pub(crate) const fn text(event: &Event) -> Option<Text> {
    match event {
        Event::ItemAdded { entry, description: Some(_), .. }
        | Event::DescriptionCorrected { entry, description: Some(_), .. }
        | Event::ItemAnswered { entry, what_left: Some(_), .. }
        | Event::ApprovalAsked { entry, .. }
        | Event::ApprovalGiven { entry, .. }
        | Event::ApprovalRefused { entry, .. }
        | Event::ReleaseReviewed { entry, .. }
        | Event::ItemPaused { entry, .. }
        | Event::ItemResumed { entry, .. } => Some(Text::OfEntry(*entry)),
        Event::HoldPlaced { .. }
        | Event::HoldLifted { .. }
        | Event::RequestSealed { .. }
        | Event::SealLifted { .. } => Some(Text::OfRequest),
        Event::AttachmentAdded { .. } => Some(Text::Scan),
        Event::StoreCreated { .. }
        | Event::OfficerAdded { .. }
        | Event::RoleChanged { .. }
        | Event::OfficerLeft { .. }
        | Event::RecoverySheetMade {}
        | Event::StoreKeyChanged {}
        | Event::PassphraseReset { .. }
        | Event::PassphraseChanged { .. }
        | Event::AgencyAdded { .. }
        | Event::RequestReceived { .. }
        | Event::RequestCorrected { .. }
        | Event::ReportIssued(_)
        | Event::DepartmentsReporting { .. }
        | Event::NilCertified { .. }
        | Event::NilWithdrawn { .. }
        | Event::UnmergingAsked { .. }
        | Event::UnmergingApproved { .. }
        | Event::UnmergingRefused { .. }
        | Event::ItemAdded { .. }
        | Event::ItemDetermined { .. }
        | Event::ItemAnswered { .. }
        | Event::ItemCorrected { .. }
        | Event::AnswerCorrected { .. }
        | Event::DescriptionCorrected { .. }
        | Event::ReleaseBlocked { .. }
        | Event::ItemMoved { .. }
        | Event::RecordsDestroyed { .. }
        | Event::ExchangeRecorded { .. }
        | Event::ExchangeChanged { .. }
        | Event::ExchangeCorrected { .. }
        | Event::ExchangeLetterIssued { .. } => None,
    }
}

/// How an event names the request it is about.
pub(crate) enum Named<'a> {
    /// By its row number.
    Id(RequestId),
    /// By its number.
    Number(&'a str),
}

/// The request an event names itself; one about an entry that is there already names that alone.
pub(crate) fn names(event: &Event) -> Option<Named<'_>> {
    match event {
        Event::RequestReceived { request, .. }
        | Event::RequestCorrected { request, .. }
        | Event::AttachmentAdded { request, .. }
        | Event::HoldPlaced { request, .. }
        | Event::HoldLifted { request, .. }
        | Event::RequestSealed { request, .. }
        | Event::SealLifted { request, .. }
        | Event::RecordsDestroyed { request, .. }
        | Event::ItemAdded { request, .. } => Some(Named::Id(*request)),
        Event::ExchangeRecorded { request, .. } | Event::ExchangeLetterIssued { request, .. } => {
            Some(Named::Number(request))
        }
        Event::ItemDetermined { .. }
        | Event::ItemAnswered { .. }
        | Event::ItemCorrected { .. }
        | Event::AnswerCorrected { .. }
        | Event::DescriptionCorrected { .. }
        | Event::ApprovalAsked { .. }
        | Event::ApprovalGiven { .. }
        | Event::ApprovalRefused { .. }
        | Event::ReleaseBlocked { .. }
        | Event::ReleaseReviewed { .. }
        | Event::ItemMoved { .. }
        | Event::ItemPaused { .. }
        | Event::ItemResumed { .. }
        | Event::ExchangeChanged { .. }
        | Event::ExchangeCorrected { .. }
        | Event::ReportIssued(_)
        | Event::DepartmentsReporting { .. }
        | Event::NilCertified { .. }
        | Event::NilWithdrawn { .. }
        | Event::UnmergingAsked { .. }
        | Event::UnmergingApproved { .. }
        | Event::UnmergingRefused { .. }
        | Event::RecoverySheetMade {}
        | Event::StoreKeyChanged {}
        | Event::PassphraseReset { .. }
        | Event::PassphraseChanged { .. }
        | Event::StoreCreated { .. }
        | Event::OfficerAdded { .. }
        | Event::RoleChanged { .. }
        | Event::OfficerLeft { .. }
        | Event::AgencyAdded { .. } => None,
    }
}

/// The request that an event is about as a whole, if it is about one so.
pub(crate) const fn whole_request(event: &Event) -> Option<RequestId> {
    match event {
        Event::RequestReceived { request, .. } | Event::RequestCorrected { request, .. } => Some(*request),
        Event::StoreCreated { .. }
        | Event::OfficerAdded { .. }
        | Event::RoleChanged { .. }
        | Event::OfficerLeft { .. }
        | Event::AgencyAdded { .. }
        | Event::RecoverySheetMade {}
        | Event::StoreKeyChanged {}
        | Event::PassphraseReset { .. }
        | Event::PassphraseChanged { .. }
        | Event::ReportIssued(_)
        | Event::DepartmentsReporting { .. }
        | Event::NilCertified { .. }
        | Event::NilWithdrawn { .. }
        | Event::UnmergingAsked { .. }
        | Event::UnmergingApproved { .. }
        | Event::UnmergingRefused { .. }
        | Event::AttachmentAdded { .. }
        | Event::HoldPlaced { .. }
        | Event::HoldLifted { .. }
        | Event::RequestSealed { .. }
        | Event::SealLifted { .. }
        | Event::RecordsDestroyed { .. }
        | Event::ItemAdded { .. }
        | Event::ItemDetermined { .. }
        | Event::ItemAnswered { .. }
        | Event::ItemCorrected { .. }
        | Event::AnswerCorrected { .. }
        | Event::DescriptionCorrected { .. }
        | Event::ItemPaused { .. }
        | Event::ItemResumed { .. }
        | Event::ApprovalAsked { .. }
        | Event::ApprovalGiven { .. }
        | Event::ApprovalRefused { .. }
        | Event::ReleaseBlocked { .. }
        | Event::ReleaseReviewed { .. }
        | Event::ItemMoved { .. }
        | Event::ExchangeRecorded { .. }
        | Event::ExchangeChanged { .. }
        | Event::ExchangeCorrected { .. }
        | Event::ExchangeLetterIssued { .. } => None,
    }
}
