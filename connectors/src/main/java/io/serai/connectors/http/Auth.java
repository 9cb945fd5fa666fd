package io.serai.connectors.http;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How requests prove who sends them: by a header that is fixed, a signature, or a token that is fetched. */
@FunctionalInterface
interface Auth {
    ObjectShape NONE = Shape.object("no authentication")
            .required("none", Shape.bool(), "Always true.")
            .build();
    ObjectShape BEARER = Shape.object("a bearer token")
            .required("bearer", Shape.text(), "The token.")
            .build();
    ObjectShape BASIC = Shape.object("a user and password")
            .required("basic", Shape.text(), "The user.")
            .required("password", Shape.text(), "The password.")
            .build();
    ObjectShape HEADER = Shape.object("a header")
            .required("header", Shape.text(), "The header's name.")
            .required("value", Shape.text(), "The header's value.")
            .build();

    /** The shape of one way to log in. */
    Shape ONE = Shape.byFirstKey("an authentication", variants());

    /** The shape of {@code auth}: one way, or several of which a destination gives the settings of one. */
    Shape SHAPE = Shape.either(ONE, Shape.list(ONE));

    /** What an account proves itself by while it is open. Thread-safe. */
    interface Session {
        /**
         * The headers to send; their values are secrets.
         *
         * @param body the bytes of the request's body, exactly as they will be sent
         * @throws IOException if a token has to be fetched and no answer comes
         * @throws io.serai.error.SeraiException if it is refused
         */
        Map<String, String> headers(byte[] body) throws IOException;

        /** Hears that these headers were refused; answers whether others can be had. */
        default boolean refused(Map<String, String> headers) {
            return false;
        }
    }

    /** @param secrets all settings, secrets too */
    Session open(Scope secrets, TokenEndpoint tokens);

    private static Map<String, ObjectShape> variants() {
        Map<String, ObjectShape> variants = new LinkedHashMap<>();
        variants.put("none", NONE);
        variants.put("bearer", BEARER);
        variants.put("basic", BASIC);
        // These have a header, too, and are told by their own keys first.
        variants.put("hmac", HmacAuth.SHAPE);
        variants.put("login", LoginAuth.SHAPE);
        variants.put("header", HEADER);
        variants.put("oauth2", OAuth.SHAPE);
        return variants;
    }

    /** Of several the first whose settings are all given. */
    static Auth compile(Node node, Set<String> known) {
        if (!node.isSequence()) {
            return one(node, known);
        }
        Map<Set<String>, Auth> ways = new LinkedHashMap<>();
        node.items().forEach(way -> ways.put(Text.names(way), one(way, known)));
        return (secrets, tokens) -> ways.entrySet().stream()
                .filter(way -> way.getKey().stream()
                        .noneMatch(name -> secrets.value(name).asText().isEmpty()))
                .findFirst()
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.CONFIG_INVALID,
                        "The " + tokens.side().named(tokens.context().name())
                                + " has nothing to log in with. Give one of "
                                + ways.keySet().stream()
                                        .map(names -> String.join(" and ", new TreeSet<>(names)))
                                        .collect(Collectors.joining(", or "))
                                + "."))
                .getValue()
                .open(secrets, tokens);
    }

    private static Auth one(Node node, Set<String> known) {
        if (node.get("bearer").isPresent()) {
            Text token = Text.compile(node.require("bearer"), known);
            return (secrets, tokens) -> fixed("Authorization", "Bearer " + token.render(secrets));
        }
        if (node.get("basic").isPresent()) {
            Text user = Text.compile(node.require("basic"), known);
            Text password = Text.compile(node.require("password"), known);
            return (secrets, tokens) -> fixed("Authorization", basic(user.render(secrets), password.render(secrets)));
        }
        if (node.get("hmac").isPresent()) {
            return HmacAuth.compile(node, known);
        }
        if (node.get("login").isPresent()) {
            return LoginAuth.compile(node, known);
        }
        if (node.get("header").isPresent()) {
            Text name = Text.compile(node.require("header"), known);
            Text value = Text.compile(node.require("value"), known);
            return (secrets, tokens) -> fixed(name.render(secrets), value.render(secrets));
        }
        if (node.get("oauth2").isPresent()) {
            return OAuth.compile(node, known);
        }
        return (secrets, tokens) -> body -> Map.of();
    }

    private static Session fixed(String name, String value) {
        Map<String, String> headers = Map.of(name, value);
        return body -> headers;
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
