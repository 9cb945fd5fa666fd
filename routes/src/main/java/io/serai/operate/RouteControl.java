package io.serai.operate;

import java.util.Optional;

/** The routes a hub runs on, as far as its operator is concerned. Thread-safe. */
public interface RouteControl {
    /** How a route stands, such as started or suspended; empty if there is no such route. */
    Optional<String> state(String routeId);
}
