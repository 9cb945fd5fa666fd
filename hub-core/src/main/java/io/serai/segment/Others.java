package io.serai.segment;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Segments that a preview is compared with, by the members they have: for each profile the bits of one number. Immutable. */
record Others(List<SegmentRow> rows) {
    static final int MOST = 5;
    private static final String ALIAS = "others";

    /** @throws SeraiException NOT_FOUND, USAGE */
    static Others find(Handle handle, List<String> names) {
        if (names.size() > MOST || new HashSet<>(names).size() < names.size()) {
            throw new SeraiException(
                    ErrorCode.USAGE, "Name at most " + MOST + " segments to compare with, each of them once.");
        }
        List<SegmentRow> all = names.isEmpty() ? List.of() : SegmentRow.all(handle);
        List<SegmentRow> rows = new ArrayList<>();
        for (String name : names) {
            rows.add(all.stream()
                    .filter(row -> row.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new SeraiException(
                            ErrorCode.NOT_FOUND,
                            "There is no segment of one of these names. 'serai segment list' has them all.")));
        }
        return new Others(List.copyOf(rows));
    }

    /** The segment with what {@link #has} refers to. */
    CompiledSegment joinedTo(CompiledSegment segment) {
        return rows.isEmpty() ? segment : segment.with(table());
    }

    private DerivedTable table() {
        String bits = IntStream.range(0, rows.size())
                .mapToObj(index -> "WHEN " + rows.get(index).id() + " THEN " + (1 << index))
                .collect(Collectors.joining(" ", "BIT_OR(CASE segment_id ", " END)"));
        String ids = rows.stream().map(row -> Integer.toString(row.id())).collect(Collectors.joining(", "));
        return new DerivedTable(
                ALIAS,
                Scope.Rows.ITS_OWN,
                "SELECT profile_id, " + bits + " AS bits FROM membership WHERE segment_id IN (" + ids
                        + ") GROUP BY profile_id",
                "",
                0);
    }

    /** Whether profile {@code p} is in the segment of this place: 0 or 1. */
    String has(int index) {
        return "(COALESCE(" + ALIAS + ".bits, 0) & " + (1 << index) + " > 0)";
    }
}
