-- Records, identity, profiles, events and the books. Times are UTC; observed_at counts microseconds since 1970.
-- No foreign keys: every write is one transaction of the hub, and bulk loading pays for each key.

CREATE TABLE hub_clock (
    id           TINYINT NOT NULL PRIMARY KEY,
    sequence     BIGINT  NOT NULL COMMENT 'number of the last ingest transaction; its row lock puts them in order',
    next_subject BIGINT  NOT NULL,
    key_check    VARBINARY(32) NULL COMMENT 'keyed hash of a constant: tells a wrong key file at start'
);
INSERT INTO hub_clock (id, sequence, next_subject) VALUES (1, 0, 1);

CREATE TABLE stream (
    id     SMALLINT    NOT NULL AUTO_INCREMENT PRIMARY KEY,
    source VARCHAR(63) NOT NULL,
    name   VARCHAR(63) NOT NULL,
    UNIQUE KEY (source, name)
);

-- One row is one subject: the latest state of one record of one stream.
CREATE TABLE source_record (
    id           BIGINT     NOT NULL PRIMARY KEY COMMENT 'the subject',
    record_key   BINARY(16) NOT NULL COMMENT 'keyed hash of stream and key',
    profile_id   BIGINT     NOT NULL COMMENT '0 when deleted',
    stream_id    SMALLINT   NOT NULL,
    content_hash BIGINT     NOT NULL,
    observed_at  BIGINT     NOT NULL,
    state        BLOB       NOT NULL COMMENT 'sealed: key, identifiers, traits, consents, each with its own time',
    UNIQUE KEY (record_key),
    KEY (profile_id)
);

CREATE TABLE identifier (
    hash       BINARY(16) NOT NULL COMMENT 'keyed hash of namespace and value',
    subject_id BIGINT     NOT NULL,
    PRIMARY KEY (hash, subject_id)
);

-- Values on more subjects than their namespace allows: they link no one until enough holders are gone.
CREATE TABLE generic_identifier (
    hash    BINARY(16) NOT NULL PRIMARY KEY,
    holders INT        NOT NULL
);

CREATE TABLE match_decision (
    id         BIGINT                 NOT NULL AUTO_INCREMENT PRIMARY KEY,
    low_key    BINARY(16)             NOT NULL COMMENT 'record_key, the smaller of the two',
    high_key   BINARY(16)             NOT NULL,
    kind       ENUM('must', 'cannot') NOT NULL,
    actor      VARCHAR(100)           NOT NULL,
    reason     VARCHAR(500)           NOT NULL,
    decided_at DATETIME(6)            NOT NULL,
    UNIQUE KEY (low_key, high_key),
    KEY (high_key)
);

