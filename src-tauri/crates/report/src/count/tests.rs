//! Each counting rule on its boundary; then all of them at once against a recount written another way.

use law::facts::{Ask, Facts, Instrument};
use law::outcome::{Flag, LedgerKind, Outcome};
use proptest::prelude::*;

use super::*;
use crate::entry::Settled;
use crate::sample::{account_of, answered, day, entry, exchange, mixed, preparation, settled};

fn requests(pending_at_start: u64, received: u64, completed: u64, pending_at_end: u64) -> Requests {
    Requests { pending_at_start, received, completed, pending_at_end }
}

fn received(text: &str, entry: Entry) -> Entry {
    Entry { received: day(text), decided: day(text), ..entry }
}

fn determined(outcome: Outcome, entry: Entry) -> Entry {
    Entry { settled: Some(settled(outcome)), ..entry }
}

#[test]
fn a_request_counts_where_it_came_and_its_disclosure_where_it_was_answered() {
    let late = answered(received("2026-09-30T23:59", entry("A", 1)), Response::Released, "2026-10-02");
    let third = account_of("2026-Q3", [late.clone()]);
    assert_eq!(third.requests, requests(0, 1, 0, 1));
    assert_eq!((third.items.determined, third.disclosures.non_mandatory), (1, 0));
    let fourth = account_of("2026-Q4", [late]);
    assert_eq!(fourth.requests, requests(1, 0, 1, 0));
    assert_eq!((fourth.items.determined, fourth.disclosures.non_mandatory), (0, 1));
    assert_eq!(fourth.by_agency, []);
    assert_eq!(fourth.rows.len(), 1);
}

#[test]
fn the_first_and_the_last_moment_of_a_quarter_are_in_it() {
    let first = answered(received("2026-10-01T00:00", entry("A", 1)), Response::Withheld, "2026-10-01T00:00");
    let last = answered(received("2026-12-31T23:59", entry("B", 1)), Response::Withheld, "2026-12-31T23:59");
    let next = answered(received("2027-01-01T00:00", entry("C", 1)), Response::Withheld, "2027-01-01T00:00");
    let account = account_of("2026-Q4", [first, last, next]);
    assert_eq!(account.requests, requests(0, 2, 2, 0));
    assert_eq!(account.responses[&Response::Withheld], 2);
}

#[test]
fn a_determination_counts_where_it_was_decided() {
    let mut later = answered(received("2026-09-15", entry("A", 1)), Response::Pending, "");
    later.decided = day("2026-10-01");
    assert_eq!(account_of("2026-Q3", [later.clone()]).items.determined, 0);
    let fourth = account_of("2026-Q4", [later]);
    assert_eq!(fourth.items.determined, 1);
    assert_eq!(fourth.items.by_outcome.settled[&Outcome::NonMandatoryProhibited], 1);
    assert_eq!(fourth.items.by_flag[&Flag::High], 1);
    assert_eq!(fourth.requests, requests(1, 0, 0, 1));
    assert_eq!(fourth.rows.len(), 1);
}

#[test]
fn a_request_is_completed_at_its_latest_answer_once_no_item_waits() {
    let early = answered(entry("A", 1), Response::Withheld, "2026-10-08");
    let waiting = answered(entry("A", 2), Response::Pending, "");
    let open = account_of("2026-Q4", [early.clone(), waiting]);
    assert_eq!(open.requests, requests(0, 1, 0, 1));
    let late = answered(entry("A", 2), Response::Withheld, "2027-01-04");
    let entries = [early, late];
    assert_eq!(account_of("2026-Q4", entries.clone()).requests, requests(0, 1, 0, 1));
    assert_eq!(account_of("2027-Q1", entries).requests, requests(1, 0, 1, 0));
}

#[test]
fn a_request_that_was_complete_opens_again_with_a_later_item() {
    let old = answered(received("2026-07-01", entry("A", 1)), Response::Withheld, "2026-07-02");
    let closed = answered(received("2026-07-01", entry("A", 2)), Response::Withheld, "2026-11-02");
    let waiting = answered(received("2026-07-01", entry("A", 2)), Response::Pending, "");
    assert_eq!(account_of("2026-Q4", [old.clone()]).requests, requests(0, 0, 0, 0));
    assert_eq!(account_of("2026-Q4", [old.clone(), closed]).requests, requests(1, 0, 1, 0));
    assert_eq!(account_of("2026-Q4", [old, waiting]).requests, requests(1, 0, 0, 1));
}

