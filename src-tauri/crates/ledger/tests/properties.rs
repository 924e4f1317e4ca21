//! Whatever an office does, in whatever order: the projections are what the events say, then and now,
//! whether they were written with the events or found by an upgrade.

#[cfg(test)]
mod common;

use common::{Counting, Office, at, exchange, open_item, request, settled, term, when};
use ledger::{Answer, Correction, FreeText, ItemChange, Log, Request, RequestNumber};
use proptest::prelude::*;

/// One thing somebody does. Numbers choose among what is there.
#[derive(Debug, Clone)]
enum Step {
    Request,
    Settled(usize),
    Open(usize),
    Exchange(usize),
    /// What becomes known of an open item: does it settle as an exchange, and is it answered?
    Settle(usize, bool, bool),
    /// The request turns out to have come in on another day, from another agency.
    CorrectRequest(usize),
    /// What was said about an item was wrong: does it settle as an exchange, and was it not answered after all?
    CorrectItem(usize, bool, bool),
    /// What was begun is kept, or not.
    End(bool),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => Just(Step::Request),
        2 => any::<usize>().prop_map(Step::Settled),
        2 => any::<usize>().prop_map(Step::Open),
        1 => any::<usize>().prop_map(Step::Exchange),
        3 => (any::<usize>(), any::<bool>(), any::<bool>()).prop_map(|(at, moves, answered)| Step::Settle(at, moves, answered)),
        1 => any::<usize>().prop_map(Step::CorrectRequest),
        2 => (any::<usize>(), any::<bool>(), any::<bool>()).prop_map(|(at, moves, back)| Step::CorrectItem(at, moves, back)),
        2 => prop::bool::weighted(0.7).prop_map(Step::End),
    ]
}

