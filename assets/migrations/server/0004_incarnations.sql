-- In which incarnation of the site a device last said what it holds (protocol rule 15). While a
-- kiosk has not said so in the current one, nothing is granted.

ALTER TABLE devices ADD COLUMN incarnation BIGINT NOT NULL DEFAULT 1;
