-- What live profiles share as members of households and accounts. A group is the profiles of one hash, and is stored nowhere
-- else; as many as make an institution are counted when somebody asks.
CREATE TABLE profile_group (
    level      ENUM('household', 'account') NOT NULL,
    hash       BINARY(16)                   NOT NULL COMMENT 'keyed hash of the level, the fields and what they say',
    profile_id BIGINT                       NOT NULL,
    PRIMARY KEY (level, hash, profile_id),
    KEY (profile_id)
);
