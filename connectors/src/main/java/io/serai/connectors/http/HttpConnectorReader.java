package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.serai.connector.Connector;
import io.serai.connector.Operation;
import io.serai.connectors.http.HttpDefinition.Action;
import io.serai.connectors.http.HttpDefinition.Call;
import io.serai.connectors.http.HttpDefinition.Limits;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.source.SourceKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code connector: NAME} files: what a vendor's HTTP API is, with no Java of its own. */
public final class HttpConnectorReader {
    private static final ObjectShape SETTING = Shape.object("a setting")
            .optional("type", Shape.oneOf(List.of("text", "bool", "whole")), "Its type; text unless said.")
            .optional("secret", Shape.bool(), "Masked everywhere and given as a reference.")
            .optional("required", Shape.bool(), "Whether every destination must give it.")
            .optional("default", Shape.text(), "Its value where a destination gives none.")
            .optional("example", Shape.text(), "A value for the example on the reference page.")
            .required("doc", Shape.text(), "A sentence for the reference page.")
            .build();
    private static final Shape SETTINGS = Shape.mapOf(Shape.name(), SETTING);

    private static final ObjectShape VENDOR = Shape.object("a vendor")
            .required("name", Shape.text(), "Who offers the API.")
            .optional("api_version", Shape.text(), "The version this definition is written for.")
            .optional("sunset", Shape.text(), "The day that version ends.")
            .optional("docs", Shape.text(), "Where its documentation is.")
            .build();

    private static final ObjectShape RATE = Shape.object("a rate")
            .required("count", Shape.whole(1, 1_000_000), "So many requests,")
            .required("per", Shape.duration(), "in any stretch of this length.")
            .build();

    private static final ObjectShape USAGE = Shape.object("a budget's use")
            .required("header", Shape.text(), "The header that says so, as api-usage=18/15000.")
            .required("most", Shape.percent(), "The share up to which we use it.")
            .build();

    private static final ObjectShape LIMITS = Shape.object("limits")
            .optional(
                    "rate",
                    Shape.either(RATE, Shape.list(RATE)),
                    "How fast requests may follow each other: all that hold.")
            .optional("concurrency", Shape.whole(1, 1000), "Requests at once; 1 unless said.")
            .optional("timeout", Shape.duration(), "How long a request may take; 30s unless said.")
            .optional("usage", USAGE, "Where answers say how much of a daily budget is used.")
            .optional("max_response", Shape.whole(1, 100_000_000), "Longest answer in bytes; 10,000,000 unless said.")
            .build();

    private static final ObjectShape REQUEST = Shape.object("a request")
            .required("method", Shape.oneOf(List.of("GET", "POST", "PUT", "PATCH", "DELETE")), "Its method.")
            .required("path", Shape.text(), "Its path after base_url.")
            .build();

    private static final ObjectShape CHECK = Shape.object("a check")
            .required("request", REQUEST, "A request that changes nothing.")
            .required("accept", Shape.list(Shape.text()), "The statuses that mean all is well.")
            .build();

    private static final ObjectShape BATCH = Shape.object("a batch")
            .optional("max_items", Shape.whole(1, 100_000), "Most members of a request; 1 unless said.")
            .optional("setting", Shape.name(), "The setting that says how many, up to max_items.")
            .optional("max_bytes", Shape.whole(100, 100_000_000), "Largest body; 1,000,000 unless said.")
            .build();

    private static final ObjectShape THEN = operation("a request that follows").build();

    private static final ObjectShape OPERATION = operation("an operation")
            .optional("batch", BATCH, "How many members a request takes; without it one, whom path and body may name.")
            .optional("then", THEN, "A further request for the members whom the first accepted.")
            .build();

    private static final ObjectShape OPERATIONS = Shape.object("operations")
            .required("add", OPERATION, "Adds members, and updates those that are there.")
            .optional("remove", OPERATION, "Removes members; harmless for those that are not there.")
            .build();

    private static final ObjectShape CANARY_MEMBER = Shape.object("a canary's member")
            .required("identifier", Shape.text(), "Its identifier.")
            .optional("fields", Shape.mapOf(Shape.text(), Shape.text()), "Its fields.")
            .build();

    private static final ObjectShape CANARY = Shape.object("a canary")
            .required("operation", Shape.oneOf(Operation.class), "The operation.")
            .required("namespace", Shape.name(), "The namespace of the identifiers.")
            .optional("settings", Shape.mapOf(Shape.text(), Shape.text()), "Settings, those of the audience too.")
            .required("members", Shape.list(CANARY_MEMBER), "What is sent.")
            .required("body", Shape.any(), "The body that must come of it.")
            .build();

