package io.serai.config;

/**
 * One file of a configuration.
 *
 * @param file its path below the configuration's folder; below {@code shipped/} for what counts because none is written
 * @param version the first half of the SHA-256 of its text, in hexadecimal
 */
public record ConfigItem(Kind kind, String name, String file, String version) {
    /** Whether it counts because none is written. */
    public boolean isShipped() {
        return file.startsWith(Shipped.FOLDER);
    }
}
