package io.serai.app.demo;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a demo file holds, as whoever wrote it knows.
 *
 * @param rows all records, broken ones included
 * @param subjects different keys of the records that are whole
 * @param repeated records that are there twice, word for word
 * @param broken records that cannot be taken, by what is wrong with them
 */
public record Written(long rows, long subjects, long repeated, Map<String, Long> broken) {
    public Written {
        broken = Collections.unmodifiableMap(new TreeMap<>(broken));
    }

    /** Records that must turn out invalid. */
    public long invalid() {
        return broken.values().stream().mapToLong(Long::longValue).sum();
    }
}
