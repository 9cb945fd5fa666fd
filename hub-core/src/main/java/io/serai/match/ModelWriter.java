package io.serai.match;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes models as YAML that a person can read and edit; {@link ModelReader} reads the same model from it. */
public final class ModelWriter {
    private static final String PLAIN = "[a-z_][a-z0-9_ ]*";
    private static final String WORDS_OF_YAML = "true|false|null|yes|no|on|off|y|n";

    private final StringBuilder yaml = new StringBuilder();

    private ModelWriter() {}

    /** The text of a model's file. The same model is the same text. */
    public static String write(MatchModel model) {
        ModelWriter writer = new ModelWriter();
        writer.model(model);
        return writer.yaml.toString();
    }

    private void model(MatchModel model) {
        line(0, "model: " + text(model.name()));
        line(0, "version: " + model.version());
        line(0, "# All weights are bits: 1 doubles the odds that two records are one person, -1 halves them.");
        line(0, "prior: " + model.prior());
        line(
                0,
                "thresholds: { link: " + model.linkAt() + ", review: " + model.reviewAt() + ", cut: " + model.cutAt()
                        + " }");
        line(0, "fields:");
        model.fields().forEach(this::field);
        line(0, model.keys().isEmpty() ? "keys: []" : "keys:");
        model.keys().forEach(key -> line(1, "- " + text(key.toString())));
        line(0, "key_cap: " + model.keyCap());
        if (!model.caps().isEmpty()) {
            line(0, "caps:");
            model.caps().forEach(this::cap);
        }
        if (!model.vetoes().isEmpty()) {
            line(0, "vetoes:");
            model.vetoes().forEach(veto -> line(1, "- " + levels(veto)));
        }
        if (!model.frequencies().isEmpty()) {
            line(0, "frequencies:");
            new TreeMap<>(model.frequencies()).forEach(this::frequencies);
        }
    }

    private void field(FieldModel field) {
        line(1, field.name() + ":");
        line(2, "compare: " + field.comparison().label());
        line(2, "at_least: " + field.atLeast());
        line(2, "levels:");
        List<String> levels = field.comparison().levels();
        for (int level = levels.size() - 1; level >= 0; level--) {
            line(
                    3,
                    String.format(
                            Locale.ROOT,
                            "%s: { m: %s, u: %s } # %+.1f",
                            levels.get(level),
                            field.m().get(level),
                            field.u().get(level),
                            field.weight(level)));
        }
    }

    private void cap(Cap cap) {
        line(1, cap.name() + ":");
        line(2, "fields: [" + String.join(", ", new TreeSet<>(cap.fields())) + "]");
        if (!cap.when().isEmpty()) {
            line(2, "when: " + levels(cap.when()));
        }
        if (cap.atMost() != ModelReader.UNBOUNDED) {
            line(2, "at_most: " + cap.atMost());
        }
        if (cap.atLeast() != -ModelReader.UNBOUNDED) {
            line(2, "at_least: " + cap.atLeast());
        }
    }

    private void frequencies(String field, Frequencies frequencies) {
        line(1, field + ":");
        line(2, "rare: " + frequencies.rare());
        line(2, "average: " + frequencies.average());
        line(2, frequencies.common().isEmpty() ? "common: {}" : "common:");
        frequencies.common().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> line(3, text(entry.getKey()) + ": " + entry.getValue()));
    }

    private static String levels(Map<String, String> levels) {
        return new TreeMap<>(levels)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", ", "{ ", " }"));
    }

    private void line(int depth, String text) {
        yaml.append("  ".repeat(depth)).append(text).append('\n');
    }

    /** Whatever is not plainly a word is written as JSON writes it, which is YAML too. */
    private static String text(String text) {
        boolean plain = text.matches(PLAIN) && !text.endsWith(" ") && !text.matches(WORDS_OF_YAML);
        return plain ? text : TextNode.valueOf(text).toString();
    }
}
