-- So that ending a delivery at its first attempt changes nothing that an index holds: the server then
-- leaves all of the row's entries as they are.

-- Numbers between which a publisher's transaction has claimed deliveries, at once with them. Taken
-- away when none of them is claimed any more, or each that is has its mark.
CREATE TABLE claimed_range (
  epoch BIGINT NOT NULL,
  first BIGINT NOT NULL,
  last  BIGINT NOT NULL,
  PRIMARY KEY (epoch, first)
);

-- Marked is what was claimed in another way, or is claimed for long.
ALTER TABLE delivery
  ADD COLUMN marked SMALLINT NOT NULL DEFAULT 0,
  ADD COLUMN marked_claim BIGINT
    GENERATED ALWAYS AS (CASE WHEN marked = 1 THEN claimed_by END) STORED,
  ADD COLUMN listed TEXT
    GENERATED ALWAYS AS (CASE WHEN state NOT IN ('sending', 'delivered') THEN state END) STORED;

UPDATE delivery SET marked = 1 WHERE claimed_by IS NOT NULL;

DROP INDEX delivery_claimed, delivery_waiting, delivery_exhausted, delivery_cancelled;
CREATE INDEX delivery_claimed ON delivery (marked_claim) WHERE marked_claim IS NOT NULL;
CREATE INDEX delivery_listed ON delivery (listed, subscription, number) WHERE listed IS NOT NULL;

-- Room for the rows that replace others on their page.
ALTER TABLE delivery SET (fillfactor = 60);
