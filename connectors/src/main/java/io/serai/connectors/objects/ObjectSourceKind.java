package io.serai.connectors.objects;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.source.SourceKind;

/** What the kinds of source that hold objects have in common: their streams. Stateless and thread-safe. */
public abstract class ObjectSourceKind implements SourceKind {
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