#[test]
fn what_is_not_settled_counts_where_it_was_received_and_has_no_determination() {
    let unsettled = |text| Entry {
        settled: None,
        facts: Facts::default(),
        ..answered(received(text, entry(text, 1)), Response::Pending, "")
    };
    let account = account_of("2026-Q4", [unsettled("2026-09-30"), unsettled("2026-10-01")]);
    assert_eq!(account.items.by_outcome.not_settled, 1);
    assert_eq!(account.items.determined, 0);
    assert_eq!(account.rows.len(), 1, "decided without a determination brings no row");
    assert_eq!(account.by_instrument[&Instrument::None], 1, "a paper that is not known counts as none");
    assert_eq!(account.requests, requests(1, 1, 0, 2));
}

#[test]
fn a_disclosure_is_what_was_released_wholly_or_in_part() {
    for (response, disclosed) in [
        (Response::Released, 1),
        (Response::ReleasedInPart, 1),
        (Response::Withheld, 0),
        (Response::Referred, 0),
        (Response::Withdrawn, 0),
        (Response::NoSuchRecord, 0),
    ] {
        let account = account_of("2026-Q4", [answered(entry("A", 1), response, "2026-10-09")]);
        assert_eq!(account.disclosures.non_mandatory, disclosed, "{response}");
        assert_eq!(account.non_mandatory_disclosures.len() as u64, disclosed, "{response}");
        assert_eq!(account.responses[&response], 1);
        assert_eq!(account.responses.values().sum::<u64>(), 1);
    }
}

#[test]
fn each_outcome_has_its_kind_of_disclosure() {
    for outcome in Outcome::ALL {
        let entry = determined(*outcome, answered(entry("A", 1), Response::Released, "2026-10-09"));
        let got = account_of("2026-Q4", [entry]).disclosures;
        let kind = (got.mandatory, got.non_mandatory, got.benefit, got.other);
        let expected = match outcome {
            Outcome::Mandatory => (1, 0, 0, 0),
            Outcome::NonMandatoryProhibited | Outcome::NonMandatoryPermitted | Outcome::NonMandatoryUndetermined => {
                (0, 1, 0, 0)
            }
            Outcome::Benefit => (0, 0, 1, 0),
            Outcome::StatusExchange
            | Outcome::ActionProhibited
            | Outcome::BarredByOtherLaw
            | Outcome::NotCovered
            | Outcome::Counsel => (0, 0, 0, 1),
        };
        assert_eq!(kind, expected, "{outcome}");
    }
    let unsettled = Entry { settled: None, ..answered(entry("A", 1), Response::Released, "2026-10-09") };
    assert_eq!(account_of("2026-Q4", [unsettled]).disclosures.other, 1);
}

#[test]
fn the_ledger_of_status_exchanges_gives_counts_by_direction_and_counterpart_and_nothing_else() {
    let all = [
        exchange(answered(entry("A", 1), Response::Released, "2026-10-09"), Direction::Sent),
        exchange(answered(entry("A", 2), Response::ReleasedInPart, "2026-10-09"), Direction::Received),
        exchange(answered(entry("A", 3), Response::Withheld, "2026-10-09"), Direction::Sent),
        exchange(answered(entry("A", 4), Response::NoSuchRecord, "2026-10-09"), Direction::Received),
        exchange(answered(entry("A", 5), Response::Withheld, "2026-10-09"), Direction::Inquiry),
        exchange(answered(entry("A", 6), Response::Pending, ""), Direction::Inquiry),
        exchange(answered(entry("A", 7), Response::Released, "2027-01-01"), Direction::Sent),
    ];
    let account = account_of("2026-Q4", all);
    let count = |direction| account.status_exchanges[&direction];
    assert_eq!((count(Direction::Sent), count(Direction::Received), count(Direction::Inquiry)), (1, 1, 1));
    let [ref ice] = account.exchanges_by_counterpart[..] else { panic!("{:?}", account.exchanges_by_counterpart) };
    assert_eq!(
        (ice.agency.as_str(), &ice.by_direction),
        ("Immigration and Customs Enforcement", &account.status_exchanges)
    );
    let nothing = account_of("2026-Q4", []);
    let without =
        Account { status_exchanges: nothing.status_exchanges.clone(), exchanges_by_counterpart: Vec::new(), ..account };
    assert_eq!(without, nothing);
}

