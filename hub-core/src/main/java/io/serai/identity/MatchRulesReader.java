package io.serai.identity;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.document.Similar;
import io.serai.match.BlockingKey;
import io.serai.match.Comparison;
import io.serai.match.FieldModel;
import io.serai.match.MatchModel;
import io.serai.match.PersonReader;
import io.serai.match.Role;
import io.serai.match.ShippedModel;
import io.serai.schema.Origin;
import io.serai.schema.ProfileSchema;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code match} section of the identity rules. */
final class MatchRulesReader {
    private static final int DEFAULT_QUARANTINE_ABOVE = 50;
    private static final int DEFAULT_KEY_CAP = 20;

    /** Fewer and finer keys than a model has for a file read at once: here each is a row a record, and looked up. */
    private static final List<String> KEYS = List.of(
            "email",
            "phone",
            "national_id",
            "passport",
            "driving_licence",
            "customer_id",
            "organisation_id",
            "surname + birth_date",
            "given_name + birth_date",
            "birth_date + postcode",
            "given_name|surname + postcode",
            "surname:sound + given_name:1 + birth_date:year",
            "street + given_name:2",
            "email:local + surname:1",
            "organisation + postcode:3",
            "organisation:6 + city");

    private static final ObjectShape FIELD = Shape.object("a compared field")
            .optional("trait", Shape.text(), "The trait its values come from.")
            .optional("identifier", Shape.text(), "The identifier namespace its values come from, instead.")
            .optional(
                    "compare",
                    Shape.oneOf(java.util.Arrays.stream(Comparison.values())
                            .map(Comparison::label)
                            .toList()),
                    "How two values are compared, for a field of your own; a role says so itself.")
            .build();

    static final ObjectShape SHAPE = Shape.object("matching")
            .required(
                    "model", Shape.text(), "The match model: 'people', which is shipped, or the name of one of yours.")
            .required(
                    "fields",
                    Shape.mapOf(Shape.name(), Shape.either(Shape.text(), FIELD)),
                    "What is compared: the trait of each role, such as 'given_name: first_name', or a field of your own.")
            .optional(
                    "keys",
                    Shape.list(Shape.text()),
                    "Blocking keys, such as 'surname + birth_date', in place of the usual ones: records are compared if they"
                            + " agree on one. Each costs a row a record.")
            .optional(
                    "key_cap",
                    Shape.whole(2, 10_000),
                    "A key on more records than this compares no one; 20 unless said.")
            .optional("link_at", Shape.decimal(), "Weight in bits from which two records are linked.")
            .optional("review_at", Shape.decimal(), "Weight from which they are a possible match for people to decide.")
            .optional(
                    "one_to_one",
                    Shape.list(Shape.text()),
                    "Sources, or streams as 'source.stream', known to have one record a person: two are never linked.")
            .optional(
                    "quarantine_above",
                    Shape.whole(2, 100_000),
                    "A profile that would have more records than this by weights is left to people; 50 unless said.")
            .build();

    private final Node section;
    private final List<LinkRule> rules;
    private final ProfileSchema schema;
    private final Map<Role, Origin> roles = new EnumMap<>(Role.class);
    private final Map<String, Origin> extra = new LinkedHashMap<>();
    private final List<FieldModel> own = new ArrayList<>();

    private MatchRulesReader(Node section, List<LinkRule> rules, ProfileSchema schema) {
        this.section = section;
        this.rules = rules;
        this.schema = schema;
    }

    /** What the section says; problems are recorded at their places. */
    static Optional<MatchRules> read(
            Node section,
            List<LinkRule> rules,
            ProfileSchema schema,
            Map<String, MatchModel> models,
            Problems problems) {
        int before = problems.count();
        MatchRulesReader reader = new MatchRulesReader(section, rules, schema);
        Node name = section.require("model");
        MatchModel model = models.get(name.text());
        if (model == null) {
            name.problem("there is no match model '" + name.text() + "'.", Similar.cure(name.text(), models.keySet()));
        }
        section.require("fields").entries().forEach(reader::field);
        if (problems.count() > before || model == null) {
            return Optional.empty();
        }
        return reader.keyed(reader.overridden(model));
    }

