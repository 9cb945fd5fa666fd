package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A body as YAML with two things more: <code>${name}</code> stands for a value (with its JSON type where it stands
 * alone), and <code>{each: members, as: ...}</code> for a list with one item per member. What stands under the name
 * <code>+</code> is put among the other names, which go before it.
 */
@FunctionalInterface
interface Template {
    /** The name whose values are put among the others. */
    String MORE = "+";

    JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

    JsonNode render(Scope scope);

    /**
     * Records a problem for every name that is not known.
     *
     * @param known names that are known everywhere
     * @param member names that are known inside {@code each}
     */
    static Template compile(Node node, Set<String> known, Set<String> member) {
        if (node.isSequence()) {
            List<Template> items = node.items().stream()
                    .map(item -> compile(item, known, member))
                    .toList();
            return scope -> {
                ArrayNode array = JSON.arrayNode();
                items.forEach(item -> array.add(item.render(scope)));
                return array;
            };
        }
        if (node.isMapping()) {
            return node.get("each").isPresent() ? each(node, member) : object(node, known, member);
        }
        if (node.isNull()) {
            return scope -> JSON.nullNode();
        }
        Text text = Text.compile(node, known);
        if (!text.hasReference()) {
            JsonNode constant = node.toJson();
            return scope -> constant;
        }
        String name = text.wholeReference();
        return name.isEmpty() ? scope -> JSON.textNode(text.render(scope)) : scope -> scope.value(name);
    }

    private static Template object(Node node, Set<String> known, Set<String> member) {
        Map<String, Template> entries = new LinkedHashMap<>();
        node.entries().forEach((key, value) -> entries.put(key, compile(value, known, member)));
        Optional<Template> more = Optional.ofNullable(entries.remove(MORE));
        return scope -> {
            ObjectNode object = JSON.objectNode();
            more.ifPresent(values -> values.render(scope).fields().forEachRemaining(value -> spread(object, value)));
            entries.forEach((key, value) -> {
                JsonNode rendered = value.render(scope);
                if (!rendered.isMissingNode()) {
                    object.set(key, rendered);
                }
            });
            return object;
        };
    }

    /** A name with a dot in it stands for a value inside an object. */
    private static void spread(ObjectNode object, Map.Entry<String, JsonNode> value) {
        int dot = value.getKey().indexOf('.');
        if (dot < 0) {
            object.set(value.getKey(), value.getValue());
        } else {
            JsonNode inner = object.path(value.getKey().substring(0, dot));
            ObjectNode into = inner.isObject()
                    ? (ObjectNode) inner
                    : object.putObject(value.getKey().substring(0, dot));
            spread(into, Map.entry(value.getKey().substring(dot + 1), value.getValue()));
        }
    }

    private static Template each(Node node, Set<String> member) {
        if (node.entries().size() != 2
                || node.get("as").isEmpty()
                || !node.require("each").text().equals("members")) {
            node.problem("'each' repeats a template for every member.", "Write {each: members, as: {...}}.");
            return scope -> JSON.nullNode();
        }
        Template item = compile(node.require("as"), member, Set.of());
        return scope -> {
            ArrayNode array = JSON.arrayNode();
            scope.members().forEach(one -> array.add(item.render(scope.member(one))));
            return array;
        };
    }
}