#[test]
fn an_exchange_without_a_direction_was_sent_unless_it_is_a_look_up() {
    let mut sent = exchange(answered(entry("A", 1), Response::Released, "2026-10-09"), Direction::Sent);
    sent.direction = None;
    let mut inquiry = sent.clone();
    inquiry.facts.ask = Some(Ask::StatusDetermination);
    let account = account_of("2026-Q4", [sent, inquiry]);
    assert_eq!(account.status_exchanges[&Direction::Sent], 1);
    assert_eq!(account.status_exchanges[&Direction::Inquiry], 1);
}

#[test]
fn agencies_stand_in_alphabetical_order_under_the_name_of_the_directory() {
    let named = |request: &str, recorded: &str, name: &str| Entry {
        agency: recorded.to_owned(),
        agency_name: name.to_owned(),
        ..entry(request, 1)
    };
    let entries = [
        named("A", "ice ero", "ICE"),
        named("B", "I.C.E.", "ICE"),
        named("C", "zoning", "zoning"),
        named("D", "fbi", "Federal Bureau of Investigation"),
        named("E", "hampshire sheriff", "hampshire sheriff"),
        Entry { item: 2, ..named("A", "ice ero", "ICE") },
    ];
    let account = account_of("2026-Q4", entries);
    let order: Vec<_> =
        account.by_agency.iter().map(|agency| (agency.agency.as_str(), agency.requests, agency.items)).collect();
    assert_eq!(
        order,
        [("Federal Bureau of Investigation", 1, 1), ("hampshire sheriff", 1, 1), ("ICE", 2, 3), ("zoning", 1, 1)]
    );
    assert_eq!(account.rows[0].agency, "ice ero", "the row keeps the name as recorded");
}

#[test]
fn origins_count_requests_and_instruments_count_items() {
    let mut first = entry("A", 1);
    first.origin = Origin::OwnInquiry;
    first.facts.instrument = Some(Instrument::Detainer);
    let mut second = first.clone();
    second.item = 2;
    second.facts.instrument = None;
    let account = account_of("2026-Q4", [first, second]);
    assert_eq!(
        account.by_origin.into_iter().collect::<Vec<_>>(),
        [(Origin::Requested, 0), (Origin::Volunteered, 0), (Origin::OwnInquiry, 1)]
    );
    assert_eq!(
        account.by_instrument.into_iter().collect::<Vec<_>>(),
        [(Instrument::None, 1), (Instrument::Detainer, 1)]
    );
}

#[test]
fn an_item_whose_answer_contradicts_itself_stops_the_report() {
    let named = |entry: Entry| account(&preparation("2026-Q4"), [entry]).unwrap_err().to_string();
    let early = named(answered(entry("A", 3), Response::Withheld, "2026-10-06"));
    assert!(early.contains("item 3 of request A was answered before it was received"), "{early}");
    let dayless = named(Entry { responded: None, ..entry("A", 3) });
    assert!(dayless.contains("has no day of the answer"), "{dayless}");
    let waiting = named(Entry { response: Response::Pending, ..entry("A", 3) });
    assert!(waiting.contains("waits for one"), "{waiting}");
    let other_quarters = account(&preparation("2020-Q1"), [answered(entry("A", 1), Response::Withheld, "2026-10-06")]);
    assert!(other_quarters.is_err(), "a contradiction anywhere in the record makes what was pending uncertain");
}

