package io.serai.faults;

import static io.serai.faults.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.faults.People.Row;
import io.serai.faults.TcpProxy.Trouble;
import io.serai.store.EmbeddedMariaDb;
import io.serai.store.StoreConfig;
import io.serai.store.TestServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MariaDB goes away under a working hub, which waits for it and blames no record. */
class StoreLossIT {
    @TempDir
    private Path folder;

    private final People people = new People(Seed.next(StoreLossIT.class));

    @Test
    void aKilledServerIsWaitedForAndNothingIsLost() {
        // Given
        List<Row> rows = people.born(1_500);
        Path data = folder.resolve("mariadb");
        EmbeddedMariaDb server = EmbeddedMariaDb.start(data, List.of());
        try (Site site = new Site(folder, server.config("serai"))) {
            Checker checker = new Checker(site);
            HubProcess hub = site.start();
            site.drop("contacts-1.csv", People.csv(rows));
            await("import").until(site::isImporting);
            // When
            ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
            await("readiness says so")
                    .until(() -> hub.send("GET", "/health/ready", "").statusCode() == 503);
            assertThat(hub.send("GET", "/health/live", "").statusCode()).isEqualTo(200);
            server.close();
            server = EmbeddedMariaDb.start(data, server.port(), List.of());
            // Then
            await("readiness says so")
                    .until(() -> hub.send("GET", "/health/ready", "").statusCode() == 200);
            checker.converges(Model.of(rows));
            assertThat(site.count("SELECT COUNT(*) FROM dead_letter WHERE stage = 'import'"))
                    .isZero();
            assertThat(checker.imports()).hasSize(1);
        } finally {
            server.close();
        }
    }

    @Test
    void aSlowThenSilentThenCutLineLosesNothing() {
        // Given
        List<Row> rows = people.born(1_000);
        StoreConfig store = TestServer.freshConfig();
        int port = URI.create(store.url().substring("jdbc:".length())).getPort();
        try (TcpProxy proxy = TcpProxy.to(port);
                Site site = new Site(folder, store, store.url().replace(":" + port, ":" + proxy.port()), 0)) {
            Checker checker = new Checker(site);
            HubProcess hub = site.start();
            proxy.delay(2);
            site.drop("contacts-1.csv", People.csv(rows));
            await("import").until(site::isImporting);
            // When
            proxy.cut();
            proxy.trouble(Trouble.SILENCE);
            assertThat(hub.livesAfter(Duration.ofSeconds(2))).isTrue();
            proxy.trouble(Trouble.NONE);
            proxy.cut();
            // Then
            // A sync that was cut off could not give its lease back: it runs out after a minute.
            checker.converges(Model.of(rows), Duration.ofSeconds(90));
            assertThat(site.count("SELECT COUNT(*) FROM dead_letter WHERE stage = 'import'"))
                    .isZero();
        }
    }

    @Test
    void commitsThatAreCutOffAreNeitherLostNorDoubled() {
        // Given
        List<Row> rows = people.born(1_000);
        StoreConfig store = TestServer.freshConfig();
        int port = URI.create(store.url().substring("jdbc:".length())).getPort();
        try (TcpProxy proxy = TcpProxy.to(port);
                Site site = new Site(folder, store, store.url().replace(":" + port, ":" + proxy.port()), 0)) {
            Checker checker = new Checker(site);
            site.start();
            // When
            proxy.trouble(Trouble.CUT_COMMITS);
            site.drop("contacts-1.csv", People.csv(rows));
            await("commits cut before and after they reached the store")
                    .until(() -> proxy.cuts() >= 6 && !checker.imports().isEmpty());
            proxy.trouble(Trouble.NONE);
            // Then
            checker.converges(Model.of(rows), Duration.ofSeconds(90));
            assertThat(checker.imports()).hasSize(1);
            assertThat(checker.imports().get(0).imported().read()).isEqualTo(rows.size());
            assertThat(site.count("SELECT COUNT(*) FROM dead_letter WHERE stage = 'import'"))
                    .isZero();
        }
    }

    @Test
    void aLineThatStallsAndGoesOnIsNoLoss() {
        // Given
        List<Row> rows = people.born(500);
        StoreConfig store = TestServer.freshConfig();
        int port = URI.create(store.url().substring("jdbc:".length())).getPort();
        try (TcpProxy proxy = TcpProxy.to(port);
                Site site = new Site(folder, store, store.url().replace(":" + port, ":" + proxy.port()), 0)) {
            Checker checker = new Checker(site);
            HubProcess hub = site.start();
            site.drop("contacts-1.csv", People.csv(rows));
            await("import").until(site::isImporting);
            // When
            proxy.trouble(Trouble.SILENCE);
            await("readiness tells of it, and does not hang")
                    .until(() -> hub.send("GET", "/health/ready", "").statusCode() == 503);
            proxy.trouble(Trouble.NONE);
            // Then
            checker.converges(Model.of(rows), Duration.ofSeconds(90));
            assertThat(checker.imports()).hasSize(1);
        }
    }
}
