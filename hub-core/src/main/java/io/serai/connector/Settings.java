package io.serai.connector;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A destination's options or audience: scalars by key, secrets apart. Immutable. */
public final class Settings {
    /** No settings at all. */
    public static final Settings NONE = new Settings(Map.of(), Map.of());

    private final Map<String, String> texts;
    private final Map<String, Secret> secrets;

    private Settings(Map<String, String> texts, Map<String, Secret> secrets) {
        this.texts = Map.copyOf(texts);
        this.secrets = Map.copyOf(secrets);
    }

    /** Reads a mapping of scalars; empty if it has problems, which have then been recorded. */
    public static Optional<Settings> read(Node node, ObjectShape shape, Secrets secrets, Problems problems) {
        int before = problems.count();
        if (!shape.accepts(node)) {
            return Optional.empty();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, Secret> hidden = new LinkedHashMap<>();
        for (ObjectShape.Key key : shape.keys()) {
            Optional<Node> value = node.get(key.name());
            if (key.shape().isSecret()) {
                value.flatMap(secrets::secret).ifPresent(secret -> hidden.put(key.name(), secret));
            } else {
                value.flatMap(secrets::text).ifPresent(text -> texts.put(key.name(), text));
            }
        }
        return problems.count() == before ? Optional.of(new Settings(texts, hidden)) : Optional.empty();
    }

    public Optional<String> text(String key) {
        return Optional.ofNullable(texts.get(key));
    }

    /** A setting the connector's shape requires. */
    public String require(String key) {
        return text(key).orElseThrow(() -> new IllegalStateException("no setting " + key));
    }

    public Optional<Secret> secret(String key) {
        return Optional.ofNullable(secrets.get(key));
    }

    /** The keys and values that are no secrets. */
    public Map<String, String> texts() {
        return texts;
    }

    /** When those of the secrets end that say so themselves, by key. */
    public Map<String, Instant> ends() {
        Map<String, Instant> ends = new TreeMap<>();
        secrets.forEach((key, secret) -> secret.end().ifPresent(end -> ends.put(key, end)));
        return ends;
    }

    @Override
    public String toString() {
        return "Settings" + texts.keySet();
    }
}
