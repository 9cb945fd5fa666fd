package io.serai.connectors.jdbc;

import io.serai.connectors.jdbc.TableCursor.Awaited;
import io.serai.connectors.jdbc.TableCursor.Position;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.raw.RecordStream;
import io.serai.source.Reads;
import io.serai.source.SourceStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One table or query. A read goes up to the highest cursor there was when it began, and lasts until everyone has gone
 * who could still write below it; if somebody stays, the next reads begin again where it was still certain.
 */
final class TableStream implements SourceStream.Pulled {
    private static final Logger LOG = LoggerFactory.getLogger(TableStream.class);

    private final Database database;
    private final String where;
    private final TableSettings settings;
    private final Set<String> needed;
    /** What was said once already, by all reads of the source. */
    private final Set<String> said;

    private final Reads reads;

    TableStream(
            Database database,
            String where,
            TableSettings settings,
            Set<String> needed,
            Set<String> said,
            Reads reads) {
        this.database = database;
        this.where = where;
        this.settings = settings;
        this.needed = needed;
        this.said = said;
        this.reads = reads;
    }

    static Set<String> nothingSaid() {
        return ConcurrentHashMap.newKeySet();
    }

    @Override
    public SourceStream.Pulled needing(Set<String> fields) {
        return new TableStream(database, where, settings, Set.copyOf(fields), said, reads);
    }

    /** Reads no row. */
    @Override
    public void check() {
        try (Database.Lasting connection = database.lasting(where)) {
            page(columns(connection));
        }
    }

    private Columns columns(Database.Lasting connection) {
        return connection.ask(open -> Columns.of(open, settings.from(), database.dialect()));
    }

    private Page page(Columns columns) {
        return new Page(
                settings,
                database.dialect(),
                columns,
                settings.cursor().map(name -> Page.Column.of(columns, name, where)),
                Page.Column.of(columns, settings.key(), where));
    }

    @Override
    public RecordStream read(Optional<String> cursor) {
        TableCursor stored = cursor.map(text -> TableCursor.parse(text, where)).orElse(TableCursor.START);
        Database.Lasting connection = database.lasting(where);
        try {
            Columns columns = columns(connection);
            if (stored.revision() == settings.revision()) {
                columns.refuseLoss(stored.columns(), needed, where);
            }
            Page page = page(columns);
            if (connection.ask(page::hasRowsWithoutPlace) && said.add(where + " null")) {
                LOG.warn("{}: rows whose key or cursor is null are not read; fill them", where);
            }
            TableCursor start = new TableCursor(stored.after(), stored.awaited(), columns.kinds(), settings.revision());
            RecordStream rows = settings.cursor().isPresent()
                    ? readOn(connection, page, start)
                    : TableRead.whole(connection, page, start, where);
            return reads.of(rows, connection::abort);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private RecordStream readOn(Database.Lasting connection, Page page, TableCursor start) {
        Page.Column cursor = page.cursor().orElseThrow();
        if (!cursor.kind().canBeCursor()) {
            throw new SeraiException(
                    ErrorCode.CONFIG_INVALID,
                    where + ": '" + cursor.name() + "' is " + cursor.kind() + " and cannot be a cursor. Name a column"
                            + " that is a time or a number and grows with every change.");
        }
        long began =
                connection.ask(open -> Database.number(open, database.dialect().clock()));
        Optional<Object> bound = connection.ask(open -> page.highest(open, ceiling(cursor.kind(), began)));
        if (bound.isEmpty() || isRead(bound.get(), start, cursor.kind())) {
            return TableRead.nothing(connection, start);
        }
        long settled =
                connection.ask(open -> Database.number(open, database.dialect().clock()))
                        + coarseness(bound.get()).toNanos() / 1_000;
        long since = new Writers(database.dialect(), settings.overlap()).awaitAllSince(settled, connection);
        String written = ColumnKind.written(bound.get());
        if (since > settled) {
            return TableRead.upTo(
                    connection,
                    page,
                    new TableCursor(start.after(), Optional.empty(), start.columns(), start.revision()),
                    bound.get(),
                    bound,
                    where);
        }
        Optional<Awaited> gone = start.awaited().filter(awaited -> since > awaited.at());
        Awaited next = gone.isPresent() || start.awaited().isEmpty()
                ? new Awaited(written, settled)
                : start.awaited().get();
        Optional<Object> certain = gone.map(awaited -> parse(cursor.kind(), awaited.bound()));
        TableCursor from = new TableCursor(start.after(), Optional.of(next), start.columns(), start.revision());
        return TableRead.upTo(connection, page, from, bound.get(), certain, where);
    }

    /** Whether everything up to the bound was read for good. */
    private boolean isRead(Object bound, TableCursor start, ColumnKind kind) {
        return start.after()
                .filter(position -> position.key().isEmpty())
                .flatMap(Position::cursor)
                .map(text -> TableRead.compare(bound, parse(kind, text)) <= 0)
                .orElse(false);
    }

    private Object parse(ColumnKind kind, String text) {
        try {
            return kind.parse(text);
        } catch (RuntimeException e) {
            throw TableCursor.invalid(where);
        }
    }

    /** A time far ahead would hide everything until then. A time of no zone may be a day ahead of UTC. */
    private static Optional<Object> ceiling(ColumnKind kind, long micros) {
        Instant now = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        OffsetDateTime utc = now.atOffset(ZoneOffset.UTC);
        return switch (kind) {
            case MOMENT -> Optional.of(utc);
            case UTC -> Optional.of(utc.toLocalDateTime());
            case LOCAL -> Optional.of(utc.toLocalDateTime().plusDays(1));
            case DATE -> Optional.of(utc.toLocalDate().plusDays(1));
            default -> Optional.empty();
        };
    }

    /** How long the same value can still be given to others: a time without fraction may be a whole second long. */
    private static Duration coarseness(Object bound) {
        if (bound instanceof LocalDate) {
            return Duration.ofDays(2);
        }
        int nanos = bound instanceof OffsetDateTime moment
                ? moment.getNano()
                : bound instanceof LocalDateTime local ? local.getNano() : 1;
        if (nanos == 0) {
            return Duration.ofSeconds(1);
        }
        return nanos % 1_000_000 == 0 ? Duration.ofMillis(1) : Duration.ZERO;
    }
}
