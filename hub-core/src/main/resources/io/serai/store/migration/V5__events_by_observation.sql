-- Of two statements about one event the one observed last holds. Events stored before this have been observed "never".
ALTER TABLE event
    ADD COLUMN observed_at BIGINT NOT NULL DEFAULT 0 COMMENT 'of the statement that holds; microseconds since 1970';
