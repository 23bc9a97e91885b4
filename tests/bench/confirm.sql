-- What lobby-server sends to PostgreSQL for a request with one booking of one night (service::
-- apply_batch through platform/sql, found by log_statement), for pgbench: client N is kiosk N of the
-- site "rival" and sells in slot N. When a statement is added or saved there, do the same here.
-- Variables: content, notice, grant (texts of the usual size), sequence (0 at the beginning).
\set sequence :sequence + 1
\set number random(1, 9000000000000000000)
BEGIN;
SELECT incarnation FROM sites WHERE site_id = 'rival' FOR UPDATE;
SELECT incarnation FROM sites WHERE site_id = 'rival';
SELECT device_id, name, role, key_id, public_key, epoch, last_sequence, revoked, last_contact,
  epoch_taken, incarnation, chain FROM devices
  WHERE site_id = 'rival' AND device_id = '\x0000000000007000'::bytea || int8send(:client_id);
SELECT content_hash, outcome, code, detail FROM operations
  WHERE site_id = 'rival' AND operation_id = int8send(:number) || int8send(:number);
SELECT content FROM bookings
  WHERE site_id = 'rival' AND booking_id = int8send(:number) || int8send(:number);
SELECT date, start_minute, granted_total - consumed_total - reclaimed_total - returned_total
  FROM allotments
  WHERE site_id = 'rival' AND device_id = '\x0000000000007000'::bytea || int8send(:client_id)
  AND epoch = 1 AND pool_id = 'king-room' AND date BETWEEN :client_id AND :client_id
  AND granted_total > consumed_total + reclaimed_total + returned_total
  ORDER BY date, start_minute;
UPDATE allotments SET consumed_total = consumed_total + 1
  WHERE site_id = 'rival' AND device_id = '\x0000000000007000'::bytea || int8send(:client_id)
  AND epoch = 1 AND pool_id = 'king-room' AND date = :client_id AND start_minute = 0
  AND granted_total - consumed_total - reclaimed_total - returned_total >= 1;
UPDATE slots SET sold = sold + 1, granted = granted - 1
  WHERE site_id = 'rival' AND pool_id = 'king-room' AND date = :client_id AND start_minute = 0
  AND granted >= 1;
INSERT INTO demand (site_id, device_id, day, pool_id, start_minute, lead, units)
  VALUES ('rival', '\x0000000000007000'::bytea || int8send(:client_id), 1, 'king-room', 0, 1, 1)
  ON CONFLICT (site_id, device_id, day, pool_id, start_minute, lead)
  DO UPDATE SET units = demand.units + excluded.units;
SELECT at, device_id FROM admissions
  WHERE site_id = 'rival' AND booking_code = substring(int8send(:number) FROM 4)
  AND key_id = int8send(:client_id) AND number = 1;
INSERT INTO bookings (site_id, booking_id, booking_code, version, state, content)
  VALUES ('rival', int8send(:number) || int8send(:number), substring(int8send(:number) FROM 4),
  1, 2, :content) ON CONFLICT DO NOTHING;
SELECT device_id, name, role, key_id, public_key, epoch, last_sequence, revoked, last_contact,
  epoch_taken, incarnation, chain FROM devices
  WHERE site_id = 'rival' AND device_id = '\x0000000000007000'::bytea || int8send(:client_id);
INSERT INTO operations (site_id, operation_id, device_id, epoch, sequence, content_hash, outcome,
  code, detail, content)
  VALUES ('rival', int8send(:number) || int8send(:number), '\x0000000000007000'::bytea || int8send(:client_id), 1, :sequence,
  '\x0102030405060708091011121314151617181920212223242526272829303132'::bytea, 0, 'internal', '',
  NULL) ON CONFLICT DO NOTHING;
SELECT count(*) FROM devices JOIN sites ON sites.site_id = devices.site_id
  WHERE devices.site_id = 'rival' AND role = 0 AND revoked = 0 AND epoch_taken = 1
  AND devices.incarnation < sites.incarnation;
