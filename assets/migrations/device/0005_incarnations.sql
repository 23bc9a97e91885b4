-- In which incarnation of the server this device last told what it holds (protocol rule 15). Nothing
-- is to be told in the first.

ALTER TABLE sync ADD COLUMN reported BIGINT NOT NULL DEFAULT 1;

UPDATE sync SET reported = incarnation WHERE incarnation > 1;
