-- Members that are sent again as they are, because the destination forgets them after a while.
ALTER TABLE outbox ADD COLUMN refresh BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE sync_outcome
    MODIFY outcome ENUM('delivered', 'rejected', 'withheld', 'retried', 'refreshed') NOT NULL
    COMMENT 'refreshed are among the delivered';
