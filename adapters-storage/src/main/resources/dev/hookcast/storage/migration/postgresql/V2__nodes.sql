-- Until when a node keeps its claims, in nanoseconds by this server's clock, and whether it has
-- ended. Nothing once it has ended and none of its claims is left.
ALTER TABLE node ADD COLUMN lease_until BIGINT, ADD COLUMN ended SMALLINT NOT NULL DEFAULT 0;

-- Whoever was here before there were leases has been stopped.
UPDATE node SET ended = 1, lease_until = 0;

CREATE INDEX node_open ON node (epoch) WHERE lease_until IS NOT NULL OR ended = 0;

-- How many changes of subscriptions, organizations and tokens there were, in one row; and with
-- which of them a subscription has become what it is.
CREATE TABLE change (
  number BIGINT NOT NULL
);

INSERT INTO change (number) VALUES (0);

ALTER TABLE subscription ADD COLUMN changed BIGINT NOT NULL DEFAULT 0;
CREATE INDEX subscription_by_change ON subscription (changed);
