package io.serai.config;

import io.serai.access.OidcSettings;
import io.serai.access.Role;
import io.serai.connector.Secret;
import io.serai.connector.Secrets;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads {@code access:} of the hub file. */
final class AccessReader {
    private static final ObjectShape SIGN_IN = Shape.object("sign-in at the provider")
            .required("hub_url", Shape.text(), "Where browsers find the hub, such as https://serai.example.com.")
            .required("client_id", Shape.text(), "What the hub is called at the provider.")
            .optional("client_secret", Shape.secret(), "Its secret there; none for a public client.")
            .optional(
                    "scopes",
                    Shape.list(Shape.text()),
                    "What is asked for beside openid, if the roles come with that; nothing unless said.")
            .optional("provider", Shape.text(), "What people call the provider; the issuer's host unless said.")
            .build();

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
            .optional("sign_in", SIGN_IN, "People at browsers sign in at the provider.")
            .build();

    static final ObjectShape SHAPE = Shape.object("access")
            .optional("oidc", OIDC, "An OpenID provider whose tokens let people in.")
            .build();

    private AccessReader() {}

    /** Empty if there is no provider, or if it has problems; they have then been recorded. */
    static Optional<OidcSettings> read(Node access, Secrets secrets, boolean dev) {
        return access.get("oidc").flatMap(oidc -> oidc(oidc, secrets, dev));
    }

    private static Optional<OidcSettings> oidc(Node oidc, Secrets secrets, boolean dev) {
        Optional<URI> issuer = issuer(oidc.require("issuer"), dev);
        Optional<Node> signIn = oidc.get("sign_in");
        Optional<OidcSettings.Client> client =
                signIn.flatMap(node -> issuer.flatMap(provider -> client(node, provider, secrets, dev)));
        return issuer.filter(any -> signIn.isPresent() == client.isPresent())
                .map(provider -> new OidcSettings(
                        provider,
                        oidc.require("audience").text(),
                        oidc.text("roles_claim").orElse("roles"),
                        roles(oidc.require("roles")),
                        client));
    }

    private static Optional<OidcSettings.Client> client(Node node, URI issuer, Secrets secrets, boolean dev) {
        Optional<URI> hub = hub(node.require("hub_url"), dev);
        Optional<Node> reference = node.get("client_secret");
        Optional<Secret> secret = reference.flatMap(secrets::secret);
        return hub.filter(any -> reference.isPresent() == secret.isPresent())
                .map(url -> new OidcSettings.Client(
                        node.require("client_id").text(),
                        secret,
                        node.get("scopes").map(Node::items).orElse(List.of()).stream()
                                .map(Node::text)
                                .toList(),
                        url,
                        node.text("provider").orElse(issuer.getHost())));
    }

    /** Who could answer in the issuer's place could let in whom they like. */
    private static Optional<URI> issuer(Node issuer, boolean dev) {
        if (!issuer.text().matches("https://[^\\s?#]+" + (dev ? "|http://[^\\s?#]+" : ""))) {
            issuer.problem("an issuer has an https address.", "Write it as the provider's tokens do.");
            return Optional.empty();
        }
        return Optional.of(URI.create(issuer.text()));
    }

    /** What browsers are sent back to must be nobody else's; on the hub's machine nobody listens in between. */
    private static Optional<URI> hub(Node hub, boolean dev) {
        String host = "[\\w.-]+(:\\d{1,5})?";
        String plain = dev ? host : "(localhost|127\\.0\\.0\\.1)(:\\d{1,5})?";
        if (!hub.text().matches("https://" + host + "|http://" + plain)) {
            hub.problem(
                    "the hub's address begins with https://, or with http:// on its own machine, and has no path.",
                    "Write what people type, such as https://serai.example.com.");
            return Optional.empty();
        }
        return Optional.of(URI.create(hub.text()));
    }

    private static Map<String, Role> roles(Node roles) {
        return roles.entries().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> Role.of(entry.getValue().text())));
    }
}
