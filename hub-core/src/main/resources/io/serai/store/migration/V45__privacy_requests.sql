-- What people ask of whoever holds their data, until it is done; what was done is in the audit trail.
CREATE TABLE privacy_request (
    id        BIGINT         NOT NULL AUTO_INCREMENT PRIMARY KEY,
    kind      VARCHAR(20)    NOT NULL,
    law       VARCHAR(10)    NOT NULL,
    namespace VARCHAR(63)    NOT NULL,
    hash      BINARY(16)     NOT NULL COMMENT 'of the identifier, as everywhere',
    sealed    VARBINARY(1200) NULL COMMENT 'sealed with the hash: the identifier; null once who asked has been erased',
    received  DATE           NOT NULL,
    due       DATE           NOT NULL COMMENT 'the last day that the law gives',
    state     VARCHAR(10)    NOT NULL,
    opened_by VARCHAR(300)   NOT NULL,
    closed_at DATETIME(6)    NULL,
    closed_by VARCHAR(300)   NULL,
    note      VARCHAR(500)   NOT NULL COMMENT 'how it was fulfilled, or why it was refused',
    KEY (state, due),
    KEY (hash)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
