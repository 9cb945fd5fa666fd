-- Secrets given over the API, which definitions made over it name.
CREATE TABLE secret (
    name       VARCHAR(63)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    version    INT          NOT NULL,
    sealed     MEDIUMBLOB   NOT NULL,
    actor      VARCHAR(200) CHARACTER SET utf8mb4 NOT NULL,
    changed_at DATETIME(6)  NOT NULL
);
