package io.serai.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.crm.FakeCrm.Reply;
import io.serai.crm.SourceKit.Read;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SalesforceTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final String SECRET = "client_secret: \"{{env:SF_SECRET}}\"";

    private final SalesforceSimulator salesforce = new SalesforceSimulator(100);
    private final SourceKit kit = kit(SECRET, SourceKit.SECRETS);

    private SourceKit kit(String credential, Map<String, String> environment) {
        return new SourceKit(
                "connect-salesforce.md",
                Map.of("https://acme.my.salesforce.com", salesforce.url(), SECRET, credential),
                environment);
    }

    @AfterEach
    void close() {
        salesforce.close();
    }

    private void people(int count) {
        for (int number = 1; number <= count; number++) {
            salesforce.put(number, NOW.minus(Duration.ofDays(3)).plusSeconds(number / 50), "Bonn");
        }
    }

    private static Set<String> ids(List<String> records) {
        Set<String> ids = new HashSet<>();
        records.forEach(record -> ids.add(PipedriveTest.json(record).path("Id").asText()));
        return ids;
    }

    private static void fails(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SeraiException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).doesNotContain("example.com");
        });
    }

    @Test
    void everythingComesByAJobAndThenWhatChangedByAQuery() {
        // Given
        people(250);
        Read first = kit.readAll(Optional.empty());
        long queries = salesforce.asked("/services/data/v60.0/queryAll");
        salesforce.put(7, NOW.plusSeconds(1), "Kiel");
        salesforce.delete(9, NOW.plusSeconds(1));
        // When
        Read second = kit.readAll(first.cursor());
        // Then
        assertThat(first.records()).hasSize(250);
        assertThat(ids(first.records())).hasSize(250);
        assertThat(queries).isEqualTo(1);
        assertThat(salesforce.asked("/services/data/v60.0/jobs/query/job1/results"))
                .isEqualTo(3);
        assertThat(kit.pauses).contains(Duration.ofSeconds(5));
        assertThat(second.records()).hasSize(2);
        assertThat(second.records().stream().filter(record -> record.contains("\"IsDeleted\":true")))
                .hasSize(1);
        assertThat(salesforce.asked.stream()
                        .filter(ask -> ask.method().equals("POST") && ask.path().endsWith("/query")))
                .hasSize(1);
    }

    @Test
    void whatChangesWhileTheJobRunsIsNotLost() {
        // Given
        people(250);
        Read part = kit.read(Optional.empty(), 10);
        salesforce.put(200, Instant.now(), "Moved");
        // When
        Read rest = kit.readAll(part.cursor());
        // Then
        List<String> all = new ArrayList<>(part.records());
        all.addAll(rest.records());
        assertThat(ids(all)).hasSize(250);
        assertThat(all.get(all.size() - 1)).contains("Moved");
    }

    @Test
    void anAbandonedJobGoesOnWithItsPart() {
        // Given
        people(250);
        Read part = kit.read(Optional.empty(), 130);
        // When
        Read rest = kit.readAll(part.cursor());
        // Then
        List<String> all = new ArrayList<>(part.records());
        all.addAll(rest.records());
        assertThat(ids(all)).hasSize(250);
        assertThat(rest.records()).hasSize(150);
        assertThat(salesforce.asked("/services/data/v60.0/jobs/query/job1/results"))
                .isEqualTo(4);
    }

    @Test
    void aJobThatIsForgottenIsMadeAnew() {
        // Given
        people(250);
        Read part = kit.read(Optional.empty(), 130);
        salesforce.forget();
        // When
        Read again = kit.readAll(part.cursor());
        // Then
        assertThat(ids(again.records())).hasSize(250);
    }

    @Test
    void pagesOfAQueryAreFollowedAndOneThatExpiresIsAskedForAgain() {
        // Given
        people(20);
        Read first = kit.readAll(Optional.empty());
        for (int number = 100; number < 450; number++) {
            salesforce.put(number, NOW.plusSeconds(number / 50), "Bonn");
        }
        Read whole = kit.readAll(first.cursor());
        // When
        salesforce.fail(new Reply(
                200, Map.of(), "{\"records\": [], \"nextRecordsUrl\": \"/services/data/v60.0/query/none-0\"}", false));
        Read restarted = kit.readAll(first.cursor());
        // Then
        assertThat(whole.records()).hasSize(350);
        assertThat(ids(restarted.records())).isEqualTo(ids(whole.records()));
    }

    @Test
    void theDailyBudgetIsKept() {
        // Given
        people(250);
        Read first = kit.readAll(Optional.empty());
        salesforce.used = 899;
        kit.readAll(first.cursor());
        // When
        int asked = salesforce.asked.size();
        int pauses = kit.pauses.size();
        fails(() -> kit.readAll(first.cursor()), ErrorCode.SOURCE_BUSY);
        // Then
        assertThat(salesforce.asked).hasSize(asked);
        assertThat(kit.pauses).hasSize(pauses);
        salesforce.used = 5;
        kit.clock.advance(Duration.ofMinutes(15));
        assertThat(kit.readAll(first.cursor()).records()).isEmpty();
    }

    @Test
    void theVendorsOwnCodesAreUnderstood() {
        // Given
        people(5);
        Read first = kit.readAll(Optional.empty());
        Reply limit = SalesforceSimulator.error(403, "REQUEST_LIMIT_EXCEEDED");
        salesforce.fail(limit, limit, limit, limit, limit, limit, limit, limit, limit);
        // Then
        fails(() -> kit.readAll(first.cursor()), ErrorCode.SOURCE_BUSY);
    }

    @Test
    void aSessionThatEndsIsRenewedOnce() {
        // Given
        people(150);
        kit.source.check();
        salesforce.expireToken();
        // When
        Read read = kit.readAll(Optional.empty());
        // Then
        assertThat(read.records()).hasSize(150);
        assertThat(salesforce.tokens()).isEqualTo(3);
    }

    @Test
    void logInsByRefreshTokenAndByAssertion() throws GeneralSecurityException {
        // Given
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        salesforce.key = Optional.of(pair.getPublic());
        Map<String, String> environment = new HashMap<>();
        environment.put(
                "SF_KEY",
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----");
        environment.put("SF_REFRESH", "r0");
        // When
        kit("login: refresh-token\n     refresh_token: \"{{env:SF_REFRESH}}\"", environment)
                .source
                .check();
        String first = salesforce.lastGrant;
        kit("login: jwt-bearer\n     private_key: \"{{env:SF_KEY}}\"\n     username: hub@acme.example", environment)
                .source
                .check();
        // Then
        assertThat(first).isEqualTo("refresh_token");
        assertThat(salesforce.lastGrant).isEqualTo("urn:ietf:params:oauth:grant-type:jwt-bearer");
    }

    @Test
    void aLogInThatCannotWorkIsSaidPlainly() {
        fails(
                () -> kit("login: jwt-bearer\n     username: hub@acme.example", SourceKit.SECRETS)
                        .source
                        .check(),
                ErrorCode.CONFIG_INVALID);
        fails(
                () -> kit(
                                "login: jwt-bearer\n     username: a\n     private_key: \"{{env:SF_SECRET}}\"",
                                SourceKit.SECRETS)
                        .source
                        .check(),
                ErrorCode.CONFIG_INVALID);
        fails(() -> kit(SECRET, Map.of("SF_SECRET", "other")).source.check(), ErrorCode.SOURCE_REFUSED_CREDENTIAL);
    }
}
