package io.serai.segment;

import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a statement being compiled, each bound under a name of its own. Not thread-safe. */
final class Parameters {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** The placeholder to write into the SQL. */
    String add(Object value) {
        String name = "v" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    Map<String, Object> values() {
        return Map.copyOf(values);
    }
}
