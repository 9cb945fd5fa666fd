package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.connector.Transport;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What HTTP statuses mean. A status no rule names, and no operation accepts, is one we do not understand. */
final class StatusRules {
    private static final Shape STATUSES = Shape.list(Shape.text());

    private static final ObjectShape CODES = Shape.object("codes")
            .required(
                    "at",
                    Shape.either(Shape.text(), Shape.list(Shape.text())),
                    "Where in the body the code is, as $[0].errorCode; the first place with a code named here counts.")
            .optional("busy", Shape.list(Shape.text()), "Codes that mean not now.")
            .optional(
                    "auth", Shape.list(Shape.text()), "Codes that mean that the credential is refused: the sync stops.")
            .optional("stop", Shape.list(Shape.text()), "Codes that mean that the settings are wrong: the sync stops.")
            .optional("reject", Shape.list(Shape.text()), "Codes that mean that a member is refused.")
            .optional("expired", Shape.list(Shape.text()), "Codes that mean that a cursor is too old.")
            .build();

    static final ObjectShape SHAPE = Shape.object("outcome rules")
            .optional("retry", STATUSES, "Not now, such as 429 or 5xx; 408, 429 and 5xx unless said.")
            .optional("auth", STATUSES, "The credential is refused: the sync stops; 401 and 403 unless said.")
            .optional("stop", STATUSES, "The settings are wrong: the sync stops; 404 unless said.")
            .optional("reject", STATUSES, "A member is refused; 400, 409, 413 and 422 unless said.")
            .optional("busy_when_empty", STATUSES, "Not now, but only when the answer has no body.")
            .optional("codes", CODES, "What the vendor's own codes in an answer's body mean, whatever its status.")
            .build();

    /** What holds where a definition says nothing. */
    static final Map<String, List<String>> DEFAULTS = Map.of(
            "retry", List.of("408", "429", "5xx"),
            "auth", List.of("401", "403"),
            "stop", List.of("404"),
            "reject", List.of("400", "409", "413", "422"));

    private static final Map<String, Meaning> MEANINGS = Map.of(
            "busy", Meaning.RETRY,
            "auth", Meaning.REFUSED_CREDENTIAL,
            "stop", Meaning.WRONG_SETTINGS,
            "reject", Meaning.REJECTED);

    private final Set<Integer> retry;
    private final Set<Integer> auth;
    private final Set<Integer> stop;
    private final Set<Integer> reject;
    private final Set<Integer> busyWhenEmpty;
    private final List<At> codesAt;
    private final Map<Meaning, Set<String>> codes = new EnumMap<>(Meaning.class);
    private final Set<String> expiredCodes;

    /** What an answer that no operation accepts means. */
    enum Meaning {
        RETRY,
        REFUSED_CREDENTIAL,
        WRONG_SETTINGS,
        REJECTED,
        UNINTELLIGIBLE
    }

    private StatusRules(Optional<Node> rules) {
        this.retry = statuses(rules, "retry");
        this.auth = statuses(rules, "auth");
        this.stop = statuses(rules, "stop");
        this.reject = statuses(rules, "reject");
        this.busyWhenEmpty = statuses(rules, "busy_when_empty");
        Optional<Node> told = rules.flatMap(node -> node.get("codes"));
        this.codesAt = told.map(node ->
                        node.require("at").oneOrMany().stream().map(At::compile).toList())
                .orElse(List.of());
        MEANINGS.forEach((key, meaning) -> codes.put(meaning, texts(told.flatMap(node -> node.get(key)))));
        this.expiredCodes = texts(told.flatMap(node -> node.get("expired")));
    }

    static StatusRules of(Optional<Node> rules) {
        return new StatusRules(rules);
    }

    /**
     * What an answer means: the vendor's own code goes before the status.
     *
     * @param body the answer's body as JSON; missing if it is none
     */
    Meaning meaning(Transport.Response response, JsonNode body) {
        return meaning(body).orElseGet(() -> meaning(response.status(), response.body().length == 0));
    }

    private Meaning meaning(int status, boolean emptyBody) {
        if (retry.contains(status) || (emptyBody && busyWhenEmpty.contains(status))) {
            return Meaning.RETRY;
        }
        if (auth.contains(status)) {
            return Meaning.REFUSED_CREDENTIAL;
        }
        if (stop.contains(status)) {
            return Meaning.WRONG_SETTINGS;
        }
        return reject.contains(status) ? Meaning.REJECTED : Meaning.UNINTELLIGIBLE;
    }

    /** Whether the vendor's own code says so. */
    boolean isBusy(JsonNode body) {
        return meaning(body).filter(Meaning.RETRY::equals).isPresent();
    }

    /** Whether the vendor's own code says so, whatever the status. */
    boolean isCredentialRefused(Transport.Response response) {
        return !codesAt.isEmpty()
                && meaning(AnswerParser.json(response.body()))
                        .filter(Meaning.REFUSED_CREDENTIAL::equals)
                        .isPresent();
    }

    /** Empty if there is no code that the definition names. */
    private Optional<Meaning> meaning(JsonNode body) {
        return codesAt.stream()
                .map(at -> at.text(body))
                .flatMap(code -> codes.entrySet().stream()
                        .filter(entry -> entry.getValue().contains(code))
                        .map(Map.Entry::getKey))
                .findFirst();
    }

    /** The vendor's own code, the first there is; empty text if there is none. */
    String code(JsonNode body) {
        return codesAt.stream()
                .map(at -> at.text(body))
                .filter(code -> !code.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Whether the vendor's own code says so. */
    boolean isExpired(JsonNode body) {
        return codesAt.stream().anyMatch(at -> expiredCodes.contains(at.text(body)));
    }

    private static Set<String> texts(Optional<Node> list) {
        Set<String> texts = new TreeSet<>();
        list.ifPresent(node -> node.items().forEach(item -> texts.add(item.text())));
        return texts;
    }

    private static Set<Integer> statuses(Optional<Node> rules, String key) {
        Optional<Node> list = rules.flatMap(node -> node.get(key));
        Set<Integer> statuses = new TreeSet<>();
        if (list.isEmpty()) {
            DEFAULTS.getOrDefault(key, List.of()).forEach(text -> statuses.addAll(parse(text)));
        }
        list.ifPresent(node -> node.items().forEach(item -> statuses.addAll(parse(item))));
        return statuses;
    }

    /** The statuses of a node such as 429 or 5xx, or a problem. */
    static Set<Integer> parse(Node node) {
        Set<Integer> statuses = parse(node.text());
        if (statuses.isEmpty()) {
            node.problem("'" + node.text() + "' is no HTTP status.", "Write one such as 429, or a class such as 5xx.");
        }
        return statuses;
    }

    private static Set<Integer> parse(String text) {
        Set<Integer> statuses = new TreeSet<>();
        if (text.matches("[1-5]\\d\\d")) {
            statuses.add(Integer.parseInt(text));
        } else if (text.matches("[1-5]xx")) {
            int first = (text.charAt(0) - '0') * 100;
            for (int status = first; status < first + 100; status++) {
                statuses.add(status);
            }
        }
        return statuses;
    }
}
