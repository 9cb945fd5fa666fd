-- Names of traits, namespaces and purposes as small numbers, so that a sealed row does not repeat them.
CREATE TABLE vocabulary (
    id   SMALLINT    NOT NULL PRIMARY KEY,
    name VARCHAR(63) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE
);
