package io.serai.jmx;

import io.serai.audit.Origin;
import io.serai.operate.Attention;
import io.serai.operate.DestinationStatus;
import io.serai.operate.Operations;
import io.serai.operate.SourceStatus;
import io.serai.operate.Status;
import io.serai.operate.SyncView;
import io.serai.profile.Streams.StreamName;
import io.serai.run.ImportCounts;
import io.serai.run.Run;
import io.serai.run.RunKind;
import io.serai.run.SyncCounts;
import io.serai.segment.SegmentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The beans' bodies: each asks the hub when it is asked. */
final class Beans {
    private Beans() {}

    private static Optional<Run> last(Operations hub, RunKind kind, String name) {
        return hub.runs().list(Optional.of(kind), Optional.of(name), 1).stream().findFirst();
    }

    private static Map<String, Long> books(Run run) {
        Map<String, Long> books = new LinkedHashMap<>();
        if (run.kind() == RunKind.IMPORT) {
            ImportCounts counts = run.imported();
            books.put("read", counts.read());
            books.put("stored", counts.stored());
            books.put("unchanged", counts.unchanged());
            books.put("invalid", counts.invalid());
            books.put("suppressed", counts.suppressed());
            books.put("events", counts.events());
            return books;
        }
        SyncCounts counts = run.synced();
        books.put("selected", counts.selected());
        books.put("delivered", counts.delivered());
        books.put("rejected", counts.rejected());
        books.put("withheld", counts.withheld());
        books.put("pending", counts.pending());
        return books;
    }

    private static boolean balanced(Run run) {
        return run.kind() == RunKind.IMPORT
                ? run.imported().balance()
                : run.synced().balance();
    }

    private static double seconds(Operations hub, Run run) {
        Instant end = run.finishedAt().orElseGet(() -> hub.clock().instant());
        return Duration.between(run.startedAt(), end).toMillis() / 1000.0;
    }

    record HubBean(Operations hub, Status status, Attention attention) implements HubMXBean {
        @Override
        public String getVersion() {
            return status.version();
        }

        @Override
        public String getStartedAt() {
            return status.startedAt().toString();
        }

        @Override
        public boolean isReady() {
            return status.health().ready();
        }

        @Override
        public long getProfiles() {
            return status.profiles();
        }

        @Override
        public long getOpenDeadLetters() {
            return status.openDeadLetters();
        }

        @Override
        public int getConfigProblems() {
            return hub.configuration().problems().size();
        }

        @Override
        public String[] getAttention() {
            return attention.list().stream()
                    .map(concern -> concern.code() + " " + concern.kind() + " " + concern.name())
                    .toArray(String[]::new);
        }

        @Override
        public String[] getPending() {
            return hub.configuration().pending().stream()
                    .map(kind -> kind.word())
                    .sorted()
                    .toArray(String[]::new);
        }
    }

    record RunBean(Operations hub, RunKind kind, String name) implements RunMXBean {
        private Optional<Run> last() {
            return Beans.last(hub, kind, name);
        }

        @Override
        public long getId() {
            return last().map(Run::id).orElse(0L);
        }

        @Override
        public String getState() {
            return last().map(run -> run.state().word()).orElse("");
        }

        @Override
        public String getDetail() {
            return last().map(Run::detail).orElse("");
        }

        @Override
        public String getStartedAt() {
            return last().map(run -> run.startedAt().toString()).orElse("");
        }

        @Override
        public double getSeconds() {
            return last().map(run -> seconds(hub, run)).orElse(0.0);
        }

        @Override
        public Map<String, Long> getBooks() {
            return last().map(Beans::books).orElse(Map.of());
        }

        @Override
        public boolean isBalanced() {
            return last().map(Beans::balanced).orElse(true);
        }

        @Override
        public String getError() {
            return last().flatMap(Run::error).orElse("");
        }
    }

    record SourceBean(Operations hub, Status status, String name) implements SourceMXBean {
        private Optional<Run> last() {
            return Beans.last(hub, RunKind.IMPORT, name);
        }

        private StreamName stream() {
            return StreamName.parse(name).orElseThrow();
        }

        @Override
        public String getState() {
            return status.sources().stream()
                    .filter(source -> source.id().equals(name))
                    .findFirst()
                    .map(SourceStatus::state)
                    .orElse("removed");
        }

