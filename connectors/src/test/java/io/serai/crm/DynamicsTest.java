package io.serai.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.crm.SourceKit.Read;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DynamicsTest {
    private final DataverseSimulator dataverse = new DataverseSimulator(40);
    private final SourceKit kit = kit("d0");

    private SourceKit kit(String secret) {
        return new SourceKit(
                "connect-dynamics365.md",
                Map.of(
                        "https://acme.crm4.dynamics.com",
                        dataverse.url(),
                        "https://login.microsoftonline.com/acme.onmicrosoft.com/oauth2/v2.0/token",
                        dataverse.url() + "/tenant/oauth2/v2.0/token"),
                Map.of("DYNAMICS_SECRET", secret));
    }

    @BeforeEach
    void people() {
        for (int id = 100; id < 230; id++) {
            dataverse.put("c" + id, "Ann");
        }
    }

    @AfterEach
    void close() {
        dataverse.close();
    }

    private static Set<String> ids(List<String> records) {
        Set<String> ids = new HashSet<>();
        records.forEach(
                record -> ids.add(PipedriveTest.json(record).path("contactid").asText()));
        return ids;
    }

    private static void fails(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void pagesAreFollowedAndThenTheLinkToWhatChanged() {
        // Given
        Read first = kit.readAll(Optional.empty());
        dataverse.put("c105", "Bea");
        dataverse.put("c300", "New");
        dataverse.delete("c110");
        // When
        Read second = kit.readAll(first.cursor());
        Read third = kit.readAll(second.cursor());
        // Then
        assertThat(first.records()).hasSize(130);
        assertThat(ids(second.records())).containsExactlyInAnyOrder("c105", "c300", "c110");
        assertThat(second.records()).contains("{\"contactid\":\"c110\",\"deleted\":true}");
        assertThat(third.records()).isEmpty();
    }

    @Test
    void anAbandonedReadGoesOnWithItsPage() {
        // When
        Read part = kit.read(Optional.empty(), 57);
        Read rest = kit.readAll(part.cursor());
        // Then
        List<String> all = new ArrayList<>(part.records());
        all.addAll(rest.records());
        assertThat(ids(all)).hasSize(130);
        assertThat(rest.records()).hasSize(130 - 40);
    }

    @Test
    void aPageThatIsGoneMeansToBeginAgainNotToLose() {
        // Given
        Read part = kit.read(Optional.empty(), 57);
        dataverse.pagesExpired = true;
        // When
        try {
            kit.read(part.cursor(), 30);
        } finally {
            dataverse.pagesExpired = false;
        }
        Read again = kit.readAll(part.cursor());
        // Then
        assertThat(ids(again.records())).hasSizeGreaterThanOrEqualTo(90);
        assertThat(dataverse.asked.stream()
                        .filter(ask ->
                                ask.path().endsWith("/contacts") && ask.query().containsKey("$select")))
                .hasSize(2);
    }

    @Test
    void aLinkThatIsTooOldStopsTheStream() {
        // Given
        Read first = kit.readAll(Optional.empty());
        dataverse.put("c105", "Bea");
        dataverse.oldest = 131;
        // Then
        fails(() -> kit.readAll(first.cursor()), ErrorCode.CURSOR_INVALID);
    }

    @Test
    void aTokenIsKeptUntilItExpiresAndRenewedWhenItIsRefused() {
        // Given
        kit.read(Optional.empty(), 10);
        kit.read(Optional.empty(), 10);
        assertThat(dataverse.tokens()).isEqualTo(1);
        // When
        kit.clock.advance(Duration.ofMinutes(59).plusSeconds(1));
        kit.read(Optional.empty(), 10);
        int onceExpired = dataverse.tokens();
        dataverse.expireToken();
        Read read = kit.readAll(Optional.empty());
        // Then
        assertThat(onceExpired).isEqualTo(2);
        assertThat(read.records()).hasSize(130);
        assertThat(dataverse.tokens()).isEqualTo(4);
    }

    @Test
    void aWrongSecretIsARefusedCredential() {
        fails(() -> kit("other").source.check(), ErrorCode.SOURCE_REFUSED_CREDENTIAL);
        kit.source.check();
    }

    @Test
    void aLinkToAnotherHostIsNotFollowed() {
        // Given
        try (DataverseSimulator other = new DataverseSimulator(40)) {
            dataverse.pageHost = other.url();
            // When
            fails(() -> kit.readAll(Optional.empty()), ErrorCode.SOURCE_UNINTELLIGIBLE);
            // Then
            assertThat(other.asked).isEmpty();
        }
    }
}
