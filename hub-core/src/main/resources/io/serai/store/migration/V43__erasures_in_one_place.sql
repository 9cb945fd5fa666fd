-- Whom a destination was sent for a person is asked by the person's profile.
ALTER TABLE sync_member ADD KEY (profile_id);

-- A person may be known to a destination by two identifiers, of which one is refused.
ALTER TABLE dead_letter ADD COLUMN member BINARY(16) NULL COMMENT 'of a sync: who was refused, as in sync_member';
UPDATE dead_letter d JOIN sync_state s ON s.name = d.name
    JOIN sync_member m ON m.sync_id = s.id AND m.profile_id = d.position AND m.refused_hash IS NOT NULL
    SET d.member = m.member WHERE d.stage = 'sync' AND d.state = 'open';
