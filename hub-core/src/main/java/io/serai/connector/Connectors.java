package io.serai.connector;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The connectors of a hub by name. Immutable. */
public final class Connectors {
    private final Map<String, Connector> byName = new LinkedHashMap<>();

    /** Where two have one name, the later one counts: a user's own definition goes before one that ships. */
    public Connectors(Collection<Connector> connectors) {
        connectors.forEach(connector -> byName.put(connector.name(), connector));
    }

    public Optional<Connector> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** In the order of their names. */
    public List<Connector> all() {
        return byName.values().stream()
                .sorted(Comparator.comparing(Connector::name))
                .toList();
    }

    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }
}
