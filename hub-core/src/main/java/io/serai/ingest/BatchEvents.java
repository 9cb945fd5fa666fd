package io.serai.ingest;

import io.serai.crypto.Hash;
import io.serai.identity.IdentityWork;
import io.serai.identity.Resolution;
import io.serai.ingest.EventStore.Entry;
import io.serai.ingest.EventStore.Stored;
import io.serai.ingest.EventStore.Version;
import io.serai.ingest.Statement.Happened;
import io.serai.profile.SubjectStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The events one batch speaks of. An event is one slot of its stream, named by its id: of several statements about it
 * the one observed last holds, whatever the order in which they come and the subjects they name. Not thread-safe.
 */
final class BatchEvents {
    private final Handle handle;
    private final Map<Hash, Subject> subjects;
    private final Map<Hash, Stored> stored = new HashMap<>();
    /** What the batch makes of an event; those of which the stored version holds are not in. */
    private final Map<Hash, Version> taken = new HashMap<>();

    private final List<Statement> news = new ArrayList<>();

    BatchEvents(Handle handle, Map<Hash, Subject> subjects) {
        this.handle = handle;
        this.subjects = subjects;
    }

    /** Takes the events of statements in, in their order; returns the statements that said anything new about one. */
    List<Statement> take(List<Statement> statements) {
        Set<Hash> ids = new HashSet<>();
        statements.forEach(statement -> statement.events().forEach(happened -> ids.add(happened.id())));
        SubjectStore.lookUp(handle, ids, Stored.SELECT, Stored::read).forEach(event -> stored.put(event.id(), event));
        for (Statement statement : statements) {
            for (Happened happened : statement.events()) {
                take(statement, happened);
            }
        }
        return news;
    }

    private void take(Statement statement, Happened happened) {
        Version said = new Version(
                statement.recordKey(),
                statement.said().observedAt(),
                happened.event().time(),
                happened.event().type(),
                happened.properties());
        Version known = known(happened.id());
        boolean agrees = known != null && said.agreesWith(known);
        // A time that only stands in is no news, or every re-import would write.
        boolean again = agrees && !statement.ownTime();
        boolean retold = !agrees && known != null && statement.retold() && said.observedAt() == known.observedAt();
        if (known == null || retold || (!again && said.prevailsOver(known))) {
            taken.put(happened.id(), said);
            if (!agrees) {
                news.add(statement);
            }
        }
    }

    private @Nullable Version known(Hash id) {
        Version version = taken.get(id);
        if (version != null) {
            return version;
        }
        Stored event = stored.get(id);
        return event == null ? null : event.version();
    }

    /** How many events were not stored before. */
    long fresh() {
        return taken.keySet().stream().filter(id -> !stored.containsKey(id)).count();
    }

    /** Writes the events, and marks the profiles they come to or leave as changed. */
    void write(List<Resolution> resolutions, IdentityWork work) throws SQLException {
        if (taken.isEmpty()) {
            return;
        }
        List<Entry> fresh = new ArrayList<>();
        List<Entry> other = new ArrayList<>();
        List<Entry> again = new ArrayList<>();
        Set<Long> profiles = new HashSet<>();
        taken.forEach((id, version) -> {
            Subject subject = subject(version);
            Entry entry = new Entry(subject.id(), id, version);
            Stored before = stored.get(id);
            if (before != null && before.version().agreesWith(version)) {
                again.add(entry);
                return;
            }
            (before == null ? fresh : other).add(entry);
            profiles.add(home(resolutions, subject.id(), subject.profileId()));
            if (before != null) {
                profiles.add(home(resolutions, before.subject(), before.profile()));
            }
        });
        EventStore.insert(handle.getConnection(), fresh);
        EventStore.replace(handle.getConnection(), other);
        EventStore.observedAgain(handle.getConnection(), again);
        resolutions.forEach(part -> part.profiles().forEach(profile -> profiles.remove(profile.id())));
        profiles.remove(0L);
        if (!profiles.isEmpty()) {
            handle.createUpdate("UPDATE profile SET changed = :sequence WHERE id IN (<ids>) AND redirect_to IS NULL")
                    .bind("sequence", work.sequence())
                    .bindList("ids", List.copyOf(profiles))
                    .execute();
        }
    }

    /** The profile a subject is in after the batch. */
    private static long home(List<Resolution> resolutions, long subject, long before) {
        for (Resolution part : resolutions) {
            Long moved = part.moved().get(subject);
            if (moved != null) {
                return moved;
            }
        }
        return before;
    }

    private Subject subject(Version version) {
        Subject subject = subjects.get(version.recordKey());
        if (subject == null) {
            throw new IllegalStateException("an event of a subject the batch does not speak of");
        }
        return subject;
    }
}
