-- The feed keeps the last item of every fact, so that read from its beginning it is a snapshot;
-- operations are chained; what is in a backup is told to devices; capacity that staff set; who
-- settles a conflict, and how; what kiosks sold, for their standing allotments.

-- role and device_id: for whom the item is; NULL: for everybody. needed_until: when nobody needs it
-- any more. Rows from before are facts of their own, for everybody; who reads them looks again.
CREATE TABLE facts (
  site_id TEXT NOT NULL,
  fact TEXT NOT NULL,
  feed_cursor BIGINT NOT NULL,
  role BIGINT,
  device_id BLOB,
  needed_until BIGINT,
  item TEXT NOT NULL,
  PRIMARY KEY (site_id, fact)
);

CREATE UNIQUE INDEX facts_by_cursor ON facts (site_id, feed_cursor);

CREATE INDEX facts_by_end ON facts (site_id, needed_until) WHERE needed_until IS NOT NULL;

INSERT INTO facts (site_id, fact, feed_cursor, item)
  SELECT site_id, 'row/' || feed_cursor, feed_cursor, item FROM feed;

DROP TABLE feed;

-- backup_cursor: all up to it is in the newest backup. stable_cursor: that of the one before.
ALTER TABLE sites ADD COLUMN backup_cursor BIGINT NOT NULL DEFAULT 0;

ALTER TABLE sites ADD COLUMN stable_cursor BIGINT NOT NULL DEFAULT 0;

-- Of the last operation in order, zeros where an epoch begins. NULL: the device does not chain yet.
ALTER TABLE devices ADD COLUMN chain BLOB;

-- What may be sold at most; capacity sinks to it as units come back. by_staff: set by hand.
ALTER TABLE slots ADD COLUMN wanted BIGINT NOT NULL DEFAULT 0 CHECK (wanted >= 0);

ALTER TABLE slots ADD COLUMN by_staff BIGINT NOT NULL DEFAULT 0;

UPDATE slots SET wanted = capacity;

ALTER TABLE conflicts ADD COLUMN owner TEXT NOT NULL DEFAULT 'Duty manager';

ALTER TABLE conflicts ADD COLUMN settlement TEXT NOT NULL DEFAULT '';

CREATE TABLE demand (
  site_id TEXT NOT NULL,
  device_id BLOB NOT NULL,
  day BIGINT NOT NULL,
  pool_id TEXT NOT NULL,
  start_minute BIGINT NOT NULL,
  lead BIGINT NOT NULL,
  units BIGINT NOT NULL,
  PRIMARY KEY (site_id, device_id, day, pool_id, start_minute, lead)
);
