package io.serai.jmx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.management.ObjectName;
import org.jolokia.core.api.LogHandler;
import org.jolokia.json.JSONStructure;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.StaticConfiguration;
import org.jolokia.server.core.http.HttpRequestHandler;
import org.jolokia.server.core.request.BadRequestException;
import org.jolokia.server.core.request.EmptyResponseException;
import org.jolokia.server.core.restrictor.AbstractConstantRestrictor;
import org.jolokia.server.core.service.JolokiaServiceManagerFactory;
import org.jolokia.server.core.service.api.JolokiaServiceManager;
import org.jolokia.service.jmx.LocalRequestHandler;
import org.jolokia.service.serializer.JolokiaSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers JMX over HTTP as Jolokia speaks it. Who may ask is the API's to say. Thread-safe. */
public final class Jolokia implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Jolokia.class);
    private static final String PATH = "/jolokia";

    private final JolokiaServiceManager services;
    private final HttpRequestHandler handler;

    public Jolokia(String hub) {
        StaticConfiguration configuration = new StaticConfiguration(
                ConfigKey.AGENT_ID, "serai-" + hub, ConfigKey.ALLOW_ERROR_DETAILS, "false", ConfigKey.DEBUG, "false");
        services = JolokiaServiceManagerFactory.createJolokiaServiceManager(configuration, new Log(), new Exposed());
        services.addService(new JolokiaSerializer());
        services.addService(new LocalRequestHandler(1));
        handler = new HttpRequestHandler(services.start());
    }

    /** Jolokia's answer to a request without a body: who it is. */
    public String version() {
        try {
            return handler.handleGetRequest(PATH, "/version", Map.of()).toJSONString();
        } catch (BadRequestException | EmptyResponseException e) {
            throw new IllegalStateException("what its version is Jolokia always says", e);
        }
    }

    /** Jolokia's answer to a request, or to several; its failures are answers too. */
    public String answer(byte[] body) {
        try (ByteArrayInputStream in = new ByteArrayInputStream(body)) {
            JSONStructure answer = handler.handlePostRequest(PATH, in, StandardCharsets.UTF_8.name(), Map.of());
            return answer.toJSONString();
        } catch (BadRequestException | IOException e) {
            return "{\"status\":400,\"error_type\":\"usage\",\"error\":\"This is no request of Jolokia.\"}";
        } catch (EmptyResponseException e) {
            return "{\"status\":200}";
        }
    }

    @Override
    public void close() {
        services.stop();
    }

    /**
     * What may be asked for: all of ours, and to look at Camel's and the JVM's. Not what would run code, send messages,
     * write the heap to the disk or show the command line.
     */
    private static final class Exposed extends AbstractConstantRestrictor {
        private static final String OURS = "io.serai";
        private static final String CAMEL = "org.apache.camel";

        Exposed() {
            super(true);
        }

        @Override
        public boolean isAttributeWriteAllowed(ObjectName name, String attribute) {
            return false;
        }

        @Override
        public boolean isAttributeReadAllowed(ObjectName name, String attribute) {
            return !isObjectNameHidden(name);
        }

        @Override
        public boolean isOperationAllowed(ObjectName name, String operation) {
            return name.getDomain().equals(OURS)
                    || (name.getDomain().equals(CAMEL) && operation.matches("dump\\w*Stats\\w*AsXml(\\(.*\\))?"));
        }

        @Override
        public boolean isObjectNameHidden(ObjectName name) {
            String domain = name.getDomain();
            boolean isJvm = domain.equals("java.lang") && !"Runtime".equals(name.getKeyProperty("type"));
            return !(domain.equals(OURS) || domain.equals(CAMEL) || isJvm || domain.equals("jolokia"));
        }
    }

    private static final class Log implements LogHandler {
        @Override
        public void debug(String message) {
            LOG.debug("{}", message);
        }

        @Override
        public void info(String message) {
            LOG.debug("{}", message);
        }

        @Override
        public void error(String message, Throwable failure) {
            LOG.warn("{} ({})", message, failure.getClass().getSimpleName());
        }

        @Override
        public boolean isDebug() {
            return false;
        }
    }
}
