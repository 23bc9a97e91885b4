-- The device's claim to the epoch that follows its closed one: made and stored before it is sent,
-- so that a lost answer can be asked for again (protocol rules 2 and 16). NULL: nothing is closed.

ALTER TABLE identity ADD COLUMN epoch_claim BLOB;
