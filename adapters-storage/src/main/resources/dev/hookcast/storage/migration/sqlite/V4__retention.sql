-- Once a payload has expired, its document is empty: no real one is. What expires is looked for by
-- age, apart from what has lost its payload already. Arrivals ascend, so that the index grows at its
-- end only.
CREATE INDEX event_by_age ON event (length(document) > 0, received_at);

-- For the resends that go with their delivery, answered or not.
CREATE INDEX resend_by_delivery ON resend (delivery);

-- The latest time that was ever known here, in one row; no row before the first.
CREATE TABLE clock (
  latest INTEGER NOT NULL
) STRICT;

INSERT INTO clock (latest)
SELECT MAX(at) FROM (
  SELECT started_at AS at FROM node
  UNION ALL
  SELECT * FROM (SELECT received_at FROM event ORDER BY number DESC LIMIT 1)) known
HAVING COUNT(*) > 0;
