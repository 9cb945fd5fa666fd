package io.serai.source;

import io.serai.document.Node;
import java.util.Optional;

/**
 * What it means that a read of everything does not come by a record that is stored: the source has it no more.
 *
 * @param most largest share of the stream's records that may go at once, as 0.20
 */
public record Absence(double most) {
    /** The key of a stream that asks for it. */
    public static final String KEY = "deletions";

    /** The key of its limit. */
    public static final String MOST_KEY = "most_deletions";

    private static final double USUAL = 0.20;

    enum Deletions {
        BY_ABSENCE
    }

    /** What a stream's keys ask for. */
    public static Optional<Absence> of(Node stream) {
        return stream.get(KEY)
                .map(asked ->
                        new Absence(stream.get(MOST_KEY).map(Node::percent).orElse(USUAL)));
    }

    /** However many it may be: a person has looked. */
    public Absence allowingAll() {
        return new Absence(1);
    }

    /** Whether so many may go. */
    public boolean allows(long gone, long all) {
        return gone <= most * all;
    }
}
