package io.serai.route;

import io.serai.document.ObjectShape;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.util.URISupport;

/**
 * Addresses of endpoints, which may hold credentials. Routes name them by a placeholder, so that whoever reads a route's
 * text (Camel offers it over JMX) reads no address. Thread-safe.
 */
final class Addresses implements PropertiesSource {
    private static final String PREFIX = "serai.address.";

    private final Map<String, String> byKey = new ConcurrentHashMap<>();

    private final Set<String> hidden = ConcurrentHashMap.newKeySet();

    private Addresses() {}

    static Addresses in(CamelContext camel) {
        Addresses addresses = new Addresses();
        camel.getPropertiesComponent().addPropertiesSource(addresses);
        return addresses;
    }

    /** What a route consumes from instead of the address. */
    String placeholder(String route, String address) {
        byKey.put(PREFIX + route, address);
        return "{{" + PREFIX + route + "}}";
    }

    /** Lets Camel mask what is secret among options wherever it shows an address itself. */
    void hide(ObjectShape options) {
        options.keys().stream()
                .filter(key -> key.shape().isSecret())
                .filter(key -> hidden.add(key.name()))
                .forEach(key -> URISupport.addSanitizeKeywords(key.name()));
    }

    @Override
    public String getName() {
        return "serai-addresses";
    }

    /** Null, as Camel asks for it, where there is none. */
    @Override
    @SuppressWarnings("NullAway")
    public String getProperty(String name) {
        return byKey.get(name);
    }
}
