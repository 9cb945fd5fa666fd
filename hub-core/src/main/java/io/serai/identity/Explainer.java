package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.identity.Explanation.Link;
import io.serai.profile.GoldenRecord;
import io.serai.profile.Member;
import io.serai.profile.SubjectStore.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Answers why. Nothing it says is stored anywhere: the same pure functions that made the profile are run again.
 * Thread-safe.
 */
public final class Explainer {
    private final Identity identity;

    public Explainer(Identity identity) {
        this.identity = identity;
    }

    /** Explains a live profile, or the one an old number now stands for; empty if there is none. */
    public Optional<Explanation> explain(long profileId) {
        return identity.database()
                .inTransaction(
                        handle -> identity.profiles().resolve(handle, profileId).map(live -> explain(handle, live)));
    }

    /** A profile that is live, without the reasons; by the caller's connection. */
    public Shown show(Handle handle, long profileId) {
        List<Member> members = identity.subjects().ofProfile(handle, profileId).stream()
                .map(Stored::member)
                .sorted(Comparator.comparingLong(Member::id))
                .toList();
        return new Shown(profileId, members, GoldenRecord.of(members, identity.schema()));
    }

    private Explanation explain(Handle handle, long profileId) {
        Shown shown = show(handle, profileId);
        List<Link> links = new ArrayList<>(sharedValues(handle, shown.members()));
        links.addAll(decisions(handle, shown.members()));
        return new Explanation(profileId, shown.members(), links, shown.golden(), IdentityLog.of(handle, profileId));
    }

    private List<Link> sharedValues(Handle handle, List<Member> members) {
        List<Link> links = new ArrayList<>();
        for (LinkRule rule : identity.rules().rules()) {
            Map<String, List<Long>> holders = new TreeMap<>();
            for (Member member : members) {
                for (String value : member.state().identifiers(rule.namespace())) {
                    if (!rule.isBlocked(value)) {
                        holders.computeIfAbsent(value, any -> new ArrayList<>()).add(member.id());
                    }
                }
            }
            holders.values().removeIf(sharing -> sharing.size() < 2);
            Map<Hash, String> hashes = new HashMap<>();
            holders.keySet()
                    .forEach(value ->
                            hashes.put(Hash.of(identity.keyring().hashIdentifier(rule.namespace(), value)), value));
            identity.subjects()
                    .present(handle, hashes.keySet(), "generic_identifier", "hash")
                    .forEach(generic -> holders.remove(hashes.get(generic)));
            holders.forEach((value, sharing) -> links.add(new Link(rule.namespace(), value, sharing)));
        }
        return links;
    }

    private static List<Link> decisions(Handle handle, List<Member> members) {
        Map<Hash, Long> numbers = new HashMap<>();
        members.forEach(member -> numbers.put(member.recordKey(), member.id()));
        List<Link> links = new ArrayList<>();
        for (Pair pair : DecisionStore.about(handle, numbers.keySet()).must()) {
            Long low = numbers.get(pair.low());
            Long high = numbers.get(pair.high());
            if (low != null && high != null) {
                links.add(new Link("decision", "", List.of(low, high)));
            }
        }
        return links;
    }
}
