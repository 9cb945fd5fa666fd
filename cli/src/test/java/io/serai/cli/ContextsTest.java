package io.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContextsTest {
    @TempDir
    Path home;

    private final FakeHub hub = new FakeHub();
    private final Shell shell = new Shell(hub);
    private Path file;

    @BeforeEach
    void prepare() {
        file = home.resolve("serai/contexts.json");
        shell.with("SERAI_TOKEN", "").with("XDG_CONFIG_HOME", home.toString()).in(home);
        hub.answers("GET /api/v1/segments", "[]");
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private void set(String name, String url, String token) {
        assertThat(shell.runAsTyped("context", "set", name, "--url", url, "--token", token))
                .as(shell.err())
                .isZero();
    }

    @Test
    void aContextInUseIsWhereCommandsGo() {
        // Given
        shell.with("PROD", FakeHub.TOKEN);
        set("prod", hub.url(), "{{env:PROD}}");

        // When
        shell.runAsTyped("context", "use", "prod");
        int status = shell.runAsTyped("segment", "list");

        // Then
        assertThat(status).as(shell.err()).isZero();
        assertThat(hub.asked()).hasSize(1);
    }

    @Test
    void aTokenFromStdinIsKeptWhereNobodyElseReadsAndNeverShown() throws IOException {
        // When
        shell.typing(FakeHub.TOKEN + "\n");
        set("prod", hub.url(), "-");
        String told = shell.out() + shell.err();
        shell.runAsTyped("context", "list", "-o", "json");
        told += shell.out();
        shell.runAsTyped("context", "show", "prod");
        told += shell.out();

        // Then
        assertThat(told).contains("kept here", "tokenFrom: context prod").doesNotContain(FakeHub.TOKEN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(shell.runAsTyped("segment", "list", "--context", "prod")).isZero();
    }

    @Test
    void aFileThatOthersMayReadIsRefusedWithTheCure() throws IOException {
        // Given
        set("prod", hub.url(), "{{env:PROD}}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        // When
        int status = shell.runAsTyped("context", "list");

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(shell.err()).contains("rw-r--r--", "chmod 600 " + file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serai_12345678_abc", "{{secret:x}}", "{{env:}}", "{{env:A}} "})
    void aTokenIsNoWordOfACommand(String token) {
        // When
        int status = shell.run("segment", "list", "--token=" + token);

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(shell.err()).contains("{{env:NAME}}").doesNotContain("12345678");
        assertThat(hub.asked()).isEmpty();
    }

    @Test
    void aTokenIsReadFromAFileWhereverTheContextWasSet() throws IOException {
        // Given
        Files.writeString(home.resolve("key"), FakeHub.TOKEN + "\n");
        set("prod", hub.url(), "{{file:key}}");

        // When
        int status = shell.in(Path.of("/")).runAsTyped("segment", "list", "--context", "prod");

        // Then
        assertThat(status).as(shell.err()).isZero();
    }

    /** The first that is there wins: what is said now goes before what is said once for all. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                             |          |          |       | http://a:1            | the context in use | context a: {{env:A}}",
                "                             | http://c |          |       | http://c              | SERAI_URL          | none",
                "                             | http://c |          | t     | http://c              | SERAI_URL          | SERAI_TOKEN",
                "                             |          | b        |       | http://b:2            | SERAI_CONTEXT      | context b: {{env:B}}",
                "                             |          | b        | t     | http://b:2            | SERAI_CONTEXT      | SERAI_TOKEN",
                "                             | http://c | b        |       | http://c              | SERAI_URL          | none",
                "--context=b                  | http://c |          | t     | http://b:2            | --context          | context b: {{env:B}}",
                "--url=http://d               | http://c | b        | t     | http://d              | --url              | SERAI_TOKEN",
                "--context=b --token={{env:X}} |         |          | t     | http://b:2            | --context          | --token",
            })
    void whatWinsIsTold(
            String options, String url, String context, String token, String where, String urlFrom, String tokenFrom)
            throws IOException {
        // Given
        set("a", "http://a:1", "{{env:A}}");
        set("b", "http://b:2", "{{env:B}}");
        shell.runAsTyped("context", "use", "a");
        shell.with("SERAI_URL", url == null ? "" : url)
                .with("SERAI_CONTEXT", context == null ? "" : context)
                .with("SERAI_TOKEN", token == null ? "" : token);

        // When
        String command = "context show -o json" + (options == null ? "" : " " + options);
        int status = shell.runAsTyped(command.split(" "));

        // Then
        assertThat(status).as(shell.err()).isZero();
        assertThat(Api.JSON.readTree(shell.out()).path("url").asText()).isEqualTo(where);
        assertThat(Api.JSON.readTree(shell.out()).path("urlFrom").asText()).isEqualTo(urlFrom);
        assertThat(Api.JSON.readTree(shell.out()).path("tokenFrom").asText()).isEqualTo(tokenFrom);
    }

    @Test
    void theTokenOfThisMachinesHubGoesToNoOtherMachine() throws IOException {
        // Given
        Path data = Files.createDirectories(home.resolve(".serai/data"));
        Files.writeString(data.resolve("api-token"), "local-token");

        // When
        shell.runAsTyped("context", "show", "--url", "https://elsewhere.example");
        String elsewhere = shell.out();
        shell.runAsTyped("context", "show", "--url", "https://elsewhere.example", "--data", ".serai/data");
        String asked = shell.out();
        shell.runAsTyped("context", "show");
        String here = shell.out();

        // Then
        assertThat(elsewhere).contains("tokenFrom: none");
        assertThat(asked).contains("api-token");
        assertThat(here).contains("urlFrom: this machine", "api-token");
    }

    @Test
    void theFolderOfTheEnvironmentIsThisMachinesToo() throws IOException {
        // Given
        Path data = Files.createDirectories(home.resolve("elsewhere"));
        Files.writeString(data.resolve("api-token"), "local-token");
        shell.with("SERAI_DATA", data.toString());

        // When
        shell.runAsTyped("context", "show");
        String here = shell.out();
        shell.runAsTyped("context", "show", "--url", "https://elsewhere.example");

        // Then
        assertThat(here).contains("tokenFrom: ", "elsewhere/api-token");
        assertThat(shell.out()).contains("tokenFrom: none");
    }

    @Test
    void whatIsNotGivenStays() throws IOException {
        // Given
        set("prod", "http://a:1", "{{env:A}}");

        // When
        shell.runAsTyped("context", "set", "prod", "--url", "http://b:2");
        shell.runAsTyped("context", "list", "-o", "json");

        // Then
        assertThat(Api.JSON.readTree(shell.out()).get(0).toString())
                .isEqualTo("{\"name\":\"prod\",\"url\":\"http://b:2\",\"inUse\":\"\",\"token\":\"{{env:A}}\"}");
    }

    @Test
    void aRemovedContextIsInUseNoMore() {
        // Given
        set("prod", "http://a:1", "{{env:A}}");
        shell.runAsTyped("context", "use", "prod");

        // When
        shell.runAsTyped("context", "remove", "prod");
        shell.runAsTyped("context", "show");

        // Then
        assertThat(shell.out()).contains("urlFrom: this machine");
        assertThat(shell.runAsTyped("context", "use", "prod")).isEqualTo(5);
        assertThat(shell.runAsTyped("context", "use")).isEqualTo(2);
        assertThat(shell.runAsTyped("context", "set", "Bad Name", "--url", "http://a:1"))
                .isEqualTo(2);
        assertThat(shell.runAsTyped("context", "set", "good", "--url", "http://me:secret@a:1"))
                .isEqualTo(2);
    }

    @Test
    void aTokenThatWouldTravelUnencryptedIsWarnedOf() {
        // When
        set("far", "http://far.example", "{{env:A}}");
        String far = shell.err();
        set("near", "http://127.0.0.1:8080", "{{env:A}}");

        // Then
        assertThat(far).contains("unencrypted");
        assertThat(shell.err()).doesNotContain("unencrypted");
    }
}
