package io.serai.source;

import io.serai.document.Node;
import io.serai.error.SeraiException;
import java.util.List;

/** An open connection to a source. Thread-safe; reads of one stream never overlap. */
public interface Source extends AutoCloseable {
    /**
     * Asks whether the source can be reached and lets us in; changes nothing there. The message tells a wrong address from a
     * wrong credential from a right that is missing. What a right is needed for may be a stream's: {@link SourceStream#check}.
     *
     * @throws SeraiException SOURCE_UNREACHABLE, SOURCE_REFUSED_CREDENTIAL, SOURCE_FORBIDDEN or CONFIG_INVALID
     */
    void check();

    /**
     * What it has to offer. Costs one small request a stream.
     *
     * @param samples most records to show of each stream
     * @throws SeraiException as {@link #check}
     */
    List<DiscoveredStream> discover(int samples);

    /** One of its streams, ready to be read. Reaches for nothing outside before it is read. */
    SourceStream stream(String name, Node settings);

    /**
     * Idempotent. Reads under way, on whatever thread, fail soon with a code that is retriable and never end as if they
     * were whole; {@link Reads} sees to it. No thread of the source outlives it for long.
     */
    @Override
    void close();
}
