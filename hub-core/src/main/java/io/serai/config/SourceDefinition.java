package io.serai.config;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Settings;
import io.serai.document.Durations;
import io.serai.document.Node;
import io.serai.source.Absence;
import io.serai.source.Source;
import io.serai.source.SourceKind;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code source: NAME} file.
 *
 * @param kind what opens it
 * @param streams by name
 */
public record SourceDefinition(String name, SourceKind kind, Settings options, Map<String, Stream> streams) {
    public SourceDefinition {
        streams = Collections.unmodifiableMap(new LinkedHashMap<>(streams));
    }

    /**
     * One kind of record of the source.
     *
     * @param mapping the name of the mapping its records go through
     * @param settings the stream as written; its kind of source knows the other keys
     */
    public record Stream(String name, String mapping, Node settings) {
        /** What a record means that a read does not come by, if that means anything. */
        public Optional<Absence> absence() {
            return Absence.of(settings);
        }

        /** For how long its records are kept as they came, if at all. */
        public Optional<Duration> keepRaw() {
            return settings.text("keep_raw").flatMap(Durations::parse);
        }
    }

    /** Opens it; see {@link SourceKind#open}. */
    public Source open(ConnectorContext context) {
        return kind.open(options, context);
    }

    @Override
    public String toString() {
        return "SourceDefinition[" + name + "]";
    }
}
