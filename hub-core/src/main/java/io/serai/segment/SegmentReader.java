package io.serai.segment;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.document.Similar;
import io.serai.schema.ProfileSchema;
import io.serai.schema.ValueType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code segment:} files, all of a configuration together, because segments name each other. What is wrong with a
 * file costs that file and those that build on it.
 */
public final class SegmentReader {
    /** How deep conditions may nest and how many there may be, those of the segments named included. */
    static final int MAX_DEPTH = 40;

    static final int MAX_CONDITIONS = 1_000;
    /** Each is a joined table, and MariaDB joins at most 61. */
    static final int MAX_TABLES = 40;

    /** The shape of the file. */
    public static final ObjectShape SHAPE = Shape.object("segment")
            .required("segment", Shape.name(), "The segment's name.")
            .optional("description", Shape.text(), "What it is for.")
            .required("where", ConditionShape.SELF, "Who is in it.")
            .optional("expires", Shape.text(), "A day such as 2026-12-31: when it begins in UTC, everyone leaves.")
            .optional("iab", Shape.whole(1, 99_999), "The unique id of the IAB Audience Taxonomy that it stands for.")
            .definition(ConditionShape.NAME, ConditionShape.CONDITION)
            .build();

    private final ProfileSchema schema;
    private final Map<String, ValueType> computed;
    private final Map<String, Set<String>> sources;
    private final Map<String, Node> files = new LinkedHashMap<>();
    private final Map<String, Optional<SegmentDefinition>> done = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    private SegmentReader(ProfileSchema schema, Map<String, ValueType> computed, Map<String, Set<String>> sources) {
        this.schema = schema;
        this.computed = computed;
        this.sources = sources;
    }

    /**
     * The segments that can be used, in the order given; every problem of the others has been recorded at its node.
     *
     * @param computed the type of each computed trait
     * @param sources the streams of each source that conditions may name
     */
    public static List<SegmentDefinition> readAll(
            Collection<Node> roots,
            ProfileSchema schema,
            Map<String, ValueType> computed,
            Map<String, Set<String>> sources) {
        SegmentReader reader = new SegmentReader(schema, computed, sources);
        for (Node root : roots) {
            if (SHAPE.accepts(root)) {
                reader.register(root);
            }
        }
        List<SegmentDefinition> segments = new ArrayList<>();
        reader.files.forEach((name, root) -> reader.segment(name, root).ifPresent(segments::add));
        return segments;
    }

    private void register(Node root) {
        Node name = root.require("segment");
        Node first = files.putIfAbsent(name.text(), root);
        if (first != null) {
            name.problem("there is another segment of this name, in " + first.file() + ".", "Rename one of them.");
        }
    }

    private Optional<SegmentDefinition> segment(String name, Node root) {
        Optional<SegmentDefinition> known = done.get(name);
        if (known != null) {
            return known;
        }
        open.add(name);
        Node where = root.require("where");
        Optional<SegmentDefinition> segment = new ConditionReader(schema, computed, sources, this::named)
                .read(where)
                .filter(condition -> withinLimits(condition, where))
                .flatMap(condition -> expiring(condition, root))
                .map(condition -> new SegmentDefinition(
                        name,
                        root.text("description").orElse(""),
                        root.get("iab").map(id -> (int) id.whole()),
                        condition));
        open.remove(name);
        done.put(name, segment);
        return segment;
    }

    private static Optional<Condition> expiring(Condition condition, Node root) {
        Optional<Node> expires = root.get("expires");
        if (expires.isEmpty()) {
            return Optional.of(condition);
        }
        return ConditionReader.until(expires.get(), ZoneOffset.UTC)
                .map(until -> new Condition.All(List.of(condition, until)));
    }

    /** The segment a condition names. */
    private Optional<SegmentDefinition> named(Node reference) {
        String name = reference.text();
        Node root = files.get(name);
        if (root == null) {
            String cure = Similar.nearest(name, files.keySet())
                    .map(near -> "Did you mean '" + near + "'?")
                    .orElse("Name a segment that has a file, or write that file.");
            reference.problem("there is no segment '" + name + "'.", cure);
            return Optional.empty();
        }
        if (open.contains(name)) {
            reference.problem(
                    "this goes in a circle: " + String.join(" -> ", open) + " -> " + name + ".",
                    "Write what you mean with traits, consents and events in one of them.");
            return Optional.empty();
        }
        Optional<SegmentDefinition> segment = segment(name, root);
        if (segment.isEmpty()) {
            reference.problem("segment '" + name + "' has a problem of its own.", "Mend " + root.file() + " first.");
        }
        return segment;
    }

    private static boolean withinLimits(Condition condition, Node where) {
        Set<Object> tables = new HashSet<>();
        if (count(condition, 1, MAX_CONDITIONS, tables) < 0) {
            where.problem(
                    "there are more than " + MAX_CONDITIONS + " conditions, or more than " + MAX_DEPTH
                            + " within each other.",
                    "Use 'in:' for many values, and flatten the rest.");
            return false;
        }
        if (tables.size() > MAX_TABLES) {
            where.problem(
                    "there are more than " + MAX_TABLES
                            + " different conditions on events, sources and computed traits.",
                    "Split the segment.");
            return false;
        }
        return true;
    }

    /** What is left of the budget, negative when it is spent; so a definition that explodes is not walked to its end. */
    private static int count(Condition condition, int depth, int budget, Set<Object> tables) {
        int left = depth > MAX_DEPTH ? -1 : budget - 1;
        if (condition instanceof Condition.OnEvents || condition instanceof Condition.FromSource) {
            tables.add(condition);
        }
        if (condition instanceof Condition.OnField value && value.field().kind() == Field.Kind.COMPUTED) {
            tables.add(value.field());
        }
        for (Condition part : condition.parts()) {
            if (left < 0) {
                return left;
            }
            left = count(part, depth + 1, left, tables);
        }
        return left;
    }
}
