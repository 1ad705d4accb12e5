-- What a token needs for its life; what the columns hold is said in SQLite's V10.
ALTER TABLE token
  ADD COLUMN retiring BYTEA,
  ADD COLUMN retiring_until BIGINT,
  ADD COLUMN addresses TEXT NOT NULL DEFAULT '',
  ADD COLUMN last_used_at BIGINT;

ALTER TABLE audit ADD COLUMN place BIGINT, ADD COLUMN digest BYTEA;
CREATE UNIQUE INDEX audit_by_place ON audit (organization, place) WHERE place IS NOT NULL;

CREATE TABLE audit_chain (
  organization BIGINT PRIMARY KEY,
  unchained    BIGINT NOT NULL,
  base         BIGINT NOT NULL,
  base_digest  BYTEA  NOT NULL,
  place        BIGINT NOT NULL,
  digest       BYTEA  NOT NULL
);

INSERT INTO audit_chain (organization, unchained, base, base_digest, place, digest)
SELECT organization, COUNT(*), 0, '', 0, '' FROM audit GROUP BY organization;
