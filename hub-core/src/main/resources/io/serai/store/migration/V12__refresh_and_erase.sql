-- Members that are sent again as they are, because the destination forgets them after a while.
ALTER TABLE outbox ADD COLUMN refresh BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE sync_outcome
    MODIFY outcome ENUM('delivered', 'rejected', 'withheld', 'retried', 'refreshed') NOT NULL
    COMMENT 'refreshed are among the delivered';

-- Erasures are operations beside the others.
ALTER TABLE outbox MODIFY operation ENUM('remove', 'add', 'erase') NOT NULL;
ALTER TABLE sync_job MODIFY operation ENUM('remove', 'add', 'erase') NOT NULL;
ALTER TABLE sync_outcome MODIFY operation ENUM('remove', 'add', 'erase') NOT NULL;

-- gone: taken off a destination that may still know the person, and can erase. Kept so that an erasure reaches it.
ALTER TABLE sync_member MODIFY state ENUM('held', 'sent', 'absent', 'gone') NOT NULL;
