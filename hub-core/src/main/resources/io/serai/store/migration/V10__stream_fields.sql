-- The fields that a stream's records have at their top. What came after the first run that is noted here is news.
CREATE TABLE stream_field (
    stream_id SMALLINT    NOT NULL,
    name      VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
    run_id    BIGINT      NOT NULL COMMENT 'that came by it first',
    seen_at   DATETIME(6) NOT NULL,
    PRIMARY KEY (stream_id, name),
    KEY (run_id)
);
