package io.serai.connectors.jdbc;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Secret;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** How a database is reached. Thread-safe; its connections are not. */
record Database(
        Dialect dialect,
        String url,
        Optional<String> user,
        Optional<Secret> password,
        ConnectorContext context,
        Side side) {
    private static final int TRIES = 4;
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Something asked over a connection. */
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    static ObjectShape options() {
        return Shape.object("options")
                .required(
                        "url",
                        Shape.text(),
                        "jdbc:postgresql://HOST:PORT/DATABASE, or jdbc:mariadb: or jdbc:mysql: likewise.")
                .optional("user", Shape.text(), "The user; of a source it needs to read only.")
                .optional("password", Shape.secret(), "The user's password.")
                .build();
    }

    /** @throws SeraiException CONFIG_INVALID */
    static Database of(Settings options, ConnectorContext context, Side side) {
        String url = options.require("url");
        Dialect dialect = Dialect.of(url)
                .orElseThrow(() ->
                        side.invalid(context, "url", "Begin it with jdbc:postgresql:, jdbc:mariadb: or jdbc:mysql:."));
        return new Database(dialect, url, options.text("user"), options.secret("password"), context, side);
    }

    /** A connection; of a source one that can only read. */
    Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(dialect.driverUrl(url), dialect.properties(user, password));
        try (Statement statement = connection.createStatement()) {
            for (String sql : dialect.session(side)) {
                statement.execute(sql);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** @throws SeraiException in the source's words */
    <T> T ask(Question<T> question) {
        try (Connection connection = connect()) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw SqlErrors.of(e, side, context.name());
        }
    }

    /** A connection for a long read; it is made anew when it breaks. For one thread, but for {@link #abort}. */
    final class Lasting implements AutoCloseable {
        private final String where;
        private volatile Optional<Connection> open = Optional.empty();
        private volatile boolean aborted;

        Lasting(String where) {
            this.where = where;
        }

        /** Asks, and while the database is away or busy asks again, for some seconds. */
        <T> T ask(Question<T> question) {
            for (int attempt = 1; ; attempt++) {
                try {
                    if (open.isEmpty()) {
                        open = Optional.of(connect());
                    }
                    return question.ask(open.get());
                } catch (SQLException e) {
                    close();
                    if (attempt == TRIES || aborted || !SqlErrors.isTransient(e)) {
                        throw SqlErrors.of(e, side, where);
                    }
                    pause(PAUSE.multipliedBy(1L << attempt));
                }
            }
        }

        /** Ends what is being asked, and asks no more. */
        void abort() {
            aborted = true;
            open.ifPresent(connection -> {
                try {
                    connection.abort(Runnable::run);
                } catch (SQLException e) {
                    // It is broken already.
                }
            });
        }

        void pause(Duration duration) {
            try {
                context.pauser().pause(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SeraiException(ErrorCode.SOURCE_UNREACHABLE, where + ": the read was stopped.", e);
            }
        }

        @Override
        public void close() {
            open.ifPresent(connection -> {
                try {
                    connection.close();
                } catch (SQLException e) {
                    // It is broken already.
                }
            });
            open = Optional.empty();
        }
    }

    Lasting lasting(String where) {
        return new Lasting(where);
    }

    /** The first column of the only row. */
    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
