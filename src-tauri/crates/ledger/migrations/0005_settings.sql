-- How the office works at its desk: no part of the record, changed as the office likes.
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  words TEXT NOT NULL
) STRICT, WITHOUT ROWID;
