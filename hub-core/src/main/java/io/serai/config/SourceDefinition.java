package io.serai.config;

import io.serai.connector.Settings;
import io.serai.document.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@code source: NAME} file.
 *
 * @param connector the name of its {@link SourceKind}
 * @param streams by name
 */
public record SourceDefinition(String name, String connector, Settings options, Map<String, Stream> streams) {
    public SourceDefinition {
        streams = Collections.unmodifiableMap(new LinkedHashMap<>(streams));
    }

    /**
     * One kind of record of the source.
     *
     * @param mapping the name of the mapping its records go through
     * @param settings the stream as written; its kind of source knows the other keys
     */
    public record Stream(String name, String mapping, Node settings) {}

    @Override
    public String toString() {
        return "SourceDefinition[" + name + "]";
    }
}
