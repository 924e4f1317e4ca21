//! Which departments are expected to report, and which of them certified for a quarter that they had nothing to report.
//!
//! The list is set anew as a whole, and holds from there on. A nil is certified for a quarter that is over, by a department
//! of the list; a later one of the same department and quarter takes its place, and a wrong one is withdrawn. Both stay in
//! the log. What the departments did report is not known here.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{Connection, Row};

use crate::event::Event;
use crate::fold::{Contradiction, Made};
use crate::record::OfficerId;
use crate::replay::Replay;
use crate::store::Store;
use crate::{Error, FreeText, Term, schema, term};

/// That a department certified that it had nothing to report for a quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NilCertificate {
    /// The department.
    pub department: String,
    /// The office held by who signed it in the department, such as "Chief of Police": never a name.
    pub signer: String,
    /// The name of the officer who entered it.
    pub by: String,
    /// When it was entered.
    pub at: Timestamp,
}

/// That a certified nil does not hold any more, because it was entered wrongly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NilWithdrawal {
    /// The department.
    pub department: String,
    /// Why: a word of the corrections.
    pub why: Term,
    /// The name of the officer who withdrew it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// The most departments that a list has.
pub const DEPARTMENTS_AT_MOST: usize = 100;

/// The most characters that the name of a department or the office of a signer has.
pub const OFFICE_AT_MOST: usize = 100;

/// The lists and certificates of a record: the sum of the events about them.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    lists: Vec<List>,
    nils: Vec<Nil>,
    /// The certificate that stands, by quarter and department: its place among all.
    standing: HashMap<(String, String), usize>,
}

/// A list of the departments that report.
#[derive(Debug, Clone, PartialEq, Eq)]
struct List {
    made: Made,
    departments: Vec<String>,
}

/// A certified nil.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Nil {
    made: Made,
    quarter: String,
    department: String,
    signer: String,
    ended: Option<Ended>,
}

/// How a certified nil came not to stand any more: by one that took its place, or withdrawn for a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Ended {
    made: Made,
    why: Option<Term>,
}

impl Kept {
    /// Takes an event; one that is about something else changes nothing.
    pub(crate) fn follow(&mut self, event: &Event, made: Made) -> Result<(), Contradiction> {
        if let Event::DepartmentsReporting { departments } = event {
            self.set_list(departments, made)
        } else if let Event::NilCertified { quarter, department, signer } = event {
            self.certify(quarter, department, signer, made)
        } else if let Event::NilWithdrawn { quarter, department, why } = event {
            self.withdraw(quarter, department, why, made)
        } else {
            Ok(())
        }
    }

    fn set_list(&mut self, departments: &[FreeText], made: Made) -> Result<(), Contradiction> {
        if departments.len() > DEPARTMENTS_AT_MOST {
            return Err(Contradiction("it lists more departments than a list has room for"));
        }
        if !departments.iter().all(is_short) {
            return Err(Contradiction("it lists a department whose name is empty or too long"));
        }
        if !departments.is_sorted_by(|one, next| one < next) {
            return Err(Contradiction("it lists departments out of order, or one of them twice"));
        }
        let departments = departments.iter().map(|department| department.as_str().to_owned()).collect();
        self.lists.push(List { made, departments });
        Ok(())
    }

    fn certify(
        &mut self,
        quarter: &str,
        department: &FreeText,
        signer: &FreeText,
        made: Made,
    ) -> Result<(), Contradiction> {
        if !crate::quarter::is_over(quarter, made.at) {
            return Err(Contradiction("a nil is certified only for a quarter that is over"));
        }
        let list = self.lists.last().map_or(&[][..], |list| &list.departments);
        if !list.iter().any(|listed| listed == department.as_str()) {
            return Err(Contradiction(
                "it certifies a nil for a department that is not on the list of those that report",
            ));
        }
        if !is_short(signer) {
            return Err(Contradiction("the office of who signed is empty or too long"));
        }
        let (quarter, department) = (quarter.to_owned(), department.as_str().to_owned());
        let before = self.standing.insert((quarter.clone(), department.clone()), self.nils.len());
        self.end(before, Ended { made, why: None });
        self.nils.push(Nil { made, quarter, department, signer: signer.as_str().to_owned(), ended: None });
        Ok(())
    }

