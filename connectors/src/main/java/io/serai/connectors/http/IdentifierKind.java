package io.serai.connectors.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an identifier, or a field that helps to find a person, is: a profile writes each kind in its own way. */
enum IdentifierKind {
    ANY,
    EMAIL,
    PHONE,
    GIVEN_NAME,
    FAMILY_NAME,
    CITY,
    STATE,
    POSTAL_CODE,
    COUNTRY,
    BIRTH_YEAR,
    BIRTH_MONTH,
    BIRTH_DAY,
    GENDER,
    MOBILE_ID,
    EXTERNAL_ID;

    static final List<String> WORDS =
            Arrays.stream(values()).map(IdentifierKind::word).toList();

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static IdentifierKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
