package io.serai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The identity endpoints as they answer over HTTP: masked, with reasons, and with a cure for every mistake. */
class IdentityOverHttpIT {
    /** The records' numbers. The first two are one person by what they say; the third has the first one's mailbox. */
    private static final long ANN = 1;

    private static final long TYPED = 2;
    private static final long BOB = 3;

    @TempDir
    private Path folder;

    private HubFixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new HubFixture(folder);
        fixture.write("schema.yaml", """
                schema: profile
                default_region: DE
                traits:
                  first_name: { type: name, pii: true }
                  last_name: { type: name, pii: true }
                  born: { type: date, pii: true }
                  city: { type: string }
                  postcode: { type: string }
                  country: { type: country }
                identifiers: { crm_id: string, email: email }
                consents: [email_marketing]
                """);
        fixture.write("mappings/crm-contact.yaml", """
                mapping: crm-contact
                key: id
                identifiers: { crm_id: id, email: email }
                traits:
                  first_name: name
                  last_name: surname
                  born: { from: born, format: yyyy-MM-dd }
                  city: city
                  postcode: postcode
                """);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void start(String match) throws Exception {
        fixture.write("identity.yaml", "identity: default\nlink_on: { email: {} }\n" + match);
        fixture.start();
        fixture.drop("contacts-1.csv", """
                id,email,name,surname,born,city,postcode
                1,home@example.com,Ann,Schmidt,1984-02-29,Berlin,10115
                2,,Anne,Schmitd,1984-02-29,Berlin,10115
                3,home@example.com,Bob,Schmidt,1981-07-03,Berlin,10115
                """);
        fixture.lastImport(1);
    }

    private static String matching(String more) {
        return """
                match:
                  model: people
                  fields: { given_name: first_name, surname: last_name, birth_date: born, city: city, postcode: postcode }
                """ + more;
    }

    private JsonNode pair(long one, long other, Map<String, String> headers) {
        return fixture.call("GET", "/api/v1/identity/pairs/" + one + "/" + other, "", headers, 200);
    }

    private JsonNode decide(long one, long other, String body, int status) {
        return fixture.post("/api/v1/identity/pairs/" + one + "/" + other + "/decide", body, status);
    }

    private static String verdict(String verdict) {
        return "{\"verdict\":\"" + verdict + "\",\"reason\":\"asked\"}";
    }

    private List<String> subjects(String path) {
        List<String> people = new ArrayList<>();
        fixture.get(path)
                .path("people")
                .forEach(one -> people.add(one.path("subjects").toString()));
        return people;
    }

    private String detail(String path, int status) {
        return fixture.call("GET", path, "", Map.of(), status).path("detail").asText();
    }

    @Test
    void whyTwoRecordsAreOnePersonOrNotIsToldWithoutPersonalDataUnlessAReasonIsGiven() throws Exception {
        // Given
        start(matching(""));
        // When
        JsonNode linked = pair(ANN, TYPED, Map.of());
        JsonNode apart = pair(ANN, BOB, Map.of());
        // Then
        assertThat(linked.path("onePerson").asBoolean()).isTrue();
        assertThat(linked.path("comparison").path("weight").asDouble())
                .isGreaterThanOrEqualTo(linked.path("comparison").path("linkAt").asDouble());
        assertThat(linked.path("comparison").path("bars")).hasSizeGreaterThan(4);
        assertThat(apart.path("onePerson").asBoolean()).isFalse();
        assertThat(apart.path("reasons").toString())
                .contains("They share a value of email.", "They are ruled out to be one person");
        assertThat(apart.path("shared").path(0).path("value").asText()).isEqualTo("h***");
        assertThat(linked.toString() + apart).doesNotContain("Schmi", "Ann", "1984", "home@");
        // When
        JsonNode revealed = pair(ANN, BOB, Map.of("X-Serai-Reveal", "ticket 812"));
        // Then
        assertThat(revealed.path("shared").path(0).path("value").asText()).isEqualTo("home@example.com");
    }

