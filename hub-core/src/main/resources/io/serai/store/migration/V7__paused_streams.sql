-- Streams of sources that take in nothing until a person resumes them.
CREATE TABLE paused_stream (
    name      VARCHAR(200) NOT NULL PRIMARY KEY COMMENT 'source.stream',
    paused_at DATETIME(6)  NOT NULL
);
