package io.serai.connector;

import java.time.Clock;

/**
 * What the hub lends to a connector.
 *
 * @param name the destination's name, for messages
 */
public record ConnectorContext(String name, Clock clock, Transport transport, Pauser pauser) {}
