package io.serai.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problems;
import io.serai.error.ErrorCode;
import io.serai.mapping.Mapping;
import io.serai.mapping.MappingOutcome;
import io.serai.mapping.MappingReader;
import io.serai.mapping.MappingTests;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import io.serai.record.CanonicalRecord;
import io.serai.record.Consent;
import io.serai.record.EventRecord;
import io.serai.record.IdentifierValues;
import io.serai.schema.ProfileSchema;
import io.serai.schema.ProfileSchemaReader;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Public data of several origins, decoded and mapped by mappings as a user would write them. */
class RealDataTest {
    private final List<CanonicalRecord> records = new ArrayList<>();
    private final Map<ErrorCode, Integer> refused = new EnumMap<>(ErrorCode.class);
    private int unreadable;

    private static Node document(String name, Problems problems) throws IOException {
        try (InputStream yaml = RealDataTest.class.getResourceAsStream("/real/" + name)) {
            assertThat(yaml).as(name).isNotNull();
            return Document.parse(name, new String(yaml.readAllBytes(), StandardCharsets.UTF_8), problems)
                    .orElseThrow();
        }
    }

    private static Mapping mapping(String name) throws IOException {
        Problems problems = new Problems();
        Optional<ProfileSchema> schema = ProfileSchemaReader.read(document("schema.yaml", problems), problems);
        Optional<Mapping> mapping = MappingReader.read(document(name, problems), schema.orElseThrow(), problems);
        mapping.ifPresent(MappingTests::run);
        problems.throwIfAny();
        return mapping.orElseThrow();
    }

    private void read(String file, String options, String mappingName) throws IOException {
        Path path = Path.of(System.getProperty("serai.shared", "../shared"), "data", file);
        Assumptions.assumeTrue(Files.exists(path), "no " + path);
        Mapping mapping = mapping(mappingName);
        FormatOptions format = options.isEmpty() ? FormatOptions.DEFAULT : Reading.options(options);
        try (RecordStream stream = Formats.open(Files.newInputStream(path), file, format)) {
            for (Optional<RawItem> item = stream.next(); item.isPresent(); item = stream.next()) {
                if (item.get() instanceof RawItem.Read read) {
                    count(mapping.map(read.record()));
                } else {
                    unreadable++;
                }
            }
        }
    }

    private void count(MappingOutcome outcome) {
        if (outcome instanceof MappingOutcome.Mapped mapped) {
            records.addAll(mapped.records());
        } else if (outcome instanceof MappingOutcome.Invalid invalid) {
            refused.merge(invalid.code(), 1, Integer::sum);
        }
    }

    @Test
    void febrlPeople() throws IOException {
        // When
        read("febrl/febrl3.csv", "", "febrl3.yaml");

        // Then
        assertThat(unreadable).isZero();
        assertThat(records.size() + refused.getOrDefault(ErrorCode.FIELD_INVALID, 0))
                .isEqualTo(5000);
        assertThat(refused).isEqualTo(Map.of(ErrorCode.FIELD_INVALID, 35));
        CanonicalRecord first = records.get(0);
        assertThat(first.key()).isEqualTo("rec-1496-org");
        assertThat(first.identifiers().get("national_id")).isEqualTo(new IdentifierValues(List.of("1804974"), false));
        assertThat(first.traits().get("birth_date")).contains(LocalDate.of(1956, 4, 9));
        assertThat(first.traits().get("first_name")).contains("mitchell");
    }

    @Test
    void dreamhouseContacts() throws IOException {
        // When
        read("dreamhouse/contacts-data.json", "{path: records}", "contacts.yaml");

        // Then
        assertThat(refused).isEmpty();
        assertThat(records).hasSize(5).extracting(CanonicalRecord::key).contains("Contact1Ref", "Contact5Ref");
        assertThat(records.get(1).identifiers())
                .isEqualTo(Map.of(
                        "email", new IdentifierValues(List.of("leslie@pentagon.com"), false),
                        "phone", new IdentifierValues(List.of("+16175550112"), false)));
    }

    @Test
    void jaffleShop() throws IOException {
        // When
        read("jaffle-shop/raw_customers.csv", "", "customers.yaml");
        read("jaffle-shop/raw_orders.csv", "", "orders.yaml");
        read("jaffle-shop/raw_payments.csv", "", "payments.yaml");

        // Then
        assertThat(refused).isEmpty();
        assertThat(unreadable).isZero();
        assertThat(records).hasSize(100 + 99 + 113);
        List<EventRecord> events =
                records.stream().flatMap(record -> record.events().stream()).toList();
        assertThat(events)
                .filteredOn(event -> event.type().equals("order_placed"))
                .hasSize(99);
        assertThat(events)
                .filteredOn(event -> event.type().equals("order_completed"))
                .hasSize(67);
        assertThat(records.stream()
                        .flatMap(record -> record.traits().getOrDefault("last_payment", Optional.empty()).stream())
                        .map(BigDecimal.class::cast)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("1672");
    }

    @Test
    void ga4Events() throws IOException {
        // When
        read("ga4/events_20260105.ndjson", "", "ga4.yaml");

        // Then
        assertThat(refused).isEmpty();
        assertThat(records).hasSize(2).extracting(CanonicalRecord::key).containsOnly("1001.1767600000");
        CanonicalRecord view = records.get(0);
        assertThat(view.traits()).isEqualTo(Map.of("country", Optional.of("IN"), "language", Optional.of("en-IN")));
        assertThat(view.consents()).isEqualTo(Map.of("analytics", Optional.of(Consent.GRANTED)));
        assertThat(view.events())
                .containsExactly(new EventRecord(
                        "1001.1767600000-1767605400123456-page_view-57",
                        "page_view",
                        Instant.parse("2026-01-05T09:30:00.123456Z"),
                        Map.of("url", "https://shop.example/", "session", 1767605390L)));
        CanonicalRecord purchase = records.get(1);
        assertThat(purchase.identifiers().get("user_id")).isEqualTo(new IdentifierValues(List.of("u1"), true));
        assertThat(purchase.events().get(0).properties())
                .isEqualTo(Map.of("revenue", new BigDecimal("12.5"), "order_id", "o-1"));
    }
}
