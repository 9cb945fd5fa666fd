package io.serai.mapping;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Similar;
import io.serai.mapping.FieldReader.Kind;
import io.serai.normalise.Normalised;
import io.serai.normalise.Normaliser;
import io.serai.normalise.Normalisers;
import io.serai.record.Consent;
import io.serai.schema.ProfileSchema;
import io.serai.schema.TraitDefinition;
import io.serai.schema.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads and compiles {@code mapping:} files. */
public final class MappingReader {
    /** The shape of the file. */
    public static final ObjectShape SHAPE = MappingShapes.MAPPING;

    private static final int MAX_IDENTIFIER = 255;
    private static final Normalised NO_CONSENT =
            Normalised.invalid("is neither 'granted' nor 'denied'; say under 'map' what its values mean");

    private final ProfileSchema schema;
    private final Node root;
    private final FieldReader fields;

    private MappingReader(ProfileSchema schema, Node root) {
        this.schema = schema;
        this.root = root;
        this.fields = new FieldReader(schema.defaultRegion(), root.get("each").isPresent() ? 1 : 0);
    }

    /** Empty if the file has problems or names what the schema does not have; the problems have then been recorded. */
    public static Optional<Mapping> read(Node root, ProfileSchema schema, Problems problems) {
        if (!SHAPE.accepts(root)) {
            return Optional.empty();
        }
        int before = problems.count();
        Mapping mapping = new Mapping(new MappingReader(schema, root).parts());
        return problems.count() == before ? Optional.of(mapping) : Optional.empty();
    }

    private Mapping.Parts parts() {
        return new Mapping.Parts(
                root.require("mapping").text(),
                root.get("each").flatMap(new FieldReader(schema.defaultRegion(), 0)::path),
                fields.plain("key", root.require("key"), Normalisers.key()),
                root.get("observed_at").map(node -> fields.typed("observed_at", node, Kind.of(ValueType.DATETIME))),
                root.get("deleted").map(node -> fields.typed("deleted", node, Kind.of(ValueType.BOOLEAN))),
                identifiers(),
                traits(),
                consents(),
                events(),
                root.get("tests").map(Node::items).orElse(List.of()));
    }

    private List<Mapping.Identifier> identifiers() {
        List<Mapping.Identifier> identifiers = new ArrayList<>();
        for (Map.Entry<String, Node> entry : entries(root, "identifiers")) {
            Optional<ValueType> type = schema.identifier(entry.getKey());
            if (type.isEmpty()) {
                unknown(entry, "identifier namespace", schema.identifiers().keySet());
                continue;
            }
            Field field = fields.typed(
                    "identifiers." + entry.getKey(), entry.getValue(), new Kind(type.get(), MAX_IDENTIFIER, "", true));
            boolean accumulates = entry.getValue().text("keep").orElse("latest").equals("all");
            identifiers.add(new Mapping.Identifier(new Target(entry.getKey(), field), accumulates));
        }
        return identifiers;
    }

    private List<Target> traits() {
        List<Target> traits = new ArrayList<>();
        for (Map.Entry<String, Node> entry : entries(root, "traits")) {
            Optional<TraitDefinition> known = schema.trait(entry.getKey());
            if (known.isEmpty()) {
                unknown(entry, "trait", schema.traits().keySet());
                continue;
            }
            TraitDefinition trait = known.get();
            boolean many = trait.type() == ValueType.LIST;
            int maxLength = many ? MAX_IDENTIFIER : trait.maxLength();
            Kind kind = new Kind(trait.type(), maxLength, trait.currency(), many);
            traits.add(new Target(trait.name(), fields.typed("traits." + trait.name(), entry.getValue(), kind)));
        }
        return traits;
    }

    private List<Target> consents() {
        List<Target> consents = new ArrayList<>();
        for (Map.Entry<String, Node> entry : entries(root, "consents")) {
            if (!schema.purposes().contains(entry.getKey())) {
                unknown(entry, "purpose", schema.purposes());
                continue;
            }
            entry.getValue().get("map").ifPresent(map -> map.entries().values().forEach(MappingReader::checkConsent));
            Normaliser consent = (text, region) -> consent(text);
            consents.add(
                    new Target(entry.getKey(), fields.plain("consents." + entry.getKey(), entry.getValue(), consent)));
        }
        return consents;
    }

    private static void checkConsent(Node word) {
        if (consent(word.text()) instanceof Normalised.Invalid) {
            word.problem("'" + word.text() + "' is no consent.", "Use granted or denied.");
        }
    }

    /** A yes or no is not taken as an answer: whether it says in or out is only in the field's name. */
    private static Normalised consent(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "granted" -> Normalised.valid(Consent.GRANTED);
            case "denied" -> Normalised.valid(Consent.DENIED);
            default -> NO_CONSENT;
        };
    }

    private List<EventMapping> events() {
        List<EventMapping> events = new ArrayList<>();
        boolean observed = root.get("observed_at").isPresent();
        for (Node node : root.get("events").map(Node::items).orElse(List.of())) {
            events.add(new EventReader(schema, fields, "events[" + events.size() + "]", node).read(observed));
        }
        return events;
    }

    static Collection<Map.Entry<String, Node>> entries(Node node, String key) {
        return node.get(key).map(map -> map.entries().entrySet()).orElse(java.util.Set.of());
    }

    static void unknown(Map.Entry<String, Node> entry, String what, Collection<String> known) {
        entry.getValue()
                .problem("the schema has no " + what + " '" + entry.getKey() + "'.", cure(entry.getKey(), known));
    }

    static String cure(String word, Collection<String> known) {
        return Similar.nearest(word, known)
                .map(near -> "Did you mean '" + near + "'?")
                .orElse("Add it to the schema, or use one of " + String.join(", ", known) + ".");
    }
}
