package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds the members that a list of errors is about. Immutable. */
final class Named {
    private static final Pattern WORD_ENDS = Pattern.compile("[\\s'\"`<>()\\[\\]{},;:]+");
    private static final Pattern INDEX = Pattern.compile("(?:^|[\\[/.])(\\d{1,6})(?=$|[\\]/.])");

    /** One place or several. */
    static final Shape ERRORS = Shape.either(Shape.text(), Shape.list(Shape.text()));

    /** What an error names a member by. */
    enum By {
        /** Its identifier. */
        IDENTIFIER,
        /** Its number in the request, alone or in a path such as {@code contacts[3].email} or {@code /data/3/email}. */
        INDEX,
        /** Its identifier, somewhere in a sentence. */
        TEXT
    }

    static final ObjectShape SHAPE = shape("a refusal that names members").build();

    /** What says how errors name members, for what more a list of errors needs. */
    static ObjectShape.Builder shape(String title) {
        return Shape.object(title)
                .required(
                        "by",
                        Shape.oneOf(By.class),
                        "What names them: the identifier, the index, or a text that has it.")
                .required(
                        "errors",
                        ERRORS,
                        "Where the list of errors is, as $.errors; of several places the first that has one.")
                .required("key", Shape.text(), "In an error: the identifier, the index, or the text.")
                .optional("first", Shape.whole(0, 1), "By index: the first member's; 0 unless said.")
                .optional("prefix", Shape.text(), "By index: what a path to a member begins with, such as contacts.")
                .optional("code", Shape.text(), "In an error: the vendor's code.");
    }

    private final By by;
    private final List<At> errors;
    private final boolean mayBeMissing;
    private final At key;
    private final int first;
    private final String prefix;
    private final At code;

    private Named(By by, Node node) {
        this.by = by;
        this.errors =
                node.require("errors").oneOrMany().stream().map(At::compile).toList();
        this.mayBeMissing = node.bool("may_be_missing", false);
        this.key = At.within(node.require("key"));
        this.first = (int) node.whole("first", 0);
        this.prefix = node.text("prefix").orElse("");
        this.code = node.get("code").map(At::within).orElse(At.NOWHERE);
    }

    /** @param node of {@link #SHAPE} */
    static Named compile(Node node) {
        return compile(By.valueOf(node.require("by").text().toUpperCase(Locale.ROOT)), node);
    }

    /** @param node has {@code errors}, {@code key} and perhaps more of the keys of {@link #SHAPE} */
    static Named compile(By by, Node node) {
        return new Named(by, node);
    }

    /**
     * Whom the errors name.
     *
     * @param codes the vendor's code for each member that is named, by the member's index; may be empty text
     * @param all whether every error names somebody
     */
    record Found(Map<Integer, String> codes, boolean all) {}

    /**
     * Empty if there is no list of errors.
     *
     * @param sent the identifiers as they were sent, one for each member
     * @param slot how the vendor writes identifiers, to find those of its errors again
     */
    Optional<Found> in(JsonNode root, List<String> sent, Slot slot) {
        JsonNode list = errors.stream()
                .map(at -> at.in(root))
                .filter(JsonNode::isArray)
                .findFirst()
                .orElse(errors.get(0).in(root));
        if (mayBeMissing && root.isObject() && (list.isMissingNode() || list.isNull())) {
            return Optional.of(new Found(Map.of(), true));
        }
        if (!list.isArray()) {
            return Optional.empty();
        }
        Map<String, List<Integer>> places = places(sent);
        Map<Integer, String> codes = new LinkedHashMap<>();
        boolean all = true;
        for (JsonNode error : list) {
            String vendorCode = code.text(error);
            boolean somebody = false;
            for (String name : names(key.text(error), slot)) {
                List<Integer> found = places.getOrDefault(name, List.of());
                found.forEach(index -> codes.put(index, vendorCode));
                somebody |= !found.isEmpty();
            }
            all &= somebody;
        }
        return Optional.of(new Found(codes, all));
    }

    private Map<String, List<Integer>> places(List<String> sent) {
        Map<String, List<Integer>> places = new HashMap<>();
        IntStream.range(0, sent.size()).forEach(index -> {
            String name = by == By.INDEX ? Integer.toString(index + first) : sent.get(index);
            places.computeIfAbsent(name, any -> new ArrayList<>()).add(index);
        });
        return places;
    }

    private List<String> names(String told, Slot slot) {
        return switch (by) {
            case IDENTIFIER -> List.of(slot.recognise(told));
            case INDEX -> {
                Matcher index = INDEX.matcher(told);
                yield told.startsWith(prefix) && index.find() ? List.of(index.group(1)) : List.of();
            }
            case TEXT ->
                WORD_ENDS
                        .splitAsStream(told)
                        .map(word -> slot.recognise(word.replaceAll("^\\.+|\\.+$", "")))
                        .filter(word -> !word.isEmpty())
                        .toList();
        };
    }
}