/// The record as the test expects it: for each entry its request, item, ledger, and whether it has text.
type Model = Vec<(usize, u32, Log, bool)>;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn projections_are_what_the_events_say(steps in prop::collection::vec(step(), 1..60)) {
        let office = Office::new();
        let mut store = office.open();
        let mut kept: (usize, Model) = (0, Vec::new());
        let mut moments = Vec::new();
        let mut steps = steps.into_iter().peekable();
        let mut second = 0;
        while steps.peek().is_some() {
            second += 1;
            let mut entropy = Counting(second * 10_000);
            let mut act = store.begin(at(second as i64), &mut entropy).unwrap();
            let (mut requests, mut model) = kept.clone();
            let mut keep = true;
            for step in steps.by_ref() {
                let find = |act: &mut ledger::Act<'_>, place: usize| {
                    act.find_request(&format!("N-{place}")).unwrap().unwrap().0
                };
                match step {
                    Step::End(end) => {
                        keep = end;
                        break;
                    }
                    Step::Request => {
                        let number = RequestNumber::new(&format!("N-{requests}")).unwrap();
                        act.record_request(request(number)).unwrap();
                        requests += 1;
                    }
                    Step::Settled(at) | Step::Open(at) | Step::Exchange(at) => {
                        if requests == 0 {
                            continue;
                        }
                        let place = at % requests;
                        let item = if matches!(step, Step::Settled(_)) {
                            settled(Some("camera footage of one street"))
                        } else if matches!(step, Step::Open(_)) {
                            open_item(Some("release date of one person"))
                        } else {
                            exchange(Some("never kept"))
                        };
                        let (log, text) = (item.determination.log, item.determination.log == Log::Disclosure);
                        let id = find(&mut act, place);
                        let number = act.add_item(id, item).unwrap();
                        let before = model.iter().filter(|(request, ..)| *request == place).count();
                        prop_assert_eq!(number as usize, before + 1, "items count over both ledgers");
                        model.push((place, number, log, text));
                    }
                    Step::CorrectRequest(at) => {
                        if requests == 0 {
                            continue;
                        }
                        let id = find(&mut act, at % requests);
                        let number = RequestNumber::new(&format!("N-{}", at % requests)).unwrap();
                        let day = when(&format!("2026-09-{:02}", 1 + at % 28));
                        let agency = FreeText::new(&format!("Hampshire Office {}", at % 7)).unwrap();
                        let corrected = Request { received: day, agency, ..request(number) };
                        act.correct_request(id, term("mistyped"), corrected).unwrap();
                    }
                    Step::CorrectItem(at, moves, back) => {
                        if model.is_empty() {
                            continue;
                        }
                        let chosen = at % model.len();
                        let (place, number, log, _) = model[chosen];
                        let id = find(&mut act, place);
                        let item = act.find_item(id, number).unwrap().unwrap();
                        let moves = moves || log == Log::StatusExchange;
                        let like = if moves { exchange(None) } else { settled(None) };
                        let mut facts = item.facts;
                        facts.exempt_record = Some(term(if at % 2 == 0 { "no" } else { "yes" }));
                        let (response, imported) = (item.response, item.imported);
                        let answer = item.responded.filter(|_| !back).map(|responded| Answer {
                            response, responded, imported, approved: false, basis: None, surplus: false,
                        });
                        let words = format!("camera footage of one street, camera {}", at % 7);
                        let description = (at % 3 > 0).then(|| FreeText::new(&words).unwrap());
                        let described = description.is_some();
                        let correction = Correction {
                            why: term("wrong_entry"), facts, decided: item.decided, direction: item.direction, description,
                            determination: like.determination, answer,
                        };
                        act.correct_item(id, number, correction).unwrap();
                        model[chosen].3 = described && !moves;
                        if moves {
                            model[chosen].2 = Log::StatusExchange;
                        }
                    }
                    Step::Settle(at, moves, answered) => {
                        if model.is_empty() {
                            continue;
                        }
                        let chosen = at % model.len();
                        let (place, number, _, _) = model[chosen];
                        let id = find(&mut act, place);
                        let item = act.find_item(id, number).unwrap().unwrap();
                        if item.determination.outcome.is_some() {
                            continue;
                        }
                        let like = if moves { exchange(None) } else { settled(None) };
                        let mut facts = item.facts;
                        facts.purpose = Some(term("other"));
                        let answer = answered.then(|| Answer {
                            response: term("withheld"), responded: when("2026-10-20"), imported: false, approved: false, basis: None, surplus: false });
                        let change =
                            ItemChange { facts, decided: like.decided, direction: None, determination: like.determination, answer, what_left: None };
                        act.change_item(id, number, change).unwrap();
                        if moves {
                            model[chosen].2 = Log::StatusExchange;
                            model[chosen].3 = false;
                        }
                    }
                }
            }
            if keep {
                act.commit().unwrap();
                kept = (requests, model);
                moments.push((second as i64, common::items(&store, None), store.heads(None).unwrap()));
            } else {
                drop(act);
            }
            let items = common::items(&store, None);
            let found: Model = items
                .iter()
                .map(|item| {
                    let place = item.request.number.trim_start_matches("N-").parse().unwrap();
                    (place, item.item, item.determination.log, item.description.is_some())
                })
                .collect();
            prop_assert_eq!(&found, &kept.1, "what is read is what was kept");
            let texts = kept.1.iter().filter(|(.., text)| *text).count();
            prop_assert_eq!(store.search("Hampshire", 999).unwrap().len(), kept.1.iter().filter(|(_, _, log, _)| *log == Log::Disclosure).count());
            prop_assert_eq!(store.search("camera street", 999).unwrap().len() + store.search("release date", 999).unwrap().len(), texts);
        }
        common::assert_holds(&store);
        for (second, items, heads) in moments {
            prop_assert_eq!(store.heads(Some(at(second))).unwrap(), heads);
            let then = common::items(&store, Some(at(second)));
            prop_assert_eq!(then.len(), items.len());
            for ((then, item), now) in then.into_iter().zip(items).zip(common::items(&store, None)) {
                // A description that was destroyed since is gone from the past as well; one that was corrected is not.
                let description = then.description.clone();
                let destroyed = now.determination.log == Log::StatusExchange;
                prop_assert_eq!(&description, &item.description.clone().filter(|_| !destroyed));
                prop_assert_eq!(then, ledger::Item { description, ..item });
            }
        }
        drop(store);
        office.back_to(8);
        common::assert_holds(&office.open());
    }
}
