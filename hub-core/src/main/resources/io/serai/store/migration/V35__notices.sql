-- What is to be told to whom, once. What was told stays for some days.
CREATE TABLE notice (
    id        BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
    alert     VARCHAR(63)   NOT NULL,
    event     ENUM('raised', 'changed', 'cleared') NOT NULL,
    trouble   VARCHAR(20)   NOT NULL,
    kind      VARCHAR(20)   NOT NULL,
    name      VARCHAR(255)  NOT NULL,
    code      VARCHAR(63)   NOT NULL,
    since     DATETIME(6)   NOT NULL,
    message   VARCHAR(1000) NOT NULL,
    cure      VARCHAR(1000) NOT NULL,
    link      VARCHAR(500)  NOT NULL,
    at        DATETIME(6)   NOT NULL,
    attempts  INT           NOT NULL DEFAULT 0,
    next_at   DATETIME(6)   NOT NULL,
    told_at   DATETIME(6)   NULL,
    failure   VARCHAR(1000) NULL,
    KEY (told_at, next_at)
);
