-- The fields that a stream's records have at their top. What came after the first run that is noted here is news.
CREATE TABLE stream_field (
    stream_id SMALLINT    NOT NULL,
    name      VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
    run_id    BIGINT      NOT NULL COMMENT 'that came by it first',
    seen_at   DATETIME(6) NOT NULL,
    PRIMARY KEY (stream_id, name),
    KEY (run_id)
);

-- What a vendor handed out instead of a secret of the configuration, such as the next refresh token.
CREATE TABLE kept_secret (
    origin     BINARY(16)  NOT NULL PRIMARY KEY COMMENT 'keyed hash of the secret as it was given',
    sealed     BLOB        NOT NULL,
    updated_at DATETIME(6) NOT NULL
);
