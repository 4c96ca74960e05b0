-- A refund that ended without the whole sum being back is asked for anew, under the key of the next attempt. Earlier code keeps asking
-- under the first one.

ALTER TABLE checkouts ADD COLUMN refund_attempt int NOT NULL DEFAULT 0;

-- Returns that wait for a refund which may have failed: what is left is asked for once more.
UPDATE checkouts SET todo = '{refund}', next_attempt_at = now(), version = version + 1
WHERE phase = 'returning' AND NOT repaid AND todo = '{}';
