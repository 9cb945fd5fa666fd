-- Definitions made over the API, every version of each. A file of the same kind and name goes before them.
CREATE TABLE definition (
    kind       VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name       VARCHAR(63)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version    INT          NOT NULL,
    text       MEDIUMTEXT   NULL COMMENT 'NULL: removed',
    actor      VARCHAR(200) NOT NULL,
    changed_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (kind, name, version)
) DEFAULT CHARACTER SET utf8mb4;
