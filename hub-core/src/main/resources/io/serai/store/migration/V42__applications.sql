-- A hub whose schema and rules are not those last applied to the store must not write by them.
ALTER TABLE hub_clock
    ADD COLUMN applied BIGINT NOT NULL DEFAULT 0 COMMENT 'how often a profile schema and match rules were applied';
