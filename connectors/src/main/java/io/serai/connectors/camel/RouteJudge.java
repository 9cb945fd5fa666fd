package io.serai.connectors.camel;

import java.util.Optional;

/** Reads routes as Camel does. Thread-safe. */
@FunctionalInterface
public interface RouteJudge {
    /** Finds nothing wrong: where no Camel is at hand. */
    RouteJudge NONE = kamelet -> Optional.empty();

    /**
     * What keeps Camel from reading a Kamelet, in a few words; empty if it can. Nothing is started.
     *
     * @param kamelet its text
     */
    Optional<String> problem(String kamelet);
}
