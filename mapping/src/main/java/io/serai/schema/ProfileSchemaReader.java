package io.serai.schema;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code schema: profile} files. */
public final class ProfileSchemaReader {
    private static final int DEFAULT_MAX_LENGTH = 255;
    private static final List<String> TYPES =
            Arrays.stream(ValueType.values()).map(ValueType::word).toList();
    private static final Set<ValueType> TEXTS = Set.of(ValueType.STRING, ValueType.NAME, ValueType.EMAIL);

    private static final ObjectShape TRAIT = Shape.object("a trait")
            .required("type", Shape.oneOf(TYPES), "The type its values are normalised to.")
            .optional(
                    "survivorship",
                    Shape.oneOf(Survivorship.class),
                    "Which record's value the profile shows; most-recent unless said.")
            .optional("sources", Shape.list(Shape.name()), "For source-priority: the sources, best first.")
            .optional("max_length", Shape.whole(1, 2000), "Longest text accepted, in characters; 255 unless said.")
            .optional("currency", Shape.text(), "For money: the ISO 4217 code amounts are kept in.")
            .optional("pii", Shape.bool(), "Personal data: encrypted in the store, masked on show, not segmentable.")
            .build();

    private static final ObjectShape NAMESPACE = Shape.object("an identifier namespace")
            .required("type", Shape.oneOf(TYPES), "The type its values are normalised to.")
            .build();

    private static final ObjectShape EVENT = Shape.object("an event type")
            .optional("properties", Shape.mapOf(Shape.name(), Shape.oneOf(TYPES)), "The properties kept, with types.")
            .build();

    /** The shape of the file. */
    public static final ObjectShape SHAPE = Shape.object("profile schema")
            .required("schema", Shape.oneOf(List.of("profile")), "Always 'profile'.")
            .optional("default_region", Shape.text(), "The country of phone numbers without a country code, as DE.")
            .required("traits", Shape.mapOf(Shape.name(), TRAIT), "What a profile knows of a person.")
            .required(
                    "identifiers",
                    Shape.mapOf(Shape.name(), Shape.either(Shape.oneOf(TYPES), NAMESPACE)),
                    "The namespaces a person can be known by, each with its type.")
            .optional("consents", Shape.list(Shape.name()), "The purposes consent is kept for.")
            .optional("events", Shape.mapOf(Shape.name(), EVENT), "The event types kept, each with its properties.")
            .build();

    private ProfileSchemaReader() {}

    /** Empty if the file has problems; they have then been recorded. */
    public static Optional<ProfileSchema> read(Node root, Problems problems) {
        if (!SHAPE.accepts(root)) {
            return Optional.empty();
        }
        int before = problems.count();
        Map<String, TraitDefinition> traits = new LinkedHashMap<>();
        root.require("traits").entries().forEach((name, node) -> traits.put(name, trait(name, node)));
        Map<String, ValueType> identifiers = new LinkedHashMap<>();
        root.require("identifiers").entries().forEach((name, node) -> identifiers.put(name, namespaceType(node)));
        Set<String> purposes = new LinkedHashSet<>();
        root.get("consents").ifPresent(node -> node.items().forEach(item -> purposes.add(item.text())));
        Map<String, Map<String, ValueType>> events = new LinkedHashMap<>();
        root.get("events")
                .ifPresent(node -> node.entries().forEach((name, event) -> events.put(name, properties(event))));
        String region = root.text("default_region").orElse("US").toUpperCase(Locale.ROOT);
        if (!Set.of(Locale.getISOCountries()).contains(region)) {
            root.require("default_region").problem("'" + region + "' is no country.", "Use a code such as DE or US.");
        }
        return problems.count() == before
                ? Optional.of(new ProfileSchema(region, traits, identifiers, purposes, events))
                : Optional.empty();
    }

    private static TraitDefinition trait(String name, Node node) {
        ValueType type = ValueType.of(node.require("type").text());
        Survivorship survivorship =
                node.text("survivorship").map(Survivorship::of).orElse(Survivorship.MOST_RECENT);
        List<String> sources = node.get("sources")
                .map(list -> list.items().stream().map(Node::text).toList())
                .orElse(List.of());
        if ((survivorship == Survivorship.SOURCE_PRIORITY) == sources.isEmpty()) {
            node.problem("'sources' and survivorship source-priority belong together.", "Give both, or neither.");
        }
        if (survivorship == Survivorship.UNION && type != ValueType.LIST) {
            node.problem("survivorship union needs a list.", "Use type: list, or another survivorship.");
        }
        String currency = node.text("currency").orElse("");
        if (type == ValueType.MONEY && !currency.matches("[A-Z]{3}")) {
            node.problem("a money trait needs a currency.", "Add 'currency: EUR', or another ISO 4217 code.");
        }
        int maxLength = TEXTS.contains(type) ? (int) node.whole("max_length", DEFAULT_MAX_LENGTH) : 0;
        return new TraitDefinition(name, type, survivorship, sources, maxLength, currency, node.bool("pii", false));
    }

    private static ValueType namespaceType(Node node) {
        return ValueType.of(node.isMapping() ? node.require("type").text() : node.text());
    }

    private static Map<String, ValueType> properties(Node event) {
        Map<String, ValueType> properties = new LinkedHashMap<>();
        event.get("properties")
                .ifPresent(node ->
                        node.entries().forEach((name, type) -> properties.put(name, ValueType.of(type.text()))));
        return properties;
    }
}
