package io.serai.profile;

import io.serai.crypto.Keyring;
import io.serai.store.Moments;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Writes profile rows for tests, with the subject and identifier rows that belong to them. */
public final class StoredProfiles {
    private static final Instant SEEN = Instant.parse("2026-01-01T00:00:00Z");

    private final Keyring keyring;
    private final Vocabulary vocabulary;

    public StoredProfiles(Keyring keyring, Vocabulary vocabulary) {
        this.keyring = keyring;
        this.vocabulary = vocabulary;
    }

    /** Writes or rewrites a profile whose traits are all personal data; its subject has the same number. */
    public void put(
            Handle handle,
            long id,
            Map<String, List<String>> identifiers,
            Map<String, Object> traits,
            Map<String, Boolean> consents) {
        byte[] sealed = keyring.seal(
                new SealedProfile(identifiers, traits).encode(vocabulary, new ByteWriter()),
                Keyring.context("profile", id));
        handle.execute(
                "REPLACE INTO profile (id, changed, first_seen, last_seen, subjects, divided, sealed)"
                        + " VALUES (?, 1, ?, ?, 1, FALSE, ?)",
                id,
                Moments.bind(SEEN),
                Moments.bind(SEEN),
                sealed);
        consents.forEach((purpose, granted) -> handle.execute(
                "UPDATE profile SET `" + ProfileColumns.consent(purpose) + "` = ? WHERE id = ?", granted, id));
        handle.execute(
                "REPLACE INTO source_record (id, record_key, profile_id, stream_id, content_hash, observed_at, state)"
                        + " VALUES (?, ?, ?, 1, 0, 0, '')",
                id,
                keyring.hash("test", Long.toString(id)),
                id);
        handle.execute("DELETE FROM identifier WHERE subject_id = ?", id);
        identifiers.forEach((namespace, values) -> values.forEach(value -> handle.execute(
                "INSERT INTO identifier (hash, subject_id) VALUES (?, ?)",
                keyring.hashIdentifier(namespace, value),
                id)));
    }

    /** Makes a profile one that was merged into another; 0 for erased. */
    public void redirect(Handle handle, long id, long target) {
        handle.execute("UPDATE profile SET redirect_to = ? WHERE id = ?", target, id);
        handle.execute("UPDATE source_record SET profile_id = ? WHERE id = ?", target, id);
    }
}
