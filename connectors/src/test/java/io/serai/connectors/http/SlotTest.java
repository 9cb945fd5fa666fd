package io.serai.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.connectors.http.Slot.Written;
import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problems;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Identifiers as vendors want them; the vectors are UID2's and those computed apart from this code. */
class SlotTest {
    private static final String USER = "b4c9a289323b21a01c3e940f150eb9b8c542587f1abfd8f0e1cc1ffc5e475514";

    private static Slot slot(String yaml) {
        Problems problems = new Problems();
        Slot slot = Slot.compile(document("slot: { " + yaml + " }", problems).require("slot"));
        problems.throwIfAny();
        return slot;
    }

    private static Node document(String yaml, Problems problems) {
        return Document.parse("test.yaml", yaml, problems).orElseThrow();
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "plain, ' User-7 ', User-7",
        "plain-alphanumeric, \"003A' OR Id != ' \", 003AORId",
        "plain-hyphenated, '38400000-8cf0;7^3', 38400000-8cf073",
        "plain-lower, ' User@Example.com ', user@example.com",
        "sha256-lower-hex, user@example.com, " + USER,
        "sha256-lower-hex, ' User@Example.COM', " + USER,
        "sha256-lower-hex, +12345678901, 10e6f0b47054a83359477dcb35231db6de5c69fb1816e1a6b98e192de9e5b9ee",
        "md5-lower-hex, User@Example.com, b58996c504c5638798eb6b511e6f49af",
    })
    void oneWayForAllKinds(String profile, String identifier, String expected) {
        assertThat(slot("profile: " + profile).write(identifier)).isEqualTo(new Written.Value(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "email, user@example.com, tMmiiTI7IaAcPpQPFQ65uMVCWH8av9jw4cwf/F5HVRQ=",
        "email, JANE.SAOIRSE@gmail.com, ku4mBX7Z3qJTXWyLFB1INzkyR2WZGW4ANSJUiW21iI8=",
        "email, JaneSaoirse+Work@gmail.com, ku4mBX7Z3qJTXWyLFB1INzkyR2WZGW4ANSJUiW21iI8=",
        "phone, +12345678901, EObwtHBUqDNZR33LNSMdtt5cafsYFuGmuY4ZLenlue4=",
        "email, JaneSaoirse+Work@example.com, KKruSBUjDNO069iMUVImVQZm6RrAGZKeOtrD9mwogYA=",
    })
    void uid2IsBase64OfTheDigestsBytes(String kind, String identifier, String expected) {
        assertThat(slot("profile: uid2, kind: " + kind).write(identifier)).isEqualTo(new Written.Value(expected));
    }

    @Test
    void metasPhonesHaveNoPlus() {
        assertThat(slot("profile: meta, kind: phone").write("+12345678901"))
                .isEqualTo(new Written.Value("254aa248acb47dd654ca3ea53f48c2c26d641d23d7e2e93a1ec56258df7674c4"));
    }

    @ParameterizedTest
    @CsvSource({
        "google, email, ' Jane. Saoirse+x@GoogleMail.com', janesaoirse@googlemail.com",
        "google, email, Jane.Doe+x@Example.com, jane.doe+x@example.com",
        "google, phone, '+49 30 901820', +4930901820",
        "google, given-name, ' Zoë ', zoë",
        "uid2, email, Jane.Saoirse+x@googlemail.com, jane.saoirse+x@googlemail.com",
        "meta, email, ' Ann@Example.com', ann@example.com",
        "meta, phone, '+49 (30) 901820', 4930901820",
        "meta, family-name, \" O'Neil-Müller \", oneilmüller",
        "meta, given-name, Mary  Ann, mary ann",
        "meta, city, New York, newyork",
        "meta, state, C.A., ca",
        "meta, state, District of Columbia, dc",
        "meta, state, Baden-Württemberg, badenwürttemberg",
        "meta, postal-code, 94035-1234, 94035",
        "meta, postal-code, M1 1AE, m11ae",
        "meta, country, US, us",
        "meta, birth-year, 1990-02-07, 1990",
        "meta, birth-month, 1990-02-07, 02",
        "meta, birth-day, 7, 07",
        "meta, gender, Female, f",
        "google, family-name, ' O Neil ', o neil",
        "snap, email, ' Ann+x@Gmail.com ', ann+x@gmail.com",
        "snap, mobile-id, ABCD-12, abcd-12",
        "tiktok, mobile-id, ' ABCD-12 ', abcd-12",
        "snap, phone, +44 20 7946 0018, 442079460018",
        "tiktok, email, ' A.n+n @Gmail.com', a.n+n@gmail.com",
        "tiktok, phone, +44 20 7946 0018, +442079460018",
        "linkedin, email, ' Ann @Example.com', ann@example.com",
        "amazon, email, Ann_O+x@Example.com, annox@example.com",
        "amazon, phone, +44 20 7946 0018, 442079460018",
        "amazon, given-name, Mary-Ann, maryann",
        "amazon, family-name, O'Neil, oneil",
        "amazon, city, New York, newyork",
        "amazon, state, N.Y., ny",
        "amazon, postal-code, M1 1AE, m11ae",
    })
    void digestedAsTheVendorNormalises(String profile, String kind, String value, String normal) throws Exception {
        assertThat(slot("profile: " + profile + ", kind: " + kind).write(value))
                .isEqualTo(
                        new Written.Value(profile.equals("uid2") ? Digest.SHA256_BASE64.of(normal) : sha256(normal)));
    }

    @ParameterizedTest
    @CsvSource({
        "google, country, Germany, DE",
        "google, postal-code, ' 10115 ', 10115",
        "meta, mobile-id, ABCD-12, abcd-12",
        "meta, external-id, ' Cust-7 ', Cust-7",
        "linkedin, mobile-id, ABCD-12, ABCD-12",
    })
    void someKindsGoWithoutADigest(String profile, String kind, String value, String expected) {
        assertThat(slot("profile: " + profile + ", kind: " + kind).write(value)).isEqualTo(new Written.Value(expected));
    }

    /** What other connectors get wrong: Segment strips dots and tags everywhere for TikTok, and forgets small letters. */
    @Test
    void dotsAndTagsStayOutsideGmail_segmentTikTok() {
        assertThat(slot("profile: tiktok, kind: email").write("a.b+c@example.com"))
                .isEqualTo(new Written.Value(Digest.SHA256_HEX.of("a.b+c@example.com")));
    }

    @Test
    void namesAndAddressesAreInSmallLettersBeforeTheyAreDigested_segmentGoogleLinkedInCriteo() {
        assertThat(slot("profile: google, kind: family-name").write(" DOE "))
                .isEqualTo(new Written.Value(Digest.SHA256_HEX.of("doe")));
        assertThat(slot("profile: linkedin, kind: email").write("Ann@Example.com"))
                .isEqualTo(new Written.Value(Digest.SHA256_HEX.of("ann@example.com")));
        assertThat(slot("profile: plain-lower").write(" Ann@Example.com"))
                .isEqualTo(new Written.Value("ann@example.com"));
    }

    @Test
    void phonesAreE164BeforeTheyAreDigested_segmentDv360() {
        assertThat(slot("profile: google, kind: phone").write("+49 030 901820"))
                .isEqualTo(slot("profile: google, kind: phone").write("+4930901820"));
    }

    /** Segment's Meta looks names of states up without their spaces, and hands them over with them. */
    @Test
    void statesAreLookedUpWithOrWithoutSpaces_segmentMeta() {
        for (String state : List.of("New York", "new  york", "NewYork", "NY", " ny ")) {
            assertThat(slot("profile: meta, kind: state").write(state))
                    .as(state)
                    .isEqualTo(new Written.Value(Digest.SHA256_HEX.of("ny")));
        }
    }

    @Test
    void spacesOfCitiesGo() {
        assertThat(slot("profile: meta, kind: city").write("New York"))
                .isEqualTo(slot("profile: meta, kind: city").write("newyork"));
    }

    @ParameterizedTest
    @CsvSource({
        "'sha256-lower-hex', '  '",
        "'google, kind: email', '+tag@gmail.com'",
        "'google, kind: email', '@example.com'",
        "'uid2, kind: email', '...@gmail.com'",
        "'meta, kind: phone', 'call me'",
        "'meta, kind: family-name', '--'",
        "'meta, kind: gender', 'unknown'",
        "'meta, kind: birth-month', '13'",
        "'amazon, kind: given-name', 'Ω'",
    })
    void nothingIsNeverDigested(String profile, String value) {
        assertThat(slot("profile: " + profile).write(value)).isEqualTo(new Written.Nothing());
    }

    @Test
    void whatIsDigestedIsDeclaredAndNeverGuessed() {
        Slot raw = slot("profile: meta, kind: email");
        Slot digested = slot("profile: meta, kind: email, input: sha256hex");
        Slot base64 = slot("profile: uid2, kind: email, input: sha256hex");

        assertThat(raw.write(USER)).isInstanceOf(Written.Wrong.class);
        assertThat(digested.write("user@example.com")).isInstanceOf(Written.Wrong.class);
        assertThat(digested.write(USER.toUpperCase(java.util.Locale.ROOT))).isEqualTo(new Written.Value(USER));
        assertThat(base64.write(USER)).isEqualTo(new Written.Value("tMmiiTI7IaAcPpQPFQ65uMVCWH8av9jw4cwf/F5HVRQ="));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "profile: google",
                "profile: uid2, kind: city",
                "profile: plain-lower, input: sha256hex",
                "profile: google, kind: country, input: sha256hex",
                "from: email, field: EMAIL, profile: plain"
            })
    void aSlotThatMakesNoSenseIsAProblem(String yaml) {
        Problems problems = new Problems();
        Slot.compile(document("slot: { " + yaml + " }", problems).require("slot"));
        assertThat(problems.count()).isEqualTo(1);
    }

    @Test
    void aFieldThatASlotTakesIsNotSentAsItIs() {
        // Given
        Slots slots = Slots.compile(document("""
                email: { from: email, profile: meta, kind: email }
                phone: [{ from: phone, profile: meta, kind: phone }, { field: PHONE, profile: meta, kind: phone }]
                """, new Problems()).entries());
        ObjectNode fields = JsonNodeFactory.instance
                .objectNode()
                .put("PHONE", "+49 30 901820")
                .put("CITY", "Bonn");
        // When
        Map<String, JsonNode> values = slots.values("email", "ann@example.com", fields);
        // Then
        assertThat(values.get("phone").textValue()).isEqualTo(Digest.SHA256_HEX.of("4930901820"));
        assertThat(values.get("fields")).hasToString("{\"CITY\":\"Bonn\"}");
        assertThat(slots.values("phone", "+4930901820", fields.deepCopy().put("PHONE", "")))
                .containsEntry("phone", values.get("phone"))
                .doesNotContainKey("email");
    }

    @Test
    void aRefusalNamesThePlaceAndNotTheValue() {
        Slots slots = Slots.compile(document("""
                email: { from: email, profile: meta, kind: email }
                phone: { field: PHONE, profile: meta, kind: phone }
                """, new Problems()).entries());
        ObjectNode fields = JsonNodeFactory.instance.objectNode().put("PHONE", USER);

        assertThat(slots.refusal("email", "@example.com", fields.deepCopy().put("PHONE", "")))
                .contains("The identifier is empty once it is written as the destination wants it.");
        assertThat(slots.refusal("email", "ann@example.com", fields))
                .hasValueSatisfying(reason -> assertThat(reason)
                        .startsWith("The field PHONE is a SHA-256 already")
                        .doesNotContain(USER));
        assertThat(slots.refusal("email", "ann@example.com", fields.deepCopy().put("PHONE", "nobody's")))
                .isEmpty();
    }
}
