package io.serai.connectors.objects;

import java.util.Locale;
import java.util.Set;

/** The names that tools give to a file while they write it. */
public final class UnfinishedFiles {
    private static final Set<String> ENDINGS = Set.of("tmp", "part", "filepart", "crdownload");

    private UnfinishedFiles() {}

    /** @param file a name without folders */
    public static boolean isOne(String file) {
        return file.startsWith(".")
                || ENDINGS.contains(file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
