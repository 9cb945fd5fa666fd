package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.connectors.http.StreamDefinition.Bulk;
import io.serai.connectors.http.StreamDefinition.Call;
import io.serai.connectors.http.StreamDefinition.Delta;
import io.serai.connectors.http.StreamDefinition.Pager;
import io.serai.connectors.http.StreamDefinition.Pass;
import io.serai.connectors.http.StreamDefinition.Removed;
import io.serai.connectors.http.StreamDefinition.Setting;
import io.serai.connectors.http.StreamDefinition.Since;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code streams:} of a connector's file. */
final class StreamReader {
    /** The names requests may use besides settings. */
    private static final Set<String> VARIABLES = Set.of("since", "page", "offset", "limit", "after_id", "job");

    private static final Shape TEXTS = Shape.mapOf(Shape.text(), Shape.text());
    private static final Shape VALUE = Shape.either(Shape.text(), Shape.list(Shape.text()));

    private static final ObjectShape SETTING = Shape.object("a stream's setting")
            .optional("type", Shape.oneOf(List.of("text", "list")), "Its type; text unless said.")
            .optional("default", VALUE, "Its value where a source gives none; without it, every source must.")
            .required("doc", Shape.text(), "A sentence for the reference page.")
            .build();

    private static final ObjectShape CALL = Shape.object("a request for records")
            .required("method", Shape.oneOf(List.of("GET", "POST")), "Its method.")
            .required("path", Shape.text(), "Its path after base_url.")
            .optional("query", TEXTS, "Its query; what has no value is left out.")
            .optional("headers", TEXTS, "Headers besides those of every request.")
            .optional("body", Shape.any(), "The body: YAML with ${name}.")
            .build();

    private static final ObjectShape SINCE = Shape.object("a time to go on from")
            .required("at", Shape.text(), "Where in a record it is, as $.updated.")
            .required("format", Shape.oneOf(Moments.words()), "How ${since} is written.")
            .optional("overlap", Shape.duration(), "How far before the newest change to ask again; 5m unless said.")
            .optional("start", Shape.text(), "The first ${since}; 1970-01-01T00:00:00Z unless said.")
            .optional("order", Shape.oneOf(List.of("ascending", "none")), "How records come; ascending unless said.")
            .build();

    private static final ObjectShape REMOVED_WHEN = Shape.object("what says that something is gone")
            .required("at", Shape.text(), "Where in a record.")
            .required("in", Shape.list(Shape.text()), "The texts that mean so.")
            .build();
    private static final ObjectShape REMOVED = Shape.object("records of what is gone")
            .optional("when", REMOVED_WHEN, "Which records they are; all unless said.")
            .required("key", Shape.text(), "Where in such a record the key is.")
            .optional("time", Shape.text(), "Where in such a record the time is.")
            .build();

    private static final ObjectShape DELTA = Shape.object("links to what has changed")
            .required("link", Shape.text(), "Where the last page has the link.")
            .required("expired", Shape.list(Shape.text()), "Statuses that mean it is too old.")
            .build();

    private static final Shape PAGE = Shape.byFirstKey("a way to the next page", pagers());

    private static final ObjectShape DELETIONS = pass("requests for what is gone")
            .optional("every", Shape.duration(), "How often to ask; every time unless said.")
            .build();

    private static final ObjectShape POLL = Shape.object("a question for a job's state")
            .required("request", CALL, "The question; ${job} is the job's id.")
            .required("status", Shape.text(), "Where the answer has the state.")
            .required("done", Shape.list(Shape.text()), "States in which it is done.")
            .required("failed", Shape.list(Shape.text()), "States in which it never will be.")
            .optional("every", Shape.duration(), "How long to wait between questions; 5s unless said.")
            .optional("most", Shape.duration(), "How long to wait for one job; 2h unless said.")
            .build();
    private static final ObjectShape BULK = Shape.object("a job for everything")
            .required("create", CALL, "Makes the job.")
            .required("id", Shape.text(), "Where the answer has the job's id.")
            .required("started", Shape.text(), "Where the answer has the time the job was made.")
            .required("poll", POLL, "Tells whether it is done.")
            .required("results", CALL, "Fetches a part as CSV; ${page} tells which.")
            .required("locator", Shape.text(), "The header with the next part's ${page}.")
            .build();

