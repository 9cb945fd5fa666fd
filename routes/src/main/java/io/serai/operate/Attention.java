package io.serai.operate;

import io.serai.alert.Concern;
import io.serai.alert.Concerns;
import io.serai.alert.Notices;
import io.serai.alert.Trouble;
import io.serai.config.ConfigState;
import io.serai.config.HubConfig;
import io.serai.document.Problem;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.DeadLetters;
import io.serai.privacy.PrivacyRequests;
import io.serai.run.Run;
import io.serai.segment.SegmentStatus;
import io.serai.trait.TraitStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that needs somebody, found in how things stand; see {@link Standing}. Thread-safe. */
public final class Attention {
    /** Far more than a refresh takes, unless the store has more to do than it can. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Operations hub;
    private final Status status;
    private final Concerns concerns;
    private final Notices notices;
    private final Clock clock;
    private final Lateness late;

    public Attention(Operations hub, Status status) {
        this.hub = hub;
        this.status = status;
        this.concerns = new Concerns(hub.database());
        this.clock = hub.clock();
        this.notices = new Notices(hub.database(), clock);
        this.late = new Lateness(PATIENCE, clock);
    }

    /** All of it now, the most harmful first. Never throws: a store that does not answer is one of them. */
    public List<Concern> list() {
        List<Concern> found = new ArrayList<>(configuration());
        try {
            found.addAll(stored());
            Map<Concern.Key, Concerns.Known> known = concerns.known();
            found.replaceAll(concern -> Optional.ofNullable(known.get(concern.key()))
                    .filter(before -> before.code() == concern.code())
                    .map(before -> concern.knownSince(before.since()))
                    .orElse(concern));
        } catch (SeraiException e) {
            found.add(concern(
                    Trouble.STORE,
                    "hub",
                    name(),
                    e.code(),
                    "The store does not answer: " + e.code().summary(),
                    "Look at MariaDB; work waits and goes on by itself.",
                    "/health/ready"));
        }
        return found.stream().sorted(Concern.BY_HARM).toList();
    }

    private String name() {
        return config().hub().name();
    }

    private HubConfig config() {
        return hub.configuration().running();
    }

    private Concern concern(
            Trouble trouble, String kind, String name, ErrorCode code, String message, String cure, String link) {
        return new Concern(trouble, kind, name, code, clock.instant(), message, cure, link);
    }

    /** One for each file that is refused, however much is wrong with it. */
    private List<Concern> configuration() {
        ConfigState config = hub.configuration();
        Map<String, List<Problem>> files = new LinkedHashMap<>();
        config.problems()
                .forEach(problem -> files.computeIfAbsent(problem.file(), fresh -> new ArrayList<>())
                        .add(problem));
        List<Concern> found = new ArrayList<>();
        files.forEach((file, problems) -> {
            Problem first = problems.get(0);
            String more = problems.size() > 1 ? " There are " + (problems.size() - 1) + " problems more." : "";
            found.add(concern(
                    Trouble.REFUSED,
                    "file",
                    file,
                    ErrorCode.CONFIG_INVALID,
                    "Line " + first.line() + ": " + first.message() + more,
                    first.cure(),
                    "/api/v1/status"));
        });
        if (!config.pending().isEmpty()) {
            found.add(concern(
                    Trouble.PENDING,
                    "hub",
                    name(),
                    ErrorCode.CHANGES_PENDING,
                    "Changes of "
                            + String.join(
                                    ", ",
                                    config.pending().stream()
                                            .map(kind -> kind.word())
                                            .sorted()
                                            .toList())
                            + " wait to be applied.",
                    "Look at 'serai plan', then 'serai apply'.",
                    "/api/v1/status"));
        }
        return found;
    }

