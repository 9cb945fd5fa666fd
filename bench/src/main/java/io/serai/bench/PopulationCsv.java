package io.serai.bench;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.serai.match.Role;
import io.serai.match.population.MadeUpRecord;
import io.serai.match.population.Population;
import io.serai.match.population.Trap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Made-up people as CSV: what a source would say of them, then who they are and what makes that hard. */
final class PopulationCsv {
    private static final List<Role> ROLES = List.of(
            Role.GIVEN_NAME,
            Role.SURNAME,
            Role.BIRTH_DATE,
            Role.GENDER,
            Role.EMAIL,
            Role.PHONE,
            Role.ADDRESS,
            Role.POSTCODE,
            Role.CITY);

    /** The columns as {@code --fields} takes them. */
    static final String FIELDS =
            ROLES.stream().map(role -> role.label() + "=" + role.label()).collect(Collectors.joining(","));

    private PopulationCsv() {}

    static void write(Path file, int records, long seed) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            List<String> header = new ArrayList<>(List.of("key"));
            ROLES.forEach(role -> header.add(role.label()));
            header.addAll(List.of("person", "household", "traps"));
            csv.writeRecord(header);
            new Population(seed).records(records).forEach(record -> csv.writeRecord(row(record)));
        }
    }

    private static List<String> row(MadeUpRecord record) {
        List<String> row = new ArrayList<>(List.of(record.key()));
        ROLES.forEach(role -> row.add(record.values().getOrDefault(role, "")));
        row.add(record.person());
        row.add(record.household());
        row.add(record.traps().stream().map(Trap::label).collect(Collectors.joining(" ")));
        return row;
    }
}
