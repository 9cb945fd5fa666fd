package io.serai.connector;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.document.Similar;
import java.util.Optional;

/** Reads {@code destination: NAME} files. */
public final class DestinationReader {
    private static final Shape SETTINGS = Shape.mapOf(Shape.text(), Shape.text());

    /** The shape of the file; what options and audience may hold is the connector's to say. */
    public static final ObjectShape SHAPE = Shape.object("destination")
            .required("destination", Shape.name(), "The destination's name.")
            .required("connector", Shape.name(), "The connector it is reached by.")
            .optional("options", SETTINGS, "The connector's options: address, credentials.")
            .optional("audience", SETTINGS, "Which of the destination's audiences, such as a list.")
            .build();

    private DestinationReader() {}

    /** Empty if the file has problems; they have then been recorded. */
    public static Optional<DestinationDefinition> read(
            Node root, Connectors connectors, Secrets secrets, Problems problems) {
        if (!SHAPE.accepts(root)) {
            return Optional.empty();
        }
        Node named = root.require("connector");
        Optional<Connector> connector = connectors.find(named.text());
        if (connector.isEmpty()) {
            String cure = Similar.nearest(named.text(), connectors.names())
                    .map(name -> "Did you mean '" + name + "'?")
                    .orElse("There are " + String.join(", ", connectors.names()) + ".");
            named.problem("there is no connector '" + named.text() + "'.", cure);
            return Optional.empty();
        }
        Optional<Settings> options = settings(root, "options", connector.get().options(), secrets, problems);
        Optional<Settings> audience = settings(root, "audience", connector.get().audience(), secrets, problems);
        if (options.isEmpty() || audience.isEmpty()) {
            return Optional.empty();
        }
        String name = root.require("destination").text();
        return Optional.of(new DestinationDefinition(name, connector.get(), options.get(), audience.get()));
    }

    private static Optional<Settings> settings(
            Node root, String key, ObjectShape shape, Secrets secrets, Problems problems) {
        Optional<Node> node = root.get(key);
        if (node.isPresent()) {
            return Settings.read(node.get(), shape, secrets, problems);
        }
        Optional<ObjectShape.Key> missing =
                shape.keys().stream().filter(ObjectShape.Key::required).findFirst();
        if (missing.isPresent()) {
            root.problem(
                    "'" + key + "' is missing.",
                    "Add '" + key + ":' with '" + missing.get().name() + "'.");
            return Optional.empty();
        }
        return Optional.of(Settings.NONE);
    }
}
