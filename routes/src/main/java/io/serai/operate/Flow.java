package io.serai.operate;

import io.serai.operate.Rates.Reading;
import java.util.List;
import java.util.Map;

/**
 * What flows where: a directed graph, with what its edges have carried since the hub was started.
 *
 * @param nodes each id once
 * @param edges between nodes that are there
 */
public record Flow(List<Node> nodes, List<Edge> edges) {
    public Flow {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * A place that records, members or requests come to.
     *
     * @param id such as {@code source.crm.contacts}
     * @param kind such as source
     * @param state the word that everything else shows for it too
     * @param figures what it holds now, by name
     */
    public record Node(String id, String kind, String name, String state, Map<String, Long> figures) {}

    /** @param what is carried, such as stored */
    public record Edge(String from, String to, String what, Reading reading) {}
}
