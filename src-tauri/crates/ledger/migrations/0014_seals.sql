-- Seals: requests that an order keeps secret until a date.

-- Projection: the seals of each request, each by the event that gave it; the last one counts. `until` is the first day, in
-- New York, on which it does not stand any more; `counted`: the order allows that the request is counted. Times are
-- microseconds since 1970, UTC. Why it was given or lifted lies with `hold_remark`, where what is said of a request lies.
CREATE TABLE seal (
  request   INTEGER NOT NULL REFERENCES request (id),
  sealed    INTEGER NOT NULL,
  sealed_by INTEGER NOT NULL REFERENCES officer (id),
  sealed_at INTEGER NOT NULL,
  until     TEXT NOT NULL CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  counted   INTEGER NOT NULL CHECK (counted = 0 OR counted = 1),
  under     TEXT NOT NULL CHECK (under = 'court_order' OR under = 'national_security_letter' OR under = 'grand_jury' OR under = 'health_oversight' OR under = 'other_law'),
  lifted    INTEGER CHECK (lifted > sealed),
  lifted_by INTEGER REFERENCES officer (id),
  lifted_at INTEGER,
  PRIMARY KEY (request, sealed),
  CHECK ((lifted IS NULL) = (lifted_by IS NULL) AND (lifted IS NULL) = (lifted_at IS NULL))
) STRICT, WITHOUT ROWID;
