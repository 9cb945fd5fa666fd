package io.serai.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The demo as a user runs it, with fewer people. */
class DemoIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void demoTakesInWhatWasWrittenSendsItAndBalancesEveryBook() throws IOException {
        // Given
        Path data = folder.resolve("demo");

        // When
        int status = demo(data, "--people", "500", "--exit");

        // Then
        assertThat(status).describedAs("%s%n%s", out, err).isZero();
        JsonNode expected =
                new ObjectMapper().readTree(data.resolve("expected.json").toFile());
        for (String source : List.of("crm", "web", "till")) {
            assertThat(out.toString())
                    .contains("read %,d = "
                            .formatted(expected.path(source).path("rows").asLong()))
                    .contains("written were %,d, of them %,d broken"
                            .formatted(
                                    expected.path(source).path("rows").asLong(),
                                    expected.path(source).path("invalid").asLong()));
        }
        assertThat(out.toString()).contains("All books balance.").doesNotContain("✗");
        assertThat(files(data.resolve("outbox"))).anyMatch(name -> name.matches("win-back-.*\\.csv"));
        assertThat(files(data.resolve("inbox/crm/.done"))).hasSize(1);
    }

    @Test
    void folderThatHoldsSomethingElseIsLeftAlone() throws IOException {
        // Given
        Path data = Files.createDirectories(folder.resolve("letters"));
        Files.writeString(data.resolve("dear.txt"), "Dear Ann");

        // When
        int status = demo(data, "--people", "500", "--exit");

        // Then: it was called wrongly
        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("holds no demo");
        assertThat(data.resolve("dear.txt")).hasContent("Dear Ann");
    }

    private int demo(Path data, String... options) {
        CommandLine commands =
                Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> arguments = Stream.concat(
                        Stream.of("demo", "--config", "../config", "--data", data.toString()), Stream.of(options))
                .toList();
        return commands.execute(arguments.toArray(String[]::new));
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
