-- What the register is sorted and narrowed by, and what an officer keeps of it.

-- Projection: who logged each item. From this entry on, up to the next row's, this officer logged them all: one row where
-- the officer changes, and not one for each item.
CREATE TABLE logged_by (
  entry   INTEGER PRIMARY KEY,
  officer INTEGER NOT NULL REFERENCES officer (id)
) STRICT;
-- An exchange that came out of the disclosure log was logged there first: the first event of an entry counts.
INSERT INTO logged_by (entry, officer)
SELECT entry, officer FROM (
  SELECT entry, officer, lag(officer) OVER (ORDER BY entry) AS before FROM (
    SELECT entry, officer, min(id) FROM (
      SELECT id, json_extract(CAST(body AS TEXT), '$.event.item_added.entry') AS entry,
             json_extract(CAST(body AS TEXT), '$.officer') AS officer FROM disclosure_event
      UNION ALL
      SELECT id, json_extract(CAST(body AS TEXT), '$.event.exchange_recorded.entry'),
             json_extract(CAST(body AS TEXT), '$.officer') FROM exchange_event
    ) WHERE entry IS NOT NULL GROUP BY entry
  )
) WHERE officer IS NOT before;

-- A sorted list is read a page at a time, however long the record is.
CREATE INDEX request_received ON request (received);
CREATE INDEX request_agency ON request (agency COLLATE NOCASE);

-- What an officer seeks often, by the name they gave it; and the columns they look at. No part of the record.
CREATE TABLE saved_search (
  officer INTEGER NOT NULL REFERENCES officer (id),
  name    TEXT NOT NULL,
  words   TEXT NOT NULL,
  PRIMARY KEY (officer, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE shown_columns (
  officer INTEGER PRIMARY KEY REFERENCES officer (id),
  words   TEXT NOT NULL
) STRICT;
