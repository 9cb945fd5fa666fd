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
 * Debian's PostgreSQL, of whichever number the release has; as nobody where the tests run as root, whom it refuses. One
 * for all tests of a JVM. {@link #USER} with {@link #PASSWORD} may do everything. The JDBC driver is the caller's to
 * have on its class path.
 */
public final class DebianPostgreSql {
    public static final String USER = "serai";
    public static final String PASSWORD = "an-open-secret";

    private static final String PROGRAMS = "usr/lib/postgresql/*/bin";
    private static Optional<DebianServer> shared = Optional.empty();

    private DebianPostgreSql() {}

    /** The server; aborts the test that asks, which counts as skipped, where there is no PostgreSQL of Debian's. */
    public static synchronized DebianServer shared() {
        if (shared.isEmpty()) {
            shared = Optional.of(start());
        }
        return shared.orElseThrow();
    }

    /** A server of the caller's own, who closes it. Aborts as {@link #shared()} does. */
    public static DebianServer start() {
        Optional<Installation> found = Installation.find("postgresql", PROGRAMS, "postgres");
        Assumptions.assumeTrue(
                found.isPresent(), "no PostgreSQL of Debian's; run ./serai test, or apt-get install postgresql");
        return start(found.orElseThrow());
    }

    private static DebianServer start(Installation installation) {
        try {
            Path folder = Files.createTempDirectory("serai-postgresql-");
            Path password = Files.writeString(folder.resolve("password"), PASSWORD);
            String data = folder.resolve("data").toString();
            if (Installation.isRoot()) {
                var nobody =
                        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
                Files.setOwner(folder, nobody);
                Files.setOwner(password, nobody);
            }
            Path log = DebianServer.logFile(folder);
            installation.run(
                    command(
                            installation,
                            "initdb",
                            "--pgdata=" + data,
                            "--username=" + USER,
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--no-sync"),
                    log);
            int port = EmbeddedMariaDb.freePort();
            List<String> serve = command(
                    installation,
                    "postgres",
                    "-D",
                    data,
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=");
            // TERM would wait for clients that have not left.
            return new DebianServer(
                    installation.process(serve, log).start(),
                    folder,
                    new Access("postgresql", port, USER, PASSWORD, "postgres"),
                    "INT");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Installation installation, String program, String... options) {
        List<String> command = new ArrayList<>();
        if (Installation.isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        command.add(installation.program(PROGRAMS, program).orElseThrow().toString());
        command.addAll(List.of(options));
        return command;
    }
}
