package io.serai.api;

import io.serai.access.Permission;
import io.serai.audit.Act;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One method on one path.
 *
 * @param pattern such as {@code /api/v1/runs/{id}}
 * @param permission what a caller needs
 * @param deed what the audit trail calls it, which is told before it is done; empty for what changes nothing, and for what
 *     tells of itself in the transaction of its change
 */
public record Endpoint(String method, String pattern, Permission permission, Handler handler, Optional<Act> deed) {
    /** A version belongs to no group. */
    private static final Pattern ROOT = Pattern.compile("(?:/api)?(?:/v1)?/([^/]+)");

    private static final String NAME = "[a-z0-9][a-z0-9_.-]{0,130}";

    /** What it does; handed the request and the values of the pattern's names, in order. */
    @FunctionalInterface
    public interface Handler {
        Reply handle(Request request, List<String> names);
    }

    Endpoint(String method, String pattern, Permission permission, Handler handler) {
        this(method, pattern, permission, handler, Optional.empty());
    }

    /** The same, told in the audit trail. */
    Endpoint told(Act act) {
        return new Endpoint(method, pattern, permission, handler, Optional.of(act));
    }

    /** What it is done to, as the trail names it: names of ours; whatever else stands in the path is not repeated. */
    String target(List<String> names) {
        return names.isEmpty()
                ? group()
                : names.stream().filter(name -> name.matches(NAME)).collect(Collectors.joining(" "));
    }

    static Endpoint get(String pattern, Permission permission, Handler handler) {
        return new Endpoint("GET", Api.PREFIX + pattern, permission, handler);
    }

    /** A POST that takes no fields: one that comes with some means something else. */
    static Endpoint bare(String pattern, Permission permission, Handler handler) {
        return post(pattern, permission, (request, names) -> {
            request.object();
            return handler.handle(request, names);
        });
    }

    static Endpoint post(String pattern, Permission permission, Handler handler) {
        return new Endpoint("POST", Api.PREFIX + pattern, permission, handler);
    }

    static Endpoint put(String pattern, Permission permission, Handler handler) {
        return new Endpoint("PUT", Api.PREFIX + pattern, permission, handler);
    }

    static Endpoint delete(String pattern, Permission permission, Handler handler) {
        return new Endpoint("DELETE", Api.PREFIX + pattern, permission, handler);
    }

    /** The first word of the path, by which endpoints share a route and a metric. */
    public String group() {
        return root().group(1);
    }

    /** The path up to the group's word: all of the group begin with it. */
    public String groupPath() {
        return root().group();
    }

    private Matcher root() {
        Matcher root = ROOT.matcher(pattern);
        if (!root.lookingAt()) {
            throw new SeraiException(ErrorCode.INTERNAL, "The endpoint " + pattern + " has no group.");
        }
        return root;
    }

    /** The values of the pattern's names if the path fits. */
    Optional<List<String>> match(String path) {
        int names = pattern.indexOf('{');
        // Every request is held against every endpoint, and nearly all end here.
        if (!path.regionMatches(0, pattern, 0, names < 0 ? pattern.length() : names)) {
            return Optional.empty();
        }
        String[] wanted = pattern.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (int at = 0; at < wanted.length; at++) {
            if (wanted[at].startsWith("{")) {
                values.add(given[at]);
            } else if (!wanted[at].equals(given[at])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
