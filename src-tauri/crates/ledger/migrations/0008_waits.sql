-- Waits: an item that is with the Solicitor, or on hold. And what is said of an answer beyond its word and its day.

-- Projection: each wait of an item of the disclosure ledger, and how it ended. Times are microseconds since 1970, UTC;
-- `begun` and `ended` are the events by which it came about. `stands`: it ended with the Solicitor's finding, for the facts
-- that the item has. What was said lies with the remarks.
CREATE TABLE pause (
  entry     INTEGER NOT NULL,
  begun     INTEGER NOT NULL,
  begun_by  INTEGER NOT NULL REFERENCES officer (id),
  begun_at  INTEGER NOT NULL,
  waits_for TEXT NOT NULL CHECK (waits_for = 'solicitor' OR waits_for = 'requester' OR waits_for = 'records' OR waits_for = 'other'),
  ended     INTEGER CHECK (ended > begun),
  ended_by  INTEGER REFERENCES officer (id),
  ended_at  INTEGER,
  how       TEXT CHECK (how = 'resumed' OR how = 'answered'),
  stands    INTEGER NOT NULL CHECK (stands = 0 OR stands = 1 AND how = 'resumed' AND waits_for = 'solicitor'),
  PRIMARY KEY (entry, begun),
  CHECK ((ended IS NULL) = (ended_by IS NULL) AND (ended IS NULL) = (ended_at IS NULL) AND (ended IS NULL) = (how IS NULL))
) STRICT, WITHOUT ROWID;

-- Projection: on what basis an item was answered, whether more left than the paper names, and the event whose remark says
-- what left. Only where any of it was said; of an exchange there is no remark.
CREATE TABLE answer (
  entry   INTEGER PRIMARY KEY,
  basis   TEXT CHECK (basis = 'court_paper' OR basis = 'statute' OR basis = 'records_law' OR basis = 'solicitor' OR basis = 'benefit' OR basis = 'section_1373' OR basis = 'other_purpose' OR basis = 'ordinance' OR basis = 'other_law' OR basis = 'not_covered'),
  surplus INTEGER NOT NULL CHECK (surplus = 0 OR surplus = 1),
  told    INTEGER,
  CHECK (basis IS NOT NULL OR surplus = 1 OR told IS NOT NULL)
) STRICT;
