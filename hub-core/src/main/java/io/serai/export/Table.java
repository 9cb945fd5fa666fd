package io.serai.export;

import java.util.List;
import java.util.Optional;

/** A table in the store, read from its beginning to its end. Holds nothing of the store between pages. Not thread-safe. */
public interface Table {
    List<Column> columns();

    /**
     * The next rows, each in the order of the columns; empty at the end.
     *
     * @throws io.serai.error.SeraiException STORE_UNAVAILABLE
     */
    List<List<Optional<Object>>> next();
}
