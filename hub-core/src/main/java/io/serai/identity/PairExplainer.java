package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.identity.PairExplanation.Agreement;
import io.serai.identity.PairExplanation.Comparison;
import io.serai.identity.PairExplanation.Key;
import io.serai.identity.PairExplanation.Shared;
import io.serai.match.Matcher;
import io.serai.match.Person;
import io.serai.profile.Member;
import io.serai.profile.SubjectStore.Stored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/** Explains pairs of records by the rules of one {@link Identity}, within a transaction of the caller's. Not thread-safe. */
final class PairExplainer {
    private final Identity identity;
    private final Handle handle;
    private final Predicate<Hash> isGeneric;

    /** @param isGeneric whether too many hold a value or a blocking key */
    PairExplainer(Identity identity, Handle handle, Predicate<Hash> isGeneric) {
        this.identity = identity;
        this.handle = handle;
        this.isGeneric = isGeneric;
    }

    PairExplanation why(Stored one, Stored other) {
        Pair pair = Pair.of(one.member().recordKey(), other.member().recordKey());
        Decisions decisions = DecisionStore.about(handle, List.of(pair.low()));
        Optional<String> decision = decisions.must().contains(pair)
                ? Optional.of("must")
                : decisions.cannot().contains(pair) ? Optional.of("cannot") : Optional.empty();
        return new PairExplanation(
                one.member().id(),
                one.profileId(),
                other.member().id(),
                other.profileId(),
                shared(one.member(), other.member()),
                decision,
                identity.features().map(reader -> comparison(reader, one.member(), other.member())));
    }

    private List<Shared> shared(Member one, Member other) {
        List<Shared> shared = new ArrayList<>();
        for (LinkRule rule : identity.rules().rules()) {
            Set<String> theirs = new HashSet<>(other.state().identifiers(rule.namespace()));
            for (String value : one.state().identifiers(rule.namespace())) {
                if (theirs.contains(value) && !rule.isBlocked(value)) {
                    Hash hash = Hash.of(identity.keyring().hashIdentifier(rule.namespace(), value));
                    shared.add(new Shared(rule.namespace(), value, isGeneric.test(hash)));
                }
            }
        }
        return shared;
    }

    private Comparison comparison(FeatureReader reader, Member one, Member other) {
        Person left = reader.read(one.state()).person();
        Person right = reader.read(other.state()).person();
        List<Key> keys = new ArrayList<>();
        for (int key = 0; key < reader.model().keys().size(); key++) {
            Set<Hash> both = new HashSet<>(reader.keys(left, key));
            both.retainAll(reader.keys(right, key));
            Agreement agreement = both.isEmpty()
                    ? Agreement.MISSING
                    : both.stream().allMatch(isGeneric) ? Agreement.GENERIC : Agreement.SHARED;
            keys.add(new Key(reader.model().keys().get(key).toString(), agreement));
        }
        boolean inOrder = one.recordKey().compareTo(other.recordKey()) <= 0;
        Matcher matcher = reader.matcher();
        return new Comparison(
                inOrder ? matcher.explain(left, right) : matcher.explain(right, left),
                reader.model().linkAt(),
                reader.model().reviewAt(),
                keys);
    }
}
