package io.serai.connector;

/** A {@code destination: NAME} file: a connector with its settings. */
public record DestinationDefinition(String name, Connector connector, Settings options, Settings audience) {
    /** Opens it; see {@link Connector#open}. */
    public Destination open(ConnectorContext context) {
        return connector.open(options, audience, context);
    }

    @Override
    public String toString() {
        return "DestinationDefinition[" + name + "]";
    }
}
