-- The secret that a token had before its rotation, as long as it is valid beside the new one.
ALTER TABLE token ADD COLUMN retiring BLOB;
ALTER TABLE token ADD COLUMN retiring_until INTEGER;
-- The blocks of addresses that it works from: hexadecimal digits and a length, such as 0a000000/8,
-- a blank between two. From everywhere if there are none.
ALTER TABLE token ADD COLUMN addresses TEXT NOT NULL DEFAULT '';
-- Written about once a minute; nothing before the first use.
ALTER TABLE token ADD COLUMN last_used_at INTEGER;

-- Where an entry stands in its organization's chain, from 1 on, and SHA-256 over the digest of the
-- one before and all that this one holds. NULL of those that were written before there was a chain.
ALTER TABLE audit ADD COLUMN place INTEGER;
ALTER TABLE audit ADD COLUMN digest BLOB;
CREATE UNIQUE INDEX audit_by_place ON audit (organization, place) WHERE place IS NOT NULL;

-- Between which places an organization's chain is: behind the last one that has expired, up to the
-- newest. Both with their digests, which are empty before the first entry.
CREATE TABLE audit_chain (
  organization INTEGER PRIMARY KEY REFERENCES organization,
  unchained    INTEGER NOT NULL, -- so many entries are older than the chain
  base         INTEGER NOT NULL,
  base_digest  BLOB    NOT NULL,
  place        INTEGER NOT NULL,
  digest       BLOB    NOT NULL
) STRICT;

INSERT INTO audit_chain (organization, unchained, base, base_digest, place, digest)
SELECT organization, COUNT(*), 0, x'', 0, x'' FROM audit GROUP BY organization;
