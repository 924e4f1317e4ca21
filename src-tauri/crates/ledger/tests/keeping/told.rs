//! What the record tells of what was destroyed, and what a check finds where texts and events disagree.

use ledger::{Happening, ItemHappening};

use crate::common::{settled, term};
use crate::office::*;

#[test]
fn the_history_says_which_words_were_destroyed_and_what_comes_later_is_kept() {
    let office = office();
    let mut store = open(&office);
    destroy(&mut store, 20, REQUEST).unwrap();
    act(&mut store, 21, |act| act.add_item(REQUEST, settled(Some("asked again"))).map(|_| ())).unwrap();
    act(&mut store, 22, |act| act.add_attachment(REQUEST, term("other"), term("png"), b"later").map(|_| ())).unwrap();
    let history = store.history("N-1").unwrap();
    let gone = history.iter().filter(|line| line.destroyed.is_some()).count();
    assert_eq!(u32::try_from(gone).unwrap(), TEXTS, "{history:#?}");
    // Of all the words that an event told, only those that came after the destruction are there.
    let told: Vec<&str> = PLANTED.into_iter().chain(["asked again"]).collect();
    let shown = format!("{history:?}");
    let there: Vec<&str> = told.into_iter().filter(|words| shown.contains(words)).collect();
    assert_eq!(there, ["asked again"]);
    let described = history.iter().filter_map(|line| match &line.what {
        Happening::Item { what, .. } => match what.as_ref() {
            ItemHappening::Added { description } => Some((description.as_deref(), line.destroyed.is_some())),
            ItemHappening::Determined { .. }
            | ItemHappening::Answered { .. }
            | ItemHappening::Paused { .. }
            | ItemHappening::Resumed { .. }
            | ItemHappening::ApprovalAsked { .. }
            | ItemHappening::ApprovalGiven { .. }
            | ItemHappening::ApprovalRefused { .. }
            | ItemHappening::ReleaseBlocked { .. }
            | ItemHappening::ReleaseReviewed { .. }
            | ItemHappening::Corrected { .. }
            | ItemHappening::AnswerCorrected { .. }
            | ItemHappening::DescriptionCorrected { .. }
            | ItemHappening::Moved { .. }
            | ItemHappening::ExchangeRecorded { .. }
            | ItemHappening::ExchangeChanged { .. }
            | ItemHappening::ExchangeCorrected { .. } => None,
        },
        Happening::Received(_)
        | Happening::Corrected { .. }
        | Happening::Attached { .. }
        | Happening::ExchangeLetter { .. }
        | Happening::HoldPlaced { .. }
        | Happening::HoldLifted { .. }
        | Happening::Sealed { .. }
        | Happening::SealLifted { .. }
        | Happening::Destroyed(_) => None,
    });
    assert_eq!(described.collect::<Vec<_>>(), [(None, true), (None, true), (Some("asked again"), false)]);
    let last = history.last().unwrap();
    assert!(matches!(last.what, Happening::Attached { attachment: 1, .. }) && last.destroyed.is_none(), "{last:?}");
    assert_eq!(problems(&store), [""; 0]);
    // And it can be destroyed in its turn.
    assert_eq!(destroy(&mut store, 30, REQUEST).unwrap(), 2);
    assert_eq!((problems(&store), destroyed(&store)), (Vec::new(), u64::from(TEXTS) + 2));
    assert_eq!(store.destructions("N-1").unwrap().len(), 2);
}

#[test]
fn a_text_that_is_missing_or_still_there_against_the_events_is_found() {
    for (with, about) in [
        ("DELETE FROM description WHERE entry = 2", "description of entry 2"),
        (
            "INSERT INTO description (entry, salt, words) SELECT 1, salt, words FROM description",
            "should have been destroyed",
        ),
        (
            "INSERT INTO remark (entry, event, salt, words) VALUES (3, 12, zeroblob(16), 'kept')",
            "should have been destroyed",
        ),
        (
            "INSERT INTO hold_remark SELECT placed, 1, zeroblob(16), 'kept' FROM hold WHERE request = 1",
            "should have been destroyed",
        ),
        ("DELETE FROM hold_remark WHERE request = 2", "said about a legal hold or a seal is missing"),
        ("DROP TRIGGER hold_remark_stays; UPDATE hold_remark SET words = 'other'", "a seal of request row 2"),
        (
            "INSERT INTO attachment VALUES (12, 1, 1, 'request', 'pdf', 1, zeroblob(32), zeroblob(16), zeroblob(1))",
            "attachment 1 of request row 1",
        ),
        ("UPDATE hold SET placed_at = placed_at + 1 WHERE request = 2", "legal hold 1 of request row 2"),
        ("UPDATE hold SET reference = NULL", "legal hold 1 of request row 1"),
        ("UPDATE hold SET lifted = NULL, lifted_by = NULL, lifted_at = NULL", "legal hold 1 of request row 1"),
        ("DELETE FROM hold WHERE request = 2", "a legal hold has no row"),
        ("UPDATE destruction SET approval = 'RMU-2'", "request row 1 were destroyed"),
        ("UPDATE destruction SET texts = 1", "request row 1 were destroyed"),
        ("DELETE FROM destruction", "were destroyed has no row"),
        ("DELETE FROM happened WHERE request = 2", "list of what happened"),
    ] {
        let office = office();
        let mut store = open(&office);
        destroy(&mut store, 20, REQUEST).unwrap();
        place(&mut store, 21, OTHER, Some("letter 4")).unwrap();
        assert_eq!(problems(&store), [""; 0]);
        drop(store);
        office.raw().execute_batch(with).unwrap();
        let found = problems(&open(&office));
        assert!(found.iter().any(|problem| problem.contains(about)), "{with}: {found:?}");
    }
}
