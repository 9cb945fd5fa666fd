package io.serai.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.access.ApiKeys;
import io.serai.access.NewApiKey;
import io.serai.access.Role;
import io.serai.error.SeraiException;
import io.serai.ingest.TestHub;
import io.serai.store.Database;
import io.serai.store.TestServer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditIT {
    private static final Clock CLOCK = Clock.fixed(TestHub.NOW, ZoneOffset.UTC);
    private static final Audit.Filter ALL =
            new Audit.Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final Database database = TestServer.fresh();
    private final Audit audit = new Audit(database, TestHub.KEYRING, CLOCK);

    @AfterEach
    void close() {
        database.close();
    }

    private void append(int rows) {
        IntStream.rangeClosed(1, rows)
                .forEach(number ->
                        audit.append(new Origin("key:a", "r-" + number), Act.REVEAL, "profile " + number, "ticket"));
    }

    private void execute(String sql) {
        database.inTransaction(handle -> handle.execute(sql));
    }

    @Test
    void untouchedTrailIsWhole() {
        // Given
        append(1_500);

        // When
        Verdict verdict = audit.verify();

        // Then
        assertThat(verdict.fault()).isEmpty();
        assertThat(verdict.rows()).isEqualTo(1_500);
    }

    @Test
    void emptyTrailIsWhole() {
        assertThat(audit.verify().fault()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE audit SET actor = 'key:b' WHERE id = 2                 | Row 2 is not what was written there.
            UPDATE audit SET action = 'merge' WHERE id = 2                | Row 2 is not what was written there.
            UPDATE audit SET target = 'profile 9' WHERE id = 2            | Row 2 is not what was written there.
            UPDATE audit SET reason = '' WHERE id = 2                     | Row 2 is not what was written there.
            UPDATE audit SET request = 'r-9' WHERE id = 2                 | Row 2 is not what was written there.
            UPDATE audit SET at = at + INTERVAL 1 MICROSECOND WHERE id = 2| Row 2 is not what was written there.
            UPDATE audit SET seal = REPEAT('x', 16) WHERE id = 2          | Row 2 is not what was written there.
            DELETE FROM audit WHERE id = 1                                | Row 1 is missing.
            DELETE FROM audit WHERE id = 2                                | Row 2 is missing.
            DELETE FROM audit WHERE id = 4                                | Rows after 3 are missing.
            """)
    void whatWasTamperedWithShows(String sql, String fault) {
        // Given
        append(4);
        execute(sql);

        // When
        Verdict verdict = audit.verify();

        // Then
        assertThat(verdict.fault()).contains(fault);
    }

    @Test
    void rowsThatChangedPlacesShow() {
        // Given
        append(4);
        execute("UPDATE audit SET id = 9 WHERE id = 2");
        execute("UPDATE audit SET id = 2 WHERE id = 3");
        execute("UPDATE audit SET id = 3 WHERE id = 9");

        // When, Then
        assertThat(audit.verify().fault()).contains("Row 2 is not what was written there.");
    }

    @Test
    void endThatWasCutOffWithTheHeadShowsToWhoKeptTheHead() {
        // Given
        append(3);
        String kept = audit.verify().head();
        execute("UPDATE audit_head SET last = 2, seal = (SELECT seal FROM audit WHERE id = 2)");
        execute("DELETE FROM audit WHERE id = 3");

        // When
        Verdict verdict = audit.verify();

        // Then
        assertThat(verdict.fault()).isEmpty();
        assertThat(verdict.head()).isNotEqualTo(kept);
    }

    @Test
    void headThatWasSetBackAloneShows() {
        // Given
        append(3);
        execute("UPDATE audit_head SET last = 2");

        // When, Then
        assertThat(audit.verify().fault()).contains("The trail does not end with row 2 as it was written.");
    }

    @Test
    void rowsOfManyThreadsMakeOneChain() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Callable<Boolean> writer = () -> {
            append(25);
            return true;
        };

        // When
        for (Future<Boolean> done : threads.invokeAll(List.of(writer, writer, writer, writer, writer, writer))) {
            done.get();
        }
        threads.shutdown();

        // Then
        assertThat(audit.verify()).satisfies(verdict -> {
            assertThat(verdict.fault()).isEmpty();
            assertThat(verdict.rows()).isEqualTo(150);
        });
    }

    @Test
    void changeThatCannotBeAuditedIsNotMade() {
        // Given
        ApiKeys keys = new ApiKeys(database, TestHub.KEYRING, audit, CLOCK);
        execute("DELETE FROM audit_head");

        // When, Then
        assertThatThrownBy(() -> keys.create(new NewApiKey("crm", Role.VIEWER, Set.of(), Optional.empty()), TestHub.BY))
                .isInstanceOf(RuntimeException.class);
        assertThat(keys.list()).isEmpty();
    }

    @Test
    void changeThatFailsLeavesNoRow() {
        // Given
        ApiKeys keys = new ApiKeys(database, TestHub.KEYRING, audit, CLOCK);

        // When, Then
        assertThatThrownBy(() -> keys.revoke("nobody", TestHub.BY)).isInstanceOf(SeraiException.class);
        assertThat(audit.list(ALL, 10)).isEmpty();
    }

    @Test
    void listGoesBackPageByPageAndFilters() {
        // Given
        append(5);
        audit.append(TestHub.BY, Act.MERGE, "profiles 1 and 2", "same\nperson");

        // When
        List<AuditEntry> first = audit.list(ALL, 2);
        List<AuditEntry> next =
                audit.list(new Audit.Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(5L)), 2);
        List<AuditEntry> merges = audit.list(
                new Audit.Filter(Optional.of("tester"), Optional.of("merge"), Optional.empty(), Optional.empty()), 9);

        // Then
        assertThat(first).extracting(AuditEntry::id).containsExactly(6L, 5L);
        assertThat(next).extracting(AuditEntry::id).containsExactly(4L, 3L);
        assertThat(merges)
                .singleElement()
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo("same person"));
    }
}
