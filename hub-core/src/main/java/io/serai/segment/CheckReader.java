package io.serai.segment;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.schema.ValueType;
import io.serai.segment.Check.Bound;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads the one check of a condition on a trait or a property, and whether the value's type allows it. */
final class CheckReader {
    /** Longer than any record is old, and short enough for the store's calendar. */
    static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Map<String, Predicate<ValueType>> CHECKS = checks();

    private CheckReader() {}

    private static Map<String, Predicate<ValueType>> checks() {
        Set<ValueType> moments = Set.of(ValueType.DATE, ValueType.DATETIME);
        Set<ValueType> numbers = Set.of(ValueType.WHOLE, ValueType.DECIMAL, ValueType.MONEY);
        Predicate<ValueType> ordered = type -> moments.contains(type) || numbers.contains(type);
        Predicate<ValueType> text = type -> type.javaType() == String.class;
        Predicate<ValueType> list = type -> type == ValueType.LIST;
        Map<String, Predicate<ValueType>> checks = new LinkedHashMap<>();
        checks.put("equals", list.negate());
        checks.put("in", list.negate());
        checks.put("exists", type -> true);
        List.of("at_least", "at_most", "more_than", "less_than", "between").forEach(key -> checks.put(key, ordered));
        List.of("starts_with", "contains").forEach(key -> checks.put(key, text));
        checks.put("includes", list);
        List.of("within", "before").forEach(key -> checks.put(key, moments::contains));
        return checks;
    }

    /** Adds the keys of the checks to a condition's shape. */
    static ObjectShape.Builder keys(ObjectShape.Builder shape) {
        return shape.optional("equals", Shape.text(), "The value is exactly this.")
                .optional("in", Shape.list(Shape.text()), "The value is exactly one of these.")
                .optional("exists", Shape.bool(), "There is a value (true) or none (false).")
                .optional("at_least", Shape.text(), "The number, day or moment is this or later.")
                .optional("at_most", Shape.text(), "The number, day or moment is this or earlier.")
                .optional("more_than", Shape.text(), "The number, day or moment is past this.")
                .optional("less_than", Shape.text(), "The number, day or moment is short of this.")
                .optional("between", Shape.list(Shape.text()), "The lowest and the highest value that pass.")
                .optional("starts_with", Shape.text(), "The text begins so; case and accents count.")
                .optional("contains", Shape.text(), "The text has this part; case and accents count.")
                .optional("includes", Shape.text(), "The list has this item.");
    }

    /** Adds the keys of the checks whose answer changes with time. */
    static ObjectShape.Builder clockKeys(ObjectShape.Builder shape) {
        return shape.optional("within", Shape.duration(), "The day or moment lies in the last so long, up to now.")
                .optional("before", Shape.duration(), "The day or moment lies longer ago than this.");
    }

    /** Empty if the check is missing, ambiguous or does not suit the type; the problem has then been recorded. */
    static Optional<Check> read(Node condition, ValueType type) {
        List<String> given = CHECKS.keySet().stream()
                .filter(key -> condition.get(key).isPresent())
                .toList();
        if (given.isEmpty()) {
            condition.problem("nothing is asked of the value.", "Add one of " + allowed(type) + ".");
            return Optional.empty();
        }
        if (given.size() > 1) {
            condition.problem(
                    "more than one thing is asked: " + String.join(", ", given) + ".",
                    "Write a condition for each, under 'all:'.");
            return Optional.empty();
        }
        String key = given.get(0);
        Node value = condition.require(key);
        if (!CHECKS.getOrDefault(key, any -> false).test(type)) {
            value.problem(
                    "'" + key + "' cannot be asked of a value of type " + type.word() + ".",
                    "Use one of " + allowed(type) + ".");
            return Optional.empty();
        }
        return check(key, value, type);
    }

    private static String allowed(ValueType type) {
        return String.join(
                ", ",
                CHECKS.keySet().stream()
                        .filter(key -> CHECKS.getOrDefault(key, any -> false).test(type))
                        .toList());
    }

    private static Optional<Check> check(String key, Node value, ValueType type) {
        return switch (key) {
            case "exists" -> Optional.of(new Check.Exists(value.text().equals("true")));
            case "equals" -> Literals.read(value, type).map(only -> new Check.OneOf(List.of(only)));
            case "in" -> Literals.readAll(value, type).map(Check.OneOf::new);
            case "starts_with" -> part(value).map(Check.StartsWith::new);
            case "contains" -> part(value).map(Check.Contains::new);
            case "includes" -> part(value).map(Check.Includes::new);
            case "within" -> length(value).map(Check.Within::new);
            case "before" -> length(value).map(Check.Before::new);
            case "between" -> between(value, type);
            default -> Literals.read(value, type).map(end -> range(key, end));
        };
    }

    private static Check range(String key, Object end) {
        return switch (key) {
            case "at_least" -> new Check.Range(Optional.of(new Bound(end, true)), Optional.empty());
            case "more_than" -> new Check.Range(Optional.of(new Bound(end, false)), Optional.empty());
            case "at_most" -> new Check.Range(Optional.empty(), Optional.of(new Bound(end, true)));
            case "less_than" -> new Check.Range(Optional.empty(), Optional.of(new Bound(end, false)));
            default -> throw new IllegalStateException("no range: " + key);
        };
    }

    private static Optional<Check> between(Node value, ValueType type) {
        if (value.items().size() != 2) {
            value.problem("'between' needs two values.", "Write [lowest, highest].");
            return Optional.empty();
        }
        return Literals.readAll(value, type)
                .map(ends -> new Check.Range(
                        Optional.of(new Bound(ends.get(0), true)), Optional.of(new Bound(ends.get(1), true))));
    }

    private static Optional<String> part(Node value) {
        String text = Literals.composed(value.text());
        if (text.isEmpty()) {
            value.problem("the text is empty.", "Give at least one character, or ask 'exists: true'.");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** A length of time that conditions can carry. */
    static Optional<Duration> length(Node value) {
        Duration length = value.duration();
        if (length.compareTo(LONGEST) > 0) {
            value.problem("the time is too long.", "Use at most " + LONGEST.toDays() + "d.");
            return Optional.empty();
        }
        return Optional.of(length);
    }
}
