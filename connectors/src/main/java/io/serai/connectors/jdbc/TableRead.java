package io.serai.connectors.jdbc;

import io.serai.connectors.jdbc.TableCursor.Position;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Reads page by page; one page is in memory. */
final class TableRead implements RecordStream {
    private final Database.Lasting connection;
    private final Optional<Page> page;
    private final TableCursor start;
    private final Object bound;
    private final Optional<Object> certain;
    private final String where;

    private List<Page.Row> rows = List.of();
    private int next;
    private long position;
    private boolean more;
    private Optional<Position> reached;
    private boolean ended;

    private TableRead(
            Database.Lasting connection,
            Optional<Page> page,
            TableCursor start,
            Object bound,
            Optional<Object> certain,
            String where) {
        this.connection = connection;
        this.page = page;
        this.start = start;
        this.bound = bound;
        this.certain = certain;
        this.where = where;
        this.reached = start.after();
        this.more = page.isPresent();
    }

    /** @param certain up to where no row can be missing that appears later; empty if only where it begins */
    static TableRead upTo(
            Database.Lasting connection,
            Page page,
            TableCursor start,
            Object bound,
            Optional<Object> certain,
            String where) {
        return new TableRead(connection, Optional.of(page), start, bound, certain, where);
    }

    /** All rows, in the order of their keys. */
    static TableRead whole(Database.Lasting connection, Page page, TableCursor start, String where) {
        return new TableRead(connection, Optional.of(page), start, Page.none(), Optional.empty(), where);
    }

    static TableRead nothing(Database.Lasting connection, TableCursor start) {
        return new TableRead(connection, Optional.empty(), start, Page.none(), Optional.empty(), "");
    }

    @Override
    public Optional<RawItem> next() {
        if (next == rows.size() && more) {
            turn(page.orElseThrow());
        }
        if (next == rows.size()) {
            ended = true;
            return Optional.empty();
        }
        Page.Row row = rows.get(next++);
        position++;
        reached = Optional.of(
                new Position(row.cursor().map(ColumnKind::written), row.key().map(ColumnKind::written)));
        return Optional.of(row.item());
    }

    private void turn(Page page) {
        int fetch = page.settings().fetch();
        List<Page.Row> found;
        try {
            found = connection.ask(open -> page.read(open, reached, bound, position));
        } catch (DateTimeException | NumberFormatException e) {
            throw TableCursor.invalid(where);
        }
        more = found.size() > fetch;
        if (more && found.get(fetch).sharesPlaceWith(found.get(fetch - 1))) {
            throw new SeraiException(
                    ErrorCode.CONFIG_INVALID,
                    where + ": several rows have the same '" + page.key().name()
                            + "'. Name a column in 'key' that is unique.");
        }
        rows = more ? found.subList(0, fetch) : found;
        next = 0;
    }

    @Override
    public Optional<String> cursor() {
        Optional<Position> safe = page.isPresent() && page.get().cursor().isPresent() ? safe() : wholeSafe();
        return Optional.of(new TableCursor(safe, start.awaited(), start.columns(), start.revision()).write());
    }

    /** A table that is read whole begins again after its end. */
    private Optional<Position> wholeSafe() {
        return ended && page.isPresent() ? Optional.empty() : reached;
    }

    private Optional<Position> safe() {
        if (certain.isEmpty()) {
            return start.after();
        }
        Optional<Object> at =
                reached.flatMap(Position::cursor).map(text -> cursorKind().parse(text));
        boolean within =
                !ended && at.map(value -> compare(value, certain.get()) <= 0).orElse(true);
        return within
                ? reached
                : Optional.of(new Position(Optional.of(ColumnKind.written(certain.get())), Optional.empty()));
    }

    private ColumnKind cursorKind() {
        return page.orElseThrow().cursor().orElseThrow().kind();
    }

    /** Orders two values of one column. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static int compare(Object left, Object right) {
        if (left instanceof OffsetDateTime one && right instanceof OffsetDateTime other) {
            return one.toInstant().compareTo(other.toInstant());
        }
        return ((Comparable) left).compareTo(right);
    }

    @Override
    public void close() {
        connection.close();
    }
}
