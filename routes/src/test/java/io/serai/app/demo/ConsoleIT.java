package io.serai.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serai.app.Hub;
import io.serai.app.HubSettings;
import io.serai.servers.Installations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console as people meet it: a real browser walks through it on a hub with the demo's people, and from an empty hub
 * to a synced segment. The walks are in {@code console/e2e}.
 */
class ConsoleIT {
    private static final Path CONSOLE =
            Path.of("..", "console").toAbsolutePath().normalize();
    private static final Path CONFIG = Path.of("..", "config");
    private static final int PEOPLE = 1_500;
    private static final int MINUTES = 8;

    private static final String FIRST_RUN = "start.test.mjs";

    @TempDir
    private Path folder;

    @BeforeEach
    void requireBrowser() {
        assumeTrue(
                Files.exists(CONSOLE.resolve("node_modules/playwright-core"))
                        && Hub.class.getResource("/META-INF/resources/console/index.html") != null,
                "the console was not built; run ./serai test on a machine with Node 20.19 and npm");
        assumeTrue(
                Installations.chromium().isPresent(),
                "no Chromium; install Debian's package chromium, or let ./serai test bring it");
    }

    @Test
    void everyScreenAndDeedOnTheDemosPeople() throws IOException {
        // Given
        DemoFolder demo = DemoFolder.make(folder.resolve("demo"), CONFIG);
        Map<String, Written> written =
                new DemoData(1, PEOPLE, Instant.now().truncatedTo(ChronoUnit.DAYS)).write(demo.inbox());
        try (Hub hub = Hub.start(HubSettings.of(demo.config()))) {
            new Demo(hub, line -> {}).follow(written);
            // Then
            SoftAssertions.assertSoftly(softly -> walks().forEach(name ->
                    softly.assertThat(walk(name, "SERAI", hub)).as(name).isEmpty()));
        }
    }

    @Test
    void fromAnEmptyHubToASyncedSegment() {
        Path config = DemoFolder.make(folder.resolve("empty"), CONFIG).config();
        try (Hub hub = Hub.start(HubSettings.of(config))) {
            assertThat(walk(FIRST_RUN, "SERAI_EMPTY", hub)).isEmpty();
        }
    }

    private static List<String> walks() {
        try (Stream<Path> files = Files.list(CONSOLE.resolve("e2e"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".test.mjs") && !name.equals(FIRST_RUN))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Walks.
     *
     * @param hubIs what the walk's environment calls the hub
     * @return what went wrong; empty if all went well
     */
    private static String walk(String name, String hubIs, Hub hub) {
        Path log = Path.of("target", "console-" + name + ".log");
        ProcessBuilder walk = new ProcessBuilder("node", "--test", "e2e/" + name)
                .directory(CONSOLE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        walk.environment()
                .putAll(Map.of(
                        hubIs + "_URL",
                        hub.url(),
                        hubIs + "_TOKEN",
                        hub.token(),
                        "SERAI_CHROMIUM",
                        Installations.chromium().orElseThrow().toString(),
                        "SERAI_SHOTS",
                        Path.of("target", "console-shots").toAbsolutePath().toString()));
        try {
            Process process = walk.start();
            try {
                boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
                return ended && process.exitValue() == 0 ? "" : "It fails or does not end:\n" + Files.readString(log);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "It was interrupted.";
        }
    }
}
