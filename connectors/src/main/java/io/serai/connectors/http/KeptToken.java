package io.serai.connectors.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A token: fetched when first needed, kept until shortly before it expires, and fetched anew when refused. Thread-safe. */
final class KeptToken implements Auth.Session {
    private static final Duration EARLY = Duration.ofMinutes(1);

    private final Fetch fetch;
    private final Clock clock;
    private Optional<Token> token = Optional.empty();

    /** Gets a token. Never called by two threads at once. */
    interface Fetch {
        Fetched at(Instant now) throws IOException;
    }

    /** @param life how long it is good for */
    record Fetched(Map<String, String> headers, Duration life) {}

    private record Token(Map<String, String> headers, Instant until) {}

    KeptToken(Clock clock, Fetch fetch) {
        this.clock = clock;
        this.fetch = fetch;
    }

    @Override
    public synchronized Map<String, String> headers(byte[] body) throws IOException {
        Instant now = clock.instant();
        Optional<Token> kept = token.filter(one -> now.isBefore(one.until()));
        Token good = kept.isPresent() ? kept.get() : fetched(now);
        token = Optional.of(good);
        return good.headers();
    }

    private Token fetched(Instant now) throws IOException {
        Fetched got = fetch.at(now);
        Duration life = got.life();
        Duration kept = life.compareTo(EARLY.multipliedBy(2)) > 0 ? life.minus(EARLY) : life.dividedBy(2);
        return new Token(got.headers(), now.plus(kept));
    }

    /** Another thread may have fetched one already; then that is tried. */
    @Override
    public synchronized boolean refused(Map<String, String> headers) {
        token = token.filter(one -> !one.headers().equals(headers));
        return true;
    }
}
