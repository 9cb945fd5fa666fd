-- How each stream fared when a hub last looked at it, and what needs somebody, since when.
CREATE TABLE stream_look (
    stream  VARCHAR(200)  NOT NULL PRIMARY KEY COMMENT 'source.stream',
    at      DATETIME(6)   NOT NULL,
    code    VARCHAR(63)   NULL COMMENT 'NULL: it went well',
    message VARCHAR(1000) NULL
);

CREATE TABLE concern (
    trouble VARCHAR(20)   NOT NULL,
    kind    VARCHAR(20)   NOT NULL,
    name    VARCHAR(255)  NOT NULL,
    code    VARCHAR(63)   NOT NULL,
    since   DATETIME(6)   NOT NULL,
    PRIMARY KEY (trouble, kind, name)
);
