package io.serai.connectors.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.connector.Outcome;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an accepted answer into one outcome per member. What is not understood beyond doubt is {@link Outcome.Unknown}:
 * it is sent again, never taken for success.
 */
final class AnswerParser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Outcome UNINTELLIGIBLE = new Outcome.Unknown(ErrorCode.DESTINATION_UNINTELLIGIBLE);

    private enum Strategy {
        ALL_OR_NOTHING,
        BY_IDENTIFIER,
        BY_INDEX
    }

    static final ObjectShape SHAPE = Shape.object("an answer")
            .optional(
                    "parser", Shape.oneOf(Strategy.class), "How refused members are told; all-or-nothing unless said.")
            .optional("errors", Shape.text(), "Where the list of errors is, as $.errors.")
            .optional("may_be_missing", Shape.bool(), "Whether the list is missing or null where nobody is refused.")
            .optional("key", Shape.text(), "In an error: the identifier, or the index.")
            .optional("first", Shape.whole(0, 1), "By index: the first member's; 0 unless said.")
            .optional("code", Shape.text(), "In an error: the vendor's code.")
            .optional("harmless", Shape.list(Shape.text()), "Codes that mean the member is as it should be.")
            .optional("retry", Shape.list(Shape.text()), "Codes that mean to send the member again.")
            .optional("count", Shape.list(Shape.text()), "Numbers that must add up to the members sent.")
            .optional("means", Shape.oneOf(List.of("accepted", "confirmed")), "How sure the rest is.")
            .build();

    private final Strategy strategy;
    private final String errors;
    private final boolean mayBeMissing;
    private final String key;
    private final int first;
    private final String code;
    private final Set<String> harmless;
    private final Set<String> retry;
    private final List<String> count;
    private final Outcome success;

    private AnswerParser(Optional<Node> answer) {
        this.strategy = text(answer, "parser")
                .map(word -> Strategy.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')))
                .orElse(Strategy.ALL_OR_NOTHING);
        this.errors = text(answer, "errors").map(AnswerParser::pointer).orElse("");
        this.mayBeMissing =
                answer.map(node -> node.bool("may_be_missing", false)).orElse(false);
        this.key = text(answer, "key").orElse("");
        this.first = answer.map(node -> (int) node.whole("first", 0)).orElse(0);
        this.code = text(answer, "code").orElse("");
        this.harmless = texts(answer, "harmless");
        this.retry = texts(answer, "retry");
        this.count = texts(answer, "count").stream().map(AnswerParser::pointer).toList();
        this.success = text(answer, "means").orElse("confirmed").equals("accepted")
                ? new Outcome.Accepted()
                : new Outcome.Confirmed();
    }

    static AnswerParser compile(Optional<Node> answer) {
        AnswerParser parser = new AnswerParser(answer);
        answer.ifPresent(node -> {
            if (parser.strategy != Strategy.ALL_OR_NOTHING && (parser.errors.isEmpty() || parser.key.isEmpty())) {
                node.problem(
                        "this parser needs 'errors' and 'key'.", "Add where the errors are and what names a member.");
            }
        });
        return parser;
    }

    private static Optional<String> text(Optional<Node> node, String name) {
        return node.flatMap(answer -> answer.text(name));
    }

    private static Set<String> texts(Optional<Node> node, String name) {
        Set<String> texts = new LinkedHashSet<>();
        node.flatMap(answer -> answer.get(name))
                .ifPresent(list -> list.items().forEach(item -> texts.add(item.text())));
        return texts;
    }

    /** {@code $.a.b} as a JSON pointer. */
    private static String pointer(String path) {
        return path.replaceFirst("^\\$", "").replace('.', '/');
    }

    /** Whether the answer tells who was refused. */
    boolean tellsMembers() {
        return strategy != Strategy.ALL_OR_NOTHING;
    }

    /** Whether it says that members are in, and not only that they were taken. */
    boolean confirms() {
        return success instanceof Outcome.Confirmed;
    }

    /**
     * @param sent the identifiers as they were sent, one for each member
     * @param profile how the vendor writes identifiers, to find those of its errors again
     */
    List<Outcome> parse(byte[] body, List<String> sent, IdentifierProfile profile) {
        List<Outcome> outcomes = new ArrayList<>(Collections.nCopies(sent.size(), success));
        if (strategy == Strategy.ALL_OR_NOTHING && count.isEmpty()) {
            return outcomes;
        }
        Optional<JsonNode> root = read(body);
        if (root.isEmpty() || !adds(root.get(), sent.size())) {
            return Collections.nCopies(sent.size(), UNINTELLIGIBLE);
        }
        if (strategy == Strategy.ALL_OR_NOTHING) {
            return outcomes;
        }
        JsonNode list = root.get().at(errors);
        if (mayBeMissing && root.get().isObject() && (list.isMissingNode() || list.isNull())) {
            return outcomes;
        }
        if (!list.isArray()) {
            return Collections.nCopies(sent.size(), UNINTELLIGIBLE);
        }
        Map<String, List<Integer>> places = places(sent);
        boolean allFound = true;
        for (JsonNode error : list) {
            String named = error.path(key).asText("");
            List<Integer> found = places.getOrDefault(
                    strategy == Strategy.BY_IDENTIFIER ? profile.recognise(named) : named, List.of());
            found.forEach(index -> outcomes.set(index, outcome(error.path(code).asText(""))));
            allFound &= !found.isEmpty();
        }
        // An error that names nobody we sent may mean anybody: then nobody is taken for delivered.
        return allFound ? outcomes : doubt(outcomes);
    }

    private Map<String, List<Integer>> places(List<String> sent) {
        Map<String, List<Integer>> places = new HashMap<>();
        for (int index = 0; index < sent.size(); index++) {
            String name = strategy == Strategy.BY_INDEX ? Integer.toString(index + first) : sent.get(index);
            places.computeIfAbsent(name, any -> new ArrayList<>()).add(index);
        }
        return places;
    }

    private List<Outcome> doubt(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome.equals(success) ? UNINTELLIGIBLE : outcome)
                .toList();
    }

    private Outcome outcome(String vendorCode) {
        if (harmless.contains(vendorCode)) {
            return success;
        }
        if (retry.contains(vendorCode)) {
            return new Outcome.Retry(ErrorCode.DESTINATION_FAILED, Optional.empty());
        }
        return rejected(vendorCode);
    }

    /** A refusal; only a word that is plainly a code is repeated, for free text may quote the person. */
    static Outcome.Rejected rejected(String vendorCode) {
        String told = vendorCode.matches("[A-Za-z][A-Za-z0-9_.-]{0,63}") ? " It says " + vendorCode + "." : "";
        return new Outcome.Rejected(ErrorCode.DESTINATION_REJECTED, "The destination refuses this member." + told);
    }

    private boolean adds(JsonNode root, int members) {
        if (count.isEmpty()) {
            return true;
        }
        long sum = 0;
        for (String pointer : count) {
            JsonNode number = root.at(pointer);
            if (!number.canConvertToExactIntegral() || !number.isNumber()) {
                return false;
            }
            sum += number.longValue();
        }
        return sum == members;
    }

    /** Empty if the body is no JSON. */
    static Optional<JsonNode> read(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            return root == null || root.isMissingNode() ? Optional.empty() : Optional.of(root);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
