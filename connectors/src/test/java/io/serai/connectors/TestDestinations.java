package io.serai.connectors;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Connectors;
import io.serai.connector.Destination;
import io.serai.connector.DestinationDefinition;
import io.serai.connector.DestinationReader;
import io.serai.connector.Secrets;
import io.serai.document.Document;
import io.serai.document.Problems;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Opens destinations from YAML as a hub would. */
public final class TestDestinations {
    /** The key that {@code {{env:KEY}}} stands for. */
    public static final String KEY = "very-secret-key";

    private TestDestinations() {}

    public static Destination open(String yaml, Clock clock) {
        return definition(yaml).open(new ConnectorContext("test", clock, new JdkTransport(), duration -> {}));
    }

    public static DestinationDefinition definition(String yaml) {
        Problems problems = new Problems();
        Connectors connectors = ShippedConnectors.load(List.of(Path.of("src/test/resources/definitions")), problems);
        DestinationDefinition definition = Document.parse("test.yaml", yaml, problems)
                .flatMap(root -> DestinationReader.read(root, connectors, Secrets.of(Map.of("KEY", KEY)), problems))
                .orElseThrow(() -> new AssertionError(problems.list()));
        problems.throwIfAny();
        return definition;
    }

    public static Destination sandbox(String url, String list, Clock clock) {
        return open("""
                destination: test
                connector: sandbox-mailer
                options: { base_url: %s, api_key: "{{env:KEY}}" }
                audience: { list: %s }
                """.formatted(url, list), clock);
    }
}
