package io.serai.connectors.jdbc;

import io.serai.connector.Secret;
import io.serai.connectors.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** What differs between the databases. */
enum Dialect {
    POSTGRESQL(
            "jdbc:postgresql:",
            "\"",
            "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
            List.of("SET TIME ZONE 'UTC'"),
            "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint",
            // The second column: whether the first can be believed. Without the right, the others' starts are null.
            """
            SELECT (extract(epoch FROM least(clock_timestamp(), min(xact_start))) * 1000000)::bigint,
                   pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')
              FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()
               AND backend_type NOT IN ('autovacuum worker', 'walsender')
               AND application_name <> 'serai'"""),
    MARIADB("jdbc:mariadb:", "`", mySqlReadOnly(), mySqlSession(), mySqlClock(), mySqlWriters("MAX(TIME_MS) * 1000")),
    /** Spoken to by MariaDB's driver. Its list of statements knows whole seconds only. */
    MYSQL("jdbc:mysql:", "`", mySqlReadOnly(), mySqlSession(), mySqlClock(), mySqlWriters("(MAX(TIME) + 1) * 1000000"));

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(5);

    private final String urlPrefix;
    private final String quote;
    private final String readOnly;
    private final List<String> session;
    private final String clock;
    private final String oldestWriter;

    Dialect(String urlPrefix, String quote, String readOnly, List<String> session, String clock, String oldestWriter) {
        this.urlPrefix = urlPrefix;
        this.quote = quote;
        this.readOnly = readOnly;
        this.session = session;
        this.clock = clock;
        this.oldestWriter = oldestWriter;
    }

    static Optional<Dialect> of(String url) {
        return List.of(values()).stream()
                .filter(dialect -> url.startsWith(dialect.urlPrefix))
                .findFirst();
    }

    /**
     * As the driver wants it. MySQL 8 and newer take a password over TLS alone unless told otherwise, and make themselves a
     * certificate that nobody else knows; so TLS is spoken without a look at it where the address says nothing of TLS.
     */
    String driverUrl(String url) {
        if (this != MYSQL) {
            return url;
        }
        String driverUrl = MARIADB.urlPrefix + url.substring(urlPrefix.length());
        return driverUrl.contains("sslMode=")
                ? driverUrl
                : driverUrl + (driverUrl.contains("?") ? '&' : '?') + "sslMode=trust";
    }

    Properties properties(Optional<String> user, Optional<Secret> password) {
        Properties properties = new Properties();
        user.ifPresent(name -> properties.setProperty("user", name));
        password.ifPresent(secret -> properties.setProperty("password", secret.reveal()));
        if (this == POSTGRESQL) {
            properties.setProperty("connectTimeout", Long.toString(CONNECT.toSeconds()));
            properties.setProperty("socketTimeout", Long.toString(ANSWER.toSeconds()));
            properties.setProperty("ApplicationName", "serai");
            // A key of type uuid or enum is compared with a text.
            properties.setProperty("stringtype", "unspecified");
        } else {
            properties.setProperty("connectTimeout", Long.toString(CONNECT.toMillis()));
            properties.setProperty("socketTimeout", Long.toString(ANSWER.toMillis()));
        }
        return properties;
    }

    /** What every connection begins with: its times are UTC, and to a source it may read only. */
    List<String> session(Side side) {
        List<String> all = new ArrayList<>(session);
        if (side == Side.SOURCE) {
            all.add(0, readOnly);
        }
        return all;
    }

    /**
     * A statement that inserts a row, or updates the one with the same key.
     *
     * @param columns the key first
     */
    String upsert(String table, List<String> columns) {
        List<String> names = columns.stream().map(this::quotedColumn).toList();
        String fresh = this == POSTGRESQL ? "EXCLUDED.%s" : "VALUES(%s)";
        // Setting the key to itself: a row without further columns must not fail either.
        String changes =
                names.stream().map(name -> name + " = " + fresh.formatted(name)).collect(Collectors.joining(", "));
        return "INSERT INTO " + quoted(table) + " (" + String.join(", ", names) + ") VALUES ("
                + String.join(", ", Collections.nCopies(names.size(), "?")) + ") "
                + (this == POSTGRESQL
                        ? "ON CONFLICT (" + names.get(0) + ") DO UPDATE SET "
                        : "ON DUPLICATE KEY UPDATE ")
                + changes;
    }

    /** The server's clock, in microseconds since 1970. */
    String clock() {
        return clock;
    }

    /**
     * When the oldest transaction or statement of anyone else began that may still write, or the clock if there is none,
     * in microseconds since 1970; and whether we are shown all of them.
     */
    String oldestWriter() {
        return oldestWriter;
    }

    /** A name of the catalogue as SQL, its parts parted by dots. */
    String quoted(String name) {
        return quote
                + String.join(
                        quote + "." + quote, name.replace(quote, quote + quote).split("\\.", -1))
                + quote;
    }

    /** One name that may hold dots. */
    String quotedColumn(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    private static String mySqlReadOnly() {
        return "SET SESSION TRANSACTION READ ONLY";
    }

    private static List<String> mySqlSession() {
        return List.of("SET time_zone = '+00:00'", "SET NAMES utf8mb4");
    }

    private static String mySqlClock() {
        return "SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01', SYSDATE(6))";
    }

    /**
     * A statement that waits for a lock on the table has fixed NOW() but begun no transaction of InnoDB's yet, so
     * statements count too. trx_started is in the server's zone and names one of two hours once a year: the earlier.
     */
    private static String mySqlWriters(String longest) {
        return """
                SELECT LEAST(n.now, COALESCE(t.started, n.now), COALESCE(n.now - s.longest, n.now)), TRUE
                  FROM (SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01', SYSDATE(6)) AS now) n,
                       (SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01', LEAST(
                                   CONVERT_TZ(MIN(trx_started), 'SYSTEM', '+00:00'),
                                   CONVERT_TZ(MIN(trx_started) - INTERVAL 1 HOUR, 'SYSTEM', '+00:00')
                                       + INTERVAL 1 HOUR)) AS started
                          FROM information_schema.innodb_trx
                         WHERE trx_is_read_only = 0 AND trx_mysql_thread_id <> CONNECTION_ID()) t,
                       (SELECT %s AS longest
                          FROM information_schema.processlist
                         WHERE id <> CONNECTION_ID() AND command NOT IN
                               ('Sleep', 'Daemon', 'Binlog Dump', 'Slave_IO', 'Slave_SQL', 'Slave_worker')) s""".formatted(longest);
    }
}
