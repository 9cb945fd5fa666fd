package io.serai.connectors.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.serai.connector.Outcome;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
        BY_INDEX,
        STATUSES,
        COUNTS_ONLY
    }

    private static final ObjectShape SIGN = Shape.object("a sign of success")
            .required("at", Shape.text(), "Where it is, as $.code.")
            .required("values", Shape.list(Shape.text()), "The values that mean success; true, numbers and texts.")
            .build();

    static final ObjectShape SHAPE = Shape.object("an answer")
            .optional(
                    "parser", Shape.oneOf(Strategy.class), "How refused members are told; all-or-nothing unless said.")
            .optional("errors", Shape.text(), "Where the list of errors is, as $.errors.")
            .optional("may_be_missing", Shape.bool(), "Whether the list is missing or null where nobody is refused.")
            .optional("key", Shape.text(), "In an error: the identifier, or the index.")
            .optional("first", Shape.whole(0, 1), "By index: the first member's; 0 unless said.")
            .optional(
                    "results", Shape.text(), "For statuses: where the list with one result a member is, as $.elements.")
            .optional("done", SIGN, "For statuses: what in a result says that it went well.")
            .optional("invalid", Shape.text(), "For counts-only: where the number of those that cannot be used is.")
            .optional("code", Shape.text(), "In an error or a result: the vendor's code.")
            .optional("harmless", Shape.list(Shape.text()), "Codes that mean the member is as it should be.")
            .optional("retry", Shape.list(Shape.text()), "Codes that mean to send the member again.")
            .optional("count", Shape.list(Shape.text()), "Numbers that must add up to the members sent.")
            .optional(
                    "success",
                    Shape.either(SIGN, Shape.list(SIGN)),
                    "What the answer must say besides its status, one of several; else 'outcome' has its codes.")
            .optional("means", Shape.oneOf(List.of("accepted", "confirmed")), "How sure the rest is.")
            .build();

    /** Where something is, and which of its values are good. */
    private record Sign(At at, Set<String> values) {
        static Sign compile(Node node) {
            return new Sign(At.within(node.require("at")), texts(Optional.of(node), "values"));
        }

        boolean isIn(JsonNode root) {
            return values.contains(at.text(root));
        }
    }

    private final Strategy strategy;
    private final Optional<Named> named;
    private final At results;
    private final Optional<Sign> done;
    private final List<Sign> success;
    private final At invalid;
    private final At code;
    private final Set<String> harmless;
    private final Set<String> retry;
    private final List<At> count;
    private final Outcome well;

    private AnswerParser(Optional<Node> answer) {
        this.strategy = answer.flatMap(node -> node.text("parser"))
                .map(word -> Strategy.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')))
                .orElse(Strategy.ALL_OR_NOTHING);
        this.named = answer.filter(node -> lacks(node).isEmpty()).flatMap(this::named);
        this.results = at(answer, "results");
        this.done = answer.flatMap(node -> node.get("done")).map(Sign::compile);
        this.success = answer.flatMap(node -> node.get("success"))
                .map(signs -> signs.oneOrMany().stream().map(Sign::compile).toList())
                .orElse(List.of());
        this.invalid = at(answer, "invalid");
        this.code = answer.flatMap(node -> node.get("code")).map(At::within).orElse(At.NOWHERE);
        this.harmless = texts(answer, "harmless");
        this.retry = texts(answer, "retry");
        this.count = answer.flatMap(node -> node.get("count"))
                .map(list -> list.items().stream().map(At::compile).toList())
                .orElse(List.of());
        boolean accepted = strategy == Strategy.COUNTS_ONLY
                || answer.flatMap(node -> node.text("means")).orElse("").equals("accepted");
        this.well = accepted ? new Outcome.Accepted() : new Outcome.Confirmed();
    }

    /** Records a problem for every key that the parser needs and does not have. */
    static AnswerParser compile(Optional<Node> answer) {
        AnswerParser parser = new AnswerParser(answer);
        answer.ifPresent(node -> parser.lacks(node)
                .forEach(key -> node.problem("this parser needs '" + key + "'.", "Add " + doc(key) + ".")));
        answer.filter(node -> parser.strategy == Strategy.COUNTS_ONLY)
                .flatMap(node -> node.get("means"))
                .filter(node -> node.text().equals("confirmed"))
                .ifPresent(node -> node.problem(
                        "a number confirms nobody.", "Remove 'means': with counts-only members are accepted."));
        return parser;
    }

    private List<String> lacks(Node node) {
        List<String> needed = switch (strategy) {
            case ALL_OR_NOTHING -> List.of();
            case BY_IDENTIFIER, BY_INDEX -> List.of("errors", "key");
            case STATUSES -> List.of("results", "done");
            case COUNTS_ONLY -> List.of("invalid");
        };
        return needed.stream().filter(key -> node.get(key).isEmpty()).toList();
    }

    private static String doc(String key) {
        return SHAPE.keys().stream()
                .filter(one -> one.name().equals(key))
                .map(one -> one.doc().replaceAll("\\.$", ""))
                .findFirst()
                .orElse(key);
    }

    private Optional<Named> named(Node node) {
        return switch (strategy) {
            case BY_IDENTIFIER -> Optional.of(Named.compile(Named.By.IDENTIFIER, node));
            case BY_INDEX -> Optional.of(Named.compile(Named.By.INDEX, node));
            case ALL_OR_NOTHING, STATUSES, COUNTS_ONLY -> Optional.empty();
        };
    }

    private static At at(Optional<Node> node, String name) {
        return node.flatMap(answer -> answer.get(name)).map(At::compile).orElse(At.NOWHERE);
    }

    private static Set<String> texts(Optional<Node> node, String name) {
        Set<String> texts = new LinkedHashSet<>();
        node.flatMap(answer -> answer.get(name))
                .ifPresent(list -> list.items().forEach(item -> texts.add(item.text())));
        return texts;
    }

    /** Whether an answer with a good status says in its body, too, that it went well. */
    boolean succeeds(JsonNode body) {
        return success.isEmpty() || success.stream().anyMatch(sign -> sign.isIn(body));
    }

    /** How many members the answer says are of no use, naming none of them. */
    long unusable(JsonNode body) {
        return Math.max(0, invalid.in(body).asLong(0));
    }

    /** Whether the answer tells who was refused. */
    boolean tellsMembers() {
        return strategy != Strategy.ALL_OR_NOTHING && strategy != Strategy.COUNTS_ONLY;
    }

    /** Whether it says that members are in, and not only that they were taken. */
    boolean confirms() {
        return well instanceof Outcome.Confirmed;
    }

    /**
     * @param body the answer as JSON; missing if it is none
     * @param sent the identifiers as they were sent, one for each member
     * @param slot how the vendor writes identifiers, to find those of its errors again
     */
    List<Outcome> parse(JsonNode body, List<String> sent, Slot slot) {
        if (strategy == Strategy.ALL_OR_NOTHING && count.isEmpty()) {
            return Collections.nCopies(sent.size(), well);
        }
        if (!adds(body, sent.size())) {
            return Collections.nCopies(sent.size(), UNINTELLIGIBLE);
        }
        return switch (strategy) {
            case ALL_OR_NOTHING -> Collections.nCopies(sent.size(), well);
            case BY_IDENTIFIER, BY_INDEX -> outcomes(named.orElseThrow().in(body, sent, slot), sent.size());
            case STATUSES -> statuses(results.in(body), sent.size());
            case COUNTS_ONLY -> Collections.nCopies(sent.size(), isCount(invalid.in(body)) ? well : UNINTELLIGIBLE);
        };
    }

    /** An error that names nobody we sent may mean anybody: then nobody is taken for delivered. */
    private List<Outcome> outcomes(Optional<Named.Found> found, int members) {
        Outcome rest = found.filter(Named.Found::all).isPresent() ? well : UNINTELLIGIBLE;
        List<Outcome> outcomes = new ArrayList<>(Collections.nCopies(members, rest));
        found.ifPresent(errors -> errors.codes().forEach((index, told) -> outcomes.set(index, outcome(told))));
        return outcomes;
    }

    private List<Outcome> statuses(JsonNode list, int members) {
        if (!list.isArray() || list.size() != members) {
            return Collections.nCopies(members, UNINTELLIGIBLE);
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (JsonNode result : list) {
            String told = code.text(result);
            if (done.orElseThrow().isIn(result)) {
                outcomes.add(well);
            } else {
                outcomes.add(told.isEmpty() ? UNINTELLIGIBLE : outcome(told));
            }
        }
        return outcomes;
    }

    private Outcome outcome(String vendorCode) {
        if (harmless.contains(vendorCode)) {
            return well;
        }
        if (retry.contains(vendorCode)) {
            return new Outcome.Retry(ErrorCode.DESTINATION_FAILED, Optional.empty());
        }
        return rejected(vendorCode);
    }

    /** A refusal; only a word that is plainly a code is repeated, for free text may quote the person. */
    static Outcome.Rejected rejected(String vendorCode) {
        String told = vendorCode.matches("[A-Za-z][A-Za-z0-9_.-]{0,63}|\\d{1,5}") ? " It says " + vendorCode + "." : "";
        return new Outcome.Rejected(ErrorCode.DESTINATION_REJECTED, "The destination refuses this member." + told);
    }

    private static boolean isCount(JsonNode number) {
        return number.isNumber() && number.canConvertToExactIntegral() && number.longValue() >= 0;
    }

    private boolean adds(JsonNode root, int members) {
        List<JsonNode> numbers = count.stream().map(at -> at.in(root)).toList();
        return numbers.isEmpty()
                || (numbers.stream().allMatch(AnswerParser::isCount)
                        && numbers.stream().mapToLong(JsonNode::longValue).sum() == members);
    }

    /** An answer's body; missing if it is no JSON. */
    static JsonNode json(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            return root == null ? MissingNode.getInstance() : root;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
