-- An organization that something was kept for before anybody added it has neither name nor time:
-- it is called by its id, and counts as old as the store.
ALTER TABLE organization ADD COLUMN name TEXT;
ALTER TABLE organization ADD COLUMN created_at INTEGER;
-- A deleted organization stays as a row: its events name it, and its id isn't used again.
ALTER TABLE organization ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;

-- A revoked token leaves no row. Few and read once at the start: no index but the number.
CREATE TABLE token (
  number       INTEGER PRIMARY KEY,
  id           TEXT    NOT NULL UNIQUE,
  organization INTEGER NOT NULL REFERENCES organization,
  name         TEXT    NOT NULL,
  scopes       TEXT    NOT NULL, -- their words, a blank between two
  digest       BLOB    NOT NULL, -- SHA-256 of the secret part; the secret itself is nowhere
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER
) STRICT;
