package io.serai.config;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Definitions that somebody wants to be made over the API, all at once.
 *
 * @param files what each of their files holds, by the name that whoever sends them knows it by
 * @param kinds those that are made over the API
 * @param prune whether all else that was made over the API is to go
 */
public record DefinitionSet(Map<String, String> files, Set<Kind> kinds, boolean prune) {
    public DefinitionSet {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        kinds = Set.copyOf(kinds);
    }
}
