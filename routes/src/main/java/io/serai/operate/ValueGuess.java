package io.serai.operate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What kind of value a column holds, by what its values look like. */
final class ValueGuess {
    /** The narrowest first. */
    private static final Map<String, Pattern> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("boolean", Pattern.compile("(?i)true|false|yes|no"));
        KINDS.put("whole", Pattern.compile("-?(0|[1-9][0-9]{0,17})"));
        KINDS.put("decimal", Pattern.compile("-?[0-9]{1,18}[.,][0-9]{1,9}"));
        KINDS.put("date", Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}"));
        KINDS.put("moment", Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}.{0,20}"));
        KINDS.put("email", Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}"));
    }

    private ValueGuess() {}

    /** The kind that all are of; text if there is none, or nothing to go by. */
    static String of(List<String> values) {
        return KINDS.entrySet().stream()
                .filter(kind -> !values.isEmpty()
                        && values.stream()
                                .allMatch(value ->
                                        kind.getValue().matcher(value.strip()).matches()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("text");
    }
}
