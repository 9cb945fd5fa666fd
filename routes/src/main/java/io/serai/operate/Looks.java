package io.serai.operate;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.profile.Streams.StreamName;
import io.serai.run.Look;
import io.serai.run.LookStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last look at each stream, or the last that came of a stream that comes by itself. What has changed is kept in the
 * store at once, and what has not every few seconds: a stream may bring a thousand messages a second. Thread-safe.
 */
final class Looks {
    private static final Set<ErrorCode> REFUSALS =
            EnumSet.of(ErrorCode.SOURCE_REFUSED_CREDENTIAL, ErrorCode.SOURCE_FORBIDDEN);

    private static final Logger LOG = LoggerFactory.getLogger(Looks.class);
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final LookStore store;
    /** By this hub. */
    private final Map<StreamName, Noted> all = new ConcurrentHashMap<>();

    Looks(LookStore store) {
        this.store = store;
    }

    /**
     * @param version of the files that said how to reach it
     * @param kept when the store was last told
     */
    private record Noted(Look look, String version, Instant kept) {}

    void note(StreamName stream, Look look, String version) {
        Optional<Noted> before = Optional.ofNullable(all.get(stream));
        boolean same = before.filter(noted -> code(noted.look()).equals(code(look)))
                .filter(noted -> noted.kept().plus(KEPT).isAfter(look.at()))
                .isPresent();
        all.put(stream, new Noted(look, version, same ? before.orElseThrow().kept() : look.at()));
        if (!same) {
            keep(stream, look);
        }
    }

    /** What becomes of a read must not depend on it. */
    private void keep(StreamName stream, Look look) {
        try {
            store.save(stream.toString(), look);
        } catch (SeraiException e) {
            LOG.warn("how {} fares is not kept: {}", stream, e.code());
        }
    }

    private static Optional<ErrorCode> code(Look look) {
        return look.failure().map(SeraiException::code);
    }

    /**
     * The last one of any hub.
     *
     * @throws SeraiException STORE_UNAVAILABLE
     */
    Optional<Look> of(StreamName stream) {
        Optional<Look> ours = Optional.ofNullable(all.get(stream)).map(Noted::look);
        return Stream.concat(ours.stream(), store.of(stream.toString()).stream())
                .max(Comparator.comparing(Look::at));
    }

    /**
     * The streams that were not let in, by files that are others now.
     *
     * @param version of the files as they are; empty for a stream that is no more
     */
    List<StreamName> mended(Function<StreamName, Optional<String>> version) {
        return all.entrySet().stream()
                .filter(noted -> noted.getValue()
                        .look()
                        .failure()
                        .filter(failure -> REFUSALS.contains(failure.code()))
                        .isPresent())
                .filter(noted -> version.apply(noted.getKey())
                        .filter(now -> !now.equals(noted.getValue().version()))
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }
}
