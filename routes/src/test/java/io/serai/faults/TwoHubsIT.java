package io.serai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.faults.People.Row;
import io.serai.sandbox.SandboxMailer;
import io.serai.store.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hubs by mistake or on purpose: one store, the same files watched, the same schedules. */
class TwoHubsIT {
    @TempDir
    private Path folder;

    @Test
    void twoHubsImportOnceAndDeliverOnce() {
        // Given
        People people = new People(Seed.next(TwoHubsIT.class));
        // One record each: what is delivered never has to be corrected afterwards.
        List<Row> rows = people.born(1_000).stream()
                .filter(row -> row.id().endsWith("-0"))
                .toList();
        try (Site site = new Site(folder, TestServer.freshConfig())) {
            Checker checker = new Checker(site);
            HubProcess first = site.start();
            HubProcess second = site.startSecond();
            // When
            for (int part = 0; part < 4; part++) {
                site.drop("contacts-" + part + ".csv", People.csv(rows.subList(part * 250, part * 250 + 250)));
            }
            first.send("POST", "/api/v1/syncs/" + Site.SYNC + "/run", "");
            second.send("POST", "/api/v1/syncs/" + Site.SYNC + "/run", "");
            checker.converges(Model.of(rows));
            // Then
            assertThat(checker.imports().stream()
                            .mapToLong(run -> run.imported().read()))
                    .containsOnly(250L)
                    .hasSize(4);
            long refused = Model.of(rows).people().stream()
                    .filter(person -> person.country().equals("DE") && person.consents())
                    .filter(person -> person.email().endsWith("@refused.example"))
                    .count();
            assertThat(site.mailer.requests().stream().mapToInt(SandboxMailer.Logged::members))
                    .satisfies(sent -> assertThat(sent.stream().mapToInt(n -> n).sum())
                            .isEqualTo((int) refused + Model.of(rows).members().size()));
            assertThat(first.isAlive() && second.isAlive()).isTrue();
        }
    }

    @Test
    void rulesAppliedOnOneHubBindTheOther() {
        // Given: two logins that are one person as long as logins link
        try (Site site = new Site(folder, TestServer.freshConfig())) {
            HubProcess first = site.start();
            HubProcess second = site.startSecond();
            site.write("identity.yaml", "identity: default\nlink_on: { email: {} }\n");
            Awaitility.await("the first hub sees the file")
                    .untilAsserted(() -> assertThat(first.get("/api/v1/status")
                                    .path("pendingApply")
                                    .toString())
                            .contains("identity"));
            // When: the first applies, and only the second is there to import
            first.post("/api/v1/apply", "", 202);
            first.kill();
            site.drop(
                    "contacts.csv",
                    People.HEADER
                            + "a-1,one@example.com,shared,Ann,DE,yes,2026-01-01T00:00:00Z,s1\n"
                            + "a-2,two@example.com,shared,Ann,DE,yes,2026-01-01T00:00:00Z,s2\n");
            Awaitility.await("the second hub imports")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> site.count("SELECT COUNT(*) FROM source_record") == 2);
            // Then
            assertThat(site.count("SELECT COUNT(*) FROM profile WHERE redirect_to IS NULL"))
                    .isEqualTo(2);
            assertThat(second.log()).contains("another hub has applied");
        }
    }
}
