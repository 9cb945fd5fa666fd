package io.serai.identity;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.group.GroupRules;
import io.serai.profile.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The exact match rules in the order of their priority, strongest first; how records that share no value are compared, if
 * they are; and what makes households and accounts. Immutable.
 */
public final class IdentityRules {
    /** Stands before a source's name where it counts as a namespace; no namespace has such a name. */
    private static final String ONE_OF = "one of ";

    private final List<LinkRule> rules;
    private final Optional<MatchRules> match;
    private final GroupRules groups;
    private final Map<String, LinkRule> byNamespace = new LinkedHashMap<>();

    public IdentityRules(List<LinkRule> rules, Optional<MatchRules> match, GroupRules groups) {
        this.rules = List.copyOf(rules);
        this.match = match;
        this.groups = groups;
        rules.forEach(rule -> byNamespace.put(rule.namespace(), rule));
    }

    public List<LinkRule> rules() {
        return rules;
    }

    /** How records that share no value are compared; empty if they are not. */
    public Optional<MatchRules> match() {
        return match;
    }

    /** @throws SeraiException NOT_MATCHED if no records are weighed */
    void requireMatch() {
        if (match.isEmpty()) {
            throw new SeraiException(
                    ErrorCode.NOT_MATCHED, "Nothing is matched: the identity rules have no 'match' section.");
        }
    }

    /** What makes households and accounts. */
    public GroupRules groups() {
        return groups;
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

    /** Most different values of a namespace one profile may hold; 0 for any number. */
    int limit(String namespace) {
        return namespace.startsWith(ONE_OF) ? 1 : rule(namespace).limit();
    }

    /** A subject's values, and one more of its own where its source may give a profile no more than one record. */
    List<Links.Value> withSource(Member member, List<Links.Value> values) {
        String stream = member.source() + '.' + member.stream();
        List<Links.Value> all = values;
        for (String name : List.of(member.source(), stream)) {
            if (match.filter(rules -> rules.oneToOne().contains(name)).isPresent()) {
                all = new ArrayList<>(all);
                all.add(new Links.Value(ONE_OF + name, member.recordKey()));
            }
        }
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdentityRules others
                && rules.equals(others.rules)
                && match.equals(others.match)
                && groups.equals(others.groups);
    }

    @Override
    public int hashCode() {
        return rules.hashCode();
    }
}
