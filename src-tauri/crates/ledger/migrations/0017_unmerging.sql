-- Tables of the public edition that are given exactly.

-- Projection: a row for each asking, by the event of it. A table is given exactly from the moment a second officer approved
-- it. Reasons stand here as in the events: they are about a table, and name no person. Times are microseconds since 1970, UTC.
CREATE TABLE unmerging (
  asked           INTEGER PRIMARY KEY,
  asked_by        INTEGER NOT NULL REFERENCES officer (id),
  asked_at        INTEGER NOT NULL,
  quarter         TEXT NOT NULL CHECK (quarter GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]'),
  published_table TEXT NOT NULL CHECK (published_table = 'released_by_kind' OR published_table = 'released_by_reason' OR published_table = 'not_released_by_kind' OR published_table = 'not_released_by_outcome' OR published_table = 'received_by_department' OR published_table = 'received_by_channel' OR published_table = 'certifications_answered' OR published_table = 'status_exchanges_by_direction' OR published_table = 'status_exchanges_by_counterpart'),
  reason          TEXT NOT NULL,
  approved        INTEGER CHECK (approved = 0 OR approved = 1),
  decided         INTEGER CHECK (decided > asked),
  decided_by      INTEGER REFERENCES officer (id) CHECK (decided_by <> asked_by),
  decided_at      INTEGER,
  why             TEXT,
  CHECK ((decided IS NULL) = (approved IS NULL) AND (decided IS NULL) = (decided_by IS NULL)
    AND (decided IS NULL) = (decided_at IS NULL) AND (decided IS NULL) = (why IS NULL))
) STRICT;
