package io.serai.identity;

/**
 * Probabilistic matching as a store does it.
 *
 * @param rules what is compared, and how
 * @param keys the blocking keys made by these rules
 */
record Matching(MatchRules rules, MatchKeyStore keys) {

    static Matching of(MatchRules rules) {
        return new Matching(rules, new MatchKeyStore(rules.section("in force")));
    }

    /** The same rules over keys of their own, which nobody else sees: those that a plan makes. */
    Matching planned() {
        return new Matching(rules, new MatchKeyStore(rules.section("planned")));
    }
}
