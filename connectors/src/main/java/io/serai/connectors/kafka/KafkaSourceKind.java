package io.serai.connectors.kafka;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.format.FormatOptions;
import io.serai.source.Source;
import io.serai.source.SourceKind;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** The source kind {@code kafka}: topics. */
public final class KafkaSourceKind implements SourceKind {
    private final Duration patience;

    public KafkaSourceKind() {
        this(Brokers.PATIENCE);
    }

    /** @param patience for how long a broker's answer is waited for */
    KafkaSourceKind(Duration patience) {
        this.patience = patience;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public ObjectShape options() {
        return Brokers.options().build();
    }

    @Override
    public ObjectShape stream() {
        return SourceKind.streamOf("a stream of messages")
                .required("topic", Shape.text(), "The topic.")
                .optional("format", FormatOptions.SHAPE, "What a message is; a JSON object unless said.")
                .optional(
                        "since",
                        Shape.text(),
                        "Where the first read begins, such as 2026-01-31T00:00:00Z; at the oldest message unless said.")
                .optional(
                        "group",
                        Shape.text(),
                        "A consumer group that is told how far the store has come, for monitoring.")
                .build();
    }

    @Override
    public void check(Node stream, Problems problems) {
        stream.get("format").ifPresent(format -> FormatOptions.read(format, problems));
        stream.get("since").ifPresent(since -> {
            try {
                Instant.parse(since.text());
            } catch (DateTimeParseException e) {
                since.problem("this is no moment.", "Write one such as 2026-01-31T00:00:00Z.");
            }
        });
    }

    @Override
    public Source open(Settings options, ConnectorContext context) {
        return new KafkaSource(Brokers.of(options, Side.SOURCE, context.name(), patience));
    }
}
