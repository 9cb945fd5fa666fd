package io.serai.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.document.Document;
import io.serai.document.ObjectShape;
import io.serai.document.Problem;
import io.serai.document.Problems;
import io.serai.document.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationReaderTest {
    private final Problems problems = new Problems();

    private static final class Mailer implements Connector {
        @Override
        public String name() {
            return "mailer";
        }

        @Override
        public ObjectShape options() {
            return Shape.object("options")
                    .required("url", Shape.text(), "The address.")
                    .required("api_key", Shape.secret(), "The key.")
                    .build();
        }

        @Override
        public ObjectShape audience() {
            return Shape.object("audience")
                    .required("list", Shape.text(), "The list.")
                    .build();
        }

        @Override
        public Destination open(Settings options, Settings audience, ConnectorContext context) {
            throw new UnsupportedOperationException();
        }
    }

    private Optional<DestinationDefinition> read(String yaml, Secrets secrets) {
        Connectors connectors = new Connectors(List.of(new Mailer()));
        return Document.parse("d.yaml", yaml, problems)
                .flatMap(root -> DestinationReader.read(root, connectors, secrets, problems));
    }

    private static String yaml(String key) {
        return """
                destination: news
                connector: mailer
                options: { url: "https://{{env:HOST}}/x", api_key: "%s" }
                audience: { list: a }
                """.formatted(key);
    }

    @Test
    void referencesAreReplacedAndSecretsStayHidden(@TempDir Path folder) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("key"), "from-a-file\n");
        Secrets secrets = Secrets.of(Map.of("HOST", "mail.example"));
        // When
        DestinationDefinition news =
                read(yaml("{{file:" + file + "}}"), secrets).orElseThrow();
        // Then
        assertThat(news.options().require("url")).isEqualTo("https://mail.example/x");
        assertThat(news.options().secret("api_key").orElseThrow().reveal()).isEqualTo("from-a-file");
        assertThat(news.options().toString() + news + news.options().secret("api_key"))
                .doesNotContain("from-a-file");
    }

    @Test
    void aSecretWrittenOutIsRefusedOutsideOfTryingOut() {
        // When
        Map<String, String> environment = Map.of("HOST", "h");
        assertThat(read(yaml("plain"), Secrets.of(environment))).isEmpty();
        // Then
        assertThat(problems.list())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("d.yaml:3: options.api_key: a secret is written out.")
                .doesNotContain("plain");
        assertThat(read(yaml("plain"), Secrets.lenient(environment))).isPresent();
    }

    @Test
    void aReferenceThatLeadsNowhereAndAWrongConnectorAreProblems() {
        // When
        read(yaml("{{env:NOPE}}"), Secrets.of(Map.of()));
        read("{destination: x, connector: mailr}", Secrets.of(Map.of()));
        read("{destination: x, connector: mailer}", Secrets.of(Map.of()));
        // Then
        assertThat(problems.list())
                .extracting(Problem::message)
                .contains(
                        "the environment variable HOST is not set.",
                        "the environment variable NOPE is not set.",
                        "there is no connector 'mailr'.",
                        "'options' is missing.");
        assertThat(problems.list()).extracting(Problem::cure).contains("Did you mean 'mailer'?");
    }
}
