package io.serai.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.serai.document.Node;
import io.serai.error.SeraiException;
import io.serai.normalise.NormaliseOptions;
import io.serai.normalise.Normalised;
import io.serai.normalise.Normaliser;
import io.serai.normalise.Normalisers;
import io.serai.schema.ValueType;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles fields. Problems are recorded at their node, and a field is given back all the same, never to be used. */
final class FieldReader {
    private static final Set<ValueType> TIMES = Set.of(ValueType.DATE, ValueType.DATETIME);
    private static final Set<ValueType> NUMBERS = Set.of(ValueType.WHOLE, ValueType.DECIMAL, ValueType.MONEY);

    private final String defaultRegion;
    private final Normaliser countries = Normalisers.of(ValueType.COUNTRY, NormaliseOptions.of(0));

    /** How many parents paths have here. */
    private final int depth;

    FieldReader(String defaultRegion, int depth) {
        this.defaultRegion = defaultRegion;
        this.depth = depth;
    }

    FieldReader deeper() {
        return new FieldReader(defaultRegion, depth + 1);
    }

    /** What is known of the field besides its node. */
    record Kind(ValueType type, int maxLength, String currency, boolean many) {
        static Kind of(ValueType type) {
            return new Kind(type, 0, "", false);
        }
    }

    /** A field of one of the schema's types. */
    Field typed(String name, Node node, Kind kind) {
        Optional<String> format = declared(node, "format", kind.type(), TIMES);
        format.filter(pattern -> !Normalisers.isFormat(kind.type(), pattern))
                .ifPresent(pattern -> node.require("format")
                        .problem(
                                "'" + pattern + "' is no format of a "
                                        + kind.type().word() + ".",
                                "Use a pattern such as dd.MM.yyyy or yyyy-MM-dd HH:mm:ss, or for times epoch-s, epoch-ms or"
                                        + " epoch-us."));
        NormaliseOptions options = new NormaliseOptions(
                kind.maxLength(),
                format.filter(pattern -> Normalisers.isFormat(kind.type(), pattern)),
                zone(node, kind.type()),
                declared(node, "decimal_mark", kind.type(), NUMBERS).orElse(".").charAt(0),
                kind.currency());
        String separator = declared(node, "separator", kind.type(), Set.of(ValueType.LIST))
                .orElse(kind.type() == ValueType.LIST ? "," : "");
        if (node.get("keep").isPresent() && !name.startsWith("identifiers.")) {
            node.require("keep").problem("'keep' is for identifiers only.", "Remove it.");
        }
        return field(name, node, Normalisers.of(kind.type(), options), kind.many(), separator);
    }

    /** A field whose text is turned into something of the mapping's own. */
    Field plain(String name, Node node, Normaliser normaliser) {
        for (String key : List.of("format", "zone", "decimal_mark", "separator", "keep")) {
            node.get(key).ifPresent(value -> value.problem("'" + key + "' has no meaning here.", "Remove it."));
        }
        return field(name, node, normaliser, false, "");
    }

    private Field field(String name, Node node, Normaliser normaliser, boolean many, String separator) {
        OnError onError = node.text("on_error").map(OnError::of).orElse(OnError.REJECT);
        return new Field(name, extractor(node), words(node), normaliser, region(node), onError, many, separator);
    }

    /** The texts under 'map'. */
    static Map<String, String> words(Node node) {
        Map<String, String> words = new LinkedHashMap<>();
        node.get("map").ifPresent(map -> map.entries().forEach((text, word) -> words.put(text, word.text())));
        return words;
    }

    private static Optional<String> declared(Node node, String key, ValueType type, Set<ValueType> allowed) {
        if (node.get(key).isPresent() && !allowed.contains(type)) {
            node.require(key).problem("'" + key + "' has no meaning for a " + type.word() + ".", "Remove it.");
        }
        return node.text(key);
    }

    private static Optional<ZoneId> zone(Node node, ValueType type) {
        Optional<String> name = declared(node, "zone", type, Set.of(ValueType.DATETIME));
        try {
            return name.map(ZoneId::of);
        } catch (DateTimeException e) {
            node.require("zone")
                    .problem("'" + name.orElse("") + "' is no time zone.", "Use one such as Europe/Berlin.");
            return Optional.empty();
        }
    }

    private Field.Region region(Node node) {
        Optional<Node> region = node.get("region");
        if (region.isEmpty()) {
            return new Field.Region(Optional.empty(), countries, defaultRegion);
        }
        Optional<Node> constant = region.get().get("value");
        if (constant.isEmpty()) {
            Node path = region.get().get("from").orElse(region.get());
            return new Field.Region(Optional.of(paths(path)), countries, defaultRegion);
        }
        String country = constant.get().text();
        if (countries.normalise(country, "") instanceof Normalised.Valid valid) {
            return new Field.Region(Optional.empty(), countries, (String) valid.value());
        }
        constant.get().problem("'" + country + "' is no country.", "Use a code such as DE.");
        return new Field.Region(Optional.empty(), countries, defaultRegion);
    }

    /** Where a field's value comes from: a path, a list of paths, or a mapping with one of from, expr and value. */
    Extractor extractor(Node node) {
        if (!node.isMapping()) {
            return paths(node);
        }
        List<Extractor> found = new ArrayList<>();
        node.get("from").ifPresent(from -> found.add(paths(from)));
        node.get("expr").ifPresent(expr -> found.add(expression(expr)));
        node.get("value").ifPresent(value -> found.add(new Extractor.Constant(value.toJson())));
        if (found.size() != 1) {
            node.problem("exactly one of 'from', 'expr' and 'value' is needed.", "Say where the value comes from.");
            return new Extractor.Constant(JsonNodeFactory.instance.nullNode());
        }
        return node.get("default")
                .<Extractor>map(value -> new Extractor.WithDefault(found.get(0), value.toJson()))
                .orElse(found.get(0));
    }

    private Extractor paths(Node node) {
        List<Path> paths = node.isMapping()
                ? List.of()
                : node.oneOrMany().stream()
                        .map(this::path)
                        .flatMap(Optional::stream)
                        .toList();
        return paths.size() == 1 ? new Extractor.At(paths.get(0)) : new Extractor.FirstOf(paths);
    }

    /** Empty, with a problem recorded, if the text is no path. */
    Optional<Path> path(Node node) {
        Optional<Path> path = PathParser.parse(node.text());
        if (path.isEmpty()) {
            node.problem("'" + node.text() + "' is no path.", PathParser.FORMS);
        } else if (path.get().up() > depth) {
            node.problem("there is no $parent here.", "Use it only for elements of 'each'.");
        }
        return path;
    }

    private static Extractor expression(Node node) {
        try {
            return new Extractor.Computed(Expression.compile(node.text()));
        } catch (SeraiException e) {
            node.problem(e.getMessage() + ".", "See docs.jsonata.org for the language.");
            return new Extractor.Constant(JsonNodeFactory.instance.nullNode());
        }
    }
}
