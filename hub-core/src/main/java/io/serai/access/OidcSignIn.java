package io.serai.access;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import io.serai.connector.Secret;
import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs people in at an OpenID provider: authorization code with PKCE, the code exchanged by the hub. What the hub must
 * know again when the browser comes back, the browser keeps, sealed; the hub keeps nothing. What comes of it is a token
 * that lets in like any other of the provider. Thread-safe.
 */
public final class OidcSignIn {
    /** How long somebody may take at the provider. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);

    private final OidcSettings.Client client;
    private final IssuerHttp issuer;
    private final Published<IssuerHttp.Metadata> metadata;
    private final OidcTokens tokens;
    private final Keyring keyring;
    private final Clock clock;

    /** @param tokens judges what the provider gives */
    OidcSignIn(OidcSettings.Client client, IssuerHttp issuer, OidcTokens tokens, Keyring keyring, Clock clock) {
        this.client = client;
        this.issuer = issuer;
        this.metadata = new Published<>("the metadata of issuer " + issuer.issuer(), issuer::metadata, clock);
        this.tokens = tokens;
        this.keyring = keyring;
        this.clock = clock;
    }

    /** Why nobody was signed in. */
    public enum Refusal {
        /** No sign-in is under way in this browser: it began too long ago, in another one, or at another address. */
        STATE,
        /** The person or the provider said no. */
        DENIED,
        /** The answer is not the provider's. */
        ISSUER,
        /** The provider does not take the code: it was used, or is too old. */
        CODE,
        /** The provider refuses the hub, or answers what is no answer. */
        CLIENT,
        /** The token is not good here. */
        TOKEN,
        /** Nothing that the person is there is a role here. */
        ROLE,
        /** They are blocked here. */
        BLOCKED,
        /** The provider does not answer. */
        AWAY,
        /** The hub cannot begin a session now. */
        HUB;

        /** As it is written. */
        public String word() {
            return Words.of(this);
        }
    }

    /**
     * A browser on its way to the provider.
     *
     * @param to where it is sent
     * @param kept what it brings back; sealed
     */
    public record Departure(URI to, String kept) {}

    /**
     * A browser that has come back.
     *
     * @param wanted where in the console it wanted to go
     */
    public record Arrival(String wanted, Outcome outcome) {}

    /** What came of a sign-in. */
    public sealed interface Outcome {}

    /** @param token of whoever signed in */
    public record Proven(String token) implements Outcome {
        @Override
        public String toString() {
            return "Proven";
        }
    }

    /** Nobody did. */
    public record Refused(Refusal why) implements Outcome {}

    /** What people call the provider. */
    public String provider() {
        return client.provider();
    }

    /** Where browsers find the hub. */
    public URI hub() {
        return client.hub();
    }

    /**
     * Begins to sign somebody in.
     *
     * @param wanted where in the console they want to go
     * @return empty if the provider does not answer
     */
    public Optional<Departure> begin(String wanted) {
        Optional<IssuerHttp.Metadata> known = metadata.get().filter(any -> !metadata.isAway());
        try {
            return known.isEmpty()
                    ? Optional.empty()
                    : Optional.of(departure(known.get().place("authorization_endpoint"), wanted));
        } catch (IOException e) {
            LOG.warn("nobody can sign in at {}: {}", issuer.issuer(), e.getMessage());
            return Optional.empty();
        }
    }

