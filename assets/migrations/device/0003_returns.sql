-- What the device gave back unsold, and what it may keep when no guest needs it (protocol rules 5
-- and 6). A device that comes from an older version keeps what it has.

ALTER TABLE balances ADD COLUMN returned BIGINT NOT NULL DEFAULT 0
  CHECK (returned >= 0 AND sold + returned <= granted);

ALTER TABLE balances ADD COLUMN standing BIGINT NOT NULL DEFAULT 0;

UPDATE balances SET standing = granted;

CREATE INDEX balances_surplus ON balances (date)
  WHERE standing < granted - sold - returned;
