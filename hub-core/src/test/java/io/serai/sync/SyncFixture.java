package io.serai.sync;

import io.serai.connector.Destination;
import io.serai.connector.Pauser;
import io.serai.connector.SyncMode;
import io.serai.crypto.Keyring;
import io.serai.profile.ProfileColumns;
import io.serai.profile.ProfileStore;
import io.serai.profile.StoredProfiles;
import io.serai.profile.Vocabulary;
import io.serai.run.Leases;
import io.serai.run.Missed;
import io.serai.schema.ProfileSchema;
import io.serai.schema.Survivorship;
import io.serai.schema.TraitDefinition;
import io.serai.schema.ValueType;
import io.serai.store.Database;
import io.serai.store.TestClock;
import io.serai.store.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store with people and a segment in it, a clock that moves when told, and an engine whose waits move it. */
public final class SyncFixture implements AutoCloseable {
    /** What the syncs of this fixture know of people. */
    public static final ProfileSchema SCHEMA = new ProfileSchema(
            "DE",
            Map.of("first_name", trait("first_name", ValueType.NAME), "points", trait("points", ValueType.WHOLE)),
            Map.of("email", ValueType.EMAIL, "phone", ValueType.PHONE),
            Set.of("news"),
            Map.of());

    public final Database database = TestServer.fresh();
    public final Keyring keyring = Keyring.of(Keyring.generate());
    public final TestClock clock = new TestClock(Instant.parse("2026-03-01T12:00:00Z"));
    public final SyncEngine engine;
    private final StoredProfiles profiles;

    public SyncFixture() {
        database.jdbi()
                .useHandle(
                        handle -> handle.execute(
                                "INSERT INTO segment (id, name, definition, hash, version, built_version, sequence, members) VALUES (1, 'vip', '', REPEAT('0', 32), 1, 1, 0, 0)"));
        ProfileColumns.ensure(database, SCHEMA);
        Vocabulary vocabulary = new Vocabulary(database, List.of("email", "phone", "first_name", "points"));
        this.profiles = new StoredProfiles(keyring, vocabulary);
        this.engine = engine("hub-a", vocabulary, clock::advance);
    }

    /** An engine of another hub on the same store. */
    public SyncEngine engine(String owner, Pauser pauser) {
        return engine(owner, new Vocabulary(database, List.of()), pauser);
    }

    private SyncEngine engine(String owner, Vocabulary vocabulary, Pauser pauser) {
        return new SyncEngine(
                database,
                keyring,
                new ProfileStore(SCHEMA, keyring, vocabulary),
                new Leases(database, owner),
                clock,
                pauser,
                SyncEngine.Limits.DEFAULT,
                SyncListener.NONE);
    }

    private static TraitDefinition trait(String name, ValueType type) {
        return new TraitDefinition(name, type, Survivorship.MOST_RECENT, List.of(), 255, "", true);
    }

    /** A sync of the one segment, by e-mail, for the purpose news. */
    public static SyncDefinition sync(SyncMode mode) {
        return new SyncDefinition(
                "vip-news",
                "vip",
                "newsletter",
                mode,
                Optional.empty(),
                Missed.RUN_ONCE,
                Optional.of("news"),
                "email",
                Map.of("FNAME", new FieldSource.Trait("first_name")),
                Brake.DEFAULT,
                RetryPolicy.DEFAULT);
    }

    public SyncRun run(Destination destination) {
        return engine.run(sync(SyncMode.MIRROR), destination);
    }

    /** Runs a sync, and goes on with it as a hub does whenever a job is to be asked after, until it waits no more. */
    public SyncRun runToItsEnd(SyncDefinition sync, Destination destination) {
        SyncRun run = engine.run(sync, destination);
        while (run.state() == SyncRun.State.WAITING) {
            run = goOn(sync, destination).orElseThrow();
        }
        return run;
    }

    /** What a hub does when a job is to be asked after next. */
    public Optional<SyncRun> goOn(SyncDefinition sync, Destination destination) {
        while (engine.toGoOn().isEmpty()) {
            clock.advance(Duration.ofSeconds(1));
        }
        return engine.goOn(sync, destination);
    }

    /** A consenting person in the segment. */
    public void member(long id, String email, String firstName) {
        person(id, email, firstName, Map.of("news", true));
        enter(id);
    }

    /** Consenting members 1 to n with addresses p1@example.com and so on. */
    public void members(int count) {
        database.inTransaction(handle -> {
            for (int id = 1; id <= count; id++) {
                profiles.put(
                        handle,
                        id,
                        Map.of("email", List.of(email(id))),
                        Map.of("first_name", "Name" + id),
                        Map.of("news", true));
                handle.execute("INSERT INTO membership VALUES (1, ?, '2026-01-01')", id);
            }
            return true;
        });
    }

    public static String email(long id) {
        return "p" + id + "@example.com";
    }

    public void person(long id, String email, String firstName, Map<String, Boolean> consents) {
        database.inTransaction(handle -> {
            profiles.put(
                    handle,
                    id,
                    email.isEmpty() ? Map.of() : Map.of("email", List.of(email)),
                    firstName.isEmpty() ? Map.of() : Map.of("first_name", firstName),
                    consents);
            return true;
        });
    }

    public void redirect(long id, long target) {
        database.jdbi().useHandle(handle -> profiles.redirect(handle, id, target));
    }

    public void enter(long id) {
        execute("REPLACE INTO membership VALUES (1, " + id + ", '2026-01-01')");
    }

    public void leave(long id) {
        execute("DELETE FROM membership WHERE profile_id = " + id);
    }

    public void suppress(String email) {
        suppress("email", email, "send");
    }

    /** @param scope send or ingest */
    public void suppress(String namespace, String value, String scope) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO suppression VALUES (?, ?, 'test', 'test', '2026-01-01')",
                        keyring.hashIdentifier(namespace, value),
                        scope));
    }

    public int execute(String sql) {
        return database.jdbi().withHandle(handle -> handle.execute(sql));
    }

    public long count(String sql) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    @Override
    public void close() {
        database.close();
    }
}
