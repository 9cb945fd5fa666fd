package io.serai.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One method on one path.
 *
 * @param pattern such as {@code /api/v1/runs/{id}}
 */
record Endpoint(String method, String pattern, Handler handler) {
    /** What it does; handed the request and the values of the pattern's names, in order. */
    @FunctionalInterface
    interface Handler {
        Reply handle(Request request, List<String> names);
    }

    static Endpoint get(String pattern, Handler handler) {
        return new Endpoint("GET", "/api/v1" + pattern, handler);
    }

    static Endpoint post(String pattern, Handler handler) {
        return new Endpoint("POST", "/api/v1" + pattern, handler);
    }

    /** The values of the pattern's names if the path fits. */
    Optional<List<String>> match(String path) {
        String[] wanted = pattern.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        for (int at = 0; at < wanted.length; at++) {
            if (wanted[at].startsWith("{")) {
                names.add(given[at]);
            } else if (!wanted[at].equals(given[at])) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }
}
