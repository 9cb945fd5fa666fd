package io.serai.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One row of the trail.
 *
 * @param id counts from 1 without gaps
 * @param at to the microsecond
 * @param action such as {@code sync-pause}
 * @param target names, numbers and keyed hashes; never personal data
 * @param reason what the actor gave; empty if none is asked for
 */
public record AuditEntry(long id, Instant at, Origin by, String action, String target, String reason) {
    private static final int MAX_TARGET = 300;
    private static final int MAX_REASON = 500;

    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
        target = cut(target, MAX_TARGET);
        reason = cut(reason.replaceAll("\\p{Cntrl}", " "), MAX_REASON);
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