    private Departure departure(URI place, String wanted) {
        BegunSignIn begun = BegunSignIn.of(wanted, clock.instant().plus(LIFE));
        Scope scope = new Scope("openid");
        client.scopes().forEach(scope::add);
        URI to = new AuthenticationRequest.Builder(
                        ResponseType.CODE, scope, new ClientID(client.id()), client.callback())
                .endpointURI(place)
                .state(begun.state())
                .nonce(begun.nonce())
                .codeChallenge(begun.verifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Departure(to, begun.sealed(keyring));
    }

    /**
     * Ends it.
     *
     * @param kept what the browser kept; empty if nothing
     * @param answer the parameters that the provider sent along
     */
    public Arrival end(Optional<String> kept, Map<String, String> answer) {
        Optional<BegunSignIn> begun = kept.flatMap(it -> BegunSignIn.open(it, keyring))
                .filter(it -> it.state().getValue().equals(answer.get("state"))
                        && clock.instant().isBefore(it.endsAt()));
        Outcome outcome = begun.isEmpty() ? new Refused(Refusal.STATE) : outcome(begun.get(), answer);
        if (outcome instanceof Refused refused) {
            LOG.warn(
                    "somebody came back from {} and was not let in: {}",
                    issuer.issuer(),
                    refused.why().word());
        }
        return new Arrival(begun.map(BegunSignIn::wanted).orElse(""), outcome);
    }

    private Outcome outcome(BegunSignIn begun, Map<String, String> answer) {
        try {
            AuthenticationResponse response = AuthenticationResponseParser.parse(client.callback(), lists(answer));
            Issuer named = response.getIssuer();
            if (named != null && !named.getValue().equals(issuer.issuer().toString())) {
                return new Refused(Refusal.ISSUER);
            }
            if (!response.indicatesSuccess()) {
                boolean denied = OAuth2Error.ACCESS_DENIED.equals(
                        response.toErrorResponse().getErrorObject());
                return new Refused(denied ? Refusal.DENIED : Refusal.CLIENT);
            }
            AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
            return code == null ? new Refused(Refusal.CLIENT) : exchanged(begun, code);
        } catch (ParseException e) {
            return new Refused(Refusal.CLIENT);
        } catch (IOException e) {
            return new Refused(Refusal.AWAY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Refused(Refusal.AWAY);
        } catch (SeraiException e) {
            boolean away = e.code() == ErrorCode.ISSUER_UNREACHABLE;
            return new Refused(away ? Refusal.AWAY : Refusal.TOKEN);
        }
    }

    private Outcome exchanged(BegunSignIn begun, AuthorizationCode code)
            throws IOException, InterruptedException, ParseException {
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(code, client.callback(), begun.verifier());
        TokenResponse response =
                OIDCTokenResponseParser.parse(issuer.send(request(grant).toHTTPRequest()));
        if (!response.indicatesSuccess()) {
            boolean used =
                    OAuth2Error.INVALID_GRANT.equals(response.toErrorResponse().getErrorObject());
            return new Refused(used ? Refusal.CODE : Refusal.CLIENT);
        }
        OIDCTokenResponse good = (OIDCTokenResponse) response.toSuccessResponse();
        String token = good.getOIDCTokens().getIDTokenString();
        if (!tokens.answers(token, client.id(), begun.nonce().getValue())) {
            return new Refused(Refusal.TOKEN);
        }
        return tokens.person(token).caller().may(Permission.HUB_READ) ? new Proven(token) : new Refused(Refusal.ROLE);
    }

    private TokenRequest request(AuthorizationCodeGrant grant) throws IOException {
        IssuerHttp.Metadata known = metadata.get().orElseThrow(() -> new IOException("the metadata cannot be had"));
        URI place = known.place("token_endpoint");
        ClientID id = new ClientID(client.id());
        return client.secret()
                .map(secret -> new TokenRequest.Builder(place, proof(known, id, secret), grant).build())
                .orElseGet(() -> new TokenRequest.Builder(place, id, grant).build());
    }

    /** In a header, which is the rule, or in the body, if the provider takes it there alone. */
    private static ClientAuthentication proof(IssuerHttp.Metadata known, ClientID id, Secret secret) {
        com.nimbusds.oauth2.sdk.auth.Secret word = new com.nimbusds.oauth2.sdk.auth.Secret(secret.reveal());
        List<String> ways = known.list("token_endpoint_auth_methods_supported");
        return ways.contains("client_secret_post") && !ways.contains("client_secret_basic")
                ? new ClientSecretPost(id, word)
                : new ClientSecretBasic(id, word);
    }

    private static Map<String, List<String>> lists(Map<String, String> answer) {
        return answer.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
    }
}
