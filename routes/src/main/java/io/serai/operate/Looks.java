package io.serai.operate;

import io.serai.error.ErrorCode;
import io.serai.profile.Streams.StreamName;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The last look of this hub at each stream, or the last that came of a stream that comes by itself. Thread-safe. */
final class Looks {
    private static final Set<ErrorCode> REFUSALS =
            EnumSet.of(ErrorCode.SOURCE_REFUSED_CREDENTIAL, ErrorCode.SOURCE_FORBIDDEN);

    private final Map<StreamName, Noted> all = new ConcurrentHashMap<>();

    /** @param version of the files that said how to reach it */
    private record Noted(Sources.Look look, String version) {}

    void note(StreamName stream, Sources.Look look, String version) {
        all.put(stream, new Noted(look, version));
    }

    Optional<Sources.Look> of(StreamName stream) {
        return Optional.ofNullable(all.get(stream)).map(Noted::look);
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
