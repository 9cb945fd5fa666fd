package io.serai.operate;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Endpoints;
import io.serai.connector.Pauser;
import io.serai.connector.Transport;
import io.serai.connector.Vault;
import java.time.Clock;

/** What the hub lends to every connector. */
record Lending(Clock clock, Transport transport, Endpoints endpoints, Vault vault) {
    /** @param name the source's or destination's */
    ConnectorContext to(String name) {
        return new ConnectorContext(name, clock, transport, endpoints, Pauser.REAL, vault);
    }
}
