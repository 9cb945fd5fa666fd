package io.serai.connectors.kafka;

import io.serai.connector.Connector;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Destination;
import io.serai.connector.Features;
import io.serai.connector.Operation;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Sends members to a topic, a message each, with the identifier as its key. */
public final class KafkaConnector implements Connector {
    private final Duration patience;

    public KafkaConnector() {
        this(Brokers.PATIENCE);
    }

    /** @param patience for how long a broker's answer is waited for */
    KafkaConnector(Duration patience) {
        this.patience = patience;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public ObjectShape options() {
        return Brokers.options().build();
    }

    @Override
    public ObjectShape audience() {
        return Shape.object("audience")
                .required("topic", Shape.text(), "The topic; it is not made if it is not there.")
                .optional(
                        "removals",
                        Shape.oneOf(List.of("message", "tombstone")),
                        "Who leaves is told by a message, or by one without a value, as compacted topics want it;"
                                + " message unless said.")
                .build();
    }

    @Override
    public Optional<Features> features() {
        return Optional.of(Features.of(
                EnumSet.of(Operation.REMOVE, Operation.ADD),
                false,
                Features.Answers.PER_MEMBER,
                KafkaDestination.MAX_MEMBERS));
    }

    @Override
    public Destination open(Settings options, Settings audience, ConnectorContext context) {
        boolean tombstones =
                audience.text("removals").filter("tombstone"::equals).isPresent();
        return new KafkaDestination(
                Brokers.of(options, Side.DESTINATION, context.name(), patience),
                audience.require("topic"),
                tombstones,
                context.clock());
    }
}
