-- Since when a receiver has taken nothing, and when it failed last: written now and then while it
-- fails, and once more when it has recovered. Nothing is written while all goes well.
ALTER TABLE subscription ADD COLUMN failing_since INTEGER;
ALTER TABLE subscription ADD COLUMN failing_latest INTEGER;
-- When it was paused, until the event that tells of it is stored.
ALTER TABLE subscription ADD COLUMN untold_pause INTEGER;
