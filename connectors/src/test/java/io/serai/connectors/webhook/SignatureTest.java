package io.serai.connectors.webhook;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Pauser;
import io.serai.connector.Secrets;
import io.serai.connector.Settings;
import io.serai.connectors.JdkTransport;
import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problems;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.raw.RawItem;
import io.serai.source.SourceStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Senders prove themselves as known tools do. */
class SignatureTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private static List<RawItem> receive(String options, Map<String, String> headers, String body) {
        WebhookSourceKind kind = new WebhookSourceKind();
        Settings settings = Settings.read(
                        parse("{ secret: \"{{env:S}}\"" + options + " }"),
                        kind.options(),
                        Secrets.of(Map.of("S", "It's a Secret to Everybody")),
                        new Problems())
                .orElseThrow();
        ConnectorContext context =
                new ConnectorContext("hooks", Clock.fixed(NOW, ZoneOffset.UTC), new JdkTransport(), Pauser.REAL);
        SourceStream.Pushed stream =
                (SourceStream.Pushed) kind.open(settings, context).stream("all", parse("mapping: m"));
        return stream.receive(name -> Optional.ofNullable(headers.get(name)), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Node parse(String yaml) {
        return Document.parse("test.yaml", yaml, new Problems()).orElseThrow();
    }

    /** The first is the example that GitHub publishes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GITHUB | x-hub-signature-256 | sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 | Hello, World!",
            })
    void thePublishedExampleIsRightAndAnyOtherBodyIsNot(String scheme, String header, String signature, String body) {
        String options = ", scheme: " + scheme.toLowerCase(java.util.Locale.ROOT);
        // A signature that is right comes as far as the body, which is no JSON.
        assertCode(ErrorCode.RECORD_MALFORMED, options, Map.of(header, signature), body);
        assertCode(ErrorCode.NOT_AUTHENTICATED, options, Map.of(header, signature), body + " ");
        assertCode(ErrorCode.NOT_AUTHENTICATED, options, Map.of(header, "sha256="), body);
        assertCode(ErrorCode.NOT_AUTHENTICATED, options, Map.of(), body);
    }

    @Test
    void timesThatAreFarOffAreRefused() {
        String body = "{\"id\":1}";
        for (String scheme : List.of(", scheme: stripe", ", timestamp_header: X-Time")) {
            for (long off : List.of(0L, 299L, 301L, -301L)) {
                String time = Long.toString(NOW.getEpochSecond() + off);
                String signature = hmac(time + "." + body);
                Map<String, String> headers = scheme.contains("stripe")
                        ? Map.of(
                                "stripe-signature",
                                "t=" + time + ",v1=" + signature.replace('a', 'b') + ",v1=" + signature)
                        : Map.of("x-time", time, "x-signature", signature);
                if (Math.abs(off) < 300) {
                    assertThatCode(() -> receive(scheme, headers, body)).doesNotThrowAnyException();
                } else {
                    assertCode(ErrorCode.NOT_AUTHENTICATED, scheme, headers, body);
                }
            }
        }
    }

    private static String hmac(String text) {
        try {
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
            mac.init(new javax.crypto.spec.SecretKeySpec(
                    "It's a Secret to Everybody".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return java.util.HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTokenIsShownAsItIs() {
        Map<String, String> right = Map.of("authorization", "Bearer It's a Secret to Everybody");

        Assertions.assertThat(receive(", scheme: token", right, "[{\"id\":1},{\"id\":2}]"))
                .hasSize(2);
        Assertions.assertThat(receive(
                        ", scheme: token",
                        Map.of("authorization", right.get("authorization"), "content-type", "application/x-ndjson"),
                        "{\"id\":1}\n{\"id\":\n{\"id\":3}\n"))
                .hasSize(3)
                .element(1)
                .isInstanceOf(RawItem.Unreadable.class);
        assertCode(ErrorCode.RECORD_MALFORMED, ", scheme: token", right, "[{\"id\":1},{\"id\"");
        assertCode(ErrorCode.NOT_AUTHENTICATED, ", scheme: token", Map.of("authorization", "Bearer x"), "{}");
    }

    private static void assertCode(ErrorCode code, String options, Map<String, String> headers, String body) {
        assertThatThrownBy(() -> receive(options, headers, body))
                .isInstanceOfSatisfying(
                        SeraiException.class,
                        e -> Assertions.assertThat(e.code()).isEqualTo(code));
    }
}
