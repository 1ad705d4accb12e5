-- For lists that are narrowed; why they are like this is said in SQLite's V9.
CREATE INDEX delivery_waiting ON delivery (subscription, number) WHERE state = 'waiting';
CREATE INDEX delivery_exhausted ON delivery (subscription, number) WHERE state = 'exhausted';
CREATE INDEX delivery_cancelled ON delivery (subscription, number) WHERE state = 'cancelled';

-- Not the names of projects and environments: they have any length, and an entry here has not.
DROP INDEX event_by_organization;
CREATE INDEX event_by_organization ON event (organization, number) INCLUDE (type, status);

ALTER TABLE attempt ADD COLUMN timing TEXT;
