package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** A token that is had for user and password by a request of the vendor's own, and sent in a header. */
final class LoginAuth {
    static final ObjectShape SHAPE = Shape.object("a log-in of the vendor's own")
            .required("login", Shape.text(), "The address that takes the log-in, by POST.")
            .required("body", Shape.any(), "What it takes, as JSON.")
            .required("token", Shape.text(), "Where its answer has the token, as $.response.token.")
            .required("header", Shape.text(), "The header that the token goes into.")
            .optional("prefix", Shape.text(), "What stands before it in the header.")
            .required("life", Shape.duration(), "How long a token is good for.")
            .build();

    private LoginAuth() {}

    static Auth compile(Node node, Set<String> known) {
        Text url = Text.compile(node.require("login"), known);
        Template body = Template.compile(node.require("body"), known, Set.of());
        At token = At.compile(node.require("token"));
        String header = node.require("header").text();
        String prefix = node.text("prefix").orElse("");
        Duration life = node.duration("life", Duration.ZERO);
        return (secrets, tokens) -> new KeptToken(tokens.context().clock(), now -> {
            byte[] asked = body.render(secrets).toString().getBytes(StandardCharsets.UTF_8);
            JsonNode answer = tokens.request(url.render(secrets), "application/json", asked, token);
            return new KeptToken.Fetched(Map.of(header, prefix + token.text(answer)), life);
        });
    }
}
