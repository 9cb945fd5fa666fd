package io.serai.app;

import static io.serai.app.HubFixture.contacts;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.app.Description.Operation;
import io.serai.app.RandomRequests.Drawn;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation of the description, asked at random: what is asked may be refused, but nothing fails, and every answer is
 * one that the description has (which the fixture judges). {@code -Dserai.seed=N} asks the same again.
 */
class FuzzIT {
    private static final long SEED = Long.getLong("serai.seed", System.nanoTime());
    private static final int REQUESTS = 15;

    @TempDir
    static Path folder;

    private static HubFixture fixture;

    @BeforeAll
    static void start() throws IOException {
        fixture = new HubFixture(folder);
        fixture.start();
        fixture.drop("contacts-1.csv", contacts("1,ann@example.com,Ann,DE,yes", "2,bob@example.com,Bob,Atlantis,no"));
        fixture.lastImport(1);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void nothingThatIsAskedMakesAnyOperationFail() {
        // Given
        RandomRequests requests = new RandomRequests(new SplittableRandom(SEED), Description.OURS.root());
        List<Operation> operations = Description.OURS.operations().stream()
                .filter(operation -> !operation.path().endsWith("/shutdown"))
                .toList();
        int taken = 0;
        for (int round = 0; round < REQUESTS; round++) {
            for (Operation operation : operations) {
                // When
                Drawn drawn = requests.draw(operation);
                String what = "seed " + SEED + ": " + drawn;
                HttpResponse<String> answer;
                try {
                    answer = fixture.send(
                            drawn.method(),
                            drawn.address(),
                            drawn.body(),
                            drawn.headers(),
                            fixture.hub().token());
                } catch (AssertionError e) {
                    throw new AssertionError(what + ": " + e.getMessage(), e);
                }
                // Then
                assertThat(answer.statusCode())
                        .as("%s: %s", what, answer.body())
                        .isLessThan(500);
                taken += answer.statusCode() < 300 ? 1 : 0;
            }
        }
        assertThat(taken).as("requests that were taken, seed %s", SEED).isGreaterThan(operations.size() * 2);
    }
}
