package io.serai.segment;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.schema.ProfileSchema;
import java.util.Optional;

/**
 * The events of a person that count: those that pass a filter, in a window. Immutable.
 *
 * @param window empty for all moments, future ones too
 */
public record EventSelection(EventFilter events, Optional<Window> window) {
    /** Adds the keys of a selection, but for the one that names the type. */
    public static ObjectShape.Builder keys(ObjectShape.Builder shape) {
        return Zones.key(EventShape.windows(EventShape.filter(shape)));
    }

    /**
     * Empty if anything is wrong; the problems have then been recorded.
     *
     * @param type names the type of the events
     * @param node has the other keys
     */
    public static Optional<EventSelection> read(Node type, Node node, ProfileSchema schema) {
        return new EventReader(schema).selection(type, node);
    }

    /** The keys but for the type, as the user writes them after others, on one line. */
    public String describe() {
        return events.checks()
                + Zones.describe(events.zone())
                + window.map(span -> ", " + span.describe()).orElse("");
    }
}
