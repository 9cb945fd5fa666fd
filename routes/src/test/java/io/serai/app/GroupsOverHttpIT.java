package io.serai.app;

import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Households and accounts as the HTTP API shows them: by ids, and personal data masked. */
class GroupsOverHttpIT {
    @TempDir
    private Path folder;

    private HubFixture fixture;

    @BeforeEach
    void prepare() throws Exception {
        fixture = new HubFixture(folder);
        fixture.write("schema.yaml", """
                schema: profile
                default_region: DE
                traits:
                  first_name: { type: name, pii: true }
                  last_name: { type: name, pii: true }
                  street: { type: string, pii: true }
                  postcode: { type: string }
                  country: { type: country }
                identifiers: { crm_id: string, email: email }
                consents: [email_marketing]
                """);
        fixture.write("identity.yaml", """
                identity: default
                link_on: { email: {} }
                households: { fields: { surname: last_name, street: street, postcode: postcode }, most: 2 }
                accounts: { fields: { email: { identifier: email } } }
                """);
        fixture.write("mappings/crm-contact.yaml", """
                mapping: crm-contact
                key: id
                identifiers: { crm_id: id, email: email }
                traits: { first_name: name, last_name: surname, street: street, postcode: postcode, country: country }
                consents: { email_marketing: { from: consent, map: { "yes": granted, "no": denied } } }
                """);
        fixture.start();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void drop(String file, String... rows) throws Exception {
        fixture.drop(file, "id,email,name,surname,street,postcode,country,consent\n" + String.join("\n", rows) + "\n");
    }

    private JsonNode profile(String email) {
        JsonNode found =
                fixture.post("/api/v1/profiles/search", "{\"namespace\":\"email\",\"value\":\"" + email + "\"}", 200);
        return found.path("profiles").path(0);
    }

    @Test
    void aProfileShowsWithWhomItSharesAHomeAndACompanyAndWhy() throws Exception {
        // When
        drop(
                "contacts-1.csv",
                "1,ann@acme.example,Ann,Koch,Hauptstr. 5,10115,DE,yes",
                "2,bob@gmail.com,Bob,Koch,Hauptstraße 5,10115,DE,yes",
                "3,cem@acme.example,Cem,Demir,Nebenweg 1,10115,DE,yes");
        fixture.lastImport(1);
        JsonNode ann = profile("ann@acme.example");
        JsonNode bob = profile("bob@gmail.com");
        JsonNode cem = profile("cem@acme.example");
        // Then
        JsonNode home = ann.path("households").path(0);
        assertThat(home.path("members")).extracting(JsonNode::asLong).containsExactly(id(ann), id(bob));
        assertThat(bob.path("households").path(0)).isEqualTo(home);
        assertThat(bob.path("accounts")).isEmpty();
        assertThat(ann.path("accounts").path(0).path("members"))
                .extracting(JsonNode::asLong)
                .containsExactly(id(ann), id(cem));
        // When
        JsonNode why = fixture.get("/api/v1/households/pairs/" + id(ann) + "/" + id(bob));
        JsonNode whyNot = fixture.get("/api/v1/households/pairs/" + id(ann) + "/" + id(cem));
        // Then
        assertThat(why.path("shared").asBoolean()).isTrue();
        assertThat(why.path("fields").path(1).toString())
                .isEqualTo("{\"field\":\"street\",\"agrees\":true,\"one\":\"h***\",\"other\":\"h***\"}");
        assertThat(whyNot.path("reasons").path(0).asText())
                .isEqualTo("No shared household: street differs, surname differs.");
        assertThat(fixture.get("/api/v1/households/" + home.path("id").asText() + "?after=" + id(ann))
                        .path("members"))
                .extracting(JsonNode::asLong)
                .containsExactly(id(bob));
        assertThat(fixture.get("/api/v1/accounts").path("groups").asLong()).isEqualTo(1);
        // When
        drop("contacts-2.csv", "4,dan@gmail.com,Dan,Koch,Hauptstr. 5,10115,DE,yes");
        // Then
        eventually().untilAsserted(() -> {
            JsonNode left = profile("ann@acme.example").path("households").path(0);
            assertThat(left.path("institution").asBoolean()).isTrue();
            assertThat(left.path("profiles").asLong()).isEqualTo(3);
            assertThat(left.path("members")).isEmpty();
        });
        assertThat(fixture.get("/api/v1/households").path("institutions").asLong())
                .isEqualTo(1);
    }

    private static long id(JsonNode profile) {
        return profile.path("id").asLong();
    }

    @Test
    void mistakesAreToldWithTheirCure() {
        assertThat(detail("/api/v1/households/0000", 404)).contains("no household of this id");
        assertThat(detail("/api/v1/households/pairs/1/x", 400)).contains("'other' must be a whole number");
        assertThat(detail("/api/v1/accounts?offset=3", 400)).contains("Known are limit");
        assertThat(detail("/api/v1/accounts/pairs/1/2", 404)).contains("There is no profile 1");
    }

    private String detail(String path, int status) {
        return fixture.call("GET", path, "", Map.of(), status).path("detail").asText();
    }
}
