-- Blocking keys of the match model: what two records must share to be compared. A section is one set of fields and keys;
-- rows of another than the one in force are left over, and looked at by nobody.
CREATE TABLE match_key (
    section    INT        NOT NULL,
    hash       BINARY(16) NOT NULL COMMENT 'keyed hash of the key and the values it is made of',
    subject_id BIGINT     NOT NULL,
    PRIMARY KEY (section, hash, subject_id)
);

-- How many hold a generic value is counted when one of them lets go of it.
ALTER TABLE generic_identifier DROP COLUMN holders;
