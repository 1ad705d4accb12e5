-- Only where several nodes share a database: until when a node keeps its claims, by the database's
-- clock, and whether it has ended. Here a node has the file, and no lease.
ALTER TABLE node ADD COLUMN lease_until INTEGER;
ALTER TABLE node ADD COLUMN ended INTEGER NOT NULL DEFAULT 0;

-- How many changes of subscriptions, organizations and tokens there were, in one row; and with
-- which of them a subscription has become what it is.
CREATE TABLE change (
  number INTEGER NOT NULL
) STRICT;

INSERT INTO change (number) VALUES (0);

ALTER TABLE subscription ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX subscription_by_change ON subscription (changed);
