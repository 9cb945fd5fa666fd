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
import java.util.stream.Stream;

/** Reads the one check of a condition on a trait or a property, and whether the value's type allows it. */
final class CheckReader {
    /** Longer than any record is old, and short enough for the store's calendar. */
    static final Duration LONGEST = Duration.ofDays(36_500);

    /** More values than a person would list, and few enough to send with every statement. */
    static final int MOST_VALUES = 5_000;

    /** Each is looked for by itself, in every value. */
    static final int MOST_PATTERNS = 100;

    /** The server's regular expressions have an end. */
    static final int LONGEST_PATTERN = 200;

    private static final Map<String, Check.Place> PLACES =
            Map.of("starts_with", Check.Place.START, "ends_with", Check.Place.END, "contains", Check.Place.ANYWHERE);

    static final Set<ValueType> MOMENTS = Set.of(ValueType.DATE, ValueType.DATETIME);
    static final Set<ValueType> NUMBERS = Set.of(ValueType.WHOLE, ValueType.DECIMAL, ValueType.MONEY);

    private static final Map<String, Predicate<ValueType>> CHECKS = checks();

    private static final ObjectShape AGE = Shape.object("an age")
            .optional("at_least", Shape.whole(0, 200), "So many full years or more.")
            .optional("at_most", Shape.whole(0, 200), "So many full years or fewer.")
            .build();

    private CheckReader() {}

    private static Map<String, Predicate<ValueType>> checks() {
        Predicate<ValueType> text = type -> type.javaType() == String.class;
        Predicate<ValueType> list = type -> type == ValueType.LIST;
        Map<String, Predicate<ValueType>> checks = new LinkedHashMap<>();
        checks.put("equals", list.negate());
        checks.put("in", list.negate());
        checks.put("exists", type -> true);
        List.of("at_least", "at_most", "more_than", "less_than", "between")
                .forEach(key -> checks.put(key, CheckReader::isOrdered));
        List.of("starts_with", "ends_with", "contains").forEach(key -> checks.put(key, text));
        List.of("includes", "includes_any", "includes_all").forEach(key -> checks.put(key, list));
        List.of("within", "before", "next").forEach(key -> checks.put(key, MOMENTS::contains));
        List.of("age", "anniversary").forEach(key -> checks.put(key, type -> type == ValueType.DATE));
        return checks;
    }

    /** Whether one value of the type can be past another. */
    static boolean isOrdered(ValueType type) {
        return MOMENTS.contains(type) || NUMBERS.contains(type);
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
                .optional("ends_with", Shape.text(), "The text ends so; case and accents count.")
                .optional("contains", Shape.text(), "The text has this part; case and accents count.")
                .optional(
                        "ignore_case",
                        Shape.bool(),
                        "Small and capital letters of text are alike; accents still count.")
                .optional(
                        "ignore_accents",
                        Shape.bool(),
                        "Letters of text are alike whatever their accents; case still counts.")
                .optional("includes", Shape.text(), "The list has this item.")
                .optional("includes_any", Shape.list(Shape.text()), "The list has at least one of these items.")
                .optional("includes_all", Shape.list(Shape.text()), "The list has each of these items.");
    }

    /** Adds the keys of the checks whose answer changes with time. */
    static ObjectShape.Builder clockKeys(ObjectShape.Builder shape) {
        return shape.optional("within", Shape.duration(), "The day or moment lies in the last so long, up to now.")
                .optional("before", Shape.duration(), "The day or moment lies longer ago than this.")
                .optional("next", Shape.duration(), "The day or moment lies in the coming so long.")
                .optional("age", AGE, "Full years since the day, in UTC.")
                .optional(
                        "anniversary",
                        Shape.duration(),
                        "The day returns (a birthday) today or in the next days; 0d for today.");
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
        return check(key, value, type).flatMap(exact -> loosened(condition, key, exact, type));
    }

    /** The check as it is when what the condition says so does not count. */
    private static Optional<Check> loosened(Node condition, String key, Check exact, ValueType type) {
        List<String> ignored = Stream.of("case", "accents")
                .filter(what -> condition.bool("ignore_" + what, false))
                .toList();
        if (ignored.isEmpty()) {
            return Optional.of(exact);
        }
        if (type.javaType() != String.class || exact instanceof Check.Exists) {
            ignored.forEach(what -> condition
                    .require("ignore_" + what)
                    .problem("there is no case or accent to ignore here.", "Leave 'ignore_" + what + "' out."));
            return Optional.empty();
        }
        return ignored.contains("accents")
                ? ignoringAccents(condition, key, exact, ignored.contains("case"))
                : Optional.of(new Check.IgnoringCase(exact));
    }

