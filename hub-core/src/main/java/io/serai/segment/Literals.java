package io.serai.segment;

import io.serai.document.Node;
import io.serai.schema.ValueType;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads values a condition compares with, in the canonical form of the value's type, so that equal means equal. */
public final class Literals {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private Literals() {}

    static Optional<List<Object>> readAll(Node list, ValueType type) {
        List<Object> values = new ArrayList<>();
        list.items().forEach(item -> read(item, type).ifPresent(values::add));
        return values.size() == list.items().size() ? Optional.of(values) : Optional.empty();
    }

    /** Empty if the text is no value of the type; the problem has then been recorded. */
    public static Optional<Object> read(Node node, ValueType type) {
        String text = node.text();
        Optional<Object> value = switch (type) {
            case STRING, NAME, EMAIL, LIST -> Optional.of(composed(text));
            case PHONE -> matching(text, phone -> phone.matches("\\+[1-9][0-9]{3,14}"));
            case COUNTRY -> matching(text, COUNTRIES::contains);
            case LANGUAGE -> matching(text, tag -> tag.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"));
            case DATE -> day(text).map(day -> day);
            case DATETIME -> moment(text).map(moment -> moment);
            case WHOLE -> whole(text);
            case DECIMAL, MONEY -> decimal(text);
            case BOOLEAN -> matching(text, Set.of("true", "false")::contains).map(word -> word.equals("true"));
        };
        if (value.isEmpty()) {
            node.problem("this is no value of type " + type.word() + ".", "Write " + example(type) + ".");
        }
        return value;
    }

    /** Stored text is in NFC; so must be what it is compared with. */
    static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static String example(ValueType type) {
        return switch (type) {
            case STRING, NAME, EMAIL, LIST -> "text";
            case PHONE -> "it in full, such as \"+493012345678\"";
            case COUNTRY -> "an ISO 3166-1 code such as DE";
            case LANGUAGE -> "a BCP 47 tag such as de or pt-BR";
            case DATE -> "a day such as 2026-11-24";
            case DATETIME -> "a moment such as 2026-11-24T09:00:00Z, or a day for its start in UTC";
            case WHOLE -> "a whole number such as 42";
            case DECIMAL, MONEY -> "a number of at most 19 digits before and 6 after the point";
            case BOOLEAN -> "true or false";
        };
    }

    private static Optional<Object> matching(String text, Predicate<String> form) {
        return form.test(text) ? Optional.of(text) : Optional.empty();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> day.getYear() >= 1 && day.getYear() <= 9999);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> moment(String text) {
        Optional<LocalDate> day = day(text);
        if (day.isPresent()) {
            return day.map(start -> start.atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        try {
            OffsetDateTime moment = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            return Optional.of(moment)
                    .filter(inUtc -> inUtc.getYear() >= 1 && inUtc.getYear() <= 9999)
                    .map(inUtc -> inUtc.toInstant().truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> whole(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> decimal(String text) {
        // The length first: parsing "1e999999999" is cheap, writing it out is not.
        if (!text.matches("[+-]?[0-9]{1,19}(\\.[0-9]{1,6}0*)?")) {
            return Optional.empty();
        }
        return Optional.of(ValueType.canonical(new BigDecimal(text)));
    }
}
