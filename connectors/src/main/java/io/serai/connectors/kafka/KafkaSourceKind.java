package io.serai.connectors.kafka;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Settings;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.format.FormatOptions;
import io.serai.source.Source;
import io.serai.source.SourceKind;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** The source kind {@code kafka}: topics. */
public final class KafkaSourceKind implements SourceKind {
    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public ObjectShape options() {
        return Shape.object("options")
                .required("brokers", Shape.text(), "HOST:PORT of one broker or more, parted by commas.")
                .optional(
                        "security",
                        Shape.oneOf(List.of("plaintext", "ssl", "sasl_plaintext", "sasl_ssl")),
                        "How brokers are spoken to; plaintext unless said.")
                .optional(
                        "mechanism",
                        Shape.oneOf(List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")),
                        "How user and password are shown with sasl; PLAIN unless said.")
                .optional("user", Shape.text(), "The user, with sasl.")
                .optional("password", Shape.secret(), "The user's password.")
                .optional("ca", Shape.text(), "A PEM file of the authorities trusted with ssl; the JDK's unless said.")
                .build();
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
        return new KafkaSource(Brokers.of(options, context.name()));
    }
}
