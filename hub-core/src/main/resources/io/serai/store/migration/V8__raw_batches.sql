-- What sources yielded, as it came, for as long as the stream's keep_raw says: to be mapped again.
CREATE TABLE raw_batch (
    id          BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    stream      VARCHAR(127) NOT NULL COMMENT 'source.stream',
    run_id      BIGINT      NOT NULL,
    records     INT         NOT NULL,
    observed_at DATETIME(6) NOT NULL COMMENT 'when records were true that do not say so themselves',
    payload     LONGBLOB    NOT NULL COMMENT 'sealed, compressed: a line of JSON a record',
    created_at  DATETIME(6) NOT NULL,
    expires_at  DATETIME(6) NOT NULL,
    KEY (stream, id),
    KEY (expires_at)
);
