-- The first shape of a store. Once shipped, this file never changes; what comes later is a file of its own.
--
-- Two logs hold what happened, and only grow. Everything below them is a projection: the sum of the events, which can
-- be thrown away and computed again. Lists of words are the closed lists of the contract, written out so that the
-- schema itself has no room for anything else; as comparisons, because an IN builds a table for each row it checks.

-- The disclosure log. `id` counts the events of both logs in the order they happened, from 1; `seq` counts this log's,
-- from 0. `leaf` is the RFC 6962 leaf hash of `body`, kept beside it so that a check can name the event that changed.
CREATE TABLE disclosure_event (
  id   INTEGER PRIMARY KEY,
  seq  INTEGER NOT NULL CHECK (seq >= 0),
  leaf BLOB NOT NULL CHECK (length(leaf) = 32),
  body BLOB NOT NULL
) STRICT;

-- The log of status exchanges, apart.
CREATE TABLE exchange_event (
  id   INTEGER PRIMARY KEY,
  seq  INTEGER NOT NULL CHECK (seq >= 0),
  leaf BLOB NOT NULL CHECK (length(leaf) = 32),
  body BLOB NOT NULL
) STRICT;

-- The signed heads: root and Ed25519 signature of each log after each act that made it grow.
CREATE TABLE signed_head (
  id        INTEGER PRIMARY KEY,
  log       TEXT NOT NULL CHECK (log IN ('disclosure', 'status_exchange')),
  size      INTEGER NOT NULL CHECK (size > 0),
  root      BLOB NOT NULL CHECK (length(root) = 32),
  signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;

-- Only appending. The insert triggers also stop INSERT OR REPLACE and UPSERT, which reach a DELETE trigger only with
-- recursive_triggers, and gaps.
CREATE TRIGGER disclosure_event_appends BEFORE INSERT ON disclosure_event
WHEN NEW.id IS NOT 1 + max((SELECT coalesce(max(id), 0) FROM disclosure_event), (SELECT coalesce(max(id), 0) FROM exchange_event))
  OR NEW.seq IS NOT coalesce((SELECT seq + 1 FROM disclosure_event ORDER BY id DESC LIMIT 1), 0)
BEGIN SELECT raise(ABORT, 'an event is only ever appended'); END;
CREATE TRIGGER disclosure_event_stays BEFORE UPDATE ON disclosure_event
BEGIN SELECT raise(ABORT, 'an event never changes'); END;
CREATE TRIGGER disclosure_event_remains BEFORE DELETE ON disclosure_event
BEGIN SELECT raise(ABORT, 'an event is never removed'); END;
CREATE TRIGGER exchange_event_appends BEFORE INSERT ON exchange_event
WHEN NEW.id IS NOT 1 + max((SELECT coalesce(max(id), 0) FROM disclosure_event), (SELECT coalesce(max(id), 0) FROM exchange_event))
  OR NEW.seq IS NOT coalesce((SELECT seq + 1 FROM exchange_event ORDER BY id DESC LIMIT 1), 0)
BEGIN SELECT raise(ABORT, 'an event is only ever appended'); END;
CREATE TRIGGER exchange_event_stays BEFORE UPDATE ON exchange_event
BEGIN SELECT raise(ABORT, 'an event never changes'); END;
CREATE TRIGGER exchange_event_remains BEFORE DELETE ON exchange_event
BEGIN SELECT raise(ABORT, 'an event is never removed'); END;
CREATE TRIGGER signed_head_appends BEFORE INSERT ON signed_head
WHEN NEW.id IS NOT 1 + (SELECT coalesce(max(id), 0) FROM signed_head)
BEGIN SELECT raise(ABORT, 'a head is only ever appended'); END;
CREATE TRIGGER signed_head_stays BEFORE UPDATE ON signed_head
BEGIN SELECT raise(ABORT, 'a head never changes'); END;
CREATE TRIGGER signed_head_remains BEFORE DELETE ON signed_head
BEGIN SELECT raise(ABORT, 'a head is never removed'); END;

-- The key that signs the heads, here because only here it is encrypted.
CREATE TABLE signing_key (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  seed BLOB NOT NULL CHECK (length(seed) = 32)
) STRICT;

-- Projection: the roots of each log's complete subtrees (largest first, 32 bytes each), from which it grows on.
CREATE TABLE frontier (
  log   TEXT PRIMARY KEY CHECK (log IN ('disclosure', 'status_exchange')),
  size  INTEGER NOT NULL,
  peaks BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Projection: the office.
CREATE TABLE office (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL
) STRICT;

-- Projection: the officers.
CREATE TABLE officer (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- Projection: the directory of agencies; `aliases` is a JSON array.
CREATE TABLE agency (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE,
  aliases   TEXT NOT NULL,
  recipient TEXT NOT NULL CHECK (recipient = 'immigration_agency' OR recipient = 'immigration_benefits_agency' OR recipient = 'mixed_federal_agency' OR recipient = 'other_federal_agency' OR recipient = 'state_agency' OR recipient = 'local_agency' OR recipient = 'city_department' OR recipient = 'court' OR recipient = 'legislature' OR recipient = 'foreign_government' OR recipient = 'private_party' OR recipient = 'data_subject' OR recipient = 'unidentified')
) STRICT;

-- Projection: the requests. Dates are local to New York, in the text form of the contract.
CREATE TABLE request (
  id         INTEGER PRIMARY KEY,
  number     TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 64),
  received   TEXT NOT NULL CHECK (length(received) BETWEEN 10 AND 25 AND received NOT GLOB '*[^0-9T:+-]*'),
  origin     TEXT NOT NULL CHECK (origin = 'requested' OR origin = 'volunteered' OR origin = 'own_inquiry'),
  channel    TEXT CHECK (channel = 'letter' OR channel = 'email' OR channel = 'fax' OR channel = 'phone' OR channel = 'in_person' OR channel = 'portal' OR channel = 'other'),
  department TEXT,
  agency     TEXT NOT NULL
) STRICT;

-- Projection: the last number the program gave out in each year.
CREATE TABLE numbering (
  year INTEGER PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;

-- Projection: the items of the disclosure ledger. `entry` counts the items of both ledgers in the order of entry;
-- `item` counts those of one request, over both ledgers too. Without an outcome an item is not settled.
CREATE TABLE item (
  entry                  INTEGER PRIMARY KEY,
  request                INTEGER NOT NULL REFERENCES request (id),
  item                   INTEGER NOT NULL CHECK (item > 0),
  direction              TEXT CHECK (direction = 'sent' OR direction = 'received' OR direction = 'inquiry'),
  ask                    TEXT CHECK (ask = 'information' OR ask = 'release_notification' OR ask = 'custody_hold' OR ask = 'status_determination' OR ask = 'action_on_status' OR ask = 'immigration_function' OR ask = 'assistance' OR ask = 'benefit_certification' OR ask = 'agreement'),
  information            TEXT CHECK (information = 'status' OR information = 'status_adjacent' OR information = 'personal' OR information = 'employment_eligibility_form' OR information = 'statistical' OR information = 'published'),
  recipient              TEXT CHECK (recipient = 'immigration_agency' OR recipient = 'immigration_benefits_agency' OR recipient = 'mixed_federal_agency' OR recipient = 'other_federal_agency' OR recipient = 'state_agency' OR recipient = 'local_agency' OR recipient = 'city_department' OR recipient = 'court' OR recipient = 'legislature' OR recipient = 'foreign_government' OR recipient = 'private_party' OR recipient = 'data_subject' OR recipient = 'unidentified'),
  for_immigration_agency TEXT CHECK (for_immigration_agency = 'yes' OR for_immigration_agency = 'no' OR for_immigration_agency = 'unknown'),
  purpose                TEXT CHECK (purpose = 'immigration_enforcement' OR purpose = 'mixed' OR purpose = 'other' OR purpose = 'immigration_benefit' OR purpose = 'public_benefit' OR purpose = 'life_safety' OR purpose = 'not_stated'),
  instrument             TEXT CHECK (instrument = 'none' OR instrument = 'judicial_warrant' OR instrument = 'court_order' OR instrument = 'court_subpoena' OR instrument = 'administrative_subpoena' OR instrument = 'administrative_warrant' OR instrument = 'detainer' OR instrument = 'records_request' OR instrument = 'statute' OR instrument = 'i9_inspection' OR instrument = 'agreement_term'),
  valid_on_face          TEXT CHECK (valid_on_face = 'yes' OR valid_on_face = 'no' OR valid_on_face = 'unknown'),
  within_scope           TEXT CHECK (within_scope = 'yes' OR within_scope = 'no' OR within_scope = 'unknown'),
  exempt_record          TEXT CHECK (exempt_record = 'yes' OR exempt_record = 'no' OR exempt_record = 'unknown'),
  other_law_forbids      TEXT CHECK (other_law_forbids = 'yes' OR other_law_forbids = 'no'),
  decided                TEXT CHECK (length(decided) BETWEEN 10 AND 25 AND decided NOT GLOB '*[^0-9T:+-]*'),
  outcome                TEXT CHECK (outcome = 'mandatory' OR outcome = 'status_exchange' OR outcome = 'benefit' OR outcome = 'non_mandatory_prohibited' OR outcome = 'non_mandatory_permitted' OR outcome = 'non_mandatory_undetermined' OR outcome = 'action_prohibited' OR outcome = 'barred_by_other_law' OR outcome = 'not_covered' OR outcome = 'counsel'),
  clause                 TEXT CHECK (clause = '1(c)' OR clause = '2(a)' OR clause = '2(b)(i)' OR clause = '2(b)(ii)' OR clause = '2(b)(iii)' OR clause = '2(b)(iv)' OR clause = '2(c)' OR clause = '3(a)' OR clause = '3(b)' OR clause = 'other_law'),
  flag                   TEXT CHECK (flag = 'high' OR flag = 'medium' OR flag = 'low' OR flag = 'pending' OR flag = 'none'),
  possible               TEXT NOT NULL CHECK (possible NOT GLOB '*[^a-z_ ]*'),
  ask_next               TEXT CHECK (ask_next = 'ask' OR ask_next = 'information' OR ask_next = 'recipient' OR ask_next = 'for_immigration_agency' OR ask_next = 'purpose' OR ask_next = 'instrument' OR ask_next = 'valid_on_face' OR ask_next = 'within_scope' OR ask_next = 'exempt_record' OR ask_next = 'other_law_forbids'),
  rules                  TEXT NOT NULL CHECK (length(rules) BETWEEN 1 AND 64 AND rules NOT GLOB '*[^a-z0-9_().:+?~-]*'),
  text                   TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 64 AND text NOT GLOB '*[^a-z0-9_().:+?~-]*'),
  response               TEXT CHECK (response = 'released' OR response = 'released_in_part' OR response = 'withheld' OR response = 'referred' OR response = 'withdrawn' OR response = 'no_such_record'),
  responded              TEXT CHECK (length(responded) BETWEEN 10 AND 25 AND responded NOT GLOB '*[^0-9T:+-]*'),
  imported               INTEGER NOT NULL CHECK (imported IN (0, 1)),
  commitment             BLOB CHECK (length(commitment) = 32),
  UNIQUE (request, item)
) STRICT;

-- Projection: the status exchanges. No column has room for text or for a status: numbers, dates, closed lists, and the
-- number of a request that is recorded, the only thing the two ledgers know each other by.
CREATE TABLE exchange (
  entry                  INTEGER PRIMARY KEY,
  request                TEXT NOT NULL REFERENCES request (number),
  item                   INTEGER NOT NULL CHECK (item > 0),
  direction              TEXT NOT NULL CHECK (direction = 'sent' OR direction = 'received' OR direction = 'inquiry'),
  ask                    TEXT CHECK (ask = 'information' OR ask = 'release_notification' OR ask = 'custody_hold' OR ask = 'status_determination' OR ask = 'action_on_status' OR ask = 'immigration_function' OR ask = 'assistance' OR ask = 'benefit_certification' OR ask = 'agreement'),
  information            TEXT CHECK (information = 'status' OR information = 'status_adjacent' OR information = 'personal' OR information = 'employment_eligibility_form' OR information = 'statistical' OR information = 'published'),
  recipient              TEXT CHECK (recipient = 'immigration_agency' OR recipient = 'immigration_benefits_agency' OR recipient = 'mixed_federal_agency' OR recipient = 'other_federal_agency' OR recipient = 'state_agency' OR recipient = 'local_agency' OR recipient = 'city_department' OR recipient = 'court' OR recipient = 'legislature' OR recipient = 'foreign_government' OR recipient = 'private_party' OR recipient = 'data_subject' OR recipient = 'unidentified'),
  for_immigration_agency TEXT CHECK (for_immigration_agency = 'yes' OR for_immigration_agency = 'no' OR for_immigration_agency = 'unknown'),
  purpose                TEXT CHECK (purpose = 'immigration_enforcement' OR purpose = 'mixed' OR purpose = 'other' OR purpose = 'immigration_benefit' OR purpose = 'public_benefit' OR purpose = 'life_safety' OR purpose = 'not_stated'),
  instrument             TEXT CHECK (instrument = 'none' OR instrument = 'judicial_warrant' OR instrument = 'court_order' OR instrument = 'court_subpoena' OR instrument = 'administrative_subpoena' OR instrument = 'administrative_warrant' OR instrument = 'detainer' OR instrument = 'records_request' OR instrument = 'statute' OR instrument = 'i9_inspection' OR instrument = 'agreement_term'),
  valid_on_face          TEXT CHECK (valid_on_face = 'yes' OR valid_on_face = 'no' OR valid_on_face = 'unknown'),
  within_scope           TEXT CHECK (within_scope = 'yes' OR within_scope = 'no' OR within_scope = 'unknown'),
  exempt_record          TEXT CHECK (exempt_record = 'yes' OR exempt_record = 'no' OR exempt_record = 'unknown'),
  other_law_forbids      TEXT CHECK (other_law_forbids = 'yes' OR other_law_forbids = 'no'),
  decided                TEXT CHECK (length(decided) BETWEEN 10 AND 25 AND decided NOT GLOB '*[^0-9T:+-]*'),
  outcome                TEXT NOT NULL CHECK (outcome = 'mandatory' OR outcome = 'status_exchange' OR outcome = 'benefit' OR outcome = 'non_mandatory_prohibited' OR outcome = 'non_mandatory_permitted' OR outcome = 'non_mandatory_undetermined' OR outcome = 'action_prohibited' OR outcome = 'barred_by_other_law' OR outcome = 'not_covered' OR outcome = 'counsel'),
  clause                 TEXT NOT NULL CHECK (clause = '1(c)' OR clause = '2(a)' OR clause = '2(b)(i)' OR clause = '2(b)(ii)' OR clause = '2(b)(iii)' OR clause = '2(b)(iv)' OR clause = '2(c)' OR clause = '3(a)' OR clause = '3(b)' OR clause = 'other_law'),
  flag                   TEXT NOT NULL CHECK (flag = 'high' OR flag = 'medium' OR flag = 'low' OR flag = 'pending' OR flag = 'none'),
  rules                  TEXT NOT NULL CHECK (length(rules) BETWEEN 1 AND 64 AND rules NOT GLOB '*[^a-z0-9_().:+?~-]*'),
  text                   TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 64 AND text NOT GLOB '*[^a-z0-9_().:+?~-]*'),
  response               TEXT CHECK (response = 'released' OR response = 'released_in_part' OR response = 'withheld' OR response = 'referred' OR response = 'withdrawn' OR response = 'no_such_record'),
  responded              TEXT CHECK (length(responded) BETWEEN 10 AND 25 AND responded NOT GLOB '*[^0-9T:+-]*'),
  imported               INTEGER NOT NULL CHECK (imported IN (0, 1)),
  UNIQUE (request, item)
) STRICT;

-- What was asked, beside the log that commits to it: row and salt are destroyed when their item settles as an exchange.
CREATE TABLE description (
  entry INTEGER PRIMARY KEY,
  salt  BLOB NOT NULL CHECK (length(salt) = 16),
  words TEXT NOT NULL
) STRICT;
CREATE TRIGGER description_stays BEFORE UPDATE ON description
BEGIN SELECT raise(ABORT, 'a description never changes'); END;

-- Projection: the words of each item of the disclosure ledger. What is deleted leaves no word behind in the index.
CREATE VIRTUAL TABLE search USING fts5 (words, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
