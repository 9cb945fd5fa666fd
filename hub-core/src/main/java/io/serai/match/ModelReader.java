package io.serai.match;

import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.document.Similar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code model: NAME} files, as {@link ModelWriter} writes them. */
public final class ModelReader {
    /** A cap's bound, in bits, that nothing reaches. */
    static final double UNBOUNDED = 1_000;

    private static final Shape LEVELS = Shape.mapOf(Shape.name(), Shape.text());

    private static final ObjectShape LEVEL = Shape.object("a level")
            .required("m", Shape.decimal(), "How often records of one person are at this level, from 0 to 1.")
            .required("u", Shape.decimal(), "How often records of two people are at this level, from 0 to 1.")
            .build();

    private static final ObjectShape FIELD = Shape.object("a field")
            .required("compare", Shape.oneOf(Comparison.labels()), "How two values are compared.")
            .required(
                    "at_least",
                    Shape.decimal(),
                    "The most that a difference speaks against a pair, in bits, such as -4.")
            .required("levels", Shape.mapOf(Shape.name(), LEVEL), "All levels of the comparison.")
            .build();

    private static final ObjectShape CAP = Shape.object("a cap")
            .required("fields", Shape.list(Shape.name()), "The fields whose weights are added up.")
            .optional(
                    "when",
                    LEVELS,
                    "Fields and their levels, such as 'close', 'close or less', 'not close' or 'missing'; the cap holds only there. Always unless said.")
            .optional("at_most", Shape.decimal(), "The most they speak for a pair, in bits; no bound unless said.")
            .optional("at_least", Shape.decimal(), "The most they speak against a pair, in bits; no bound unless said.")
            .build();

    private static final ObjectShape FREQUENCIES = Shape.object("how common values are")
            .required("rare", Shape.decimal(), "The share of each value that is not listed.")
            .required("average", Shape.decimal(), "The chance that two records at random have the same value.")
            .required("common", Shape.mapOf(Shape.text(), Shape.decimal()), "Values and their shares.")
            .build();

    private static final ObjectShape THRESHOLDS = Shape.object("thresholds in bits")
            .required("link", Shape.decimal(), "Pairs from this weight on are links.")
            .required("review", Shape.decimal(), "Pairs from this weight on are for people to decide.")
            .required("cut", Shape.decimal(), "Groups whose mean weight with each other is below stay apart.")
            .build();

    /** The shape of the file. */
    public static final ObjectShape SHAPE = Shape.object("a match model")
            .required("model", Shape.name(), "Its name.")
            .required("version", Shape.whole(1, Integer.MAX_VALUE), "Counts up when it is trained or edited.")
            .required("prior", Shape.decimal(), "How likely two records at random are one person, in bits: -17.")
            .required("thresholds", THRESHOLDS, "Where the lines are drawn.")
            .required("fields", Shape.mapOf(Shape.name(), FIELD), "What is compared, in the order it is shown.")
            .required(
                    "keys",
                    Shape.list(Shape.text()),
                    "What two records must agree on to be compared: one of these, such as 'surname + birth_date:year'.")
            .required("key_cap", Shape.whole(2, 100_000), "A key of more records than this compares no one.")
            .optional("caps", Shape.mapOf(Shape.name(), CAP), "Limits on what several fields say together.")
            .optional("vetoes", Shape.list(LEVELS), "Fields at levels that, all together, rule a pair out.")
            .optional(
                    "frequencies",
                    Shape.mapOf(Shape.name(), FREQUENCIES),
                    "How common a field's values are: agreeing on a rare one says more.")
            .build();

    private final Node root;
    private final Map<String, Comparison> comparisons = new LinkedHashMap<>();

    private ModelReader(Node root) {
        this.root = root;
    }

    /** Empty if the file has problems; they have then been recorded. */
    public static Optional<MatchModel> read(Node root, Problems problems) {
        if (!SHAPE.accepts(root)) {
            return Optional.empty();
        }
        int before = problems.count();
        Optional<MatchModel> model = new ModelReader(root).model();
        return problems.count() == before ? model : Optional.empty();
    }

    /** Reads a text under a file's name; empty if it has problems, which have then been recorded. */
    public static Optional<MatchModel> parse(String file, String yaml, Problems problems) {
        return Document.parse(file, yaml, problems).flatMap(node -> read(node, problems));
    }

