-- People whom the OpenID provider let in; they are known by its tokens, and kept to be listed and blocked.
CREATE TABLE hub_user (
    id         BIGINT         NOT NULL AUTO_INCREMENT PRIMARY KEY,
    hash       BINARY(16)     NOT NULL UNIQUE COMMENT 'keyed hash of issuer and subject',
    subject    VARBINARY(1200) NOT NULL COMMENT 'sealed with the hash',
    name       VARBINARY(1200) NULL COMMENT 'sealed with the hash: what the provider calls them; null if it does not say',
    roles      VARCHAR(100)   NOT NULL COMMENT 'ours, with commas, as of last_seen',
    first_seen DATETIME(6)    NOT NULL,
    last_seen  DATETIME(6)    NOT NULL COMMENT 'to the hour',
    blocked_at DATETIME(6)    NULL,
    blocked_by VARCHAR(300)   NULL,
    KEY (last_seen)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
