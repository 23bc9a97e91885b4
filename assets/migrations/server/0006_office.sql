-- What an office keeps beside bookings: records with keys and times, folios, the journal.

-- content is canonical JSON of the record's kind. due_at: when somebody has to look at it.
CREATE TABLE records (
  site_id TEXT NOT NULL,
  kind BIGINT NOT NULL,
  record_id BLOB NOT NULL,
  version BIGINT NOT NULL,
  due_at BIGINT,
  content TEXT NOT NULL,
  PRIMARY KEY (site_id, kind, record_id)
);

CREATE INDEX records_due ON records (site_id, kind, due_at, record_id) WHERE due_at IS NOT NULL;

CREATE TABLE record_keys (
  site_id TEXT NOT NULL,
  kind BIGINT NOT NULL,
  record_key TEXT NOT NULL,
  record_id BLOB NOT NULL,
  PRIMARY KEY (site_id, kind, record_key, record_id)
);

CREATE INDEX record_keys_of_record ON record_keys (site_id, kind, record_id);

-- Double entry: each row moves one amount between two accounts. Rows are added and never changed;
-- content is the whole entry as canonical JSON.
CREATE TABLE folio_entries (
  site_id TEXT NOT NULL,
  booking_id BLOB NOT NULL,
  number BIGINT NOT NULL CHECK (number > 0),
  entry_id BLOB NOT NULL,
  at BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  from_account BIGINT NOT NULL,
  to_account BIGINT NOT NULL,
  currency TEXT NOT NULL,
  amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
  content TEXT NOT NULL,
  PRIMARY KEY (site_id, booking_id, number),
  UNIQUE (site_id, entry_id),
  CHECK (from_account <> to_account)
);

-- One hash chain a site: content is the entry as canonical JSON, hash that of it and the one
-- before. The head stands with the site.
CREATE TABLE journal (
  site_id TEXT NOT NULL,
  number BIGINT NOT NULL CHECK (number > 0),
  hash BLOB NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (site_id, number)
);

ALTER TABLE sites ADD COLUMN journal_number BIGINT NOT NULL DEFAULT 0;

ALTER TABLE sites ADD COLUMN journal_hash BLOB;
