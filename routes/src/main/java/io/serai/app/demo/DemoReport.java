package io.serai.app.demo;

import io.serai.run.ImportCounts;
import io.serai.run.Run;
import io.serai.segment.SegmentStatus;
import io.serai.sync.SyncBooks;
import io.serai.sync.SyncRun;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells a person what a demo did. */
final class DemoReport {
    private final PrintWriter out;
    private final DemoResult result;

    DemoReport(PrintWriter out, DemoResult result) {
        this.out = out;
        this.result = result;
    }

    /**
     * @param begun how long the hub took to start
     * @param all how long everything took
     */
    void print(Duration begun, Duration all) {
        heading("Taken in");
        result.imports().forEach(this::imported);
        heading("Recognised");
        line(
                "%,d customers, cards and devices are %,d people: %,d were merged into others.",
                result.subjects(), result.profiles(), result.subjects() - result.profiles());
        heading("Segments");
        result.segments().forEach(this::segment);
        heading("Sent");
        result.syncs().forEach(this::sent);
        heading("Time");
        time("start the hub", begun);
        result.times().forEach(this::time);
        time("in all", all);
        out.println();
        out.println(mark(result.isGood(), "All books balance.", "Something does not add up; see above."));
        out.flush();
    }

    private void time(String what, Duration time) {
        line("%-20s %6.1f s", what, seconds(time));
    }

    private void imported(String source, Run run) {
        ImportCounts counts = run.imported();
        double seconds = run.finishedAt()
                .map(end -> seconds(Duration.between(run.startedAt(), end)))
                .orElse(0.0);
        line(
                "%-5s %s in %.1f s (%,.0f records/s), %,d events",
                source, run.detail(), seconds, counts.read() / Math.max(0.001, seconds), counts.events());
        line(
                "      read %,d = stored %,d + unchanged %,d + invalid %,d + suppressed %,d   %s",
                counts.read(),
                counts.stored(),
                counts.unchanged(),
                counts.invalid(),
                counts.suppressed(),
                mark(counts.balance(), "balanced", "NOT BALANCED"));
        Optional.ofNullable(result.written().get(source))
                .ifPresent(written -> line(
                        "      written were %,d, of them %,d broken and %,d twice   %s",
                        written.rows(),
                        written.invalid(),
                        written.repeated(),
                        mark(DemoResult.isAsWritten(written, counts), "as counted", "NOT AS COUNTED")));
        new TreeMap<>(result.reasons().getOrDefault(source, Map.of()))
                .forEach((reason, count) -> line("      %,6d  %s", count, reason));
        run.error().ifPresent(error -> line("      %s: %s", run.errorCode().orElse(""), error));
    }

    private void segment(SegmentStatus segment) {
        line(
                "%-22s %,8d members   %s",
                segment.name(),
                segment.members(),
                mark(
                        segment.state() == SegmentStatus.State.FRESH,
                        "current",
                        segment.state().name().toLowerCase(Locale.ROOT)));
    }

    private void sent(SyncRun run) {
        SyncBooks books = run.books();
        line("%s, %s", run.sync(), run.state().name().toLowerCase(Locale.ROOT));
        line(
                "      selected %,d = delivered %,d + rejected %,d + withheld %,d + pending %,d   %s",
                books.selected(),
                books.delivered(),
                books.rejected(),
                books.withheldInAll(),
                books.pending(),
                mark(books.balance(), "balanced", "NOT BALANCED"));
        new TreeMap<>(books.withheld())
                .forEach((reason, count) -> line("      %,6d  withheld: %s", count, reason.replace('_', ' ')));
        run.error().ifPresent(error -> line("      %s", error));
    }

    private static String mark(boolean good, String yes, String no) {
        return good ? "✓ " + yes : "✗ " + no;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private void heading(String text) {
        out.println();
        out.println(text);
    }

    private void line(String format, Object... values) {
        out.println("  " + String.format(Locale.ROOT, format, values));
    }
}
