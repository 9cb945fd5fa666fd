package io.serai.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Made-up people in a CRM that knows each of them by several records, each in several versions. */
final class People {
    static final String HEADER = "id,email,login,name,country,consent,updated,seen\n";

    private static final List<String> NAMES = List.of("Ann", "Bob", "Chloé", "Dörte", "Eve", "Łukasz", "Māia");
    private static final List<String> COUNTRIES = List.of("DE", "DE", "FR", "AT");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SplittableRandom random;
    private int versions;

    People(SplittableRandom random) {
        this.random = random;
    }

    /**
     * One version of one record. Its identifiers never change; the rest does.
     *
     * @param login joins records of a person that give no e-mail address; may be empty, as the address may
     * @param version grows with time, over all records; each is one event too
     */
    record Row(String id, String email, String login, String name, String country, boolean consents, int version) {
        String csv() {
            return String.join(
                    ",",
                    id,
                    email,
                    login,
                    name,
                    country,
                    consents ? "yes" : "no",
                    START.plusSeconds(version).toString(),
                    "e" + version);
        }
    }

    /** First versions of the records of some new people. */
    List<Row> born(int people) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            String name = "p" + versions;
            String email = name + (random.nextInt(50) == 0 ? "@refused.example" : "@example.com");
            String login = random.nextBoolean() ? name : "";
            int records = 1 + random.nextInt(3);
            for (int k = 0; k < records; k++) {
                boolean anonymous = k > 0 && !login.isEmpty() && random.nextInt(3) == 0;
                rows.add(version(new Row(name + "-" + k, anonymous ? "" : email, login, "", "", true, 0)));
            }
        }
        return rows;
    }

    /** A later version of each of these records. */
    List<Row> changed(List<Row> rows) {
        return rows.stream().map(this::version).toList();
    }

    private Row version(Row row) {
        return new Row(
                row.id(),
                row.email(),
                row.login(),
                NAMES.get(random.nextInt(NAMES.size())),
                COUNTRIES.get(random.nextInt(COUNTRIES.size())),
                random.nextInt(8) != 0,
                ++versions);
    }

    /** Each row from once to so many times, in any order. */
    List<Row> repeated(List<Row> rows, int most) {
        List<Row> all = new ArrayList<>();
        rows.forEach(row -> {
            int times = 1 + random.nextInt(most);
            for (int i = 0; i < times; i++) {
                all.add(row);
            }
        });
        for (int i = all.size() - 1; i > 0; i--) {
            Collections.swap(all, i, random.nextInt(i + 1));
        }
        return all;
    }

    static String csv(List<Row> rows) {
        return rows.stream().map(Row::csv).collect(Collectors.joining("\n", HEADER, "\n"));
    }
}
