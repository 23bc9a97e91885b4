-- From here on a guest's details are sealed in contents.content before they are committed. What an
-- older version has committed holds its guest in the clear: unsealed = 1.
-- Such an operation that the server has not answered stays as it is. It may have been sent and its
-- answer lost, and the server knows a repeat by its bytes (protocol rule 2), so it is never sealed
-- afterwards: it is sent as it was committed, the server accepts a booking without a seal as it
-- always did, and the store overwrites the guest together with the answer. One that was answered
-- while its guest was not forgotten yet is overwritten when the store is next opened.

ALTER TABLE operations ADD COLUMN unsealed BIGINT NOT NULL DEFAULT 0;

UPDATE operations SET unsealed = 1
  WHERE booking_id IS NOT NULL AND (state = 0 OR forgotten = 0);

CREATE INDEX operations_unsealed ON operations (unsealed) WHERE unsealed = 1;

-- Said whether the guest had left the ticket screen.
ALTER TABLE operations DROP COLUMN forgotten;