    private List<Concern> stored() {
        List<Concern> found = new ArrayList<>();
        ingest().ifPresent(found::add);
        status.sources().forEach(source -> source(source, found));
        status.segments().forEach(segment -> segment(segment).ifPresent(found::add));
        status.traits().forEach(trait -> trait(trait).ifPresent(found::add));
        status.destinations().forEach(destination -> destination(destination).ifPresent(found::add));
        status.syncs().forEach(sync -> sync(sync, found));
        hub.core().deadLetters().heaps().forEach(heap -> found.add(letters(heap)));
        hub.core().privacyRequests().overdue().ifPresent(overdue -> found.add(overdue(overdue)));
        config().alerts().keySet().forEach(alert -> untold(alert).ifPresent(found::add));
        found.addAll(Ends.of(config(), hub.keys().list(), clock.instant()));
        return found;
    }

    private Optional<Concern> ingest() {
        Status.Check ingest = status.health().ingest();
        return ingest.up()
                ? Optional.empty()
                : Optional.of(concern(
                        Trouble.INGEST,
                        "hub",
                        name(),
                        ErrorCode.INGEST_WAITS,
                        ingest.detail(),
                        "End what holds the lock, or wait for the rebuild.",
                        "/health/ready"));
    }

    private void source(SourceStatus source, List<Concern> found) {
        source.lastRun().ifPresent(run -> books(run, "source", source.id()).ifPresent(found::add));
        source.look().flatMap(look -> look.failure()).ifPresent(failure -> {
            boolean held = source.state().equals("held");
            if (held || source.state().equals("failed")) {
                found.add(concern(
                        held ? Trouble.BRAKE : Trouble.FAILED,
                        "source",
                        source.id(),
                        failure.code(),
                        String.valueOf(failure.getMessage()),
                        held
                                ? "Look at the source; 'serai source run " + source.id() + " --allow-deletions' lets"
                                        + " them go."
                                : "Mend it at the source or in its file; the next look is by itself.",
                        "/api/v1/routes/" + RouteControl.idOf(source.streamName())));
            }
        });
    }

    private Optional<Concern> books(Run run, String kind, String name) {
        return run.errorCode()
                .filter(ErrorCode.BOOKS_UNBALANCED.name()::equals)
                .map(code -> concern(
                        Trouble.BOOKS,
                        kind,
                        name,
                        ErrorCode.BOOKS_UNBALANCED,
                        "The counts of run " + run.id() + " do not add up.",
                        "It is a defect of Serai: report it with 'serai run show " + run.id() + "'.",
                        "/api/v1/runs/" + run.id()));
    }

    private Optional<Concern> segment(SegmentStatus segment) {
        Optional<Instant> behind = late.of("segment." + segment.name(), segment.state() == SegmentStatus.State.STALE);
        String link = "/api/v1/segments/" + segment.name();
        if (segment.state() == SegmentStatus.State.FAILED) {
            return segment.error().map(error -> failed("segment", segment.name(), error, link));
        }
        return behind.map(since -> concern(
                        Trouble.BEHIND,
                        "segment",
                        segment.name(),
                        ErrorCode.SEGMENT_BEHIND,
                        "The members are " + segment.lag() + " units of work behind.",
                        "Look at the load of MariaDB; 'serai segment show " + segment.name() + "' says more.",
                        link)
                .knownSince(since));
    }

    private Optional<Concern> trait(TraitStatus trait) {
        return trait.state() == SegmentStatus.State.FAILED
                ? trait.error().map(error -> failed("trait", trait.name(), error, "/api/v1/traits/" + trait.name()))
                : Optional.empty();
    }

    private Concern failed(String kind, String name, SegmentStatus.Failure error, String link) {
        return concern(
                Trouble.FAILED,
                kind,
                name,
                error.code(),
                error.message(),
                "What there was before stays; it is tried again by itself. Change its definition if that is why.",
                link);
    }

    private Optional<Concern> destination(DestinationStatus destination) {
        return destination
                .failure()
                .map(run -> concern(
                        Trouble.FAILED,
                        "destination",
                        destination.name(),
                        ErrorCode.valueOf(run.errorCode().orElseThrow()),
                        run.error().orElse("") + " It is sent to by " + String.join(", ", destination.syncs()) + ".",
                        "Mend the destination or its credential; nothing is lost, the next run goes on.",
                        "/api/v1/runs/" + run.id()));
    }

