package io.serai.connectors.objects;

import io.serai.connector.Settings;
import io.serai.document.Durations;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.source.SourceKind;
import java.time.Duration;

/** What the kinds of source that hold objects have in common: their streams, and how they settle. Stateless and thread-safe. */
public abstract class ObjectSourceKind implements SourceKind {
    private static final Duration SETTLE = Duration.ofSeconds(30);

    /** The option {@code settle}, for places that show files while they are being written. */
    protected static ObjectShape.Builder withSettle(ObjectShape.Builder options) {
        return options.optional(
                "settle", Shape.duration(), "How long a file must lie unchanged to be whole; 30s unless said.");
    }

    /** What {@link #withSettle} says. */
    protected static Duration settle(Settings options) {
        return options.text("settle").flatMap(Durations::parse).orElse(SETTLE);
    }

    @Override
    public final ObjectShape stream() {
        return StreamOptions.SHAPE;
    }

    /** Every object is a whole state of the stream then. */
    @Override
    public final boolean readsEverything(Node stream) {
        return true;
    }

    @Override
    public final void check(Node stream, Problems problems) {
        StreamOptions.read(stream, problems);
    }
}
