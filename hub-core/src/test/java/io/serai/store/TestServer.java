package io.serai.store;

import io.serai.servers.DebianMariaDb;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One real MariaDB for all tests of a JVM; every caller gets a database of its own in it. The embedded one, or with
 * {@code -Dserai.test.store=debian} the one of Debian's package, as a hub has it by {@code store.url}.
 */
public final class TestServer {
    /** Whether the tests of this JVM run on the MariaDB of Debian's package. */
    static final boolean DEBIAN =
            System.getProperty("serai.test.store", "embedded").equals("debian");

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

    /** The address of a fresh, empty database. */
    public static StoreConfig freshConfig() {
        String name = DebianMariaDb.DATABASE_PREFIX + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        return DEBIAN ? DebianMariaDb.config(name) : Running.SERVER.config(name);
    }

    /** The same database as the one who may change the server's settings. */
    static StoreConfig administrator(StoreConfig config) {
        return new StoreConfig(config.url(), "root", "", 2);
    }

    /** A fresh database with the schema in it. */
    public static Database fresh() {
        return Database.open(freshConfig());
    }
}
