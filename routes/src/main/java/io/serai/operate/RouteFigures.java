package io.serai.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a route has done since it was started.
 *
 * @param from the kind of endpoint it begins at, such as file; never its address, which may hold a credential
 * @param total exchanges that ended, whatever came of them
 * @param inFlight exchanges under way
 * @param last how long the exchange before took; zero before the first
 * @param lastExchange when one last ended
 */
public record RouteFigures(
        String id,
        String from,
        String state,
        Duration uptime,
        long total,
        long inFlight,
        Duration mean,
        Duration last,
        Duration max,
        Optional<Instant> lastExchange) {}