    private static final ObjectShape STREAM = pass("a stream")
            .optional("settings", Shape.mapOf(Shape.name(), SETTING), "What a source's stream may say.")
            .optional("example", Shape.mapOf(Shape.name(), VALUE), "Settings to discover it by.")
            .required("key", Shape.text(), "The field that tells one record from all others, as $.id.")
            .optional("delta", DELTA, "For an API that answers what has changed since a link was made.")
            .optional("deletions", DELETIONS, "Where the API tells what is gone, if not among the records.")
            .optional("bulk", BULK, "How everything is had the first time, if not by the request.")
            .build();

    /** The shape of {@code streams}. */
    static final Shape SHAPE = Shape.mapOf(Shape.name(), STREAM);

    private final Set<String> known;

    private StreamReader(Set<String> known) {
        this.known = known;
    }

    private static ObjectShape.Builder pass(String title) {
        return Shape.object(title)
                .required("request", CALL, "What is asked.")
                .required("records", Shape.text(), "Where the answer has the list of records, as $.results.")
                .optional("since", SINCE, "The time to go on from; everything is read every time unless said.")
                .optional("page", PAGE, "How the next page is had; there is one page unless said.")
                .optional("removed", REMOVED, "Which records say that something is gone.");
    }

    private static Map<String, ObjectShape> pagers() {
        Shape limit = Shape.whole(1, 100_000);
        Map<String, ObjectShape> pagers = new LinkedHashMap<>();
        pagers.put(
                "next_link",
                Shape.object("a link")
                        .required("next_link", Shape.text(), "Where the answer has the next page's address.")
                        .build());
        pagers.put(
                "link_header",
                Shape.object("a Link header")
                        .required("link_header", Shape.oneOf(List.of("next")), "The relation.")
                        .build());
        pagers.put(
                "token",
                Shape.object("a token")
                        .required("token", Shape.text(), "Where the answer has the next request's ${page}.")
                        .build());
        pagers.put(
                "count",
                Shape.object("a count")
                        .required("count", limit, "Records a page, ${limit}; a page with fewer is the last.")
                        .optional("first", Shape.whole(0, 1), "The first ${page}; 1 unless said.")
                        .build());
        pagers.put(
                "keyset",
                Shape.object("a request anew from the last time seen")
                        .required("keyset", limit, "Records a page, ${limit}; a page with fewer is the last.")
                        .required("ties", CALL, "Asks for those of time ${since} with keys after ${after_id}.")
                        .optional("first_id", Shape.text(), "What stands before all keys; 0 unless said.")
                        .build());
        return pagers;
    }

