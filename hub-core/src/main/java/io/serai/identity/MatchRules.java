package io.serai.identity;

import io.serai.match.MatchModel;
import io.serai.match.Role;
import io.serai.schema.Origin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How records that share no value are compared: the {@code match} section of the identity rules. Immutable.
 *
 * @param model with the fields that are fed, and the thresholds in force
 * @param roles where the texts of each role come from
 * @param extra where the texts of fields come from that no role fills, by field
 * @param oneToOne sources, and streams as {@code source.stream}, of whose live records a profile may hold one
 * @param quarantineAbove a profile that weights alone would make larger than this is left to people
 */
public record MatchRules(
        MatchModel model,
        Map<Role, Origin> roles,
        Map<String, Origin> extra,
        Set<String> oneToOne,
        int quarantineAbove) {
    /** To be raised when the same record gets other keys from the same section. */
    private static final int FORM = 1;

    public MatchRules {
        roles = Map.copyOf(roles);
        extra = Map.copyOf(extra);
        oneToOne = Set.copyOf(oneToOne);
    }

    /** The same, but for the weight that makes a link. */
    MatchRules linkingAt(double linkAt) {
        MatchModel other = model.judging(linkAt, Math.min(model.reviewAt(), linkAt));
        return new MatchRules(other, roles, extra, oneToOne, quarantineAbove);
    }

    /**
     * What tells keys made by these rules from those made by others: keys of two sections are never looked up together.
     *
     * @param purpose keys made for one purpose are none for another
     */
    int section(String purpose) {
        StringBuilder text = new StringBuilder(purpose).append(FORM);
        model.fields().forEach(field -> text.append('\n').append(field.name()).append(field.comparison()));
        new TreeMap<>(roles)
                .forEach((role, origin) -> text.append('\n').append(role).append(origin));
        new TreeMap<>(extra)
                .forEach((field, origin) -> text.append('\n').append(field).append(origin));
        model.keys().forEach(key -> text.append('\n').append(key));
        return ByteBuffer.wrap(digest(text.toString())).getInt() & Integer.MAX_VALUE;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
