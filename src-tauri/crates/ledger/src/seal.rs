//! Seals: a request that an order keeps secret until a date, and who is to see it meanwhile.
//!
//! A seal is on a whole request. It ends by itself on its day, as the office counts days, or when it is lifted; one that is
//! given anew, with a later day, takes the place of the one before. The record knows when a seal stands and refuses to
//! destroy what is sealed. Who may see a sealed request all the same is not known here: the desk's table of roles says that.

mod rows;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::fold::{Contradiction, Made};
use crate::record::RequestId;
use crate::remark::Said;
use crate::when::local_date;
use crate::{Term, term};

pub(crate) use rows::{compare, of_request, put};

/// A seal on a request, as the record shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// The first day, in New York, on which it does not stand any more.
    pub until: Date,
    /// Does the order allow that the request is counted?
    pub counted: bool,
    /// What kind of order it is: `court_order`, `national_security_letter`, …
    pub under: Term,
    /// Who gave it, when and why.
    pub sealed: Said,
    /// Who lifted it, when and why; `None`: it was not lifted.
    pub lifted: Option<Said>,
}

/// A request on which a seal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The request.
    pub request: RequestId,
    /// Its number.
    pub number: String,
    /// The first day on which the seal does not stand any more.
    pub until: Date,
    /// Does the order allow that the request is counted?
    pub counted: bool,
}

/// The seals of one request, in the order in which they were given: the sum of its events about that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct State(Vec<Given>);

/// One seal as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Given {
    until: Date,
    counted: bool,
    under: Term,
    sealed: Made,
    lifted: Option<Made>,
}

/// The day of a moment, in microseconds since 1970, UTC, as the office counts days.
fn day(at: i64) -> Date {
    Timestamp::from_microsecond(at).map_or(Date::MAX, local_date)
}

impl State {
    /// The seal that stands at a moment.
    fn standing(&mut self, at: i64) -> Option<&mut Given> {
        self.0.last_mut().filter(|given| given.lifted.is_none() && day(at) < given.until)
    }

    /// Does one stand at a moment?
    pub(crate) fn stands(&self, at: i64) -> bool {
        self.clone().standing(at).is_some()
    }

    /// A seal is given. While one stands, only one with a later day.
    pub(crate) fn seal(&mut self, until: Date, counted: bool, under: &Term, made: Made) -> Result<(), Contradiction> {
        if !term::allows("under", under) {
            return Err(Contradiction("it seals a request under no known order"));
        }
        if until <= day(made.at) {
            return Err(Contradiction("the seal of a request ends on a day to come"));
        }
        if self.standing(made.at).is_some_and(|given| until <= given.until) {
            return Err(Contradiction(
                "this request is sealed, and a seal is given anew only with a later day; to end it earlier, lift it",
            ));
        }
        self.0.push(Given { until, counted, under: under.clone(), sealed: made, lifted: None });
        Ok(())
    }

    pub(crate) fn lift(&mut self, made: Made) -> Result<(), Contradiction> {
        let given = self.standing(made.at).ok_or(Contradiction("it lifts a seal that does not stand"))?;
        given.lifted = Some(made);
        Ok(())
    }

    /// The events by which seals were given and lifted.
    pub(crate) fn events(&self) -> impl Iterator<Item = i64> {
        self.0.iter().flat_map(|given| [Some(given.sealed.event), given.lifted.map(|made| made.event)]).flatten()
    }
}
