package io.serai.sync;

import io.serai.crypto.Keyring;
import io.serai.profile.Profile;
import io.serai.record.Consent;
import io.serai.store.BulkQuery;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Decides who may be sent: the one place for it, asked at plan and again at send time. */
final class Eligibility {
    private final Keyring keyring;

    Eligibility(Keyring keyring) {
        this.keyring = keyring;
    }

    /** By profile id, those of the profiles that must not be sent, and why. */
    Map<Long, Withheld> withheld(Handle handle, SyncDefinition sync, List<Profile> profiles) {
        Map<Long, List<ByteBuffer>> hashes = new HashMap<>();
        if (suppressesAnyone(handle)) {
            profiles.forEach(profile -> hashes.put(profile.id(), hashes(profile)));
        }
        Set<ByteBuffer> suppressed = suppressed(handle, hashes.values());
        Map<Long, Withheld> withheld = new HashMap<>();
        for (Profile profile : profiles) {
            boolean blocked =
                    hashes.getOrDefault(profile.id(), List.of()).stream().anyMatch(suppressed::contains);
            reason(sync, profile, blocked).ifPresent(reason -> withheld.put(profile.id(), reason));
        }
        return withheld;
    }

    private static Optional<Withheld> reason(SyncDefinition sync, Profile profile, boolean suppressed) {
        if (suppressed) {
            return Optional.of(Withheld.SUPPRESSED);
        }
        boolean consented = sync.purpose()
                .map(purpose -> profile.consents().get(purpose) == Consent.GRANTED)
                .orElse(true);
        if (!consented) {
            return Optional.of(Withheld.NO_CONSENT);
        }
        return profile.identifier(sync.identifier()).isEmpty() ? Optional.of(Withheld.NO_IDENTIFIER) : Optional.empty();
    }

    private List<ByteBuffer> hashes(Profile profile) {
        List<ByteBuffer> hashes = new ArrayList<>();
        profile.identifiers()
                .forEach((namespace, values) ->
                        values.forEach(value -> hashes.add(ByteBuffer.wrap(keyring.hashIdentifier(namespace, value)))));
        return hashes;
    }

    /** Most stores suppress nobody, and then no identifier need be hashed. */
    private static boolean suppressesAnyone(Handle handle) {
        return handle.createQuery("SELECT EXISTS(SELECT 1 FROM suppression)")
                .mapTo(Boolean.class)
                .one();
    }

    private static Set<ByteBuffer> suppressed(Handle handle, Iterable<List<ByteBuffer>> hashes) {
        List<byte[]> asked = new ArrayList<>();
        hashes.forEach(some -> some.forEach(hash -> asked.add(hash.array())));
        if (asked.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(BulkQuery.list(
                handle,
                "SELECT hash FROM suppression WHERE hash IN (" + BulkQuery.hashes(asked) + ")",
                row -> ByteBuffer.wrap(row.getBytes(1))));
    }
}
