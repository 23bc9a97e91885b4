-- What a device holds is counted by epoch, so that a closed one is settled apart from the next
-- (protocol rules 9, 10 and 16); and the conflicts that late sales leave.

-- Whether a machine has taken the epoch, and by which claim; no claim: it was enrolled with it.
ALTER TABLE devices ADD COLUMN epoch_taken BIGINT NOT NULL DEFAULT 1;

ALTER TABLE devices ADD COLUMN epoch_claim BLOB;

-- Totals of one epoch; outstanding = granted_total - consumed_total - reclaimed_total (invariant
-- I4). reclaimed_total: free again since the epoch was closed.
CREATE TABLE allotments (
  site_id TEXT NOT NULL,
  device_id BLOB NOT NULL,
  epoch BIGINT NOT NULL,
  pool_id TEXT NOT NULL,
  date BIGINT NOT NULL,
  start_minute BIGINT NOT NULL,
  granted_total BIGINT NOT NULL,
  consumed_total BIGINT NOT NULL CHECK (consumed_total >= 0),
  reclaimed_total BIGINT NOT NULL CHECK (reclaimed_total >= 0),
  PRIMARY KEY (site_id, device_id, epoch, pool_id, date, start_minute),
  CHECK (consumed_total + reclaimed_total <= granted_total)
);

INSERT INTO allotments (site_id, device_id, epoch, pool_id, date, start_minute, granted_total,
  consumed_total, reclaimed_total)
  SELECT grants.site_id, grants.device_id, devices.epoch, pool_id, date, start_minute,
    granted_total, consumed_total, 0
  FROM grants JOIN devices
    ON devices.site_id = grants.site_id AND devices.device_id = grants.device_id;

DROP TABLE grants;

-- An open one has no resolved_at; its booking holds no units.
CREATE TABLE conflicts (
  site_id TEXT NOT NULL,
  booking_id BLOB NOT NULL,
  device_id BLOB NOT NULL,
  opened_at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  resolved_at BIGINT,
  PRIMARY KEY (site_id, booking_id)
);

CREATE INDEX conflicts_open ON conflicts (site_id, opened_at, booking_id)
  WHERE resolved_at IS NULL;
