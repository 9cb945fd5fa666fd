package io.serai.app.demo;

import io.serai.run.ImportCounts;
import io.serai.run.Run;
import io.serai.run.RunState;
import io.serai.segment.SegmentStatus;
import io.serai.sync.SyncRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of a demo.
 *
 * @param written what was in the input, by source
 * @param imports the runs that took it in, by source
 * @param reasons why records are invalid, by source and then in words
 * @param profiles how many people the hub tells apart
 */
record DemoResult(
        Map<String, Written> written,
        Map<String, Run> imports,
        Map<String, Map<String, Long>> reasons,
        long profiles,
        List<SegmentStatus> segments,
        List<SyncRun> syncs,
        Map<String, Duration> times) {

    /** Whether the hub counted what whoever wrote the file counted. */
    static boolean isAsWritten(Written written, ImportCounts counts) {
        return counts.read() == written.rows()
                && counts.invalid() == written.invalid()
                && counts.unchanged() == written.repeated()
                && counts.suppressed() == 0;
    }

    long subjects() {
        return written.values().stream().mapToLong(Written::subjects).sum();
    }

    /** Whether every run ended, every book balances and nothing came out otherwise than it was put in. */
    boolean isGood() {
        boolean taken = imports.keySet().equals(written.keySet())
                && imports.entrySet().stream().allMatch(entry -> isGood(entry.getKey(), entry.getValue()));
        boolean computed = segments.stream().allMatch(segment -> segment.state() == SegmentStatus.State.FRESH);
        boolean sent = syncs.size() == 2 && syncs.stream().allMatch(DemoResult::isGood);
        return taken && computed && sent;
    }

    private boolean isGood(String source, Run run) {
        Written counts = written.get(source);
        return counts != null
                && run.state() == RunState.FINISHED
                && run.imported().balance()
                && isAsWritten(counts, run.imported());
    }

    private static boolean isGood(SyncRun run) {
        return run.state() == SyncRun.State.FINISHED
                && run.books().balance()
                && run.books().delivered() > 0
                && run.books().pending() == 0;
    }
}
