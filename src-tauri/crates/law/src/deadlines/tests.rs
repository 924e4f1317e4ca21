use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn open() -> ClosedDays {
    ClosedDays::new()
}

fn response(received: Date) -> Date {
    records_response(received, &open()).unwrap().due
}

#[test]
fn a_friday_receipt_before_a_holiday_starts_on_tuesday_and_says_why() {
    let deadline = records_response(date(2026, 10, 9), &open()).unwrap();
    assert_eq!(deadline.due, date(2026, 10, 26));
    assert_eq!(
        deadline.how,
        "Received on Friday 9 October 2026; that day is not counted. Day 1 is Tuesday 13 October 2026, because Monday \
         12 October is Columbus Day; day 10 is Monday 26 October 2026."
    );
}

#[test]
fn a_receipt_at_a_weekend_or_on_a_holiday_counts_from_the_next_business_day() {
    for day in [date(2026, 10, 9), date(2026, 10, 10), date(2026, 10, 11), date(2026, 10, 12)] {
        assert_eq!(response(day), date(2026, 10, 26), "received {day}");
    }
    assert_eq!(response(date(2026, 10, 13)), date(2026, 10, 27));
}

#[test]
fn a_holiday_in_between_moves_the_day_and_is_named() {
    let deadline = records_response(date(2026, 11, 4), &open()).unwrap();
    assert_eq!(deadline.due, date(2026, 11, 19));
    assert!(
        deadline.how.ends_with("Not counted in between: Wednesday 11 November is Veterans Day."),
        "{}",
        deadline.how
    );
}

#[test]
fn the_count_runs_over_the_end_of_the_year() {
    // 24 Dec | 28, 29, 30, 31 Dec, 4, 5, 6, 7, 8, 11 Jan: Christmas and New Year's Day are Fridays.
    let deadline = records_response(date(2026, 12, 24), &open()).unwrap();
    assert_eq!(deadline.due, date(2027, 1, 11));
    assert!(deadline.how.contains("because Friday 25 December is Christmas Day"), "{}", deadline.how);
    assert!(deadline.how.contains("Friday 1 January is New Year's Day"), "{}", deadline.how);
}

#[test]
fn a_leap_day_is_a_day_like_any_other() {
    assert_eq!(response(date(2028, 2, 28)), date(2028, 3, 13));
    assert_eq!(response(date(2027, 2, 26)), date(2027, 3, 12));
    let ninety = |received| certification_response(received, &open()).unwrap().due;
    assert_eq!(ninety(date(2028, 1, 1)), date(2028, 3, 31));
    assert_eq!(ninety(date(2027, 1, 1)), date(2027, 4, 1));
}

#[test]
fn a_day_on_which_the_office_was_closed_does_not_count_and_is_named() {
    let snow = ClosedDays::from([date(2026, 2, 23), date(2026, 2, 25)]);
    let deadline = records_response(date(2026, 2, 20), &snow).unwrap();
    assert_eq!(deadline.due, date(2026, 3, 10));
    assert!(deadline.how.contains("because Monday 23 February the office was closed"), "{}", deadline.how);
    assert!(deadline.how.contains("in between: Wednesday 25 February the office was closed"), "{}", deadline.how);
    assert_eq!(response(date(2026, 2, 20)), date(2026, 3, 6), "without the closed days");
}

#[test]
fn what_went_out_at_once_is_reviewed_on_the_first_business_day_after() {
    let due = |released, closed: &ClosedDays| release_review(released, closed).unwrap().due;
    assert_eq!(due(date(2026, 11, 4), &open()), date(2026, 11, 5));
    for day in [date(2026, 11, 6), date(2026, 11, 7), date(2026, 11, 8)] {
        assert_eq!(due(day, &open()), date(2026, 11, 9), "released {day}, at a weekend or right before one");
    }
    let snow = ClosedDays::from([date(2026, 11, 9), date(2026, 11, 10)]);
    let review = release_review(date(2026, 11, 6), &snow).unwrap();
    // Wednesday is Veterans Day.
    assert_eq!((review.kind, review.due), (DeadlineKind::ReleaseReview, date(2026, 11, 12)));
    assert_eq!(
        review.how,
        "Released on Friday 6 November 2026; that day is not counted. Day 1 is Thursday 12 November 2026, because Monday \
         9 November the office was closed, Tuesday 10 November the office was closed, Wednesday 11 November is Veterans \
         Day."
    );
}

