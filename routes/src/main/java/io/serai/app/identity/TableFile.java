package io.serai.app.identity;

import io.serai.document.Similar;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.format.FormatOptions;
import io.serai.format.Formats;
import io.serai.raw.Header;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import io.serai.raw.TabularRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A table in a file, such as CSV, packed or not, read row by row. What cannot be read ends the reading. Not thread-safe. */
final class TableFile implements AutoCloseable {
    private final Path file;
    private final RecordStream stream;
    private final Header header;
    private Optional<TabularRecord> ahead;
    private TabularRecord row;
    private int rows;

    private TableFile(Path file, RecordStream stream) {
        this.file = file;
        this.stream = stream;
        this.ahead = read();
        this.row = ahead.orElseThrow(() -> failed(ErrorCode.FILE_UNREADABLE, "there are no records in it."));
        this.header = row.header();
    }

    /**
     * @throws SeraiException NOT_FOUND if there is no such file; FILE_UNREADABLE if it is no table or has no rows
     */
    static TableFile open(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new SeraiException(
                    ErrorCode.NOT_FOUND, "There is no file " + file + " that can be read. Check its name and rights.");
        }
        RecordStream stream = stream(file);
        try {
            return new TableFile(file, stream);
        } catch (SeraiException e) {
            stream.close();
            throw e;
        }
    }

    private static RecordStream stream(Path file) {
        try {
            return Formats.open(Files.newInputStream(file), file.getFileName().toString(), FormatOptions.DEFAULT);
        } catch (IOException e) {
            throw new SeraiException(
                    ErrorCode.FILE_UNREADABLE, file + " cannot be opened. Check the disk and its rights.", e);
        }
    }

    private Optional<TabularRecord> read() {
        Optional<RawItem> item = stream.next();
        if (item.isPresent() && item.get() instanceof RawItem.Unreadable bad) {
            throw failed(bad.code(), "record " + (rows + 1) + " cannot be read. " + bad.reason());
        }
        if (item.isPresent() && item.get() instanceof RawItem.Read good) {
            return Optional.of(good.record()
                    .tabular()
                    .orElseThrow(() -> failed(ErrorCode.FILE_UNREADABLE, "it is no table. Give a CSV file.")));
        }
        return Optional.empty();
    }

    SeraiException failed(ErrorCode code, String what) {
        return new SeraiException(code, file + ": " + what);
    }

    /**
     * The column of a name, counted from 0.
     *
     * @param option what named it, for the error
     * @throws SeraiException USAGE if there is none
     */
    int column(String name, String option) {
        int column = header.indexOf(name);
        if (column == Header.NONE) {
            throw failed(
                    ErrorCode.USAGE,
                    "there is no column '" + name + "' as " + option + " has it. "
                            + Similar.nearest(name, header.names())
                                    .map(near -> "Did you mean '" + near + "'?")
                                    .orElse("Its first line has the names."));
        }
        return column;
    }

    /**
     * The second column.
     *
     * @param option what names another, for the error
     * @throws SeraiException USAGE if there is one column only
     */
    int second(String option) {
        if (header.size() < 2) {
            throw failed(ErrorCode.USAGE, "there is one column only. Give a file with two, or see " + option + ".");
        }
        return 1;
    }

    /** Goes to the next row, at first to the first one; false at the end. */
    boolean next() {
        if (ahead.isEmpty()) {
            return false;
        }
        row = ahead.get();
        rows++;
        ahead = read();
        return true;
    }

    /** The number of the present row, counted from 1 below the header. */
    int row() {
        return rows;
    }

    /** What the present row has in a column, without white space around it; empty if it has nothing. */
    String cell(int column) {
        return row.cell(column).asText("").strip();
    }

    /**
     * What the present row has in the column of its key.
     *
     * @throws SeraiException FIELD_MISSING if it has nothing
     */
    String key(int column) {
        String key = cell(column);
        if (key.isEmpty()) {
            throw failed(
                    ErrorCode.FIELD_MISSING, "record " + rows + " has no key. Give it one, or name another column.");
        }
        return key;
    }

    /** To be thrown where a record's key is another's, too. */
    SeraiException repeated(int record) {
        return failed(
                ErrorCode.FIELD_INVALID,
                "record " + record
                        + " has the key of another. Remove one, or name a column that is different in each.");
    }

    @Override
    public void close() {
        stream.close();
    }
}
