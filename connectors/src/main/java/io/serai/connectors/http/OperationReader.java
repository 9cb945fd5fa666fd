package io.serai.connectors.http;

import io.serai.connectors.http.HttpDefinition.Call;
import io.serai.connectors.http.HttpDefinition.Link;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what a definition does with members: operations, each one request or several that follow each other. */
final class OperationReader {
    private static final String PATH =
            "Its path after base_url; ${members.NAME} is a list of what NAME is for each member.";

    static final ObjectShape REQUEST =
            request().required("path", Shape.text(), PATH).build();

    private static final ObjectShape REQUEST_ANYWHERE = request()
            .optional("path", Shape.text(), PATH)
            .optional("url", Shape.text(), "Instead: the whole address, which 'before' has been told.")
            .optional("hosts", Shape.list(Shape.text()), "With url: hosts it may lead to, such as *.example.com.")
            .optional("headers", Shape.mapOf(Shape.text(), Shape.text()), "With url: all headers that are sent.")
            .optional("login", Shape.bool(), "With url: whether the credential goes there, too; not unless said.")
            .build();

    private static ObjectShape.Builder request() {
        return Shape.object("a request")
                .required("method", Shape.oneOf(List.of("GET", "POST", "PUT", "PATCH", "DELETE")), "Its method.")
                .optional(
                        "quote",
                        Shape.oneOf(Quote.class),
                        "How ${members.NAME} is written where the vendor takes an expression there: as literals of sql"
                                + " or json; none unless said.");
    }

    private static final ObjectShape BATCH = Shape.object("a batch")
            .optional("max_items", Shape.whole(1, 100_000), "Most members of a request; 1 unless said.")
            .optional("setting", Shape.name(), "The setting that says how many, up to max_items.")
            .optional("max_bytes", Shape.whole(100, 100_000_000), "Largest body; 1,000,000 unless said.")
            .build();

    private static final ObjectShape THEN = link("a request that follows").build();

    private static final ObjectShape OPERATION = link("an operation")
            .optional(
                    "then",
                    Shape.either(THEN, Shape.list(THEN)),
                    "Further requests, each for the members whom the one before accepted.")
            .build();

    /** The shape of a definition's operations. */
    static final ObjectShape SHAPE = Shape.object("operations")
            .optional("add", OPERATION, "Adds members, and updates those that are there.")
            .optional("remove", OPERATION, "Removes members; harmless for those that are not there.")
            .optional(
                    "erase",
                    OPERATION,
                    "Deletes all that the vendor knows of them; harmless for whom it does not know.")
            .optional("replace", Replace.SHAPE, "Puts a whole audience in the place of the one before: mode snapshot.")
            .build();

    private final Set<String> open;
    private final Set<String> member;

    /**
     * @param open names that templates know everywhere
     * @param member those that they know for a member, the open ones among them
     */
    OperationReader(Set<String> open, Set<String> member) {
        this.open = open;
        this.member = member;
    }

    private static ObjectShape.Builder link(String title) {
        return asking(Shape.object(title))
                .optional("batch", BATCH, "How many members a request takes; without it one, whom path and body name.")
                .optional("reject", Shape.list(Shape.text()), "Statuses that here refuse the member, before 'outcome'.")
                .optional("refusal", Named.SHAPE, "How a refusal of a whole batch names those whom it is for.")
                .optional("gives", Gives.SHAPE, "Values of the answer that the requests after it may name.")
                .optional("job", Job.SHAPE, "Where the vendor has begun to work on it and says later what came of it.");
    }

    /** What every request with members has. */
    static ObjectShape.Builder asking(ObjectShape.Builder shape) {
        return shape.optional("before", Before.SHAPE, "A request right before each of these, about no member.")
                .required("request", REQUEST_ANYWHERE, "The request.")
                .optional("body", Shape.any(), "The body: YAML with ${name} and {each: members, as: ...}.")
                .optional(
                        "skip_when_empty",
                        Shape.bool(),
                        "Whether no request is made where the body would be {}, as for a member without fields.")
                .optional("lines", Body.LINES, "Instead of the body: a file with a line for each member.")
                .required("accept", Shape.list(Shape.text()), "The statuses whose answer the parser reads.")
                .optional("answer", AnswerParser.SHAPE, "How the answer tells each member's outcome.");
    }

