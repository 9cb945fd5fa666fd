package io.serai.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** The import benchmarks' input: 12 columns, three identifiers, a fifth of the rows further records of the same people. */
final class PeopleCsv {
    static final String SCHEMA = """
            schema: profile
            default_region: DE
            traits:
              first_name: { type: name }
              last_name: { type: name }
              birth_date: { type: date }
              country: { type: country }
              city: { type: string }
              postcode: { type: string }
              plan: { type: string }
              visits: { type: whole }
              revenue: { type: decimal }
            identifiers: { crm_id: string, email: email, phone: phone }
            """;

    static final String RULES =
            "{ identity: default, link_on: { crm_id: {}, email: { limit: 5, generic_above: 50 }, phone: { generic_above: 50 } } }";

    static final String MAPPING = """
            mapping: people
            key: row_id
            observed_at: updated_at
            identifiers: { crm_id: customer_no, email: email, phone: phone }
            traits:
              first_name: first_name
              last_name: last_name
              birth_date: birth_date
              country: country
              city: city
              postcode: postcode
              plan: plan
              visits: visits
            """;

    private static final String[] FIRST = {
        "Anna", "Jonas", "Zoë", "Mehmet", "Lukas", "Marie", "Paul", "Sofia", "Emil", "Ida"
    };
    private static final String[] LAST = {"Müller", "Schmidt", "Yılmaz", "Weber", "Koch", "Bauer", "Richter", "Wolf"};
    private static final String[] CITIES = {"Berlin", "Hamburg", "München", "Köln", "Leipzig", "Bremen"};

    private PeopleCsv() {}

    static void write(Path file, int rows, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        int people = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(
                    "row_id,customer_no,email,phone,first_name,last_name,birth_date,country,city,postcode,plan,visits,updated_at\n");
            for (int row = 0; row < rows; row++) {
                boolean again = people > 0 && random.nextInt(5) == 0;
                int person = again ? random.nextInt(people) : people++;
                out.write(line(row, person, again, random));
            }
        }
    }

    private static String line(int row, int person, boolean again, SplittableRandom random) {
        return "r" + row
                + ",C" + person
                + "," + (again && random.nextBoolean() ? "alt" : "user") + person + "@example.com"
                + ",+4930" + (10_000_000 + person)
                + "," + FIRST[person % FIRST.length]
                + "," + LAST[person % LAST.length]
                + "," + (1940 + person % 65) + "-0" + (1 + person % 9) + "-1" + person % 10
                + ",DE," + CITIES[random.nextInt(CITIES.length)]
                + "," + (10_000 + random.nextInt(80_000))
                + ",plan" + random.nextInt(4)
                + "," + random.nextInt(500)
                + ",2026-0" + (1 + random.nextInt(9)) + "-11T08:0" + random.nextInt(10) + ":00Z\n";
    }
}
