package io.serai.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.serai.raw.Header;
import io.serai.raw.RawRecord;
import io.serai.raw.TabularRecord;
import java.util.List;
import java.util.Optional;

/**
 * A compiled path into a record: {@code a.b.c}, {@code a[0].b}, {@code params[key=name].value}, {@code "a name".b},
 * {@code $parent.id}. In a row, the path as a whole is tried as a column's name.
 */
final class Path {
    /** One step down. A missing node steps to a missing node. */
    sealed interface Step {
        JsonNode from(JsonNode node);
    }

    record Name(String name) implements Step {
        @Override
        public JsonNode from(JsonNode node) {
            return node.path(name);
        }
    }

    /** Counted from 0; from the end when negative. */
    record Index(int index) implements Step {
        @Override
        public JsonNode from(JsonNode node) {
            return node.path(index < 0 ? node.size() + index : index);
        }
    }

    /** The first element whose member has this text, for arrays of keys and values. */
    record Match(String name, String text) implements Step {
        @Override
        public JsonNode from(JsonNode node) {
            for (JsonNode element : node) {
                JsonNode member = element.path(name);
                if (member.isValueNode() && member.asText().equals(text)) {
                    return element;
                }
            }
            return MissingNode.getInstance();
        }
    }

    /** The column a header has for this path; remembered for the header of the last row. */
    private record Column(Header header, int index) {}

    private final String written;
    private final int up;
    private final List<Step> steps;
    private volatile Optional<Column> column = Optional.empty();

    Path(String written, int up, List<Step> steps) {
        this.written = written;
        this.up = up;
        this.steps = List.copyOf(steps);
    }

    /** As the user wrote it, without {@code $parent.}. */
    String written() {
        return written;
    }

    /** How many scopes up it begins. */
    int up() {
        return up;
    }

    List<Step> steps() {
        return steps;
    }

    /** The value there; a missing node if there is none. */
    JsonNode read(Scope scope) {
        Scope from = scope;
        for (int i = 0; i < up; i++) {
            if (from.parent().isEmpty()) {
                return MissingNode.getInstance();
            }
            from = from.parent().get();
        }
        RawRecord record = from.record();
        return record instanceof TabularRecord row ? cell(row) : descend(record.toJson());
    }

    private JsonNode descend(JsonNode root) {
        JsonNode node = root;
        for (Step step : steps) {
            node = step.from(node);
        }
        return node;
    }

    private JsonNode cell(TabularRecord row) {
        Optional<Column> known = column;
        if (known.isPresent() && known.get().header() == row.header()) {
            return row.cell(known.get().index());
        }
        Column found = new Column(row.header(), columnIn(row.header()));
        column = Optional.of(found);
        return row.cell(found.index());
    }

    private int columnIn(Header header) {
        int whole = header.indexOf(written);
        boolean isName = whole == Header.NONE && steps.size() == 1 && steps.get(0) instanceof Name;
        return isName ? header.indexOf(((Name) steps.get(0)).name()) : whole;
    }
}
