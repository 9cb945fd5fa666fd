package io.serai.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.connector.Secrets;
import io.serai.document.Document;
import io.serai.document.Problem;
import io.serai.document.Problems;
import io.serai.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertReaderTest {
    private static final String KEY = "whsec_c2VyYWkgc2lnbnMgd2hhdCBpdCB0ZWxscyBwZW9wbGU=";

    private final Problems problems = new Problems();

    private Optional<AlertDefinition> read(String yaml) {
        return Document.parse("alerts/a.yaml", yaml, problems)
                .flatMap(root -> AlertReader.read(root, Secrets.lenient(Map.of()), problems));
    }

    private List<String> messages() {
        return problems.list().stream().map(Problem::message).toList();
    }

    private static Concern concern(Trouble trouble, String name) {
        return new Concern(trouble, "alert", name, ErrorCode.BRAKE, Instant.EPOCH, "", "", "");
    }

    @Test
    void alertTellsHarmFromItsLeastOnAndNeverOfItself() {
        // When
        AlertDefinition alert = read("alert: a\nat_least: stopped\nslack: { url: 'https://example.com/x' }")
                .orElseThrow();
        // Then
        assertThat(alert.tells(concern(Trouble.BOOKS, "x"))).isTrue();
        assertThat(alert.tells(concern(Trouble.UNTOLD, "x"))).isTrue();
        assertThat(alert.tells(concern(Trouble.UNTOLD, "a"))).isFalse();
        assertThat(alert.tells(concern(Trouble.BRAKE, "x"))).isFalse();
    }

    @Test
    void alertTellsEverythingUnlessItSays() {
        // When
        AlertDefinition alert = read("alert: a\nwebhook: { url: 'http://localhost:9/x', signing_key: " + KEY + " }")
                .orElseThrow();
        // Then
        assertThat(alert.tells(concern(Trouble.SUNSET, "x"))).isTrue();
    }

    @Test
    void oneChannelIsWanted() {
        assertThat(read("alert: a")).isEmpty();
        assertThat(messages()).containsExactly("an alert has one channel.");
    }

    @Test
    void addressesAndKeysThatProtectNothingAreRefused() {
        assertThat(read("alert: a\nwebhook: { url: 'http://example.com/x', signing_key: whsec_c2hvcnQ= }"))
                .isEmpty();
        assertThat(messages()).containsExactlyInAnyOrder("this is no https address.", "this is no signing key.");
    }

    @Test
    void userWithoutPasswordIsRefused() {
        assertThat(read("alert: a\nemail: { host: h, user: u, from: a@example.com, to: b@example.com }"))
                .isEmpty();
        assertThat(messages()).containsExactly("a user and a password go together.");
    }
}
