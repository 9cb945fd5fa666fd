package io.serai.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.config.Extensions;
import io.serai.connector.Connector;
import io.serai.connector.DestinationDefinition;
import io.serai.connector.DestinationReader;
import io.serai.connector.Secrets;
import io.serai.document.Document;
import io.serai.document.Problems;
import io.serai.source.SourceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference pages of the connectors that ship are those of their definitions. */
class ConnectorPagesTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(destination: .*?)```", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{env:(\\w+)}}");
    private static final Path FOLDER = Path.of("../docs/reference/connectors");

    /** Run with -Dserai.write=true to write the pages anew. */
    @Test
    void thePagesAreThoseOfTheDefinitions() throws IOException {
        Map<String, String> pages = pages();
        if (Boolean.getBoolean("serai.write")) {
            Files.createDirectories(FOLDER);
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
            }
        }

        for (Map.Entry<String, String> page : pages.entrySet()) {
            assertThat(FOLDER.resolve(page.getKey()))
                    .as("run this test with -Dserai.write=true")
                    .hasContent(page.getValue());
        }
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).hasSameElementsAs(pages.keySet());
        }
    }

    @Test
    void everyExampleIsADestination() {
        Problems problems = new Problems();
        Extensions.Found found = ShippedConnectors.find(List.of(), problems);
        List<DestinationDefinition> examples = new ArrayList<>();
        pages().forEach((name, page) -> {
            Matcher example = EXAMPLE.matcher(page);
            if (example.find()) {
                Document.parse(name, example.group(1), problems)
                        .flatMap(root ->
                                DestinationReader.read(root, found.connectors(), secrets(example.group(1)), problems))
                        .ifPresent(examples::add);
            }
        });
        assertThat(problems.list()).isEmpty();
        assertThat(examples).hasSizeGreaterThan(5);
    }

    /** As if every variable that an example names were set. */
    private static Secrets secrets(String example) {
        return Secrets.of(VARIABLE.matcher(example)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> "set", (one, other) -> one)));
    }

    private static Map<String, String> pages() {
        Extensions.Found found = ShippedConnectors.find(List.of(), new Problems());
        Map<String, String> pages = new TreeMap<>();
        StringBuilder index = new StringBuilder("""
                # Connectors

                Written by `ConnectorPagesTest` from the definitions that ship; `serai connector describe NAME` prints the
                same. Connectors in Java have no definition: `describe` tells their keys.

                | connector | source | destination |
                |---|---|---|
                """);
        for (String name : ShippedConnectors.definitions()) {
            var connector = found.connectors().find(name);
            var kind = found.sourceKinds().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst();
            index.append("| [%s](%s.md) | %s | %s |\n"
                    .formatted(name, name, kind.isPresent() ? "yes" : "", connector.isPresent() ? "yes" : ""));
            pages.put(
                    name + ".md",
                    connector
                            .flatMap(Connector::reference)
                            .or(() -> kind.flatMap(SourceKind::reference))
                            .orElseThrow());
        }
        pages.put("README.md", index.toString());
        return pages;
    }
}