-- A profile that was merged away or lost its last record keeps its row: redirect_to names the survivor, 0 nobody.
-- Trait columns (t_...) and consent columns (c_...) are added from the profile schema.
CREATE TABLE profile (
    id          BIGINT      NOT NULL PRIMARY KEY,
    redirect_to BIGINT      NULL,
    changed     BIGINT      NOT NULL COMMENT 'sequence of the ingest transaction that last changed it',
    first_seen  DATETIME(6) NOT NULL,
    last_seen   DATETIME(6) NOT NULL,
    subjects    INT         NOT NULL,
    divided     BOOLEAN     NOT NULL COMMENT 'a link leads out of it: a limit or a decision cut its component',
    sealed      BLOB        NOT NULL COMMENT 'sealed: identifiers and pii traits',
    KEY (changed)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE identity_change (
    id              BIGINT                 NOT NULL AUTO_INCREMENT PRIMARY KEY,
    sequence        BIGINT                 NOT NULL,
    changed_at      DATETIME(6)            NOT NULL,
    kind            ENUM('merge', 'split') NOT NULL,
    profile_id      BIGINT                 NOT NULL COMMENT 'the profile that gained or lost subjects',
    other_id        BIGINT                 NOT NULL COMMENT 'the profile merged into it or split from it',
    cause           VARCHAR(200)           NOT NULL,
    moved           JSON                   NOT NULL COMMENT 'ids of the subjects that moved',
    KEY (profile_id),
    KEY (other_id)
);

CREATE TABLE event (
    subject_id BIGINT      NOT NULL,
    time       DATETIME(6) NOT NULL,
    id         BINARY(16)  NOT NULL COMMENT 'keyed hash of stream and event id',
    type       VARCHAR(63) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    properties JSON        NOT NULL,
    PRIMARY KEY (subject_id, time, id),
    UNIQUE KEY (id),
    KEY (type, time)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE consent_event (
    id          BIGINT                               NOT NULL AUTO_INCREMENT PRIMARY KEY,
    subject_id  BIGINT                               NOT NULL,
    purpose     VARCHAR(63)                          NOT NULL,
    state       ENUM('granted', 'denied', 'removed') NOT NULL,
    observed_at BIGINT                               NOT NULL,
    sequence    BIGINT                               NOT NULL,
    KEY (subject_id)
);

-- scope send: never delivered to a destination; scope ingest: never stored at all, and never delivered.
CREATE TABLE suppression (
    hash       BINARY(16)              NOT NULL PRIMARY KEY COMMENT 'as in identifier',
    scope      ENUM('send', 'ingest')  NOT NULL,
    reason     VARCHAR(500)            NOT NULL,
    actor      VARCHAR(100)            NOT NULL,
    created_at DATETIME(6)             NOT NULL
);

CREATE TABLE run (
    id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    kind        ENUM('import', 'segment', 'sync', 'identity') NOT NULL,
    name        VARCHAR(200) NOT NULL COMMENT 'source.stream, segment or sync',
    detail      VARCHAR(500) NOT NULL DEFAULT '' COMMENT 'such as the file name',
    state       ENUM('running', 'finished', 'failed', 'cancelled', 'held') NOT NULL,
    started_at  DATETIME(6)  NOT NULL,
    updated_at  DATETIME(6)  NOT NULL,
    finished_at DATETIME(6)  NULL,
    read_count  BIGINT       NOT NULL DEFAULT 0,
    stored      BIGINT       NOT NULL DEFAULT 0,
    unchanged   BIGINT       NOT NULL DEFAULT 0,
    invalid     BIGINT       NOT NULL DEFAULT 0,
    suppressed  BIGINT       NOT NULL DEFAULT 0,
    events      BIGINT       NOT NULL DEFAULT 0,
    selected    BIGINT       NOT NULL DEFAULT 0,
    delivered   BIGINT       NOT NULL DEFAULT 0,
    rejected    BIGINT       NOT NULL DEFAULT 0,
    withheld    BIGINT       NOT NULL DEFAULT 0,
    pending     BIGINT       NOT NULL DEFAULT 0,
    error_code  VARCHAR(63)  NULL,
    error       VARCHAR(1000) NULL,
    KEY (kind, name, id)
);

CREATE TABLE dead_letter (
    id         BIGINT                    NOT NULL AUTO_INCREMENT PRIMARY KEY,
    run_id     BIGINT                    NOT NULL,
    stage      ENUM('import', 'sync')    NOT NULL,
    name       VARCHAR(200)              NOT NULL COMMENT 'source.stream or sync',
    position   BIGINT                    NOT NULL COMMENT 'record number in its file, or profile id',
    code       VARCHAR(63)               NOT NULL,
    field      VARCHAR(200)              NOT NULL,
    reason     VARCHAR(1000)             NOT NULL,
    payload    MEDIUMBLOB                NOT NULL COMMENT 'sealed: the raw record',
    state      ENUM('open', 'retried', 'discarded') NOT NULL DEFAULT 'open',
    attempts   INT                       NOT NULL DEFAULT 0,
    created_at DATETIME(6)               NOT NULL,
    updated_at DATETIME(6)               NOT NULL,
    KEY (run_id),
    KEY (stage, name, state)
);

CREATE TABLE checkpoint (
    name       VARCHAR(200) NOT NULL PRIMARY KEY,
    value      JSON         NOT NULL,
    updated_at DATETIME(6)  NOT NULL
);

CREATE TABLE lease (
    name       VARCHAR(200) NOT NULL PRIMARY KEY,
    owner      VARCHAR(100) NOT NULL,
    token      BIGINT       NOT NULL COMMENT 'fencing: grows with every new holder',
    expires_at DATETIME(6)  NOT NULL
);

CREATE TABLE applied_config (
    name       VARCHAR(63)  NOT NULL PRIMARY KEY COMMENT 'such as identity',
    hash       BINARY(32)   NOT NULL,
    text       MEDIUMTEXT   NOT NULL,
    applied_at DATETIME(6)  NOT NULL
);
