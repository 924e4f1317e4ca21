-- Four eyes: giving out what 2(a) flags takes the approval of another officer.

-- Projection: the last ask about each item, and its decision, while they hold. Times are microseconds since 1970, UTC;
-- `asked` and `decided` are the events by which it came about.
CREATE TABLE approval (
  entry      INTEGER PRIMARY KEY,
  asked      INTEGER NOT NULL,
  asked_by   INTEGER NOT NULL REFERENCES officer (id),
  asked_at   INTEGER NOT NULL,
  state      TEXT NOT NULL CHECK (state = 'asked' OR state = 'given' OR state = 'refused'),
  decided    INTEGER,
  decided_by INTEGER REFERENCES officer (id) CHECK (decided_by <> asked_by),
  decided_at INTEGER,
  used       INTEGER NOT NULL CHECK (used = 0 OR used = 1 AND state = 'given'),
  CHECK ((state = 'asked') = (decided IS NULL)),
  CHECK ((decided IS NULL) = (decided_by IS NULL) AND (decided IS NULL) = (decided_at IS NULL))
) STRICT;

-- Why somebody asked, approved or refused, beside the log that commits to it: words and salt are destroyed when their
-- item settles as an exchange.
CREATE TABLE remark (
  entry INTEGER NOT NULL,
  event INTEGER NOT NULL,
  salt  BLOB NOT NULL CHECK (length(salt) = 16),
  words TEXT NOT NULL,
  PRIMARY KEY (entry, event)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER remark_stays BEFORE UPDATE ON remark
BEGIN SELECT raise(ABORT, 'a remark never changes'); END;
