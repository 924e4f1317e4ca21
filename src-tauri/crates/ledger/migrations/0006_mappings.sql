-- What another office's columns mean, kept under a name for the next import: beside the record and no part of it.
CREATE TABLE mapping (
  name  TEXT PRIMARY KEY,
  words TEXT NOT NULL
) STRICT, WITHOUT ROWID;
