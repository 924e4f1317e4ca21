//! Officers as they were when they acted: the name, and the role as of the entry that is theirs. Today's list of officers does not
//! tell that, for roles change; the events do.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::event::{Body, Event};
use crate::fold::Made;
use crate::record::OfficerId;
use crate::replay::Replay;
use crate::store::Store;
use crate::{Error, Term, schema};

/// An officer when they acted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acting {
    /// The name.
    pub name: String,
    /// The role they had then; `None`: they had been added before there were roles, and had got none yet.
    pub role: Option<Term>,
}

/// Every officer who ever was one.
#[derive(Debug, Default)]
pub(crate) struct Past(BTreeMap<OfficerId, Career>);

/// An officer's name, and the roles they got with the events that gave them, in order.
#[derive(Debug)]
struct Career {
    name: String,
    roles: Vec<(i64, Option<Term>)>,
}

impl Past {
    /// The officer as of an entry; `None`: the record knew none of this number then.
    pub(crate) fn of(&self, officer: OfficerId, made: &Made) -> Option<Acting> {
        let Career { name, roles } = self.0.get(&officer)?;
        let (_, role) = roles.iter().rev().find(|(event, _)| *event < made.event)?;
        Some(Acting { name: name.clone(), role: role.clone() })
    }
}

/// The condition is that of an index, word for word: SQLite then looks at no other event.
const OFFICER_EVENTS: &str = "SELECT id, body FROM disclosure_event \
     WHERE instr(body, CAST('\"officer_added\"' AS BLOB)) OR instr(body, CAST('\"role_changed\"' AS BLOB)) ORDER BY id";

impl Store {
    /// What the events say of the officers and their roles.
    pub(crate) fn officers_past(&self) -> Result<Past, Error> {
        let mut past = Past::default();
        let mut statement = self.connection.prepare_cached(OFFICER_EVENTS)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let event: i64 = row.get(0)?;
            let body: Body<Event> = serde_json::from_slice(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)
                .map_err(|_| self.unreadable_event())?;
            if let Event::OfficerAdded { id, name, role, .. } = body.event {
                past.0.insert(id, Career { name, roles: vec![(event, role)] });
            } else if let Event::RoleChanged { officer, role } = body.event {
                let career = past.0.get_mut(&officer).ok_or_else(|| self.unreadable_event())?;
                career.roles.push((event, Some(role)));
            }
        }
        Ok(past)
    }
}

/// Compares the index with where the events say that officers came and got roles.
pub(crate) fn compare(
    connection: &Connection,
    version: i64,
    replay: &Replay,
    expect: &mut dyn FnMut(bool, &str),
) -> Result<(), Error> {
    if version < schema::OFFICER_EVENTS {
        return Ok(());
    }
    let found: Vec<i64> =
        connection.prepare(OFFICER_EVENTS)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    expect(found == replay.officer_events, "the events about officers are not where their index says");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_officer_from_before_there_were_roles_has_none_until_they_get_one() {
        let role = |word: &str| Some(Term::try_from(word.to_owned()).unwrap());
        let roles = vec![(3, None), (7, role("clerk")), (9, role("reviewer"))];
        let past = Past([(OfficerId(1), Career { name: "Ada".to_owned(), roles })].into());
        let at = |event| past.of(OfficerId(1), &Made { event, officer: OfficerId(1), at: 0 });
        assert_eq!(at(3), None, "the entry that adds an officer is another's, or the first of the record");
        for (event, then) in [(4, None), (7, None), (8, role("clerk")), (9, role("clerk")), (10, role("reviewer"))] {
            assert_eq!(at(event), Some(Acting { name: "Ada".to_owned(), role: then }), "entry {event}");
        }
        assert_eq!(past.of(OfficerId(2), &Made { event: 10, officer: OfficerId(2), at: 0 }), None);
    }

    #[test]
    fn who_the_officers_are_is_found_without_reading_the_log() {
        let mut connection = rusqlite::Connection::open_in_memory().unwrap();
        crate::schema::migrate(&mut connection, std::path::Path::new("")).unwrap();
        let plan: String =
            connection.query_row(&format!("EXPLAIN QUERY PLAN {OFFICER_EVENTS}"), [], |row| row.get(3)).unwrap();
        assert!(plan.contains("officer_event"), "{plan}");
    }
}
