package io.serai.route;

import io.serai.connector.Endpoints;
import io.serai.error.Traces;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.model.ModelCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Endpoints of the hub's Camel context. Camel's messages may quote an address, so only their kinds are logged. */
public final class CamelEndpoints implements Endpoints {
    private static final Logger LOG = LoggerFactory.getLogger(CamelEndpoints.class);

    private final ModelCamelContext camel;
    private final ProducerTemplate producer;

    public CamelEndpoints(ModelCamelContext camel) {
        this.camel = camel;
        this.producer = camel.createProducerTemplate();
    }

    @Override
    public synchronized boolean learn(String name, String kamelet) {
        if (camel.getRouteTemplateDefinition(name) != null) {
            return true;
        }
        try {
            CamelRoutes.read(camel, kamelet);
            return true;
        } catch (Exception e) {
            LOG.warn("a route cannot be read: {}", Traces.withoutMessages(e));
            return false;
        }
    }

    @Override
    public boolean exists(String uri) {
        try {
            return camel.getEndpoint(uri) != null;
        } catch (RuntimeException e) {
            LOG.warn("an endpoint cannot be made: {}", Traces.withoutMessages(e));
            return false;
        }
    }

    @Override
    public boolean send(String uri, byte[] body) {
        try {
            Exchange answer =
                    producer.request(uri, exchange -> exchange.getMessage().setBody(body));
            if (answer.getException() == null) {
                return true;
            }
            LOG.warn("an endpoint failed: {}", Traces.withoutMessages(answer.getException()));
        } catch (RuntimeException e) {
            LOG.warn("an endpoint failed: {}", Traces.withoutMessages(e));
        }
        return false;
    }
}
