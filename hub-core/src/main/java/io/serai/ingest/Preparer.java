package io.serai.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.serai.crypto.Hash;
import io.serai.crypto.Keyring;
import io.serai.identity.FeatureReader;
import io.serai.identity.Identity;
import io.serai.identity.IdentityRules;
import io.serai.identity.LinkRule;
import io.serai.identity.Links;
import io.serai.ingest.Statement.Happened;
import io.serai.profile.Streams.StreamName;
import io.serai.profile.SubjectState;
import io.serai.profile.SubjectStore;
import io.serai.profile.Vocabulary;
import io.serai.record.CanonicalRecord;
import io.serai.record.EventRecord;
import io.serai.record.IdentifierValues;
import io.serai.store.Moments;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes canonical records of one stream ready for {@link Ingest}: all the work that needs no lock. Not thread-safe; use
 * one per thread.
 */
public final class Preparer {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final String stream;
    private final Identity identity;
    private final Keyring keyring;
    private final Vocabulary vocabulary;
    private final SubjectStore subjects;
    private final IdentityRules rules;
    private final Optional<FeatureReader> features;
    private final MessageDigest digest;
    private final boolean retold;

    public Preparer(StreamName stream, Identity identity) {
        this(stream, identity, false);
    }

    /** For a replay: each statement takes the place of what it said before. */
    static Preparer retelling(StreamName stream, Identity identity) {
        return new Preparer(stream, identity, true);
    }

    private Preparer(StreamName stream, Identity identity, boolean retold) {
        this.retold = retold;
        this.stream = stream.toString();
        this.identity = identity;
        this.keyring = identity.keyring();
        this.vocabulary = identity.vocabulary();
        this.subjects = identity.subjects();
        this.rules = identity.rules();
        this.features = identity.features();
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Prepares one record as read.
     *
     * @param position its number within the input, from 0
     * @param records what the mapping made of it
     * @param otherwiseAt when the statements were observed if they do not say so themselves; the position is added in
     *     microseconds, so that of two such statements the later in reading order wins
     */
    public Row.Understood prepare(long position, List<CanonicalRecord> records, Instant otherwiseAt) {
        List<Statement> statements = new ArrayList<>(records.size());
        for (CanonicalRecord record : records) {
            long at = record.observedAt().map(Moments::micros).orElseGet(() -> Moments.micros(otherwiseAt) + position);
            statements.add(prepare(record, at));
        }
        return new Row.Understood(position, statements);
    }

    private Statement prepare(CanonicalRecord record, long at) {
        Hash recordKey = Hash.of(keyring.hash(stream, record.key()));
        SubjectState said = SubjectState.of(record, at);
        byte[] encoded = said.encode(vocabulary);
        boolean perhapsStored = identity.knowsOf(recordKey);
        FirstForm first = new FirstForm(() -> hashed(record, said), () -> subjects.seal(encoded, recordKey));
        if (!perhapsStored) {
            first.make();
        }
        return new Statement(
                recordKey,
                said,
                record.observedAt().isPresent(),
                retold,
                accumulating(record),
                contentHash(encoded, record.observedAt().isPresent()),
                happened(record),
                perhapsStored,
                first);
    }

    private FirstForm.Identifiers hashed(CanonicalRecord record, SubjectState said) {
        List<Links.Value> values = new ArrayList<>();
        List<Links.Value> linkable = new ArrayList<>();
        for (Map.Entry<String, IdentifierValues> entry : record.identifiers().entrySet()) {
            Optional<LinkRule> rule = rules.find(entry.getKey());
            for (String text : entry.getValue().values()) {
                Links.Value value =
                        new Links.Value(entry.getKey(), Hash.of(keyring.hashIdentifier(entry.getKey(), text)));
                values.add(value);
                if (rule.isPresent() && !rule.get().isBlocked(text)) {
                    linkable.add(value);
                }
            }
        }
        return new FirstForm.Identifiers(values, linkable, features.map(reader -> reader.read(said)));
    }

    private List<Happened> happened(CanonicalRecord record) {
        List<Happened> events = new ArrayList<>(record.events().size());
        for (EventRecord event : record.events()) {
            events.add(new Happened(Hash.of(keyring.hash(stream, event.id())), event, json(event.properties())));
        }
        return events;
    }

    private static Set<String> accumulating(CanonicalRecord record) {
        Set<String> namespaces = Set.of();
        for (Map.Entry<String, IdentifierValues> entry : record.identifiers().entrySet()) {
            if (entry.getValue().accumulates()) {
                namespaces = namespaces.isEmpty() ? new HashSet<>() : namespaces;
                namespaces.add(entry.getKey());
            }
        }
        return namespaces;
    }

    /**
     * Tells the same statement again. A time the source gave is part of it; a time that is only the reading order is
     * not, or every re-import would look new.
     */
    private long contentHash(byte[] encoded, boolean ownTime) {
        digest.update(encoded, 0, ownTime ? encoded.length : encoded.length - SubjectState.TIME_BYTES);
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static byte[] json(Map<String, Object> properties) {
        Map<String, Object> plain = new TreeMap<>();
        properties.forEach((name, value) ->
                plain.put(name, value instanceof Instant || value instanceof LocalDate ? value.toString() : value));
        try {
            return JSON.writeValueAsBytes(plain);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("canonical values are no JSON", e);
        }
    }
}
