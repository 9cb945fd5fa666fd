package io.serai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.config.ConfigReader;
import io.serai.config.ConfigStore;
import io.serai.config.HubConfig;
import io.serai.connectors.Installed;
import io.serai.error.SeraiException;
import io.serai.faults.Model.Person;
import io.serai.identity.Identity;
import io.serai.profile.Profile;
import io.serai.record.Consent;
import io.serai.run.Run;
import io.serai.run.RunKind;
import io.serai.run.RunState;
import io.serai.run.RunStore;
import io.serai.sandbox.SandboxMailer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The one judge of all these tests: nothing accepted is lost, nothing counted twice, the books balance, what is stored
 * and what is delivered are what the model says, and nothing is left over that would hold later work up.
 */
final class Checker {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Site site;
    private final RunStore runs;
    private final HubConfig config;

    Checker(Site site) {
        this.site = site;
        this.runs = new RunStore(site.database(), Clock.systemUTC());
        this.config = ConfigStore.check(site.config, new ConfigReader(new Installed(), Map.of()))
                .config()
                .orElseThrow();
    }

    /** Waits until the hub has come to where the model is, by itself. */
    void converges(Model model) {
        converges(model, PATIENCE);
    }

    void converges(Model model, Duration patience) {
        try {
            Awaitility.await()
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(300))
                    .ignoreExceptionsInstanceOf(SeraiException.class)
                    .untilAsserted(() -> check(model));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage() + "\n" + site.lastWords(), e);
        }
    }

    private void check(Model model) {
        Set<Map.Entry<String, String>> delivered = delivered(site.mailer).entrySet();
        Set<Map.Entry<String, String>> wanted = model.members().entrySet();
        assertThat(without(wanted, delivered))
                .as("members the destination lacks")
                .isEmpty();
        assertThat(without(delivered, wanted))
                .as("members the destination has too many")
                .isEmpty();
        assertThat(site.count("SELECT COUNT(*) FROM source_record WHERE profile_id <> 0"))
                .as("records")
                .isEqualTo(model.records());
        assertThat(site.count("SELECT COUNT(*) FROM event")).as("events").isEqualTo(model.events());
        assertThat(profiles().stream().map(Checker::person))
                .as("profiles")
                .containsExactlyInAnyOrderElementsOf(model.people());
        booksBalance();
        assertThat(site.count("SELECT COUNT(*) FROM outbox"))
                .as("members left to send")
                .isZero();
    }

    /** Every run ever begun balances, and no import or rebuild is left open. */
    void booksBalance() {
        List<Run> all = runs.list(Optional.empty(), Optional.empty(), 10_000);
        assertThat(all).allSatisfy(run -> {
            assertThat(run.imported().balance())
                    .as("import books of run %d", run.id())
                    .isTrue();
            assertThat(run.synced().balance())
                    .as("sync books of run %d", run.id())
                    .isTrue();
            assertThat(run.errorCode()).as("run %d", run.id()).isNotEqualTo(Optional.of("BOOKS_UNBALANCED"));
        });
        assertThat(all.stream().filter(run -> run.kind() != RunKind.SYNC && run.state() == RunState.RUNNING))
                .as("runs left open")
                .isEmpty();
    }

    List<Run> imports() {
        return runs.list(Optional.of(RunKind.IMPORT), Optional.empty(), 1_000);
    }

    static Map<String, String> delivered(SandboxMailer mailer) {
        Map<String, String> members = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : mailer.members(Site.LIST).entrySet()) {
            members.put(member.getKey(), member.getValue().path("NAME").asText());
        }
        return members;
    }

    private static <T> Set<T> without(Set<T> all, Set<T> some) {
        Set<T> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    /** Every live profile, opened with the site's keys as a hub would. */
    List<Profile> profiles() {
        Identity identity =
                new Identity(site.database(), site.keyring(), Clock.systemUTC(), config.schema(), config.rules());
        return site.database().inTransaction(handle -> {
            List<Long> ids = handle.createQuery("SELECT id FROM profile WHERE redirect_to IS NULL")
                    .mapTo(Long.class)
                    .list();
            return identity.profiles().findAll(handle, ids);
        });
    }

    private static Person person(Profile profile) {
        return new Person(
                new TreeSet<>(profile.identifiers().getOrDefault("crm_id", List.of())),
                profile.identifier("email").orElse(""),
                String.valueOf(profile.traits().get("first_name")),
                String.valueOf(profile.traits().get("country")),
                profile.consents().get("email_marketing") == Consent.GRANTED);
    }
}
