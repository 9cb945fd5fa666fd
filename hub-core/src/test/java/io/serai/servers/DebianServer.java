package io.serai.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A database server of another maker's package, private to this JVM: on a free port of the loopback address, over a
 * folder that goes with it. The system's own service, if it has one, is never touched. Stopped at JVM exit at the
 * latest. Thread-safe.
 *
 * @see DebianMariaDb
 * @see DebianPostgreSql
 * @see DebianMySql
 */
public final class DebianServer implements AutoCloseable {
    /** How to reach a server as the one who may do everything. */
    record Access(String scheme, int port, String user, String password, String firstDatabase) {
        String url(String database) {
            return "jdbc:" + scheme + "://127.0.0.1:" + port + "/" + database;
        }
    }

    private final Process process;
    private final Path folder;
    private final Access access;
    private final String stopSignal;

    /** @param stopSignal the signal that ends the server cleanly without waiting for its clients */
    DebianServer(Process process, Path folder, Access access, String stopSignal) {
        this.process = process;
        this.folder = folder;
        this.access = access;
        this.stopSignal = stopSignal;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-" + access.scheme()));
        Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(60))
                .failFast(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("the server ended: " + Files.readString(logFile(folder)));
                    }
                })
                .ignoreExceptions()
                .until(this::answers);
    }

    public int port() {
        return access.port();
    }

    /** A JDBC URL to a database of that name. */
    public String url(String database) {
        return access.url(database);
    }

    /** A connection as the one who may do everything, to the database that every new server has. */
    public Connection administrator() throws SQLException {
        return DriverManager.getConnection(access.url(access.firstDatabase()), access.user(), access.password());
    }

    /** Runs statements as the one who may do everything. */
    public void administer(String... statements) {
        try (Connection connection = administrator();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError("the server refused what its administrator asked for", e);
        }
    }

    private boolean answers() throws SQLException {
        try (Connection connection = administrator()) {
            return connection.isValid(5);
        }
    }

    static Path logFile(Path folder) {
        return folder.resolve("server.log");
    }

    /** Stops the server and removes its folder. */
    @Override
    public synchronized void close() {
        try {
            if (process.isAlive()) {
                new ProcessBuilder("kill", "-" + stopSignal, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            }
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            if (Files.exists(folder)) {
                delete(folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
