-- Traits that the hub computes, their values, and when the clock alone may next change one.

CREATE TABLE computed_trait (
    id          INT         NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name        VARCHAR(63) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    type        VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the word of its values'' type',
    hash        BINARY(32)  NOT NULL COMMENT 'of the compiled computation: another hash is another trait',
    sequence    BIGINT      NOT NULL COMMENT 'hub_clock.sequence up to which its values are right',
    computed_at DATETIME(6) NULL COMMENT 'NULL until built with this computation',
    filled      BIGINT      NOT NULL COMMENT 'profiles with a value',
    error_code  VARCHAR(63) NULL COMMENT 'why the last try failed; the values are those before it',
    error       VARCHAR(1000) NULL,
    UNIQUE KEY (name)
) DEFAULT CHARACTER SET utf8mb4;

-- One of number, text, moment and items holds the value, as the trait's type has it. No row is no value.
CREATE TABLE computed_value (
    trait_id   INT           NOT NULL,
    profile_id BIGINT        NOT NULL,
    number     DECIMAL(25,6) NULL COMMENT 'whole, decimal, money; boolean as 0 or 1',
    text       VARCHAR(255)  NULL,
    moment     DATETIME(6)   NULL COMMENT 'datetime; date as its first moment',
    items      JSON          NULL COMMENT 'list',
    PRIMARY KEY (trait_id, profile_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- As segment_recheck: before recheck_at, the passing of time cannot change this profile's value.
CREATE TABLE computed_recheck (
    trait_id   INT         NOT NULL,
    profile_id BIGINT      NOT NULL,
    recheck_at DATETIME(6) NOT NULL,
    PRIMARY KEY (trait_id, profile_id),
    KEY (trait_id, recheck_at)
);
