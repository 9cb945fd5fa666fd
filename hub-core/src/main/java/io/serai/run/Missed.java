package io.serai.run;

import io.serai.document.Node;

/** What becomes of the firings of a schedule that were missed, as while no hub ran. */
public enum Missed {
    /** They are made up for by one firing at once. */
    RUN_ONCE,
    /** They are left out; the next one is the next by the schedule. */
    SKIP;

    /** The key it is written under. */
    public static final String KEY = "missed";

    /** For the reference page. */
    public static final String DOC = "What to do about times that were missed, as while no hub ran: run-once, which is"
            + " so unless said, or skip.";

    /** Of a stream or a sync that a shape has accepted. */
    public static Missed of(Node node) {
        return node.text(KEY).filter("skip"::equals).map(skip -> SKIP).orElse(RUN_ONCE);
    }
}
