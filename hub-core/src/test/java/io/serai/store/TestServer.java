package io.serai.store;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One real MariaDB for all tests of a JVM; every caller gets a database of its own in it. */
public final class TestServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestServer() {}

    private static final class Running {
        static final EmbeddedMariaDb SERVER = launch();

        private static EmbeddedMariaDb launch() {
            EmbeddedMariaDb server = EmbeddedMariaDb.start(
                    Path.of("target", "test-mariadb").toAbsolutePath(), List.of("--innodb-buffer-pool-size=256M"));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-test-mariadb"));
            return server;
        }
    }

    /** The running server. */
    public static EmbeddedMariaDb server() {
        return Running.SERVER;
    }

    /** The address of a fresh, empty database. */
    public static StoreConfig freshConfig() {
        return server().config("test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet());
    }

    /** A fresh database with the schema in it. */
    public static Database fresh() {
        return Database.open(freshConfig());
    }
}
