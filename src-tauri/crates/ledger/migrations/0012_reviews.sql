-- Four eyes, the rest: who answers for what 2(a) bars and was approved all the same; and what went out at once to protect
-- life, with what a second officer found of it.

-- A column to a line, so that it can be taken away again where an older store is tried. Approvals from before have none.
ALTER TABLE approval ADD COLUMN answerable INTEGER CHECK (answerable IS NULL OR state = 'given');

-- Projection: the last release at once of each item, and its review. Times are microseconds since 1970, UTC; `released`
-- and `reviewed` are the events by which it came about. `stands`: the item's answer is that release; a correction can show
-- that nothing went out, and takes no review away. What was said lies with the remarks.
CREATE TABLE review (
  entry       INTEGER PRIMARY KEY,
  released    INTEGER NOT NULL,
  released_by INTEGER NOT NULL REFERENCES officer (id),
  released_at INTEGER NOT NULL,
  stands      INTEGER NOT NULL CHECK (stands = 0 OR stands = 1),
  reviewed    INTEGER CHECK (reviewed > released),
  reviewed_by INTEGER REFERENCES officer (id) CHECK (reviewed_by <> released_by),
  reviewed_at INTEGER,
  found       TEXT CHECK (found = 'in_order' OR found = 'not_in_order'),
  CHECK ((reviewed IS NULL) = (reviewed_by IS NULL) AND (reviewed IS NULL) = (reviewed_at IS NULL) AND (reviewed IS NULL) = (found IS NULL))
) STRICT;

-- The bases of an answer have one more word: what goes out at once to protect life. SQLite changes no CHECK, so the table
-- is made anew with the same rows.
ALTER TABLE answer RENAME TO answer_before;
CREATE TABLE answer (
  entry   INTEGER PRIMARY KEY,
  basis   TEXT CHECK (basis = 'court_paper' OR basis = 'statute' OR basis = 'records_law' OR basis = 'solicitor' OR basis = 'benefit' OR basis = 'section_1373' OR basis = 'other_purpose' OR basis = 'ordinance' OR basis = 'other_law' OR basis = 'not_covered' OR basis = 'life_safety'),
  surplus INTEGER NOT NULL CHECK (surplus = 0 OR surplus = 1),
  told    INTEGER,
  CHECK (basis IS NOT NULL OR surplus = 1 OR told IS NOT NULL)
) STRICT;
INSERT INTO answer SELECT entry, basis, surplus, told FROM answer_before;
DROP TABLE answer_before;