    fn withdraw(&mut self, quarter: &str, department: &FreeText, why: &Term, made: Made) -> Result<(), Contradiction> {
        if !term::allows("correction", why) {
            return Err(Contradiction("it withdraws a certified nil for no known reason"));
        }
        let stood = self.standing.remove(&(quarter.to_owned(), department.as_str().to_owned()));
        if stood.is_none() {
            return Err(Contradiction("it withdraws a certified nil that does not stand"));
        }
        self.end(stood, Ended { made, why: Some(why.clone()) });
        Ok(())
    }

    fn end(&mut self, place: Option<usize>, ended: Ended) {
        if let Some(nil) = place.and_then(|place| self.nils.get_mut(place)) {
            nil.ended = Some(ended);
        }
    }
}

/// Can it stand in a line of a table: there, short, and on one line?
fn is_short(text: &FreeText) -> bool {
    let text = text.as_str();
    !text.trim().is_empty() && text.chars().count() <= OFFICE_AT_MOST && !text.chars().any(char::is_control)
}

/// The columns of a certificate, in the order in which [`nil`] reads them.
macro_rules! columns {
    () => {
        "event, at, officer, quarter, department, signer, ended, ended_by, ended_at, correction"
    };
}

/// `None` if its departments are not what the program writes.
fn list(row: &Row<'_>) -> rusqlite::Result<Option<List>> {
    let Ok(departments) = serde_json::from_str(row.get_ref(3)?.as_str()?) else { return Ok(None) };
    let made = Made { event: row.get(0)?, at: row.get(1)?, officer: OfficerId(row.get(2)?) };
    Ok(Some(List { made, departments }))
}

/// `None` if it ended for a reason that is none.
fn nil(row: &Row<'_>) -> rusqlite::Result<Option<Nil>> {
    let why: Option<String> = row.get(9)?;
    let Ok(why) = why.map(Term::try_from).transpose() else { return Ok(None) };
    let ended = match row.get(6)? {
        Some(event) => Some(Ended { made: Made { event, officer: OfficerId(row.get(7)?), at: row.get(8)? }, why }),
        None => None,
    };
    Ok(Some(Nil {
        made: Made { event: row.get(0)?, at: row.get(1)?, officer: OfficerId(row.get(2)?) },
        quarter: row.get(3)?,
        department: row.get(4)?,
        signer: row.get(5)?,
        ended,
    }))
}

/// What the tables hold; `None` if a row of them is not what the program writes.
pub(crate) fn read(connection: &Connection) -> Result<Option<Kept>, Error> {
    let mut lists = connection
        .prepare_cached("SELECT event, at, officer, departments FROM departments_reporting ORDER BY event")?;
    let lists: Vec<Option<List>> = lists.query_map([], list)?.collect::<Result<_, _>>()?;
    let mut nils = connection.prepare_cached(concat!("SELECT ", columns!(), " FROM nil_certified ORDER BY event"))?;
    let nils: Vec<Option<Nil>> = nils.query_map([], nil)?.collect::<Result<_, _>>()?;
    let (Some(lists), Some(nils)) = (lists.into_iter().collect(), nils.into_iter().collect::<Option<Vec<Nil>>>())
    else {
        return Ok(None);
    };
    let stands = nils.iter().enumerate().filter(|(_, nil)| nil.ended.is_none());
    let standing = stands.map(|(place, nil)| ((nil.quarter.clone(), nil.department.clone()), place)).collect();
    Ok(Some(Kept { lists, nils, standing }))
}