        @Override
        public long getLastRun() {
            return last().map(Run::id).orElse(0L);
        }

        @Override
        public String getLastRunState() {
            return last().map(run -> run.state().word()).orElse("");
        }

        @Override
        public String getLastRunAt() {
            return last().map(run -> run.startedAt().toString()).orElse("");
        }

        @Override
        public Map<String, Long> getBooks() {
            return last().map(Beans::books).orElse(Map.of());
        }

        @Override
        public double getRecordsPerSecond() {
            return last().map(run -> run.imported().read() / Math.max(0.001, seconds(hub, run)))
                    .orElse(0.0);
        }

        @Override
        public String getLastError() {
            return last().flatMap(Run::error).orElse("");
        }

        @Override
        public void cancel() {
            hub.sources().cancel(stream());
        }

        @Override
        public void pause() {
            hub.sources().pause(stream());
        }

        @Override
        public void resume() {
            hub.sources().resume(stream());
        }
    }

    record SyncBean(Operations hub, Status status, String name) implements SyncMXBean {
        private Optional<SyncView> view() {
            return status.syncs().stream()
                    .filter(sync -> sync.name().equals(name))
                    .findFirst();
        }

        private Optional<Run> last() {
            return Beans.last(hub, RunKind.SYNC, name);
        }

        @Override
        public String getState() {
            return view().map(SyncView::state).orElse("removed");
        }

        @Override
        public long getLastRun() {
            return last().map(Run::id).orElse(0L);
        }

        @Override
        public String getLastRunAt() {
            return last().map(run -> run.startedAt().toString()).orElse("");
        }

        @Override
        public Map<String, Long> getBooks() {
            return last().map(Beans::books).orElse(Map.of());
        }

        @Override
        public boolean isBalanced() {
            return last().map(Beans::balanced).orElse(true);
        }

        @Override
        public long getLedger() {
            return view().flatMap(SyncView::stored)
                    .map(stored -> stored.ledger())
                    .orElse(0L);
        }

        @Override
        public long getOutbox() {
            return view().flatMap(SyncView::stored)
                    .map(stored -> stored.outbox())
                    .orElse(0L);
        }

        @Override
        public String getLastError() {
            return last().flatMap(Run::error).orElse("");
        }

        @Override
        public long run() {
            return hub.syncs().submit(name);
        }

        @Override
        public void cancel() {
            hub.syncs().cancel(name, Origin.JMX);
        }

        @Override
        public void pause() {
            hub.syncs().pause(name, Origin.JMX);
        }

        @Override
        public void resume() {
            hub.syncs().resume(name, Origin.JMX);
        }

        @Override
        public void release() {
            hub.syncs().release(name, Origin.JMX);
        }
    }

    record DestinationBean(Status status, String name) implements DestinationMXBean {
        private Optional<DestinationStatus> find() {
            return status.destinations().stream()
                    .filter(destination -> destination.name().equals(name))
                    .findFirst();
        }

        @Override
        public String getState() {
            return find().map(DestinationStatus::state).orElse("removed");
        }

        @Override
        public String getLastError() {
            return find().flatMap(DestinationStatus::failure)
                    .flatMap(Run::error)
                    .orElse("");
        }
    }

    record SegmentBean(Operations hub, String name) implements SegmentMXBean {
        private Optional<SegmentStatus> find() {
            return hub.segments().status().stream()
                    .filter(segment -> segment.name().equals(name))
                    .findFirst();
        }

        @Override
        public String getState() {
            return find().map(segment -> segment.state().name().toLowerCase(java.util.Locale.ROOT))
                    .orElse("removed");
        }

        @Override
        public long getMembers() {
            return find().map(SegmentStatus::members).orElse(0L);
        }

        @Override
        public long getLag() {
            return find().map(SegmentStatus::lag).orElse(0L);
        }

        @Override
        public String getComputedAt() {
            return find().flatMap(SegmentStatus::computedAt)
                    .map(Instant::toString)
                    .orElse("");
        }

        @Override
        public String getLastError() {
            return find().flatMap(SegmentStatus::error)
                    .map(SegmentStatus.Failure::message)
                    .orElse("");
        }

        @Override
        public void run() {
            hub.segments().full(name);
        }
    }
}