    @Test
    void howAProfileHoldsTogetherAndWhatAnotherWeightWouldMakeOfIt() throws Exception {
        // Given
        start(matching(""));
        long profile = pair(ANN, TYPED, Map.of()).path("one").path("profile").asLong();
        String path = "/api/v1/identity/profiles/" + profile;
        // When
        JsonNode how = fixture.get(path + "/composition");
        // Then
        assertThat(how.path("weakest").path("kind").asText()).isEqualTo("weight");
        assertThat(subjects(path + "/what-if?link-at=60"))
                .doesNotContain("[1,2]")
                .contains("[1]", "[2]");
        assertThat(subjects(path + "/what-if?link-at=1")).contains("[1,2]");
        // And mistakes are told with their cure
        assertThat(detail(path + "/what-if", 400)).contains("'link-at' is missing: a weight in bits");
        assertThat(detail(path + "/what-if?link-at=much", 400)).contains("must be a weight in bits, such as 3 or -1.5");
        assertThat(detail("/api/v1/identity/profiles/99/composition", 404)).contains("There is no profile 99");
        assertThat(detail("/api/v1/identity/profiles/99/what-if?link-at=3", 404))
                .contains("no live profile 99");
        assertThat(detail("/api/v1/identity/profiles/ann/composition", 400)).contains("'id' must be a whole number");
    }

    @Test
    void aPossibleMatchIsListedDecidedAndDecidedAgain() throws Exception {
        // Given
        start(matching("  link_at: 40\n  review_at: 5\n"));
        JsonNode page = fixture.get("/api/v1/identity/review?limit=10");
        assertThat(page.path("pairs")).hasSize(1);
        assertThat(page.path("pairs").path(0).path("one").asLong()).isEqualTo(ANN);
        assertThat(page.path("pairs").path(0).path("other").asLong()).isEqualTo(TYPED);
        // When
        decide(ANN, TYPED, verdict("defer"), 200);
        // Then
        assertThat(fixture.get("/api/v1/identity/review").path("pairs")).isEmpty();
        assertThat(pair(ANN, TYPED, Map.of()).path("onePerson").asBoolean()).isFalse();
        // When
        decide(ANN, TYPED, verdict("accept"), 200);
        // Then
        JsonNode accepted = pair(ANN, TYPED, Map.of());
        assertThat(accepted.path("onePerson").asBoolean()).isTrue();
        assertThat(accepted.path("decision").asText()).isEqualTo("must");
        // When
        decide(ANN, TYPED, verdict("refuse"), 200);
        // Then
        assertThat(pair(ANN, TYPED, Map.of()).path("onePerson").asBoolean()).isFalse();
        assertThat(fixture.get("/api/v1/identity/review").path("pairs")).isEmpty();
    }

    @Test
    void mistakesAreToldWithTheirCure() throws Exception {
        // Given
        start("");
        // Then
        assertThat(decide(ANN, BOB, verdict("maybe"), 400).path("detail").asText())
                .isEqualTo("The field 'verdict' must be accept, refuse or defer.");
        assertThat(decide(ANN, BOB, "{\"verdict\":\"accept\"}", 400)
                        .path("detail")
                        .asText())
                .isEqualTo("The field 'reason' is missing.");
        assertThat(decide(ANN, BOB, "{\"home@example.com\":1}", 400).toString())
                .contains("Known are reason, verdict")
                .doesNotContain("home@example.com");
        assertThat(decide(ANN, ANN, verdict("accept"), 400).path("detail").asText())
                .contains("Name two records");
        assertThat(decide(ANN, 99, verdict("accept"), 404).path("code").asText())
                .isEqualTo("NOT_FOUND");
        assertThat(detail("/api/v1/identity/pairs/1/99", 404)).contains("There is no record 99");
        assertThat(detail("/api/v1/identity/pairs/1/ann", 400)).contains("'other' must be a whole number");
        assertThat(detail("/api/v1/identity/pairs/1/3/decide", 405))
                .contains("The method GET is not offered here; POST is");
        assertThat(detail("/api/v1/identity/review", 400)).contains("the identity rules have no 'match' section");
        assertThat(detail("/api/v1/identity/review?limit=0", 400)).contains("'limit' must be from 1 to 1000");
        assertThat(detail("/api/v1/identity/review?page=2", 400)).contains("Known are after, limit");
        assertThat(fixture.send("GET", "/api/v1/identity/review", "", Map.of(), "")
                        .statusCode())
                .isEqualTo(401);
    }
}
