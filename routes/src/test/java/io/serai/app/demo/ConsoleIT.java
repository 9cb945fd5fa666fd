package io.serai.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serai.app.Hub;
import io.serai.app.HubSettings;
import io.serai.servers.Installations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
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

    @TempDir
    static Path folder;

    private static Hub hub;
    private static Hub empty;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(
                Files.exists(CONSOLE.resolve("node_modules/playwright-core"))
                        && Hub.class.getResource("/META-INF/resources/console/index.html") != null,
                "the console was not built; run ./serai test on a machine with Node 20.19 and npm");
        assumeTrue(
                Installations.chromium().isPresent(),
                "no Chromium; install Debian's package chromium, or let ./serai test bring it");
        DemoFolder demo = DemoFolder.make(folder.resolve("demo"), CONFIG);
        Map<String, Written> written =
                new DemoData(1, PEOPLE, Instant.now().truncatedTo(ChronoUnit.DAYS)).write(demo.inbox());
        hub = Hub.start(HubSettings.of(demo.config()));
        new Demo(hub, line -> {}).follow(written);
        Path config = DemoFolder.make(folder.resolve("empty"), CONFIG).config();
        Path settings = config.resolve("hub.yaml");
        // Two hubs of one name would be one to JMX.
        Files.writeString(settings, Files.readString(settings).replace("hub: serai", "hub: empty"));
        empty = Hub.start(HubSettings.of(config));
    }

    @AfterAll
    static void stop() {
        Stream.of(hub, empty).filter(one -> one != null).forEach(Hub::close);
    }

    @TestFactory
    Stream<DynamicTest> walks() throws IOException {
        try (Stream<Path> files = Files.list(CONSOLE.resolve("e2e"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".test.mjs"))
                    .sorted()
                    .toList()
                    .stream()
                    .map(name -> DynamicTest.dynamicTest(name, () -> walk(name)));
        }
    }

    private static void walk(String name) throws IOException, InterruptedException {
        Path log = Path.of("target", "console-" + name + ".log");
        ProcessBuilder walk = new ProcessBuilder("node", "--test", "e2e/" + name)
                .directory(CONSOLE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        walk.environment()
                .putAll(Map.of(
                        "SERAI_URL", hub.url(),
                        "SERAI_TOKEN", hub.token(),
                        "SERAI_EMPTY_URL", empty.url(),
                        "SERAI_EMPTY_TOKEN", empty.token(),
                        "SERAI_CHROMIUM", Installations.chromium().orElseThrow().toString(),
                        "SERAI_SHOTS",
                                Path.of("target", "console-shots")
                                        .toAbsolutePath()
                                        .toString()));
        Process process = walk.start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("it ends; see " + log)
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
