package io.serai.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of file a configuration is made of; a file's kind is its first key. */
public enum Kind {
    HUB,
    SCHEMA,
    IDENTITY,
    CONNECTOR,
    MAPPING,
    SOURCE,
    TRAIT,
    SEGMENT,
    DESTINATION,
    SYNC,
    ALERT,
    FIXTURES,
    MODEL;

    /** The first key of such a file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All first keys. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Kind::word).toList();
    }

    static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** Whether a configuration has at most one such file. */
    boolean isSingle() {
        return this == HUB || this == SCHEMA || this == IDENTITY;
    }
}
