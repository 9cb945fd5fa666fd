package io.serai.servers;

import io.serai.servers.DebianServer.Access;
import io.serai.store.EmbeddedMariaDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * MySQL as a package of the machine's installs it, Ubuntu's for one: Debian's stable release has none, so {@code ./serai
 * test} cannot bring it. One for all tests of a JVM.
 */
public final class DebianMySql {
    /** Of MySQL's server alone: {@code mysqld} may be MariaDB's by another name. */
    private static final String MARK = "ibd2sdi";

    private static Optional<DebianServer> shared = Optional.empty();

    private DebianMySql() {}

    /** The server; aborts the test that asks, which counts as skipped, where there is no MySQL. */
    public static synchronized DebianServer shared() {
        if (shared.isEmpty()) {
            Optional<Installation> found = Installation.find("mysql", "usr/bin", MARK);
            Assumptions.assumeTrue(
                    found.isPresent(), "no MySQL; apt-get install mysql-server where the distribution has it");
            shared = Optional.of(start(found.orElseThrow()));
        }
        return shared.orElseThrow();
    }

    private static DebianServer start(Installation installation) {
        try {
            Path folder = Files.createTempDirectory("serai-mysql-");
            Path log = DebianServer.logFile(folder);
            List<String> install = command(installation, folder, "--initialize-insecure");
            installation.run(install, log);
            int port = EmbeddedMariaDb.freePort();
            List<String> serve = command(
                    installation,
                    folder,
                    "--bind-address=127.0.0.1",
                    "--port=" + port,
                    "--socket=" + folder.resolve("sock"),
                    "--pid-file=" + folder.resolve("pid"),
                    "--mysqlx=OFF");
            Process process = installation.process(serve, log).start();
            // MariaDB's driver is the one there is, and takes its own scheme alone.
            return new DebianServer(process, folder, new Access("mariadb", port, "root", "", "mysql"), "TERM");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Installation installation, Path folder, String... options) {
        Path usr = installation.root().resolve("usr");
        List<String> command = new ArrayList<>(List.of(
                usr.resolve("sbin/mysqld").toString(),
                "--no-defaults",
                "--basedir=" + usr,
                "--datadir=" + folder.resolve("data"),
                "--secure-file-priv=NULL",
                "--lc-messages-dir=" + usr.resolve("share/mysql")));
        if (Installation.isRoot()) {
            command.add("--user=root");
        }
        command.addAll(List.of(options));
        return command;
    }
}