#[test]
fn a_records_request_has_a_response_a_petition_and_an_outer_day() {
    let facts = Facts { ask: Some(Ask::Information), instrument: Some(Instrument::RecordsRequest), ..Facts::default() };
    let dates: Vec<_> =
        for_item(&facts, date(2026, 10, 13), None, &open()).into_iter().map(|found| (found.kind, found.due)).collect();
    assert_eq!(
        dates,
        [
            (DeadlineKind::RecordsResponse, date(2026, 10, 27)),
            (DeadlineKind::RecordsTimePetition, date(2026, 11, 10)),
            (DeadlineKind::RecordsOuterLimit, date(2026, 11, 18)),
        ]
    );
}

#[test]
fn a_certification_is_answered_in_ninety_days_and_before_a_closed_day() {
    let deadline = certification_response(date(2026, 10, 7), &open()).unwrap();
    assert_eq!(deadline.due, date(2027, 1, 5));
    assert!(!deadline.how.contains("closed"), "{}", deadline.how);
    let sunday = certification_response(date(2026, 11, 2), &open()).unwrap();
    assert_eq!(sunday.due, date(2027, 1, 31));
    assert!(sunday.how.ends_with("answer by Friday 29 January 2027."), "{}", sunday.how);
}

#[test]
fn the_yearly_count_is_due_on_the_first_of_february_after() {
    let deadline = certification_report(2026, &open()).unwrap();
    assert_eq!(deadline.due, date(2027, 2, 1));
    let on_a_sunday = certification_report(2025, &open()).unwrap();
    assert!(on_a_sunday.how.ends_with("answer by Friday 30 January 2026."), "{}", on_a_sunday.how);
}

#[test]
fn forms_i9_have_three_federal_business_days() {
    assert_eq!(i9_inspection(date(2026, 11, 10)).unwrap().due, date(2026, 11, 16), "Veterans Day is federal");
    assert_eq!(i9_inspection(date(2026, 4, 17)).unwrap().due, date(2026, 4, 22), "Patriots' Day is not");
}

#[test]
fn an_objection_is_due_after_fourteen_days_or_by_an_earlier_return_date() {
    let due = |paper| subpoena_objection(date(2026, 10, 1), paper).unwrap().due;
    assert_eq!(due(None), date(2026, 10, 15));
    assert_eq!(due(Some(date(2026, 10, 14))), date(2026, 10, 14));
    assert_eq!(due(Some(date(2026, 10, 15))), date(2026, 10, 15));
    assert_eq!(due(Some(date(2026, 10, 16))), date(2026, 10, 15));
}

#[test]
fn an_immigration_subpoena_has_the_date_on_its_face_and_no_other() {
    let facts = Facts {
        ask: Some(Ask::Information),
        instrument: Some(Instrument::AdministrativeSubpoena),
        recipient: Some(Recipient::ImmigrationAgency),
        ..Facts::default()
    };
    assert!(for_item(&facts, date(2026, 10, 1), None, &open()).is_empty());
    let found = for_item(&facts, date(2026, 10, 1), Some(date(2026, 10, 20)), &open());
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].kind, found[0].due), (DeadlineKind::ReturnDate, date(2026, 10, 20)));
}

