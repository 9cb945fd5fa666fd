-- Jobs that destinations work on: what was accepted and not yet answered.
CREATE TABLE sync_job (
    id        BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    sync_id   INT          NOT NULL,
    run_id    BIGINT       NOT NULL COMMENT 'the run that sent its members: their outcomes are in its books',
    operation ENUM('remove', 'add') NOT NULL,
    token     VARCHAR(500) NOT NULL COMMENT 'the destination''s name for it',
    every_ms  BIGINT       NOT NULL,
    next_at   DATETIME(6)  NOT NULL COMMENT 'when it is asked after',
    until_at  DATETIME(6)  NOT NULL COMMENT 'when its members are in doubt',
    KEY (sync_id, next_at)
);

ALTER TABLE outbox
    ADD COLUMN job_id BIGINT NULL COMMENT 'the job that works on it; it is not sent meanwhile',
    ADD COLUMN place  INT    NULL COMMENT 'in the job''s request, from 0',
    ADD COLUMN most   INT    NULL COMMENT 'how many may be sent with it, where one of them is refused and not told which',
    ADD KEY job (sync_id, job_id, place);
