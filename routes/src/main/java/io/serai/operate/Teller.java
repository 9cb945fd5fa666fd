package io.serai.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.alert.AlertDefinition;
import io.serai.alert.Concern;
import io.serai.alert.Notice;
import io.serai.alert.SigningKey;
import io.serai.connector.Secret;
import io.serai.connector.Transport;
import io.serai.connectors.mail.MailServer;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tells a notice by the channel of an alert. A notice holds nobody's data, for no concern does. Thread-safe. */
final class Teller {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_ANSWER = 65_536;

    private final String hub;
    private final Transport transport;
    private final Clock clock;

    Teller(String hub, Transport transport, Clock clock) {
        this.hub = hub;
        this.transport = transport;
        this.clock = clock;
    }

    /** @throws SeraiException ALERT_UNDELIVERED, or what the mail server says */
    void tell(AlertDefinition alert, Notice notice) {
        switch (alert.channel()) {
            case EMAIL -> mail(alert, notice);
            case WEBHOOK -> webhook(alert, notice);
            case SLACK ->
                post(alert, Map.of(), JsonNodeFactory.instance.objectNode().put("text", slack(notice)));
        }
    }

    /** One line. */
    private String title(Notice notice) {
        Concern concern = notice.change().concern();
        return "Serai " + hub + ", " + notice.change().event().word() + ": " + concern.code() + ", " + concern.kind()
                + " " + concern.name();
    }

    private static String text(Notice notice) {
        Concern concern = notice.change().concern();
        return concern.message() + "\n" + (concern.cure().isEmpty() ? "" : concern.cure() + "\n") + "Since "
                + concern.since() + "." + (concern.link().isEmpty() ? "" : " " + concern.link());
    }

    private void mail(AlertDefinition alert, Notice notice) {
        String whose = named(alert);
        MailServer.of(alert.options(), whose)
                .send(
                        MailServer.addresses(alert.options().require("to"), "to", whose),
                        title(notice),
                        notice.at(),
                        message -> message.setText(text(notice) + "\n", StandardCharsets.UTF_8.name()));
    }

    private static String named(AlertDefinition alert) {
        return "alert '" + alert.name() + "'";
    }

    /** What Slack's texts give a meaning is taken from them. */
    private String slack(Notice notice) {
        return (title(notice) + "\n" + text(notice))
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    private void webhook(AlertDefinition alert, Notice notice) {
        String id = "serai-" + notice.id();
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("type", notice.change().event().word())
                .put("hub", hub)
                .put("timestamp", notice.at().toString());
        notice.change().concern().tell(body.putObject("data"));
        SigningKey key = alert.options()
                .secret("signing_key")
                .flatMap(SigningKey::of)
                .orElseThrow(() -> undelivered(alert, "has no key to sign with", Optional.empty()));
        long seconds = clock.instant().getEpochSecond();
        post(
                alert,
                Map.of(
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        Long.toString(seconds),
                        "webhook-signature",
                        key.sign(id, seconds, bytes(body))),
                body);
    }

    private static byte[] bytes(ObjectNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void post(AlertDefinition alert, Map<String, String> more, ObjectNode body) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Content-Type", "application/json");
        URI url = URI.create(alert.options().secret("url").map(Secret::reveal).orElseThrow());
        try {
            int status = transport
                    .send(new Transport.Request("POST", url, headers, bytes(body), PATIENCE, MAX_ANSWER))
                    .status();
            if (status / 100 != 2) {
                throw undelivered(alert, "was answered with status " + status, Optional.empty());
            }
        } catch (IOException e) {
            throw undelivered(alert, "was not answered", Optional.of(e));
        }
    }

    private static SeraiException undelivered(AlertDefinition alert, String what, Optional<IOException> cause) {
        String message = "The notice of " + named(alert) + " " + what + ". Check its address and the network.";
        return cause.map(failure -> new SeraiException(ErrorCode.ALERT_UNDELIVERED, message, failure))
                .orElseGet(() -> new SeraiException(ErrorCode.ALERT_UNDELIVERED, message));
    }
}
