-- The server's store. site_id leads every key, so that the same schema shards by site. Portable
-- between SQLite and PostgreSQL (there BLOB is BYTEA): no triggers, sequences or generated columns.
-- A statement ends with a semicolon at the end of a line. Ids, codes and keys are BLOB, times
-- BIGINT milliseconds UTC, dates days since 1970-01-01. Enumerators are stored as their numbers.

-- feed_cursor is the cursor of the last feed row of the site.
CREATE TABLE sites (
  site_id TEXT PRIMARY KEY,
  incarnation BIGINT NOT NULL,
  feed_cursor BIGINT NOT NULL CHECK (feed_cursor >= 0)
);

CREATE TABLE catalogs (
  site_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  toml TEXT NOT NULL,
  PRIMARY KEY (site_id, version)
);

CREATE TABLE enrolment_codes (
  site_id TEXT NOT NULL,
  code_hash BLOB NOT NULL,
  device_name TEXT NOT NULL,
  role BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (site_id, code_hash)
);

CREATE TABLE devices (
  site_id TEXT NOT NULL,
  device_id BLOB NOT NULL,
  name TEXT NOT NULL,
  role BIGINT NOT NULL,
  key_id BLOB NOT NULL,
  public_key BLOB NOT NULL,
  epoch BIGINT NOT NULL,
  last_sequence BIGINT NOT NULL CHECK (last_sequence >= 0),
  revoked BIGINT NOT NULL,
  last_contact BIGINT,
  PRIMARY KEY (site_id, device_id),
  UNIQUE (site_id, key_id)
);

-- One row for each operation answered: the same id has the same outcome for ever. content is kept
-- of refused ones only, for the staff who settle them; what an applied one did is in the tables.
CREATE TABLE operations (
  site_id TEXT NOT NULL,
  operation_id BLOB NOT NULL,
  device_id BLOB NOT NULL,
  epoch BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  content_hash BLOB NOT NULL,
  outcome BIGINT NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  content TEXT,
  PRIMARY KEY (site_id, operation_id)
);

-- sold + granted <= capacity: invariant I1. granted is what devices hold and have not sold.
CREATE TABLE slots (
  site_id TEXT NOT NULL,
  pool_id TEXT NOT NULL,
  date BIGINT NOT NULL,
  start_minute BIGINT NOT NULL,
  capacity BIGINT NOT NULL,
  sold BIGINT NOT NULL CHECK (sold >= 0),
  granted BIGINT NOT NULL CHECK (granted >= 0),
  PRIMARY KEY (site_id, pool_id, date, start_minute),
  CHECK (sold + granted <= capacity)
);

-- Totals since the device began; outstanding = granted_total - consumed_total.
CREATE TABLE grants (
  site_id TEXT NOT NULL,
  device_id BLOB NOT NULL,
  pool_id TEXT NOT NULL,
  date BIGINT NOT NULL,
  start_minute BIGINT NOT NULL,
  granted_total BIGINT NOT NULL,
  consumed_total BIGINT NOT NULL CHECK (consumed_total >= 0),
  PRIMARY KEY (site_id, device_id, pool_id, date, start_minute),
  CHECK (consumed_total <= granted_total)
);

-- content is the booking as canonical JSON.
CREATE TABLE bookings (
  site_id TEXT NOT NULL,
  booking_id BLOB NOT NULL,
  booking_code BLOB NOT NULL,
  version BIGINT NOT NULL,
  state BIGINT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (site_id, booking_id)
);

CREATE INDEX bookings_by_code ON bookings (site_id, booking_code, booking_id);

CREATE TABLE admissions (
  site_id TEXT NOT NULL,
  booking_code BLOB NOT NULL,
  key_id BLOB NOT NULL,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  device_id BLOB NOT NULL,
  PRIMARY KEY (site_id, booking_code, key_id, number)
);

CREATE TABLE staff_tasks (
  site_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  operation_id BLOB NOT NULL,
  device_id BLOB NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (site_id, at, operation_id, code)
);

-- item is the feed item as canonical JSON. Cursors rise without a gap.
CREATE TABLE feed (
  site_id TEXT NOT NULL,
  feed_cursor BIGINT NOT NULL,
  item TEXT NOT NULL,
  PRIMARY KEY (site_id, feed_cursor)
);
