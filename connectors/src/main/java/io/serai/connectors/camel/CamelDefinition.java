package io.serai.connectors.camel;

import io.serai.connector.Connector;
import io.serai.connector.Endpoints;
import io.serai.document.ObjectShape;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.source.SourceKind;
import java.util.List;
import java.util.Optional;

/**
 * A connector that is a Camel endpoint.
 *
 * @param settings the keys of the options
 * @param from where records are consumed, if it is a source
 * @param to where members are sent, if it is a destination
 * @param route what Camel must be told before the addresses mean something
 */
public record CamelDefinition(
        String name, List<Setting> settings, Optional<Uri> from, Optional<Uri> to, Optional<CamelRoute> route) {
    public CamelDefinition {
        settings = List.copyOf(settings);
    }

    /** One that is a Kamelet. */
    static CamelDefinition of(String name, Kamelet kamelet, Optional<CamelRoute> route) {
        Optional<Uri> uri = Optional.of(new Uri.OfKamelet(kamelet));
        return new CamelDefinition(
                name,
                kamelet.settings(),
                uri.filter(one -> kamelet.isSource()),
                uri.filter(one -> !kamelet.isSource()),
                route);
    }

    /**
     * Lets Camel know a route that stands in the definition.
     *
     * @throws SeraiException CONFIG_INVALID if it cannot read it
     */
    void introduce(Endpoints endpoints) {
        if (route.filter(one -> !endpoints.learn(one.name(), one.text())).isPresent()) {
            throw new SeraiException(
                    ErrorCode.CONFIG_INVALID,
                    "Camel cannot read the route of connector '" + name + "'. Run 'serai validate'; the log names the"
                            + " failure.");
        }
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