    static Call call(Node node, Set<String> known) {
        Node request = node.require("request");
        Optional<Elsewhere> elsewhere = Elsewhere.compile(request, known);
        return new Call(
                request.require("method").text(),
                Text.compile(request.require(elsewhere.isPresent() ? "url" : "path"), known),
                request.text("quote")
                        .map(word -> Quote.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Quote.NONE),
                HttpConnectorReader.statuses(node.get("accept")),
                elsewhere);
    }

    /** The requests of an operation, in order. */
    List<Link> links(Node operation) {
        List<Node> nodes = new ArrayList<>(List.of(operation));
        operation.get("then").ifPresent(then -> nodes.addAll(then.oneOrMany()));
        Set<String> known = new LinkedHashSet<>(member);
        List<Link> links = new ArrayList<>();
        for (Node node : nodes) {
            Link link = link(node, known, Set.of());
            links.add(link);
            link.gives().ifPresent(gives -> learn(node, gives, known));
        }
        for (int i = 0; i + 1 < links.size(); i++) {
            if (links.get(i).job().isPresent()) {
                nodes.get(i).require("job").problem("a job ends a chain.", "Move it to the last request.");
            }
        }
        return List.copyOf(links);
    }

    /** How the audience is replaced, if it can be. */
    Replace replace(Node node, List<Link> adds) {
        Replace.By by = Replace.By.valueOf(node.require("by").text().toUpperCase(Locale.ROOT));
        Set<String> known = new LinkedHashSet<>(member);
        known.addAll(Replace.NAMES);
        if (by == Replace.By.EMPTYING && adds.isEmpty()) {
            node.problem("members cannot be added to what was emptied.", "Add an operation 'add'.");
        }
        Link link = link(node, known, Replace.NAMES);
        if (link.answer().tellsMembers()) {
            node.require("answer")
                    .problem("a replacement is taken or refused as a whole.", "Remove the parser, or use counts-only.");
        }
        return new Replace(by, link, (int) node.whole("min_items", 1));
    }

    private static void learn(Node node, Gives gives, Set<String> known) {
        for (String name : gives.names()) {
            if (!known.add(name)) {
                node.require("gives").problem("'" + name + "' has a meaning already.", "Choose another name.");
            }
        }
    }

    /** @param ofParts names that the parts of a whole know */
    private Link link(Node node, Set<String> member, Set<String> ofParts) {
        Optional<Node> batch = node.get("batch");
        Set<String> known = new LinkedHashSet<>(batch.isPresent() ? open : member);
        known.addAll(ofParts);
        known.addAll(member.stream()
                .filter(name -> !open.contains(name) && !ofParts.contains(name) && !name.equals("fields"))
                .map(name -> Scope.MEMBERS + name)
                .collect(Collectors.toSet()));
        Optional<Node> setting = batch.flatMap(limits -> limits.get("setting"));
        setting.filter(name -> !open.contains(name.text()))
                .ifPresent(name -> name.problem(
                        "there is no setting '" + name.text() + "'.", "Add it to 'settings', with 'type: whole'."));
        int maxItems = batch.map(limits -> (int) limits.whole("max_items", 1)).orElse(1);
        Optional<Before> before = node.get("before").map(one -> Before.compile(one, open));
        Set<String> addressed = new LinkedHashSet<>(known);
        before.ifPresent(one -> addressed.addAll(one.values().keySet()));
        return new Link(
                call(node, addressed),
                before,
                Body.compile(node, known, member),
                maxItems,
                setting.map(Node::text),
                batch.map(limits -> (int) limits.whole("max_bytes", 1_000_000)).orElse(1_000_000),
                AnswerParser.compile(node.get("answer")),
                node.get("refusal").map(Named::compile),
                HttpConnectorReader.statuses(node.get("reject")),
                node.get("gives").map(gives -> Gives.compile(gives, maxItems)),
                node.get("job").map(job -> Job.compile(job, open)),
                !ofParts.isEmpty());
    }
}
