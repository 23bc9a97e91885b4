-- Units that devices gave back unsold (protocol rule 5): outstanding = granted_total -
-- consumed_total - reclaimed_total - returned_total.

ALTER TABLE allotments ADD COLUMN returned_total BIGINT NOT NULL DEFAULT 0
  CHECK (returned_total >= 0);

-- Who holds units of one slot.
CREATE INDEX allotments_by_slot ON allotments (site_id, pool_id, date, start_minute, device_id);
