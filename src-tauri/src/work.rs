//! Long work under way: how far it is, and whether it was told to stop. Kept apart from the desk itself, for the desk is
//! busy with the work while the page asks.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use desk::ports::Progress;
use serde::Serialize;

/// How far long work is. Counts, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct HowFar {
    /// The units that are done.
    pub(crate) done: u64,
    /// The units there are; 0 where the end is not known.
    pub(crate) of: u64,
}

/// The one piece of long work that a desk can be at: a desk does one act at a time.
#[derive(Clone, Default)]
pub(crate) struct Work(Arc<State>);

#[derive(Default)]
struct State {
    under_way: AtomicBool,
    stop: AtomicBool,
    done: AtomicU64,
    of: AtomicU64,
}

impl Work {
    /// Begins a piece of work, which ends when what is returned is dropped. An older wish to stop does not reach it.
    pub(crate) fn begin(&self) -> UnderWay {
        let state = &self.0;
        state.done.store(0, Ordering::Relaxed);
        state.of.store(0, Ordering::Relaxed);
        state.stop.store(false, Ordering::Relaxed);
        state.under_way.store(true, Ordering::Release);
        UnderWay(Arc::clone(state))
    }

    /// How far it is; `None` while none is under way. The two counts are read one after the other: together they are
    /// for a bar on the screen and for nothing that is kept.
    pub(crate) fn how_far(&self) -> Option<HowFar> {
        let state = &self.0;
        state
            .under_way
            .load(Ordering::Acquire)
            .then(|| HowFar { done: state.done.load(Ordering::Relaxed), of: state.of.load(Ordering::Relaxed) })
    }

    /// Asks it to stop at the next safe place.
    pub(crate) fn stop(&self) {
        self.0.stop.store(true, Ordering::Relaxed);
    }
}

/// Work under way, as the desk tells of it.
pub(crate) struct UnderWay(Arc<State>);

impl Progress for UnderWay {
    fn at(&mut self, done: u64, of: u64) -> ControlFlow<()> {
        self.0.done.store(done, Ordering::Relaxed);
        self.0.of.store(of, Ordering::Relaxed);
        if self.0.stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.under_way.store(false, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_sees_how_far_it_is_and_can_stop_it() {
        let work = Work::default();
        assert_eq!(work.how_far(), None, "nothing is under way");
        let mut under_way = work.begin();
        assert!(under_way.at(3, 9).is_continue());
        assert_eq!(work.how_far(), Some(HowFar { done: 3, of: 9 }));
        work.stop();
        assert!(under_way.at(4, 9).is_break());
        drop(under_way);
        assert_eq!(work.how_far(), None, "it has ended, however it did");
    }

    #[test]
    fn a_wish_to_stop_that_came_too_late_stops_nothing_else() {
        let work = Work::default();
        drop(work.begin());
        work.stop();
        assert!(work.begin().at(0, 0).is_continue());
    }
}
