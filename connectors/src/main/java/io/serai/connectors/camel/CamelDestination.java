package io.serai.connectors.camel;

import io.serai.connector.Capabilities;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.Member;
import io.serai.connector.Outcome;
import io.serai.connector.SyncMode;
import io.serai.connectors.MemberMessage;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** An endpoint that gets a {@link MemberMessage} a member. Endpoints say no more than that they took it. Thread-safe. */
final class CamelDestination implements Destination {
    private static final int MAX_MEMBERS = 1_000;

    private final String endpoint;
    private final Optional<String> audience;
    private final ConnectorContext context;

    CamelDestination(String endpoint, Optional<String> audience, ConnectorContext context) {
        this.endpoint = endpoint;
        this.audience = audience;
        this.context = context;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(EnumSet.of(SyncMode.MIRROR, SyncMode.ADD_ONLY), MAX_MEMBERS);
    }

    @Override
    public void check() {
        if (!context.endpoints().exists(endpoint)) {
            throw new SeraiException(
                    ErrorCode.CONFIG_INVALID,
                    "The endpoint of destination '" + context.name()
                            + "' cannot be made. Check the options; the log of the hub says which one Camel refuses.");
        }
    }

    /** The first failure ends the delivery: an endpoint that is away is not asked a thousand times. */
    @Override
    public List<Outcome> deliver(Delivery delivery) {
        delivery.refuseErasure();
        List<Outcome> outcomes = new ArrayList<>();
        boolean failed = false;
        for (Member member : delivery.members()) {
            if (failed || context.clock().instant().isAfter(delivery.deadline())) {
                outcomes.add(new Outcome.Retry(ErrorCode.DESTINATION_FAILED, Optional.empty()));
            } else if (context.endpoints()
                    .send(endpoint, MemberMessage.of(delivery, audience.orElse(delivery.sync()), member))) {
                outcomes.add(new Outcome.Accepted());
            } else {
                failed = true;
                outcomes.add(new Outcome.Unknown(ErrorCode.DESTINATION_FAILED));
            }
        }
        return outcomes;
    }

    @Override
    public void close() {}
}
