package io.serai.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.config.Extensions;
import io.serai.connector.Connector;
import io.serai.connector.DestinationDefinition;
import io.serai.connector.DestinationReader;
import io.serai.connector.Features;
import io.serai.connector.Operation;
import io.serai.connector.Secrets;
import io.serai.connectors.camel.CamelReader;
import io.serai.connectors.camel.CamelSourceKind;
import io.serai.document.Document;
import io.serai.document.Problems;
import io.serai.document.ReferencePage;
import io.serai.source.SourceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference pages of the connectors that ship are what they declare. */
class ConnectorPagesTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(destination: .*?)```", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{env:(\\w+)}}");
    private static final Path FOLDER = Path.of("../docs/reference/connectors");

    /** Run with -Dserai.write=true to write the pages anew. */
    @Test
    void thePagesAreWhatTheConnectorsDeclare() throws IOException {
        Map<String, String> pages = pages();
        if (Boolean.getBoolean("serai.write")) {
            Files.createDirectories(FOLDER);
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(FOLDER.resolve(page.getKey() + ".md"), page.getValue());
            }
        }

        for (Map.Entry<String, String> page : pages.entrySet()) {
            assertThat(FOLDER.resolve(page.getKey() + ".md"))
                    .as("run this test with -Dserai.write=true")
                    .hasContent(page.getValue());
        }
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".md", "")))
                    .hasSameElementsAs(pages.keySet());
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
        Map<String, Connector> connectors = new TreeMap<>();
        found.connectors().all().forEach(one -> connectors.put(one.name(), one));
        Map<String, SourceKind> kinds = new TreeMap<>();
        ServiceLoader.load(SourceKind.class).forEach(one -> kinds.put(one.name(), one));
        found.sourceKinds().forEach(one -> kinds.put(one.name(), one));
        Map<String, String> pages = new TreeMap<>();
        kinds.values().forEach(one -> pages.put(one.name(), one.reference()));
        connectors.values().forEach(one -> pages.put(one.name(), one.reference()));
        StringBuilder index = new StringBuilder("""
                # Connectors

                Written by `ConnectorPagesTest` from what the connectors that ship declare; `serai connector describe NAME`
                prints the same. What a Kamelet, an endpoint or a route of Camel's takes is in [camel](camel.md).

                | connector | source | destination | how to |
                |---|---|---|---|
                """);
        for (String name : pages.keySet()) {
            index.append("| [%s](%s.md) | %s | %s | %s |\n"
                    .formatted(
                            name,
                            name,
                            kinds.containsKey(name) ? "yes" : "",
                            connectors.containsKey(name) ? "yes" : "",
                            howTo(name)));
        }
        pages.put("camel", camel());
        pages.put("README", index + destinations(connectors.values()));
        return pages;
    }

    private static String howTo(String name) {
        String file = "how-to/connect-" + name + ".md";
        return Files.exists(FOLDER.resolve("../../" + file)) ? "[connect](../../" + file + ")" : "";
    }

    /** Each such connector is the user's own, so there is a page about their files. */
    private static String camel() {
        return new ReferencePage("camel")
                .text("Sources and destinations that are a Kamelet, an endpoint or a route of Camel's.")
                .section("A file with `kamelet`", CamelReader.KAMELET_SHAPE)
                .section("A file with `endpoint`", CamelReader.ENDPOINT_SHAPE)
                .section("A file with `route`", CamelReader.ROUTE_SHAPE)
                .section("Stream", CamelSourceKind.STREAM)
                .render();
    }

    private static String destinations(Collection<Connector> connectors) {
        StringBuilder table = new StringBuilder("""

                ## Destinations

                What each can do. Outcomes are told per member; per request, and then a refused request is halved until the bad
                member is alone; or members are only accepted. A job is worked on after the vendor has answered. Members of a
                destination with a refresh are sent again before it forgets them; one with a replace takes mode snapshot.

                | connector | remove | erase | replace | refresh | jobs | outcomes | members a request | requests | version | until |
                |---|---|---|---|---|---|---|---|---|---|---|
                """);
        for (Connector connector : connectors) {
            connector.features().ifPresent(features -> table.append(row(connector.name(), features)));
        }
        return table.toString();
    }

    private static String row(String name, Features features) {
        List<String> cells = List.of(
                "[" + name + "](" + name + ".md)",
                yes(features.operations().contains(Operation.REMOVE)),
                yes(features.operations().contains(Operation.ERASE)),
                yes(features.replaces()),
                yes(features.refreshes()),
                yes(features.asynchronous()),
                features.answers().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                Integer.toString(features.maxItems()),
                String.join(", ", features.rates()),
                features.apiVersion().orElse(""),
                features.sunset().map(LocalDate::toString).orElse(""));
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String yes(boolean is) {
        return is ? "yes" : "";
    }
}
