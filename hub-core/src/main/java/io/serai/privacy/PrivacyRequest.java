package io.serai.privacy;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody asks of whoever holds their data.
 *
 * @param namespace of the identifier that they are known by
 * @param identifier personal data; empty once they have been erased
 * @param received the day it came, from which the law counts
 * @param due the last day that the law gives
 */
public record PrivacyRequest(
        long id,
        Kind kind,
        Law law,
        String namespace,
        String identifier,
        LocalDate received,
        LocalDate due,
        State state,
        String openedBy,
        Optional<Closed> closed) {

    /** What is asked for. */
    public enum Kind {
        /** To be told what is known of them. */
        ACCESS,
        /** To be forgotten. */
        ERASURE,
        /** To be written to no more. */
        OBJECTION,
        /** To have something corrected. */
        RECTIFICATION;

        public String word() {
            return wordOf(this);
        }

        /** @throws SeraiException USAGE if there is no such kind */
        public static Kind of(String word) {
            return find(values(), "kind", word);
        }
    }

    /** By which law, which says how long it may take. */
    public enum Law {
        /** Article 12(3) of the General Data Protection Regulation: a month. */
        GDPR {
            @Override
            LocalDate due(LocalDate received) {
                return received.plusMonths(1);
            }
        },
        /** Section 1798.130 of the California Consumer Privacy Act: 45 days. */
        CCPA {
            @Override
            LocalDate due(LocalDate received) {
                return received.plusDays(45);
            }
        };

        abstract LocalDate due(LocalDate received);

        public String word() {
            return wordOf(this);
        }

        /** @throws SeraiException USAGE if there is no such law */
        public static Law of(String word) {
            return find(values(), "law", word);
        }
    }

    /** How far it is. */
    public enum State {
        OPEN,
        FULFILLED,
        REFUSED;

        public String word() {
            return wordOf(this);
        }

        /** @throws SeraiException USAGE if there is no such state */
        public static State of(String word) {
            return find(values(), "state", word);
        }
    }

    /**
     * How it ended.
     *
     * @param note how it was fulfilled, or why it was refused; may be empty
     */
    public record Closed(Instant at, String by, String note) {}

    /** Whether the law's time is over. */
    public boolean isOverdue(LocalDate today) {
        return state == State.OPEN && today.isAfter(due);
    }

    private static String wordOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E find(E[] constants, String what, String word) {
        List<String> words =
                Arrays.stream(constants).map(PrivacyRequest::wordOf).toList();
        int at = words.indexOf(word);
        if (at < 0) {
            throw new SeraiException(
                    ErrorCode.USAGE, "'" + what + "' must be one of " + String.join(", ", words) + ".");
        }
        return constants[at];
    }

    @Override
    public String toString() {
        return "PrivacyRequest[" + id + "]";
    }
}
