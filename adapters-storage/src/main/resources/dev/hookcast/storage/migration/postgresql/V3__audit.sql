-- Who changed what; what the columns hold is said in SQLite's V8.
CREATE TABLE audit (
  number       BIGINT PRIMARY KEY,
  id           TEXT   NOT NULL,
  organization BIGINT NOT NULL,
  at           BIGINT NOT NULL,
  author       TEXT   NOT NULL,
  token        TEXT,
  author_name  TEXT   NOT NULL,
  address      TEXT,
  request      TEXT,
  action       TEXT   NOT NULL,
  target       TEXT   NOT NULL,
  target_name  TEXT   NOT NULL,
  was          TEXT,
  became       TEXT,
  secrets      TEXT   NOT NULL
);

CREATE INDEX audit_by_organization ON audit (organization, number);
CREATE INDEX audit_by_age ON audit (at, number);
