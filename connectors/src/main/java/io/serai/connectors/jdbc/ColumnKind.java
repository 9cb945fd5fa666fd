package io.serai.connectors.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a column holds, as far as reading it is concerned. */
enum ColumnKind {
    WHOLE,
    DECIMAL,
    FLOAT,
    BOOLEAN,
    TEXT,
    DATE,
    /** A date and time of no zone. */
    LOCAL,
    /** A moment, as PostgreSQL's {@code timestamptz} gives it. */
    MOMENT,
    /** A moment as MariaDB's {@code TIMESTAMP} gives it: in the session's zone, which we make UTC. */
    UTC,
    BYTES,
    JSON,
    LIST;

    private static final ObjectReader JSON_READER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    /** @param type of {@link Types} */
    static ColumnKind of(int type, String typeName, Dialect dialect) {
        String name = typeName.toLowerCase(Locale.ROOT);
        if (name.startsWith("json")) {
            return JSON;
        }
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> WHOLE;
            case Types.BIGINT -> name.contains("unsigned") ? DECIMAL : WHOLE;
            case Types.NUMERIC, Types.DECIMAL -> DECIMAL;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> name.equals("money") ? TEXT : FLOAT;
            case Types.BOOLEAN, Types.BIT -> BOOLEAN;
            case Types.DATE -> name.startsWith("year") ? WHOLE : DATE;
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> moment(name, dialect);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> BYTES;
            case Types.ARRAY -> LIST;
            default -> TEXT;
        };
    }

    private static ColumnKind moment(String name, Dialect dialect) {
        if (dialect == Dialect.POSTGRESQL) {
            return name.equals("timestamptz") ? MOMENT : LOCAL;
        }
        return name.equals("timestamp") ? UTC : LOCAL;
    }

    boolean isTime() {
        return this == DATE || this == LOCAL || this == MOMENT || this == UTC;
    }

    /** Whether rows can be put in order by it and asked for from a value on, as a cursor must be. */
    boolean canBeCursor() {
        return this == WHOLE || this == DECIMAL || isTime();
    }

    /** The value as JSON; text where JSON has no form of its own. */
    JsonNode json(ResultSet row, int column) throws SQLException {
        Object value = this == BOOLEAN ? row.getObject(column) : null;
        JsonNode json = switch (this) {
            case WHOLE -> LongNode.valueOf(row.getLong(column));
            case FLOAT -> floating(row.getDouble(column));
            case BOOLEAN -> value instanceof Boolean known ? BooleanNode.valueOf(known) : text(row.getString(column));
            case DECIMAL ->
                present(row.getBigDecimal(column))
                        .<JsonNode>map(DecimalNode::valueOf)
                        .orElse(NullNode.getInstance());
            case BYTES ->
                present(row.getBytes(column)).<JsonNode>map(BinaryNode::valueOf).orElse(NullNode.getInstance());
            case JSON -> parsed(row.getString(column));
            case LIST -> list(row, column);
            case TEXT -> text(row.getString(column));
            case DATE, LOCAL, MOMENT, UTC ->
                value(row, column)
                        .<JsonNode>map(found -> TextNode.valueOf(written(found) + (this == UTC ? "Z" : "")))
                        .orElse(NullNode.getInstance());
        };
        return row.wasNull() ? NullNode.getInstance() : json;
    }

    /** The value as it is compared and bound; empty if it is null. */
    Optional<Object> value(ResultSet row, int column) throws SQLException {
        Object value = switch (this) {
            case WHOLE -> row.getLong(column);
            case DECIMAL -> row.getBigDecimal(column);
            case DATE -> row.getObject(column, LocalDate.class);
            case LOCAL, UTC -> row.getObject(column, LocalDateTime.class);
            case MOMENT -> row.getObject(column, OffsetDateTime.class);
            default -> row.getString(column);
        };
        return row.wasNull() ? Optional.empty() : present(value);
    }

    /** The value that {@link #written} wrote. @throws RuntimeException if it is none of this kind */
    Object parse(String written) {
        return switch (this) {
            case WHOLE -> Long.valueOf(written);
            case DECIMAL -> new BigDecimal(written);
            case DATE -> LocalDate.parse(written);
            case LOCAL, UTC -> LocalDateTime.parse(written);
            case MOMENT -> OffsetDateTime.parse(written);
            default -> written;
        };
    }

    static String written(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private static <T> Optional<T> present(T value) {
        return Optional.ofNullable(value);
    }

    private static JsonNode text(String value) {
        return present(value).<JsonNode>map(TextNode::valueOf).orElse(NullNode.getInstance());
    }

    private static JsonNode floating(double value) {
        return Double.isFinite(value) ? DoubleNode.valueOf(value) : TextNode.valueOf(Double.toString(value));
    }

    private static JsonNode list(ResultSet row, int column) throws SQLException {
        Array array = row.getArray(column);
        if (array == null) {
            return NullNode.getInstance();
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        if (array.getArray() instanceof Object[] items) {
            Arrays.stream(items).forEach(item -> list.add(item == null ? NullNode.getInstance() : element(item)));
        }
        return list;
    }

    private static JsonNode element(Object item) {
        if (item instanceof Number number) {
            return DecimalNode.valueOf(new BigDecimal(number.toString()));
        }
        return item instanceof Boolean bool ? BooleanNode.valueOf(bool) : TextNode.valueOf(item.toString());
    }

    private static JsonNode parsed(String json) throws SQLException {
        if (json == null) {
            return NullNode.getInstance();
        }
        try {
            return JSON_READER.readTree(json);
        } catch (JsonProcessingException e) {
            // The parser's message would quote the data.
            throw new SQLException("is no JSON");
        }
    }
}
