package io.serai.ingest;

import io.serai.ingest.Histories.Said;
import io.serai.record.CanonicalRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The oracle: who is who when nothing limits linking, from first principles and without sharing code with the hub. */
final class UnionFindJudge {
    private UnionFindJudge() {}

    static Set<Set<String>> people(List<Said> statements) {
        Map<String, Map<String, CanonicalRecord>> latest = new TreeMap<>();
        Map<String, CanonicalRecord> newest = new TreeMap<>();
        for (Said said : statements) {
            String key = said.source() + ":" + said.record().key();
            said.record()
                    .identifiers()
                    .forEach((namespace, values) -> latest.computeIfAbsent(key, any -> new HashMap<>())
                            .merge(namespace, said.record(), (one, other) -> later(one, other, namespace)));
            newest.merge(key, said.record(), UnionFindJudge::laterDeletion);
        }
        Map<String, String> parent = new HashMap<>();
        Map<String, String> holder = new HashMap<>();
        newest.forEach((key, record) -> {
            if (!record.deleted()) {
                parent.put(key, key);
                latest.getOrDefault(key, Map.of()).forEach((namespace, source) -> {
                    if (!namespace.equals("device")) {
                        for (String value : source.identifiers().get(namespace).values()) {
                            if (!value.startsWith("info@")) {
                                String other = holder.putIfAbsent(namespace + " " + value, key);
                                if (other != null) {
                                    parent.put(root(parent, key), root(parent, other));
                                }
                            }
                        }
                    }
                });
            }
        });
        Map<String, Set<String>> people = new HashMap<>();
        parent.keySet()
                .forEach(key -> people.computeIfAbsent(root(parent, key), any -> new TreeSet<>())
                        .add(key));
        return new HashSet<>(people.values());
    }

    private static String root(Map<String, String> parent, String key) {
        String at = key;
        while (!at.equals(parent.get(at))) {
            at = parent.get(at);
        }
        return at;
    }

    private static CanonicalRecord later(CanonicalRecord one, CanonicalRecord other, String namespace) {
        Instant left = one.observedAt().orElseThrow();
        Instant right = other.observedAt().orElseThrow();
        if (!left.equals(right)) {
            return left.isAfter(right) ? one : other;
        }
        return text(one, namespace).compareTo(text(other, namespace)) >= 0 ? one : other;
    }

    private static String text(CanonicalRecord record, String namespace) {
        List<String> values = record.identifiers().get(namespace).values();
        return values.isEmpty() ? "" : values.toString();
    }

    private static CanonicalRecord laterDeletion(CanonicalRecord one, CanonicalRecord other) {
        Instant left = one.observedAt().orElseThrow();
        Instant right = other.observedAt().orElseThrow();
        if (!left.equals(right)) {
            return left.isAfter(right) ? one : other;
        }
        return one.deleted() ? one : other;
    }
}
