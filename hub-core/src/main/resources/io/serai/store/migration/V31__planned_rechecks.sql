-- Rechecks are written for the days ahead only; what was written without an end is planned anew at once.
ALTER TABLE segment
    ADD COLUMN planned_until DATETIME(6) NULL COMMENT 'segment_recheck has what the clock changes before it; NULL when it changes nothing';
UPDATE segment SET planned_until = computed_at;

-- Who changed is looked up for all segments at once.
ALTER TABLE segment_recheck DROP PRIMARY KEY, ADD PRIMARY KEY (profile_id, segment_id);
