package io.serai.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.schema.ProfileSchema;
import io.serai.schema.ValueType;
import io.serai.store.Database;
import io.serai.store.Moments;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Events of live profiles, all or those of a segment's members, by record and time. */
final class EventTable implements Table {
    private static final int PAGE = 2_000;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    private final Database database;
    private final EventSelection selection;
    private final List<Field<Row>> fields;
    private final String sql;
    private Place last = new Place(0, LocalDateTime.of(1000, 1, 1, 0, 0), new byte[0]);

    /** Where in the order of events a page ended. */
    private record Place(long subject, LocalDateTime time, byte[] id) {}

    /** What a row is made from. */
    private record Row(Place place, long profileId, String type, String source, JsonNode properties) {}

    private EventTable(
            Database database, EventSelection selection, Optional<Integer> segment, List<Field<Row>> fields) {
        this.database = database;
        this.selection = selection;
        this.fields = fields;
        this.sql = sql(selection, segment);
    }

    /** @param segment the number of the segment whose members' events are meant; empty for everyone's */
    static EventTable of(Database database, ProfileSchema schema, EventSelection selection, Optional<Integer> segment) {
        return new EventTable(database, selection, segment, fields(schema, selection));
    }

    private static List<Field<Row>> fields(ProfileSchema schema, EventSelection selection) {
        List<String> names = selection.fields().isEmpty()
                ? List.of("profile_id", "type", "time", "source", "properties")
                : selection.fields();
        Fields<Row> fields = new Fields<>();
        fields.add(Field.open("profile_id", ValueType.WHOLE, row -> Optional.of(row.profileId())));
        fields.add(Field.open("type", ValueType.STRING, row -> Optional.of(row.type())));
        fields.add(Field.open(
                "time",
                ValueType.DATETIME,
                row -> Optional.of(Moments.read(row.place().time()))));
        fields.add(Field.open("source", ValueType.STRING, row -> Optional.of(row.source())));
        fields.add(Field.open("properties", ValueType.STRING, row -> Optional.of(row.properties())));
        schema.events().forEach((event, properties) -> {
            if (selection.types().isEmpty() || selection.types().contains(event)) {
                properties.forEach((name, type) -> property(fields, name, type));
            }
        });
        return fields.choose(names, true);
    }

    /** One of two types in two events is told as text. */
    private static void property(Fields<Row> fields, String name, ValueType type) {
        String column =
                List.of("profile_id", "type", "time", "source", "properties").contains(name)
                        ? "property:" + name
                        : name;
        boolean same = !fields.has(column) || fields.type(column) == shown(type);
        ValueType told = same ? shown(type) : ValueType.STRING;
        fields.add(Field.open(column, told, row -> value(row.properties().path(name), told)));
    }

    /** Days and moments stand in events as text. */
    private static ValueType shown(ValueType type) {
        return switch (type) {
            case WHOLE, DECIMAL, MONEY, BOOLEAN, LIST -> type;
            case STRING, NAME, EMAIL, PHONE, COUNTRY, LANGUAGE, DATE, DATETIME -> ValueType.STRING;
        };
    }

    private static Optional<Object> value(JsonNode value, ValueType type) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        return switch (type) {
            case WHOLE -> value.canConvertToLong() ? Optional.of(value.longValue()) : Optional.empty();
            case DECIMAL, MONEY -> value.isNumber() ? Optional.of(decimal(value)) : Optional.empty();
            case BOOLEAN -> value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
            case LIST -> {
                List<String> items = new ArrayList<>();
                value.forEach(item -> items.add(item.asText()));
                yield Optional.of(items);
            }
            case STRING, NAME, EMAIL, PHONE, COUNTRY, LANGUAGE, DATE, DATETIME ->
                Optional.of(value.isValueNode() ? value.asText() : value.toString());
        };
    }

    private static BigDecimal decimal(JsonNode value) {
        return ValueType.canonical(value.decimalValue());
    }

    private static String sql(EventSelection selection, Optional<Integer> segment) {
        StringBuilder sql = new StringBuilder(
                "SELECT e.subject_id, e.time, e.id, r.profile_id, e.type, e.properties, t.source, t.name"
                        + " FROM event e FORCE INDEX (PRIMARY) STRAIGHT_JOIN source_record r ON r.id = e.subject_id"
                        + " LEFT JOIN stream t ON t.id = r.stream_id");
        segment.ifPresent(number -> sql.append(" STRAIGHT_JOIN membership m ON m.segment_id = ")
                .append(number)
                .append(" AND m.profile_id = r.profile_id"));
        sql.append(" WHERE (e.subject_id > :subject OR (e.subject_id = :subject AND (e.time > :time"
                + " OR (e.time = :time AND e.id > :id)))) AND r.profile_id > 0");
        if (!selection.types().isEmpty()) {
            sql.append(" AND e.type IN (<types>)");
        }
        selection.from().ifPresent(from -> sql.append(" AND e.time >= :from"));
        selection.to().ifPresent(to -> sql.append(" AND e.time < :to"));
        return sql.append(" ORDER BY e.subject_id, e.time, e.id LIMIT " + PAGE).toString();
    }

    @Override
    public List<Column> columns() {
        return fields.stream().map(Field::column).toList();
    }

    @Override
    public List<List<Optional<Object>>> next() {
        List<Row> page = database.read(
                handle -> query(handle).map((row, context) -> read(row)).list());
        if (!page.isEmpty()) {
            last = page.get(page.size() - 1).place();
        }
        return page.stream().map(row -> Fields.row(fields, row)).toList();
    }

    private Query query(Handle handle) {
        Query query = handle.createQuery(sql)
                .bind("subject", last.subject())
                .bind("time", last.time())
                .bind("id", last.id());
        if (!selection.types().isEmpty()) {
            query.bindList("types", selection.types());
        }
        bind(query, "from", selection.from());
        bind(query, "to", selection.to());
        return query;
    }

    private static void bind(Query query, String name, Optional<Instant> moment) {
        moment.ifPresent(value -> query.bind(name, Moments.bind(value)));
    }

    private static Row read(ResultSet row) throws SQLException {
        Place place =
                new Place(row.getLong("subject_id"), row.getObject("time", LocalDateTime.class), row.getBytes("id"));
        String source = row.getString("source") + "." + row.getString("name");
        return new Row(
                place, row.getLong("profile_id"), row.getString("type"), source, json(row.getString("properties")));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "the properties of a stored event are no JSON", e);
        }
    }
}