/// Writes what an event made or ended.
pub(crate) fn put(connection: &Connection, kept: &Kept, made: Made) -> Result<(), Error> {
    if let Some(List { made, departments }) = kept.lists.last().filter(|list| list.made == made) {
        let departments = serde_json::Value::from(departments.clone()).to_string();
        connection
            .prepare_cached(
                "INSERT INTO departments_reporting (event, at, officer, departments) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute((made.event, made.at, made.officer.0, departments))?;
    }
    for nil in kept.nils.iter().filter(|nil| nil.made == made) {
        connection
            .prepare_cached(
                "INSERT INTO nil_certified (event, at, officer, quarter, department, signer) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((made.event, made.at, made.officer.0, &nil.quarter, &nil.department, &nil.signer))?;
    }
    for (nil, ended) in kept.nils.iter().filter_map(|nil| Some((nil, nil.ended.as_ref()?))) {
        if ended.made == made {
            connection
                .prepare_cached(
                    "UPDATE nil_certified SET ended = ?2, ended_by = ?3, ended_at = ?4, correction = ?5 WHERE event = ?1",
                )?
                .execute((
                    nil.made.event,
                    made.event,
                    made.officer.0,
                    made.at,
                    ended.why.as_ref().map(Term::as_str),
                ))?;
        }
    }
    Ok(())
}

impl Store {
    /// The departments that are expected to report, in the order of the list, now or as of a moment; none where no list was set.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn departments_reporting(&self, as_of: Option<Timestamp>) -> Result<Vec<String>, Error> {
        let until = as_of.map_or(i64::MAX, Timestamp::as_microsecond);
        let last = self.coverage()?.lists.into_iter().rfind(|list| list.made.at <= until);
        Ok(last.map_or_else(Vec::new, |list| list.departments))
    }

    /// The certified nils of a quarter, by its calendar label, that stand now or stood at a moment; in the order of entry.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn nil_certificates(&self, quarter: &str, as_of: Option<Timestamp>) -> Result<Vec<NilCertificate>, Error> {
        let until = as_of.map_or(i64::MAX, Timestamp::as_microsecond);
        let stood = |nil: &Nil| {
            nil.quarter == quarter
                && nil.made.at <= until
                && nil.ended.as_ref().is_none_or(|ended| ended.made.at > until)
        };
        let certificate = |nil: Nil| {
            Ok(NilCertificate {
                department: nil.department,
                signer: nil.signer,
                by: self.name_of(nil.made.officer)?,
                at: self.moment(nil.made.at)?,
            })
        };
        self.coverage()?.nils.into_iter().filter(stood).map(certificate).collect()
    }

    /// The certified nils of a quarter that were withdrawn, in the order in which they had been entered.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn nil_withdrawals(&self, quarter: &str) -> Result<Vec<NilWithdrawal>, Error> {
        let withdrawn = self.coverage()?.nils.into_iter().filter(|nil| nil.quarter == quarter);
        let withdrawn = withdrawn.filter_map(|nil| {
            let Ended { made, why } = nil.ended?;
            Some((nil.department, made, why?))
        });
        let told = withdrawn.map(|(department, made, why)| {
            Ok(NilWithdrawal { department, why, by: self.name_of(made.officer)?, at: self.moment(made.at)? })
        });
        told.collect()
    }

    /// An older store that is only read has no room for them yet, and so none.
    fn coverage(&self) -> Result<Kept, Error> {
        if schema::version(&self.connection, &self.folder)? < schema::COVERAGE {
            return Ok(Kept::default());
        }
        read(&self.connection)?.ok_or_else(|| self.unreadable_event())
    }
}

/// Compares the lists and certificates with what the events say.
pub(crate) fn compare(
    connection: &Connection,
    version: i64,
    replay: &Replay,
    expect: &mut dyn FnMut(bool, &str),
) -> Result<(), Error> {
    let entered = &replay.coverage;
    if version < schema::COVERAGE {
        let none = entered.lists.is_empty() && entered.nils.is_empty();
        expect(none, "there are departments that report, which a store of its version does not know");
        return Ok(());
    }
    let found = read(connection)?;
    let lists = found.as_ref().is_some_and(|found| found.lists == entered.lists);
    expect(lists, "the list of the departments that report is not what its events say");
    let nils = found.as_ref().is_some_and(|found| found.nils == entered.nils);
    expect(nils, "the certified nils of the departments are not what their events say");
    Ok(())
}
