package io.serai.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.format.FormatOptions;
import io.serai.profile.Profile;
import io.serai.record.Consent;
import io.serai.run.ImportCounts;
import io.serai.run.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Public data of several origins, from the file to the profiles; every count was worked out independently. */
class RealDataImportIT {
    private static final String RULES = """
            identity: default
            link_on: { customer_id: {}, order_id: {}, user_id: {}, device_id: {}, email: {}, phone: {}, national_id: {} }
            """;

    private static String yaml(String name) {
        try (InputStream in = RealDataImportIT.class.getResourceAsStream("/real/" + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Path shared(String file) {
        Path path = Path.of(System.getProperty("serai.shared", "../shared"), "data", file);
        Assumptions.assumeTrue(
                Files.exists(path), "SKIPPED: the public data set " + file + " is not beside the project");
        return path;
    }

    private static ImportKit kit() {
        return new ImportKit(yaml("schema.yaml"), RULES);
    }

    private static FormatOptions records() {
        io.serai.document.Problems problems = new io.serai.document.Problems();
        Optional<FormatOptions> options = FormatOptions.read(ImportKit.parse("path: records"), problems);
        problems.throwIfAny();
        return options.orElseThrow();
    }

    @Test
    void febrlPeopleAreOnePersonPerNationalId() {
        // Given
        Path file = shared("febrl/febrl3.csv");
        try (ImportKit kit = kit()) {
            // When
            Run run = kit.importFile("people", file, FormatOptions.DEFAULT, yaml("febrl3.yaml"));
            // Then
            assertThat(run.imported()).isEqualTo(new ImportCounts(5000, 4965, 0, 35, 0, 0));
            assertThat(kit.profiles()).hasSize(2290);
            assertThat(kit.profiles().stream().mapToInt(Profile::subjects).max())
                    .hasValue(6);
            assertThat(
                            kit.count(
                                    "SELECT COUNT(*) FROM dead_letter WHERE code = 'FIELD_INVALID' AND field = 'traits.birth_date'"))
                    .isEqualTo(35);
        }
    }

    @Test
    void salesforceContacts() {
        // Given
        Path file = shared("dreamhouse/contacts-data.json");
        try (ImportKit kit = kit()) {
            // When
            Run run = kit.importFile("contacts", file, records(), yaml("contacts.yaml"));
            // Then
            assertThat(run.imported()).isEqualTo(new ImportCounts(5, 5, 0, 0, 0, 0));
            assertThat(kit.profiles()).hasSize(5).anySatisfy(profile -> {
                assertThat(profile.traits()).isEqualTo(Map.of("first_name", "Brad", "last_name", "Holmes"));
                assertThat(profile.identifier("email")).contains("bholmes@goodmail.com");
                assertThat(profile.identifier("phone")).contains("+16175550143");
            });
        }
    }

    @Test
    void threeShopFilesBecomeCustomersWithOrders() {
        // Given
        Path customers = shared("jaffle-shop/raw_customers.csv");
        Path orders = shared("jaffle-shop/raw_orders.csv");
        Path payments = shared("jaffle-shop/raw_payments.csv");
        try (ImportKit kit = kit()) {
            // When: the files come in the least helpful order
            kit.importFile("payments", payments, FormatOptions.DEFAULT, yaml("payments.yaml"));
            kit.importFile("orders", orders, FormatOptions.DEFAULT, yaml("orders.yaml"));
            kit.importFile("customers", customers, FormatOptions.DEFAULT, yaml("customers.yaml"));
            // Then
            List<Profile> profiles = kit.profiles();
            assertThat(profiles)
                    .hasSize(100)
                    .allSatisfy(profile -> assertThat(profile.traits()).containsKey("first_name"));
            assertThat(kit.count("SELECT COUNT(*) FROM event WHERE type = 'order_placed'"))
                    .isEqualTo(99);
            assertThat(kit.count("SELECT COUNT(*) FROM event WHERE type = 'order_completed'"))
                    .isEqualTo(67);
            assertThat(
                            kit.count(
                                    "SELECT COUNT(DISTINCT r.profile_id) FROM event e JOIN source_record r ON r.id = e.subject_id"))
                    .isEqualTo(62);
            assertThat(kit.count("SELECT MAX(n) FROM (SELECT COUNT(*) n FROM event e JOIN source_record r"
                            + " ON r.id = e.subject_id WHERE type = 'order_placed' GROUP BY r.profile_id) o"))
                    .isEqualTo(5);
        }
    }

    @Test
    void analyticsRowsBecomeOneVisitorWithEvents() {
        // Given
        Path file = shared("ga4/events_20260105.ndjson");
        try (ImportKit kit = kit()) {
            // When
            Run run = kit.importFile("web", file, FormatOptions.DEFAULT, yaml("ga4.yaml"));
            // Then
            assertThat(run.imported()).isEqualTo(new ImportCounts(2, 2, 0, 0, 0, 2));
            assertThat(kit.profiles()).hasSize(1).first().satisfies(profile -> {
                assertThat(profile.identifiers())
                        .isEqualTo(Map.of("device_id", List.of("1001.1767600000"), "user_id", List.of("u1")));
                assertThat(profile.consents()).isEqualTo(Map.of("analytics", Consent.GRANTED));
                assertThat(profile.traits()).isEqualTo(Map.of("country", "IN", "language", "en-IN"));
            });
        }
    }
}
