package io.serai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An outsider writes a connector and tries it, by the transport a hub uses. */
class ConnectorCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void whatIsNewPasses() {
        // When
        int made = run("connector", "new", "acme-mail", "--dir", folder.toString());
        int tried = run("connector", "test", folder.resolve("acme-mail.yaml").toString());
        // Then
        assertThat(out.toString()).contains("acme-mail.fixtures.yaml", "16 trials, none failed.");
        assertThat(made).isZero();
        assertThat(tried).isZero();
    }

    @Test
    void aDefinitionThatDoesOtherwiseIsAFindingWithItsLine() throws IOException {
        // Given
        run("connector", "new", "acme-crm", "--source", "--dir", folder.toString());
        Path definition = folder.resolve("acme-crm.yaml");
        Files.writeString(definition, Files.readString(definition).replace("path: /contacts", "path: /people"));
        out.getBuffer().setLength(0);
        // When
        int status = run("connector", "test", "acme-crm", "--config", folder.toString(), "--output", "json");
        // Then
        JsonNode answer = new ObjectMapper().readTree(out.toString());
        assertThat(status).isEqualTo(3);
        assertThat(answer.at("/problems/0/file").asText()).endsWith("acme-crm.fixtures.yaml");
        assertThat(answer.at("/problems/0/line").asInt()).isPositive();
        assertThat(answer.at("/problems/0/message").asText())
                .contains("expected GET /contacts, but it asks GET /people");
        assertThat(answer.at("/trials/0/passed").asBoolean()).isFalse();
    }

    @Test
    void whatIsNotThereIsNotFoundAndNothingIsWrittenOver() {
        // When
        int nobody = run("connector", "test", "nobody", "--config", folder.toString());
        int bothSides = run("connector", "new", "acme", "--source", "--destination", "--dir", folder.toString());
        int first = run("connector", "new", "acme", "--dir", folder.toString());
        int second = run("connector", "new", "acme", "--dir", folder.toString());
        // Then
        assertThat(nobody).isEqualTo(5);
        assertThat(bothSides).isEqualTo(2);
        assertThat(first).isZero();
        assertThat(second).isEqualTo(1);
        assertThat(err.toString()).contains("CONFLICT: There is a file");
    }

    @Test
    void fixturesAreAKindOfFileAndCheckedAsSuch() throws IOException {
        // Given
        run("connector", "new", "acme", "--dir", folder.toString());
        Path fixtures = folder.resolve("acme.fixtures.yaml");
        Files.writeString(fixtures, Files.readString(fixtures).replace("outcomes:", "outcome:"));
        // When
        int status = run("validate", "--config", folder.toString());
        // Then
        assertThat(status).isEqualTo(3);
        assertThat(out.toString()).contains("unknown key 'outcome'", "Did you mean 'outcomes'?");
    }
}
