-- Who did what; rows are only ever added. Each is sealed with the seal of the one before it.
CREATE TABLE audit (
    id      BIGINT       NOT NULL PRIMARY KEY COMMENT 'counts from 1 without gaps',
    at      DATETIME(6)  NOT NULL,
    actor   VARCHAR(300) NOT NULL,
    action  VARCHAR(40)  NOT NULL,
    target  VARCHAR(300) NOT NULL COMMENT 'names, numbers and keyed hashes, never personal data',
    reason  VARCHAR(500) NOT NULL,
    request VARCHAR(36)  NOT NULL COMMENT 'empty for what came by no request',
    seal    BINARY(16)   NOT NULL COMMENT 'keyed hash of the row and of the seal before it'
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- One row: whoever adds to the trail locks it, and a trail that lost its end does not fit it.
CREATE TABLE audit_head (
    id   TINYINT    NOT NULL PRIMARY KEY,
    last BIGINT     NOT NULL COMMENT 'the highest id in audit',
    seal BINARY(16) NOT NULL COMMENT 'the seal of that row'
);
INSERT INTO audit_head (id, last, seal) VALUES (1, 0, REPEAT(CHAR(0), 16));

-- Callers have longer names than there were.
ALTER TABLE match_decision MODIFY actor VARCHAR(300) NOT NULL;
ALTER TABLE suppression MODIFY actor VARCHAR(300) NOT NULL;
ALTER TABLE identity_change MODIFY cause VARCHAR(400) NOT NULL;
