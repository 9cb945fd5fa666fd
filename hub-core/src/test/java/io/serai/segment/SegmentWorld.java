package io.serai.segment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problems;
import io.serai.profile.ProfileColumns;
import io.serai.record.Consent;
import io.serai.schema.ProfileSchema;
import io.serai.schema.ProfileSchemaReader;
import io.serai.store.Database;
import io.serai.store.Moments;
import io.serai.store.TestServer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** People in a store of their own, and in memory for the judge. Writes what the ingest would write. */
public final class SegmentWorld implements AutoCloseable {
    public static final ProfileSchema SCHEMA = schema("""
            schema: profile
            traits:
              country: country
              language: { type: language }
              tel: { type: phone }
              tier: { type: string }
              nick: { type: name }
              age: { type: whole }
              score: { type: decimal }
              spend: { type: money, currency: EUR }
              active: { type: boolean }
              born: { type: date }
              seen: { type: datetime }
              tags: { type: list }
              lat: { type: decimal }
              lon: { type: decimal }
              secret: { type: string, pii: true }
            identifiers: { email: email, card: string }
            consents: [email_marketing, ads]
            events:
              order_completed:
                properties: { revenue: money, items: whole, coupon: string, gift: boolean, due: date, paid-at: datetime, labels: list }
              page_view: { properties: { path: string } }
            """.replace("country: country", "country: { type: country }"));

    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

    static final Map<String, Set<String>> SOURCES =
            Map.of("crm", new TreeSet<>(List.of("contacts", "leads")), "shop", Set.of("orders"));
    static final List<String> STREAMS = List.of("crm.contacts", "crm.leads", "shop.orders");

    public final Database database = TestServer.fresh();
    final Map<Long, Person> people = new TreeMap<>();
    private long eventIds;

    public SegmentWorld() {
        ProfileColumns.ensure(database, SCHEMA);
        database.jdbi().useHandle(handle -> {
            for (int id = 1; id <= STREAMS.size(); id++) {
                String[] names = STREAMS.get(id - 1).split("\\.", -1);
                handle.execute("INSERT INTO stream (id, source, name) VALUES (?, ?, ?)", id, names[0], names[1]);
            }
        });
    }

    /** The definitions in files of these texts; their problems are added. */
    static List<SegmentDefinition> read(Problems problems, String... files) {
        List<Node> roots = new ArrayList<>();
        for (int i = 0; i < files.length; i++) {
            Document.parse("file" + i + ".yaml", files[i], problems).ifPresent(roots::add);
        }
        return SegmentReader.readAll(roots, SCHEMA, Map.of(), SOURCES);
    }

    /** A condition as a user writes it. */
    static Condition condition(String where) {
        Problems problems = new Problems();
        List<SegmentDefinition> read = read(problems, "segment: s\nwhere: " + where);
        problems.throwIfAny();
        return read.get(0).where();
    }

    static ProfileSchema schema(String yaml) {
        Problems problems = new Problems();
        var schema =
                Document.parse("schema.yaml", yaml, problems).flatMap(root -> ProfileSchemaReader.read(root, problems));
        problems.throwIfAny();
        return schema.orElseThrow();
    }

    public Collection<Person> people() {
        return people.values();
    }

    /** Forgets everything. */
    public void clear() {
        people.clear();
        database.jdbi().useHandle(handle -> {
            for (String table : List.of(
                    "profile",
                    "source_record",
                    "event",
                    "segment",
                    "membership",
                    "membership_change",
                    "segment_recheck",
                    "computed_trait",
                    "computed_value",
                    "computed_recheck")) {
                handle.execute("DELETE FROM " + table);
            }
        });
    }

    /** Writes these people as they are now, as one ingest transaction. */
    public void write(Collection<Person> changed) {
        changed.forEach(person -> people.put(person.id, person));
        database.inTransaction(handle -> {
            handle.execute("UPDATE hub_clock SET sequence = sequence + 1 WHERE id = 1");
            long sequence = handle.createQuery("SELECT sequence FROM hub_clock WHERE id = 1")
                    .mapTo(Long.class)
                    .one();
            for (Person person : changed) {
                profile(handle, person, sequence);
                events(handle, person);
            }
            return true;
        });
    }

    private static void profile(Handle handle, Person person, long sequence) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", person.id);
        row.put("changed", sequence);
        row.put("first_seen", Moments.sql(person.firstSeen));
        row.put("last_seen", Moments.sql(person.lastSeen));
        row.put("subjects", person.records);
        row.put("divided", person.divided);
        row.put("sealed", new byte[0]);
        if (!person.live) {
            row.put("redirect_to", person.id % 2);
        }
        person.traits.forEach((name, value) -> row.put(ProfileColumns.trait(name), column(value)));
        person.identifiers.forEach((namespace, number) -> row.put(ProfileColumns.identifier(namespace), number));
        person.consents.forEach((name, value) -> row.put(ProfileColumns.consent(name), value == Consent.GRANTED));
        insert(handle, "REPLACE INTO profile", row);
    }

    private static void insert(Handle handle, String verb, Map<String, Object> row) {
        String columns = "`" + String.join("`, `", row.keySet()) + "`";
        handle.execute(
                verb + " (" + columns + ") VALUES (" + "?, ".repeat(row.size() - 1) + "?)",
                row.values().toArray());
    }

    private static Object column(Object value) {
        if (value instanceof Instant moment) {
            return Moments.sql(moment);
        }
        return value instanceof List<?> || value instanceof LocalDate ? plain(value) : value;
    }

    private static Object plain(Object value) {
        return value instanceof LocalDate day ? day.toString() : json(value);
    }

    /** Two subjects a person, the events dealt out in turn; an erased third one whose events count for nobody. */
    private void events(Handle handle, Person person) {
        handle.execute(
                "DELETE FROM event WHERE subject_id BETWEEN ? AND ?", subject(person.id, 0), subject(person.id, 2));
        List<Person.Event> events = new ArrayList<>(person.events);
        for (int turn = 0; turn < 3; turn++) {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("id", subject(person.id, turn));
            record.put("record_key", key(subject(person.id, turn)));
            record.put("profile_id", turn < 2 && person.live ? person.id : 0);
            record.put("stream_id", 1 + STREAMS.indexOf(person.streams.get(turn % 2)));
            record.put("content_hash", 0);
            record.put("observed_at", 0);
            record.put("state", new byte[0]);
            insert(handle, "REPLACE INTO source_record", record);
        }
        for (int index = 0; index < events.size(); index++) {
            event(handle, subject(person.id, index % 2), events.get(index));
            if (index == 0) {
                event(handle, subject(person.id, 2), events.get(index));
            }
        }
    }

    private void event(Handle handle, long subject, Person.Event event) {
        Map<String, Object> properties = new LinkedHashMap<>(event.properties());
        properties.replaceAll(
                (name, value) -> value instanceof Instant || value instanceof LocalDate ? value.toString() : value);
        handle.execute(
                "INSERT INTO event (subject_id, time, id, type, properties) VALUES (?, ?, ?, ?, ?)",
                subject,
                Moments.sql(event.time()),
                key(++eventIds),
                event.type(),
                json(properties));
    }

    private static long subject(long profile, int turn) {
        return profile * 10 + turn;
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(16).putLong(8, number).array();
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
