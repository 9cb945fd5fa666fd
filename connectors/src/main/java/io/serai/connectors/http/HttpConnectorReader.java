package io.serai.connectors.http;

import io.serai.connector.Connector;
import io.serai.connector.Operation;
import io.serai.connectors.http.HttpDefinition.Limits;
import io.serai.connectors.http.HttpDefinition.Link;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.source.SourceKind;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
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
            .optional("sunset", Shape.text(), "The day that version ends, as 2027-01-31.")
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

    private static final ObjectShape TTL = Shape.object("a time to live")
            .required("minutes", Shape.text(), "How many minutes a member lives, such as ${audience.ttl_minutes}.")
            .optional("refresh", Shape.percent(), "After which share of it a member is sent again; 50% unless said.")
            .build();

    private static final ObjectShape CHECK = Shape.object("a check")
            .required("request", OperationReader.REQUEST, "A request that changes nothing.")
            .required("accept", Shape.list(Shape.text()), "The statuses that mean all is well.")
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
            .optional("ttl", TTL, "How long the vendor remembers a member, where it forgets.")
            .optional(
                    "check",
                    CHECK,
                    "A request that tells whether address and credential are right. Without it a check tells only whether the address answers and a log-in, if there is one, lets in.")
            .optional("operations", OperationReader.SHAPE, "What can be done with members: makes it a destination.")
            .optional("streams", StreamReader.SHAPE, "What can be read: makes it a source.")
            .optional("outcome", StatusRules.SHAPE, "What HTTP statuses mean.")
            .optional("canaries", Shape.list(Canary.SHAPE), "Examples that are checked whenever the file is read.")
            .build();

    private HttpConnectorReader() {}

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
        if (!definition.takesMembers() && definition.streams().isEmpty()) {
            root.problem("the connector does nothing.", "Add 'operations' for destinations or 'streams' for sources.");
        }
        if (problems.count() == before) {
            root.get("canaries").ifPresent(all -> all.items().forEach(canary -> Canary.check(canary, definition)));
        }
        if (problems.count() != before) {
            return Sides.NONE;
        }
        return new Sides(
                Optional.<Connector>of(new HttpConnector(definition)).filter(one -> definition.takesMembers()),
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
        Map<Operation, List<Link>> operations = new EnumMap<>(Operation.class);
        OperationReader reader = new OperationReader(open, member);
        Map<String, Node> said = new LinkedHashMap<>(entries(root, "operations"));
        Optional<Node> replace = Optional.ofNullable(said.remove("replace"));
        said.forEach((name, node) -> operations.put(Operation.of(name), reader.links(node)));
        if (root.get("operations").isPresent() && replace.isEmpty() && !operations.containsKey(Operation.ADD)) {
            root.require("operations").problem("nobody can be added.", "Add 'add' or 'replace'.");
        }
        Map<String, StreamDefinition> streams = new LinkedHashMap<>();
        entries(root, "streams").forEach((name, node) -> streams.put(name, StreamReader.read(name, node, open)));
        return new HttpDefinition(
                root.require("connector").text(),
                new HttpDefinition.Vendor(
                        root.require("vendor").text("api_version"),
                        root.require("vendor").get("sunset").flatMap(HttpConnectorReader::day)),
                shape("options", settings),
                shape("audience", audience),
                defaults,
                types,
                Auth.compile(root.require("auth"), all),
                Text.compile(root.require("base_url"), open),
                headers,
                slots,
                limits(root.get("limits")),
                root.get("ttl")
                        .map(ttl -> new HttpDefinition.Ttl(
                                Text.compile(ttl.require("minutes"), open),
                                ttl.get("refresh").map(Node::percent).orElse(0.5))),
                root.get("check").map(check -> OperationReader.call(check, open)),
                operations,
                replace.map(node -> reader.replace(node, operations.getOrDefault(Operation.ADD, List.of()))),
                streams,
                StatusRules.of(root.get("outcome")),
                ConnectorPage.of(root));
    }

    static Map<String, Node> entries(Node root, String key) {
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

    static Set<Integer> statuses(Optional<Node> list) {
        Set<Integer> statuses = new LinkedHashSet<>();
        list.ifPresent(node -> node.items().forEach(status -> statuses.addAll(StatusRules.parse(status))));
        return Set.copyOf(statuses);
    }

    private static Optional<LocalDate> day(Node node) {
        try {
            return Optional.of(LocalDate.parse(node.text()));
        } catch (DateTimeParseException e) {
            node.problem("this is no day.", "Write it as 2027-01-31.");
            return Optional.empty();
        }
    }
}
