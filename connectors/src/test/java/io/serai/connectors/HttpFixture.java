package io.serai.connectors;

import io.serai.connector.Connector;
import io.serai.connector.Transport;
import io.serai.connector.testkit.DestinationBehavior;
import io.serai.connector.testkit.DestinationFixture;
import io.serai.document.Problems;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What fixtures of declarative HTTP destinations have in common. */
public abstract class HttpFixture implements DestinationFixture {
    private static final String KEY = "very-secret-key";

    private final String name;
    private final Transport transport = new JdkTransport();
    protected final AilingServer server;

    protected HttpFixture(String name, AilingServer.Place place) {
        this.name = name;
        this.server = new AilingServer(place);
    }

    protected static String key() {
        return KEY;
    }

    @Override
    public Connector connector() {
        Problems problems = new Problems();
        return ShippedConnectors.load(List.of(), problems).find(name).orElseThrow();
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public String options() {
        return options(server.url(), KEY);
    }

    private static String options(String url, String key) {
        return "{ base_url: \"%s\", api_key: %s }".formatted(url, key);
    }

    @Override
    public boolean has(DestinationBehavior behavior) {
        return behavior != DestinationBehavior.SNAPSHOTS && behavior != DestinationBehavior.ERASES;
    }

    @Override
    public List<String> secrets() {
        return List.of(KEY, "wrong-secret-key");
    }

    @Override
    public void ail(DestinationBehavior behavior) {
        server.ail(behavior);
    }

    @Override
    public void mend() {
        server.mend();
    }

    @Override
    public String wrongAddress() {
        return options("http://127.0.0.1:1", KEY);
    }

    @Override
    public String wrongCredential() {
        return options(server.url(), "wrong-secret-key");
    }

    /** Only the fields with a value. */
    protected static Map<String, String> known(Map<String, String> fields) {
        Map<String, String> known = new TreeMap<>(fields);
        known.values().removeIf(String::isEmpty);
        return known;
    }

    @Override
    public void close() {
        server.close();
    }
}
