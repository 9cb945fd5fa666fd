package io.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a key completes: commands by the script alone, names by asking the hub. */
class CompletionTest {
    @TempDir
    Path folder;

    private final FakeHub hub = new FakeHub();
    private final Shell shell = new Shell(hub);

    @AfterEach
    void close() {
        hub.close();
    }

    /** What a real bash offers for the last of these words. */
    private String offered(String... words) throws IOException, InterruptedException {
        shell.run("completion", "bash");
        Path script = folder.resolve("completion.bash");
        Files.writeString(script, shell.out() + """

                serai() { [[ "$*" != 'completion names sync run' ]] || printf '%s\\n' newsletter newcomers other; }
                COMP_WORDS=(serai "$@")
                COMP_CWORD=$#
                _serai_names serai
                printf '%s ' "${COMPREPLY[@]}"
                """);
        String[] command = new String[words.length + 2];
        command[0] = "bash";
        command[1] = script.toString();
        System.arraycopy(words, 0, command, 2, words.length);
        Process bash = new ProcessBuilder(command).start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor())
                .as(new String(bash.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
        return out.strip();
    }

    @Test
    void bashOffersVerbsAndOptionsAndTheHubsNames() throws Exception {
        assertThat(offered("dead")).isEqualTo("dead-letter");
        assertThat(offered("sync", "dry")).isEqualTo("dry-run");
        assertThat(offered("sync", "run", "--no-w")).isEqualTo("--no-wait");
        assertThat(offered("sync", "run", "new")).isEqualTo("newsletter newcomers");
        assertThat(offered("sync", "show", "new")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "segment explain, segments, name",
        "segment preview, segments, name",
        "insight overlap b, segments, name",
        "sync run --no-wait, syncs, name",
        "sync records --limit 5, syncs, name",
        "source cancel, sources, stream",
        "connector describe, connectors, name",
        "connector discover, sources, stream",
        "route show, routes, id"
    })
    void namesAreTheHubs(String typed, String list, String field) {
        // Given
        hub.answers("GET /api/v1/" + list, "{\"all\":[{\"%1$s\":\"b\"},{\"%1$s\":\"a\"}]}".formatted(field));

        // When
        int status = shell.run(("completion names " + typed).split(" "));

        // Then
        assertThat(status).isZero();
        assertThat(shell.out()).isEqualTo("a\nb\n");
    }

    @Test
    void sourceIsWhatItsStreamsBeginWith() {
        // Given
        hub.answers("GET /api/v1/sources", "{\"sources\":[{\"stream\":\"crm.contacts\"},{\"stream\":\"crm.deals\"}]}");

        // When
        shell.run("completion", "names", "connector", "discover");

        // Then
        assertThat(shell.out()).isEqualTo("crm\n");
    }

    @Test
    void nothingThatAShellWouldRunIsOffered() {
        // Given
        hub.answers(
                "GET /api/v1/syncs",
                "{\"syncs\":[{\"name\":\"$(id)\"},{\"name\":\"`id`\"},{\"name\":\"-x\"},{\"name\":\"a b\"}]}");

        // When
        shell.run("completion", "names", "sync", "run");

        // Then
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void contextsAreThoseOfTheFile() {
        // Given
        shell.with("XDG_CONFIG_HOME", folder.toString());
        shell.runAsTyped("context", "set", "prod", "--url", "https://serai.example.com");

        // When
        int status = shell.runAsTyped("completion", "names", "context", "use");

        // Then
        assertThat(status).isZero();
        assertThat(shell.out()).isEqualTo("prod\n");
    }

    @ParameterizedTest
    @CsvSource({"segment explain vip", "sync list", "profile get", "completion", "nonsense"})
    void whatHasNoNameAsksNobody(String typed) {
        assertThat(shell.run(("completion names " + typed).split(" "))).isZero();
        assertThat(shell.out()).isEmpty();
        assertThat(hub.asked()).isEmpty();
    }

    @Test
    void hubThatCannotBeAskedIsNoError() {
        // When
        int away = shell.runAsTyped("completion", "names", "sync", "run", "--url", "http://127.0.0.1:9");
        String told = shell.out() + shell.err();
        int refused = shell.run("completion", "names", "sync", "run");

        // Then
        assertThat(away).isZero();
        assertThat(refused).isZero();
        assertThat(told + shell.out() + shell.err()).isEmpty();
    }
}
