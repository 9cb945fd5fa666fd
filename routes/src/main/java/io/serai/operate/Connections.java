package io.serai.operate;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sources or destinations that stay open, and are shared with the limits of their accounts, until the files they were
 * opened for change. Thread-safe.
 */
final class Connections<T> implements AutoCloseable {
    private final Consumer<T> closing;
    private final Map<String, Open<T>> open = new HashMap<>();

    /** An open one and the version of the files it was opened for. */
    private record Open<T>(String version, T connection) {}

    Connections(Consumer<T> closing) {
        this.closing = closing;
    }

    /** The one that is open; of another version than it was opened for, it is opened anew and the old one closed. */
    synchronized T get(String name, String version, Supplier<T> opening) {
        Open<T> known = open.get(name);
        if (known != null && known.version().equals(version)) {
            return known.connection();
        }
        T fresh = opening.get();
        open.put(name, new Open<>(version, fresh));
        if (known != null) {
            closing.accept(known.connection());
        }
        return fresh;
    }

    @Override
    public synchronized void close() {
        open.values().forEach(one -> closing.accept(one.connection()));
        open.clear();
    }
}
