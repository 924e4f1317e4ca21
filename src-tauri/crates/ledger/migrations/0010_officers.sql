-- Officers: the role of each, the key that the record knows what they enter by, and who has left. And who signed a head.

-- A column to a line, so that each can be taken away again where an older store is tried. `given`: the officer still has the
-- passphrase that somebody else gave them. Officers from before have neither role nor key.
ALTER TABLE officer ADD COLUMN role TEXT CHECK (role = 'clerk' OR role = 'reviewer' OR role = 'solicitor' OR role = 'auditor' OR role = 'administrator');
ALTER TABLE officer ADD COLUMN public_key BLOB CHECK (length(public_key) = 32);
ALTER TABLE officer ADD COLUMN given INTEGER NOT NULL DEFAULT 0 CHECK (given = 0 OR given = 1);
ALTER TABLE officer ADD COLUMN gone INTEGER NOT NULL DEFAULT 0 CHECK (gone = 0 OR gone = 1);

-- The officer whose act made the log grow to this head, and that officer's Ed25519 signature of it.
ALTER TABLE signed_head ADD COLUMN officer INTEGER;
ALTER TABLE signed_head ADD COLUMN officer_signature BLOB CHECK (length(officer_signature) = 64);
