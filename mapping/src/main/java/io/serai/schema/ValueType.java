package io.serai.schema;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** The types a trait, an identifier or an event property can have; each has one canonical Java form. */
public enum ValueType {
    /** Unicode text in NFC, trimmed, inner white space folded. */
    STRING(String.class),
    /** A person's or place's name: as STRING, apostrophes and hyphens unified, letter case kept. */
    NAME(String.class),
    /** Trimmed, domain in small letters and ASCII (IDN), local part in small letters. */
    EMAIL(String.class),
    /** E.164, such as +493012345678. */
    PHONE(String.class),
    /** ISO 3166-1 alpha-2. */
    COUNTRY(String.class),
    /** BCP 47, such as de or pt-BR. */
    LANGUAGE(String.class),
    /** A day without time or zone. */
    DATE(LocalDate.class),
    /** A moment, kept in UTC to the microsecond. */
    DATETIME(Instant.class),
    /** A whole number of 64 bits. */
    WHOLE(Long.class),
    /** A number of at most 19 digits before and 6 after the point. */
    DECIMAL(BigDecimal.class),
    /** An amount in the currency the schema names, of at most 19 digits before and 6 after the point. */
    MONEY(BigDecimal.class),
    BOOLEAN(Boolean.class),
    /** Several STRINGs, without duplicates, sorted by code point. */
    LIST(List.class);

    private final Class<?> javaType;

    ValueType(Class<?> javaType) {
        this.javaType = javaType;
    }

    /** The class of this type's canonical values. */
    public Class<?> javaType() {
        return javaType;
    }

    /** The one form of a decimal number: no trailing zeros, no exponent; so equal numbers are equal objects. */
    public static BigDecimal canonical(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The word used in YAML. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ValueType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
