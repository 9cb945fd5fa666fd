package io.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutputTest {
    private static final String SEGMENTS = """
            [{"name":"vip","state":"current","members":1234,"computedAt":"2026-01-05T10:00:00.5Z"},
             {"name":"lapsed","state":"stale","members":7,"computedAt":"2026-01-04T10:00:00Z"}]""";

    private final FakeHub hub = new FakeHub();
    private final Shell shell = new Shell(hub);

    @BeforeEach
    void answer() {
        hub.answers("GET /api/v1/segments", SEGMENTS);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void tableAlignsNumbersRightAndLeavesEmptyColumnsOut() {
        // When
        shell.run("segment", "list");

        // Then
        assertThat(shell.out()).isEqualTo("""
                        NAME    STATE    MEMBERS  COMPUTED AT
                        vip     current    1,234  2026-01-05 10:00:00Z
                        lapsed  stale          7  2026-01-04 10:00:00Z
                        """);
    }

    @Test
    void narrowTerminalDropsColumnsFromTheEndAndCutsNothing() {
        // When
        shell.with("SERAI_OUT_TTY", "1").with("NO_COLOR", "1").with("COLUMNS", "25");
        shell.run("segment", "list", "--no-headers");

        // Then
        assertThat(shell.out()).isEqualTo("vip     current    1,234\nlapsed  stale          7\n");
    }

    @Test
    void colourComesOnlyToTerminalsOrWhenAskedFor() {
        // When
        shell.run("segment", "list");
        String piped = shell.out();
        shell.run("segment", "list", "--color", "always");
        String asked = shell.out();

        // Then
        assertThat(piped).doesNotContain("\u001b[");
        assertThat(asked).contains("\u001b[33mstale\u001b[0m");
    }

    @Test
    void jsonIsTheHubsOwn() throws Exception {
        // When
        shell.run("segment", "list", "-o", "json");

        // Then
        assertThat(Api.JSON.readTree(shell.out())).isEqualTo(Api.JSON.readTree(SEGMENTS));
    }

    @Test
    void whoWasErasedIsOneList() throws Exception {
        // Given
        hub.answers("POST /api/v1/syncs/news/erasures/a1/done", "{\"done\": true}")
                .answers("POST /api/v1/syncs/news/erasures/b2/done", "{\"done\": true}")
                .answers("POST /api/v1/syncs/news/erasures/c3/done", 404, "{\"code\": \"NOT_FOUND\"}");

        // When
        int status = shell.run("sync", "erased", "news", "a1", "b2", "-o", "json");
        String json = shell.out();
        shell.run("sync", "erased", "news", "a1", "b2", "-o", "jsonl");
        String lines = shell.out();
        int wrong = shell.run("sync", "erased", "news", "a1", "c3", "b2", "-o", "json");

        // Then
        assertThat(status).isZero();
        assertThat(Api.JSON.readTree(json))
                .isEqualTo(Api.JSON.readTree("[{\"id\":\"a1\",\"done\":true},{\"id\":\"b2\",\"done\":true}]"));
        assertThat(lines).isEqualTo("{\"id\":\"a1\",\"done\":true}\n{\"id\":\"b2\",\"done\":true}\n");
        assertThat(wrong).isNotZero();
        assertThat(Api.JSON.readTree(shell.out()))
                .as("those before the one that was wrong")
                .isEqualTo(Api.JSON.readTree("[{\"id\":\"a1\",\"done\":true}]"));
    }

    @Test
    void jsonLinesAreOneItemALine() throws Exception {
        // When
        shell.run("segment", "list", "-o", "jsonl");

        // Then
        assertThat(shell.out().lines()).hasSize(2);
        for (String line : shell.out().split("\n")) {
            assertThat(Api.JSON.readTree(line).has("name")).isTrue();
        }
    }

    @Test
    void quietPrintsNamesOnly() {
        // When
        shell.run("segment", "list", "--quiet");

        // Then
        assertThat(shell.out()).isEqualTo("vip\nlapsed\n");
    }

    @Test
    void columnsAreThoseAskedForHoweverNarrowTheTerminal() {
        // When
        shell.with("SERAI_OUT_TTY", "1").with("NO_COLOR", "1").with("COLUMNS", "12");
        int status = shell.run("segment", "list", "--columns", "state,name");
        String table = shell.out();
        int unknown = shell.run("segment", "list", "--columns", "name,size");

        // Then
        assertThat(status).isZero();
        assertThat(table).isEqualTo("STATE    NAME\ncurrent  vip\nstale    lapsed\n");
        assertThat(unknown).isEqualTo(2);
        assertThat(shell.err()).contains("'size'", "computedAt, members, name, state");
    }

    @Test
    void theVersionIsForScriptsToo() throws Exception {
        // When
        int status = shell.runAsTyped("--version", "--output", "json");

        // Then
        assertThat(status).isZero();
        assertThat(Api.JSON.readTree(shell.out()).fieldNames()).toIterable().containsExactly("version", "java", "os");
        shell.runAsTyped("--version");
        assertThat(shell.out()).startsWith("serai ");
    }

    @Test
    void yamlQuotesWhatIsNoPlainWord() throws Exception {
        // Given
        JsonNode node = Api.JSON.readTree("""
                {"name":"vip","no":"no","at":"2026-01-05T10:00:00Z","list":[{"a":1,"b":[1,2]},{"a":null}],"empty":[],
                 "nested":{"x":" y","z":true}}""");

        // When
        String yaml = Yaml.of(node);

        // Then
        assertThat(yaml).isEqualTo("""
                        name: vip
                        "no": "no"
                        at: "2026-01-05T10:00:00Z"
                        list:
                        - a: 1
                          b:
                          - 1
                          - 2
                        - a: null
                        empty: []
                        nested:
                          x: " y"
                          z: true
                        """);
    }

    @Test
    void controlCharactersOfDataDoNotReachTheTerminal() throws Exception {
        // Given
        JsonNode value = Api.JSON.readTree("\"a\\u001b[2Jb\\nc\"");

        // When
        String cell = Table.cell(value);

        // Then
        assertThat(cell).isEqualTo("a [2Jb c");
    }
}