#[test]
fn items_that_disagree_on_when_their_request_came_stop_the_report() {
    let entries = [answered(received("2026-09-01", entry("A", 1)), Response::Pending, ""), entry("A", 2)];
    let error = account(&preparation("2026-Q4"), entries).unwrap_err();
    assert!(error.to_string().contains("requests received is 0, their number in the rows is 1"), "{error}");
}

#[test]
fn a_quarter_with_nothing_in_it_is_nil_even_while_requests_wait() {
    let waiting = answered(entry("A", 1), Response::Pending, "");
    let nil = account_of("2027-Q2", [waiting]);
    assert!(nil.is_nil());
    assert_eq!(nil.requests, requests(1, 0, 0, 1));
    assert!(!account_of("2026-Q4", mixed()).is_nil());
    let exchange_only = exchange(entry("A", 1), Direction::Inquiry);
    assert!(!account_of("2026-Q4", [exchange_only]).is_nil());
}

#[test]
fn the_past_leaves_nothing_behind() {
    let mut count = Count::new("2026-Q4".parse().unwrap());
    for number in 0..1000 {
        let old = received("2020-01-01", entry(&number.to_string(), 1));
        count.disclosure_item(&answered(old, Response::Withheld, "2020-01-02"));
        count.disclosure_item(&received(
            "2030-01-01",
            answered(entry(&format!("later {number}"), 1), Response::Pending, ""),
        ));
    }
    assert!(count.progress.is_empty() && count.rows.is_empty());
}

/// Any entry of two years around the quarter; few requests, so that they have several items.
fn any_entry() -> impl Strategy<Value = Entry> {
    let outcome = prop::option::of(prop::sample::select(Outcome::ALL));
    let parts = (
        (0u8..12, 0i64..730, 0i64..400),
        outcome,
        prop::sample::select(Flag::ALL),
        prop::sample::select(Response::ALL),
        prop::option::of(prop::sample::select(Instrument::ALL)),
        prop::option::of(prop::sample::select(Direction::ALL)),
        any::<bool>(),
    );
    parts.prop_map(|((request, to_decision, to_answer), outcome, flag, response, instrument, direction, kept)| {
        let start = jiff::civil::date(2026, 1, 1);
        // What is the request's own follows from its number, as in a record whose items agree.
        let received = start + jiff::Span::new().days(i64::from(request) * 61);
        let text = |date: Date| day(&date.to_string());
        let decided = start + jiff::Span::new().days(to_decision);
        let answer = received + jiff::Span::new().days(to_answer);
        let mut entry = entry(&format!("R{request}"), 1);
        entry.received = text(received);
        entry.decided = text(decided);
        entry.responded = (response != Response::Pending).then(|| text(answer));
        entry.response = response;
        entry.origin = Origin::ALL[usize::from(request) % 3];
        entry.agency_name = format!("agency {}", request % 4);
        entry.settled = outcome.map(|outcome| Settled { flag, ..settled(outcome) });
        entry.facts.instrument = instrument;
        entry.ledger = if kept { LedgerKind::Disclosure } else { LedgerKind::StatusExchange };
        entry.direction = direction;
        entry
    })
}

