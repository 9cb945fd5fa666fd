package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.crypto.Keyring;
import io.serai.profile.SubjectState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Hashes identifiers, each once: the memory of one unit of work. Not thread-safe. */
public final class IdentifierHasher {
    private final Keyring keyring;
    private final Map<String, Map<String, Hash>> known = new HashMap<>();

    public IdentifierHasher(Keyring keyring) {
        this.keyring = keyring;
    }

    public Hash hash(String namespace, String value) {
        return known.computeIfAbsent(namespace, any -> new HashMap<>())
                .computeIfAbsent(value, any -> Hash.of(keyring.hashIdentifier(namespace, value)));
    }

    /** Every identifier a subject holds. */
    public List<Links.Value> values(SubjectState state) {
        List<Links.Value> values = new ArrayList<>();
        for (String namespace : state.namespaces()) {
            for (String value : state.identifiers(namespace)) {
                values.add(new Links.Value(namespace, hash(namespace, value)));
            }
        }
        return values;
    }
}
