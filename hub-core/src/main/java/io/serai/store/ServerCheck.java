package io.serai.store;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Refuses a MariaDB server that could lose committed data or cannot do what the hub needs, and says how to mend it. */
final class ServerCheck {
    private static final Map<String, List<String>> SAFE = Map.of(
            "innodb_flush_log_at_trx_commit", List.of("1", "3"),
            "innodb_doublewrite", List.of("ON", "1", "FAST"),
            "local_infile", List.of("ON", "1"));

    private ServerCheck() {}

    static void check(Handle handle) {
        String version =
                handle.createQuery("SELECT VERSION()").mapTo(String.class).one();
        if (!version.contains("MariaDB") || older(version)) {
            throw new SeraiException(
                    ErrorCode.STORE_VERSION,
                    "The store is '" + version + "'. Serai needs MariaDB 10.11 or newer; point store.url at one.");
        }
        Map<String, String> variables = handle.createQuery("SHOW GLOBAL VARIABLES")
                .reduceRows(new java.util.HashMap<>(), (all, row) -> {
                    all.put(row.getColumn(1, String.class), row.getColumn(2, String.class));
                    return all;
                });
        List<String> wrong = new ArrayList<>();
        SAFE.forEach((name, good) -> {
            String value = variables.getOrDefault(name, good.get(0));
            if (!good.contains(value.toUpperCase(Locale.ROOT))) {
                wrong.add(name + " is " + value + "; set it to " + good.get(0));
            }
        });
        if (variables.getOrDefault("wsrep_on", "OFF").equals("ON")) {
            wrong.add("wsrep_on is ON: Galera can lose committed updates; use a server with a single primary");
        }
        if (variables.getOrDefault("read_only", "OFF").equals("ON")) {
            wrong.add("read_only is ON; point store.url at the primary");
        }
        if (!wrong.isEmpty()) {
            throw new SeraiException(
                    ErrorCode.STORE_UNSAFE,
                    wrong.stream()
                            .collect(Collectors.joining(
                                    "\n  ", "MariaDB's settings are not safe for a customer store:\n  ", "")));
        }
    }

    private static boolean older(String version) {
        String[] parts = version.split("[.-]");
        int major = Integer.parseInt(parts[0]);
        return major < 10 || (major == 10 && Integer.parseInt(parts[1]) < 11);
    }
}
