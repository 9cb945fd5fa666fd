package io.serai.connectors.camel;

import io.serai.connector.Connector;
import io.serai.document.ObjectShape;
import io.serai.source.SourceKind;
import java.util.List;
import java.util.Optional;

/**
 * A connector that is a Camel endpoint.
 *
 * @param settings the keys of the options
 * @param from where records are consumed, if it is a source
 * @param to where members are sent, if it is a destination
 */
public record CamelDefinition(String name, List<Setting> settings, Optional<Uri> from, Optional<Uri> to) {
    public CamelDefinition {
        settings = List.copyOf(settings);
    }

    ObjectShape options() {
        return Setting.shape(settings);
    }

    public Optional<SourceKind> sourceKind() {
        return from.map(uri -> new CamelSourceKind(this, uri));
    }

    public Optional<Connector> connector() {
        return to.map(uri -> new CamelConnector(this, uri));
    }
}
