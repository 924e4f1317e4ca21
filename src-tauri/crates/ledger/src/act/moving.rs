//! An item of the disclosure ledger that turns out to be a status exchange.

use super::{Act, usual_direction};
use crate::event::Event;
use crate::fold::Entry;
use crate::record::{ItemChange, RequestId};
use crate::{Error, Term, attachment, review, tables};

impl Act<'_> {
    /// Lets an item of the disclosure ledger go on as the exchange it is. What was typed about it is destroyed; where it is
    /// the last item of its request there, so is what was attached.
    pub(super) fn settle_as_exchange(
        &mut self,
        request: RequestId,
        number: &str,
        state: Entry,
        why: Option<Term>,
        exchange: ItemChange,
    ) -> Result<Entry, Error> {
        self.require_no_hold(request)?;
        let ItemChange { facts, decided, direction, determination, answer, what_left: _ } = exchange;
        let (entry, item) = (state.entry, state.item);
        let direction = direction.or_else(|| state.direction.clone()).unwrap_or_else(|| usual_direction(&facts));
        let moved = Event::ItemMoved { entry, request: number.to_owned(), item, why };
        let left = self.record(request, Some(state), [moved])?;
        tables::put(self.connection(), &left)?;
        if !attachment::has_items(self.connection(), request)? {
            attachment::destroy(self.connection(), request)?;
        }
        let recorded = Event::ExchangeRecorded {
            entry,
            request: number.to_owned(),
            item,
            direction,
            facts,
            decided,
            determination,
            answer: answer.map(review::not_at_once),
        };
        self.record(request, Some(left), [recorded])
    }
}
