-- People at browsers: a credential that was shown once and is shown again for them at each request.
CREATE TABLE session (
    id      BINARY(16)    NOT NULL PRIMARY KEY COMMENT 'keyed hash of the random word that the browser has',
    sealed  VARBINARY(8192) NOT NULL COMMENT 'sealed with the id: the credential',
    ends_at DATETIME(6)   NOT NULL,
    KEY (ends_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
