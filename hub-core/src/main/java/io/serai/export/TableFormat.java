package io.serai.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** How a table is laid out in a file. */
@FunctionalInterface
public interface TableFormat {
    /** Begins to write; closing the writer closes the stream. */
    TableWriter open(List<Column> columns, OutputStream out) throws IOException;
}
