package io.serai.connectors.camel;

import io.serai.connector.Connector;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Destination;
import io.serai.connector.Settings;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.util.Optional;

/** Sends members to a Camel endpoint, one message each. */
final class CamelConnector implements Connector {
    private final CamelDefinition definition;
    private final Uri to;

    CamelConnector(CamelDefinition definition, Uri to) {
        this.definition = definition;
        this.to = to;
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public ObjectShape options() {
        return definition.options();
    }

    @Override
    public ObjectShape audience() {
        return Shape.object("audience")
                .optional("name", Shape.text(), "What the audience is called in every message; the sync's unless said.")
                .build();
    }

    @Override
    public Destination open(Settings options, Settings audience, ConnectorContext context) {
        definition.introduce(context.endpoints());
        return new CamelDestination(to.of(options, Optional.empty()), audience.text("name"), context);
    }
}
