package io.serai.connectors.objects;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The contract's records as files. */
public final class CsvPeople {
    private CsvPeople() {}

    public static String of(List<Map<String, String>> records) {
        return records.stream()
                .map(record -> record.get("id") + "," + record.get("name"))
                .collect(Collectors.joining("\n", "id,name\n", "\n"));
    }
}
