package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Settings;
import io.serai.connector.Transport;
import io.serai.connectors.Side;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An account at a vendor: where it is, what it proves itself by, and the limits all its requests share. Thread-safe. */
final class Account {
    private static final Pattern USAGE = Pattern.compile("(\\d{1,12})\\s*/\\s*(\\d{1,12})");
    private static final Duration USED_UP = Duration.ofMinutes(15);
    private static final Auth.Session NOBODY = body -> Map.of();

    private final HttpDefinition definition;
    private final Side side;
    private final ConnectorContext context;
    private final String baseUrl;
    private final Map<String, String> headers;
    private final Auth.Session session;
    private final RateLimit limit;
    private volatile Instant usedUpUntil = Instant.MIN;

    private Account(
            HttpDefinition definition,
            Side side,
            ConnectorContext context,
            String baseUrl,
            Map<String, String> headers,
            Auth.Session session) {
        this.definition = definition;
        this.side = side;
        this.context = context;
        this.baseUrl = baseUrl;
        this.headers = Map.copyOf(headers);
        this.session = session;
        HttpDefinition.Limits limits = definition.limits();
        this.limit = new RateLimit(limits.rates(), limits.concurrency(), context.clock(), context.pauser());
    }

    /**
     * @param open the settings that are no secrets
     * @throws SeraiException CONFIG_INVALID if they make no address
     */
    static Account open(
            HttpDefinition definition,
            Side side,
            Map<String, JsonNode> open,
            Settings options,
            ConnectorContext context) {
        Map<String, JsonNode> withSecrets = new HashMap<>(open);
        definition
                .options()
                .keys()
                .forEach(key -> options.secret(key.name())
                        .ifPresent(secret ->
                                withSecrets.put(key.name(), JsonNodeFactory.instance.textNode(secret.reveal()))));
        Scope secrets = Scope.of(withSecrets);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json");
        definition.headers().forEach((name, value) -> headers.put(name, value.render(secrets)));
        Auth.Session session = definition.auth().open(secrets, new TokenEndpoint(side, context));
        return new Account(definition, side, context, baseUrl(definition, side, open, context), headers, session);
    }

