package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What the commands that start a run have in common: wait for it, show it, judge it. */
final class Runs {
    static final Table TABLE = Table.of(
            "id",
            "state",
            "kind",
            "name",
            "startedAt",
            "counts.read",
            "counts.stored",
            "counts.unchanged",
            "counts.invalid",
            "counts.selected",
            "counts.delivered",
            "counts.rejected",
            "counts.withheld",
            "counts.pending",
            "errorCode",
            "detail");

    /** States of a run that has not ended. */
    private static final Set<String> GOES_ON = Set.of("running", "waiting");

    private final Serai serai;
    private final Api api;

    Runs(Serai serai) {
        this.serai = serai;
        this.api = serai.api();
    }

    /** Follows the run that an answer names to its end, or only shows it. */
    int follow(JsonNode answer, boolean wait, OptionalLong expected) {
        String id = id(answer);
        JsonNode run = wait ? await(id, expected) : api.get(path(id));
        show(run);
        return wait ? exit(run).status() : Exit.DONE.status();
    }

    static String path(String id) {
        return "/api/v1/runs/" + Api.encoded(id);
    }

    private static String id(JsonNode answer) {
        JsonNode run = answer.path("run");
        return (run.isObject() ? run.path("id") : run).asText();
    }

    private JsonNode await(String id, OptionalLong expected) {
        Progress progress = new Progress(serai.surroundings(), serai.isQuiet(), expected);
        try {
            while (true) {
                JsonNode run = api.get(path(id));
                if (!GOES_ON.contains(run.path("state").asText())) {
                    return run;
                }
                progress.show(run.path("counts"));
                TimeUnit.MILLISECONDS.sleep(serai.surroundings().poll().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(
                    Exit.FAILED, "INTERRUPTED", "Run " + id + " goes on; see 'serai run show " + id + "'.", "");
        } finally {
            progress.end();
        }
    }

    void show(JsonNode run) {
        Printer printer = serai.printer();
        printer.one(run, "id", node -> view(printer, node));
    }

    private static void view(Printer printer, JsonNode run) {
        String detail = run.path("detail").asText("");
        printer.line("run " + run.path("id").asText() + ": " + run.path("kind").asText() + " "
                + run.path("name").asText() + ", "
                + printer.paint().state(run.path("state").asText()) + took(run)
                + (detail.isEmpty() ? "" : " (" + detail + ")"));
        String books = Books.of(run.path("counts"), printer.paint());
        if (!books.isEmpty()) {
            printer.line("  " + books);
        }
        long events = run.path("counts").path("events").asLong();
        if (events > 0) {
            printer.line("  events stored: " + Books.number(events));
        }
        if (!run.path("error").asText("").isEmpty()) {
            printer.line("  " + run.path("errorCode").asText() + ": "
                    + run.path("error").asText());
        }
        if (Books.hasFindings(run.path("counts"))) {
            printer.talk("See what was refused and why: serai dead-letter list --name "
                    + run.path("name").asText());
        }
    }

    /** Empty while the run goes on. */
    private static String took(JsonNode run) {
        try {
            Duration took = Duration.between(
                    Instant.parse(run.path("startedAt").asText("")),
                    Instant.parse(run.path("finishedAt").asText("")));
            return String.format(java.util.Locale.ROOT, " in %.1f s", took.toMillis() / 1000.0);
        } catch (DateTimeParseException e) {
            return "";
        }
    }

    static Exit exit(JsonNode run) {
        JsonNode counts = run.path("counts");
        return switch (run.path("state").asText()) {
            case "failed", "cancelled" -> Exit.FAILED;
            case "held" -> Exit.FINDINGS;
            default -> Books.hasFindings(counts) ? Exit.FINDINGS : Exit.DONE;
        };
    }
}
