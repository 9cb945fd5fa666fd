package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.serai.connector.Operation;
import io.serai.connectors.http.HttpDefinition.Link;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Examples of what a definition sends, checked whenever the file is read. */
final class Canary {
    private static final Shape TEXTS = Shape.mapOf(Shape.text(), Shape.text());

    private static final ObjectShape MEMBER = Shape.object("a canary's member")
            .required("identifier", Shape.text(), "Its identifier.")
            .optional("fields", TEXTS, "Its fields.")
            .optional("given", TEXTS, "What answers before have given it.")
            .build();

    static final ObjectShape SHAPE = Shape.object("a canary")
            .required("operation", Shape.oneOf(List.of("add", "remove", "erase", "replace")), "The operation.")
            .optional("request", Shape.whole(1, 20), "Which of its requests; the first unless said.")
            .required("namespace", Shape.name(), "The namespace of the identifiers.")
            .optional("settings", TEXTS, "Settings, those of the audience too.")
            .required("members", Shape.list(MEMBER), "What is sent.")
            .optional("path", Shape.text(), "The path that must come of it, escaped.")
            .optional("body", Shape.any(), "The body that must come of it.")
            .build();

    private Canary() {}

    /** Records a problem if the definition makes something else of it. */
    static void check(Node canary, HttpDefinition definition) {
        List<Link> links = links(canary.require("operation").text(), definition);
        int number = (int) canary.whole("request", 1);
        if (number > links.size()) {
            canary.problem("the connector has no such operation.", "Remove the canary or add the operation.");
            return;
        }
        Link link = links.get(number - 1);
        Map<String, String> settings = new LinkedHashMap<>(definition.defaults());
        HttpConnectorReader.entries(canary, "settings").forEach((name, value) -> settings.put(name, value.text()));
        List<Map<String, JsonNode>> members = canary.require("members").items().stream()
                .map(member -> member(canary, member, definition))
                .toList();
        Map<String, JsonNode> open = HttpConnector.values(definition, settings);
        open.put(Replace.SESSION, LongNode.valueOf(1));
        open.put(Replace.PART, LongNode.valueOf(1));
        open.put(Replace.LAST, BooleanNode.TRUE);
        Scope scope = Scope.of(open, members, link.maxItems());
        JsonNode body = link.body().map(template -> template.render(scope)).orElse(MissingNode.getInstance());
        String path = link.call().address().renderUrl(scope, link.call().quote());
        canary.get("body")
                .filter(expected -> !body.toString().equals(expected.toJson().toString()))
                .ifPresent(expected ->
                        expected.problem("the operation makes another body: " + body, "Correct one of the two."));
        canary.get("path")
                .filter(expected -> !path.equals(expected.text()))
                .ifPresent(expected ->
                        expected.problem("the operation makes another path: " + path, "Correct one of the two."));
    }

    private static List<Link> links(String operation, HttpDefinition definition) {
        return operation.equals("replace")
                ? definition.replace().map(Replace::link).stream().toList()
                : definition.operations().getOrDefault(Operation.of(operation), List.of());
    }

    private static Map<String, JsonNode> member(Node canary, Node member, HttpDefinition definition) {
        Map<String, JsonNode> values = new HashMap<>(definition
                .slots()
                .values(
                        canary.require("namespace").text(),
                        member.require("identifier").text(),
                        HttpConnector.fields(HttpConnectorReader.entries(member, "fields"))));
        HttpConnectorReader.entries(member, "given").forEach((name, value) -> values.put(name, value.toJson()));
        return values;
    }
}
