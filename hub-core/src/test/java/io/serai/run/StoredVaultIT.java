package io.serai.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.connector.Secret;
import io.serai.connector.Vault;
import io.serai.ingest.TestHub;
import io.serai.store.Database;
import io.serai.store.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** What a vendor hands out instead of a secret is kept, sealed. */
class StoredVaultIT {
    private static final Secret GIVEN = new Secret("given-token");

    @Test
    void theNewestSuccessorIsKeptForTheSecretThatWasGiven() {
        try (Database database = TestServer.fresh()) {
            // Given
            Vault vault = new StoredVault(database, TestHub.KEYRING, Clock.systemUTC());
            assertThat(vault.newest(GIVEN).reveal()).isEqualTo("given-token");
            // When
            vault.keep(GIVEN, new Secret("second-token"));
            vault.keep(GIVEN, new Secret("third-token"));
            // Then: for another hub too, and for nobody who gives another secret
            Vault other = new StoredVault(database, TestHub.KEYRING, Clock.systemUTC());
            assertThat(other.newest(GIVEN).reveal()).isEqualTo("third-token");
            assertThat(other.newest(new Secret("new-token")).reveal()).isEqualTo("new-token");
            byte[] stored = database.read(handle -> handle.createQuery("SELECT CONCAT(origin, sealed) FROM kept_secret")
                    .mapTo(byte[].class)
                    .one());
            assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("token");
        }
    }
}
