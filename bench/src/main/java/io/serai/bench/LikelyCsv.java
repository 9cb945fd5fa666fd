package io.serai.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * The matching benchmark's input, with the columns of {@link PeopleCsv}: names as uneven as real ones, some common and
 * most rare. A fifth of the rows are further records of the same people; every other of these shares no identifier with
 * the others and has a typing error, so that only what it says can tell.
 */
final class LikelyCsv {
    private static final int GIVEN_NAMES = 3_000;
    private static final int SURNAMES = 60_000;
    private static final int POSTCODES = 8_000;
    private static final String[] SYLLABLES = {
        "ba", "ker", "li", "na", "mo", "ri", "sten", "wal", "der", "hof", "ju", "pe", "tra", "zin", "gol", "me", "fa",
        "thu"
    };

    private LikelyCsv() {}

    static void write(Path file, int rows, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        int people = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(
                    "row_id,customer_no,email,phone,first_name,last_name,birth_date,country,city,postcode,plan,visits,updated_at\n");
            for (int row = 0; row < rows; row++) {
                boolean again = people > 0 && random.nextInt(5) == 0;
                int person = again ? random.nextInt(people) : people++;
                out.write(line("r" + row, person, again, random));
            }
        }
    }

    /** A record of somebody; {@code again} for one that is not the first. */
    static String line(String key, int person, boolean again, SplittableRandom random) {
        SplittableRandom own = new SplittableRandom(31L * person + 7);
        String given = name(uneven(own, 5, GIVEN_NAMES));
        String surname = name(SURNAMES + uneven(own, 20, SURNAMES));
        int postcode = own.nextInt(POSTCODES);
        String born = "%d-%02d-%02d".formatted(1940 + own.nextInt(65), 1 + own.nextInt(12), 1 + own.nextInt(28));
        boolean apart = again && random.nextBoolean();
        String identifiers = apart
                ? ",,n" + key + "@example.org,+4940" + (10_000_000 + random.nextInt(80_000_000))
                : ",C" + person + ",user" + person + "@example.com,+4930" + (10_000_000 + person);
        return key + identifiers
                + "," + given
                + "," + (apart ? mistyped(surname, random) : surname)
                + "," + born
                + ",DE,City" + postcode / 20
                + "," + (10_000 + postcode)
                + ",plan" + random.nextInt(4)
                + "," + random.nextInt(500)
                + ",2026-0" + (1 + random.nextInt(9)) + "-11T08:0" + random.nextInt(10) + ":00Z\n";
    }

    /** Names by Zipf's law, but for the first {@code common}, which are equally common. */
    private static int uneven(SplittableRandom random, int common, int names) {
        return (int) (common * Math.pow((double) names / common, random.nextDouble())) - common;
    }

    private static String name(int number) {
        StringBuilder name = new StringBuilder();
        for (int rest = number + 20; rest > 0; rest /= SYLLABLES.length) {
            name.append(SYLLABLES[rest % SYLLABLES.length]);
        }
        return name.toString();
    }

    private static String mistyped(String name, SplittableRandom random) {
        int at = 1 + random.nextInt(name.length() - 1);
        return name.substring(0, at) + (char) ('a' + random.nextInt(26)) + name.substring(at);
    }
}
