//! Work that lasts: it tells how far it is, and stops when it is told to.
//!
//! Whoever waits is asked on one thread. The threads beside it learn through a flag that it was said to stop; the
//! database looks at that flag while it works, so that a long statement ends as well.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, Scope, ScopedJoinHandle};
use std::time::Duration;

use rusqlite::Connection;

use crate::Error;

/// What long work asks with the units that are done and the units there are: go on, or stop?
pub type Progress<'a> = dyn FnMut(u64, u64) -> ControlFlow<()> + 'a;

/// For work that nobody watches and nobody stops.
pub fn to_the_end(_done: u64, _of: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// How often whoever waits is asked while another thread works.
const ASKED_EVERY: Duration = Duration::from_millis(100);

/// How many steps of the database pass between two looks at the flag: some hundred microseconds.
const STEPS: i32 = 10_000;

/// Whether the work was told to stop, for every thread of it.
#[derive(Clone, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    fn is_said(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Lets a statement of this connection end as soon as it is said to stop.
    pub(crate) fn ends(&self, connection: &mut Connection) -> rusqlite::Result<()> {
        let stop = self.clone();
        connection.progress_handler(STEPS, Some(move || stop.is_said()))
    }
}

/// Long work under way.
pub(crate) struct Watch<'a> {
    progress: &'a mut Progress<'a>,
    done: u64,
    of: u64,
    stop: Stop,
}

impl<'a> Watch<'a> {
    /// Work of so many units, of which none is done.
    pub(crate) fn new(of: u64, progress: &'a mut Progress<'a>) -> Self {
        Self { progress, done: 0, of, stop: Stop::default() }
    }

    /// The flag that the threads beside look at.
    pub(crate) fn stop(&self) -> Stop {
        self.stop.clone()
    }

    /// So much is done.
    pub(crate) fn tell(&mut self, done: u64) {
        self.done = done;
    }

    /// Asks whether to go on. What was stopped once stays stopped.
    pub(crate) fn ask(&mut self) -> ControlFlow<()> {
        if !self.stop.is_said() && (self.progress)(self.done, self.of).is_continue() {
            return ControlFlow::Continue(());
        }
        self.stop.0.store(true, Ordering::Relaxed);
        ControlFlow::Break(())
    }

    /// The work goes on, unless it is stopped.
    ///
    /// # Errors
    /// [`Error::Stopped`].
    pub(crate) fn goes_on(&mut self) -> Result<(), Error> {
        if self.ask().is_continue() { Ok(()) } else { Err(Error::Stopped) }
    }

    /// Waits for work on another thread.
    ///
    /// # Errors
    /// [`Error::Stopped`]; the thread then ends by itself.
    pub(crate) fn wait_for<T>(&mut self, beside: Beside<'_, T>) -> Result<thread::Result<T>, Error> {
        while beside.done.recv_timeout(ASKED_EVERY) == Err(RecvTimeoutError::Timeout) {
            self.goes_on()?;
        }
        Ok(beside.thread.join())
    }
}

/// Work on another thread.
pub(crate) struct Beside<'scope, T> {
    thread: ScopedJoinHandle<'scope, T>,
    /// Says nothing, and is disconnected when the work is done.
    done: Receiver<()>,
}

/// Begins work on another thread.
///
/// # Errors
/// [`Error::NoThread`]; then nothing was begun.
pub(crate) fn beside<'scope, 'env, T: Send + 'scope>(
    scope: &'scope Scope<'scope, 'env>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> Result<Beside<'scope, T>, Error> {
    let (working, done) = mpsc::channel::<()>();
    let thread = start(scope, move || {
        let found = work();
        drop(working);
        found
    })?;
    Ok(Beside { thread, done })
}

/// Starts a thread. The standard library's own way to do so panics where the system has no room for one.
///
/// # Errors
/// [`Error::NoThread`].
pub(crate) fn start<'scope, 'env, T: Send + 'scope>(
    scope: &'scope Scope<'scope, 'env>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> Result<ScopedJoinHandle<'scope, T>, Error> {
    thread::Builder::new().spawn_scoped(scope, work).map_err(Error::NoThread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_statement_on_another_thread_ends_when_the_work_is_stopped() {
        let mut asked = 0;
        let mut twice = |_, _| {
            asked += 1;
            if asked < 2 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let stopped = thread::scope(|scope| {
            let mut watch = Watch::new(7, &mut twice);
            let stop = watch.stop();
            let endless = beside(scope, move || {
                let mut connection = Connection::open_in_memory().unwrap();
                stop.ends(&mut connection).unwrap();
                let count = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
                connection.query_row(count, [], |row| row.get::<_, i64>(0))
            });
            watch.wait_for(endless.unwrap())
        });
        assert!(matches!(stopped, Err(Error::Stopped)), "without the flag this test would never end");
    }

    #[test]
    fn what_was_stopped_once_stays_stopped() {
        let mut no = |_, _| ControlFlow::Break(());
        let mut watch = Watch::new(1, &mut no);
        assert!(matches!(watch.goes_on(), Err(Error::Stopped)));
        assert!(watch.stop().is_said());
        drop(watch);
        let mut yes = to_the_end;
        let mut other = Watch { stop: Stop(Arc::new(AtomicBool::new(true))), ..Watch::new(1, &mut yes) };
        assert!(other.goes_on().is_err(), "whatever whoever waits says later");
    }
}
