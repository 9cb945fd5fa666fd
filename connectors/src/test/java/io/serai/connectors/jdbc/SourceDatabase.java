package io.serai.connectors.jdbc;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Pauser;
import io.serai.connector.Secrets;
import io.serai.connector.Settings;
import io.serai.connectors.JdkTransport;
import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problems;
import io.serai.servers.DebianMariaDb;
import io.serai.servers.DebianMySql;
import io.serai.servers.DebianPostgreSql;
import io.serai.servers.DebianServer;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;

/** A database of each make, with a user who may read and see others' transactions, and one who may only read. */
enum SourceDatabase {
    POSTGRESQL {
        @Override
        DebianServer server() {
            return DebianPostgreSql.shared();
        }

        @Override
        String database() {
            return "postgres";
        }

        @Override
        String[] users() {
            return new String[] {
                "DROP SCHEMA IF EXISTS public CASCADE",
                "CREATE SCHEMA public",
                "GRANT USAGE ON SCHEMA public TO PUBLIC",
                "DO $$ BEGIN CREATE ROLE watcher LOGIN PASSWORD '" + PASSWORD + "'; CREATE ROLE reader LOGIN PASSWORD '"
                        + PASSWORD + "'; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "GRANT pg_read_all_data TO watcher, reader",
                "GRANT pg_read_all_stats TO watcher"
            };
        }

        @Override
        String number() {
            return "bigserial";
        }

        @Override
        String moment() {
            return "timestamptz";
        }

        @Override
        String sleep(double seconds) {
            return "SELECT pg_sleep(" + seconds + ")";
        }
    },
    MARIADB {
        @Override
        DebianServer server() {
            return DebianMariaDb.shared();
        }
    },
    MYSQL {
        @Override
        DebianServer server() {
            return DebianMySql.shared();
        }

        @Override
        String url() {
            return super.url().replace("jdbc:mariadb:", "jdbc:mysql:");
        }
    };

    static final String PASSWORD = "another-open-secret";

    abstract DebianServer server();

    String database() {
        return "shop";
    }

    /** As a user writes it. */
    String url() {
        return server().url(database());
    }

    String[] users() {
        return new String[] {
            "DROP DATABASE IF EXISTS shop",
            "CREATE DATABASE shop",
            "DROP USER IF EXISTS watcher@127.0.0.1, reader@127.0.0.1",
            "CREATE USER watcher@127.0.0.1 IDENTIFIED BY '" + PASSWORD + "'",
            "CREATE USER reader@127.0.0.1 IDENTIFIED BY '" + PASSWORD + "'",
            "GRANT SELECT ON shop.* TO watcher@127.0.0.1, reader@127.0.0.1",
            "GRANT PROCESS ON *.* TO watcher@127.0.0.1"
        };
    }

    /** A type of numbers that are given out in order. */
    String number() {
        return "bigint AUTO_INCREMENT";
    }

    String moment() {
        return "timestamp(6)";
    }

    String sleep(double seconds) {
        return "SELECT SLEEP(" + seconds + ")";
    }

    /** An empty database with its users; aborts the test where there is no such server. */
    void reset() {
        server().administer(users());
    }

    Connection writer() throws SQLException {
        String user = this == POSTGRESQL ? DebianPostgreSql.USER : "root";
        String password = this == POSTGRESQL ? DebianPostgreSql.PASSWORD : "";
        return DriverManager.getConnection(server().url(database()), user, password);
    }

    void execute(String... statements) {
        try (Connection connection = writer();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError("the statement failed", e);
        }
    }

    /** Lets the watcher write, too. */
    void allowWriting(String table) {
        if (this == POSTGRESQL) {
            execute("GRANT INSERT, UPDATE, DELETE ON " + table + " TO watcher");
        } else {
            server().administer("GRANT INSERT, UPDATE, DELETE ON shop." + table + " TO watcher@127.0.0.1");
        }
    }

    /** Takes the reader's rights away. */
    void closeToReader() {
        execute(
                this == POSTGRESQL
                        ? "REVOKE pg_read_all_data FROM reader"
                        : "REVOKE SELECT ON shop.* FROM reader@127.0.0.1");
    }

    long number(String sql) {
        try (Connection connection = writer();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError("the query failed", e);
        }
    }

    Source open(String user) {
        return open(user, PASSWORD, url());
    }

    static Source open(String user, String password, String url) {
        JdbcSourceKind kind = new JdbcSourceKind();
        Problems problems = new Problems();
        Node options = parse("{ url: \"" + url + "\", user: " + user + ", password: \"{{env:PASSWORD}}\" }");
        Settings settings = Settings.read(options, kind.options(), Secrets.of(Map.of("PASSWORD", password)), problems)
                .orElseThrow();
        return kind.open(settings, new ConnectorContext("shop", Clock.systemUTC(), new JdkTransport(), Pauser.REAL));
    }

    SourceStream.Pulled stream(String user, String settings) {
        return stream(open(user), settings);
    }

    static SourceStream.Pulled stream(Source source, String settings) {
        JdbcSourceKind kind = new JdbcSourceKind();
        Problems problems = new Problems();
        Node stream = parse("{ mapping: people, " + settings + " }");
        if (kind.stream().accepts(stream)) {
            kind.check(stream, problems);
        }
        problems.throwIfAny();
        return (SourceStream.Pulled) source.stream("people", stream);
    }

    static Node parse(String yaml) {
        Problems problems = new Problems();
        Node node = Document.parse("test.yaml", yaml, problems).orElseThrow();
        problems.throwIfAny();
        return node;
    }
}
