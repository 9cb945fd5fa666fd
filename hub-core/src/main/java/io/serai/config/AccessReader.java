package io.serai.config;

import io.serai.access.OidcSettings;
import io.serai.access.Role;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads {@code access:} of the hub file. */
final class AccessReader {
    private static final ObjectShape OIDC = Shape.object("an OpenID provider")
            .required("issuer", Shape.text(), "The provider's https address, exactly as its tokens name it.")
            .required("audience", Shape.text(), "Who its tokens must be for, such as serai.")
            .optional(
                    "roles_claim",
                    Shape.text(),
                    "The claim with somebody's roles there, with dots if it is within others; roles unless said.")
            .required(
                    "roles",
                    Shape.mapOf(Shape.text(), Shape.oneOf(Role.class)),
                    "What roles there are here; who has none of them may do nothing.")
            .build();

    static final ObjectShape SHAPE = Shape.object("access")
            .optional("oidc", OIDC, "An OpenID provider whose tokens let people in.")
            .build();

    private AccessReader() {}

    /** Empty if there is no provider, or if it has problems; they have then been recorded. */
    static Optional<OidcSettings> read(Node access, boolean dev) {
        return access.get("oidc")
                .flatMap(oidc -> issuer(oidc.require("issuer"), dev)
                        .map(issuer -> new OidcSettings(
                                issuer,
                                oidc.require("audience").text(),
                                oidc.text("roles_claim").orElse("roles"),
                                roles(oidc.require("roles")))));
    }

    /** Who could answer in the issuer's place could let in whom they like. */
    private static Optional<URI> issuer(Node issuer, boolean dev) {
        if (!issuer.text().matches("https://[^\\s?#]+" + (dev ? "|http://[^\\s?#]+" : ""))) {
            issuer.problem("an issuer has an https address.", "Write it as the provider's tokens do.");
            return Optional.empty();
        }
        return Optional.of(URI.create(issuer.text()));
    }

    private static Map<String, Role> roles(Node roles) {
        return roles.entries().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> Role.of(entry.getValue().text())));
    }
}
