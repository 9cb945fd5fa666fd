package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.serai.connectors.http.StreamDefinition.Setting;
import io.serai.document.Node;
import io.serai.raw.RawItem;
import io.serai.raw.RawRecord;
import io.serai.source.DiscoveredStream;
import io.serai.source.Reads;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A source read by a {@link HttpDefinition}. Thread-safe. */
final class HttpSource implements Source {
    private final HttpDefinition definition;
    private final Map<String, JsonNode> options;
    private final SourceCalls calls;
    private final Reads reads;

    HttpSource(HttpDefinition definition, Map<String, JsonNode> options, Account account) {
        this.definition = definition;
        this.options = Map.copyOf(options);
        this.calls = new SourceCalls(definition, account);
        this.reads = new Reads(account.context().name());
    }

    @Override
    public void check() {
        definition
                .check()
                .map(check -> new StreamDefinition.Call(
                        check.method(), check.address(), Map.of(), Map.of(), Optional.empty()))
                .ifPresent(call -> calls.raw(calls.ask(call, Scope.of(options))));
    }

    @Override
    public List<DiscoveredStream> discover(int samples) {
        List<DiscoveredStream> found = new ArrayList<>();
        definition
                .streams()
                .values()
                .forEach(stream ->
                        example(stream).ifPresent(settings -> found.add(discovered(stream, settings, samples))));
        return found;
    }

    /** What the definition says to discover by, or the defaults if they are all there is to say. */
    private static Optional<Map<String, JsonNode>> example(StreamDefinition stream) {
        if (stream.example().isPresent()) {
            return stream.example();
        }
        boolean complete = stream.settings().values().stream()
                .allMatch(setting -> setting.otherwise().isPresent());
        return complete ? Optional.of(Map.of()) : Optional.empty();
    }

    private DiscoveredStream discovered(StreamDefinition stream, Map<String, JsonNode> settings, int samples) {
        List<String> lines = new ArrayList<>();
        lines.add("read: " + stream.name());
        settings.forEach((key, value) -> lines.add(key + ": " + value));
        List<RawRecord> records = new ArrayList<>();
        PagedReader reader = new PagedReader(
                stream.main(), stream.key(), values(stream, settings), calls, MissingNode.getInstance());
        // The first page only: to ask for a second one is not worth a sample.
        for (Optional<RawItem> item = reader.next(0);
                item.isPresent() && records.size() < samples;
                item = reader.isAtPageEnd() ? Optional.empty() : reader.next(0)) {
            if (item.get() instanceof RawItem.Read read) {
                records.add(read.record());
            }
        }
        return new DiscoveredStream(stream.name(), lines, stream.key().name(), records);
    }

    @Override
    public SourceStream stream(String name, Node settings) {
        StreamDefinition stream = find(definition, name, settings)
                .orElseThrow(() -> new IllegalStateException("no stream " + name + " was checked"));
        Map<String, JsonNode> said = new HashMap<>();
        Set<String> known = stream.settings().keySet();
        settings.entries().forEach((key, value) -> {
            if (known.contains(key) && !value.isNull()) {
                said.put(key, value.toJson());
            }
        });
        Map<String, JsonNode> values = values(stream, said);
        return (SourceStream.Pulled) cursor -> reads.of(new HttpRecords(stream, values, calls, cursor));
    }

    /** The definition's stream that a source's stream reads. */
    static Optional<StreamDefinition> find(HttpDefinition definition, String name, Node settings) {
        return Optional.ofNullable(
                definition.streams().get(settings.text(HttpSourceKind.READ).orElse(name)));
    }

    private Map<String, JsonNode> values(StreamDefinition stream, Map<String, JsonNode> said) {
        Map<String, JsonNode> values = new HashMap<>(options);
        stream.settings().forEach((name, setting) -> {
            Optional<JsonNode> value = Optional.ofNullable(said.get(name)).or(setting::otherwise);
            value.ifPresent(json -> values.put(name, typed(setting, json)));
        });
        return values;
    }

    /** A single text where a list may stand is a list of one. */
    private static JsonNode typed(Setting setting, JsonNode value) {
        return setting.list() && !value.isArray()
                ? JsonNodeFactory.instance.arrayNode().add(value)
                : value;
    }

    @Override
    public void close() {
        reads.close();
    }
}
