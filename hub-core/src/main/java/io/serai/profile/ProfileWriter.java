package io.serai.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.crypto.Keyring;
import io.serai.profile.GoldenRecord.Winner;
import io.serai.record.Consent;
import io.serai.schema.ProfileSchema;
import io.serai.schema.TraitDefinition;
import io.serai.store.BulkLoad;
import io.serai.store.BulkRows;
import io.serai.store.Moments;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects profile rows and writes them in bulk. One instance serves one unit of work. */
public final class ProfileWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProfileSchema schema;
    private final Keyring keyring;
    private final Vocabulary vocabulary;
    private final long sequence;
    private final List<TraitDefinition> open;
    private final List<TraitDefinition> sealed;
    private final List<String> columns = new ArrayList<>(
            List.of("id", "redirect_to", "changed", "first_seen", "last_seen", "subjects", "divided", "sealed"));
    private final BulkRows fresh = new BulkRows();
    private final BulkRows changed = new BulkRows();
    private final ByteWriter bytes = new ByteWriter();

    /** @param sequence the number of the ingest transaction the rows belong to */
    public ProfileWriter(ProfileSchema schema, Keyring keyring, Vocabulary vocabulary, long sequence) {
        this.schema = schema;
        this.keyring = keyring;
        this.vocabulary = vocabulary;
        this.sequence = sequence;
        this.open = ProfileColumns.open(schema);
        this.sealed = ProfileColumns.sealed(schema);
        open.forEach(trait -> columns.add(ProfileColumns.trait(trait.name())));
        schema.purposes().forEach(purpose -> columns.add(ProfileColumns.consent(purpose)));
        schema.identifiers().keySet().forEach(namespace -> columns.add(ProfileColumns.identifier(namespace)));
    }

    /** A live profile. */
    public void live(long id, boolean isNew, boolean divided, int subjects, GoldenRecord golden) {
        BulkRows rows = isNew ? fresh : changed;
        rows.number(id).none().number(sequence);
        rows.moment(Moments.ofMicros(golden.firstSeen())).moment(Moments.ofMicros(golden.lastSeen()));
        rows.number(subjects).bool(divided).bytes(seal(id, golden));
        for (TraitDefinition trait : open) {
            Winner winner = golden.traits().get(trait.name());
            if (winner == null) {
                rows.none();
            } else {
                column(rows, winner.value());
            }
        }
        for (String purpose : schema.purposes()) {
            Consent consent = golden.consents().get(purpose);
            if (consent == null) {
                rows.none();
            } else {
                rows.bool(consent == Consent.GRANTED);
            }
        }
        for (String namespace : schema.identifiers().keySet()) {
            List<String> held = golden.identifiers().getOrDefault(namespace, List.of());
            if (held.isEmpty()) {
                rows.none();
            } else {
                rows.number(held.size());
            }
        }
        rows.end();
    }

    /** A profile that is no more; nothing of its content stays. */
    public void gone(long id, long redirectTo) {
        changed.number(id)
                .number(redirectTo)
                .number(sequence)
                .moment(Instant.EPOCH)
                .moment(Instant.EPOCH);
        changed.number(0).bool(false).bytes(new byte[0]);
        for (int i = 0;
                i
                        < open.size()
                                + schema.purposes().size()
                                + schema.identifiers().size();
                i++) {
            changed.none();
        }
        changed.end();
    }

    /** Loads all rows. */
    public void write(Connection connection) throws SQLException {
        BulkLoad.insert("profile", columns).run(connection, fresh);
        BulkLoad.replace("profile", columns).run(connection, changed);
    }

    private byte[] seal(long id, GoldenRecord golden) {
        Map<String, Object> personal = new LinkedHashMap<>();
        for (TraitDefinition trait : sealed) {
            Winner winner = golden.traits().get(trait.name());
            if (winner != null) {
                personal.put(trait.name(), winner.value());
            }
        }
        byte[] content = new SealedProfile(golden.identifiers(), personal).encode(vocabulary, bytes);
        return keyring.seal(content, Keyring.context("profile", id));
    }

    private static void column(BulkRows rows, Object value) {
        if (value instanceof Boolean truth) {
            rows.bool(truth);
        } else if (value instanceof Instant moment) {
            rows.moment(moment);
        } else if (value instanceof BigDecimal decimal) {
            rows.plain(decimal.toPlainString());
        } else if (value instanceof List<?> list) {
            rows.text(json(list));
        } else {
            rows.text(value.toString());
        }
    }

    private static String json(List<?> list) {
        try {
            return JSON.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of text is no JSON", e);
        }
    }
}
