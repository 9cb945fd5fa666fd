-- What lets machines in; a revoked key has no row any more.
CREATE TABLE api_key (
    prefix     CHAR(8)      NOT NULL PRIMARY KEY COMMENT 'the part of the key that is no secret',
    name       VARCHAR(63)  NOT NULL UNIQUE,
    hash       BINARY(16)   NOT NULL COMMENT 'keyed hash of the whole key, its name, role, scope and end',
    role       VARCHAR(20)  NOT NULL,
    scope      VARCHAR(500) NOT NULL COMMENT 'the permissions it is narrowed to, with commas; empty for all of the role',
    created_at DATETIME(6)  NOT NULL,
    created_by VARCHAR(300) NOT NULL,
    expires_at DATETIME(6)  NULL,
    last_used  DATE         NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- What was answered to requests that may come again, and what is being answered.
CREATE TABLE answer (
    id         BINARY(16)  NOT NULL PRIMARY KEY COMMENT 'keyed hash of caller and idempotency key',
    request    BINARY(16)  NOT NULL COMMENT 'keyed hash of method, path, query and body',
    created_at DATETIME(6) NOT NULL,
    sealed     MEDIUMBLOB  NULL COMMENT 'sealed: status, headers and body; null until it is answered',
    KEY (created_at)
);
