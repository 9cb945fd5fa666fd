package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.document.Node;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A body as YAML with four things more: <code>${name}</code> stands for a value (with its JSON type where it stands
 * alone), and <code>{each: members, as: ...}</code> for a list with one item per member. A name without a value takes its
 * key with it, and an object with names of which none has a value is left out whole; alone in a list, where places count,
 * it is an empty text. <code>{complete: {...}}</code> is an object that is left out if any of its keys would be. What
 * stands under the name <code>+</code> is put among the other names, which go before it.
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
            List<Template> items =
                    node.items().stream().map(item -> item(item, known, member)).toList();
            return scope -> {
                ArrayNode array = JSON.arrayNode();
                items.forEach(item -> add(array, item.render(scope)));
                return array;
            };
        }
        if (node.isMapping()) {
            if (node.get("complete").isPresent()) {
                return complete(node, known, member);
            }
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
        Set<String> named = new HashSet<>();
        node.entries().forEach((key, value) -> {
            entries.put(key, compile(value, known, member));
            if (hasNames(value)) {
                named.add(key);
            }
        });
        Optional<Template> more = Optional.ofNullable(entries.remove(MORE));
        named.remove(MORE);
        return scope -> {
            ObjectNode object = JSON.objectNode();
            more.ifPresent(values -> values.render(scope).fields().forEachRemaining(value -> spread(object, value)));
            entries.forEach((key, value) -> {
                JsonNode rendered = value.render(scope);
                if (!rendered.isMissingNode()) {
                    object.set(key, rendered);
                }
            });
            boolean empty = more.isEmpty() && !named.isEmpty() && named.stream().noneMatch(object::has);
            return empty ? MissingNode.getInstance() : object;
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

    private static Template complete(Node node, Set<String> known, Set<String> member) {
        Node whole = node.require("complete");
        if (node.entries().size() != 1 || !whole.isMapping()) {
            node.problem("'complete' is for an object of which no part may lack.", "Write {complete: {...}}.");
            return scope -> MissingNode.getInstance();
        }
        Template object = object(whole, known, member);
        int parts = whole.entries().size();
        return scope -> {
            JsonNode rendered = object.render(scope);
            return rendered.size() == parts ? rendered : MissingNode.getInstance();
        };
    }

    private static boolean hasNames(Node node) {
        if (node.isMapping()) {
            return node.entries().values().stream().anyMatch(Template::hasNames);
        }
        if (node.isSequence()) {
            return node.items().stream().anyMatch(Template::hasNames);
        }
        return node.isScalar() && node.text().contains("${");
    }

    private static Template item(Node node, Set<String> known, Set<String> member) {
        Template item = compile(node, known, member);
        if (node.isMapping()) {
            return item;
        }
        return scope -> {
            JsonNode rendered = item.render(scope);
            return rendered.isMissingNode() ? JSON.textNode("") : rendered;
        };
    }

    private static void add(ArrayNode array, JsonNode rendered) {
        if (!rendered.isMissingNode()) {
            array.add(rendered);
        }
    }

    private static Template each(Node node, Set<String> member) {
        if (node.entries().size() != 2
                || node.get("as").isEmpty()
                || !node.require("each").text().equals("members")) {
            node.problem("'each' repeats a template for every member.", "Write {each: members, as: {...}}.");
            return scope -> JSON.nullNode();
        }
        Template item = item(node.require("as"), member, Set.of());
        return scope -> {
            ArrayNode array = JSON.arrayNode();
            scope.members().forEach(one -> add(array, item.render(scope.member(one))));
            return array;
        };
    }
}
