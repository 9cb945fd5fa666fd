package io.serai.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of a profile that is stored sealed: its identifiers and its traits that are personal data. */
record SealedProfile(Map<String, List<String>> identifiers, Map<String, Object> traits) {

    byte[] encode(Vocabulary vocabulary, ByteWriter writer) {
        writer.clear();
        writer.count(identifiers.size());
        identifiers.forEach((namespace, values) -> {
            writer.count(vocabulary.number(namespace)).count(values.size());
            values.forEach(writer::text);
        });
        writer.count(traits.size());
        traits.forEach((name, value) -> writer.count(vocabulary.number(name)).value(value));
        return writer.toBytes();
    }

    static SealedProfile decode(byte[] bytes, Vocabulary vocabulary) {
        if (bytes.length == 0) {
            return new SealedProfile(Map.of(), Map.of());
        }
        ByteReader reader = new ByteReader(bytes);
        Map<String, List<String>> identifiers = new LinkedHashMap<>();
        for (long namespaces = reader.count(); namespaces > 0; namespaces--) {
            String namespace = vocabulary.name((int) reader.count());
            List<String> values = new ArrayList<>();
            for (long count = reader.count(); count > 0; count--) {
                values.add(reader.text());
            }
            identifiers.put(namespace, values);
        }
        Map<String, Object> traits = new LinkedHashMap<>();
        for (long count = reader.count(); count > 0; count--) {
            traits.put(vocabulary.name((int) reader.count()), reader.value());
        }
        return new SealedProfile(identifiers, traits);
    }
}
