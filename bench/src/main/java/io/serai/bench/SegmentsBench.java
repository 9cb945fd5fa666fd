package io.serai.bench;

import io.serai.document.Node;
import io.serai.profile.ProfileColumns;
import io.serai.schema.ProfileSchema;
import io.serai.schema.ProfileSchemaReader;
import io.serai.segment.SegmentDefinition;
import io.serai.segment.SegmentEngine;
import io.serai.segment.SegmentReader;
import io.serai.store.Database;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * Segments over made-up profiles with ten events each, all written by SQL: half of the definitions on traits, half on
 * events in windows, each beside the same question in SQL by hand.
 */
final class SegmentsBench {
    private static final List<String> COUNTRIES = List.of("DE", "FR", "NO", "IT", "ES");
    private static final List<String> EVENTS =
            List.of("order_completed", "page_view", "product_viewed", "cart_updated");

    /** As many profiles, with their events, are written by one statement. */
    private static final int PART = 50_000;

    private final Database database;
    private final SegmentEngine engine;
    private final ProfileSchema schema;
    private final int profiles;

    /** A definition, and the same question by hand. */
    private record Question(SegmentDefinition segment, String sql, boolean onEvents) {}

    SegmentsBench(Database database, int profiles) {
        this.database = database;
        this.profiles = profiles;
        this.engine = new SegmentEngine(database, Clock.systemUTC());
        this.schema = schema();
        ProfileColumns.ensure(database, schema);
    }

    private static ProfileSchema schema() {
        Node root = ImportBench.parse("""
                schema: profile
                default_region: DE
                traits: { country: { type: country }, age: { type: whole }, spend: { type: decimal } }
                identifiers: { email: email }
                consents: [email_marketing]
                events:
                  order_completed: { properties: { revenue: decimal } }
                  page_view: { properties: { revenue: decimal } }
                  product_viewed: { properties: { revenue: decimal } }
                  cart_updated: { properties: { revenue: decimal } }
                """);
        return ImportBench.read(root, ProfileSchemaReader::read);
    }

    /** Pseudo-random by checksum, so that every run has the same people; in parts, for the connection waits minutes, not hours. */
    void fill() {
        database.jdbi().useHandle(handle -> {
            for (int from = 1; from <= profiles; from += PART) {
                fill(handle, from, Math.min(profiles, from + PART - 1));
            }
            handle.execute("UPDATE hub_clock SET sequence = 1");
            handle.execute("ANALYZE TABLE profile, source_record, event");
        });
    }

    private static void fill(Handle handle, int from, int to) {
        String people = " FROM seq_" + from + "_to_" + to;
        handle.execute("INSERT INTO profile (id, changed, first_seen, last_seen, subjects, divided, sealed, t_country,"
                + " t_age, t_spend, c_email_marketing) SELECT seq, 1, NOW(6), NOW(6), 1, 0, '',"
                + " ELT(1 + CRC32(seq) MOD 5, 'DE', 'FR', 'NO', 'IT', 'ES'), CRC32(seq + 1) MOD 90,"
                + " CRC32(seq + 2) MOD 1000, CRC32(seq + 3) MOD 2" + people);
        handle.execute("INSERT INTO source_record (id, record_key, profile_id, stream_id, content_hash, observed_at,"
                + " state) SELECT seq, UNHEX(LPAD(HEX(seq), 32, '0')), seq, 1, 0, 0, ''" + people);
        handle.execute("INSERT INTO event (subject_id, time, id, type, properties)"
                + " SELECT 1 + (seq - 1) DIV 10, NOW(6) - INTERVAL CRC32(seq) MOD 31536000 SECOND,"
                + " UNHEX(LPAD(HEX(seq), 32, '0')),"
                + " ELT(1 + CRC32(seq + 1) MOD 4, 'order_completed', 'page_view', 'product_viewed', 'cart_updated'),"
                + " CONCAT('{\"revenue\": ', CRC32(seq + 2) MOD 200, '}') FROM seq_" + (10L * from - 9) + "_to_"
                + 10L * to);
    }

