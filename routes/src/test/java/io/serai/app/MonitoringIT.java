package io.serai.app;

import static io.serai.app.HubFixture.contacts;
import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problems;
import io.serai.servers.Installations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules, the dashboard and the page of metrics that ship are those of a hub. */
class MonitoringIT {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path RULES = DOCS.resolve("monitoring/prometheus-rules.yaml");
    private static final Path DASHBOARD = DOCS.resolve("monitoring/grafana-dashboard.json");
    private static final Pattern METRIC = Pattern.compile("\\b(?:serai|jvm)_[a-z_]+");
    private static final Pattern LABEL =
            Pattern.compile("(\\w+)=~?\"|by \\(([^)]*)\\)|\\{\\{ ?(?:\\$labels\\.)?(\\w+) ?}}");

    @TempDir
    private static Path folder;

    private static HubFixture fixture;
    private static String metrics;

    @BeforeAll
    static void start() throws IOException {
        fixture = new HubFixture(folder);
        fixture.write(
                "schema.yaml",
                fixture.read("schema.yaml") + "events: { order: { properties: { revenue: decimal } } }\n");
        fixture.write("traits/orders.yaml", "trait: orders\nof: { count: order }");
        fixture.start();
        fixture.drop("contacts-1.csv", contacts("1,ann@example.com,Ann,DE,yes", "2,bob@example.com,Bob,Atlantis,yes"));
        fixture.lastImport(1);
        eventually().untilAsserted(() -> {
            metrics = fixture.send("GET", "/metrics", "", Map.of(), "").body();
            assertThat(metrics).contains("serai_sync_run_seconds_bucket{", "serai_attention{");
        });
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        for (Matcher name = METRIC.matcher(text); name.find(); ) {
            names.add(name.group());
        }
        return names;
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }

    @Test
    void everyMetricOfTheRulesIsThere() throws IOException {
        // When
        Node root =
                Document.parse(RULES.toString(), read(RULES), new Problems()).orElseThrow();
        // Then
        assertThat(names(metrics)).containsAll(names(read(RULES)));
        Node rules = root.require("groups").items().get(0).require("rules");
        assertThat(rules.items()).hasSizeGreaterThan(10).allSatisfy(rule -> {
            assertThat(rule.require("expr").text()).contains("serai_");
            assertThat(rule.require("annotations").require("summary").text()).isNotBlank();
            assertThat(rule.require("annotations").require("description").text())
                    .isNotBlank();
        });
    }

    @Test
    void prometheusItselfTakesTheRules() throws Exception {
        // Given
        Optional<Path> promtool = Installations.promtool();
        assumeTrue(
                promtool.isPresent(), "no promtool; install Debian's package prometheus, or let ./serai test bring it");
        // When
        Process check = new ProcessBuilder(promtool.get().toString(), "check", "rules", RULES.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // Then
        assertThat(check.waitFor()).as(said).isZero();
        assertThat(said).contains("SUCCESS");
    }

    @Test
    void everyMetricOfTheDashboardIsThere() throws IOException {
        // When
        JsonNode dashboard = new ObjectMapper().readTree(read(DASHBOARD));
        // Then
        assertThat(names(metrics)).containsAll(names(read(DASHBOARD)));
        assertThat(dashboard.path("panels"))
                .allSatisfy(panel -> assertThat(panel.path("targets")).isNotEmpty());
    }

    @Test
    void everyLabelIsThere() throws IOException {
        // Given
        Set<String> labels = new TreeSet<>();
        for (String text : new String[] {read(RULES), read(DASHBOARD).replace("\\\"", "\"")}) {
            for (Matcher label = LABEL.matcher(text); label.find(); ) {
                String found = label.group(1) != null
                        ? label.group(1)
                        : label.group(2) != null ? label.group(2) : label.group(3);
                labels.addAll(Set.of(found.split(", ?")));
            }
        }
        // Then
        assertThat(labels).allSatisfy(label -> assertThat(metrics).contains(label + "=\""));
    }

    @Test
    void pageOfMetricsHasAllThatAreOurs() throws IOException {
        // Given
        Set<String> told = names(read(DOCS.resolve("reference/metrics.md")));
        // When
        Set<String> ours = new TreeSet<>();
        for (Matcher type = Pattern.compile("# TYPE (serai_\\w+) ").matcher(metrics); type.find(); ) {
            ours.add(type.group(1).replaceAll("_(max)$", ""));
        }
        // Then
        assertThat(told).containsAll(ours);
    }
}
