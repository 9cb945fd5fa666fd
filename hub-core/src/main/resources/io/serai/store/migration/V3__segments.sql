-- Segments, who is in them, who came and went, and when the clock alone may next change that.

CREATE TABLE segment (
    id            INT         NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name          VARCHAR(63) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    definition    MEDIUMTEXT  NOT NULL COMMENT 'the condition in one line, for people',
    hash          BINARY(32)  NOT NULL COMMENT 'of the compiled condition: another hash is another segment',
    version       INT         NOT NULL COMMENT 'counts the definitions',
    built_version INT         NOT NULL COMMENT 'the version its members were computed with; 0 never',
    sequence      BIGINT      NOT NULL COMMENT 'hub_clock.sequence up to which its members are right',
    computed_at   DATETIME(6) NULL,
    members       BIGINT      NOT NULL,
    error_code    VARCHAR(63) NULL COMMENT 'why the last try failed; the members are those before it',
    error         VARCHAR(1000) NULL,
    UNIQUE KEY (name)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE membership (
    segment_id INT         NOT NULL,
    profile_id BIGINT      NOT NULL,
    since      DATETIME(6) NOT NULL,
    PRIMARY KEY (segment_id, profile_id),
    KEY (profile_id)
);

-- The ordered log that syncs and journeys follow; it outlives its segment. Within a segment the ids are in the order of
-- commit, because whoever writes holds the segment's row; across segments they need not be.
CREATE TABLE membership_change (
    id         BIGINT                    NOT NULL AUTO_INCREMENT PRIMARY KEY,
    segment_id INT                       NOT NULL,
    profile_id BIGINT                    NOT NULL,
    kind       ENUM('entered', 'exited') NOT NULL,
    changed_at DATETIME(6)               NOT NULL,
    sequence   BIGINT                    NOT NULL COMMENT 'position in hub_clock the segment was brought to',
    KEY (segment_id, id),
    KEY (profile_id)
);

-- Members and others alike: before recheck_at, no condition on time can give another answer for this profile.
CREATE TABLE segment_recheck (
    segment_id INT         NOT NULL,
    profile_id BIGINT      NOT NULL,
    recheck_at DATETIME(6) NOT NULL,
    PRIMARY KEY (segment_id, profile_id),
    KEY (segment_id, recheck_at)
);
