package io.serai.servers;

import java.nio.file.Path;
import java.util.Optional;

/** Where {@code ./serai test} puts what tests need besides Debian's servers. */
public final class Installations {
    private Installations() {}

    /** The folder of a program from npm, whether it is there or not. */
    public static Path npm(String name) {
        return Installation.CACHE.resolve("npm").resolve(name);
    }

    /** The tree that has Chromium: the machine's, or the one that was brought. */
    public static Optional<Path> chromium() {
        return Installation.find("chromium", "usr/lib/chromium", "chromium").map(Installation::root);
    }

    /** The tree that has zsh: the machine's, or the one that was brought. */
    public static Optional<Path> zsh() {
        return Installation.find("zsh", "bin", "zsh").map(Installation::root);
    }

    /** Prometheus's tool that judges rules. */
    public static Optional<Path> promtool() {
        return Installation.find("prometheus", "usr/bin", "promtool")
                .flatMap(found -> found.program("usr/bin", "promtool"));
    }
}
