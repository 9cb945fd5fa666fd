package io.serai.schema;

import io.serai.document.Node;
import io.serai.document.Similar;
import java.util.Optional;
import java.util.Set;

/** A trait or an identifier namespace of a profile schema, as the place where a role's texts come from. */
public record Origin(String name, boolean isIdentifier) {

    /**
     * Reads {@code TRAIT}, {@code { trait: TRAIT }} or {@code { identifier: NAMESPACE }}.
     *
     * @param role whose texts come from there, for the problems that are recorded
     * @return empty if there are problems
     */
    public static Optional<Origin> read(String role, Node node, ProfileSchema schema) {
        Optional<Node> identifier = node.isScalar() ? Optional.empty() : node.get("identifier");
        Optional<Node> trait = node.isScalar() ? Optional.of(node) : node.get("trait");
        if (identifier.isPresent() == trait.isPresent()) {
            node.problem(
                    "'" + role + "' needs a trait or an identifier, and not both.",
                    "Write '" + role + ": TRAIT' or '" + role + ": { identifier: NAMESPACE }'.");
            return Optional.empty();
        }
        Node named = identifier.or(() -> trait).orElseThrow();
        Set<String> known = identifier.isPresent()
                ? schema.identifiers().keySet()
                : schema.traits().keySet();
        if (!known.contains(named.text())) {
            String kind = identifier.isPresent() ? "identifier" : "trait";
            named.problem(
                    "the profile schema has no " + kind + " '" + named.text() + "'.",
                    Similar.cure(named.text(), known));
            return Optional.empty();
        }
        return Optional.of(new Origin(named.text(), identifier.isPresent()));
    }
}
