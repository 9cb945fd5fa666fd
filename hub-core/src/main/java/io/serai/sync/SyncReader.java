package io.serai.sync;

import io.serai.connector.SyncMode;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.document.Similar;
import io.serai.run.Missed;
import io.serai.schema.ProfileSchema;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code sync: NAME} files. */
public final class SyncReader {
    private static final ObjectShape FIELD = Shape.object("a field")
            .required("from", Shape.name(), "The trait or identifier namespace the value comes from.")
            .build();

    private static final ObjectShape BRAKE = Shape.object("a brake")
            .optional("max_added", Shape.percent(), "Largest share of the ledger one run may add; 20% unless said.")
            .optional("max_removed", Shape.percent(), "Largest share one run may remove; 10% unless said.")
            .optional("from", Shape.whole(0, Long.MAX_VALUE), "Smallest ledger it applies to; 100 unless said.")
            .build();

    private static final ObjectShape RETRY = Shape.object("a retry policy")
            .optional("horizon", Shape.duration(), "How long to go on trying before a dead letter; 4h unless said.")
            .optional("first", Shape.duration(), "The first pause; it doubles each time; 1s unless said.")
            .optional("most", Shape.duration(), "The longest pause; 5m unless said.")
            .build();

    /** The shape of the file. */
    public static final ObjectShape SHAPE = Shape.object("sync")
            .required("sync", Shape.name(), "The sync's name.")
            .required("segment", Shape.name(), "The segment whose members are sent.")
            .required("destination", Shape.name(), "The destination they are sent to.")
            .optional("mode", Shape.oneOf(SyncMode.class), "How it is kept in step; mirror unless said.")
            .optional("schedule", Shape.text(), "When it runs: a Quartz cron text, such as 0 0/10 * * * ?.")
            .optional(Missed.KEY, Shape.oneOf(Missed.class), Missed.DOC)
            .optional("purpose", Shape.name(), "The purpose a member must have consented to. No consent, no send.")
            .optional("legal_basis", Shape.text(), "Instead of a purpose: why no consent is needed, in words.")
            .required("identifier", Shape.name(), "The namespace the destination knows members by, such as email.")
            .optional(
                    "fields",
                    Shape.mapOf(Shape.text(), Shape.either(Shape.name(), FIELD)),
                    "The destination's fields, each with a trait or an identifier namespace.")
            .optional("brake", BRAKE, "Holds a run whose changes are abnormal, before anything is sent.")
            .optional("retry", RETRY, "How long to go on trying when the destination does not answer.")
            .build();

    private SyncReader() {}

    /**
     * Empty if the file has problems; they have then been recorded.
     *
     * @param computed the names of the computed traits
     */
    public static Optional<SyncDefinition> read(
            Node root, ProfileSchema schema, Set<String> computed, Problems problems) {
        if (!SHAPE.accepts(root)) {
            return Optional.empty();
        }
        int before = problems.count();
        checkBasis(root, schema);
        root.get("schedule").ifPresent(SyncReader::checkSchedule);
        Node identifier = root.require("identifier");
        if (schema.identifier(identifier.text()).isEmpty()) {
            unknown(identifier, "identifier namespace", schema.identifiers().keySet());
        }
        Map<String, FieldSource> fields = new LinkedHashMap<>();
        root.get("fields")
                .ifPresent(all -> all.entries()
                        .forEach((name, field) ->
                                source(field, schema, computed).ifPresent(source -> fields.put(name, source))));
        if (problems.count() != before) {
            return Optional.empty();
        }
        return Optional.of(new SyncDefinition(
                root.require("sync").text(),
                root.require("segment").text(),
                root.require("destination").text(),
                root.text("mode").map(SyncMode::of).orElse(SyncMode.MIRROR),
                root.text("schedule"),
                Missed.of(root),
                root.text("purpose"),
                identifier.text(),
                fields,
                root.get("brake").map(SyncReader::brake).orElse(Brake.DEFAULT),
                root.get("retry").map(SyncReader::retry).orElse(RetryPolicy.DEFAULT)));
    }

    private static void checkBasis(Node root, ProfileSchema schema) {
        Optional<Node> purpose = root.get("purpose");
        if (purpose.isPresent() == root.get("legal_basis").isPresent()) {
            root.problem(
                    "a sync needs a 'purpose', or a 'legal_basis' in its place.",
                    "Add 'purpose:' with one of " + String.join(", ", schema.purposes()) + ".");
        }
        purpose.filter(node -> !schema.purposes().contains(node.text()))
                .ifPresent(node -> unknown(node, "purpose", schema.purposes()));
    }

    private static void checkSchedule(Node schedule) {
        int parts = schedule.text().trim().split("\\s+").length;
        if (parts < 6 || parts > 7) {
            schedule.problem(
                    "a schedule has 6 or 7 parts, this one " + parts + ".",
                    "Write seconds, minutes, hours, day of month, month, day of week, as in '0 0/10 * * * ?'.");
        }
    }

    private static Optional<FieldSource> source(Node field, ProfileSchema schema, Set<String> computed) {
        Node from = field.isMapping() ? field.require("from") : field;
        if (schema.trait(from.text()).isPresent() || computed.contains(from.text())) {
            return Optional.of(new FieldSource.Trait(from.text()));
        }
        if (schema.identifier(from.text()).isPresent()) {
            return Optional.of(new FieldSource.Identifier(from.text()));
        }
        Set<String> known = new LinkedHashSet<>(schema.traits().keySet());
        known.addAll(computed);
        known.addAll(schema.identifiers().keySet());
        unknown(from, "trait or identifier namespace", known);
        return Optional.empty();
    }

    private static void unknown(Node node, String what, Collection<String> known) {
        String cure = Similar.nearest(node.text(), known)
                .map(name -> "Did you mean '" + name + "'?")
                .orElse("The profile schema has " + String.join(", ", known) + ".");
        node.problem("there is no " + what + " '" + node.text() + "'.", cure);
    }

    private static Brake brake(Node node) {
        return new Brake(
                node.get("max_added").map(Node::percent).orElse(Brake.DEFAULT.maxAdded()),
                node.get("max_removed").map(Node::percent).orElse(Brake.DEFAULT.maxRemoved()),
                node.whole("from", Brake.DEFAULT.from()));
    }

    private static RetryPolicy retry(Node node) {
        return new RetryPolicy(
                node.duration("horizon", RetryPolicy.DEFAULT.horizon()),
                node.duration("first", RetryPolicy.DEFAULT.first()),
                node.duration("most", RetryPolicy.DEFAULT.most()));
    }
}
