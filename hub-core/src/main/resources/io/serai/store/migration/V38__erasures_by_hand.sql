-- Whoever was taken off a destination may still be known there, whether it can erase or not: where it cannot, somebody
-- erases them by hand.
ALTER TABLE sync_member MODIFY state ENUM('held', 'sent', 'absent', 'gone') NOT NULL
    COMMENT 'gone: taken off, and perhaps still known, until an erasure';

ALTER TABLE sync_state ADD COLUMN erases BOOLEAN NOT NULL DEFAULT TRUE
    COMMENT 'whether the destination could erase when the last run was planned';
