package io.serai.servers;

import io.serai.servers.DebianServer.Access;
import io.serai.store.EmbeddedMariaDb;
import io.serai.store.StoreConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Debian's MariaDB (10.11 in Debian 12) as its package sets it up: the server a user brings by {@code store.url}. One
 * for all tests of a JVM. The hub is a user with a password and no right beyond its databases.
 */
public final class DebianMariaDb {
    /** What a new user's server may hold: databases whose names begin with this. */
    public static final String DATABASE_PREFIX = "test_";

    private static final String USER = "hub";
    private static final String PASSWORD = "an-open-secret";
    private static Optional<DebianServer> shared = Optional.empty();

    private DebianMariaDb() {}

    /** The server; aborts the test that asks, which counts as skipped, where there is no MariaDB of Debian's. */
    public static synchronized DebianServer shared() {
        if (shared.isEmpty()) {
            Optional<Installation> found = Installation.find("mariadb", "usr/sbin", "mariadbd");
            Assumptions.assumeTrue(
                    found.isPresent(), "no MariaDB of Debian's; run ./serai test, or apt-get install mariadb-server");
            shared = Optional.of(start(found.orElseThrow()));
        }
        return shared.orElseThrow();
    }

    /** A database of that name, made at first connection, as the hub reaches it. */
    public static StoreConfig config(String database) {
        return new StoreConfig(shared().url(database) + "?createDatabaseIfNotExist=true", USER, PASSWORD, 10);
    }

    private static DebianServer start(Installation installation) {
        try {
            Path folder = Files.createTempDirectory("serai-mariadb-");
            Path usr = installation.root().resolve("usr");
            Path data = folder.resolve("data");
            // Of its own: a MariaDB that starts removes the temporary tables of every other that shares the folder.
            Path scratch = Files.createDirectory(folder.resolve("tmp"));
            Path log = DebianServer.logFile(folder);
            List<String> install = new ArrayList<>(List.of(
                    usr.resolve("bin/mariadb-install-db").toString(),
                    "--no-defaults",
                    "--basedir=" + usr,
                    "--datadir=" + data,
                    "--tmpdir=" + scratch,
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db",
                    "--force"));
            int port = EmbeddedMariaDb.freePort();
            List<String> serve = new ArrayList<>(List.of(
                    usr.resolve("sbin/mariadbd").toString(),
                    "--no-defaults",
                    "--basedir=" + usr,
                    "--datadir=" + data,
                    "--lc-messages-dir=" + usr.resolve("share/mysql"),
                    "--tmpdir=" + scratch,
                    "--pid-file=" + folder.resolve("pid"),
                    "--socket=" + folder.resolve("sock"),
                    "--bind-address=127.0.0.1",
                    "--port=" + port,
                    "--skip-name-resolve"));
            if (Installation.isRoot()) {
                install.add("--user=root");
                serve.add("--user=root");
            }
            installation.run(install, log);
            Process process = installation.process(serve, log).start();
            DebianServer server =
                    new DebianServer(process, folder, new Access("mariadb", port, "root", "", "mysql"), "TERM");
            server.administer(
                    "CREATE USER " + USER + "@127.0.0.1 IDENTIFIED BY '" + PASSWORD + "'",
                    "GRANT ALL ON `" + DATABASE_PREFIX.replace("_", "\\_") + "%`.* TO " + USER + "@127.0.0.1");
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
