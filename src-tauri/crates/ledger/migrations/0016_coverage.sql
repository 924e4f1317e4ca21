-- Which departments are expected to report, and which of them certified that they had nothing to report.

-- Projection: each list of the departments that report, whole, by the event that set it; the last one counts. `departments` is
-- a JSON list of names. Times are microseconds since 1970, UTC.
CREATE TABLE departments_reporting (
  event       INTEGER PRIMARY KEY,
  at          INTEGER NOT NULL,
  officer     INTEGER NOT NULL REFERENCES officer (id),
  departments TEXT NOT NULL
) STRICT;

-- Projection: each certified nil, by its event. `signer` is the office of who signed in the department. `ended` is the event that
-- took its place or withdrew it; of one that was withdrawn, `correction` says why.
CREATE TABLE nil_certified (
  event      INTEGER PRIMARY KEY,
  at         INTEGER NOT NULL,
  officer    INTEGER NOT NULL REFERENCES officer (id),
  quarter    TEXT NOT NULL CHECK (quarter GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]'),
  department TEXT NOT NULL,
  signer     TEXT NOT NULL,
  ended      INTEGER CHECK (ended > event),
  ended_by   INTEGER REFERENCES officer (id),
  ended_at   INTEGER,
  correction TEXT CHECK (correction = 'mistyped' OR correction = 'misread_paper' OR correction = 'learned_later' OR correction = 'wrong_entry' OR correction = 'other'),
  CHECK ((ended IS NULL) = (ended_by IS NULL) AND (ended IS NULL) = (ended_at IS NULL) AND (ended IS NOT NULL OR correction IS NULL))
) STRICT;
CREATE INDEX nil_certified_of ON nil_certified (quarter, event);
