-- Beside the profile schema and the match rules, the models these name, by file.
ALTER TABLE applied_config MODIFY name VARCHAR(255) NOT NULL COMMENT 'such as identity, or model/people.yaml';