    private void field(String name, Node node) {
        Optional<Role> role = Role.find(name);
        Optional<String> compare = node.isScalar() ? Optional.empty() : node.text("compare");
        if (role.isEmpty() && compare.isEmpty()) {
            node.problem(
                    "'" + name + "' is no role.",
                    Similar.nearest(name, Role.labels())
                            .map(near -> "Did you mean '" + near + "'?")
                            .orElse("For a field of your own say how it is compared: { trait: NAME, compare: text }."));
        } else if (role.isPresent() && compare.isPresent()) {
            node.problem("the role '" + name + "' says itself how it is compared.", "Leave 'compare' out.");
        } else {
            Origin.read(name, node, schema).ifPresent(origin -> {
                role.ifPresentOrElse(one -> roles.put(one, origin), () -> extra.put(name, origin));
                compare.map(MatchRulesReader::comparison)
                        .ifPresent(comparison -> own.add(ShippedModel.extra(name, comparison)));
            });
        }
    }

    private static Comparison comparison(String label) {
        return java.util.Arrays.stream(Comparison.values())
                .filter(comparison -> comparison.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** The part of the model these fields feed, with what the section says instead. */
    private MatchModel overridden(MatchModel model) {
        Set<String> fields = new HashSet<>(PersonReader.fieldsOf(roles.keySet()));
        fields.addAll(extra.keySet());
        MatchModel fed = model.only(fields);
        own.removeIf(field -> fed.names().contains(field.name()));
        MatchModel whole = fed.with(own, List.of());
        double linkAt = decimal("link_at", whole.linkAt());
        return whole.judging(linkAt, decimal("review_at", Math.min(whole.reviewAt(), linkAt)));
    }

    private double decimal(String key, double otherwise) {
        return section.get(key).map(node -> node.decimal().doubleValue()).orElse(otherwise);
    }

    private Optional<MatchRules> keyed(MatchModel model) {
        List<BlockingKey> keys = section.get("keys")
                .map(list -> list.items().stream()
                        .flatMap(item -> key(item, model).stream())
                        .toList())
                .orElseGet(() -> KEYS.stream()
                        .map(BlockingKey::parse)
                        .filter(key -> model.names().containsAll(key.fields()) && !isRule(key.fields()))
                        .toList());
        if (keys.isEmpty()) {
            section.require("fields")
                    .problem(
                            "records with these fields would never be compared: no usual key is made of them.",
                            "Add fields, such as surname and birth_date, or say 'keys'.");
            return Optional.empty();
        }
        if (model.reviewAt() > model.linkAt()) {
            section.problem("'review_at' is above 'link_at'.", "Lower one or raise the other.");
            return Optional.empty();
        }
        MatchModel kept = model.comparing(keys, (int) section.whole("key_cap", DEFAULT_KEY_CAP));
        Set<String> oneToOne = new HashSet<>();
        section.get("one_to_one").ifPresent(list -> list.items().forEach(item -> oneToOne.add(item.text())));
        return Optional.of(new MatchRules(
                kept, roles, extra, oneToOne, (int) section.whole("quarantine_above", DEFAULT_QUARANTINE_ABOVE)));
    }

    /** Whether an exact rule links whoever agrees on these fields, so that nothing is left to find by them. */
    private boolean isRule(List<String> fields) {
        return fields.size() == 1
                && Role.find(fields.get(0))
                        .map(roles::get)
                        .filter(Origin::isIdentifier)
                        .filter(origin ->
                                rules.stream().anyMatch(rule -> rule.namespace().equals(origin.name())))
                        .isPresent();
    }

    private static Optional<BlockingKey> key(Node item, MatchModel model) {
        try {
            BlockingKey key = BlockingKey.parse(item.text());
            Optional<String> missing = key.fields().stream()
                    .filter(field -> !model.names().contains(field))
                    .findFirst();
            missing.ifPresent(field -> item.problem(
                    "the key looks at '" + field + "', which is not compared.",
                    "Add it to 'fields' or leave the key out."));
            return missing.isPresent() ? Optional.empty() : Optional.of(key);
        } catch (IllegalArgumentException e) {
            item.problem(String.valueOf(e.getMessage()), "Correct it or leave it out.");
            return Optional.empty();
        }
    }
}
