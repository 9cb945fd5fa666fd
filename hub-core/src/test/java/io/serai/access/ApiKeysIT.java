package io.serai.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.audit.Audit;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.TestHub;
import io.serai.store.Database;
import io.serai.store.TestClock;
import io.serai.store.TestServer;
import java.net.InetAddress;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiKeysIT {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final Database database = TestServer.fresh();
    private final TestClock clock = new TestClock(TestHub.NOW);
    private final ApiKeys keys = keys();
    private final Users users =
            new Users(database, TestHub.KEYRING, new Audit(database, TestHub.KEYRING, clock), clock);
    private final Credentials credentials = new Credentials("the-local-token", keys, Optional.empty(), users, clock);

    @AfterEach
    void close() {
        database.close();
    }

    /** As another hub of the same store has them. */
    private ApiKeys keys() {
        return new ApiKeys(database, TestHub.KEYRING, new Audit(database, TestHub.KEYRING, clock), clock);
    }

    private ApiKeys.Made make(String name, Role role, Set<Permission> scope, Optional<Duration> life) {
        return keys.create(new NewApiKey(name, role, scope, life), TestHub.BY);
    }

    private String make(String name, Role role) {
        return make(name, role, Set.of(), Optional.empty()).secret();
    }

    private static void refused(Runnable attempt, ErrorCode code) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void keyLetsItsRoleIn() {
        // Given
        String secret = make("warehouse", Role.ANALYST);

        // When
        Caller caller = credentials.caller(secret, HERE);

        // Then
        assertThat(caller.name()).isEqualTo("key:warehouse");
        assertThat(caller.permissions())
                .contains(Permission.PEOPLE_READ, Permission.OPEN)
                .doesNotContain(Permission.PEOPLE_REVEAL, Permission.KEY_MANAGE);
    }

    @Test
    void keyIsNarrowedToItsScope() {
        // Given
        Set<Permission> scope = Set.of(Permission.SYNC_RUN);
        String secret =
                make("scheduler", Role.OPERATOR, scope, Optional.empty()).secret();

        // When, Then
        assertThat(credentials.caller(secret, HERE).permissions())
                .containsExactlyInAnyOrder(Permission.OPEN, Permission.SYNC_RUN);
    }

    @Test
    void scopeBeyondTheRoleIsRefused() {
        refused(() -> make("greedy", Role.VIEWER, Set.of(Permission.KEY_MANAGE), Optional.empty()), ErrorCode.USAGE);
    }

    @Test
    void whatIsNoKeyIsRefused() {
        // Given
        String secret = make("warehouse", Role.ADMIN);
        String other = make("other", Role.ADMIN);

        // When, Then
        for (String token : new String[] {
            "",
            "serai_",
            secret.substring(0, secret.length() - 1),
            secret + "0",
            secret.substring(0, 15) + other.substring(15),
            secret.replace("serai_", "SERAI_"),
            "serai_' OR ''='",
            "serai_\u00e9\u03a9\u4e2d\ud83d\ude00xyz",
            "the-local-toke"
        }) {
            refused(() -> credentials.caller(token, HERE), ErrorCode.NOT_AUTHENTICATED);
        }
    }

    @Test
    void localTokenIsAnAdmins() {
        assertThat(credentials.caller("the-local-token", HERE).permissions()).contains(Permission.values());
    }

    @Test
    void keyEndsOnTheMinute() {
        // Given
        String secret = make("brief", Role.VIEWER, Set.of(), Optional.of(Duration.ofDays(90)))
                .secret();
        clock.advance(Duration.ofDays(90).minusSeconds(1));
        assertThat(credentials.caller(secret, HERE).name()).isEqualTo("key:brief");

        // When
        clock.advance(Duration.ofSeconds(1));

        // Then
        refused(() -> credentials.caller(secret, HERE), ErrorCode.NOT_AUTHENTICATED);
        assertThat(keys.list())
                .singleElement()
                .satisfies(key -> assertThat(key.isExpired(clock.instant())).isTrue());
    }

    @Test
    void revokedKeyIsRefusedAtOnceByEveryHub() {
        // Given
        String secret = make("warehouse", Role.ADMIN);
        assertThat(credentials.caller(secret, HERE).name()).isEqualTo("key:warehouse");

        // When
        keys().revoke("warehouse", TestHub.BY);

        // Then
        refused(() -> credentials.caller(secret, HERE), ErrorCode.NOT_AUTHENTICATED);
        assertThat(keys.list()).isEmpty();
    }

    @Test
    void nameIsTakenUntilItsKeyIsRevoked() {
        // Given
        String old = make("warehouse", Role.VIEWER);
        refused(() -> make("warehouse", Role.VIEWER), ErrorCode.CONFLICT);

        // When
        keys.revoke("warehouse", TestHub.BY);
        String fresh = make("warehouse", Role.VIEWER);

        // Then
        assertThat(credentials.caller(fresh, HERE).name()).isEqualTo("key:warehouse");
        refused(() -> credentials.caller(old, HERE), ErrorCode.NOT_AUTHENTICATED);
    }

    @Test
    void dayOfLastUseIsKept() {
        // Given
        String secret = make("warehouse", Role.VIEWER);
        credentials.caller(secret, HERE);
        clock.advance(Duration.ofDays(2));

        // When
        credentials.caller(secret, HERE);

        // Then
        assertThat(keys.list())
                .singleElement()
                .satisfies(key -> assertThat(key.lastUsed()).contains(LocalDate.parse("2026-11-26")));
    }

    @Test
    void nameInAnyScriptIsNotFound() {
        refused(() -> keys.revoke("\u00e9\u4e2d\ud83d\ude00", TestHub.BY), ErrorCode.NOT_FOUND);
    }

    @Test
    void keyThatWasWidenedInTheStoreIsRefused() {
        // Given
        String secret = make("warehouse", Role.VIEWER);
        assertThat(credentials.caller(secret, HERE).name()).isEqualTo("key:warehouse");

        // When
        database.inTransaction(handle -> handle.execute("UPDATE api_key SET role = 'admin'"));

        // Then
        refused(() -> credentials.caller(secret, HERE), ErrorCode.NOT_AUTHENTICATED);
    }

    @Test
    void storeHoldsNoKey() {
        // Given
        String secret = make("warehouse", Role.VIEWER);

        // When
        String row = database.read(handle -> handle.createQuery(
                        "SELECT CONCAT_WS(' ', prefix, name, HEX(hash), hash, role, scope, created_by) FROM api_key")
                .mapTo(String.class)
                .one());

        // Then
        assertThat(row).contains("warehouse").doesNotContainIgnoringCase(secret.substring(15));
    }
}
