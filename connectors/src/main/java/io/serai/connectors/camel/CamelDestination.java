package io.serai.connectors.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.connector.Capabilities;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.SyncMode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An endpoint that gets a JSON object a member: {@code op}, {@code audience}, the identifier under its namespace, and for
 * additions {@code fields}. Endpoints say no more than that they took a message. Thread-safe.
 */
final class CamelDestination implements Destination {
    private static final int MAX_MEMBERS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

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
            } else if (context.endpoints().send(endpoint, message(delivery, member))) {
                outcomes.add(new Outcome.Accepted());
            } else {
                failed = true;
                outcomes.add(new Outcome.Unknown(ErrorCode.DESTINATION_FAILED));
            }
        }
        return outcomes;
    }

    private byte[] message(Delivery delivery, Member member) {
        ObjectNode message = JSON.createObjectNode()
                .put("op", delivery.operation().word())
                .put("audience", audience.orElse(delivery.sync()))
                .put(delivery.namespace(), member.identifier());
        if (delivery.operation() == Operation.ADD) {
            ObjectNode fields = message.putObject("fields");
            for (Map.Entry<String, Optional<Object>> field : member.fields().entrySet()) {
                fields.set(field.getKey(), JSON.valueToTree(field.getValue().orElse(null)));
            }
        }
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    @Override
    public void close() {}
}
