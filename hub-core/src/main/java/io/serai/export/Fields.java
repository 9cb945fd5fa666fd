package io.serai.export;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.schema.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The fields that rows of a kind can have, in their order, each under a name of its own.
 *
 * @param <R> what a row is made from
 */
final class Fields<R> {
    private final Map<String, Field<R>> known = new LinkedHashMap<>();

    void add(Field<R> field) {
        known.put(field.column().name(), field);
    }

    boolean has(String name) {
        return known.containsKey(name);
    }

    /** The type of one that there is. */
    ValueType type(String name) {
        return Objects.requireNonNull(known.get(name)).column().type();
    }

    /**
     * The fields of these names, masked unless they are to be revealed; all for none.
     *
     * @throws SeraiException USAGE for a name that is unknown or given twice; it is not repeated, as it may be anything
     */
    List<Field<R>> choose(List<String> names, boolean reveal) {
        List<Field<R>> chosen = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : names.isEmpty() ? List.copyOf(known.keySet()) : names) {
            Field<R> field = Optional.ofNullable(known.get(name)).orElseThrow(() -> unknown(chosen.size() + 1));
            if (!seen.add(name)) {
                throw new SeraiException(ErrorCode.USAGE, "The field '" + name + "' is named twice.");
            }
            chosen.add(reveal ? field : field.masked());
        }
        return chosen;
    }

    private SeraiException unknown(int number) {
        return new SeraiException(
                ErrorCode.USAGE,
                "Field number " + number + " is not known. Known are " + String.join(", ", known.keySet()) + ".");
    }

    /** A row of chosen fields. */
    static <R> List<Optional<Object>> row(List<Field<R>> fields, R source) {
        List<Optional<Object>> row = new ArrayList<>(fields.size());
        for (Field<R> field : fields) {
            row.add(field.value().apply(source));
        }
        return row;
    }
}