    private List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            String country = COUNTRIES.get(i % COUNTRIES.size());
            int age = 60 + i;
            questions.add(question(
                    "trait-" + i,
                    "{all: [{trait: country, equals: %s}, {trait: age, at_least: %d}]}".formatted(country, age),
                    "SELECT COUNT(*) FROM profile p WHERE p.redirect_to IS NULL AND p.t_country = '%s' AND p.t_age >= %d"
                            .formatted(country, age),
                    false));
            String event = EVENTS.get(i % EVENTS.size());
            int days = 5 + i;
            questions.add(question(
                    "event-" + i,
                    "{event: %s, within: %dd, where: {property: revenue, at_least: 100}, count: {at_least: 2}}"
                            .formatted(event, days),
                    "SELECT COUNT(*) FROM (SELECT r.profile_id FROM event e JOIN source_record r ON r.id = e.subject_id"
                            + " WHERE e.type = '%s' AND e.time >= NOW(6) - INTERVAL %d DAY AND e.time <= NOW(6)"
                                    .formatted(event, days)
                            + " AND CAST(JSON_VALUE(e.properties, '$.revenue') AS DECIMAL(38, 6)) >= 100"
                            + " GROUP BY r.profile_id HAVING COUNT(*) >= 2) t",
                    true));
        }
        return questions;
    }

    private Question question(String name, String where, String sql, boolean onEvents) {
        Node root = ImportBench.parse("{ segment: " + name + ", where: " + where + " }");
        return new Question(
                SegmentReader.readAll(List.of(root), schema, Map.of(), Map.of()).get(0), sql, onEvents);
    }

    void run(Figures figures, String prefix) {
        List<Question> questions = questions();
        List<Double> bare = new ArrayList<>();
        for (boolean onEvents : new boolean[] {false, true}) {
            List<Question> some = questions.stream()
                    .filter(question -> question.onEvents() == onEvents)
                    .toList();
            double[] hand = some.stream()
                    .mapToDouble(question -> seconds(() -> number(question.sql())))
                    .toArray();
            double[] ours = some.stream()
                    .mapToDouble(
                            question -> seconds(() -> engine.preview(question.segment(), Optional.empty(), List.of())))
                    .toArray();
            Arrays.stream(hand).forEach(bare::add);
            String what = prefix + (onEvents ? "event_preview" : "trait_preview");
            figures.atMost(what + "_p95_s", percentile(ours), onEvents ? 1.5 : 0.5);
            figures.atMost(
                    what + "_ratio",
                    Arrays.stream(ours).sum() / Arrays.stream(hand).sum(),
                    1.5);
        }
        engine.apply(questions.stream().map(Question::segment).toList());
        double full = seconds(engine::refresh);
        double sum = bare.stream().mapToDouble(seconds -> seconds).sum();
        figures.tell(prefix + "bare_counts_s", sum);
        figures.atMost(prefix + "full_s", full, 30);
        figures.atMost(prefix + "full_ratio", full / sum, 0.7);
        figures.tell(prefix + "memberships", number("SELECT COUNT(*) FROM membership"));
        figures.atMost(prefix + "ten_thousand_changed_s", changed(10_000), 4);
        figures.atMost(prefix + "one_changed_s", changed(1), 1);
    }

    /** Seconds from the commit of these changes to the memberships. */
    private double changed(int people) {
        database.jdbi().useTransaction(handle -> {
            handle.execute("UPDATE hub_clock SET sequence = sequence + 1");
            handle.execute(
                    "UPDATE profile SET t_age = t_age + 1, changed = (SELECT sequence FROM hub_clock)"
                            + " WHERE id <= ?",
                    people);
        });
        return seconds(engine::refresh);
    }

    private double number(String sql) {
        return database.read(
                handle -> handle.createQuery(sql).mapTo(Double.class).one());
    }

    private static double seconds(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e9;
    }

    private static double percentile(double[] seconds) {
        double[] sorted = IntStream.range(0, seconds.length)
                .mapToDouble(i -> seconds[i])
                .sorted()
                .toArray();
        return sorted[Math.min(sorted.length - 1, sorted.length * 95 / 100)];
    }
}
