package io.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {
    private static final String RUN = "GET /api/v1/runs/1";

    private final FakeHub hub = new FakeHub();
    private final Shell shell = new Shell(hub);

    @AfterEach
    void close() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, USAGE, 2",
        "400, CONFIG_INVALID, 3",
        "409, CONFLICT, 1",
        "401, NOT_AUTHENTICATED, 4",
        "429, TOO_MANY_ATTEMPTS, 4",
        "403, NOT_ALLOWED, 4",
        "404, NOT_FOUND, 5",
        "503, STORE_UNAVAILABLE, 1",
        "502, DESTINATION_FAILED, 1",
        "500, INTERNAL, 1"
    })
    void exitStatusFollowsTheProblem(int http, String code, int exit) {
        // Given
        hub.answers(RUN, http, FakeHub.problemBody(http, code, "What is wrong."));

        // When
        int status = shell.run("run", "show", "1");

        // Then
        assertThat(status).isEqualTo(exit);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).contains("What is wrong.", code, "r-7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Service Unavailable", "{}"})
    void aHubThatDrainsIsSaidToBeStopping(String body) {
        // Given
        hub.answers(RUN, 503, body);

        // When
        int status = shell.run("run", "show", "1");

        // Then
        assertThat(status).isEqualTo(6);
        assertThat(shell.err()).contains("is stopping", "STOPPING");
    }

    @Test
    void whatMayHaveBeenHeardIsNotAskedTwice() {
        // Given
        hub.hangsUp("POST /api/v1/syncs/news/run");

        // When
        int status = shell.run("sync", "run", "news");

        // Then
        assertThat(status).isEqualTo(6);
        assertThat(shell.err()).contains("No hub answers");
        assertThat(hub.asked()).hasSize(1);
    }

    @Test
    void anAnswerThatBreaksOffIsNone() {
        // Given
        hub.breaksOff(RUN, "{\"run\":1}");

        // When
        int status = shell.run("run", "show", "1");

        // Then
        assertThat(status).isEqualTo(6);
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void errorsAreOneJsonObjectInJsonMode() throws Exception {
        // Given
        hub.answers(RUN, 409, FakeHub.problemBody(409, "CONFLICT", "It runs already."));

        // When
        shell.run("run", "show", "1", "--output", "json");

        // Then
        assertThat(Api.JSON.readTree(shell.err()))
                .isEqualTo(Api.body()
                        .put("code", "CONFLICT")
                        .put("message", "It runs already.")
                        .put("requestId", "r-7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync rum -o json", "-ojsonl sync rum", "sync rum --output=json"})
    void wrongUsageIsJsonToo(String command) throws Exception {
        // When
        int status = shell.run(command.split(" "));

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(Api.JSON.readTree(shell.err()).path("code").asText()).isEqualTo("USAGE");
    }

    @Test
    void silentAddressIsUnreachableAndSaysHowToStartAHub() {
        // Given
        hub.close();

        // When
        int status = shell.run("status");

        // Then
        assertThat(status).isEqualTo(6);
        assertThat(shell.err()).contains("No hub answers at " + hub.url()).contains("./serai start");
    }

    @Test
    void strangersAnswerIsNotShown() {
        // Given
        hub.answers("GET /api/v1/status", "<html>secret</html>");

        // When
        int status = shell.run("status");

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(shell.err()).contains("is not a Serai hub").doesNotContain("secret");
    }

    @Test
    void wrongUsageNamesTheMistakeAndTheHelp() {
        // Given
        String[] arguments = {"sync", "rum"};

        // When
        int status = shell.run(arguments);

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(shell.err()).contains("rum").contains("See 'serai sync --help'");
    }

    @Test
    void addressWithAPathIsRefused() {
        // Given
        String[] arguments = {"status", "--url", "localhost"};

        // When
        int status = new Main(Surroundings.ofProcess()).run(arguments);

        // Then
        assertThat(status).isEqualTo(2);
    }

    @Test
    void tokenComesFromTheDataFolder(@TempDir Path folder) throws Exception {
        // Given
        Path data = Files.createDirectories(folder.resolve(".serai/data"));
        Files.writeString(data.resolve("api-token"), FakeHub.TOKEN + "\n");
        hub.answers("GET /api/v1/segments", "[]");

        // When
        int status = shell.with("SERAI_TOKEN", "").in(folder).run("segment", "list");

        // Then
        assertThat(status).isZero();
    }

    @Test
    void missingTokenSaysWhereItMayComeFrom() {
        // Given
        shell.with("SERAI_TOKEN", "");

        // When
        int status = shell.run("segment", "list");

        // Then
        assertThat(status).isEqualTo(4);
        assertThat(shell.err()).contains("--token, SERAI_TOKEN or --data");
    }
}
