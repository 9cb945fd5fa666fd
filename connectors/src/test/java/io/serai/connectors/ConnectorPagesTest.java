package io.serai.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.config.Extensions;
import io.serai.connector.Connector;
import io.serai.connector.Features;
import io.serai.connector.Operation;
import io.serai.document.Problems;
import io.serai.source.SourceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The reference pages of the connectors that ship are those of their definitions. */
class ConnectorPagesTest {
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
        pages.put("README.md", index + destinations(found));
        return pages;
    }

    private static String destinations(Extensions.Found found) {
        StringBuilder table = new StringBuilder("""

                ## Destinations

                What each can do. Outcomes are told per member; per request, and then a refused request is halved until the bad
                member is alone; or members are only accepted. A job is worked on after the vendor has answered. Members of a
                destination with a refresh are sent again before it forgets them.

                | connector | remove | erase | refresh | jobs | outcomes | members a request | requests | version | until |
                |---|---|---|---|---|---|---|---|---|---|
                """);
        for (String name : ShippedConnectors.definitions()) {
            found.connectors()
                    .find(name)
                    .flatMap(Connector::features)
                    .ifPresent(features -> table.append(row(name, features)));
        }
        return table.toString();
    }

    private static String row(String name, Features features) {
        List<String> cells = List.of(
                "[" + name + "](" + name + ".md)",
                yes(features.operations().contains(Operation.REMOVE)),
                yes(features.operations().contains(Operation.ERASE)),
                yes(features.refreshes()),
                yes(features.asynchronous()),
                features.answers().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                Integer.toString(features.maxItems()),
                String.join(", ", features.rates()),
                features.apiVersion().orElse(""),
                features.sunset().orElse(""));
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String yes(boolean is) {
        return is ? "yes" : "";
    }
}
