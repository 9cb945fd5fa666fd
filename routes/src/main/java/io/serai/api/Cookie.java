package io.serai.api;

import io.serai.access.OidcSignIn;
import io.serai.access.Sessions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The cookies that browsers keep for us: not for scripts, and over TLS only if that is how the browser came. */
enum Cookie {
    /** Does not come along with what other sites ask for. */
    SESSION("serai_session", "/", "Strict", Sessions.LIFE),
    /** Comes along when the provider, another site, sends a browser back. */
    SIGN_IN("serai_sign_in", ProviderApi.PATH, "Lax", OidcSignIn.LIFE);

    private final String label;
    private final String path;
    private final String sameSite;
    private final Duration life;

    Cookie(String label, String path, String sameSite, Duration life) {
        this.label = label;
        this.path = path;
        this.sameSite = sameSite;
        this.life = life;
    }

    /** What sets it. */
    String set(String value, boolean overTls) {
        return set(value, life, overTls);
    }

    /** What takes it away. */
    String clear(boolean overTls) {
        return set("", Duration.ZERO, overTls);
    }

    private String set(String value, Duration age, boolean overTls) {
        return "%s=%s; Path=%s; Max-Age=%d; HttpOnly; SameSite=%s%s"
                .formatted(label, value, path, age.toSeconds(), sameSite, overTls ? "; Secure" : "");
    }

    /** Its value, if it came along. */
    Optional<String> of(Request request) {
        return request.header("cookie").stream()
                .flatMap(cookies -> Arrays.stream(cookies.split(";")))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(label + "="))
                .map(cookie -> cookie.substring(label.length() + 1))
                .findFirst();
    }
}
