-- What a request has beside its items: what happened to it, to be read without going through both logs; and the scans
-- that belong to it.

-- Projection: where a request's events lie. One row for consecutive events of one act, by their places in the order of
-- both logs: a log that is imported request by request costs one row for each, not one for each event.
CREATE TABLE happened (
  request INTEGER NOT NULL,
  first   INTEGER NOT NULL,
  last    INTEGER NOT NULL CHECK (last >= first),
  PRIMARY KEY (request, first)
) STRICT, WITHOUT ROWID;

INSERT INTO happened (request, first, last)
WITH
  event (id, body) AS (
    SELECT id, CAST(body AS TEXT) FROM disclosure_event UNION ALL SELECT id, CAST(body AS TEXT) FROM exchange_event
  ),
  told (id, at, said) AS (
    SELECT event.id, event.body ->> '$.at', kind.value FROM event, json_each(event.body, '$.event') AS kind
  ),
  owner (entry, request) AS MATERIALIZED (
    SELECT entry, request FROM item
    UNION ALL SELECT entry, request.id FROM exchange JOIN request ON request.number = exchange.request
  ),
  about (id, at, request) AS (
    -- Some events name their request's row; the others an entry, which is some request's.
    SELECT id, at, said ->> 'request' FROM told WHERE json_type(said, '$.request') = 'integer'
    UNION ALL
    SELECT id, at, owner.request FROM told JOIN owner ON owner.entry = said ->> 'entry'
    WHERE json_type(said, '$.request') IS NOT 'integer'
  ),
  run (id, request, at, number) AS (
    SELECT id, request, at, id - row_number() OVER (PARTITION BY request, at ORDER BY id) FROM about
  )
SELECT request, min(id), max(id) FROM run GROUP BY request, at, number ORDER BY 1, 2;

-- Scans of papers, beside the log that commits to them: content and salt are destroyed when the last item of their
-- request settles as an exchange. No column has room for a file's name, which may name a person.
CREATE TABLE attachment (
  event      INTEGER PRIMARY KEY,
  request    INTEGER NOT NULL REFERENCES request (id),
  attachment INTEGER NOT NULL CHECK (attachment > 0),
  what       TEXT NOT NULL CHECK (what = 'request' OR what = 'instrument' OR what = 'answer' OR what = 'other'),
  media      TEXT NOT NULL CHECK (media = 'pdf' OR media = 'png' OR media = 'jpeg' OR media = 'tiff'),
  size       INTEGER NOT NULL CHECK (size BETWEEN 1 AND 26214400),
  sha256     BLOB NOT NULL CHECK (length(sha256) = 32),
  salt       BLOB NOT NULL CHECK (length(salt) = 16),
  content    BLOB NOT NULL CHECK (length(content) = size),
  UNIQUE (request, attachment)
) STRICT;
CREATE TRIGGER attachment_stays BEFORE UPDATE ON attachment
BEGIN SELECT raise(ABORT, 'an attachment never changes'); END;