/// The roll-forward, one request at a time over all its items, with no memory saved.
fn slow_requests(quarter: Quarter, entries: &[Entry]) -> Requests {
    let mut names: Vec<&str> = entries.iter().map(|entry| entry.request.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let mut sum = Requests::default();
    for name in names {
        let items: Vec<&Entry> =
            entries.iter().filter(|entry| entry.request == name && entry.ledger == LedgerKind::Disclosure).collect();
        let Some(first) = items.first() else { continue };
        let received = first.received.date;
        let answers: Option<Vec<Date>> =
            items.iter().map(|item| item.responded.as_ref().map(|answer| answer.date)).collect();
        let completed = answers.and_then(|days| days.into_iter().max()).unwrap_or(Date::MAX);
        sum.pending_at_start += u64::from(received < quarter.from() && completed >= quarter.from());
        sum.received += u64::from((quarter.from()..=quarter.to()).contains(&received));
        sum.completed += u64::from((quarter.from()..=quarter.to()).contains(&completed));
        sum.pending_at_end += u64::from(received <= quarter.to() && completed > quarter.to());
    }
    sum
}

proptest! {
    #[test]
    fn the_account_equals_a_slow_recount(entries in prop::collection::vec(any_entry(), 0..40), quarter in 0i64..10) {
        let quarter = Quarter::containing(jiff::civil::date(2026, 1, 1) + jiff::Span::new().months(quarter * 3));
        let account = account(&Preparation { quarter, ..preparation("2026-Q4") }, entries.clone()).unwrap();
        let here = |date: Date| date >= quarter.from() && date < quarter.next().from();
        let count = |ledger: LedgerKind, rule: &dyn Fn(&Entry) -> bool| {
            entries.iter().filter(|entry| entry.ledger == ledger && rule(entry)).count() as u64
        };
        let items = |rule: &dyn Fn(&Entry) -> bool| count(LedgerKind::Disclosure, rule);
        let answered_here = |entry: &Entry| entry.responded.clone().is_some_and(|answer| here(answer.date));

        let sums = account.requests;
        prop_assert_eq!(sums.pending_at_start + sums.received - sums.completed, sums.pending_at_end);
        prop_assert_eq!(sums, slow_requests(quarter, &entries));
        for outcome in Outcome::ALL {
            let slow = items(&|entry| {
                here(entry.decided.date) && entry.settled.is_some_and(|settled| settled.outcome == *outcome)
            });
            prop_assert_eq!(account.items.by_outcome.settled[outcome], slow);
        }
        for (flag, counted) in &account.items.by_flag {
            let slow =
                items(&|entry| here(entry.decided.date) && entry.settled.is_some_and(|settled| settled.flag == *flag));
            prop_assert_eq!(*counted, slow);
        }
        let unsettled = items(&|entry| entry.settled.is_none() && here(entry.received.date));
        prop_assert_eq!(account.items.by_outcome.not_settled, unsettled);
        for (response, counted) in &account.responses {
            prop_assert_eq!(*counted, items(&|entry| answered_here(entry) && entry.response == *response));
        }
        let non_mandatory = items(&|entry| {
            answered_here(entry)
                && ["released", "released_in_part"].contains(&entry.response.as_str())
                && entry.settled.is_some_and(|settled| settled.outcome.as_str().starts_with("non_mandatory"))
        });
        prop_assert_eq!(account.disclosures.non_mandatory, non_mandatory);
        prop_assert_eq!(account.non_mandatory_disclosures.len() as u64, non_mandatory);
        for instrument in Instrument::ALL {
            let slow = items(&|entry| {
                here(entry.received.date)
                    && entry.facts.instrument.map_or("none", Instrument::as_str) == instrument.as_str()
            });
            prop_assert_eq!(account.by_instrument.get(instrument).copied().unwrap_or(0), slow);
        }
        for agency in &account.by_agency {
            let slow = items(&|entry| here(entry.received.date) && entry.agency_name == agency.agency);
            prop_assert_eq!(agency.items, slow);
        }
        for (direction, counted) in &account.status_exchanges {
            let slow = count(LedgerKind::StatusExchange, &|entry| {
                let goes = *direction == Direction::Inquiry || entry.response.is_disclosure();
                answered_here(entry) && entry.direction.unwrap_or(Direction::Sent) == *direction && goes
            });
            prop_assert_eq!(*counted, slow);
        }
        let rows = items(&|entry| {
            here(entry.received.date)
                || answered_here(entry)
                || (entry.settled.is_some() && here(entry.decided.date))
        });
        prop_assert_eq!(account.rows.len() as u64, rows);
    }

    /// What was pending when a quarter ended is what is pending when the next begins.
    #[test]
    fn quarters_join(entries in prop::collection::vec(any_entry(), 0..40), quarter in 0i64..10) {
        let quarter = Quarter::containing(jiff::civil::date(2026, 1, 1) + jiff::Span::new().months(quarter * 3));
        let of = |quarter| account(&Preparation { quarter, ..preparation("2026-Q4") }, entries.clone()).unwrap();
        prop_assert_eq!(of(quarter).requests.pending_at_end, of(quarter.next()).requests.pending_at_start);
    }
}
