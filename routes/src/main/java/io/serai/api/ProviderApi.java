package io.serai.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.OidcSettings;
import io.serai.access.OidcSignIn;
import io.serai.access.Permission;
import io.serai.access.Sessions;
import io.serai.console.Console;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes browsers to the OpenID provider and lets in who comes back. What goes wrong, the console says. */
final class ProviderApi {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderApi.class);
    /** All that a browser needs while it is on its way is sent to addresses that begin so. */
    static final String PATH = Api.PREFIX + "/session/oidc";

    /** A screen of the console with its filters: nothing that could lead elsewhere. */
    private static final String SCREEN = "(?i)(?!.*%2e)(/[\\w.~%-]*[\\w~%-])*/?(\\?[\\w.~%&=:,+*-]*)?";

    /** What fits into a cookie, sealed. */
    private static final int LONGEST = 1_500;

    private final Optional<OidcSignIn> provider;
    private final Sessions sessions;

    ProviderApi(Optional<OidcSignIn> provider, Sessions sessions) {
        this.provider = provider;
        this.sessions = sessions;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/session", Permission.OPEN, (request, names) -> ways()),
                new Endpoint("GET", PATH, Permission.OPEN, (request, names) -> begin(request, provider())),
                new Endpoint(
                        "GET",
                        OidcSettings.Client.CALLBACK,
                        Permission.OPEN,
                        (request, names) -> end(request, provider())));
    }

    private OidcSignIn provider() {
        return provider.orElseThrow(() -> new SeraiException(
                ErrorCode.NOT_FOUND,
                "The hub file names no provider to sign in at; it would have 'sign_in:' under 'access: oidc:'."));
    }

    /** How people get in, beside keys and tokens. */
    private Reply ways() {
        ObjectNode ways = Reply.object();
        provider.ifPresent(signIn ->
                ways.putObject("provider").put("name", signIn.provider()).put("url", signIn.hub() + PATH));
        return Reply.ok(ways);
    }

    private Reply begin(Request request, OidcSignIn signIn) {
        String wanted = request.parameter("to").filter(ProviderApi::isScreen).orElse("");
        return signIn.begin(wanted)
                .map(departure -> Reply.redirect(departure.to())
                        .with("Set-Cookie", Cookie.SIGN_IN.set(departure.kept(), isOverTls(signIn))))
                .orElseGet(() -> refused(signIn, wanted, OidcSignIn.Refusal.AWAY));
    }

    private static boolean isScreen(String to) {
        return to.length() <= LONGEST && to.matches(SCREEN);
    }

    private Reply end(Request request, OidcSignIn signIn) {
        OidcSignIn.Arrival arrival = signIn.end(Cookie.SIGN_IN.of(request), request.query());
        if (arrival.outcome() instanceof OidcSignIn.Refused refused) {
            Reply reply = refused(signIn, arrival.wanted(), refused.why());
            // What somebody else sends a browser with ends no sign-in that is under way in it.
            return refused.why() == OidcSignIn.Refusal.STATE ? reply : over(signIn, reply);
        }
        return over(signIn, signedIn(request, signIn, arrival.wanted(), (OidcSignIn.Proven) arrival.outcome()));
    }

    private static Reply over(OidcSignIn signIn, Reply reply) {
        return reply.with("Set-Cookie", Cookie.SIGN_IN.clear(isOverTls(signIn)));
    }

    private Reply signedIn(Request request, OidcSignIn signIn, String wanted, OidcSignIn.Proven proven) {
        try {
            Sessions.Begun session = sessions.begin(proven.token(), request.id(), request.address());
            return Reply.redirect(console(signIn, wanted, ""))
                    .with("Set-Cookie", Cookie.SESSION.set(session.word(), isOverTls(signIn)));
        } catch (SeraiException e) {
            LOG.warn("no session can be begun, request {}: {}", request.id(), e.code());
            boolean blocked = e.code() == ErrorCode.NOT_ALLOWED;
            return refused(signIn, wanted, blocked ? OidcSignIn.Refusal.BLOCKED : OidcSignIn.Refusal.HUB);
        }
    }

    private static Reply refused(OidcSignIn signIn, String wanted, OidcSignIn.Refusal why) {
        return Reply.redirect(console(signIn, wanted, "#refused=" + why.word()));
    }

    /** Always ours, whatever is wanted of it. */
    private static URI console(OidcSignIn signIn, String wanted, String fragment) {
        return URI.create(signIn.hub() + Console.PATH + wanted + fragment);
    }

    private static boolean isOverTls(OidcSignIn signIn) {
        return signIn.hub().getScheme().equals("https");
    }
}
