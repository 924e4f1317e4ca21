-- The access log: who exported or printed what, and who looked at what is sealed. A third log of the same kind, apart from
-- the two ledgers: looking moves neither of them, nor the counter that orders them.

-- `seq` counts from 0; `leaf` is the RFC 6962 leaf hash of `body`. Every event is an act of its own, so that its head stands
-- in its row: the root over the log up to here, the desk's Ed25519 signature of it, and the officer's.
CREATE TABLE access_event (
  seq               INTEGER PRIMARY KEY CHECK (seq >= 0),
  leaf              BLOB NOT NULL CHECK (length(leaf) = 32),
  body              BLOB NOT NULL,
  root              BLOB NOT NULL CHECK (length(root) = 32),
  signature         BLOB NOT NULL CHECK (length(signature) = 64),
  officer_signature BLOB CHECK (length(officer_signature) = 64)
) STRICT;
CREATE TRIGGER access_event_appends BEFORE INSERT ON access_event
WHEN NEW.seq IS NOT coalesce((SELECT max(seq) + 1 FROM access_event), 0)
BEGIN SELECT raise(ABORT, 'an event is only ever appended'); END;
CREATE TRIGGER access_event_stays BEFORE UPDATE ON access_event
BEGIN SELECT raise(ABORT, 'an event never changes'); END;
CREATE TRIGGER access_event_remains BEFORE DELETE ON access_event
BEGIN SELECT raise(ABORT, 'an event is never removed'); END;
