-- Who changed what. Written in the transaction of the change; no row is ever changed.
CREATE TABLE audit (
  number       INTEGER PRIMARY KEY,
  id           TEXT    NOT NULL,
  organization INTEGER NOT NULL REFERENCES organization,
  at           INTEGER NOT NULL,
  author       TEXT    NOT NULL, -- token, admin, program or hookcast
  token        TEXT,             -- the id of a token that may be no more
  author_name  TEXT    NOT NULL,
  address      TEXT,
  request      TEXT,
  action       TEXT    NOT NULL,
  target       TEXT    NOT NULL,
  target_name  TEXT    NOT NULL,
  was          TEXT,             -- JSON without secrets, as is became
  became       TEXT,
  secrets      TEXT    NOT NULL  -- names of options, a line feed between two
) STRICT;

CREATE INDEX audit_by_organization ON audit (organization);
CREATE INDEX audit_by_age ON audit (at);
