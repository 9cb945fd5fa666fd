-- What lets machines in; a revoked key has no row any more.
CREATE TABLE api_key (
    prefix     CHAR(8)      NOT NULL PRIMARY KEY COMMENT 'the part of the key that is no secret',
    name       VARCHAR(63)  NOT NULL UNIQUE,
    hash       BINARY(32)   NOT NULL COMMENT 'SHA-256 of the whole key',
    role       VARCHAR(20)  NOT NULL,
    scope      VARCHAR(500) NOT NULL COMMENT 'the permissions it is narrowed to, with commas; empty for all of the role',
    created_at DATETIME(6)  NOT NULL,
    created_by VARCHAR(300) NOT NULL,
    expires_at DATETIME(6)  NULL,
    last_used  DATE         NULL
) DEFAULT CHARACTER SET ascii COLLATE ascii_bin;
ALTER TABLE api_key MODIFY created_by VARCHAR(300) CHARACTER SET utf8mb4 NOT NULL;
