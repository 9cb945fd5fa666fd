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

    @Override
    public final void check(Node stream, Problems problems) {
        StreamOptions.read(stream, problems);
    }
}
