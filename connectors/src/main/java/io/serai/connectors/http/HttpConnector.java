package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.connector.Connector;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Destination;
import io.serai.connector.Features;
import io.serai.connector.Operation;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.connectors.http.HttpDefinition.Link;
import io.serai.document.Durations;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A connector that is a YAML definition. */
final class HttpConnector implements Connector {
    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

    private final HttpDefinition definition;

    HttpConnector(HttpDefinition definition) {
        this.definition = definition;
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public ObjectShape options() {
        return definition.options();
    }

    @Override
    public ObjectShape audience() {
        return definition.audience();
    }

    @Override
    public String reference() {
        return definition.reference();
    }

    @Override
    public Optional<Features> features() {
        List<Link> added = definition
                .operations()
                .getOrDefault(
                        Operation.ADD,
                        definition.replace().map(Replace::link).stream().toList());
        return Optional.of(new Features(
                definition.operations().keySet(),
                definition.replace().isPresent(),
                definition.ttl().isPresent(),
                definition.worksInJobs(),
                answers(added),
                added.stream().mapToInt(Link::maxItems).min().orElse(1),
                definition.limits().rates().stream()
                        .map(rate -> rate.count() + " in " + Durations.format(rate.per()))
                        .toList(),
                definition.vendor().apiVersion(),
                definition.vendor().sunset()));
    }

    private static Features.Answers answers(List<Link> added) {
        boolean told = added.stream()
                .anyMatch(link -> (link.maxItems() == 1 && !link.whole())
                        || link.answer().tellsMembers()
                        || link.gives().isPresent()
                        || link.job().flatMap(Job::errors).isPresent());
        if (told) {
            return Features.Answers.PER_MEMBER;
        }
        return added.stream()
                        .allMatch(link -> link.job()
                                .map(Job::confirms)
                                .orElse(link.answer().confirms()))
                ? Features.Answers.PER_REQUEST
                : Features.Answers.ACCEPTED_ONLY;
    }

    @Override
    public Destination open(Settings options, Settings audience, ConnectorContext context) {
        Map<String, String> settings = new LinkedHashMap<>(definition.defaults());
        settings.putAll(options.texts());
        audience.texts().forEach((key, value) -> settings.put(HttpDefinition.AUDIENCE + key, value));
        Map<String, JsonNode> open = values(definition, settings);
        Account account = Account.open(definition, Side.DESTINATION, open, options, context);
        return new HttpDestination(definition, Scope.of(open), account);
    }

    /** Settings as JSON values of their types. */
    static Map<String, JsonNode> values(HttpDefinition definition, Map<String, String> settings) {
        Map<String, JsonNode> values = new HashMap<>();
        settings.forEach((name, text) -> values.put(
                name,
                switch (definition.types().getOrDefault(name, "text")) {
                    case "bool" -> JSON.booleanNode(Boolean.parseBoolean(text));
                    case "whole" -> JSON.numberNode(Long.parseLong(text));
                    default -> JSON.textNode(text);
                }));
        return values;
    }

    /** A field nobody knows a value of becomes an empty text: that blanks what the vendor had. */
    static ObjectNode fieldValues(Map<String, Optional<Object>> fields) {
        ObjectNode object = JSON.objectNode();
        fields.forEach(
                (name, value) -> object.set(name, value.map(HttpConnector::json).orElse(JSON.textNode(""))));
        return object;
    }

    static ObjectNode fields(Map<String, Node> fields) {
        ObjectNode object = JSON.objectNode();
        fields.forEach((name, value) -> object.set(name, value.toJson()));
        return object;
    }

    private static JsonNode json(Object value) {
        if (value instanceof Long number) {
            return JSON.numberNode(number);
        }
        if (value instanceof BigDecimal number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JSON.arrayNode();
            list.forEach(item -> array.add(item.toString()));
            return array;
        }
        return JSON.textNode(value.toString());
    }
}
