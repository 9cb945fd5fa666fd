package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Tells how far a run is: a bar that is redrawn on a terminal, a line every ten seconds where stderr goes elsewhere,
 * nothing with {@code --quiet}.
 */
final class Progress {
    private static final Duration LINE_EVERY = Duration.ofSeconds(10);
    private static final int BAR = 24;

    private final Surroundings surroundings;
    private final PrintWriter err;
    private final boolean quiet;
    private final OptionalLong expected;
    private final Instant start;
    private Instant lastLine;
    private int drawn;

    /** @param expected about how many records there will be, if anyone can tell */
    Progress(Surroundings surroundings, boolean quiet, OptionalLong expected) {
        this.surroundings = surroundings;
        this.err = surroundings.err();
        this.quiet = quiet;
        this.expected = expected;
        this.start = surroundings.clock().instant();
        this.lastLine = start;
    }

    void show(JsonNode counts) {
        show(elapsed -> text(counts, elapsed));
    }

    /** How much of a file whose length nobody knows has come. */
    void showBytes(long bytes) {
        show(elapsed -> String.format(
                Locale.ROOT,
                "%.1f MB, %.1f MB/s",
                bytes / 1e6,
                bytes / 1e6 / Math.max(0.001, elapsed.toMillis() / 1000.0)));
    }

    private void show(Function<Duration, String> telling) {
        if (quiet) {
            return;
        }
        Instant now = surroundings.clock().instant();
        String text = telling.apply(Duration.between(start, now));
        if (surroundings.isErrTerminal()) {
            err.print("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
            err.flush();
            drawn = text.length();
        } else if (Duration.between(lastLine, now).compareTo(LINE_EVERY) >= 0) {
            err.println(text);
            lastLine = now;
        }
    }

    /** Leaves the terminal's line to what comes next. */
    void end() {
        if (drawn > 0) {
            err.print("\r" + " ".repeat(drawn) + "\r");
            err.flush();
        }
    }

    private String text(JsonNode counts, Duration elapsed) {
        boolean sync = counts.has("selected") && !counts.has("read");
        long done = sync
                ? counts.path("delivered").asLong() + counts.path("rejected").asLong()
                : counts.path("read").asLong();
        long refused = counts.path(sync ? "rejected" : "invalid").asLong();
        OptionalLong total = sync ? OptionalLong.of(counts.path("selected").asLong()) : expected;
        double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
        StringBuilder text = new StringBuilder();
        total.ifPresent(of -> text.append(bar(done, of)).append(' '));
        text.append(Books.number(done)).append(sync ? " members" : " records");
        text.append(String.format(Locale.ROOT, ", %s/s", Books.number(Math.round(done / seconds))));
        text.append(", ").append(Books.number(refused)).append(sync ? " rejected" : " invalid");
        if (total.isPresent() && done > 0) {
            long left = Math.max(0, total.getAsLong() - done);
            text.append(", about ")
                    .append(span(Math.round(left * seconds / done)))
                    .append(" left");
        }
        return text.toString();
    }

    /** Never full before the end: the total is an estimate. */
    private static String bar(long done, long total) {
        double part = total <= 0 ? 0 : Math.min(0.99, (double) done / total);
        int full = (int) (part * BAR);
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "] "
                + String.format(Locale.ROOT, "%2d%%", (int) (part * 100));
    }

    static String span(long seconds) {
        return seconds < 120 ? seconds + " s" : (seconds + 30) / 60 + " min";
    }
}