SELECT date, start_minute, capacity, sold, granted, wanted, by_staff FROM slots
  WHERE site_id = 'rival' AND pool_id = 'king-room' AND date BETWEEN :client_id AND :client_id
  ORDER BY date, start_minute;
SELECT date, start_minute, granted_total - consumed_total - reclaimed_total - returned_total
  FROM allotments
  WHERE site_id = 'rival' AND device_id = '\x0000000000007000'::bytea || int8send(:client_id)
  AND epoch = 1 AND pool_id = 'king-room' AND date BETWEEN :client_id AND :client_id
  AND granted_total > consumed_total + reclaimed_total + returned_total
  ORDER BY date, start_minute;
SELECT count(*) FROM devices WHERE site_id = 'rival' AND role = 0 AND revoked = 0;
SELECT pool_id, start_minute, lead, CAST(sum(units) AS BIGINT) FROM demand
  WHERE site_id = 'rival' AND device_id = '\x0000000000007000'::bytea || int8send(:client_id) AND day >= 1
  GROUP BY pool_id, start_minute, lead ORDER BY pool_id, start_minute, lead;
UPDATE slots SET granted = granted + given.column4
  FROM (VALUES ('king-room', :client_id::bigint, 0, 1)) AS given
  WHERE site_id = 'rival' AND pool_id = given.column1 AND date = given.column2
  AND start_minute = given.column3 AND given.column4 > 0
  AND wanted - sold - granted >= given.column4;
INSERT INTO allotments (site_id, device_id, epoch, pool_id, date, start_minute, granted_total,
  consumed_total, reclaimed_total)
  SELECT 'rival', '\x0000000000007000'::bytea || int8send(:client_id), 1, given.column1,
  given.column2, given.column3, given.column4, 0, 0
  FROM (VALUES ('king-room', :client_id::bigint, 0, 1)) AS given WHERE given.column4 > 0
  ON CONFLICT (site_id, device_id, epoch, pool_id, date, start_minute)
  DO UPDATE SET granted_total = allotments.granted_total + excluded.granted_total
  RETURNING pool_id, date, start_minute, granted_total;
SELECT date, start_minute, capacity, sold, granted, wanted, by_staff FROM slots
  WHERE site_id = 'rival' AND pool_id = 'king-room' AND date BETWEEN :client_id AND :client_id
  ORDER BY date, start_minute;
UPDATE devices SET last_sequence = :sequence, last_contact = 1,
  chain = '\x0102030405060708091011121314151617181920212223242526272829303132'::bytea
  WHERE site_id = 'rival' AND device_id = '\x0000000000007000'::bytea || int8send(:client_id);
INSERT INTO sites (site_id, incarnation, feed_cursor) VALUES ('rival', 1, 2)
  ON CONFLICT (site_id) DO UPDATE SET feed_cursor = sites.feed_cursor + excluded.feed_cursor
  RETURNING feed_cursor AS last_cursor \gset
INSERT INTO facts (site_id, fact, feed_cursor, role, device_id, needed_until, item)
  SELECT 'rival', given.column1, given.column2, given.column3, given.column4, given.column5,
  given.column6 FROM (VALUES
  ('booking/' || :number, :last_cursor::bigint - 1, 1, NULL::bytea, 1800000000000, :notice),
  ('grant/' || :client_id, :last_cursor::bigint, NULL, '\x0000000000007000'::bytea || int8send(:client_id),
   1800000000000, :grant)) AS given WHERE given.column2 > 0
  ON CONFLICT (site_id, fact) DO UPDATE SET
  feed_cursor = excluded.feed_cursor, role = excluded.role, device_id = excluded.device_id,
  needed_until = excluded.needed_until, item = excluded.item;
SELECT feed_cursor FROM sites WHERE site_id = 'rival';
COMMIT;