    /** What is its destination's doing is told once, of that. */
    private void sync(SyncView sync, List<Concern> found) {
        String link = "/api/v1/syncs/" + sync.name();
        sync.settled().ifPresent(run -> {
            Optional<Concern> books = books(run, "sync", sync.name());
            books.ifPresent(found::add);
            if (books.isEmpty() && !sync.state().equals("removed") && !Standing.isOfDestination(run)) {
                ended(sync, run, link).ifPresent(found::add);
            }
        });
        sync.erasureWaits()
                .ifPresent(waits -> found.add(concern(
                        Trouble.ERASURE,
                        "sync",
                        sync.name(),
                        ErrorCode.ERASURE_WAITS,
                        waits,
                        "Let the sync run, or erase them by hand.",
                        link)));
        byHand(sync, link).ifPresent(found::add);
    }

    private Optional<Concern> byHand(SyncView sync, String link) {
        return sync.stored()
                .filter(stored -> sync.byHand() > 0)
                .map(stored -> concern(
                        Trouble.UNERASED,
                        "sync",
                        sync.name(),
                        ErrorCode.ERASE_BY_HAND,
                        "The destination '" + stored.destination() + "' may still know " + sync.byHand()
                                + " who may never be stored again, and does not erase them by itself.",
                        "Erase them there: 'serai sync erasures " + sync.name() + "' has them. Then 'serai sync erased "
                                + sync.name() + " ID'.",
                        link + "/erasures"));
    }

    private Optional<Concern> ended(SyncView sync, Run run, String link) {
        String message = run.error().orElse("");
        return switch (run.state()) {
            case HELD ->
                Optional.of(concern(
                        Trouble.BRAKE,
                        "sync",
                        sync.name(),
                        ErrorCode.BRAKE,
                        message,
                        "Look at it with 'serai sync dry-run " + sync.name() + "', then 'serai sync release "
                                + sync.name() + "'.",
                        link));
            case FAILED ->
                Optional.of(concern(
                        Trouble.FAILED,
                        "sync",
                        sync.name(),
                        run.errorCode().map(ErrorCode::valueOf).orElse(ErrorCode.INTERNAL),
                        message,
                        "Run " + run.id() + " says more; nothing is lost, the next run goes on.",
                        link));
            case RUNNING, WAITING, FINISHED, CANCELLED -> Optional.empty();
        };
    }

    private Optional<Concern> untold(String alert) {
        return notices.tally(alert)
                .failure()
                .map(why -> concern(
                        Trouble.UNTOLD,
                        "alert",
                        alert,
                        ErrorCode.ALERT_UNDELIVERED,
                        why,
                        "Mend it, then 'serai alert test " + alert + "'; what waits is told by itself.",
                        "/api/v1/alerts"));
    }

    private Concern overdue(PrivacyRequests.Overdue overdue) {
        return concern(
                        Trouble.OVERDUE,
                        "privacy",
                        name(),
                        ErrorCode.REQUEST_OVERDUE,
                        overdue.number() + " are past the law's due date.",
                        "Look at them with 'serai privacy list --state open', then fulfil or refuse them.",
                        "/api/v1/privacy/requests?state=open")
                .knownSince(
                        overdue.first().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private Concern letters(DeadLetters.Heap heap) {
        return concern(
                        Trouble.LETTERS,
                        heap.stage().equals("import") ? "source" : "sync",
                        heap.name(),
                        ErrorCode.DEAD_LETTERS_OPEN,
                        heap.open() + " are open.",
                        "Look at them with 'serai dead-letter list', then retry or discard them.",
                        "/api/v1/dead-letters?state=open&name=" + heap.name())
                .knownSince(heap.since());
    }
}
