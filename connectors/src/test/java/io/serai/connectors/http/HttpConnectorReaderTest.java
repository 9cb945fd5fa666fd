package io.serai.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.connector.Connector;
import io.serai.connectors.ShippedConnectors;
import io.serai.document.Document;
import io.serai.document.Problem;
import io.serai.document.Problems;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpConnectorReaderTest {
    private static final String GOOD = """
            connector: mine
            vendor: { name: Mine }
            settings: { key: { secret: true, required: true, doc: Key. } }
            audience: { id: { required: true, doc: Id. } }
            auth: { header: X-Key, value: "${key}" }
            base_url: https://mine.example
            identifiers: { hash: { from: email, profile: sha256-lower-hex } }
            operations:
              add:
                request: { method: POST, path: "/a/${audience.id}" }
                body: { n: 1, all: { each: members, as: { h: "${hash}", to: "list ${audience.id}" } } }
                accept: [204]
            """;

    private final Problems problems = new Problems();

    private Optional<Connector> read(String yaml) {
        return Document.parse("mine.yaml", yaml, problems)
                .flatMap(root -> HttpConnectorReader.read(root, problems).connector());
    }

    @Test
    void everyShippedDefinitionIsGoodAndItsCanariesLive() {
        // When
        assertThat(ShippedConnectors.load(List.of(), problems).names())
                // Then
                .contains("file-drop", "mailchimp", "sandbox-mailer");
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void aCanaryMustGetTheBodyItExpects() {
        // Given
        String canary = """
                canaries:
                  - operation: add
                    namespace: email
                    settings: { audience.id: "7" }
                    members: [{ identifier: user@example.com }]
                    body: { n: 1, all: [{ h: "%s", to: list 7 }] }
                """;
        // When
        Optional<Connector> good =
                read(GOOD + canary.formatted("b4c9a289323b21a01c3e940f150eb9b8c542587f1abfd8f0e1cc1ffc5e475514"));
        // Then
        assertThat(good).isPresent();
        assertThat(read(GOOD + canary.formatted("user@example.com"))).isEmpty();
        assertThat(problems.list()).extracting(Problem::path).containsExactly("canaries[0].body");
    }

    @Test
    void namesThatMeanNothingAreProblemsWithACure() {
        // When
        Optional<Connector> bad = read(GOOD.replace("/a/${audience.id}", "/a/${audience.ib}")
                .replace("${hash}", "${hsh}")
                .replace("204", "2004"));
        // Then
        assertThat(bad).isEmpty();
        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder(
                        "mine.yaml:10: operations.add.request.path: nothing here is called 'audience.ib'. Did you mean"
                                + " '${audience.id}'?",
                        "mine.yaml:11: operations.add.body.all.as.h: nothing here is called 'hsh'. Did you mean"
                                + " '${hash}'?",
                        "mine.yaml:12: operations.add.accept[0]: '2004' is no HTTP status. Write one such as 429, or a"
                                + " class such as 5xx.");
    }

    @Test
    void aSecretMayStandOnlyInCredentialsAndHeaders() {
        // When
        Optional<Connector> bad = read(GOOD.replace("/a/${audience.id}", "/a/${key}"));
        // Then
        assertThat(bad).isEmpty();
        assertThat(problems.list()).extracting(Problem::message).containsExactly("nothing here is called 'key'.");
    }

    @Test
    void whereAnAnswerMayLeadIsSaid() {
        // When
        Optional<Connector> bad = read(GOOD.replace("path: \"/a/${audience.id}\"", "url: \"${key}\""));
        // Then
        assertThat(bad).isEmpty();
        assertThat(problems.list())
                .extracting(Problem::message)
                .containsExactlyInAnyOrder("any host could be named by an answer.", "nothing here is called 'key'.");
    }

    @Test
    void aRequestGoesToOnePlaceWithOneBody() {
        // When
        Optional<Connector> bad = read(GOOD.replace("{ method: POST, path", "{ method: POST, url: https://a.b, path")
                .replace("    body:", "    lines: { each: \"${hash}\" }\n    body:"));
        // Then
        assertThat(bad).isEmpty();
        assertThat(problems.list())
                .extracting(Problem::message)
                .contains("it is not said, or said twice, where it goes.", "'body' and 'lines' are both given.");
    }
}
