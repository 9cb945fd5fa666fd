-- Syncs: what each destination holds (the ledger), what is to be sent (the outbox), what came back.
-- member is the keyed hash of the identifier a destination knows a person by, as in identifier.hash.

CREATE TABLE sync_state (
    id          INT         NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name        VARCHAR(63) NOT NULL UNIQUE,
    destination VARCHAR(63) NOT NULL COMMENT 'whose ledger this is',
    paused      BOOLEAN     NOT NULL DEFAULT FALSE,
    released    BOOLEAN     NOT NULL DEFAULT FALSE COMMENT 'the brake lets the next plan pass',
    run_id      BIGINT      NOT NULL DEFAULT 0 COMMENT 'the last run'
);

-- state held: the destination holds the payload of held_hash. sent: an answer is owed, so it may hold the member.
-- absent: it holds nothing; the row is kept for refused_hash, the payload it refused (all zero: a removal).
CREATE TABLE sync_member (
    sync_id      INT        NOT NULL,
    member       BINARY(16) NOT NULL,
    profile_id   BIGINT     NOT NULL COMMENT 'the profile it was sent for',
    state        ENUM('held', 'sent', 'absent') NOT NULL,
    held_hash    BINARY(16) NULL,
    refused_hash BINARY(16) NULL,
    sealed       BLOB       NOT NULL COMMENT 'the payload sent last: a removal can name the member whatever became of the profile',
    updated_at   DATETIME(6) NOT NULL,
    PRIMARY KEY (sync_id, member)
);

CREATE TABLE outbox (
    sync_id      INT        NOT NULL,
    member       BINARY(16) NOT NULL,
    profile_id   BIGINT     NOT NULL,
    operation    ENUM('remove', 'add') NOT NULL COMMENT 'sent in this order',
    payload_hash BINARY(16) NOT NULL,
    sealed       BLOB       NOT NULL,
    attempts     INT        NOT NULL DEFAULT 0,
    first_at     DATETIME(6) NULL COMMENT 'of the first attempt: the retry horizon counts from here',
    next_at      DATETIME(6) NOT NULL,
    PRIMARY KEY (sync_id, member),
    KEY due (sync_id, operation, next_at)
);

CREATE TABLE sync_outcome (
    run_id    BIGINT      NOT NULL,
    operation ENUM('remove', 'add') NOT NULL,
    outcome   ENUM('delivered', 'rejected', 'withheld', 'retried') NOT NULL,
    code      VARCHAR(63) NOT NULL COMMENT 'why; empty if delivered',
    count     BIGINT      NOT NULL,
    PRIMARY KEY (run_id, operation, outcome, code)
);
