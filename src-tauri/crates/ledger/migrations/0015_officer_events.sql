-- Where the events lie that say who the officers are and what role each got: a report tells the role that somebody had when
-- they acted, and must not read the whole log for it.
CREATE INDEX officer_event ON disclosure_event (id)
  WHERE instr(body, CAST('"officer_added"' AS BLOB)) OR instr(body, CAST('"role_changed"' AS BLOB));
