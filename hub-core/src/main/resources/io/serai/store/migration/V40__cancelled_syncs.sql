-- Somebody wants a run of a sync to end, whichever hub it is in.
ALTER TABLE sync_state
    ADD COLUMN cancelled_run BIGINT NULL COMMENT 'the last run that somebody wanted to end';