#[test]
fn a_state_demand_has_twenty_one_days() {
    let facts = Facts {
        instrument: Some(Instrument::AdministrativeSubpoena),
        recipient: Some(Recipient::StateAgency),
        ..Facts::default()
    };
    let found = for_item(&facts, date(2026, 10, 1), None, &open());
    assert_eq!((found[0].kind, found[0].due), (DeadlineKind::DemandMotion, date(2026, 10, 22)));
}

#[test]
fn a_detainer_sets_nothing_running() {
    let facts = Facts {
        ask: Some(Ask::CustodyHold),
        instrument: Some(Instrument::Detainer),
        recipient: Some(Recipient::ImmigrationAgency),
        ..Facts::default()
    };
    assert!(for_item(&facts, date(2026, 10, 1), None, &open()).is_empty());
    assert!(for_item(&Facts::default(), date(2026, 10, 1), None, &open()).is_empty());
}

#[test]
fn the_window_of_a_detainer_leaves_out_weekends_and_federal_holidays() {
    let end = |month, day, hour| detainer_window(date(2026, month, day).at(hour, 30, 0, 0)).unwrap();
    let tuesday = end(10, 6, 10);
    assert_eq!(tuesday.due, date(2026, 10, 8));
    assert!(tuesday.how.contains("end at 10:30 on Thursday 8 October 2026"), "{}", tuesday.how);
    assert!(tuesday.how.contains("a person due for release is released"));
    assert_eq!(end(10, 9, 10).due, date(2026, 10, 14), "Friday before Columbus Day");
    let saturday = end(10, 17, 10);
    assert_eq!(saturday.due, date(2026, 10, 21));
    assert!(saturday.how.contains("end at 00:00 on Wednesday"), "{}", saturday.how);
}

#[test]
fn an_oral_statement_holds_for_thirty_days() {
    assert_eq!(oral_statement_expiry(date(2026, 10, 1)).unwrap().due, date(2026, 10, 31));
}

#[test]
fn the_end_of_the_calendar_gives_no_date_instead_of_a_wrong_one() {
    assert_eq!(records_response(Date::MAX, &open()), None);
    assert_eq!(certification_response(Date::MAX, &open()), None);
    assert_eq!(certification_report(i16::MAX, &open()), None);
    assert_eq!(detainer_window(Date::MAX.at(1, 0, 0, 0)), None);
}

prop_compose! {
    fn any_day()(year in 1990_i16..2100, day in 1_i16..=365) -> Date {
        Date::new(year, 1, 1).unwrap().checked_add((i64::from(day) - 1).days()).unwrap()
    }
}

proptest! {
    /// A business-day deadline is itself a business day, lies after receipt, and counting back gives the number.
    #[test]
    fn counting_back_gives_the_number(
        received in any_day(),
        offsets in proptest::collection::btree_set(1_i64..60, 0..8),
    ) {
        let closed: ClosedDays = offsets.iter().map(|offset| received.checked_add(offset.days()).unwrap()).collect();
        for (deadline, number) in [
            (records_response(received, &closed).unwrap(), 10),
            (records_time_petition(received, &closed).unwrap(), 20),
            (records_outer_limit(received, &closed).unwrap(), 25),
        ] {
            prop_assert!(deadline.due > received);
            prop_assert!(calendar::is_business_day(deadline.due, &closed));
            let counted = received
                .tomorrow()
                .unwrap()
                .series(1.day())
                .take_while(|day| *day <= deadline.due)
                .filter(|day| calendar::is_business_day(*day, &closed))
                .count();
            prop_assert_eq!(counted, number);
            prop_assert!(deadline.how.contains(&calendar::long_date(deadline.due)));
        }
    }

    /// A later receipt never gives an earlier date.
    #[test]
    fn later_receipt_never_means_an_earlier_date(received in any_day()) {
        let next = received.tomorrow().unwrap();
        prop_assert!(response(received) <= response(next));
        prop_assert!(i9_inspection(received).unwrap().due <= i9_inspection(next).unwrap().due);
    }
}
