package io.serai.identity;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.document.Similar;
import io.serai.group.GroupLevel;
import io.serai.group.GroupRules;
import io.serai.group.GroupRulesReader;
import io.serai.match.MatchModel;
import io.serai.match.ShippedModel;
import io.serai.schema.ProfileSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code identity: default} files. */
public final class IdentityRulesReader {
    private static final int DEFAULT_GENERIC_ABOVE = 100;

    private static final ObjectShape RULE = Shape.object("a match rule")
            .optional(
                    "limit",
                    Shape.whole(0, 10_000),
                    "Most different values one profile may hold; 0, any number, unless said.")
            .optional(
                    "generic_above",
                    Shape.whole(2, 10_000),
                    "A value on more subjects than this links no one; 100 unless said.")
            .optional(
                    "blocked",
                    Shape.list(Shape.text()),
                    "Values and patterns (* and ?) that never link, in any letter case.")
            .build();

    /** The shape of the file. */
    public static final ObjectShape SHAPE = Shape.object("identity rules")
            .required("identity", Shape.oneOf(List.of("default")), "Always 'default'.")
            .required(
                    "link_on",
                    Shape.mapOf(Shape.name(), RULE),
                    "The namespaces whose equal values make records one person, strongest first.")
            .optional(
                    "match",
                    MatchRulesReader.SHAPE,
                    "How records that share no value are compared. Without it only equal values link.")
            .optional(
                    GroupLevel.HOUSEHOLD.plural(),
                    GroupRulesReader.HOUSEHOLDS,
                    "What makes a household. Its members stay people of their own.")
            .optional(
                    GroupLevel.ACCOUNT.plural(),
                    GroupRulesReader.ACCOUNTS,
                    "What makes an account. Its members stay people of their own.")
            .build();

    private static final Map<String, MatchModel> SHIPPED = Map.of("people", ShippedModel.people());

    private IdentityRulesReader() {}

    /** As {@link #read(Node, ProfileSchema, Map, Problems)}, with no models but those that are shipped. */
    public static Optional<IdentityRules> read(Node root, ProfileSchema schema, Problems problems) {
        return read(root, schema, Map.of(), problems);
    }

    /**
     * Reads the file.
     *
     * @param models the match models it may name, beside those that are shipped
     * @return empty if the file has problems; they have then been recorded
     */
    public static Optional<IdentityRules> read(
            Node root, ProfileSchema schema, Map<String, MatchModel> models, Problems problems) {
        if (!SHAPE.accepts(root)) {
            return Optional.empty();
        }
        int before = problems.count();
        List<LinkRule> rules = new ArrayList<>();
        root.require("link_on").entries().forEach((namespace, node) -> {
            if (schema.identifier(namespace).isEmpty()) {
                node.problem(
                        "the profile schema has no identifier '" + namespace + "'.",
                        Similar.nearest(namespace, schema.identifiers().keySet())
                                .map(near -> "Did you mean '" + near + "'?")
                                .orElse("Declare it there first."));
            }
            List<String> blocked = node.get("blocked")
                    .map(list -> list.items().stream()
                            .map(item -> item.text().toLowerCase(Locale.ROOT))
                            .toList())
                    .orElse(List.of());
            rules.add(new LinkRule(
                    namespace,
                    (int) node.whole("limit", 0),
                    (int) node.whole("generic_above", DEFAULT_GENERIC_ABOVE),
                    blocked));
        });
        Map<String, MatchModel> known = new HashMap<>(SHIPPED);
        known.putAll(models);
        Optional<MatchRules> match =
                root.get("match").flatMap(section -> MatchRulesReader.read(section, rules, schema, known, problems));
        GroupRules groups = GroupRulesReader.read(root, schema, problems);
        return problems.count() == before ? Optional.of(new IdentityRules(rules, match, groups)) : Optional.empty();
    }
}
