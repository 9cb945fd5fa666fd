package io.serai.operate;

import io.serai.profile.Streams.StreamName;
import java.util.List;
import java.util.Optional;

/** The routes a hub runs on, as far as its operator is concerned. Thread-safe. */
public interface RouteControl {
    /** What the names of the routes of streams begin with. */
    String STREAM = "source.";

    /** What the names of the routes of syncs begin with. */
    String SYNC = "sync.";

    /** What the names of the routes of the API begin with. */
    String API = "api.";

    /** What the name of a Kamelet's own route ends in, after that of the route that consumes from it. */
    String KAMELET = ".kamelet";

    /** The route that a stream's records come by. */
    static String idOf(StreamName stream) {
        return STREAM + stream;
    }

    /** The stream whose records come by a route; empty if it is another kind of route. */
    static Optional<StreamName> streamOf(String routeId) {
        return routeId.startsWith(STREAM) ? StreamName.parse(routeId.substring(STREAM.length())) : Optional.empty();
    }

    /** How a route stands, such as started or suspended; empty if there is no such route. */
    Optional<String> state(String routeId);

    /** Every route there is, by id. */
    List<RouteFigures> figures();
}
