package io.serai.connectors.camel;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Settings;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.format.Format;
import io.serai.format.FormatOptions;
import io.serai.format.Formats;
import io.serai.raw.RecordStream;
import io.serai.source.DiscoveredStream;
import io.serai.source.Source;
import io.serai.source.SourceKind;
import io.serai.source.SourceStream;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A kind of source that consumes from a Camel endpoint, all the time. */
public final class CamelSourceKind implements SourceKind {
    /** The keys of a stream. */
    public static final ObjectShape STREAM = Shape.object("a stream that is consumed")
            .required("mapping", Shape.name(), "The mapping its records go through.")
            .optional("format", FormatOptions.SHAPE, "What a message is; JSON unless said.")
            .optional("keep_raw", Shape.duration(), SourceKind.KEEP_RAW_DOC)
            .build();

    private final CamelDefinition definition;
    private final Uri from;

    CamelSourceKind(CamelDefinition definition, Uri from) {
        this.definition = definition;
        this.from = from;
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
    public ObjectShape stream() {
        return STREAM;
    }

    @Override
    public void check(Node stream, Problems problems) {
        stream.get("format").ifPresent(format -> FormatOptions.read(format, problems));
    }

    @Override
    public Source open(Settings options, ConnectorContext context) {
        definition.introduce(context.endpoints());
        from.of(options, Optional.empty());
        return new CamelSource(from, options);
    }

    /** Its messages come by themselves. Thread-safe. */
    private record CamelSource(Uri from, Settings options) implements Source {
        /** An endpoint can only be asked by consuming from it: how a stream fares tells whether that works. */
        @Override
        public void check() {}

        @Override
        public List<DiscoveredStream> discover(int samples) {
            return List.of();
        }

        @Override
        public SourceStream stream(String name, Node settings) {
            FormatOptions format = FormatOptions.of(settings).orElse(FormatOptions.DEFAULT);
            return new Messages(from, options, format.format().isPresent() ? format : format.as(Format.JSON));
        }

        @Override
        public void close() {}
    }

    private record Messages(Uri from, Settings options, FormatOptions format) implements SourceStream.Consumed {
        @Override
        public String endpoint(String route) {
            return from.of(options, Optional.of(route));
        }

        @Override
        public RecordStream records(InputStream message) {
            return Formats.open(message, "message", format);
        }
    }
}
