package io.serai.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.connector.SyncMode;
import io.serai.document.Document;
import io.serai.document.Problem;
import io.serai.document.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyncReaderTest {
    private final Problems problems = new Problems();

    private Optional<SyncDefinition> read(String yaml) {
        return Document.parse("sync.yaml", yaml, problems)
                .flatMap(root -> SyncReader.read(root, SyncFixture.SCHEMA, Set.of(), problems));
    }

    private List<String> messages() {
        return problems.list().stream().map(Problem::toString).toList();
    }

    @Test
    void aWholeFileIsRead() {
        // When
        SyncDefinition sync = read("""
                        sync: vip-news
                        segment: vip
                        destination: newsletter
                        mode: add-only
                        schedule: "0 0/10 * * * ?"
                        purpose: news
                        identifier: email
                        fields: { FNAME: first_name, PHONE: { from: phone } }
                        brake: { max_added: 50%, from: 10 }
                        retry: { horizon: 2h }
                        """).orElseThrow(() -> new AssertionError(messages()));
        // Then
        assertThat(sync.mode()).isEqualTo(SyncMode.ADD_ONLY);
        assertThat(sync.purpose()).contains("news");
        assertThat(sync.fields())
                .containsEntry("FNAME", new FieldSource.Trait("first_name"))
                .containsEntry("PHONE", new FieldSource.Identifier("phone"));
        assertThat(sync.brake()).isEqualTo(new Brake(0.5, 0.1, 10));
        assertThat(sync.retry().horizon()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void noConsentPurposeAndNoOtherBasisIsAProblem() {
        // When
        Optional<SyncDefinition> sync = read("{sync: s, segment: vip, destination: d, identifier: email}");
        // Then
        assertThat(sync).isEmpty();
        assertThat(messages())
                .singleElement()
                .asString()
                .contains("'purpose'", "'legal_basis'", "Add 'purpose:' with one of news.");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceWithACure() {
        // When
        Optional<SyncDefinition> sync = read("""
                sync: s
                segment: vip
                destination: d
                schedule: hourly
                purpose: newz
                identifier: e-mail
                fields: { FNAME: frist_name }
                """);
        // Then
        assertThat(sync).isEmpty();
        assertThat(messages())
                .containsExactly(
                        "sync.yaml:4: schedule: a schedule has 6 or 7 parts, this one 1. Write seconds, minutes, hours,"
                                + " day of month, month, day of week, as in '0 0/10 * * * ?'.",
                        "sync.yaml:5: purpose: there is no purpose 'newz'. Did you mean 'news'?",
                        "sync.yaml:6: identifier: there is no identifier namespace 'e-mail'. Did you mean 'email'?",
                        "sync.yaml:7: fields.FNAME: there is no trait or identifier namespace 'frist_name'. Did you mean"
                                + " 'first_name'?");
    }

    @Test
    void aSyncMayNameAnotherLegalBasisInstead() {
        assertThat(read("{sync: s, segment: vip, destination: d, identifier: email, legal_basis: contract}")
                        .orElseThrow()
                        .purpose())
                .isEmpty();
    }

    @Test
    void pausesDoubleUpToTheMostAndVaryByHalf() {
        RetryPolicy policy = new RetryPolicy(Duration.ofHours(4), Duration.ofSeconds(1), Duration.ofSeconds(10));
        assertThat(policy.pause(1, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.pause(3, 1)).isEqualTo(Duration.ofSeconds(4));
        assertThat(policy.pause(3, 0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(policy.pause(1000, 1)).isEqualTo(Duration.ofSeconds(10));
    }
}
