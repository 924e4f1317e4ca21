-- The reports that were issued from the desk.

-- Projection: what was given out, of which moment, under which heads. Times are microseconds since 1970, UTC; `event` is
-- the one by which it was issued. `files` is a JSON list of names and SHA-256 digests; the files are not kept.
CREATE TABLE report_issued (
  event           INTEGER PRIMARY KEY,
  at              INTEGER NOT NULL,
  officer         INTEGER NOT NULL REFERENCES officer (id),
  quarter         TEXT NOT NULL CHECK (quarter GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]'),
  as_of           INTEGER NOT NULL CHECK (as_of < at),
  disclosure_size INTEGER NOT NULL,
  disclosure_root BLOB NOT NULL CHECK (length(disclosure_root) = 32),
  exchange_size   INTEGER NOT NULL,
  exchange_root   BLOB NOT NULL CHECK (length(exchange_root) = 32),
  files           TEXT NOT NULL
) STRICT;
