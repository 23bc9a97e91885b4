-- When the device last heard from its server, on the clock that does not jump (protocol rule 14);
-- what the server says is safe from a restore, so that operations need not be kept for ever (rule
-- 15); what was taken back while the device was silent (rule 9).

ALTER TABLE sync ADD COLUMN boot_id TEXT NOT NULL DEFAULT '';

ALTER TABLE sync ADD COLUMN boot_time BIGINT NOT NULL DEFAULT 0;

ALTER TABLE sync ADD COLUMN stable BIGINT NOT NULL DEFAULT 0;

-- The feed's cursor when the operation was answered. NULL: not answered, or before this version;
-- such a one is kept.
ALTER TABLE operations ADD COLUMN settled_cursor BIGINT;

CREATE INDEX operations_settled ON operations (settled_cursor)
  WHERE state = 1 AND settled_cursor IS NOT NULL;

ALTER TABLE balances ADD COLUMN reclaimed BIGINT NOT NULL DEFAULT 0 CHECK (reclaimed >= 0);

DROP INDEX balances_surplus;

CREATE INDEX balances_surplus ON balances (date)
  WHERE standing < granted - sold - returned - reclaimed;
