package io.serai.app.demo;

import io.serai.app.Hub;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.DeadLetter;
import io.serai.ingest.DeadLetters;
import io.serai.operate.Operations;
import io.serai.operate.Status;
import io.serai.run.Run;
import io.serai.run.RunKind;
import io.serai.run.RunState;
import io.serai.sync.SyncRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Follows a hub through the demo: waits for what its routes take in, then has the segments sent. */
final class Demo {
    /** The shipped configuration's streams, by source. */
    private static final Map<String, String> STREAMS = streams();

    private static final List<String> SYNCS = List.of("newsletter", "win-back");
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int PAGE = 1_000;

    private final Operations hub;
    private final Status status;
    private final Consumer<String> progress;
    private final Map<String, Duration> times = new LinkedHashMap<>();

    /** @param progress is told, in a few words, how far things are */
    Demo(Hub hub, Consumer<String> progress) {
        this.hub = hub.operations();
        this.status = hub.status();
        this.progress = progress;
    }

    private static Map<String, String> streams() {
        Map<String, String> streams = new LinkedHashMap<>();
        streams.put("crm", "crm.customers");
        streams.put("web", "web.events");
        streams.put("till", "till.orders");
        return streams;
    }

    /** Returns when all is done; {@code written} is what was put into the inbox. */
    DemoResult follow(Map<String, Written> written) {
        long start = System.nanoTime();
        Map<String, Run> imports = imports();
        start = took("import and resolve", start);
        hub.refresh();
        start = took("compute segments", start);
        List<SyncRun> syncs = SYNCS.stream().map(this::sync).toList();
        took("send", start);
        Map<String, Map<String, Long>> reasons = new LinkedHashMap<>();
        STREAMS.forEach((source, stream) -> reasons.put(source, reasons(stream)));
        return new DemoResult(
                written, imports, reasons, status.profiles(), hub.segments().status(), syncs, times);
    }

    private long took(String what, long start) {
        long now = System.nanoTime();
        times.put(what, Duration.ofNanos(now - start));
        return now;
    }

    private Map<String, Run> imports() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Map<String, Run> runs = new LinkedHashMap<>();
            STREAMS.forEach((source, stream) -> hub.runs()
                    .list(Optional.of(RunKind.IMPORT), Optional.of(stream), 1)
                    .forEach(run -> runs.put(source, run)));
            boolean ended = runs.size() == STREAMS.size()
                    && runs.values().stream().noneMatch(run -> run.state() == RunState.RUNNING);
            if (ended) {
                return runs;
            }
            List<String> parts = new ArrayList<>();
            runs.forEach((source, run) -> parts.add(
                    String.format(Locale.ROOT, "%s %,d", source, run.imported().read())));
            progress.accept("importing: " + String.join(", ", parts));
            pause();
        }
        throw new SeraiException(ErrorCode.INTERNAL, "The imports did not end. The hub's log tells more.");
    }

    /** One that runs by its schedule at this moment is waited for. */
    private SyncRun sync(String name) {
        progress.accept("sending: " + name);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return hub.syncs().run(name);
            } catch (SeraiException e) {
                if (e.code() != ErrorCode.CONFLICT || System.nanoTime() > end) {
                    throw e;
                }
                pause();
            }
        }
    }

    private Map<String, Long> reasons(String stream) {
        DeadLetters letters = hub.core().deadLetters();
        Map<String, Long> reasons = new TreeMap<>();
        long after = 0;
        while (true) {
            List<DeadLetter> page = letters.list(DeadLetters.Filter.openImports(stream), after, PAGE);
            for (DeadLetter letter : page) {
                String field = letter.field().isEmpty() ? "" : letter.field() + " ";
                reasons.merge(letter.code() + ": " + field + letter.reason(), 1L, Long::sum);
                after = letter.id();
            }
            if (page.size() < PAGE) {
                return reasons;
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SeraiException(ErrorCode.INTERNAL, "The demo was interrupted.", e);
        }
    }
}
