package io.serai.mapping;

import static io.serai.mapping.Examples.json;
import static io.serai.mapping.Examples.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.error.ErrorCode;
import io.serai.mapping.MappingOutcome.Invalid;
import io.serai.mapping.MappingOutcome.Mapped;
import io.serai.raw.Header;
import io.serai.raw.RawRecord;
import io.serai.raw.TabularRecord;
import io.serai.record.CanonicalRecord;
import io.serai.record.Consent;
import io.serai.record.EventRecord;
import io.serai.record.IdentifierValues;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MappingTest {
    private static CanonicalRecord one(Mapping mapping, RawRecord record) {
        MappingOutcome outcome = mapping.map(record);
        assertThat(outcome).isInstanceOf(Mapped.class);
        List<CanonicalRecord> records = ((Mapped) outcome).records();
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private static CanonicalRecord one(String yaml, String record) {
        return one(mapping(yaml), json(record));
    }

    private static Invalid invalid(String yaml, String record) {
        MappingOutcome outcome = mapping(yaml).map(json(record));
        assertThat(outcome).isInstanceOf(Invalid.class);
        return (Invalid) outcome;
    }

    @Test
    void mapsEveryPartOfARecord() {
        // Given
        Mapping mapping = mapping("""
                mapping: crm-contact
                key: Id
                observed_at: SystemModstamp
                deleted: IsDeleted
                identifiers:
                  email: Email
                  phone: { from: Phone, region: Country }
                traits:
                  first_name: FirstName
                  birth_date: { from: Birthdate, format: dd.MM.yyyy }
                  full_name: { expr: "FirstName & ' ' & LastName" }
                consents:
                  email_marketing: { from: HasOptedOutOfEmail, map: { true: denied, false: granted } }
                """);

        // When
        CanonicalRecord record = one(mapping, json("""
                        {'Id': '003A', 'SystemModstamp': '2026-01-02T03:04:05.000+0000', 'IsDeleted': false,
                         'Email': ' ANN@Example.com ', 'Phone': '030 12345678', 'Country': 'Germany',
                         'FirstName': 'Ann', 'LastName': 'Lee', 'Birthdate': '31.12.1990', 'HasOptedOutOfEmail': true}
                        """));

        // Then
        assertThat(record)
                .isEqualTo(new CanonicalRecord(
                        "003A",
                        Optional.of(Instant.parse("2026-01-02T03:04:05Z")),
                        false,
                        Map.of(
                                "email", new IdentifierValues(List.of("ann@example.com"), false),
                                "phone", new IdentifierValues(List.of("+493012345678"), false)),
                        Map.of(
                                "first_name", Optional.of("Ann"),
                                "birth_date", Optional.of(LocalDate.of(1990, 12, 31)),
                                "full_name", Optional.of("Ann Lee")),
                        Map.of("email_marketing", Optional.of(Consent.DENIED)),
                        List.of()));
    }

    @Test
    void nullAndEmptyRemoveAndAbsentLeaves() {
        // Given
        String yaml = """
                mapping: m
                key: id
                identifiers: { email: e, phone: p, user_id: { from: u, keep: all } }
                traits: { first_name: f, country: c, language: l }
                """;

        // When
        CanonicalRecord record = one(yaml, "{'id': 1, 'e': null, 'u': null, 'f': null, 'c': ' '}");

        // Then
        assertThat(record.identifiers()).isEqualTo(Map.of("email", new IdentifierValues(List.of(), false)));
        assertThat(record.traits()).isEqualTo(Map.of("first_name", Optional.empty(), "country", Optional.empty()));
    }

    @Test
    void anEmptyCellRemovesAndAMissingColumnLeaves() {
        // Given
        Mapping mapping = mapping("{mapping: m, key: id, traits: {first_name: f, country: c}}");
        Header header = Header.of(List.of(" id ", "f"));

        // When
        CanonicalRecord record = one(mapping, TabularRecord.of(header, "7", ""));

        // Then
        assertThat(record.key()).isEqualTo("7");
        assertThat(record.traits()).isEqualTo(Map.of("first_name", Optional.empty()));
    }

    @Test
    void columnsWithSpacesAndDotsAreReachedAndHeadersMayChangeBetweenRows() {
        // Given
        Mapping mapping = mapping(
                "{mapping: m, key: user.id, traits: {first_name: First name, birth_date: '\"Date of birth\"'}}");
        Header one = Header.of(List.of("user.id", "First name", "Date of birth"));
        Header other = Header.of(List.of("Date of birth", "user.id", "First name"));

        // When
        CanonicalRecord first = one(mapping, TabularRecord.of(one, "1", "Ann", "1990-01-02"));
        CanonicalRecord second = one(mapping, TabularRecord.of(other, "1990-01-02", "1", "Ann"));

        // Then
        assertThat(first.traits().get("birth_date")).contains(LocalDate.of(1990, 1, 2));
        assertThat(second).isEqualTo(first);
    }

    @Test
    void theFirstPathThatHoldsSomethingWinsAndDefaultsFillIn() {
        // Given
        String yaml = """
                mapping: m
                key: [a, b]
                traits:
                  country: { from: [country_code, country], default: DE }
                  language: { value: de }
                """;

        // When
        CanonicalRecord given = one(yaml, "{'a': '', 'b': 'k', 'country_code': null, 'country': 'FR'}");
        CanonicalRecord defaulted = one(yaml, "{'a': 'k'}");

        // Then
        assertThat(given.key()).isEqualTo("k");
        assertThat(given.traits().get("country")).contains("FR");
        assertThat(defaulted.traits()).isEqualTo(Map.of("country", Optional.of("DE"), "language", Optional.of("de")));
    }

    @Test
    void identifiersMayBeManyAndAccumulate() {
        // When
        CanonicalRecord record = one(
                "{mapping: m, key: id, identifiers: {email: emails, user_id: {from: u, keep: all}}}",
                "{'id': 1, 'emails': ['b@x.de', 'A@x.de', null, 'a@x.de'], 'u': 17}");

        // Then
        assertThat(record.identifiers().get("email"))
                .isEqualTo(new IdentifierValues(List.of("a@x.de", "b@x.de"), false));
        assertThat(record.identifiers().get("user_id")).isEqualTo(new IdentifierValues(List.of("17"), true));
    }

    @Test
    void keyValueArraysIndexesAndQuotedSegmentsAreFollowed() {
        // When
        CanonicalRecord record = one("""
                mapping: m
                key: id
                traits:
                  visits: event_params[key=ga_session_id].value.int_value
                  first_name: names[0].first
                  nickname: names[-1].first
                  full_name: '"a.b".c'
                """, """
                {'id': 1, 'event_params': [{'key': 'x'}, {'key': 'ga_session_id', 'value': {'int_value': '12'}}],
                 'names': [{'first': 'A'}, {'first': 'Z'}], 'a.b': {'c': 'Q'}}
                """);

        // Then
        assertThat(record.traits())
                .isEqualTo(Map.of(
                        "visits", Optional.of(12L),
                        "first_name", Optional.of("A"),
                        "nickname", Optional.of("Z"),
                        "full_name", Optional.of("Q")));
    }

    @Test
    void everyElementBecomesARecordAndParentLeadsOut() {
        // Given
        Mapping mapping = mapping(
                "{mapping: m, each: people, key: id, traits: {country: $parent.land, full_name: {expr: \"name & $parent.suffix\"}}}");

        // When
        MappingOutcome outcome =
                mapping.map(json("{'land': 'DE', 'suffix': ' X', 'people': [{'id': 1, 'name': 'A'}, {'id': 2}]}"));

        // Then
        List<CanonicalRecord> records = ((Mapped) outcome).records();
        assertThat(records).extracting(CanonicalRecord::key).containsExactly("1", "2");
        assertThat(records.get(0).traits())
                .isEqualTo(Map.of("country", Optional.of("DE"), "full_name", Optional.of("A X")));
        assertThat(((Mapped) mapping.map(json("{}"))).records()).isEmpty();
    }

    @Test
    void nestedItemsBecomeEvents() {
        // Given
        String yaml = """
                mapping: orders
                key: customer
                events:
                  - type: order_completed
                    each: items
                    id: { expr: "$parent.order & '-' & sku" }
                    time: { from: $parent.at, format: epoch-us }
                    when: { from: state, in: [paid, shipped] }
                    properties: { revenue: price, sku: sku }
                """;

        // When
        CanonicalRecord record = one(yaml, """
                {'customer': 'c', 'order': 'o1', 'at': '1767605400123456', 'items': [
                  {'sku': 'a', 'price': 12.50, 'state': 'paid'}, {'sku': 'b', 'price': 1, 'state': 'open'},
                  {'sku': 'c', 'price': null, 'state': 'shipped'}]}
                """);

        // Then
        Instant time = Instant.parse("2026-01-05T09:30:00.123456Z");
        assertThat(record.events())
                .containsExactly(
                        new EventRecord(
                                "o1-a", "order_completed", time, Map.of("revenue", new BigDecimal("12.5"), "sku", "a")),
                        new EventRecord("o1-c", "order_completed", time, Map.of("sku", "c")));
    }

    @Test
    void anEventTypeIsReadFromAFieldAndUnknownOnesAreSkipped() {
        // Given
        String yaml = """
                mapping: m
                key: id
                observed_at: at
                events:
                  - type: { from: name, map: { purchase: order_completed, page_view: page_view } }
                    id: id
                    properties: { revenue: value, url: value }
                """;

        // When
        CanonicalRecord purchase =
                one(yaml, "{'id': 1, 'at': '2026-01-01T00:00:00Z', 'name': 'purchase', 'value': '5'}");
        CanonicalRecord view = one(yaml, "{'id': 1, 'at': '2026-01-01T00:00:00Z', 'name': 'page_view', 'value': '5'}");
        CanonicalRecord other = one(yaml, "{'id': 1, 'at': '2026-01-01T00:00:00Z', 'name': 'scroll'}");

        // Then
        assertThat(purchase.events().get(0).properties()).isEqualTo(Map.of("revenue", BigDecimal.valueOf(5)));
        assertThat(view.events().get(0).properties()).isEqualTo(Map.of("url", "5"));
        assertThat(other.events()).isEmpty();
    }

    @Test
    void aRecordWithoutAKeyIsInvalid() {
        for (String record : List.of("{}", "{'id': null}", "{'id': '  '}")) {
            assertThat(invalid("{mapping: m, key: id}", record))
                    .isEqualTo(new Invalid(ErrorCode.FIELD_MISSING, "key", "is absent or empty"));
        }
    }

    @Test
    void aBadValueRefusesTheRecordUnlessTheFieldIsLenient() {
        // Given
        String record = "{'id': 1, 'd': '31.02.2020'}";

        // When
        Invalid rejected = invalid("{mapping: m, key: id, traits: {birth_date: d}}", record);
        CanonicalRecord removed =
                one("{mapping: m, key: id, traits: {birth_date: {from: d, on_error: 'null'}}}", record);
        CanonicalRecord left = one("{mapping: m, key: id, traits: {birth_date: {from: d, on_error: absent}}}", record);

        // Then
        assertThat(rejected.code()).isEqualTo(ErrorCode.FIELD_INVALID);
        assertThat(rejected.field()).isEqualTo("traits.birth_date");
        assertThat(rejected.reason()).doesNotContain("31.02");
        assertThat(removed.traits()).isEqualTo(Map.of("birth_date", Optional.empty()));
        assertThat(left.traits()).isEmpty();
    }

    @Test
    void aTextLongerThanTheSchemaAllowsIsInvalid() {
        assertThat(invalid("{mapping: m, key: id, traits: {nickname: n}}", "{'id': 1, 'n': 'abcdef'}")
                        .code())
                .isEqualTo(ErrorCode.FIELD_TOO_LONG);
    }

    @Test
    void aBareYesIsNoConsentForItDoesNotSayToWhat() {
        assertThat(invalid("{mapping: m, key: id, consents: {email_marketing: c}}", "{'id': 1, 'c': true}")
                        .field())
                .isEqualTo("consents.email_marketing");
    }

    @Test
    void aFailingOrEndlessExpressionCostsOnlyItsRecord() {
        // Given
        String fails = "{mapping: m, key: id, traits: {full_name: {expr: '$number(x)'}}}";
        String endless =
                "{mapping: m, key: id, traits: {full_name: {expr: '($f := function($n){ $f($n + 1) + 1 }; $f(1))'}}}";

        // When
        Invalid failed = invalid(fails, "{'id': 1, 'x': 'secret'}");
        Invalid stopped = invalid(endless, "{'id': 1}");

        // Then
        assertThat(failed.code()).isEqualTo(ErrorCode.EXPRESSION_FAILED);
        assertThat(failed.reason()).doesNotContain("secret");
        assertThat(stopped.code()).isEqualTo(ErrorCode.EXPRESSION_FAILED);
    }

    @Test
    void listsAreSplitSortedAndWithoutDuplicates() {
        // When
        CanonicalRecord text = one("{mapping: m, key: id, traits: {interests: i}}", "{'id': 1, 'i': 'b, a ,b,,'}");
        CanonicalRecord array =
                one("{mapping: m, key: id, traits: {interests: i}}", "{'id': 1, 'i': ['b', 'a, c', 1]}");

        // Then
        assertThat(text.traits().get("interests")).contains(List.of("a", "b"));
        assertThat(array.traits().get("interests")).contains(List.of("1", "a, c", "b"));
    }

    @Test
    void theFieldsReadAreKnown() {
        assertThat(mapping("{mapping: m, key: [a, b], traits: {country: {from: c.d}}, identifiers: {email: e}}")
                        .fields())
                .containsExactly("a", "b", "c.d", "e");
    }
}
