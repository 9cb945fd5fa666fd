package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.source.Source;
import io.serai.source.SourceKind;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A kind of source that is a YAML definition. */
final class HttpSourceKind implements SourceKind {
    static final String READ = "read";

    private final HttpDefinition definition;

    HttpSourceKind(HttpDefinition definition) {
        this.definition = definition;
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public ObjectShape options() {
        return definition.options();
    }

    @Override
    public Optional<LocalDate> sunset() {
        return definition.vendor().sunset();
    }

    /** The settings of all streams; {@link #check} says which of them this one has. */
    @Override
    public ObjectShape stream() {
        ObjectShape.Builder shape = SourceKind.streamOf("a stream of " + name())
                .optional(
                        READ,
                        Shape.oneOf(definition.streams().keySet().stream().toList()),
                        "What is read; what the stream is called unless said.");
        Map<String, StreamDefinition.Setting> settings = new LinkedHashMap<>();
        definition.streams().values().forEach(stream -> stream.settings().forEach(settings::putIfAbsent));
        settings.forEach((name, setting) -> shape.optional(
                name,
                setting.list() ? Shape.either(Shape.text(), Shape.list(Shape.text())) : Shape.text(),
                setting.doc()));
        return shape.build();
    }

    @Override
    public boolean readsEverything(Node stream) {
        return HttpSource.find(definition, name(stream), stream)
                .map(StreamDefinition::readsEverything)
                .orElse(false);
    }

    private static String name(Node stream) {
        String path = stream.path();
        return path.substring(path.lastIndexOf('.') + 1);
    }

    @Override
    public void check(Node stream, Problems problems) {
        Optional<StreamDefinition> found = HttpSource.find(definition, name(stream), stream);
        if (found.isEmpty()) {
            stream.problem(
                    "the connector '" + name() + "' has no stream of this name.",
                    "Add 'read:' with one of "
                            + String.join(", ", definition.streams().keySet()) + ".");
            return;
        }
        found.get().settings().forEach((name, setting) -> {
            if (setting.otherwise().isEmpty() && stream.get(name).isEmpty()) {
                stream.problem("'" + name + "' is missing.", "Add it: " + setting.doc());
            }
        });
        definition
                .streams()
                .values()
                .forEach(other -> other.settings().keySet().stream()
                        .filter(name -> !found.get().settings().containsKey(name))
                        .forEach(name -> stream.get(name)
                                .ifPresent(node -> node.problem(
                                        "'" + found.get().name() + "' has no setting '" + name + "'.", "Remove it."))));
    }

    @Override
    public String reference() {
        return definition.reference();
    }

    @Override
    public Source open(Settings options, ConnectorContext context) {
        Map<String, String> settings = new LinkedHashMap<>(definition.defaults());
        settings.putAll(options.texts());
        Map<String, JsonNode> open = HttpConnector.values(definition, settings);
        return new HttpSource(definition, open, Account.open(definition, Side.SOURCE, open, options, context));
    }
}
