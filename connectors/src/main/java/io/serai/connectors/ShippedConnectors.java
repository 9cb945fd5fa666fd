package io.serai.connectors;

import io.serai.config.Extensions.Found;
import io.serai.connector.Connector;
import io.serai.connector.Connectors;
import io.serai.connectors.http.HttpConnectorReader;
import io.serai.document.Document;
import io.serai.document.Problem;
import io.serai.document.Problems;
import io.serai.source.SourceKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Finds connectors: those in Java, the definitions that ship, and the user's own definitions. */
public final class ShippedConnectors {
    private static final List<String> DEFINITIONS = List.of(
            "adnuntius",
            "brevo",
            "criteo",
            "dynamics365",
            "google-data-manager",
            "http-audience",
            "hubspot",
            "kevel-userdb",
            "klaviyo",
            "listmonk",
            "mailchimp",
            "meta-custom-audiences",
            "pipedrive",
            "salesforce",
            "sandbox-mailer",
            "sendgrid",
            "the-trade-desk",
            "the-trade-desk-crm",
            "xandr");

    private record Collected(List<Connector> connectors, List<SourceKind> kinds) {}

    private ShippedConnectors() {}

    /**
     * All connectors; a file with problems is left out and its problems recorded.
     *
     * @param folders with definitions of the user's own, which go before those that ship; a folder may be absent
     */
    public static Connectors load(List<Path> folders, Problems problems) {
        return find(folders, problems).connectors();
    }

    /** The same, and the kinds of source that definitions make. */
    public static Found find(List<Path> folders, Problems problems) {
        Collected found = new Collected(new ArrayList<>(), new ArrayList<>());
        ServiceLoader.load(Connector.class).forEach(found.connectors()::add);
        DEFINITIONS.forEach(name -> read("connectors/" + name + ".yaml", shipped(name), found, problems));
        for (Path folder : folders) {
            readFolder(folder, found, problems);
        }
        return new Found(new Connectors(found.connectors()), found.kinds());
    }

    private static void readFolder(Path folder, Collected found, Problems problems) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                read(file.toString(), Files.readString(file), found, problems);
            }
        } catch (IOException e) {
            problems.add(new Problem(folder.toString(), 1, "", "the folder cannot be read.", "Check its rights."));
        }
    }

    private static void read(String file, String yaml, Collected found, Problems problems) {
        Document.parse(file, yaml, problems)
                .map(root -> HttpConnectorReader.read(root, problems))
                .ifPresent(sides -> {
                    sides.connector().ifPresent(found.connectors()::add);
                    sides.sourceKind().ifPresent(found.kinds()::add);
                });
    }

    /** The names of the definitions that ship. */
    public static List<String> definitions() {
        return DEFINITIONS;
    }

    /** The text of a definition that ships. */
    public static Optional<String> definition(String name) {
        return DEFINITIONS.contains(name) ? Optional.of(shipped(name)) : Optional.empty();
    }

    /** The text of the fixtures of a definition that ships. */
    public static Optional<String> fixtures(String name) {
        return DEFINITIONS.contains(name) ? resource("/connectors/" + name + ".fixtures.yaml") : Optional.empty();
    }

    private static String shipped(String name) {
        String resource = "/connectors/" + name + ".yaml";
        return resource(resource).orElseThrow(() -> new IllegalStateException(resource + " is not in the jar"));
    }

    private static Optional<String> resource(String name) {
        try (InputStream stream = ShippedConnectors.class.getResourceAsStream(name)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
