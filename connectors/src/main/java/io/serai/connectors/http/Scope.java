package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values a template may use: those of the destination, and for each member its own. */
record Scope(Map<String, JsonNode> values, List<Map<String, JsonNode>> members) {
    /** What the names of lists begin with: {@code members.email} is the e-mail of each. */
    static final String MEMBERS = "members.";

    Scope {
        values = Map.copyOf(values);
        members = List.copyOf(members);
    }

    static Scope of(Map<String, JsonNode> values) {
        return new Scope(values, List.of());
    }

    /** The members' scope; that of the one member, too, where a request takes no more. */
    static Scope of(Map<String, JsonNode> values, List<Map<String, JsonNode>> members, int maxItems) {
        Map<String, JsonNode> all = new HashMap<>(values);
        if (maxItems == 1) {
            members.forEach(all::putAll);
        }
        return new Scope(all, members);
    }

    /** Missing if there is no such value. */
    JsonNode value(String name) {
        return name.startsWith(MEMBERS)
                ? listed(name.substring(MEMBERS.length()))
                : values.getOrDefault(name, MissingNode.getInstance());
    }

    private JsonNode listed(String name) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        members.forEach(member -> list.add(member.getOrDefault(name, MissingNode.getInstance())));
        return list;
    }

    /** The scope inside {@code each}. */
    Scope member(Map<String, JsonNode> member) {
        Map<String, JsonNode> both = new HashMap<>(values);
        both.putAll(member);
        return new Scope(both, List.of());
    }
}
