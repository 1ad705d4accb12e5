-- Times are nanoseconds since 1970-01-01T00:00Z: as wide as microseconds on disk, and an event that
-- is read again has the very time that it was first rendered with.
-- A `number` is given out by Hookcast, ascending over everything, so that rows are appended.
-- STRICT, because SQLite would store any type in any column.

CREATE TABLE organization (
  number INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE
) STRICT;

INSERT INTO organization (id) VALUES ('default');

-- One row for each process that ever opened the store. AUTOINCREMENT: an epoch is never used twice.
CREATE TABLE node (
  epoch      INTEGER PRIMARY KEY AUTOINCREMENT,
  started_at INTEGER NOT NULL
) STRICT;

-- The first number that no process has reserved yet.
CREATE TABLE number_block (
  next INTEGER NOT NULL
) STRICT;

INSERT INTO number_block (next) VALUES (1);

-- A known text, sealed: a store opens only under the key that it was made with.
CREATE TABLE key_check (
  version INTEGER PRIMARY KEY,
  sealed  BLOB NOT NULL
) STRICT;

-- A deleted subscription stays as a row without content, because its deliveries name it.
CREATE TABLE subscription (
  number         INTEGER PRIMARY KEY,
  id             TEXT    NOT NULL UNIQUE,
  organization   INTEGER NOT NULL REFERENCES organization,
  deleted        INTEGER NOT NULL DEFAULT 0,
  name           TEXT    NOT NULL,
  description    TEXT    NOT NULL,
  enabled        INTEGER NOT NULL,
  paused_because TEXT,
  sink           TEXT    NOT NULL,
  speaks_dialect INTEGER NOT NULL,
  dialect        TEXT    NOT NULL,
  options        TEXT    NOT NULL, -- JSON, as are filter, retry and limits
  filter         TEXT    NOT NULL,
  retry          TEXT    NOT NULL,
  limits         TEXT    NOT NULL,
  signing        BLOB,             -- sealed, as are retiring and others
  retiring       BLOB,
  retiring_until INTEGER,
  others         BLOB,             -- JSON: name -> secret
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL
) STRICT;

CREATE INDEX subscription_by_organization ON subscription (organization);

-- The document is stored once, however many deliveries and attempts there are. It comes last, so
-- that a list which filters doesn't read the pages that a long one overflows to.
CREATE TABLE event (
  number          INTEGER PRIMARY KEY,
  organization    INTEGER NOT NULL REFERENCES organization,
  id              TEXT    NOT NULL,
  type            TEXT    NOT NULL,
  status          TEXT    NOT NULL,
  received_at     INTEGER NOT NULL,
  project_id      TEXT,
  project_name    TEXT,
  environments    TEXT,             -- every id, name and machine name, each between two line feeds
  dialect         TEXT    NOT NULL,
  external_id     TEXT,
  idempotency_key BLOB,             -- SHA-256 over the dialect and the key: any length, one size
  digest          BLOB    NOT NULL, -- SHA-256 of what the publisher sent
  document        BLOB    NOT NULL
) STRICT;

CREATE UNIQUE INDEX event_by_id ON event (organization, id);
CREATE UNIQUE INDEX event_by_key ON event (organization, idempotency_key)
  WHERE idempotency_key IS NOT NULL;
-- The row's number ends every SQLite index by itself: this one is (organization, number).
CREATE INDEX event_by_organization ON event (organization);

-- One writer does all the work, so every index costs throughput. None by id: the id ends with the
-- number. None by organization: the list goes through the organization's subscriptions.
CREATE TABLE delivery (
  number          INTEGER PRIMARY KEY,
  id              BLOB    NOT NULL, -- the 16 bytes of the UUID
  event           INTEGER NOT NULL REFERENCES event,
  subscription    INTEGER NOT NULL REFERENCES subscription,
  state           TEXT    NOT NULL,
  created_at      INTEGER NOT NULL,
  due_at          INTEGER,          -- NULL unless it can be claimed, now or later
  next_attempt_at INTEGER,          -- the schedule's; kept while a claim is out, for its return
  retries_used    INTEGER NOT NULL DEFAULT 0,
  attempts        INTEGER NOT NULL DEFAULT 0,
  resends         INTEGER NOT NULL DEFAULT 0, -- not answered yet; the one under way is among them
  resent_at       INTEGER,          -- when the first of them was asked for
  settled         TEXT,             -- the state to fall back to when a resend fails
  manual          INTEGER NOT NULL DEFAULT 0, -- 1 while the claim answers a resend
  claimed_by      INTEGER           -- the node's epoch, NULL if it isn't claimed
) STRICT;

CREATE INDEX delivery_by_event ON delivery (event);
CREATE INDEX delivery_by_subscription ON delivery (subscription);
-- Both hold only what is under way: a delivery that arrives at the first attempt never enters the
-- first one.
CREATE INDEX delivery_due ON delivery (subscription, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX delivery_claimed ON delivery (claimed_by) WHERE claimed_by IS NOT NULL;

-- WITHOUT ROWID: a delivery's attempts lie together, in order, and need no index beside.
CREATE TABLE attempt (
  delivery           INTEGER NOT NULL REFERENCES delivery,
  number             INTEGER NOT NULL,
  log_number         INTEGER,        -- NULL if it is the delivery's own number
  at                 INTEGER NOT NULL,
  manual             INTEGER NOT NULL,
  duration           INTEGER NOT NULL, -- nanoseconds
  outcome            TEXT    NOT NULL,
  error_code         TEXT,
  error_detail       TEXT,
  request_method     TEXT,           -- NULL if nothing is known of the exchange
  request_url        TEXT,
  response_status    INTEGER,        -- NULL if no response came
  response_truncated INTEGER,
  request_headers    TEXT,           -- JSON: [[name, value], ...]
  request_head       BLOB,           -- the body up to the event's document
  request_tail       BLOB,           -- the body after it; NULL if the head is the whole body
  response_headers   TEXT,
  response_body      BLOB,
  PRIMARY KEY (delivery, number)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX attempt_by_log_number ON attempt (log_number) WHERE log_number IS NOT NULL;
