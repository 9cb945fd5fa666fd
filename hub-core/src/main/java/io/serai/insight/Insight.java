package io.serai.insight;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An answer as a table.
 *
 * @param at when it was computed
 * @param columns in their order
 * @param rows values by column; what is not known, or may not be told, is absent
 */
public record Insight(Instant at, List<String> columns, List<Map<String, Object>> rows) {
    public Insight {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
