package io.serai.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The exact match rules in the order of their priority, strongest first. Immutable. */
public final class IdentityRules {
    private final List<LinkRule> rules;
    private final Map<String, LinkRule> byNamespace = new LinkedHashMap<>();

    public IdentityRules(List<LinkRule> rules) {
        this.rules = List.copyOf(rules);
        rules.forEach(rule -> byNamespace.put(rule.namespace(), rule));
    }

    public List<LinkRule> rules() {
        return rules;
    }

    /** Whether equal values in this namespace make subjects one person. */
    public boolean links(String namespace) {
        return byNamespace.containsKey(namespace);
    }

    /** The rule of a namespace, if equal values in it link. */
    public Optional<LinkRule> find(String namespace) {
        return Optional.ofNullable(byNamespace.get(namespace));
    }

    /** The rule of a namespace that {@link #links}. */
    public LinkRule rule(String namespace) {
        LinkRule rule = byNamespace.get(namespace);
        if (rule == null) {
            throw new IllegalArgumentException("no rule links on " + namespace);
        }
        return rule;
    }
}
