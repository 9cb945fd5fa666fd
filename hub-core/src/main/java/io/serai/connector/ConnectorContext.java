package io.serai.connector;

import java.time.Clock;

/**
 * What the hub lends to a connector.
 *
 * @param name the source's or destination's name, for messages
 */
public record ConnectorContext(
        String name, Clock clock, Transport transport, Endpoints endpoints, Pauser pauser, Vault vault) {
    /** For connectors that need no endpoints, and no memory over restarts. */
    public ConnectorContext(String name, Clock clock, Transport transport, Pauser pauser) {
        this(name, clock, transport, Endpoints.NONE, pauser, Vault.inMemory());
    }
}