    /** @param open the settings of the connector that are no secrets */
    static StreamDefinition read(String name, Node node, Set<String> open) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        entries(node, "settings").forEach((key, setting) -> settings.put(key, setting(setting)));
        Set<String> known = new HashSet<>(open);
        known.addAll(settings.keySet());
        known.addAll(VARIABLES);
        return new StreamReader(known).stream(name, node, settings);
    }

    private StreamDefinition stream(String name, Node node, Map<String, Setting> settings) {
        Optional<Map<String, JsonNode>> example = node.get("example").map(values -> {
            Map<String, JsonNode> all = new LinkedHashMap<>();
            values.entries().forEach((key, value) -> all.put(key, value.toJson()));
            return all;
        });
        if (node.get("since").isPresent() && node.get("delta").isPresent()) {
            node.require("delta").problem("'since' tells where to go on already.", "Keep one of the two.");
        }
        if (node.get("bulk").isPresent() && node.get("since").isEmpty()) {
            node.require("bulk").problem("nothing tells what to ask after the job.", "Add 'since'.");
        }
        return new StreamDefinition(
                name,
                settings,
                example,
                At.compile(node.require("key")),
                pass("main", node, false),
                node.get("deletions").map(pass -> pass("deletions", pass, true)),
                node.get("bulk").map(this::bulk));
    }

    private static Setting setting(Node node) {
        return new Setting(
                node.text("type").orElse("text").equals("list"),
                node.get("default").map(Node::toJson),
                node.require("doc").text());
    }

    private Pass pass(String name, Node node, boolean removedOnly) {
        Optional<Since> since = node.get("since").map(StreamReader::since);
        Pager pager = node.get("page").map(this::pager).orElse(new Pager.Single());
        if (pager instanceof Pager.Keyset && !since.map(Since::ascending).orElse(false)) {
            node.require("page").problem("'keyset' needs a time to go on from.", "Add 'since' with ascending order.");
        }
        return new Pass(
                name,
                call(node.require("request")),
                At.compile(node.require("records")),
                since,
                pager,
                node.get("delta")
                        .map(delta -> new Delta(
                                At.compile(delta.require("link")), HttpConnectorReader.statuses(delta.get("expired")))),
                node.get("removed").map(StreamReader::removed),
                removedOnly,
                node.duration("every", Duration.ZERO));
    }

    private Call call(Node node) {
        return new Call(
                node.require("method").text(),
                Text.compile(node.require("path"), known),
                texts(node, "query"),
                texts(node, "headers"),
                node.get("body").map(body -> Template.compile(body, known, Set.of())));
    }

    private Map<String, Text> texts(Node node, String key) {
        Map<String, Text> texts = new LinkedHashMap<>();
        entries(node, key).forEach((name, value) -> texts.put(name, Text.compile(value, known)));
        return texts;
    }

    private static Since since(Node node) {
        Instant start = Instant.EPOCH;
        Optional<Node> said = node.get("start");
        if (said.isPresent()) {
            try {
                start = Instant.parse(said.get().text());
            } catch (DateTimeException e) {
                said.get().problem("this is no point in time.", "Write one such as 2020-01-01T00:00:00Z.");
            }
        }
        return new Since(
                At.compile(node.require("at")),
                Moments.of(node.require("format").text()),
                node.duration("overlap", Duration.ofMinutes(5)),
                start,
                node.text("order").orElse("ascending").equals("ascending"));
    }

    private Pager pager(Node node) {
        if (node.get("next_link").isPresent()) {
            return new Pager.NextLink(node.get("next_link").map(At::compile));
        }
        if (node.get("link_header").isPresent()) {
            return new Pager.NextLink(Optional.empty());
        }
        if (node.get("token").isPresent()) {
            return new Pager.Token(At.compile(node.require("token")));
        }
        if (node.get("count").isPresent()) {
            return new Pager.Counted((int) node.whole("count", 1), (int) node.whole("first", 1));
        }
        return new Pager.Keyset(
                (int) node.whole("keyset", 1),
                call(node.require("ties")),
                node.text("first_id").orElse("0"));
    }

    private static Removed removed(Node node) {
        Optional<Node> when = node.get("when");
        return new Removed(
                when.map(rule -> At.compile(rule.require("at"))),
                when.map(rule -> texts(rule.require("in"))).orElse(List.of()),
                At.compile(node.require("key")),
                node.get("time").map(At::compile));
    }

    private Bulk bulk(Node node) {
        Node poll = node.require("poll");
        return new Bulk(
                call(node.require("create")),
                At.compile(node.require("id")),
                At.compile(node.require("started")),
                call(poll.require("request")),
                At.compile(poll.require("status")),
                texts(poll.require("done")),
                texts(poll.require("failed")),
                poll.duration("every", Duration.ofSeconds(5)),
                poll.duration("most", Duration.ofHours(2)),
                call(node.require("results")),
                node.require("locator").text());
    }

    private static List<String> texts(Node list) {
        return list.items().stream().map(Node::text).toList();
    }

    private static Map<String, Node> entries(Node node, String key) {
        return node.get(key).map(Node::entries).orElse(Map.of());
    }
}
