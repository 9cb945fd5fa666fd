package io.serai.raw;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The column names of a table, shared by all its rows. Immutable and thread-safe. */
public final class Header {
    /** What {@link #indexOf} answers for a name that is no column. */
    public static final int NONE = -1;

    private final List<String> names;
    private final Map<String, Integer> indexes = new HashMap<>();

    private Header(List<String> names) {
        this.names = names;
    }

    /**
     * Names lose the white space around them.
     *
     * @throws SeraiException {@link ErrorCode#FILE_UNREADABLE} if two columns have one name; the message says which
     *     columns, not their name, for a file without a header has a person's data there
     */
    public static Header of(List<String> names) {
        Header header = new Header(names.stream().map(String::strip).toList());
        for (int column = 0; column < names.size(); column++) {
            Integer earlier = header.indexes.put(header.names.get(column), column);
            if (earlier != null) {
                throw new SeraiException(
                        ErrorCode.FILE_UNREADABLE,
                        "Columns " + (earlier + 1) + " and " + (column + 1) + " of the header have the same name."
                                + " Rename one, or declare the names under 'header'.");
            }
        }
        return header;
    }

    public List<String> names() {
        return names;
    }

    public int size() {
        return names.size();
    }

    /** The column of a name, counted from 0, or {@link #NONE}. */
    public int indexOf(String name) {
        return indexes.getOrDefault(name, NONE);
    }
}
