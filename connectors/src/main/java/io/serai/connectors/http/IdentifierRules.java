package io.serai.connectors.http;

import io.serai.normalise.NormaliseOptions;
import io.serai.normalise.Normalised;
import io.serai.normalise.Normaliser;
import io.serai.normalise.Normalisers;
import io.serai.schema.ValueType;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How vendors want values normalised. Every rule answers empty text where nothing usable is left. */
final class IdentifierRules {
    private static final Set<String> GMAIL = Set.of("gmail.com");
    private static final Set<String> GMAIL_AND_GOOGLEMAIL = Set.of("gmail.com", "googlemail.com");
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Normaliser PHONE = Normalisers.of(ValueType.PHONE, NormaliseOptions.of(0));
    private static final Normaliser COUNTRY = Normalisers.of(ValueType.COUNTRY, NormaliseOptions.of(0));

    private IdentifierRules() {}

    static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** In small letters without white space anywhere. */
    static String dense(String text) {
        return text.replaceAll("[\\s\\p{Z}]+", "").toLowerCase(Locale.ROOT);
    }

    static String email(String text) {
        return whole(lower(text));
    }

    static String denseEmail(String text) {
        return whole(dense(text));
    }

    /** Dots and what follows a plus mean nothing at Gmail, and something everywhere else. */
    static String googleEmail(String text) {
        return withoutAliases(dense(text), GMAIL_AND_GOOGLEMAIL);
    }

    static String uid2Email(String text) {
        return withoutAliases(lower(text), GMAIL);
    }

    static String amazonEmail(String text) {
        return whole(lower(text).replaceAll("[^a-z0-9.@-]", ""));
    }

    private static String withoutAliases(String email, Set<String> domains) {
        int at = email.lastIndexOf('@');
        if (at < 0 || !domains.contains(email.substring(at + 1))) {
            return whole(email);
        }
        String local = email.substring(0, at).replaceFirst("\\+.*", "").replace(".", "");
        return whole(local + email.substring(at));
    }

    /** An address that lost its user or its domain is nobody's. */
    private static String whole(String email) {
        int at = email.lastIndexOf('@');
        return at > 0 && at < email.length() - 1 ? email : "";
    }

    /** E.164 with its plus. */
    static String phone(String text) {
        return valid(PHONE.normalise(text, ""));
    }

    /** E.164 without its plus: the country's code comes first, never a zero. */
    static String phoneDigits(String text) {
        return phone(text).replace("+", "");
    }

    /** Letters of any script and digits, as they follow each other. */
    static String letters(String text) {
        return lower(text).replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "");
    }

    /** Without punctuation; the spaces between words stay. */
    static String name(String text) {
        return lower(text.replaceAll("[\\p{P}\\p{S}]+", "")).replaceAll("[\\s\\p{Z}]+", " ");
    }

    static String alphanumeric(String text) {
        return text.replaceAll("[^A-Za-z0-9]", "");
    }

    static String hyphenated(String text) {
        return text.replaceAll("[^A-Za-z0-9-]", "");
    }

    static String asciiLetters(String text) {
        return lower(text).replaceAll("[^a-z0-9]", "");
    }

    /** Of a postal code of the United States, the five digits before the dash. */
    static String postalCode(String text) {
        String code = lower(text);
        return code.matches("\\d{5}-\\d{4}") ? code.substring(0, 5) : code.replaceAll("[\\s-]+", "");
    }

    static String country(String text) {
        return valid(COUNTRY.normalise(text, ""));
    }

    static String lowerCountry(String text) {
        return lower(country(text));
    }

    static String gender(String text) {
        return switch (lower(text)) {
            case "m", "male" -> "m";
            case "f", "female" -> "f";
            default -> "";
        };
    }

    static String birthYear(String text) {
        return partOfDate(text, 1, "\\d{4}");
    }

    static String birthMonth(String text) {
        return partOfDate(text, 2, "0?[1-9]|1[0-2]");
    }

    static String birthDay(String text) {
        return partOfDate(text, 3, "0?[1-9]|[12]\\d|3[01]");
    }

    /** A part of an ISO date, or the part alone; with a leading zero. */
    private static String partOfDate(String text, int part, String alone) {
        String date = text.strip();
        Matcher whole = DATE.matcher(date);
        String found = whole.matches() ? whole.group(part) : date;
        if (!found.matches(alone)) {
            return "";
        }
        return found.length() < 2 ? "0" + found : found;
    }

    private static String valid(Normalised normalised) {
        return normalised instanceof Normalised.Valid valid ? valid.value().toString() : "";
    }
}
