package io.serai.group;

import io.serai.match.Role;
import io.serai.schema.Origin;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What makes a household and what makes an account. Immutable. */
public record GroupRules(Map<GroupLevel, Rule> levels) {
    /** Nobody is in a group. */
    public static final GroupRules NONE = new GroupRules(Map.of());

    public GroupRules {
        levels = Map.copyOf(levels);
    }

    /**
     * What groups of one level share.
     *
     * @param fields where the texts of each role come from
     * @param publicDomains mail domains that are no company's, beside those that everybody knows
     * @param most a value on more profiles than this is an institution's and makes no group
     */
    public record Rule(Map<Role, Origin> fields, Set<String> publicDomains, int most) {
        public Rule {
            fields = Map.copyOf(fields);
            publicDomains = Set.copyOf(publicDomains);
        }
    }

    /** Whether there are no groups. */
    public boolean isEmpty() {
        return levels.isEmpty();
    }

    /** What groups of this level share; empty if there are none. */
    public Optional<Rule> level(GroupLevel level) {
        return Optional.ofNullable(levels.get(level));
    }
}
