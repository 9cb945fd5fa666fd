package io.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {
    private static final String RUNNING = """
            {"id":7,"kind":"import","name":"import.people","detail":"people.csv","state":"running",
             "startedAt":"2026-01-05T00:00:00Z","counts":{"read":%d,"stored":0,"unchanged":0,"invalid":2,"suppressed":0}}""";
    private static final String FINISHED = """
            {"id":7,"kind":"import","name":"import.people","detail":"people.csv","state":"finished",
             "startedAt":"2026-01-05T00:00:00Z","finishedAt":"2026-01-05T00:00:02.500Z",
             "counts":{"read":12345,"stored":12000,"unchanged":300,"invalid":%d,"suppressed":%d,"events":9},"balanced":true}""";

    private final FakeHub hub = new FakeHub();
    private final Shell shell = new Shell(hub);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void importSendsAnAbsolutePathAndShowsTheBooksAsAnEquation() {
        // Given
        hub.answers("POST /api/v1/imports", 202, "{\"run\":7}")
                .answers("GET /api/v1/runs/7", FINISHED.formatted(0, 45));

        // When
        int status = shell.in(folder)
                .run("import", "people.csv", "--mapping", "people", "--format", "csv", "--delimiter", "tab");

        // Then
        assertThat(status).isZero();
        assertThat(hub.asked().get(0).body())
                .isEqualTo(Api.body()
                        .put("file", folder.resolve("people.csv").toString())
                        .put("mapping", "people")
                        .set("format", Api.body().put("format", "csv").put("delimiter", "tab")));
        assertThat(shell.out())
                .contains("run 7: import import.people, finished in 2.5 s (people.csv)")
                .contains("read 12,345 = stored 12,000 + unchanged 300 + invalid 0 + suppressed 45, balanced")
                .contains("events stored: 9");
    }

    @Test
    void importWithInvalidRecordsEndsWithFindings() {
        // Given
        hub.answers("POST /api/v1/imports", 202, "{\"run\":{\"id\":7}}")
                .answers("GET /api/v1/runs/7", FINISHED.formatted(45, 0));

        // When
        int status = shell.run("import", "/data/people.csv", "--mapping", "people");

        // Then
        assertThat(status).isEqualTo(3);
        assertThat(shell.err()).contains("serai dead-letter list --name import.people");
    }

    @Test
    void booksThatDoNotBalanceSaySoInWords() {
        // Given
        hub.answers("GET /api/v1/runs/7", FINISHED.formatted(0, 0));

        // When
        shell.run("run", "show", "7");

        // Then
        assertThat(shell.out()).contains("NOT BALANCED: 45 unaccounted for");
    }

    @Test
    void failedRunFailsTheCommandAndTellsWhy() {
        // Given
        hub.answers("POST /api/v1/imports", 202, "{\"run\":7}").answers("GET /api/v1/runs/7", """
                        {"id":7,"kind":"import","name":"x","state":"failed","counts":{"read":0},
                         "errorCode":"FILE_UNREADABLE","error":"The file is truncated."}""");

        // When
        int status = shell.run("import", "x.csv", "--mapping", "x");

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(shell.out()).contains("FILE_UNREADABLE: The file is truncated.");
    }

    @Test
    void progressIsABarOnATerminal() throws Exception {
        // Given
        Files.writeString(folder.resolve("people.csv"), "id,name,mail\n".repeat(1000));
        hub.answers("POST /api/v1/imports", 202, "{\"run\":7}")
                .answers("GET /api/v1/runs/7", RUNNING.formatted(500))
                .answers("GET /api/v1/runs/7", FINISHED.formatted(0, 45));

        // When
        shell.in(folder).with("SERAI_ERR_TTY", "1").ticking(Duration.ofSeconds(1));
        shell.run("import", "people.csv", "--mapping", "people");

        // Then
        assertThat(shell.err())
                .contains("\r[############------------] 50% 500 records, 500/s, 2 invalid, about 1 s left");
    }

    @Test
    void progressIsALineEveryTenSecondsElsewhere() {
        // Given
        hub.answers("POST /api/v1/imports", 202, "{\"run\":7}");
        for (int look = 1; look <= 25; look++) {
            hub.answers("GET /api/v1/runs/7", RUNNING.formatted(look * 100));
        }
        hub.answers("GET /api/v1/runs/7", FINISHED.formatted(0, 45));

        // When
        shell.ticking(Duration.ofSeconds(1)).run("import", "people.csv", "--mapping", "people");

        // Then
        assertThat(shell.err().lines())
                .containsExactly("1,000 records, 100/s, 2 invalid", "2,000 records, 100/s, 2 invalid");
    }

    @Test
    void quietImportPrintsTheRunsNumberAlone() {
        // Given
        hub.answers("POST /api/v1/imports", 202, "{\"run\":7}")
                .answers("GET /api/v1/runs/7", RUNNING.formatted(1))
                .answers("GET /api/v1/runs/7", FINISHED.formatted(0, 45));

        // When
        shell.with("SERAI_ERR_TTY", "1").run("import", "people.csv", "--mapping", "people", "--quiet");

        // Then
        assertThat(shell.out()).isEqualTo("7\n");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void noWaitLooksOnce() {
        // Given
        hub.answers("POST /api/v1/syncs/news/run", 202, "{\"run\":7}")
                .answers("GET /api/v1/runs/7", RUNNING.formatted(1));

        // When
        int status = shell.run("sync", "run", "news", "--no-wait");

        // Then
        assertThat(status).isZero();
        assertThat(hub.asked()).hasSize(2);
        assertThat(shell.out()).contains("run 7").contains("running");
    }

    @Test
    void syncThatTheBrakeHoldsEndsWithFindings() {
        // Given
        hub.answers("POST /api/v1/syncs/news/run", 202, "{\"run\":7}").answers("GET /api/v1/runs/7", """
                        {"id":7,"kind":"sync","name":"news","state":"held","errorCode":"BRAKE","error":"Too many.",
                         "counts":{"selected":5,"delivered":0,"rejected":0,"withheld":1,"pending":4}}""");

        // When
        int status = shell.run("sync", "run", "news");

        // Then
        assertThat(status).isEqualTo(3);
        assertThat(shell.out())
                .contains("selected 5 = delivered 0 + rejected 0 + withheld 1 + pending 4, balanced")
                .contains("BRAKE: Too many.");
    }
}
