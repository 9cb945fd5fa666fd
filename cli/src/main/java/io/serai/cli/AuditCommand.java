package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Who did what. */
@Command(
        name = "audit",
        description = "Who did what, and whether anyone has tampered with that.",
        footer = {"", "Examples:", "  serai audit list --action reveal", "  serai audit tail", "  serai audit verify"})
@SuppressWarnings("NullAway.Init")
final class AuditCommand {
    private static final String AUDIT = "/api/v1/audit";
    private static final Table TABLE = Table.of("id", "at", "actor", "action", "target", "reason", "request");

    /** How many looks at a run fit between two at the trail. */
    private static final int LOOKS = 10;

    @ParentCommand
    private Serai serai;

    @Command(
            name = "list",
            description = "What was done, the newest first, and where the list goes on.",
            footer = {
                "",
                "Examples:",
                "  serai audit list --action reveal",
                "  serai audit list --actor key:warehouse --before 1200 -o json"
            })
    int list(
            @Option(names = "--actor", paramLabel = "ACTOR", description = "Only theirs.") Optional<String> actor,
            @Option(names = "--action", paramLabel = "ACTION", description = "Only these, such as reveal.")
                    Optional<String> action,
            @Option(names = "--target", paramLabel = "TARGET", description = "Only of this, such as 'profile 12'.")
                    Optional<String> target,
            @Option(names = "--before", paramLabel = "ID", description = "Goes on below this one.")
                    Optional<Long> before,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N", description = "At most so many; 50.")
                    int limit) {
        List<String> query = new ArrayList<>(List.of("limit=" + limit));
        actor.ifPresent(name -> query.add("actor=" + Api.encoded(name)));
        action.ifPresent(word -> query.add("action=" + Api.encoded(word)));
        target.ifPresent(text -> query.add("target=" + Api.encoded(text)));
        before.ifPresent(id -> query.add("before=" + id));
        JsonNode page = serai.api().get(AUDIT + "?" + String.join("&", query));
        Printer printer = serai.printer();
        printer.list(page, TABLE, "Nothing.");
        if (page.path("next").asLong() != 0) {
            printer.talk("more: --before " + page.path("next").asText());
        }
        return Exit.DONE.status();
    }

    @Command(
            name = "tail",
            description = "The last ten, and then what is done, until Ctrl-C.",
            footer = {"", "Examples:", "  serai audit tail", "  serai audit tail --times 1 -o jsonl"})
    int tail(
            @Option(names = "--times", paramLabel = "N", description = "Looks only so often; until Ctrl-C unless said.")
                    int times)
            throws InterruptedException {
        Printer printer = serai.printer();
        long last = 0;
        for (int time = 1; times < 1 || time <= times; time++) {
            if (time > 1) {
                TimeUnit.MILLISECONDS.sleep(serai.surroundings().poll().toMillis() * LOOKS);
            }
            for (JsonNode entry : since(last)) {
                printer.one(entry, "id", node -> printer.line(line(node)));
                last = entry.path("id").asLong();
            }
        }
        return Exit.DONE.status();
    }

    /** What is newer than an entry, the oldest first; of all there is, only the end. */
    private List<JsonNode> since(long last) {
        List<JsonNode> fresh = new ArrayList<>();
        String below = "";
        long next;
        do {
            JsonNode page = serai.api().get(AUDIT + "?limit=10" + below);
            page.path("entries").forEach(entry -> {
                if (entry.path("id").asLong() > last) {
                    fresh.add(entry);
                }
            });
            next = page.path("next").asLong();
            below = "&before=" + next;
        } while (last > 0 && next > last + 1);
        Collections.reverse(fresh);
        return fresh;
    }

    private static String line(JsonNode entry) {
        return List.of("at", "actor", "action", "target", "reason").stream()
                .map(field -> Table.cell(entry.path(field)))
                .filter(cell -> !cell.isEmpty())
                .collect(Collectors.joining("  "));
    }

    @Command(
            name = "verify",
            description = "Reads the whole trail: whether a row was edited, moved or removed.",
            footer = {"", "Example:", "  serai audit verify -o json"})
    int verify() {
        JsonNode verdict = serai.api().get(AUDIT + "/verify");
        serai.printer().one(verdict, "head");
        return (verdict.path("whole").asBoolean() ? Exit.DONE : Exit.FINDINGS).status();
    }
}
