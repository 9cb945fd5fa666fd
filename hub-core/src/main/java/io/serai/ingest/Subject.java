package io.serai.ingest;

import io.serai.crypto.Hash;
import io.serai.identity.Features;
import io.serai.identity.IdentityWork;
import io.serai.identity.Links;
import io.serai.identity.Touched;
import io.serai.profile.Member;
import io.serai.profile.Streams.StreamName;
import io.serai.profile.SubjectState;
import io.serai.profile.SubjectStore.Head;
import io.serai.record.Consent;
import io.serai.store.Moments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One subject a batch speaks of: what is stored of it, and what the batch makes of that. Not thread-safe. */
final class Subject {
    private final Hash recordKey;
    private final @Nullable Head head;
    private final List<Statement> statements = new ArrayList<>(1);

    private @Nullable SubjectState before;
    private @Nullable Member member;
    private Map<String, Optional<Consent>> consentsBefore = Map.of();
    private List<Links.Value> valuesBefore = List.of();
    private List<Links.Value> valuesAfter = List.of();
    private Optional<List<Links.Value>> linkable = Optional.empty();
    private Optional<Features> featuresBefore = Optional.empty();
    private Optional<Features> featuresAfter = Optional.empty();

    Subject(Hash recordKey, @Nullable Head head) {
        this.recordKey = recordKey;
        this.head = head;
    }

    Hash recordKey() {
        return recordKey;
    }

    boolean isNew() {
        return head == null;
    }

    long profileId() {
        return head == null ? 0 : head.profileId();
    }

    void add(Statement statement) {
        statements.add(statement);
    }

    List<Statement> statements() {
        return statements;
    }

    /** Whether the stored state must be opened: something is stored, and not the same statement again. */
    boolean needsState() {
        if (head != null) {
            for (Statement statement : statements) {
                if (statement.contentHash() != head.contentHash()) {
                    return true;
                }
            }
        }
        return false;
    }

    void opened(SubjectState state) {
        this.before = state;
    }

    /** A record that a read of everything came by was there, though what it says may be older than its deletion. */
    private void present(SubjectState state, long at, List<Statement> news) {
        Statement last = statements.get(statements.size() - 1);
        if (!last.said().isDeleted() && state.present(at)) {
            news.add(last);
        }
    }

    /**
     * Takes its statements in; afterwards {@link #isChanged} answers. If it is stored and its state was not opened,
     * nothing changes it.
     *
     * @param calledAt when it was there for sure, if it was
     * @return the statements that said anything new about the subject itself (their events are another matter)
     */
    List<Statement> settle(long id, StreamName from, Optional<Instant> calledAt, IdentityWork work) {
        if (head != null && before == null) {
            return List.of();
        }
        List<Statement> news = new ArrayList<>(1);
        SubjectState state;
        if (before != null) {
            state = before;
            valuesBefore = work.hasher().values(state);
            featuresBefore = work.features(state);
            consentsBefore = consents(state);
            tell(state, statements, news);
            SubjectState opened = before;
            calledAt.ifPresent(at -> present(opened, Moments.micros(at), news));
        } else {
            Statement first = statements.get(0);
            news.add(first);
            // The only statement is the state; one of several is copied, since it must stay as it is.
            state = statements.size() == 1 ? first.said() : first.said().copy();
            tell(state, statements.subList(1, statements.size()), news);
        }
        if (!news.isEmpty()) {
            member = new Member(id, recordKey, from.source(), from.stream(), state);
            if (head == null && statements.size() == 1 && !state.isDeleted()) {
                FirstForm.Identifiers identifiers = statements.get(0).first().identifiers();
                valuesAfter = identifiers.values();
                linkable = Optional.of(identifiers.linkable());
                featuresAfter = identifiers.features();
            } else {
                valuesAfter = work.hasher().values(state);
                featuresAfter = work.features(state);
            }
        }
        return news;
    }

    private static void tell(SubjectState state, List<Statement> said, List<Statement> news) {
        for (Statement statement : said) {
            boolean changes = statement.retold()
                    ? state.retake(statement.said(), statement.accumulating())
                    : state.take(statement.said(), statement.accumulating());
            if (changes) {
                news.add(statement);
            }
        }
    }

    /** Whether its row must be written. */
    boolean isChanged() {
        return member != null;
    }

    long id() {
        return member != null ? member.id() : head == null ? 0 : head.id();
    }

    Member member() {
        if (member == null) {
            throw new IllegalStateException("the subject has not changed");
        }
        return member;
    }

    long contentHash() {
        Statement latest = statements.get(0);
        for (Statement statement : statements) {
            if (statement.said().observedAt() >= latest.said().observedAt()) {
                latest = statement;
            }
        }
        return latest.contentHash();
    }

    /** The sealed state if the first statement is all there is. */
    Optional<byte[]> readySealed() {
        return head == null && statements.size() == 1
                ? Optional.of(statements.get(0).first().sealed())
                : Optional.empty();
    }

    Touched touched() {
        return new Touched(member(), profileId(), added(), removed(), linkable, features());
    }

    /** What its statements make of its features, if anything is matched. */
    Optional<Features.Change> features() {
        return featuresAfter.map(after -> new Features.Change(featuresBefore, after));
    }

    List<Links.Value> added() {
        return without(valuesAfter, valuesBefore);
    }

    List<Links.Value> removed() {
        return without(valuesBefore, valuesAfter);
    }

    private static List<Links.Value> without(List<Links.Value> values, List<Links.Value> others) {
        if (others.isEmpty() || values.isEmpty()) {
            return values;
        }
        Set<Links.Value> known = new HashSet<>(others);
        return values.stream().filter(value -> !known.contains(value)).toList();
    }

    /** The consents that changed, by purpose; empty stands for evidence that is gone. */
    Map<String, Optional<Consent>> changedConsents() {
        Map<String, Optional<Consent>> after = consents(member().state());
        Map<String, Optional<Consent>> changed = new LinkedHashMap<>();
        after.forEach((purpose, consent) -> {
            if (!consentsBefore.getOrDefault(purpose, Optional.empty()).equals(consent)) {
                changed.put(purpose, consent);
            }
        });
        return changed;
    }

    private static Map<String, Optional<Consent>> consents(SubjectState state) {
        List<String> purposes = state.purposes();
        if (purposes.isEmpty()) {
            return Map.of();
        }
        Map<String, Optional<Consent>> consents = new LinkedHashMap<>();
        purposes.forEach(purpose -> consents.put(purpose, state.consentFor(purpose)));
        return consents;
    }
}
