package io.serai.config;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;

/** A connector that records can be pulled by, such as {@code file}. Stateless and thread-safe. */
public interface SourceKind {
    /** The name YAML knows it by. */
    String name();

    /** The keys of a source's {@code options}, each a scalar. */
    ObjectShape options();

    /** The keys of one of its streams; among them a required {@code mapping}. */
    ObjectShape stream();

    /** Checks what the shape of a stream cannot say; the shape has accepted the node. */
    void check(Node stream, Problems problems);
}
