package io.serai.alert;

import io.serai.alert.AlertDefinition.Channel;
import io.serai.connector.Secrets;
import io.serai.connector.Settings;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code alert: NAME} files. */
public final class AlertReader {
    private static final ObjectShape EMAIL = Shape.object("mail")
            .required("host", Shape.text(), "The mail server.")
            .optional("port", Shape.whole(1, 65_535), "587 unless said, 465 with implicit tls.")
            .optional(
                    "tls",
                    Shape.oneOf(List.of("starttls", "implicit", "none")),
                    "How the line is made secret; starttls unless said.")
            .optional("user", Shape.text(), "Who logs in; nobody unless said.")
            .optional("password", Shape.secret(), "The user's password.")
            .required("from", Shape.text(), "The sender's address.")
            .required("to", Shape.text(), "Whom to tell, with commas between several.")
            .build();
    private static final ObjectShape WEBHOOK = Shape.object("a webhook")
            .required("url", Shape.secret(), "The address; https, or http on this machine.")
            .required(
                    "signing_key",
                    Shape.secret(),
                    "What requests are signed with, whsec_ and at least 24 bytes in base64, as in Standard Webhooks.")
            .build();
    private static final ObjectShape SLACK = Shape.object("an incoming webhook of Slack")
            .required("url", Shape.secret(), "The address; https, or http on this machine.")
            .build();
    private static final Map<Channel, ObjectShape> CHANNELS =
            Map.of(Channel.EMAIL, EMAIL, Channel.WEBHOOK, WEBHOOK, Channel.SLACK, SLACK);

    /** The shape of the file. */
    public static final ObjectShape SHAPE = Shape.object("alert")
            .required("alert", Shape.name(), "The alert's name.")
            .optional(
                    "at_least",
                    Shape.oneOf(Harm.class),
                    "The least harm that is told: loss, stopped, waiting or soon, which is everything; soon unless"
                            + " said.")
            .optional("email", EMAIL, "Tells by mail.")
            .optional("webhook", WEBHOOK, "Tells by a signed request.")
            .optional("slack", SLACK, "Tells by a text to an incoming webhook of Slack, or of what takes the same.")
            .build();

    private AlertReader() {}

    /** Empty if the file has problems; they have then been recorded. */
    public static Optional<AlertDefinition> read(Node root, Secrets secrets, Problems problems) {
        if (!SHAPE.accepts(root)) {
            return Optional.empty();
        }
        List<Channel> given = Arrays.stream(Channel.values())
                .filter(channel -> root.get(key(channel)).isPresent())
                .toList();
        if (given.size() != 1) {
            root.problem("an alert has one channel.", "Write one of 'email:', 'webhook:' and 'slack:'.");
            return Optional.empty();
        }
        Channel channel = given.get(0);
        int before = problems.count();
        Node node = root.require(key(channel));
        Optional<Settings> options =
                Settings.read(node, Optional.ofNullable(CHANNELS.get(channel)).orElseThrow(), secrets, problems);
        options.ifPresent(settings -> check(node, settings));
        Harm atLeast = root.text("at_least")
                .map(word -> Harm.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Harm.SOON);
        return options.filter(settings -> problems.count() == before)
                .map(settings -> new AlertDefinition(root.require("alert").text(), atLeast, channel, settings));
    }

    private static String key(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }

    private static void check(Node node, Settings settings) {
        settings.secret("url")
                .filter(url -> !isAddress(url.reveal()))
                .ifPresent(url -> node.require("url")
                        .problem(
                                "this is no https address.",
                                "Write https://HOST/PATH; http only to 127.0.0.1 or localhost."));
        settings.secret("signing_key")
                .filter(key -> SigningKey.of(key).isEmpty())
                .ifPresent(key -> node.require("signing_key")
                        .problem("this is no signing key.", "Write whsec_ and at least 24 random bytes in base64."));
        if (settings.text("user").isPresent() != settings.secret("password").isPresent()) {
            node.problem("a user and a password go together.", "Write both, or neither.");
        }
    }

    private static boolean isAddress(String url) {
        if (!url.matches("https?://[^\\s]+")) {
            return false;
        }
        try {
            String host = Optional.ofNullable(URI.create(url).getHost()).orElse("");
            return !host.isEmpty() && (url.startsWith("https:") || host.matches("127\\.0\\.0\\.1|localhost"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
