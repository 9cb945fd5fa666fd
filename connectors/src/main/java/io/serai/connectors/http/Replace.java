package io.serai.connectors.http;

import io.serai.connectors.http.HttpDefinition.Link;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.util.Set;

/**
 * How a whole audience takes the place of the one before. Immutable.
 *
 * @param link the request that empties the audience, or one of those that together are the new one
 * @param minItems the fewest members that the vendor takes as a whole
 */
record Replace(By by, Link link, int minItems) {
    static final String SESSION = "replace.session";
    static final String PART = "replace.part";
    static final String LAST = "replace.last";

    /** What the requests of a session may name. */
    static final Set<String> NAMES = Set.of(SESSION, PART, LAST);

    private static final int PAGE = 10_000;

    enum By {
        /** A request empties the audience; then its members are added as ever, by jobs too. Others see it fill. */
        EMPTYING,
        /** Several requests belong together and take effect with the last. */
        SESSION,
        /** One request has them all. */
        WHOLE
    }

    private static final ObjectShape BATCH = Shape.object("a batch of a replacement")
            .optional("max_items", Shape.whole(1, 10_000_000), "Most members of a request; 1 unless said.")
            .optional("max_bytes", Shape.whole(100, 100_000_000), "Largest body; 1,000,000 unless said.")
            .build();

    static final ObjectShape SHAPE = OperationReader.asking(Shape.object("a replacement")
                    .required(
                            "by",
                            Shape.oneOf(By.class),
                            "emptying: the request empties the audience, and members are added as ever; session: in"
                                    + " requests that name ${replace.session}, ${replace.part} from 1 on and"
                                    + " ${replace.last}; whole: in one request."))
            .optional("batch", BATCH, "How many members a request takes.")
            .optional(
                    "min_items", Shape.whole(1, 1_000_000), "The fewest members that make an audience; 1 unless said.")
            .build();

    /** How many members are best handed over at once. */
    int page() {
        return by == By.EMPTYING ? 1 : Math.min(link.maxItems(), PAGE);
    }
}
