package io.serai.app;

import io.serai.servers.Installations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Walks of a real browser through the console, in {@code console/e2e}. */
public final class Walk {
    public static final Path CONSOLE = Path.of("..", "console").toAbsolutePath().normalize();

    private static final int MINUTES = 8;

    private Walk() {}

    /** What this machine lacks for one; empty if nothing. */
    public static String lacking() {
        if (!Files.exists(CONSOLE.resolve("node_modules/playwright-core"))
                || Hub.class.getResource("/META-INF/resources/console/index.html") == null) {
            return "the console was not built; run ./serai test on a machine with Node 20.19 and npm";
        }
        return Installations.chromium().isPresent()
                ? ""
                : "no Chromium; install Debian's package chromium, or let ./serai test bring it";
    }

    /**
     * Walks.
     *
     * @param name the file
     * @param hubIs what the walk's environment calls the hub
     * @return what went wrong; empty if all went well
     */
    public static String through(String name, String hubIs, Hub hub) {
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
