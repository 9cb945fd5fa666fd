package io.serai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.faults.People.Row;
import io.serai.store.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of bad YAML while a hub works: what is wrong is told with its place and cure, and what was good goes on. */
class BadConfigIT {
    private static final Map<String, List<String>> BAD = new TreeMap<>(Map.of(
            "mappings/contact.yaml",
            List.of(
                    "",
                    "mapping: contact\nkey: id\ntraits: { first_nam: name }\n",
                    "mapping: contact\nkey: [1, 2\n",
                    "mapping: contact\nkey: id\nmore: !!javax.script.ScriptEngineManager [x]\n"),
            "sources/crm.yaml",
            List.of(
                    "source: crm\nconnector: fil\noptions: {}\nstreams: {}\n",
                    "source: crm\nconnector: file\noptions: { dir: [x] }\nstreams: { contacts: 7 }\n",
                    "\tsource: crm\n"),
            "segments/germans.yaml",
            List.of(
                    "segment: germans\nwhere: { trait: county, equals: DE }\n",
                    "segment: germans\nwhere: &a { all: [*a, *a] }\n",
                    "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n"
                            + "d: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d]\nsegment: *e\n",
                    "segment: germans\nsegment: germans\nwhere: { trait: country, equals: FR }\n"),
            "destinations/newsletter.yaml",
            List.of(
                    "destination: newsletter\nconnector: sandbox-mailer\noptions: { base_url: 1, api_kye: x }\n",
                    "- 1\n"),
            "syncs/germans-to-news.yaml",
            List.of(
                    "sync: germans-to-news\nsegment: nobody\ndestination: newsletter\npurpose: email_marketing\nidentifier: email\n",
                    "sync: germans-to-news\nsegment: germans\ndestination: newsletter\nidentifier: email\nschedule: often\n",
                    "\u0000\u0001binary")));

    @TempDir
    private Path folder;

    @Test
    void badFilesAreToldAndWhatWasGoodGoesOn() throws IOException {
        // Given
        People people = new People(Seed.next(BadConfigIT.class));
        List<Row> rows = people.born(60);
        List<Row> all = new ArrayList<>(rows);
        try (Site site = new Site(folder, TestServer.freshConfig())) {
            Checker checker = new Checker(site);
            HubProcess hub = site.start();
            site.drop("contacts-0.csv", People.csv(rows));
            checker.converges(Model.of(all));
            Map<String, String> good = new TreeMap<>();
            for (String file : BAD.keySet()) {
                good.put(file, Files.readString(site.config.resolve(file)));
            }
            // When
            int most = BAD.values().stream().mapToInt(List::size).max().orElseThrow();
            for (int round = 0; round < most; round++) {
                for (Map.Entry<String, List<String>> file : BAD.entrySet()) {
                    site.write(
                            file.getKey(),
                            file.getValue().get(round % file.getValue().size()));
                }
                // Then
                Waiting.await("round " + round).untilAsserted(() -> told(hub));
                if (round < most - 1) {
                    mend(site, hub, good);
                }
            }
            List<Row> changed = people.changed(rows);
            all.addAll(changed);
            site.drop("contacts-1.csv", People.csv(changed));
            good.keySet().forEach(file -> assertThat(told(hub)).contains(file));
            checker.converges(Model.of(all));
            // When
            mend(site, hub, good);
            // Then
            checker.converges(Model.of(all));
        }
    }

    private static void mend(Site site, HubProcess hub, Map<String, String> good) {
        good.forEach(site::write);
        Waiting.await("no problems")
                .untilAsserted(() -> assertThat(hub.get("/api/v1/status").path("configProblems"))
                        .isEmpty());
    }

    /** The files that the status has problems of: all that are bad, each with its line; a message such as "expected text" is its own cure. */
    private static List<String> told(HubProcess hub) {
        List<String> files = new ArrayList<>();
        for (JsonNode problem : hub.get("/api/v1/status").path("configProblems")) {
            assertThat(problem.path("line").asInt()).as(problem.toString()).isPositive();
            assertThat(problem.path("message").asText()).as(problem.toString()).isNotBlank();
            assertThat(problem.has("cure")).as(problem.toString()).isTrue();
            files.add(problem.path("file").asText());
        }
        assertThat(files).containsAll(BAD.keySet());
        return files;
    }
}