    private Optional<MatchModel> model() {
        root.require("fields").entries().forEach((name, node) -> comparisons.put(name, comparison(node)));
        List<FieldModel> fields = new ArrayList<>();
        root.require("fields")
                .entries()
                .forEach((name, node) -> field(name, node).ifPresent(fields::add));
        Node thresholds = root.require("thresholds");
        double link = number(thresholds, "link", 0);
        double review = number(thresholds, "review", 0);
        if (review > link) {
            thresholds.problem("'review' is above 'link'.", "Pairs for people to decide weigh less than links.");
        }
        List<BlockingKey> keys = keys();
        List<Cap> caps = caps();
        List<Map<String, String>> vetoes = root.get("vetoes").map(Node::items).orElse(List.of()).stream()
                .map(this::levels)
                .toList();
        Map<String, Frequencies> frequencies = frequencies();
        if (fields.size() < comparisons.size()) {
            return Optional.empty();
        }
        return Optional.of(new MatchModel(
                root.require("model").text(),
                (int) root.require("version").whole(),
                fields,
                keys,
                (int) root.require("key_cap").whole(),
                caps,
                vetoes,
                frequencies,
                number(root, "prior", 0),
                link,
                review,
                number(thresholds, "cut", 0)));
    }

    private static Comparison comparison(Node field) {
        return Comparison.find(field.require("compare").text()).orElseThrow();
    }

    /** Empty if a level is missing. */
    private Optional<FieldModel> field(String name, Node node) {
        Comparison comparison = comparison(node);
        Node levels = node.require("levels");
        Map<String, Node> given = levels.entries();
        given.forEach((level, at) -> known(at, level, comparison.levels(), "level of '" + comparison.label() + "'"));
        List<Double> m = new ArrayList<>();
        List<Double> u = new ArrayList<>();
        for (String level : comparison.levels()) {
            Node at = given.get(level);
            if (at == null) {
                levels.problem(
                        "the level '" + level + "' is missing.",
                        "Comparing by '" + comparison.label() + "' needs " + String.join(", ", comparison.levels())
                                + ".");
            } else {
                m.add(share(at, "m"));
                u.add(share(at, "u"));
            }
        }
        return m.size() < comparison.levels().size()
                ? Optional.empty()
                : Optional.of(new FieldModel(name, comparison, m, u, number(node, "at_least", 0)));
    }

    private List<BlockingKey> keys() {
        List<BlockingKey> keys = new ArrayList<>();
        for (Node node : root.require("keys").items()) {
            try {
                BlockingKey key = BlockingKey.parse(node.text());
                key.fields().forEach(field -> knownField(node, field));
                keys.add(key);
            } catch (IllegalArgumentException e) {
                node.problem(String.valueOf(e.getMessage()), "");
            }
        }
        return keys;
    }

    private List<Cap> caps() {
        List<Cap> caps = new ArrayList<>();
        entries("caps").forEach((name, node) -> {
            Set<String> fields = new LinkedHashSet<>();
            for (Node field : node.require("fields").items()) {
                knownField(field, field.text());
                fields.add(field.text());
            }
            caps.add(new Cap(
                    name,
                    node.get("when").map(this::levels).orElse(Map.of()),
                    fields,
                    number(node, "at_most", UNBOUNDED),
                    number(node, "at_least", -UNBOUNDED)));
        });
        return caps;
    }

    private Map<String, Frequencies> frequencies() {
        Map<String, Frequencies> frequencies = new HashMap<>();
        entries("frequencies").forEach((field, node) -> {
            knownField(node, field);
            Map<String, Double> common = new HashMap<>();
            node.require("common").entries().forEach((value, at) -> common.put(value, share(at)));
            frequencies.put(field, new Frequencies(common, share(node, "rare"), share(node, "average")));
        });
        return frequencies;
    }

    private Map<String, Node> entries(String key) {
        return root.get(key).map(Node::entries).orElse(Map.of());
    }

    /** Fields and their levels. */
    private Map<String, String> levels(Node node) {
        Map<String, String> levels = new LinkedHashMap<>();
        node.entries().forEach((field, at) -> {
            Comparison comparison = comparisons.get(field);
            if (comparison == null) {
                knownField(at, field);
            } else {
                known(at, at.text(), comparison.conditions(), "level of '" + field + "'");
            }
            levels.put(field, at.text());
        });
        return levels;
    }

    private void knownField(Node at, String field) {
        known(at, field, comparisons.keySet(), "field of the model");
    }

    private static void known(Node at, String word, Collection<String> words, String what) {
        if (!words.contains(word)) {
            at.problem(
                    "'" + word + "' is no " + what + ".",
                    Similar.nearest(word, words)
                            .map(near -> "Did you mean '" + near + "'?")
                            .orElse("There are " + String.join(", ", words) + "."));
        }
    }

    private static double share(Node node, String key) {
        return share(node.require(key));
    }

    private static double share(Node node) {
        double share = node.decimal().doubleValue();
        if (share <= 0 || share > 1) {
            node.problem("a share is above 0 and at most 1.", "Something that was never seen is 0.0001, not 0.");
        }
        return share;
    }

    private static double number(Node node, String key, double otherwise) {
        return node.get(key).map(value -> value.decimal().doubleValue()).orElse(otherwise);
    }
}
