package io.serai.config;

import io.serai.alert.AlertDefinition;
import io.serai.connector.Connectors;
import io.serai.connector.DestinationDefinition;
import io.serai.identity.IdentityRules;
import io.serai.mapping.Mapping;
import io.serai.schema.ProfileSchema;
import io.serai.segment.SegmentDefinition;
import io.serai.source.SourceKind;
import io.serai.sync.SyncDefinition;
import io.serai.trait.ComputedTrait;
import java.util.List;
import java.util.Map;

/**
 * A whole configuration that can run: every name in it leads somewhere. Immutable.
 *
 * @param traits in an order in which none comes before one it is computed from
 * @param segments in an order in which none comes before one it builds on
 * @param items the files it is made of
 */
public record HubConfig(
        HubDefinition hub,
        ProfileSchema schema,
        IdentityRules rules,
        Connectors connectors,
        List<SourceKind> sourceKinds,
        Map<String, Mapping> mappings,
        Map<String, SourceDefinition> sources,
        List<ComputedTrait> traits,
        List<SegmentDefinition> segments,
        Map<String, DestinationDefinition> destinations,
        Map<String, SyncDefinition> syncs,
        Map<String, AlertDefinition> alerts,
        List<ConfigItem> items) {
    public HubConfig {
        sourceKinds = List.copyOf(sourceKinds);
        mappings = Map.copyOf(mappings);
        sources = Map.copyOf(sources);
        traits = List.copyOf(traits);
        segments = List.copyOf(segments);
        destinations = Map.copyOf(destinations);
        syncs = Map.copyOf(syncs);
        alerts = Map.copyOf(alerts);
        items = List.copyOf(items);
    }

    /** The version of an item: what tells whether what depends on it must start anew; empty if there is none. */
    public String version(Kind kind, String name) {
        return items.stream()
                .filter(item -> item.kind() == kind && item.name().equals(name))
                .map(ConfigItem::version)
                .findFirst()
                .orElse("");
    }
}
