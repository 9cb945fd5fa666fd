-- A run that waits for nothing but the jobs of a destination lets go: whoever asks after them goes on with it.
ALTER TABLE run MODIFY state ENUM('running', 'finished', 'failed', 'cancelled', 'held', 'waiting') NOT NULL;

ALTER TABLE sync_state ADD COLUMN planned BIGINT NOT NULL DEFAULT 0 COMMENT 'the run whose plan is in the outbox';
