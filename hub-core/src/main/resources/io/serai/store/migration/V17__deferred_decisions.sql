-- A possible match that somebody looked at and put off: it links no one and keeps no one apart.
ALTER TABLE match_decision MODIFY kind ENUM('must', 'cannot', 'deferred') NOT NULL;
