package io.serai.connectors.http;

import static io.serai.connectors.http.IdentifierKind.ANY;
import static io.serai.connectors.http.IdentifierKind.BIRTH_DAY;
import static io.serai.connectors.http.IdentifierKind.BIRTH_MONTH;
import static io.serai.connectors.http.IdentifierKind.BIRTH_YEAR;
import static io.serai.connectors.http.IdentifierKind.CITY;
import static io.serai.connectors.http.IdentifierKind.COUNTRY;
import static io.serai.connectors.http.IdentifierKind.EMAIL;
import static io.serai.connectors.http.IdentifierKind.EXTERNAL_ID;
import static io.serai.connectors.http.IdentifierKind.FAMILY_NAME;
import static io.serai.connectors.http.IdentifierKind.GENDER;
import static io.serai.connectors.http.IdentifierKind.GIVEN_NAME;
import static io.serai.connectors.http.IdentifierKind.MOBILE_ID;
import static io.serai.connectors.http.IdentifierKind.PHONE;
import static io.serai.connectors.http.IdentifierKind.POSTAL_CODE;
import static io.serai.connectors.http.IdentifierKind.STATE;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How a vendor wants identifiers written: which kinds it takes, how each is normalised, and which are digested. */
enum IdentifierProfile {
    /** As it is, trimmed. */
    PLAIN(plain(ANY, String::strip)),
    /** Its letters a to z and digits as they are, and nothing else: fit for a query of the vendor's. */
    PLAIN_ALPHANUMERIC(plain(ANY, IdentifierRules::alphanumeric)),
    /** Its letters a to z, digits and hyphens as they are, and nothing else: fit for a line of a file. */
    PLAIN_HYPHENATED(plain(ANY, IdentifierRules::hyphenated)),
    /** Trimmed, in small letters. */
    PLAIN_LOWER(plain(ANY, IdentifierRules::lower)),
    /** Trimmed, in small letters, SHA-256 in hexadecimal. */
    SHA256_LOWER_HEX(hex(ANY, IdentifierRules::lower)),
    /** Trimmed, in small letters, MD5 in hexadecimal: a vendor's key, no protection. */
    MD5_LOWER_HEX(new Rule(ANY, IdentifierRules::lower, Optional.of(Digest.MD5_HEX))),
    /** Customer Match. Country and postal code are not digested. */
    GOOGLE(
            hex(EMAIL, IdentifierRules::googleEmail),
            hex(PHONE, IdentifierRules::phone),
            hex(GIVEN_NAME, IdentifierRules::lower),
            hex(FAMILY_NAME, IdentifierRules::lower),
            plain(COUNTRY, IdentifierRules::country),
            plain(POSTAL_CODE, String::strip)),
    /** Unified ID 2.0: Base64 of the digest's bytes. */
    UID2(base64(EMAIL, IdentifierRules::uid2Email), base64(PHONE, IdentifierRules::phone)),
    /** Meta's custom audiences. */
    META(
            hex(EMAIL, IdentifierRules::email),
            hex(PHONE, IdentifierRules::phoneDigits),
            hex(GIVEN_NAME, IdentifierRules::name),
            hex(FAMILY_NAME, IdentifierRules::name),
            hex(CITY, IdentifierRules::letters),
            hex(STATE, UsStates::code),
            hex(POSTAL_CODE, IdentifierRules::postalCode),
            hex(COUNTRY, IdentifierRules::lowerCountry),
            hex(BIRTH_YEAR, IdentifierRules::birthYear),
            hex(BIRTH_MONTH, IdentifierRules::birthMonth),
            hex(BIRTH_DAY, IdentifierRules::birthDay),
            hex(GENDER, IdentifierRules::gender),
            plain(MOBILE_ID, IdentifierRules::lower),
            plain(EXTERNAL_ID, String::strip)),
    /** Snap's customer lists. */
    SNAP(
            hex(EMAIL, IdentifierRules::email),
            hex(PHONE, IdentifierRules::phoneDigits),
            hex(MOBILE_ID, IdentifierRules::lower)),
    /** TikTok's audiences: dots and what follows a plus stay, at every domain. */
    TIKTOK(
            hex(EMAIL, IdentifierRules::denseEmail),
            hex(PHONE, IdentifierRules::phone),
            hex(MOBILE_ID, IdentifierRules::lower)),
    /** LinkedIn's matched audiences. */
    LINKEDIN(hex(EMAIL, IdentifierRules::denseEmail), plain(MOBILE_ID, String::strip)),
    /** Amazon's audiences. */
    AMAZON(
            hex(EMAIL, IdentifierRules::amazonEmail),
            hex(PHONE, IdentifierRules::phoneDigits),
            hex(GIVEN_NAME, IdentifierRules::asciiLetters),
            hex(FAMILY_NAME, IdentifierRules::asciiLetters),
            hex(CITY, IdentifierRules::asciiLetters),
            hex(STATE, IdentifierRules::asciiLetters),
            hex(POSTAL_CODE, IdentifierRules::asciiLetters));

    static final List<String> WORDS =
            Arrays.stream(values()).map(IdentifierProfile::word).toList();

    /**
     * How one kind is written.
     *
     * @param digest none if it goes as it is normalised
     */
    record Rule(IdentifierKind kind, UnaryOperator<String> normalise, Optional<Digest> digest) {}

    private final Map<IdentifierKind, Rule> rules = new EnumMap<>(IdentifierKind.class);

    IdentifierProfile(Rule... rules) {
        for (Rule rule : rules) {
            this.rules.put(rule.kind(), rule);
        }
    }

    private static Rule plain(IdentifierKind kind, UnaryOperator<String> normalise) {
        return new Rule(kind, normalise, Optional.empty());
    }

    private static Rule hex(IdentifierKind kind, UnaryOperator<String> normalise) {
        return new Rule(kind, normalise, Optional.of(Digest.SHA256_HEX));
    }

    private static Rule base64(IdentifierKind kind, UnaryOperator<String> normalise) {
        return new Rule(kind, normalise, Optional.of(Digest.SHA256_BASE64));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static IdentifierProfile of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** How it writes a kind; a profile that has one way for all has no kinds. Empty if it does not take the kind. */
    Optional<Rule> rule(IdentifierKind kind) {
        return Optional.ofNullable(rules.get(kind));
    }

    /** The words of the kinds it takes. */
    List<String> kinds() {
        return rules.keySet().stream().map(IdentifierKind::word).toList();
    }
}
