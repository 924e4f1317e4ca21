-- Legal holds, and particulars that were destroyed with the Supervisor's approval.

-- Projection: the legal holds of each request, numbered within it. Times are microseconds since 1970, UTC; `placed` and
-- `lifted` are the events by which it came about. The reference is in the log as well; the words lie with `hold_remark`.
CREATE TABLE hold (
  request   INTEGER NOT NULL REFERENCES request (id),
  hold      INTEGER NOT NULL CHECK (hold > 0),
  reference TEXT,
  placed    INTEGER NOT NULL,
  placed_by INTEGER NOT NULL REFERENCES officer (id),
  placed_at INTEGER NOT NULL,
  lifted    INTEGER CHECK (lifted > placed),
  lifted_by INTEGER REFERENCES officer (id),
  lifted_at INTEGER,
  PRIMARY KEY (request, hold),
  CHECK ((lifted IS NULL) = (lifted_by IS NULL) AND (lifted IS NULL) = (lifted_at IS NULL))
) STRICT, WITHOUT ROWID;

-- Why a hold was placed or lifted, beside the log that commits to it: words and salt are destroyed with the particulars of
-- the request.
CREATE TABLE hold_remark (
  event   INTEGER PRIMARY KEY,
  request INTEGER NOT NULL REFERENCES request (id),
  salt    BLOB NOT NULL CHECK (length(salt) = 16),
  words   TEXT NOT NULL
) STRICT;
CREATE TRIGGER hold_remark_stays BEFORE UPDATE ON hold_remark
BEGIN SELECT raise(ABORT, 'a remark never changes'); END;

-- Projection: when the particulars of a request were destroyed, by whom, under which approval of the Supervisor of Records,
-- and how many texts and scans these were.
CREATE TABLE destruction (
  request      INTEGER NOT NULL REFERENCES request (id),
  event        INTEGER NOT NULL,
  destroyed_by INTEGER NOT NULL REFERENCES officer (id),
  destroyed_at INTEGER NOT NULL,
  approval     TEXT NOT NULL CHECK (approval <> ''),
  texts        INTEGER NOT NULL CHECK (texts > 0),
  PRIMARY KEY (request, event)
) STRICT, WITHOUT ROWID;
