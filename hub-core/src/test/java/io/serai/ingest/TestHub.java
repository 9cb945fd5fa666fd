package io.serai.ingest;

import io.serai.audit.Origin;
import io.serai.crypto.Keyring;
import io.serai.document.Document;
import io.serai.document.Problems;
import io.serai.identity.Identity;
import io.serai.identity.IdentityRules;
import io.serai.identity.IdentityRulesReader;
import io.serai.profile.Profile;
import io.serai.profile.Streams.StreamName;
import io.serai.record.CanonicalRecord;
import io.serai.run.ImportCounts;
import io.serai.run.RunKind;
import io.serai.run.RunStore;
import io.serai.schema.ProfileSchema;
import io.serai.schema.ProfileSchemaReader;
import io.serai.store.Database;
import io.serai.store.TestServer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A hub's core over a fresh database, for tests. */
public final class TestHub implements AutoCloseable {
    public static final Keyring KEYRING = Keyring.of(Keyring.generate());
    public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    public static final Origin BY = new Origin("tester", "");

    public static final String SCHEMA = """
            schema: profile
            default_region: DE
            traits:
              first_name: { type: name, pii: true }
              country: { type: country }
              city: { type: string, survivorship: most-frequent }
              plan: { type: string, survivorship: source-priority, sources: [crm, web] }
              visits: { type: whole, survivorship: max }
              tags: { type: list, survivorship: union }
            identifiers: { crm_id: string, email: email, phone: phone, device: string }
            consents: [email_marketing]
            events: { order_completed: { properties: { revenue: decimal } } }
            """;

    public static final String RULES = """
            identity: default
            link_on:
              crm_id: { limit: 1 }
              email: { limit: 3, generic_above: 6, blocked: ["info@*"] }
              phone: { generic_above: 5 }
            """;

    private final Database database = TestServer.fresh();
    private final RunStore runs;
    private Identity identity;

    public TestHub(String schema, String rules) {
        ProfileSchema profileSchema = schema(schema);
        this.identity = new Identity(
                database, KEYRING, Clock.fixed(NOW, ZoneOffset.UTC), profileSchema, rules(rules, profileSchema));
        this.runs = new RunStore(database, identity.clock());
    }

    public TestHub() {
        this(SCHEMA, RULES);
    }

    public static ProfileSchema schema(String yaml) {
        Problems problems = new Problems();
        Optional<ProfileSchema> schema =
                Document.parse("schema.yaml", yaml, problems).flatMap(root -> ProfileSchemaReader.read(root, problems));
        problems.throwIfAny();
        return schema.orElseThrow();
    }

    public static IdentityRules rules(String yaml, ProfileSchema schema) {
        Problems problems = new Problems();
        Optional<IdentityRules> rules = Document.parse("identity.yaml", yaml, problems)
                .flatMap(root -> IdentityRulesReader.read(root, schema, problems));
        problems.throwIfAny();
        return rules.orElseThrow();
    }

    /** As after the death of the process: nothing that was only in memory is known any more. */
    public void restart() {
        identity = new Identity(database, KEYRING, identity.clock(), identity.schema(), identity.rules());
    }

    public Identity identity() {
        return identity;
    }

    public Database database() {
        return database;
    }

    public RunStore runs() {
        return runs;
    }

    /** Stores records of one stream as one batch. */
    public ImportCounts store(String source, List<CanonicalRecord> records) {
        StreamName stream = new StreamName(source, "records");
        Preparer preparer = new Preparer(stream, identity);
        List<Row> rows = new ArrayList<>();
        for (CanonicalRecord record : records) {
            rows.add(preparer.prepare(rows.size(), List.of(record), NOW));
        }
        long run = runs.begin(RunKind.IMPORT, stream.toString(), "test");
        ImportCounts counts = new Ingest(identity).store(Batch.of(run, stream, rows));
        runs.finish(run);
        return counts;
    }

    /** Who is who: the set of people, each the set of its records' keys. */
    public Set<Set<String>> partition() {
        return new java.util.HashSet<>(membership().values());
    }

    /** The keys of each live profile's records. */
    public Map<Long, Set<String>> membership() {
        Map<Long, Set<String>> people = new TreeMap<>();
        database.jdbi()
                .useHandle(handle -> identity.subjects()
                        .page(handle, 0, 1_000_000)
                        .forEach(stored -> {
                            if (stored.profileId() != 0) {
                                people.computeIfAbsent(stored.profileId(), id -> new TreeSet<>())
                                        .add(stored.member().source() + ":"
                                                + stored.member().state().key());
                            }
                        }));
        return people;
    }

    /** Every live profile, by the keys of its records: all that must not depend on history. */
    public Map<Set<String>, String> content() {
        Map<Long, Set<String>> people = membership();
        Map<Set<String>, String> content = new HashMap<>();
        database.jdbi().useHandle(handle -> {
            List<Profile> profiles = identity.profiles().findAll(handle, allLive());
            profiles.forEach(profile -> content.put(
                    people.getOrDefault(profile.id(), Set.of()),
                    new TreeMap<>(profile.traits()) + " " + new TreeMap<>(profile.identifiers()) + " "
                            + profile.consents() + " " + profile.firstSeen() + " " + profile.lastSeen() + " "
                            + profile.subjects()));
        });
        return content;
    }

    /** Every event by its id, with the subject it hangs on. */
    public Map<String, String> events() {
        return database.inTransaction(handle -> handle.createQuery(
                        "SELECT HEX(e.id) AS id, CONCAT_WS(' ', HEX(r.record_key), e.time, e.type, e.properties, e.observed_at)"
                                + " AS event FROM event e JOIN source_record r ON r.id = e.subject_id")
                .setMapKeyColumn("id")
                .setMapValueColumn("event")
                .collectInto(new org.jdbi.v3.core.generic.GenericType<Map<String, String>>() {}));
    }

    private List<Long> allLive() {
        return database.inTransaction(handle -> handle.createQuery("SELECT id FROM profile WHERE redirect_to IS NULL")
                .mapTo(Long.class)
                .list());
    }

    @Override
    public void close() {
        database.close();
    }
}
