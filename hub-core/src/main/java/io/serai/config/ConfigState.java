package io.serai.config;

import io.serai.document.Problem;
import java.util.List;
import java.util.Set;

/**
 * The configuration that runs, and how it stands to the files.
 *
 * @param problems of the files as they are now; the items concerned run in their last good version, or not at all
 * @param pending the kinds whose change waits to be applied: schema, identity, or any with {@code reload: false}
 */
public record ConfigState(HubConfig running, List<Problem> problems, Set<Kind> pending) {
    public ConfigState {
        problems = List.copyOf(problems);
        pending = Set.copyOf(pending);
    }
}
