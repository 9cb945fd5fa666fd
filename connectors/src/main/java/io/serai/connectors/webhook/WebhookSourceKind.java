package io.serai.connectors.webhook;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Secret;
import io.serai.connector.Settings;
import io.serai.connectors.webhook.Signature.Scheme;
import io.serai.document.Durations;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.format.FormatOptions;
import io.serai.source.Source;
import io.serai.source.SourceKind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The source kind {@code webhook}: records are pushed to {@code POST /v1/push/SOURCE/STREAM}. */
public final class WebhookSourceKind implements SourceKind {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public ObjectShape options() {
        return Shape.object("options")
                .required("secret", Shape.secret(), "What the sender signs with, or shows.")
                .optional(
                        "scheme",
                        Shape.oneOf(Scheme.class),
                        "How it is shown: hmac, which is so unless said, github, shopify, stripe, or token.")
                .optional("header", Shape.text(), "The header of the signature; the scheme's unless said.")
                .optional("prefix", Shape.text(), "What stands before the signature; the scheme's unless said.")
                .optional(
                        "encoding",
                        Shape.oneOf(List.of("hex", "base64")),
                        "How the signature is written; as the scheme does unless said.")
                .optional(
                        "timestamp_header",
                        Shape.text(),
                        "A header with seconds since 1970; then SECONDS.BODY is what is signed.")
                .optional("tolerance", Shape.duration(), "How far that time may be from ours; 5m unless said.")
                .build();
    }

    @Override
    public ObjectShape stream() {
        return Shape.object("a stream that is pushed")
                .required("mapping", Shape.name(), "The mapping its records go through.")
                .optional("format", FormatOptions.SHAPE, "What a body is; by its content type unless said.")
                .build();
    }

    @Override
    public void check(Node stream, Problems problems) {
        stream.get("format").ifPresent(format -> FormatOptions.read(format, problems));
    }

    @Override
    public Source open(Settings options, ConnectorContext context) {
        Scheme scheme = options.text("scheme")
                .map(word -> Scheme.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Scheme.HMAC);
        Secret secret = options.secret("secret")
                .orElseThrow(() -> new SeraiException(ErrorCode.CONFIG_INVALID, "'secret' is missing."));
        return new WebhookSource(new Signature(
                scheme,
                options.text("header").orElse(scheme.header()).toLowerCase(Locale.ROOT),
                options.text("prefix").orElse(scheme.prefix()),
                options.text("encoding").map("base64"::equals).orElse(scheme.isBase64()),
                options.text("timestamp_header").map(name -> name.toLowerCase(Locale.ROOT)),
                options.text("tolerance").flatMap(Durations::parse).orElse(TOLERANCE),
                secret,
                context.clock()));
    }
}
