package io.serai.config;

import io.serai.connector.Secrets;
import io.serai.connector.Settings;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.document.Similar;
import io.serai.source.Absence;
import io.serai.source.SourceKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code source: NAME} files. */
public final class SourceReader {
    /** The shape of the file; what options and streams may hold is the connector's to say. */
    public static final ObjectShape SHAPE = Shape.object("source")
            .required("source", Shape.name(), "The source's name.")
            .required("connector", Shape.name(), "The connector its records are pulled by, such as file.")
            .optional("options", Shape.mapOf(Shape.text(), Shape.text()), "The connector's options.")
            .required("streams", Shape.mapOf(Shape.name(), Shape.any()), "The kinds of record it has, by name.")
            .build();

    private SourceReader() {}

    /** Empty if the file has problems; they have then been recorded. */
    static Optional<SourceDefinition> read(Node root, List<SourceKind> kinds, Secrets secrets, Problems problems) {
        if (!SHAPE.accepts(root)) {
            return Optional.empty();
        }
        Node named = root.require("connector");
        Optional<SourceKind> found =
                kinds.stream().filter(kind -> kind.name().equals(named.text())).findFirst();
        if (found.isEmpty()) {
            List<String> names = kinds.stream().map(SourceKind::name).toList();
            named.problem("no source can be read by a connector '" + named.text() + "'.", cure(named.text(), names));
            return Optional.empty();
        }
        SourceKind kind = found.get();
        int before = problems.count();
        Optional<Settings> options = options(root, kind.options(), secrets, problems);
        Map<String, SourceDefinition.Stream> streams = new LinkedHashMap<>();
        root.require("streams").entries().forEach((name, node) -> {
            if (kind.stream().accepts(node)) {
                checkSchedule(node);
                checkAbsence(node, kind);
                kind.check(node, problems);
                streams.put(
                        name,
                        new SourceDefinition.Stream(
                                name, node.require("mapping").text(), node));
            }
        });
        return options.filter(good -> problems.count() == before)
                .map(good -> new SourceDefinition(root.require("source").text(), kind, good, streams));
    }

    private static Optional<Settings> options(Node root, ObjectShape shape, Secrets secrets, Problems problems) {
        Optional<Node> node = root.get("options");
        if (node.isPresent()) {
            return Settings.read(node.get(), shape, secrets, problems);
        }
        for (ObjectShape.Key key : shape.keys()) {
            if (key.required()) {
                root.problem("'options' is missing.", "Add 'options:' with '" + key.name() + "'.");
                return Optional.empty();
            }
        }
        return Optional.of(Settings.NONE);
    }

    private static void checkSchedule(Node stream) {
        stream.get("schedule").ifPresent(schedule -> {
            int parts = schedule.text().trim().split("\\s+").length;
            if (parts < 6 || parts > 7) {
                schedule.problem(
                        "a schedule has 6 or 7 parts, this one " + parts + ".",
                        "Write seconds, minutes, hours, day of month, month, day of week, as in '0 0/10 * * * ?'.");
            }
        });
    }

    private static void checkAbsence(Node stream, SourceKind kind) {
        stream.get(Absence.KEY)
                .filter(asked -> !kind.readsEverything(stream))
                .ifPresent(asked -> asked.problem(
                        "this stream reads what is new, not everything, so what it does not read may still be there.",
                        "Remove '" + Absence.KEY + "', or let the stream read everything every time, as a table without"
                                + " 'cursor' does."));
        stream.get(Absence.MOST_KEY)
                .filter(most -> stream.get(Absence.KEY).isEmpty())
                .ifPresent(most -> most.problem(
                        "nothing is deleted by absence, so there is nothing to limit.",
                        "Add '" + Absence.KEY + ": by-absence', or remove it."));
    }

    static String cure(String word, Collection<String> known) {
        if (known.isEmpty()) {
            return "There is none yet; write its file first.";
        }
        return Similar.nearest(word, known)
                .map(near -> "Did you mean '" + near + "'?")
                .orElse("There are " + String.join(", ", known.stream().sorted().toList()) + ".");
    }
}
