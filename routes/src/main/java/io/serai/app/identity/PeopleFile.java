package io.serai.app.identity;

import io.serai.match.MatchModel;
import io.serai.match.Person;
import io.serai.match.PersonReader;
import io.serai.match.Role;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * The records of a file.
 *
 * @param keys in the order of the file
 * @param people in the order of their keys, so that the file's own does not matter
 * @param places where the key of each of the people is
 */
record PeopleFile(List<String> keys, List<Person> people, int[] places) {
    /** Is told how many records have been read, now and then. */
    @FunctionalInterface
    interface Progress {
        void read(int records);
    }

    private static final int TELL_EVERY = 250_000;
    private static final int CHUNK = 2_000;
    private static final int AHEAD = 8;

    /**
     * @throws io.serai.error.SeraiException USAGE, NOT_FOUND, FILE_UNREADABLE, FIELD_MISSING or FIELD_INVALID, with the
     *     file and the record
     */
    static PeopleFile read(Path file, String key, Columns columns, MatchModel model, Progress progress) {
        try (TableFile table = TableFile.open(file)) {
            return new Reading(table, key, columns, model).run(progress);
        }
    }

    private static final class Reading {
        private final TableFile table;
        private final int keyColumn;
        private final Map<Role, List<Integer>> roles = new EnumMap<>(Role.class);
        private final Map<String, Integer> extras = new HashMap<>();
        private final MatchModel model;
        private final Queue<PersonReader> idle = new ConcurrentLinkedQueue<>();
        private final Deque<CompletableFuture<List<Person>>> underWay = new ArrayDeque<>();
        private final List<String> keys = new ArrayList<>();
        private final List<Person> people = new ArrayList<>();

        Reading(TableFile table, String key, Columns columns, MatchModel model) {
            this.table = table;
            this.keyColumn = table.column(key, "--key");
            columns.roles()
                    .forEach((role, names) -> roles.put(
                            role,
                            names.stream()
                                    .map(name -> table.column(name, "--fields"))
                                    .toList()));
            columns.extras().keySet().forEach(name -> extras.put(Columns.name(name), table.column(name, "--extra")));
            this.model = model;
        }

        PeopleFile run(Progress progress) {
            List<Said> rows = new ArrayList<>(CHUNK);
            while (table.next()) {
                keys.add(table.key(keyColumn));
                rows.add(said());
                if (rows.size() == CHUNK) {
                    hand(rows);
                    rows = new ArrayList<>(CHUNK);
                }
                if (table.row() % TELL_EVERY == 0) {
                    progress.read(table.row());
                }
            }
            hand(rows);
            while (!underWay.isEmpty()) {
                people.addAll(underWay.remove().join());
            }
            int[] places = IntStream.range(0, keys.size())
                    .boxed()
                    .sorted(Comparator.comparing(keys::get))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int i = 1; i < places.length; i++) {
                if (keys.get(places[i]).equals(keys.get(places[i - 1]))) {
                    throw table.repeated(places[i] + 1);
                }
            }
            List<Person> sorted = IntStream.of(places).mapToObj(people::get).toList();
            return new PeopleFile(keys, sorted, places);
        }

        private Said said() {
            Map<Role, List<String>> said = new EnumMap<>(Role.class);
            roles.forEach((role, columns) ->
                    said.put(role, columns.stream().map(table::cell).toList()));
            Map<String, List<String>> more = new HashMap<>();
            extras.forEach((field, column) -> more.put(field, List.of(table.cell(column))));
            return new Said(said, more);
        }

        /** Has rows made into people on another thread, while the next are read; a few chunks at a time. */
        private void hand(List<Said> rows) {
            if (underWay.size() == AHEAD) {
                people.addAll(underWay.remove().join());
            }
            underWay.add(CompletableFuture.supplyAsync(() -> people(rows)));
        }

        private List<Person> people(List<Said> rows) {
            PersonReader reader = Optional.ofNullable(idle.poll()).orElseGet(() -> new PersonReader(model));
            List<Person> made =
                    rows.stream().map(row -> reader.read(row.roles, row.more)).toList();
            idle.add(reader);
            return made;
        }
    }

    /** What a row says, by role and by field of the user's own. */
    private record Said(Map<Role, List<String>> roles, Map<String, List<String>> more) {}
}
