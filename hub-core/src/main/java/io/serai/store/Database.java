package io.serai.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MariaDB store: a connection pool and units of work. Thread-safe.
 *
 * <p>Transactions run at READ COMMITTED. A unit of work that loses a conflict (errors 1020, 1205, 1213) is run again
 * from its start, with jitter, a bounded number of times; so it must be free of side effects outside the transaction.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Set<Integer> CONFLICTS = Set.of(1020, 1205, 1213);
    private static final int MAX_ATTEMPTS = 8;
    private static final int PING_SECONDS = 5;
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(5);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final LongAdder conflicts = new LongAdder();

    /** What is done inside a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Handle handle) throws SQLException;
    }

    /** Most texts are asked seldom, and many differ from one time to the next: no use in the server's keeping them. */
    private static final class PreparedByDriver extends DefaultStatementBuilder {
        @Override
        public PreparedStatement create(Connection connection, String sql, StatementContext context)
                throws SQLException {
            return super.create(connection, "/*client prepare*/ " + sql, context);
        }
    }

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        jdbi.setStatementBuilderFactory(connection -> new PreparedByDriver());
    }

    /**
     * Connects, checks the server's safety and version, and brings the schema up to date.
     *
     * @throws SeraiException STORE_UNAVAILABLE, STORE_UNSAFE or STORE_VERSION
     */
    public static Database open(StoreConfig config) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName("store");
        hikari.setJdbcUrl(config.url());
        hikari.setUsername(config.user());
        hikari.setPassword(config.password());
        hikari.setMaximumPoolSize(config.poolSize());
        hikari.setMinimumIdle(1);
        hikari.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        hikari.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        // Long IN lists are to stay ranges over their index; the server would turn them into joins with a temporary
        // table.
        hikari.setConnectionInitSql(
                "SET time_zone = '+00:00', innodb_lock_wait_timeout = 20, in_predicate_conversion_threshold = 0,"
                        + " idle_write_transaction_timeout = " + LONGEST_SILENCE.toSeconds());
        hikari.addDataSourceProperty("allowLocalInfile", "true");
        hikari.addDataSourceProperty("useBulkStmts", "true");
        hikari.addDataSourceProperty("useServerPrepStmts", "true");
        watchLine(hikari);
        try {
            Database database = new Database(new HikariDataSource(hikari));
            database.inTransaction(handle -> {
                ServerCheck.check(handle);
                return true;
            });
            database.migrate();
            return database;
        } catch (HikariPool.PoolInitializationException e) {
            throw new SeraiException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "MariaDB at " + config.url() + " cannot be reached as user '" + config.user()
                            + "'. Check store.url, store.user and that the server runs.",
                    e);
        }
    }

    /**
     * A line whose other end is gone must hold neither a thread here nor a lock there. Probes of the system find out
     * within a minute, however long a statement takes; the server ends a transaction whose hub has fallen silent. Only a
     * server that is frozen, or a line that broke under what was being sent, has to wait for the limit of one answer,
     * which is long because a segment over everyone is one statement.
     */
    private static void watchLine(HikariConfig hikari) {
        hikari.addDataSourceProperty("tcpKeepAlive", "true");
        hikari.addDataSourceProperty("tcpKeepIdle", "30");
        hikari.addDataSourceProperty("tcpKeepInterval", "10");
        hikari.addDataSourceProperty("tcpKeepCount", "3");
        hikari.addDataSourceProperty("socketTimeout", String.valueOf(LONGEST_ANSWER.toMillis()));
    }

    private void migrate() {
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:io/serai/store/migration")
                .table("schema_history")
                .load()
                .migrate();
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    /** The pool itself, for a library that keeps tables of its own in the store. */
    public DataSource dataSource() {
        return pool;
    }

    /**
     * Runs a unit of work in one transaction and commits it, again from its start after a conflict.
     *
     * @throws SeraiException STORE_CONFLICT when conflicts persist, STORE_UNAVAILABLE when the server is away
     */
    public <T> T inTransaction(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(work::run);
            } catch (SQLException | JdbiException | SeraiException e) {
                Optional<SQLException> sql = sqlCause(e);
                boolean conflict =
                        sql.isPresent() && CONFLICTS.contains(sql.get().getErrorCode());
                if (conflict) {
                    conflicts.increment();
                    LOG.debug("conflict {} on attempt {}", sql.get().getErrorCode(), attempt);
                }
                if (!conflict || attempt == MAX_ATTEMPTS) {
                    throw translated(e);
                }
                pause(attempt);
            }
        }
    }

    /** How often a unit of work has lost a conflict over a lock since the store was opened. */
    public long conflicts() {
        return conflicts.sum();
    }

    /**
     * Reads, statement by statement, with no transaction around them.
     *
     * @throws SeraiException STORE_UNAVAILABLE when the server is away
     */
    public <T> T read(Work<T> work) {
        try {
            return jdbi.withHandle(work::run);
        } catch (SQLException | JdbiException | SeraiException e) {
            throw translated(e);
        }
    }

    /**
     * Asks whether the server answers, in a few seconds whatever the line does.
     *
     * @throws SeraiException STORE_UNAVAILABLE
     */
    public void ping() {
        boolean answers;
        try (Handle handle = jdbi.open()) {
            answers = handle.getConnection().isValid(PING_SECONDS);
        } catch (SQLException | JdbiException e) {
            throw translated(e);
        }
        if (!answers) {
            throw new SeraiException(ErrorCode.STORE_UNAVAILABLE, "MariaDB does not answer");
        }
    }

    /** What a failure of the store means, as one of our codes. */
    public static SeraiException translated(Exception failure) {
        if (failure instanceof SeraiException already) {
            return already;
        }
        Optional<SQLException> sql = sqlCause(failure);
        if (sql.isEmpty()) {
            return new SeraiException(ErrorCode.INTERNAL, "a unit of work failed", failure);
        }
        SQLException cause = sql.get();
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        if (CONFLICTS.contains(cause.getErrorCode())) {
            return new SeraiException(ErrorCode.STORE_CONFLICT, "conflicts persisted through every retry", failure);
        }
        // 08: connection; 70100 and 1927: killed; 1053: shutdown; 1021, 1114: full; 1290: read only.
        boolean away = state.startsWith("08")
                || cause instanceof SQLTransientConnectionException
                || Set.of(1053, 1927, 1021, 1114, 1290, 1040).contains(cause.getErrorCode());
        if (away) {
            return new SeraiException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "MariaDB is away or refuses work (" + cause.getErrorCode() + ")",
                    failure);
        }
        return new SeraiException(
                ErrorCode.INTERNAL, "MariaDB refused a statement (" + cause.getErrorCode() + ")", failure);
    }

    private static Optional<SQLException> sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    private static void pause(int attempt) {
        long most = Math.min(1_000, 10L << attempt);
        LockSupport.parkNanos(
                Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, most)).toNanos());
    }

    @Override
    public void close() {
        pool.close();
    }
}
