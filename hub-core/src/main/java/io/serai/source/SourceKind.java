package io.serai.source;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Settings;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.ReferencePage;
import io.serai.document.Shape;
import io.serai.run.Missed;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A connector that records can be pulled by, such as {@code file}. Stateless and thread-safe. Kinds in Java are found by
 * {@link java.util.ServiceLoader} and need a public constructor without parameters.
 */
public interface SourceKind {
    /** What the key {@code keep_raw} of a stream means. */
    String KEEP_RAW_DOC =
            "How long records are kept as they came, to be replayed, such as 30d; not at all unless said.";

    /** The name YAML knows it by. */
    String name();

    /** The keys of a source's {@code options}, each a scalar. */
    ObjectShape options();

    /** The keys of one of its streams: those of {@link #streamOf} and its own. */
    ObjectShape stream();

    /**
     * Whether every look at such a stream yields all its records, so that one that is missing is gone. The shape has
     * accepted the node.
     */
    default boolean readsEverything(Node stream) {
        return false;
    }

    /** Checks what the shape of a stream cannot say; the shape has accepted the node. */
    void check(Node stream, Problems problems);

    /** A page about it in Markdown, for who sets it up. */
    default String reference() {
        return new ReferencePage(name())
                .text("A source.")
                .section("Options", options())
                .section("Stream", stream())
                .render();
    }

    /** The day the version of the API ends that it reads; empty if none is known. */
    default Optional<LocalDate> sunset() {
        return Optional.empty();
    }

    /** Opens a source; reaches for nothing outside before it is used. */
    Source open(Settings options, ConnectorContext context);

    /** The keys that every stream has. */
    static ObjectShape.Builder streamOf(String title) {
        return Shape.object(title)
                .required("mapping", Shape.name(), "The mapping its records go through.")
                .optional(
                        "schedule",
                        Shape.text(),
                        "When to look: a Quartz cron text such as '0 0/10 * * * ?'; otherwise 'every' counts.")
                .optional("every", Shape.duration(), "How long to wait between two looks; 1m unless said.")
                .optional("keep_raw", Shape.duration(), KEEP_RAW_DOC)
                .optional(
                        Absence.KEY,
                        Shape.oneOf(Absence.Deletions.class),
                        "by-absence: a record that a read of everything does not come by any more is deleted. Without"
                                + " it, only what the source calls deleted is.")
                .optional(
                        Absence.MOST_KEY,
                        Shape.percent(),
                        "Largest share of the stream's records that may be deleted by absence at once; 20% unless said.")
                .optional(Missed.KEY, Shape.oneOf(Missed.class), Missed.DOC);
    }
}
