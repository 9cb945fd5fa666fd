-- The records that a read of a whole stream has come by; what is stored and not among them is gone at the source.
CREATE TABLE roll_call (
    run_id     BIGINT     NOT NULL,
    record_key BINARY(16) NOT NULL COMMENT 'as in source_record',
    PRIMARY KEY (run_id, record_key)
);

-- Numbers grow, so within a stream rows are added at the index's end: that costs a load next to nothing.
ALTER TABLE source_record ADD KEY (stream_id);

ALTER TABLE stream ADD COLUMN called_at DATETIME(6) NULL COMMENT 'when the latest read of everything began';
