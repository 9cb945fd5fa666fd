package io.serai.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.document.Similar;
import io.serai.raw.RawRecord;
import io.serai.schema.ProfileSchema;
import io.serai.source.DiscoveredStream;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mapping to begin with, guessed from names: fields that are called like an identifier or a trait of the schema are
 * mapped to it, the others are listed in comments. A person has to look at it.
 */
final class MappingProposal {
    private static final int DEPTH = 3;

    private final ProfileSchema schema;
    private final DiscoveredStream stream;
    private final Set<String> fields;
    private final Set<String> used = new LinkedHashSet<>();

    MappingProposal(ProfileSchema schema, DiscoveredStream stream) {
        this.schema = schema;
        this.stream = stream;
        this.fields = fields(stream.samples());
    }

    /** The paths of all scalar fields of some records. */
    static Set<String> fields(List<RawRecord> samples) {
        Set<String> fields = new LinkedHashSet<>();
        samples.forEach(sample -> collect("", sample.toJson(), DEPTH, fields));
        return fields;
    }

    private static void collect(String prefix, JsonNode node, int depth, Set<String> fields) {
        for (Iterator<Map.Entry<String, JsonNode>> entries = node.fields(); entries.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = entries.next();
            String path = prefix + entry.getKey();
            if (entry.getValue().isObject() && depth > 1) {
                collect(path + ".", entry.getValue(), depth - 1, fields);
            } else if (!entry.getValue().isContainerNode()) {
                fields.add(path);
            }
        }
    }

    /** The file's text. */
    String yaml() {
        StringBuilder yaml = new StringBuilder("# Guessed from the names of fields: look it over before you use it.\n");
        yaml.append("mapping: ").append(stream.name()).append('\n');
        Optional<String> key = key();
        yaml.append("key: ")
                .append(key.orElse("id   # which field tells one record from another?"))
                .append('\n');
        observedAt()
                .ifPresent(field -> yaml.append("observed_at: ").append(field).append('\n'));
        section(yaml, "identifiers", schema.identifiers().keySet());
        section(yaml, "traits", schema.traits().keySet());
        List<String> left =
                fields.stream().filter(field -> !used.contains(field)).toList();
        if (!left.isEmpty()) {
            yaml.append("# Not mapped: ").append(String.join(", ", left)).append('\n');
        }
        return yaml.toString();
    }

    private Optional<String> key() {
        if (!stream.key().isEmpty()) {
            used.add(stream.key());
            return Optional.of(stream.key());
        }
        Optional<String> key = fields.stream()
                .filter(field -> word(field).equals("id"))
                .findFirst()
                .or(() -> fields.stream()
                        .filter(field -> word(field).endsWith("id"))
                        .findFirst());
        key.ifPresent(used::add);
        return key;
    }

    private Optional<String> observedAt() {
        Optional<String> time = fields.stream()
                .filter(field -> word(field).matches(".*(updated|modified|modstamp|changed).*"))
                .findFirst();
        time.ifPresent(used::add);
        return time;
    }

    private void section(StringBuilder yaml, String title, Collection<String> names) {
        StringBuilder lines = new StringBuilder();
        for (String name : names) {
            field(name).ifPresent(field -> {
                used.add(field);
                lines.append("  ").append(name).append(": ").append(field).append('\n');
            });
        }
        if (!lines.isEmpty()) {
            yaml.append(title).append(":\n").append(lines);
        }
    }

    /** The field called like it, but for case and punctuation; or else one misspelt by little. */
    private Optional<String> field(String name) {
        String wanted = word(name);
        Optional<String> same = fields.stream()
                .filter(field -> word(last(field)).equals(wanted))
                .findFirst();
        return same.or(() -> Similar.nearest(name, unclaimed()));
    }

    /** Fields that nothing of the schema is called like: only those may be another name misspelt. */
    private Set<String> unclaimed() {
        Set<String> names = Stream.concat(schema.identifiers().keySet().stream(), schema.traits().keySet().stream())
                .map(MappingProposal::word)
                .collect(Collectors.toSet());
        return fields.stream()
                .filter(field -> !used.contains(field) && !names.contains(word(last(field))))
                .collect(Collectors.toSet());
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
