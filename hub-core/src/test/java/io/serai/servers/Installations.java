package io.serai.servers;

import java.nio.file.Path;

/** Where {@code ./serai test} puts what tests need besides Debian's servers. */
public final class Installations {
    private Installations() {}

    /** The folder of a program from npm, whether it is there or not. */
    public static Path npm(String name) {
        return Installation.CACHE.resolve("npm").resolve(name);
    }
}
