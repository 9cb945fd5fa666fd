package io.serai.trait;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Similar;
import io.serai.schema.ProfileSchema;
import io.serai.schema.TraitDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code trait:} files, all of a configuration together, because traits are computed from each other. What is wrong
 * with a file costs that file and those that build on it.
 */
public final class TraitReader {
    /** The shape of the file. */
    public static final ObjectShape SHAPE = TraitShape.FILE;

    private final ProfileSchema schema;
    private final ComputationReader computations;
    private final Map<String, Node> files = new LinkedHashMap<>();
    private final Map<String, Optional<ComputedTrait>> done = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    private TraitReader(ProfileSchema schema) {
        this.schema = schema;
        this.computations = new ComputationReader(schema, this::input);
    }

    /**
     * The traits that can be used, none before one that it is computed from; every problem of the others has been recorded
     * at its node.
     */
    public static List<ComputedTrait> readAll(Collection<Node> roots, ProfileSchema schema) {
        TraitReader reader = new TraitReader(schema);
        for (Node root : roots) {
            if (SHAPE.accepts(root)) {
                reader.files.putIfAbsent(root.require("trait").text(), root);
            }
        }
        reader.files.forEach(reader::trait);
        List<ComputedTrait> traits = new ArrayList<>();
        reader.done.values().forEach(trait -> trait.ifPresent(traits::add));
        return traits;
    }

    private Optional<ComputedTrait> trait(String name, Node root) {
        Optional<ComputedTrait> known = done.get(name);
        if (known != null) {
            return known;
        }
        open.add(name);
        Node declared = root.require("trait");
        boolean clashes = schema.trait(name).isPresent();
        if (clashes) {
            declared.problem("the profile schema has a trait '" + name + "' already.", "Give this one another name.");
        }
        Optional<ComputedTrait> trait = computations
                .read(root.require("of"))
                .filter(computation -> !clashes)
                .map(computation ->
                        new ComputedTrait(name, root.text("description").orElse(""), computation));
        open.remove(name);
        // Last, so that what is computed from others stands behind them.
        done.put(name, trait);
        return trait;
    }

    /** The trait that a node names. */
    private Optional<TraitInput> input(Node reference) {
        String name = reference.text();
        Optional<TraitDefinition> stored = schema.trait(name);
        if (stored.isPresent()) {
            return stored(reference, stored.get());
        }
        Node root = files.get(name);
        if (root == null) {
            Set<String> known = new LinkedHashSet<>(schema.traits().keySet());
            known.addAll(files.keySet());
            String cure = Similar.nearest(name, known)
                    .map(near -> "Did you mean '" + near + "'?")
                    .orElse("Name a trait of the profile schema, or one that has a file.");
            reference.problem("there is no trait '" + name + "'.", cure);
            return Optional.empty();
        }
        if (open.contains(name)) {
            reference.problem(
                    "this goes in a circle: " + String.join(" -> ", open) + " -> " + name + ".",
                    "Compute one of them from events, or from traits outside the circle.");
            return Optional.empty();
        }
        Optional<ComputedTrait> trait = trait(name, root);
        if (trait.isEmpty()) {
            reference.problem("trait '" + name + "' has a problem of its own.", "Mend " + root.file() + " first.");
        }
        return trait.map(computed -> new TraitInput(name, computed.type(), true));
    }

    private static Optional<TraitInput> stored(Node reference, TraitDefinition trait) {
        if (trait.pii()) {
            reference.problem(
                    "trait '" + trait.name() + "' is personal data and is stored sealed.",
                    "Declare pii: false in the profile schema, or compute from another trait.");
            return Optional.empty();
        }
        return Optional.of(new TraitInput(trait.name(), trait.type(), false));
    }
}
