-- A resend, from the moment it is asked for. Those that were asked for before this table was made
-- have no row: they are counted in their delivery, and their attempts take new numbers.
CREATE TABLE resend (
  number   INTEGER PRIMARY KEY,        -- what its attempt is logged under
  delivery INTEGER NOT NULL REFERENCES delivery,
  asked_at INTEGER NOT NULL,
  claimed  INTEGER NOT NULL DEFAULT 0, -- 1 while a claim is about to answer it
  answered INTEGER NOT NULL DEFAULT 0  -- 1 when its attempt is recorded
) STRICT;

-- It holds only what is under way.
CREATE INDEX resend_unanswered ON resend (delivery, asked_at) WHERE answered = 0;

-- For the log of a subscription: it is set together with the log's number. Most attempts are a
-- delivery's first, which have neither and aren't in the index.
ALTER TABLE attempt ADD COLUMN subscription INTEGER;

UPDATE attempt
SET subscription = (SELECT d.subscription FROM delivery d WHERE d.number = attempt.delivery)
WHERE log_number IS NOT NULL;

CREATE INDEX attempt_by_subscription ON attempt (subscription, log_number)
  WHERE subscription IS NOT NULL;