    private static String baseUrl(
            HttpDefinition definition, Side side, Map<String, JsonNode> open, ConnectorContext context) {
        String url = definition.baseUrl().render(Scope.of(open)).replaceFirst("/+$", "");
        try {
            URI parsed = URI.create(url);
            if (parsed.getHost() != null && List.of("http", "https").contains(parsed.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the one message.
        }
        throw new SeraiException(
                ErrorCode.CONFIG_INVALID,
                "The options of " + side.named(context.name()) + " make no http or https address. Correct"
                        + " those that name the host.");
    }

    ConnectorContext context() {
        return context;
    }

    /** Whether what the account may use of a daily budget is used: to ask again soon is no use. */
    boolean isUsedUp() {
        return context.clock().instant().isBefore(usedUpUntil);
    }

    /** @param path escaped, with its query */
    URI url(String path) {
        return URI.create(baseUrl + path);
    }

    /**
     * An address that an answer named, absolute or from the host's root.
     *
     * @throws SeraiException if it is on another host: the credential must not travel there
     */
    URI linked(String link) {
        try {
            URI base = URI.create(baseUrl);
            URI target = base.resolve(link);
            if (base.getScheme().equals(target.getScheme())
                    && base.getAuthority().equals(target.getAuthority())) {
                return target;
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the one message.
        }
        throw new SeraiException(
                side.unintelligible,
                "The " + side.named(context.name()) + " names an address outside its host for what follows."
                        + " Check the option that names the host.");
    }

    /**
     * Makes a definition's request; see {@link #send}.
     *
     * @param filled what its address may name
     */
    Transport.Response ask(HttpDefinition.Call call, Scope filled, byte[] body, Duration timeout) throws IOException {
        if (call.elsewhere().isEmpty()) {
            return send(call.method(), url(call.address().renderUrl(filled, call.quote())), Map.of(), body, timeout);
        }
        Elsewhere there = call.elsewhere().get();
        URI url = admitted(there, call.address().render(filled), filled);
        return send(
                there.login() ? session : NOBODY, request(call.method(), url, there.headers(filled), body, timeout));
    }

    /** @throws SeraiException if the answer that gave the address leads to where members' data must not go */
    private URI admitted(Elsewhere there, String address, Scope filled) {
        try {
            URI url = URI.create(address);
            if (there.admits(url, URI.create(baseUrl).getScheme(), filled)) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the one message.
        }
        throw new SeraiException(
                side.unintelligible,
                "The " + side.named(context.name()) + " leads to an address that its connector does not allow. Check"
                        + " the options that name hosts.");
    }

    /**
     * Sends a request when the limits allow; a refused token is renewed once.
     *
     * @throws IOException if no answer came
     * @throws SeraiException if there is no credential to send, or what the account may use is used up
     */
    Transport.Response send(String method, URI url, Map<String, String> more, byte[] body, Duration timeout)
            throws IOException {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return send(session, request(method, url, all, body, timeout));
    }

    private Transport.Request request(
            String method, URI url, Map<String, String> headers, byte[] body, Duration timeout) {
        return new Transport.Request(
                method, url, headers, body, timeout, definition.limits().maxResponseBytes());
    }

    private Transport.Response send(Auth.Session prover, Transport.Request request) throws IOException {
        try {
            Map<String, String> credential = prover.headers(request.body());
            Transport.Response response = attempt(request, credential);
            if (refusesCredential(response) && prover.refused(credential)) {
                response = attempt(request, prover.headers(request.body()));
            }
            definition.limits().usage().ifPresent(new UsageOf(response)::note);
            return response;
        } catch (TokenEndpoint.NotNow e) {
            // Nothing was sent: what the log-in says of later, and of how much later, holds for the request.
            return e.response();
        }
    }

    private boolean refusesCredential(Transport.Response response) {
        return response.status() == 401 || definition.statuses().isCredentialRefused(response);
    }

    private Transport.Response attempt(Transport.Request request, Map<String, String> credential) throws IOException {
        if (isUsedUp()) {
            throw new SeraiException(
                    side.busy,
                    "The " + side.named(context.name()) + " has used what it may of the vendor's daily"
                            + " requests. It goes on when there are some again.");
        }
        Map<String, String> all = new HashMap<>(request.headers());
        all.putAll(credential);
        try {
            limit.enter();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before sending", e);
        }
        try {
            return context.transport()
                    .send(new Transport.Request(
                            request.method(),
                            request.url(),
                            all,
                            request.body(),
                            request.timeout(),
                            request.maxResponseBytes()));
        } finally {
            limit.leave();
        }
    }

    /** What an answer says of how much of a budget is used, as Salesforce's {@code api-usage=18/15000}. */
    private final class UsageOf {
        private final Transport.Response response;

        UsageOf(Transport.Response response) {
            this.response = response;
        }

        void note(HttpDefinition.Usage usage) {
            Matcher matcher = USAGE.matcher(response.header(usage.header()).orElse(""));
            if (matcher.find() && Long.parseLong(matcher.group(1)) >= usage.most() * Long.parseLong(matcher.group(2))) {
                usedUpUntil = context.clock().instant().plus(USED_UP);
            }
        }
    }

    /** Retry-After as seconds or as an HTTP date; at most a day, whatever it says. */
    Optional<Duration> retryAfter(Transport.Response response) {
        return response.header("Retry-After")
                .flatMap(text -> {
                    if (text.matches("\\d{1,9}")) {
                        return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
                    }
                    return httpDate(text)
                            .map(moment -> Duration.between(context.clock().instant(), moment));
                })
                .filter(duration -> !duration.isNegative())
                .map(duration -> duration.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : duration);
    }

    static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
