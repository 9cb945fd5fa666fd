package io.serai.export;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes a table row by row. Not thread-safe. */
public interface TableWriter extends AutoCloseable {
    /** @param values in the order of the columns */
    void write(List<Optional<Object>> values) throws IOException;

    /** Writes what is still due and closes what is written to; more than once does no harm. */
    @Override
    void close() throws IOException;
}
