package io.serai.connectors.http;

import io.serai.document.Node;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A place outside {@code base_url} that an answer leads to, such as where a file is to be put. The answer says where, the
 * definition which hosts may be meant: nothing else an answer says can send members' data anywhere. Immutable.
 *
 * @param hosts their names; <code>*.example.com</code> for all below one
 * @param headers all that are sent: those of the account stay at home
 * @param login whether the account's credential goes there, too
 */
record Elsewhere(List<Text> hosts, Map<String, Text> headers, boolean login) {

    /** Empty for a request with a {@code path}; records a problem for one with neither path nor address, or with both. */
    static Optional<Elsewhere> compile(Node request, Set<String> known) {
        Optional<Node> url = request.get("url");
        if (url.isPresent() == request.get("path").isPresent()) {
            request.problem("it is not said, or said twice, where it goes.", "Write either 'path' or 'url'.");
        }
        List<String> alone = List.of("hosts", "headers", "login");
        if (url.isEmpty()) {
            alone.forEach(key -> request.get(key)
                    .ifPresent(node -> node.problem("'" + key + "' is for requests with 'url'.", "Remove it.")));
            return Optional.empty();
        }
        if (request.get("hosts").isEmpty()) {
            request.problem("any host could be named by an answer.", "Add 'hosts', such as [\"*.example.com\"].");
        }
        Map<String, Text> headers = new LinkedHashMap<>();
        HttpConnectorReader.entries(request, "headers")
                .forEach((name, value) -> headers.put(name, Text.compile(value, known)));
        List<Text> hosts = request.get("hosts")
                .map(list -> list.items().stream()
                        .map(host -> Text.compile(host, known))
                        .toList())
                .orElse(List.of());
        return Optional.of(new Elsewhere(hosts, headers, request.bool("login", false)));
    }

    /** Whether an address is one that may be meant: on one of the hosts, and no less protected than the account's own. */
    boolean admits(URI url, String ownScheme, Scope scope) {
        String host = Optional.ofNullable(url.getHost()).orElse("").toLowerCase(Locale.ROOT);
        boolean safe = "https".equals(url.getScheme()) || ownScheme.equals(url.getScheme());
        return safe
                && url.getUserInfo() == null
                && hosts.stream()
                        .map(pattern -> pattern.render(scope).toLowerCase(Locale.ROOT))
                        .anyMatch(pattern ->
                                pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern));
    }

    /** The headers to send. */
    Map<String, String> headers(Scope scope) {
        Map<String, String> written = new LinkedHashMap<>();
        headers.forEach((name, value) -> written.put(name, value.render(scope)));
        return written;
    }
}
