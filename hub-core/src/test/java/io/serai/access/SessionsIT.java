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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionsIT {
    private static final String LOCAL = "the-local-token";
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final Database database = TestServer.fresh();
    private final TestClock clock = new TestClock(TestHub.NOW);
    private final Audit audit = new Audit(database, TestHub.KEYRING, clock);
    private final ApiKeys keys = new ApiKeys(database, TestHub.KEYRING, audit, clock);
    private final Users users = new Users(database, TestHub.KEYRING, audit, clock);
    private final Credentials credentials = new Credentials(LOCAL, keys, Optional.empty(), users, clock);
    private final Sessions sessions = new Sessions(database, TestHub.KEYRING, credentials, audit, clock);

    @AfterEach
    void close() {
        database.close();
    }

    private static void refused(ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_AUTHENTICATED));
    }

    @Test
    void sessionStandsForTheCredentialUntilItEnds() {
        // When
        String word = sessions.begin(LOCAL, "r-1", HERE).word();

        // Then
        assertThat(sessions.credential(word)).isEqualTo(LOCAL);
        clock.advance(Sessions.LIFE.plusSeconds(1));
        refused(() -> sessions.credential(word));
    }

    @Test
    void whoSignsOutIsOut() {
        // Given
        String word = sessions.begin(LOCAL, "r-1", HERE).word();

        // When
        sessions.end(word);

        // Then
        refused(() -> sessions.credential(word));
    }

    @Test
    void revokedKeyIsOutOfEveryBrowserAtOnce() {
        // Given
        NewApiKey wanted = new NewApiKey("ann", Role.ANALYST, Set.of(), Optional.empty());
        String word = sessions.begin(keys.create(wanted, TestHub.BY).secret(), "r-1", HERE)
                .word();
        assertThat(credentials.caller(sessions.credential(word), HERE).name()).isEqualTo("key:ann");

        // When
        keys.revoke("ann", TestHub.BY);

        // Then
        refused(() -> credentials.caller(sessions.credential(word), HERE));
    }

    @Test
    void ofManyWhoComeWithOneTicketOneIsLetIn() {
        // Given
        String ticket = sessions.ticket(LOCAL, HERE).word();
        AtomicInteger in = new AtomicInteger();
        AtomicInteger out = new AtomicInteger();

        // When
        IntStream.range(0, 8).parallel().forEach(attempt -> {
            try {
                sessions.redeem(ticket, "r-" + attempt, HERE);
                in.incrementAndGet();
            } catch (SeraiException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.NOT_AUTHENTICATED);
                out.incrementAndGet();
            }
        });

        // Then
        assertThat(in).hasValue(1);
        assertThat(out).hasValue(7);
    }

    @Test
    void ticketIsNoSessionAndNoSessionATicket() {
        String ticket = sessions.ticket(LOCAL, HERE).word();
        String word = sessions.begin(LOCAL, "r-1", HERE).word();
        refused(() -> sessions.credential(ticket));
        refused(() -> sessions.redeem(word, "r-2", HERE));
    }

    @Test
    void ticketIsGoodForMinutes() {
        // Given
        String ticket = sessions.ticket(LOCAL, HERE).word();

        // When
        clock.advance(Duration.ofMinutes(6));

        // Then
        refused(() -> sessions.redeem(ticket, "r-1", HERE));
    }

    @Test
    void whoShowsNothingGetsNothing() {
        refused(() -> sessions.begin("wrong", "r-1", HERE));
        refused(() -> sessions.ticket("wrong", HERE));
        refused(() -> sessions.redeem("ticket_wrong", "r-1", HERE));
    }

    @Test
    void storeHoldsNoWordAndNoCredential() {
        // Given
        String word = sessions.begin(LOCAL, "r-1", HERE).word();

        // When
        String rows = database.read(handle -> handle.createQuery("SELECT CONCAT(HEX(id), HEX(sealed)) FROM session")
                .mapTo(String.class)
                .one());

        // Then
        assertThat(rows).doesNotContainIgnoringCase(hex(LOCAL)).doesNotContainIgnoringCase(hex(word));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
