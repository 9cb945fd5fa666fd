package io.serai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.CloseException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("any-store")
class DatabaseIT {
    @Test
    void theServerIsTheOneTheRunAsksFor() {
        // Given
        try (Database database = TestServer.fresh()) {
            // When
            String comment = database.inTransaction(handle -> handle.createQuery("SELECT @@version_comment")
                    .mapTo(String.class)
                    .one());
            // Then
            assertThat(comment.contains("Debian") || comment.contains("Ubuntu")).isEqualTo(TestServer.DEBIAN);
        }
    }

    @Test
    void bulkLoadKeepsEveryByteAndMoment() {
        // Given
        byte[] all = new byte[256];
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
        }
        Instant moment = Instant.parse("2024-02-29T23:59:59.123456Z");
        BulkRows rows = new BulkRows();
        rows.number(-5)
                .number(0)
                .number(Long.MAX_VALUE)
                .moment(moment)
                .moment(moment)
                .number(1)
                .bool(true)
                .bytes(all)
                .end();
        try (Database database = TestServer.fresh()) {
            // When
            byte[] stored = database.inTransaction(handle -> {
                BulkLoad.insert(
                                "profile",
                                List.of(
                                        "id",
                                        "redirect_to",
                                        "changed",
                                        "first_seen",
                                        "last_seen",
                                        "subjects",
                                        "divided",
                                        "sealed"))
                        .run(handle.getConnection(), rows);
                return handle.createQuery("SELECT sealed FROM profile WHERE id = -5 AND changed = 9223372036854775807"
                                + " AND redirect_to = 0 AND first_seen = '2024-02-29 23:59:59.123456' AND divided")
                        .mapTo(byte[].class)
                        .one();
            });
            // Then
            assertThat(stored).isEqualTo(all);
        }
    }

    @Test
    void bulkLoadThatWouldLoseARowThrowsAndRollsBack() {
        // Given
        BulkRows rows = new BulkRows();
        rows.bytes(new byte[16]).number(1).end();
        rows.bytes(new byte[16]).number(1).end();
        try (Database database = TestServer.fresh()) {
            // When
            assertThatThrownBy(() -> database.inTransaction(handle -> {
                        BulkLoad.insert("identifier", List.of("hash", "subject_id"))
                                .run(handle.getConnection(), rows);
                        return true;
                    }))
                    // Then
                    .isInstanceOf(SeraiException.class);
            assertThat(database.jdbi()
                            .<Integer, RuntimeException>withHandle(
                                    handle -> handle.createQuery("SELECT COUNT(*) FROM identifier")
                                            .mapTo(Integer.class)
                                            .one()))
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "innodb_flush_log_at_trx_commit, 2, 1, innodb_flush_log_at_trx_commit is 2; set it to 1",
        "local_infile, OFF, ON, local_infile is OFF; set it to ON",
        "read_only, ON, OFF, read_only is ON; point store.url at the primary"
    })
    void anUnsafeServerIsRefusedWithTheCure(String setting, String unsafe, String safe, String said) {
        // Given
        StoreConfig fresh = TestServer.freshConfig();
        try (Database admin = Database.open(TestServer.administrator(fresh))) {
            StoreConfig config = new StoreConfig(
                    fresh.url().replace("?createDatabaseIfNotExist=true", ""), fresh.user(), fresh.password(), 2);
            admin.jdbi().useHandle(handle -> handle.execute("SET GLOBAL " + setting + " = " + unsafe));
            try {
                // When, Then
                assertThatThrownBy(() -> Database.open(config))
                        .isInstanceOfSatisfying(
                                SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNSAFE))
                        .hasMessageContaining(said);
            } finally {
                admin.jdbi().useHandle(handle -> handle.execute("SET GLOBAL " + setting + " = " + safe));
            }
        }
    }

    @Test
    void sealedDataOpensOnlyInItsOwnPlaceAndWithItsOwnKey() {
        // Given
        Keyring keyring = Keyring.of(Keyring.generate());
        byte[] plain = {1, 2, 3};
        byte[] sealed = keyring.seal(plain, Keyring.context("profile", 7));
        // When, Then
        assertThat(keyring.open(sealed, Keyring.context("profile", 7))).isEqualTo(plain);
        assertThatThrownBy(() -> keyring.open(sealed, Keyring.context("profile", 8)))
                .isInstanceOf(SeraiException.class);
        assertThatThrownBy(() -> Keyring.of(Keyring.generate()).open(sealed, Keyring.context("profile", 7)))
                .isInstanceOf(SeraiException.class);
        assertThat(keyring.hash("a", "b")).isNotEqualTo(keyring.hash("ab", "")).hasSize(16);
    }

    @Test
    void theServerEndsATransactionWhoseHubHasFallenSilent() {
        // Given
        try (Database database = TestServer.fresh()) {
            // When: the limit a connection has, cut short so that the test need not wait for it
            long limit = database.inTransaction(handle -> handle.createQuery("SELECT @@idle_write_transaction_timeout")
                    .mapTo(Long.class)
                    .one());
            try (Handle silent = database.jdbi().open()) {
                silent.execute("SET idle_write_transaction_timeout = 1");
                silent.begin();
                silent.execute("UPDATE hub_clock SET sequence = sequence + 1 WHERE id = 1");
                // Then
                long waiting = System.nanoTime();
                database.inTransaction(handle -> handle.execute("UPDATE hub_clock SET sequence = sequence + 1"));
                assertThat(Duration.ofNanos(System.nanoTime() - waiting)).isLessThan(Duration.ofSeconds(15));
            } catch (CloseException | TransactionException gone) {
                // The server closed the silent connection, as it should.
            }
            assertThat(limit).isEqualTo(60);
        }
    }
}
