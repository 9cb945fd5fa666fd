package io.serai.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.document.Node;
import io.serai.mapping.MappingOutcome.Invalid;
import io.serai.mapping.MappingOutcome.Mapped;
import io.serai.raw.JsonRecord;
import io.serai.record.CanonicalRecord;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Runs the tests written in a mapping file. A failed one is a problem at the line of what was expected; it shows what
 * came instead, for the values are the file's own.
 */
public final class MappingTests {
    private static final String CURE = "Correct the mapping or the test.";

    private MappingTests() {}

    /**
     * @return how many tests the mapping has; the problems are recorded where its file's problems are
     */
    public static int run(Mapping mapping) {
        mapping.tests().forEach(test -> run(mapping, test));
        return mapping.tests().size();
    }

    private static void run(Mapping mapping, Node test) {
        MappingOutcome outcome =
                mapping.map(new JsonRecord(test.require("given").toJson()));
        Node expect = test.require("expect");
        if (outcome instanceof Invalid invalid) {
            checkInvalid(expect, invalid);
        } else if (outcome instanceof Mapped mapped) {
            checkMapped(expect, mapped.records());
        }
    }

    private static void checkInvalid(Node expect, Invalid invalid) {
        if (expect.get("invalid").isEmpty()) {
            expect.problem(
                    "the record is refused: " + invalid.code() + ", " + invalid.field() + " " + invalid.reason() + ".",
                    CURE);
            return;
        }
        ObjectNode actual = JsonNodeFactory.instance
                .objectNode()
                .put("field", invalid.field())
                .put("code", invalid.code().name());
        compare(expect.require("invalid"), actual);
    }

    private static void checkMapped(Node expect, List<CanonicalRecord> records) {
        List<Node> expected = expect.oneOrMany();
        if (records.size() != expected.size()) {
            expect.problem("expected " + expected.size() + " records, but there are " + records.size() + ".", CURE);
            return;
        }
        for (int i = 0; i < records.size(); i++) {
            if (expected.get(i).get("invalid").isPresent()) {
                expected.get(i).problem("the record was to be refused, but was mapped.", CURE);
            } else {
                compare(expected.get(i), CanonicalJson.of(records.get(i)));
            }
        }
    }

    /** Whatever the expectation names must be there and equal. */
    private static void compare(Node expected, JsonNode actual) {
        if (expected.isMapping() && actual.isObject()) {
            for (Map.Entry<String, Node> entry : expected.entries().entrySet()) {
                compare(entry.getValue(), actual.path(entry.getKey()));
            }
        } else if (expected.isSequence() && actual.isArray()) {
            compareItems(expected, actual);
        } else if (!isSame(expected, actual)) {
            String got = actual.isMissingNode() ? "nothing is said about it" : "it is " + actual;
            expected.problem("expected " + expected.toJson() + ", but " + got + ".", CURE);
        }
    }

    private static void compareItems(Node expected, JsonNode actual) {
        List<Node> items = expected.items();
        if (items.size() != actual.size()) {
            expected.problem("expected " + items.size() + " items, but there are " + actual.size() + ".", CURE);
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            compare(items.get(i), actual.get(i));
        }
    }

    /** One identifier may be written without its list; numbers are compared as numbers. */
    private static boolean isSame(Node expected, JsonNode actual) {
        if (expected.isNull()) {
            return actual.isNull() || (actual.isArray() && actual.isEmpty());
        }
        if (!expected.isScalar()) {
            return false;
        }
        JsonNode one = actual.isArray() && actual.size() == 1 ? actual.get(0) : actual;
        if (!one.isValueNode() || one.isNull()) {
            return false;
        }
        return one.isNumber()
                ? isSameNumber(expected.text(), one.decimalValue())
                : one.asText().equals(expected.text());
    }

    private static boolean isSameNumber(String expected, BigDecimal actual) {
        try {
            return new BigDecimal(expected).compareTo(actual) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
