-- The device's store: its identity, its allotments, its outbox, what the feed told it.
-- A statement ends with a semicolon at the end of a line. Ids and codes are BLOB, times BIGINT
-- milliseconds UTC, dates days since 1970-01-01. Enumerators are stored as their numbers.

-- One row. last_sequence is the number of the last operation of (device_id, epoch).
CREATE TABLE identity (
  one BIGINT PRIMARY KEY CHECK (one = 1),
  device_id BLOB NOT NULL,
  name TEXT NOT NULL,
  role BIGINT NOT NULL,
  site_id TEXT NOT NULL,
  epoch BIGINT NOT NULL,
  last_sequence BIGINT NOT NULL CHECK (last_sequence >= 0)
) WITHOUT ROWID;

-- One row from the beginning.
CREATE TABLE sync (
  one BIGINT PRIMARY KEY CHECK (one = 1),
  feed_cursor BIGINT NOT NULL,
  incarnation BIGINT NOT NULL,
  clock_offset BIGINT,
  last_contact BIGINT
) WITHOUT ROWID;

INSERT INTO sync (one, feed_cursor, incarnation) VALUES (1, 0, 0);

-- granted: all units ever granted to this device; sold: all it has ever sold.
CREATE TABLE balances (
  pool_id TEXT NOT NULL,
  date BIGINT NOT NULL,
  start_minute BIGINT NOT NULL,
  granted BIGINT NOT NULL CHECK (granted >= 0),
  sold BIGINT NOT NULL CHECK (sold >= 0),
  elsewhere BIGINT NOT NULL,
  PRIMARY KEY (pool_id, date, start_minute),
  CHECK (sold <= granted)
) WITHOUT ROWID;

-- In order of commit. booking_id: place_booking only. state: 0 pending, 1 applied, 2 refused.
CREATE TABLE operations (
  position INTEGER PRIMARY KEY,
  operation_id BLOB NOT NULL,
  booking_id BLOB,
  device_time BIGINT NOT NULL,
  state BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  next_attempt BIGINT NOT NULL,
  forgotten BIGINT NOT NULL,
  refusal_code TEXT,
  refusal_detail TEXT
);

CREATE UNIQUE INDEX operations_by_id ON operations (operation_id);

CREATE UNIQUE INDEX operations_by_booking ON operations (booking_id)
  WHERE booking_id IS NOT NULL;

CREATE INDEX operations_pending ON operations (state) WHERE state = 0;

CREATE INDEX operations_refused ON operations (state) WHERE state = 2;

-- The operation as canonical JSON, and so the booking that it placed: the only copy of what the
-- guest told us. Rows are only added, and overwritten in place at the same length when the guest
-- is forgotten: then no page is ever rebuilt, and no stale copy stays in one.
CREATE TABLE contents (
  position INTEGER PRIMARY KEY REFERENCES operations (position),
  checksum BLOB NOT NULL,
  content TEXT NOT NULL
);

-- Tickets committed and not yet seen by the guest.
CREATE TABLE unseen_tickets (
  position INTEGER PRIMARY KEY REFERENCES operations (position),
  booking_code BLOB NOT NULL,
  committed_at BIGINT NOT NULL,
  ticket_text TEXT NOT NULL
);

CREATE TABLE catalogs (
  one BIGINT PRIMARY KEY CHECK (one = 1),
  version BIGINT NOT NULL,
  toml TEXT NOT NULL
);

-- Keys and bookings as the feed told them, canonical JSON of the notice beside what is looked up.
CREATE TABLE ticket_keys (
  key_id BLOB PRIMARY KEY,
  revoked BIGINT NOT NULL,
  notice TEXT NOT NULL
);

CREATE TABLE listed_bookings (
  booking_id BLOB PRIMARY KEY,
  booking_code BLOB NOT NULL,
  version BIGINT NOT NULL,
  window_from BIGINT NOT NULL,
  window_until BIGINT NOT NULL,
  notice TEXT NOT NULL
);

CREATE INDEX listed_bookings_by_code ON listed_bookings (booking_code, booking_id);

CREATE INDEX listed_bookings_by_window ON listed_bookings (window_until, window_from);

-- Admissions as the server knows them.
CREATE TABLE admissions (
  booking_code BLOB NOT NULL,
  key_id BLOB NOT NULL,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  device_id BLOB NOT NULL,
  place_name TEXT NOT NULL,
  PRIMARY KEY (booking_code, key_id, number)
);

-- What this device did and the server has not answered yet; it goes before the table above.
CREATE TABLE own_admissions (
  booking_code BLOB NOT NULL,
  key_id BLOB NOT NULL,
  number BIGINT NOT NULL,
  operation_id BLOB NOT NULL,
  at BIGINT NOT NULL,
  device_id BLOB NOT NULL,
  place_name TEXT NOT NULL,
  undone BIGINT NOT NULL,
  PRIMARY KEY (booking_code, key_id, number)
);

CREATE INDEX own_admissions_by_operation ON own_admissions (operation_id);