    /** The shape of the file. */
    public static final ObjectShape SHAPE = Shape.object("a connector over HTTP")
            .required("connector", Shape.name(), "The connector's name.")
            .required("vendor", VENDOR, "Whose API it is.")
            .optional("notes", Shape.list(Shape.text()), "What to know before using it; on the reference page.")
            .optional("settings", SETTINGS, "What a destination's options may hold.")
            .optional("audience", SETTINGS, "What names an audience there.")
            .required("auth", Auth.SHAPE, "How requests prove who sends them.")
            .required("base_url", Shape.text(), "What all addresses begin with.")
            .optional("headers", Shape.mapOf(Shape.text(), Shape.text()), "Headers of every request.")
            .optional("identifiers", Slots.SHAPE, "The identifiers it takes, by name in templates.")
            .optional("limits", LIMITS, "The limits of one account.")
            .optional("check", CHECK, "A request that tells whether address and credential are right.")
            .optional("operations", OPERATIONS, "What can be done with members: makes it a destination.")
            .optional("streams", StreamReader.SHAPE, "What can be read: makes it a source.")
            .optional("outcome", StatusRules.SHAPE, "What HTTP statuses mean.")
            .optional("canaries", Shape.list(CANARY), "Examples that are checked whenever the file is read.")
            .build();

    private HttpConnectorReader() {}

    private static ObjectShape.Builder operation(String title) {
        return Shape.object(title)
                .required("request", REQUEST, "The request.")
                .optional("body", Shape.any(), "The body: YAML with ${name} and {each: members, as: ...}.")
                .required("accept", Shape.list(Shape.text()), "The statuses whose answer the parser reads.")
                .optional("reject", Shape.list(Shape.text()), "Statuses that here refuse the member, before 'outcome'.")
                .optional("answer", AnswerParser.SHAPE, "How the answer tells each member's outcome.")
                .optional("refusal", Named.SHAPE, "How a refusal of a whole batch names those whom it is for.");
    }

    /**
     * What a file makes.
     *
     * @param connector for destinations, if it has operations
     * @param sourceKind for sources, if it has streams
     */
    public record Sides(Optional<Connector> connector, Optional<SourceKind> sourceKind) {
        static final Sides NONE = new Sides(Optional.empty(), Optional.empty());
    }

    /** Neither side if the file has problems; they have then been recorded. */
    public static Sides read(Node root, Problems problems) {
        if (!SHAPE.accepts(root)) {
            return Sides.NONE;
        }
        int before = problems.count();
        HttpDefinition definition = compile(root);
        if (definition.operations().isEmpty() && definition.streams().isEmpty()) {
            root.problem("the connector does nothing.", "Add 'operations' for destinations or 'streams' for sources.");
        }
        if (problems.count() == before) {
            root.get("canaries").ifPresent(all -> all.items().forEach(canary -> check(canary, definition)));
        }
        if (problems.count() != before) {
            return Sides.NONE;
        }
        return new Sides(
                Optional.<Connector>of(new HttpConnector(definition))
                        .filter(one -> !definition.operations().isEmpty()),
                Optional.<SourceKind>of(new HttpSourceKind(definition))
                        .filter(one -> !definition.streams().isEmpty()));
    }

    private static HttpDefinition compile(Node root) {
        Map<String, Node> settings = entries(root, "settings");
        Map<String, Node> audience = entries(root, "audience");
        Set<String> open = new LinkedHashSet<>();
        Set<String> all = new LinkedHashSet<>();
        Map<String, String> defaults = new LinkedHashMap<>();
        Map<String, String> types = new LinkedHashMap<>();
        describe("", settings, open, all, defaults, types);
        describe(HttpDefinition.AUDIENCE, audience, open, all, defaults, types);
        Slots slots = Slots.compile(entries(root, "identifiers"));
        Set<String> member = new LinkedHashSet<>(open);
        member.addAll(slots.names());
        member.add("fields");
        Map<String, Text> headers = new LinkedHashMap<>();
        entries(root, "headers").forEach((name, value) -> headers.put(name, Text.compile(value, all)));
        Map<Operation, Action> operations = new EnumMap<>(Operation.class);
        entries(root, "operations")
                .forEach((name, node) -> operations.put(Operation.of(name), action(node, open, member)));
        Map<String, StreamDefinition> streams = new LinkedHashMap<>();
        entries(root, "streams").forEach((name, node) -> streams.put(name, StreamReader.read(name, node, open)));
        return new HttpDefinition(
                root.require("connector").text(),
                shape("options", settings),
                shape("audience", audience),
                defaults,
                types,
                Auth.compile(root.require("auth"), all),
                Text.compile(root.require("base_url"), open),
                headers,
                slots,
                limits(root.get("limits")),
                root.get("check").map(check -> call(check, open)),
                operations,
                streams,
                StatusRules.of(root.get("outcome")),
                ConnectorPage.of(root));
    }

    private static Map<String, Node> entries(Node root, String key) {
        return root.get(key).map(Node::entries).orElse(Map.of());
    }

