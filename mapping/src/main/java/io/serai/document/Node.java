package io.serai.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value of a YAML document that knows its place. The typed getters assume that a {@link Shape} has accepted the
 * node; they throw {@link IllegalStateException} otherwise, which is a defect of the caller.
 */
public final class Node {
    private final String file;
    private final String path;
    private final org.snakeyaml.engine.v2.nodes.Node yaml;
    private final Problems problems;

    Node(String file, String path, org.snakeyaml.engine.v2.nodes.Node yaml, Problems problems) {
        this.file = file;
        this.path = path;
        this.yaml = yaml;
        this.problems = problems;
    }

    public String file() {
        return file;
    }

    public String path() {
        return path;
    }

    /** Counted from 1. */
    public int line() {
        return yaml.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    /** Records a problem at this node. */
    public void problem(String message, String cure) {
        problems.add(new Problem(file, line(), path, message, cure));
    }

    public boolean isMapping() {
        return yaml instanceof MappingNode;
    }

    public boolean isSequence() {
        return yaml instanceof SequenceNode;
    }

    public boolean isNull() {
        return yaml.getTag().equals(Tag.NULL);
    }

    public boolean isScalar() {
        return yaml instanceof ScalarNode && !isNull();
    }

    boolean hasTag(Tag tag) {
        return yaml.getTag().equals(tag);
    }

    /** The mapping's values by key, in the order written; keys are text. */
    public Map<String, Node> entries() {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : ((MappingNode) yaml).getValue()) {
            String key = keyOf(tuple);
            entries.put(key, new Node(file, path.isEmpty() ? key : path + "." + key, tuple.getValueNode(), problems));
        }
        return entries;
    }

    /** The line a key of this mapping stands on. */
    int lineOfKey(String key) {
        return ((MappingNode) yaml)
                .getValue().stream()
                        .filter(tuple -> keyOf(tuple).equals(key))
                        .findFirst()
                        .flatMap(tuple -> tuple.getKeyNode().getStartMark())
                        .map(mark -> mark.getLine() + 1)
                        .orElse(line());
    }

    private static String keyOf(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    }

    /** The value of a key; empty if the key is absent or null. */
    public Optional<Node> get(String key) {
        return isMapping() ? Optional.ofNullable(entries().get(key)).filter(node -> !node.isNull()) : Optional.empty();
    }

    /** The value of a key a shape has required. */
    public Node require(String key) {
        return get(key).orElseThrow(() -> new IllegalStateException(file + ": " + path + ": no key " + key));
    }

    public List<Node> items() {
        List<Node> items = new ArrayList<>();
        List<org.snakeyaml.engine.v2.nodes.Node> values = ((SequenceNode) yaml).getValue();
        for (int index = 0; index < values.size(); index++) {
            items.add(new Node(file, path + "[" + index + "]", values.get(index), problems));
        }
        return items;
    }

    /** The items of a sequence, or the one scalar or mapping itself: for keys that take one or several. */
    public List<Node> oneOrMany() {
        return isSequence() ? items() : List.of(this);
    }

    public String text() {
        return ((ScalarNode) yaml).getValue();
    }

    public Optional<String> text(String key) {
        return get(key).map(Node::text);
    }

    public boolean bool(String key, boolean otherwise) {
        return get(key).map(node -> node.text().equalsIgnoreCase("true")).orElse(otherwise);
    }

    public long whole() {
        return Long.parseLong(text().replace("_", ""));
    }

    public long whole(String key, long otherwise) {
        return get(key).map(Node::whole).orElse(otherwise);
    }

    public BigDecimal decimal() {
        return new BigDecimal(text().replace("_", ""));
    }

    /** A length of time such as {@code 90d}, {@code 12h}, {@code 30s} or {@code 250ms}. */
    public Duration duration() {
        return Durations.parse(text()).orElseThrow(() -> new IllegalStateException(path + " is no duration"));
    }

    public Duration duration(String key, Duration otherwise) {
        return get(key).map(Node::duration).orElse(otherwise);
    }

    /** A share such as {@code 20%}, as 0.20. */
    public double percent() {
        return new BigDecimal(text().replace("%", "").trim()).movePointLeft(2).doubleValue();
    }

    /** This node as JSON, numbers and booleans typed as YAML 1.2 reads them. */
    public JsonNode toJson() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (isMapping()) {
            ObjectNode object = json.objectNode();
            entries().forEach((key, value) -> object.set(key, value.toJson()));
            return object;
        }
        if (isSequence()) {
            return json.arrayNode().addAll(items().stream().map(Node::toJson).toList());
        }
        if (isNull()) {
            return json.nullNode();
        }
        if (hasTag(Tag.BOOL)) {
            return json.booleanNode(text().equalsIgnoreCase("true"));
        }
        if (hasTag(Tag.INT)) {
            return Document.wholeOf(text()).<JsonNode>map(json::numberNode).orElseGet(() -> json.textNode(text()));
        }
        if (hasTag(Tag.FLOAT)) {
            return Document.decimalOf(text()).<JsonNode>map(json::numberNode).orElseGet(() -> json.textNode(text()));
        }
        return json.textNode(text());
    }

    @Override
    public String toString() {
        return file + ":" + line() + ":" + path;
    }
}
