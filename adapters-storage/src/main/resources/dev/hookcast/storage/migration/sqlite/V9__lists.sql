-- For lists that are narrowed by state. They hold what hasn't arrived: a delivery that arrives at
-- the first attempt never enters them. Each is used only where its state stands in the query itself.
CREATE INDEX delivery_waiting ON delivery (subscription) WHERE state = 'waiting';
CREATE INDEX delivery_exhausted ON delivery (subscription) WHERE state = 'exhausted';
CREATE INDEX delivery_cancelled ON delivery (subscription) WHERE state = 'cancelled';

-- All that a list of events is narrowed by stands in the index: the events themselves, with their
-- documents, are read for those only that are shown. It grows at each organization's end only.
DROP INDEX event_by_organization;
CREATE INDEX event_by_organization
  ON event (organization, number, type, status, project_id, project_name, environments);

-- How long each phase of an attempt took, in microseconds (see Timing); NULL if that isn't known.
ALTER TABLE attempt ADD COLUMN timing TEXT;