    private static Optional<Check> ignoringAccents(Node condition, String key, Check exact, boolean ignoreCase) {
        List<String> texts = exact instanceof Check.OneOf some
                ? some.values().stream().map(Object::toString).toList()
                : List.of(Literals.composed(condition.require(key).text()));
        Node flag = condition.require("ignore_accents");
        if (texts.size() > MOST_PATTERNS || texts.stream().anyMatch(text -> text.length() > LONGEST_PATTERN)) {
            flag.problem(
                    "accents can be ignored in " + MOST_PATTERNS + " texts of " + LONGEST_PATTERN
                            + " characters at most.",
                    "Give fewer or shorter ones, or leave 'ignore_accents' out.");
            return Optional.empty();
        }
        Check.Place place = PLACES.getOrDefault(key, Check.Place.WHOLE);
        if (place != Check.Place.WHOLE && texts.stream().map(Accents::without).anyMatch(String::isEmpty)) {
            flag.problem("the text is nothing but accents.", "Give at least one letter.");
            return Optional.empty();
        }
        return Optional.of(new Check.IgnoringAccents(place, texts, ignoreCase));
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
            case "in" ->
                several(value).flatMap(list -> Literals.readAll(list, type)).map(Check.OneOf::new);
            case "starts_with" -> part(value).map(Check.StartsWith::new);
            case "ends_with" -> part(value).map(Check.EndsWith::new);
            case "contains" -> part(value).map(Check.Contains::new);
            case "includes" -> part(value).map(item -> new Check.Includes(List.of(item), true));
            case "includes_any" -> items(value).map(items -> new Check.Includes(items, false));
            case "includes_all" -> items(value).map(items -> new Check.Includes(items, true));
            case "within" -> length(value).map(Check.Within::new);
            case "before" -> length(value).map(Check.Before::new);
            case "next" -> length(value).map(Check.Next::new);
            case "age" -> age(value);
            case "anniversary" -> anniversary(value);
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
        Optional<List<Object>> ends = Literals.readAll(value, type);
        if (ends.filter(CheckReader::isBackwards).isPresent()) {
            value.problem("the lowest value is above the highest, so nobody would pass.", "Write [lowest, highest].");
            return Optional.empty();
        }
        return ends.map(both ->
                new Check.Range(Optional.of(new Bound(both.get(0), true)), Optional.of(new Bound(both.get(1), true))));
    }

    @SuppressWarnings("unchecked")
    private static boolean isBackwards(List<Object> ends) {
        return ((Comparable<Object>) ends.get(0)).compareTo(ends.get(1)) > 0;
    }

    private static Optional<Check> age(Node value) {
        int least = (int) value.whole("at_least", 0);
        Optional<Integer> most = value.get("at_most").map(years -> (int) years.whole());
        if (value.entries().isEmpty() || most.filter(years -> years < least).isPresent()) {
            value.problem("no age lies in there.", "Write such as {at_least: 18, at_most: 64}.");
            return Optional.empty();
        }
        return Optional.of(new Check.Age(least, most));
    }

    private static Optional<Check> anniversary(Node value) {
        Duration ahead = value.duration();
        if (ahead.toMillis() % Duration.ofDays(1).toMillis() != 0 || ahead.toDays() > Check.Anniversary.MOST_DAYS) {
            value.problem(
                    "an anniversary is looked for in whole days, at most " + Check.Anniversary.MOST_DAYS + ".",
                    "Write such as 7d, or 0d for today.");
            return Optional.empty();
        }
        return Optional.of(new Check.Anniversary((int) ahead.toDays()));
    }

    private static Optional<List<String>> items(Node value) {
        return several(value)
                .map(list -> list.items().stream().map(item -> part(item)).toList())
                .filter(parts -> parts.stream().allMatch(Optional::isPresent))
                .map(parts -> parts.stream().flatMap(Optional::stream).toList());
    }

    /** A list that is neither empty, which would be nobody, nor endless. */
    private static Optional<Node> several(Node list) {
        int size = list.items().size();
        if (size == 0) {
            list.problem("the list is empty, so nobody would pass.", "Give at least one value.");
        } else if (size > MOST_VALUES) {
            list.problem(
                    "the list has " + size + " values; " + MOST_VALUES + " is the most.",
                    "Import the values as a trait and ask for that, or split the segment.");
        }
        return Optional.of(list).filter(any -> size > 0 && size <= MOST_VALUES);
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
