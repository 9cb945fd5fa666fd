package io.serai.normalise;

import java.time.ZoneId;
import java.util.Optional;

/**
 * What a mapping and the schema declare about a field's text.
 *
 * @param maxLength longest text, in characters (code points); 0 for types that are no text
 * @param format how dates and times are written, besides ISO 8601: a {@link java.time.format.DateTimeFormatter} pattern
 *     or {@code epoch-s}, {@code epoch-ms}, {@code epoch-us}
 * @param zone the time zone of times that name none; without it such times are invalid
 * @param decimalMark {@code .} or {@code ,}
 * @param currency the ISO 4217 code of money, otherwise empty
 */
public record NormaliseOptions(
        int maxLength, Optional<String> format, Optional<ZoneId> zone, char decimalMark, String currency) {
    /** For texts of at most {@code maxLength} and nothing declared. */
    public static NormaliseOptions of(int maxLength) {
        return new NormaliseOptions(maxLength, Optional.empty(), Optional.empty(), '.', "");
    }
}
