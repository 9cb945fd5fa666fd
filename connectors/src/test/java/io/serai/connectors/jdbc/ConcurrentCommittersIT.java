package io.serai.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import io.serai.source.SourceStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that are committed long after they were given their time or number are read all the same. */
class ConcurrentCommittersIT {
    private static final int WRITERS = 8;
    private static final int TRANSACTIONS = 60;

    private final long seed = System.nanoTime();
    private final SplittableRandom seeds = new SplittableRandom(seed);

    @ParameterizedTest
    @EnumSource
    void losesNoRowToWhoCommitsLate(SourceDatabase database) throws Exception {
        // Given
        System.out.println("seed " + seed);
        database.reset();
        database.execute(
                "CREATE TABLE person (id " + database.number() + " PRIMARY KEY, version bigint NOT NULL, updated_at "
                        + database.moment() + " NOT NULL)",
                "CREATE INDEX person_updated ON person (updated_at, id)",
                "CREATE TABLE visit (id " + database.number() + " PRIMARY KEY, version bigint NOT NULL)",
                "INSERT INTO person (version, updated_at) VALUES (0, now()), (0, now()), (0, now()), (0, now())");
        Reader people = new Reader(database.stream("watcher", "table: person, key: id, cursor: updated_at, fetch: 7"));
        Reader visits = new Reader(database.stream("watcher", "table: visit, key: id, cursor: id, fetch: 7"));
        Naive naivePeople = new Naive("person", "updated_at");
        Naive naiveVisits = new Naive("visit", "id");
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS + 1);
        // When
        List<Future<?>> writing = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            SplittableRandom random = seeds.split();
            int number = writer;
            writing.add(writers.submit(() -> write(database, random, number)));
        }
        Future<Void> naive = writers.submit(() -> watch(database, writing, naivePeople, naiveVisits));
        try {
            while (!writing.stream().allMatch(Future::isDone)) {
                people.poll();
                visits.poll();
            }
            rethrow(writing);
            naive.get();
        } finally {
            writers.shutdownNow();
        }
        people.finish();
        visits.finish();
        // Then
        Map<Long, Long> stored = rows(database, "person");
        assertThat(people.seen).containsExactlyInAnyOrderEntriesOf(stored);
        assertThat(visits.seen).containsExactlyInAnyOrderEntriesOf(rows(database, "visit"));
        assertThat(stored.size()
                        - naivePeople.seen.size()
                        + (int) database.number("SELECT count(*) FROM visit")
                        - naiveVisits.seen.size())
                .as("rows a naive cursor loses")
                .isPositive();
        System.out.printf(
                "%s: %d and %d rows; a naive cursor lost %d and %d; %d and %d polls, %d and %d rows read%n",
                database,
                stored.size(),
                visits.seen.size(),
                stored.size() - naivePeople.seen.size(),
                visits.seen.size() - naiveVisits.seen.size(),
                people.polls,
                visits.polls,
                people.read,
                visits.read);
        assertThat(people.poll()).as("once all is quiet nothing is read again").isZero();
        assertThat(visits.poll()).isZero();
    }

    private static Void watch(SourceDatabase database, List<Future<?>> writing, Naive... naive) throws SQLException {
        try (Connection connection = database.writer();
                Statement statement = connection.createStatement()) {
            boolean last;
            do {
                last = writing.stream().allMatch(Future::isDone);
                for (Naive one : naive) {
                    one.poll(connection);
                }
                statement.execute(database.sleep(0.02));
            } while (!last);
        }
        return null;
    }

    private static void rethrow(List<Future<?>> writing) throws InterruptedException, ExecutionException {
        for (Future<?> one : writing) {
            one.get();
        }
    }

    private static Void write(SourceDatabase database, SplittableRandom random, int number) throws SQLException {
        try (Connection connection = database.writer();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int done = 0; done < TRANSACTIONS; done++) {
                statement.execute("INSERT INTO person (version, updated_at) VALUES (1, now())");
                statement.execute("INSERT INTO visit (version) VALUES (1)");
                // One outlasts the reader's patience.
                double seconds = number == 0 && done == 10 ? 6 : random.nextInt(150) / 1000.0;
                statement.execute(database.sleep(seconds));
                if (random.nextInt(4) == 0) {
                    int row = 1 + random.nextInt(4);
                    statement.execute("UPDATE person SET version = version + 1, updated_at = now() WHERE id = " + row);
                }
                if (random.nextInt(10) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            }
        }
        return null;
    }

    private static Map<Long, Long> rows(SourceDatabase database, String table) throws SQLException {
        Map<Long, Long> rows = new HashMap<>();
        try (Connection connection = database.writer();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT id, version FROM " + table)) {
            while (result.next()) {
                rows.put(result.getLong(1), result.getLong(2));
            }
        }
        return rows;
    }

    /** Reads as the hub does, from cursor to cursor, and at times leaves a read in the middle. */
    private final class Reader {
        private final SourceStream.Pulled stream;
        private final SplittableRandom random = seeds.split();
        private final Map<Long, Long> seen = new HashMap<>();
        private Optional<String> cursor = Optional.empty();
        private int polls;
        private int read;
        private boolean mayLeave = true;

        Reader(SourceStream.Pulled stream) {
            this.stream = stream;
        }

        /** Reads on until a read comes to its end. */
        void finish() {
            mayLeave = false;
            poll();
        }

        int poll() {
            int before = read;
            polls++;
            try (RecordStream records = stream.read(cursor)) {
                for (Optional<RawItem> item = records.next(); item.isPresent(); item = records.next()) {
                    JsonNode row = ((RawItem.Read) item.get()).record().toJson();
                    seen.merge(row.path("id").asLong(), row.path("version").asLong(), Math::max);
                    read++;
                    if (mayLeave && random.nextInt(20) == 0) {
                        cursor = records.cursor();
                        return read - before;
                    }
                }
                cursor = records.cursor();
            }
            return read - before;
        }
    }

    /** What is usually written: everything above the highest that was seen. */
    private static final class Naive {
        private final String table;
        private final String column;
        private final Set<Long> seen = new HashSet<>();
        private Optional<Object> last = Optional.empty();

        Naive(String table, String column) {
            this.table = table;
            this.column = column;
        }

        void poll(Connection connection) throws SQLException {
            String sql = "SELECT id, " + column + " FROM " + table
                    + (last.isPresent() ? " WHERE " + column + " > ?" : "") + " ORDER BY " + column;
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                if (last.isPresent()) {
                    statement.setObject(1, last.get());
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        seen.add(rows.getLong(1));
                        last = Optional.of(rows.getObject(2));
                    }
                }
            }
        }
    }
}
