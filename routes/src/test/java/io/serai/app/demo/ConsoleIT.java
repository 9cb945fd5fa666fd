package io.serai.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serai.app.Hub;
import io.serai.app.HubSettings;
import io.serai.app.Walk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console as people meet it: a real browser walks through it on a hub with the demo's people, and from an empty hub
 * to a synced segment. The walks are in {@code console/e2e}.
 */
class ConsoleIT {
    private static final Path CONFIG = Path.of("..", "config");
    private static final int PEOPLE = 1_500;
    private static final String FIRST_RUN = "start.test.mjs";

    @TempDir
    private Path folder;

    @BeforeEach
    void requireBrowser() {
        assumeTrue(Walk.lacking().isEmpty(), Walk.lacking());
    }

    @Test
    void everyScreenAndDeedOnTheDemosPeople() throws IOException {
        // Given
        DemoFolder demo = DemoFolder.make(folder.resolve("demo"), CONFIG);
        MockOAuth2Server provider = new MockOAuth2Server(new OAuth2Config(true));
        provider.start();
        Files.writeString(demo.config().resolve("hub.yaml"), access(provider), StandardOpenOption.APPEND);
        Map<String, Written> written =
                new DemoData(1, PEOPLE, Instant.now().truncatedTo(ChronoUnit.DAYS)).write(demo.inbox());
        try (Hub hub = Hub.start(HubSettings.of(demo.config()))) {
            new Demo(hub, line -> {}).follow(written);
            // Then
            SoftAssertions.assertSoftly(softly -> walks().forEach(name ->
                    softly.assertThat(Walk.through(name, "SERAI", hub)).as(name).isEmpty()));
        } finally {
            provider.shutdown();
        }
    }

    /** The walk's browser takes this name for the hub's. */
    private static String access(MockOAuth2Server provider) {
        return """
                access:
                  oidc:
                    issuer: "%s"
                    audience: serai
                    roles: { crew: analyst }
                    sign_in: { hub_url: "http://hub.test", client_id: serai, provider: Club }
                """.formatted(provider.issuerUrl("club"));
    }

    /** Not even a schema is written; only where the hub is and where it listens. */
    @Test
    void fromAnEmptyFolderToASyncedSegment() throws IOException {
        Path config = Files.createDirectory(folder.resolve("empty"));
        Files.writeString(
                config.resolve("hub.yaml"),
                "hub: empty\ndata: " + folder.resolve("empty-data") + "\nhttp: { port: 0 }\n");
        try (Hub hub = Hub.start(HubSettings.of(config))) {
            assertThat(Walk.through(FIRST_RUN, "SERAI_EMPTY", hub)).isEmpty();
        }
    }

    private static List<String> walks() {
        try (Stream<Path> files = Files.list(Walk.CONSOLE.resolve("e2e"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".test.mjs") && !name.equals(FIRST_RUN))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
