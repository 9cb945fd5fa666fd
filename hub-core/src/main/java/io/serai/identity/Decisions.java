package io.serai.identity;

import java.util.Set;

/** What people decided: pairs of records that must be one person, and pairs that cannot be. They overrule every rule. */
public record Decisions(Set<Pair> must, Set<Pair> cannot) {
    public static final Decisions NONE = new Decisions(Set.of(), Set.of());

    public Decisions {
        must = Set.copyOf(must);
        cannot = Set.copyOf(cannot);
    }

    public boolean isEmpty() {
        return must.isEmpty() && cannot.isEmpty();
    }
}
