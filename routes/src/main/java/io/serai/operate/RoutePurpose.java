package io.serai.operate;

import io.serai.profile.Streams.StreamName;

/**
 * What a route is for.
 *
 * @param name the stream, the sync or the group of the API; of the hub's own work the route
 */
public record RoutePurpose(Kind kind, String name) {
    /** Whose work a route does. */
    public enum Kind {
        SOURCE,
        SYNC,
        API,
        HUB
    }

    /** The purpose that a route's id tells. */
    public static RoutePurpose of(String routeId) {
        String id = routeId.endsWith(RouteControl.KAMELET)
                ? routeId.substring(0, routeId.length() - RouteControl.KAMELET.length())
                : routeId;
        if (id.startsWith(RouteControl.SYNC)) {
            return new RoutePurpose(Kind.SYNC, id.substring(RouteControl.SYNC.length()));
        }
        if (id.startsWith(RouteControl.API)) {
            return new RoutePurpose(Kind.API, id.substring(RouteControl.API.length()));
        }
        return RouteControl.streamOf(id)
                .map(StreamName::toString)
                .map(name -> new RoutePurpose(Kind.SOURCE, name))
                .orElseGet(() -> new RoutePurpose(Kind.HUB, id));
    }
}