    private static void describe(
            String prefix,
            Map<String, Node> settings,
            Set<String> open,
            Set<String> all,
            Map<String, String> defaults,
            Map<String, String> types) {
        settings.forEach((name, node) -> {
            all.add(prefix + name);
            types.put(prefix + name, node.text("type").orElse("text"));
            node.text("default").ifPresent(value -> defaults.put(prefix + name, value));
            if (!node.bool("secret", false)) {
                open.add(prefix + name);
            }
            if (!node.bool("required", false) && node.get("default").isEmpty()) {
                node.problem(
                        "the setting '" + name + "' may end up without a value.", "Add 'required: true' or a default.");
            }
        });
    }

    private static ObjectShape shape(String title, Map<String, Node> settings) {
        ObjectShape.Builder builder = Shape.object(title);
        settings.forEach((name, node) -> {
            Shape shape = node.bool("secret", false)
                    ? Shape.secret()
                    : type(node.text("type").orElse("text"));
            String doc = node.require("doc").text();
            if (node.bool("required", false)) {
                builder.required(name, shape, doc);
            } else {
                builder.optional(name, shape, doc);
            }
        });
        return builder.build();
    }

    private static Shape type(String word) {
        return switch (word) {
            case "bool" -> Shape.bool();
            case "whole" -> Shape.whole(Long.MIN_VALUE, Long.MAX_VALUE);
            default -> Shape.text();
        };
    }

    private static Limits limits(Optional<Node> node) {
        List<RateLimit.Rate> rates = node.flatMap(limits -> limits.get("rate"))
                .map(rate -> rate.oneOrMany().stream()
                        .map(one -> new RateLimit.Rate(
                                (int) one.whole("count", 1), one.duration("per", Duration.ofSeconds(1))))
                        .toList())
                .orElse(List.of());
        return new Limits(
                rates,
                node.map(limits -> (int) limits.whole("concurrency", 1)).orElse(1),
                node.map(limits -> limits.duration("timeout", Duration.ofSeconds(30)))
                        .orElse(Duration.ofSeconds(30)),
                node.map(limits -> (int) limits.whole("max_response", 10_000_000))
                        .orElse(10_000_000),
                node.flatMap(limits -> limits.get("usage"))
                        .map(usage -> new HttpDefinition.Usage(
                                usage.require("header").text(),
                                usage.require("most").percent())));
    }

    private static Call call(Node node, Set<String> known) {
        Node request = node.require("request");
        return new Call(
                request.require("method").text(),
                Text.compile(request.require("path"), known),
                statuses(node.get("accept")));
    }

    static Set<Integer> statuses(Optional<Node> list) {
        Set<Integer> statuses = new LinkedHashSet<>();
        list.ifPresent(node -> node.items().forEach(status -> statuses.addAll(StatusRules.parse(status))));
        return Set.copyOf(statuses);
    }

    private static Action action(Node node, Set<String> open, Set<String> member) {
        Optional<Node> batch = node.get("batch");
        Set<String> known = batch.isPresent() ? open : member;
        Optional<Node> setting = batch.flatMap(limits -> limits.get("setting"));
        setting.filter(name -> !open.contains(name.text()))
                .ifPresent(name -> name.problem(
                        "there is no setting '" + name.text() + "'.", "Add it to 'settings', with 'type: whole'."));
        return new Action(
                call(node, known),
                node.get("body").map(body -> Template.compile(body, known, member)),
                batch.map(limits -> (int) limits.whole("max_items", 1)).orElse(1),
                setting.map(Node::text),
                batch.map(limits -> (int) limits.whole("max_bytes", 1_000_000)).orElse(1_000_000),
                AnswerParser.compile(node.get("answer")),
                node.get("refusal").map(Named::compile),
                statuses(node.get("reject")),
                node.get("then").map(then -> action(then, open, member)));
    }

    private static void check(Node canary, HttpDefinition definition) {
        Optional<Action> action = Optional.ofNullable(definition
                .operations()
                .get(Operation.of(canary.require("operation").text())));
        if (action.isEmpty()) {
            canary.problem("the connector has no such operation.", "Remove the canary or add the operation.");
            return;
        }
        Map<String, String> settings = new LinkedHashMap<>(definition.defaults());
        entries(canary, "settings").forEach((name, value) -> settings.put(name, value.text()));
        List<Map<String, JsonNode>> members = canary.require("members").items().stream()
                .map(member -> HttpConnector.member(
                        definition,
                        canary.require("namespace").text(),
                        member.require("identifier").text(),
                        HttpConnector.fields(entries(member, "fields"))))
                .toList();
        Scope scope = Scope.of(
                HttpConnector.values(definition, settings),
                members,
                action.get().maxItems());
        JsonNode body =
                action.get().body().map(template -> template.render(scope)).orElse(MissingNode.getInstance());
        if (!body.toString().equals(canary.require("body").toJson().toString())) {
            canary.require("body").problem("the operation makes another body: " + body, "Correct one of the two.");
        }
    }
}
