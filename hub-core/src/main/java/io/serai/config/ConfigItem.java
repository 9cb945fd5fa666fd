package io.serai.config;

/**
 * One file of a configuration.
 *
 * @param file its path below the configuration's folder
 * @param version the first half of the SHA-256 of its text, in hexadecimal
 */
public record ConfigItem(Kind kind, String name, String file, String version) {}
