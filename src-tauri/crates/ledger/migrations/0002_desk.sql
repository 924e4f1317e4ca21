-- What the desk's window needs beside the record.

-- What an officer was writing down when the program ended: no part of the record, one for each officer, gone once it is
-- logged.
CREATE TABLE draft (
  officer INTEGER PRIMARY KEY REFERENCES officer (id),
  words   TEXT NOT NULL
) STRICT;

-- What waits for an answer is looked up each morning, however long the record is.
CREATE INDEX item_unanswered ON item (entry) WHERE response IS NULL;
CREATE INDEX exchange_unanswered ON exchange (entry) WHERE response IS NULL;
