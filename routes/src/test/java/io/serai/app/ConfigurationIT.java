package io.serai.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.audit.Audit;
import io.serai.config.Applied;
import io.serai.config.ConfigItem;
import io.serai.config.ConfigReader;
import io.serai.config.ConfigSchemas;
import io.serai.config.ConfigStore;
import io.serai.config.Definitions;
import io.serai.config.HubConfig;
import io.serai.config.Kind;
import io.serai.config.StoredSecrets;
import io.serai.connectors.Installed;
import io.serai.crypto.Keyring;
import io.serai.document.Problem;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.match.MatchModel;
import io.serai.match.ModelWriter;
import io.serai.match.ShippedModel;
import io.serai.store.Database;
import io.serai.store.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configuration as a user meets it: what is wrong is said, and what ran goes on running. */
class ConfigurationIT {
    private static final String SEGMENT = "segment: germans\nwhere: { trait: country, equals: DE }\n";

    @TempDir
    private Path folder;

    private final ConfigReader reader = new ConfigReader(new Installed(), Map.of("KEY", "value"));
    private final Database database = TestServer.fresh();
    private HubFixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new HubFixture(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<Problem> problems() {
        return ConfigStore.check(fixture.config, reader).problems();
    }

    private ConfigStore store() {
        Keyring keyring = Keyring.of(fixture.read("../keys.json"));
        Audit audit = new Audit(database, keyring, Clock.systemUTC());
        return new ConfigStore(
                fixture.config,
                folder.resolve("good"),
                reader,
                new Applied(database, Clock.systemUTC()),
                new Definitions(
                        database,
                        new StoredSecrets(database, keyring, audit, Clock.systemUTC()),
                        audit,
                        Clock.systemUTC()));
    }

    private void deleteAllFiles() throws IOException {
        try (Stream<Path> files = Files.walk(fixture.config)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aDefinitionOfTheStoreThatHasBecomeWrongKeepsNoHubFromStarting() {
        // Given
        database.jdbi()
                .useHandle(
                        handle -> handle.execute(
                                "INSERT INTO definition (kind, name, version, text, actor, changed_at) VALUES"
                                        + " ('segment', 'old', 1, 'segment: old\nwhere: {trait: gone, exists: true}', 'x', NOW(6))"));
        // When
        ConfigStore store = store();
        // Then
        assertThat(store.state().problems()).extracting(Problem::file).containsOnly("store/segment/old.yaml");
        assertThat(store.state().running().segments())
                .extracting(segment -> segment.name())
                .containsOnly("germans");
    }

    @Test
    void aGoodConfigurationHasNoProblems() {
        // When
        ConfigReader.Result result = ConfigStore.check(fixture.config, reader);
        // Then
        assertThat(result.problems()).isEmpty();
        HubConfig config = result.flawless().orElseThrow();
        assertThat(config.syncs()).containsOnlyKeys("germans-to-drop");
        assertThat(config.items()).hasSize(8).extracting("kind").contains(Kind.HUB, Kind.SYNC);
    }

    @Test
    void anEmptyFolderRunsWithTheShippedSchemaAndRulesUntilBothAreWritten() throws IOException {
        // Given
        deleteAllFiles();
        // When
        ConfigStore store = store();
        // Then
        assertThat(problems()).isEmpty();
        assertThat(store.state().problems()).isEmpty();
        assertThat(store.state().running().items())
                .hasSize(2)
                .allMatch(ConfigItem::isShipped)
                .extracting(ConfigItem::file)
                .containsExactlyInAnyOrder("shipped/schema.yaml", "shipped/identity.yaml");
        // When
        fixture.write("schema.yaml", "schema: profile\ntraits: { a: { type: whole } }\nidentifiers: { email: email }");
        store.reload();
        // Then
        assertThat(store.state().problems())
                .extracting(Problem::message)
                .containsOnly("there is no file of kind 'identity'.");
        // When
        fixture.write("identity.yaml", "identity: default\nlink_on: { email: {} }");
        store.reload();
        // Then
        assertThat(store.state().problems()).isEmpty();
        assertThat(store.state().pending()).containsExactlyInAnyOrder(Kind.SCHEMA, Kind.IDENTITY);
        assertThat(store.state().running().schema().traits()).containsKey("first_name");
        // When
        store.apply();
        // Then
        assertThat(store.state().running().schema().traits()).containsOnlyKeys("a");
        assertThat(store.state().running().items()).noneMatch(ConfigItem::isShipped);
    }

    @Test
    void aSchemaThatCannotBeReadIsNotTakenForNone() throws IOException {
        // Given
        deleteAllFiles();
        fixture.write("schema.yaml", "schema: profile\ntraits: { a: [");
        // Then
        assertThatThrownBy(this::store)
                .hasMessageContaining("schema.yaml:2")
                .hasMessageContaining("no file of kind 'schema'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x.yaml | '' | 1 | the file is empty",
                "x.yaml | 'segment: [a' | 1 | not valid YAML",
                "x.yaml | '- a' | 1 | not a YAML mapping",
                "x.yaml | 'segmnt: a' | 1 | Did you mean 'segment'",
                "x.yaml | 'colour: red' | 1 | is no kind of file",
                "x.yaml | 'segment: a\nwhere: { trait: country, equals: DE }\n---\nsegment: b' | 1 | more than one document",
                "x.yaml | 'segment: a\nwhre: { trait: country, equals: DE }' | 2 | Did you mean 'where'",
                "x.yaml | 'segment: a' | 1 | 'where' is missing",
                "x.yaml | 'segment: a\nwhere: { trait: county, equals: DE }' | 2 | county",
                "x.yaml | 'segment: a\nwhere: { segment: germanz }' | 2 | Did you mean 'germans'",
                "x.yaml | 'segment: A B\nwhere: { trait: country, equals: DE }' | 1 | expected a name",
                "x.yaml | 'destination: d\nconnector: file-dorp\noptions: { dir: x }' | 2 | Did you mean 'file-drop'",
                "x.yaml | 'destination: d\nconnector: file-drop' | 1 | 'options' is missing",
                "x.yaml | 'destination: d\nconnector: file-drop\noptions: { dir: x, colour: red }' | 3 | unknown key 'colour'",
                "x.yaml | 'destination: d\nconnector: sandbox-mailer\noptions: { base_url: \"http://x\", api_key: \"{{env:NONE}}\" }\naudience: { list: a }' | 3 | NONE is not set",
                "x.yaml | 'source: s\nconnector: fille\nstreams: {}' | 2 | Did you mean 'file'",
                "x.yaml | 'source: s\nconnector: file\nstreams: {}' | 1 | 'options' is missing",
                "x.yaml | 'source: s\nconnector: file\noptions: { dir: x }\nstreams: { a: { mapping: crm-contract, files: a } }' | 4 | Did you mean 'crm-contact'",
                "x.yaml | 'source: s\nconnector: file\noptions: { dir: x, settle: soon }\nstreams: { a: { mapping: crm-contact, files: a } }' | 3 | a length of time",
                "x.yaml | 'source: s\nconnector: file\noptions: { dir: x }\nstreams: { a: { mapping: crm-contact, files: ../a } }' | 4 | another folder",
                "x.yaml | 'source: s\nconnector: file\noptions: { dir: x }\nstreams: { a: { mapping: crm-contact, files: a, format: { delimiter: xx } } }' | 4 | one character",
                "x.yaml | 'schema: profile\ntraits: {}\nidentifiers: {}' | 1 | another file of kind 'schema'",
                "x.yaml | 'hub: other' | 1 | another file of kind 'hub'",
                "x.yaml | 'segment: germans\nwhere: { trait: country, equals: FR }' | 1 | another segment of this name",
                "x.yaml | 'mapping: m\nkey: id\ntraits: { age: a }' | 3 | no trait 'age'",
                "x.yaml | 'mapping: m\nkey: id\ntests:\n  - given: { id: 1 }\n    expect: { key: two }' | 5 | expected \"two\"",
                "x.yaml | 'connector: c' | 1 | 'vendor' is missing",
                "x.yaml | 'trait: country\nof: { count: order }' | 1 | has a trait 'country' already",
                "x.yaml | 'trait: t\nof: { count: order }' | 2 | no event 'order'",
                "x.yaml | 'trait: t\nof: { quintile: t }' | 2 | in a circle",
                "x.yaml | 'trait: t\nof: { quintile: country }' | 2 | of type country",
                "segments/germans.yaml | 'segment: germans\nwhere: { trait: gone, at_least: 5 }' | 2 | write the file that begins with 'trait: gone'",
                "syncs/germans-to-drop.yaml | 'sync: s\nsegment: germen\ndestination: drop\nidentifier: email\npurpose: email_marketing' | 2 | Did you mean 'germans'",
                "syncs/germans-to-drop.yaml | 'sync: s\nsegment: germans\ndestination: dropp\nidentifier: email\npurpose: email_marketing' | 3 | Did you mean 'drop'",
                "syncs/germans-to-drop.yaml | 'sync: s\nsegment: germans\ndestination: drop\nidentifier: email' | 1 | needs a 'purpose'",
                "syncs/germans-to-drop.yaml | 'sync: s\nsegment: germans\ndestination: drop\nidentifier: email\npurpose: email_marketing\nschedule: daily' | 6 | 6 or 7 parts",
                "identity.yaml | 'identity: default\nlink_on: { e_mail: {} }' | 2 | no identifier 'e_mail'",
                "schema.yaml | 'schema: profile\ntraits: { a: { type: colour } }\nidentifiers: { email: email }' | 2 | expected one of",
                "hub.yaml | 'hub: h\nstore: { url: \"jdbc:mysql://x/y\", user: u }' | 2 | no MariaDB URL",
                "hub.yaml | 'hub: h\nstore: { url: \"jdbc:mariadb://x/y\", user: u, password: literal }' | 2 | a secret is written out",
                "hub.yaml | 'hub: h\naccess:\n  oidc: { issuer: \"http://id.example\", audience: a, roles: {} }' | 3 | an issuer has an https address",
                "hub.yaml | 'hub: h\naccess:\n  oidc: { issuer: \"https://id.example\", audience: a, roles: { crew: boss } }' | 3 | expected one of",
                "hub.yaml | 'hub: h\naccess:\n  oidc: { issuer: \"https://id.example\", roles: {} }' | 3 | 'audience' is missing",
                "hub.yaml | 'hub: h\naccess:\n  oidc: { issuer: \"https://id.example\", audience: a, roles: {}, sign_in: { client_id: s, hub_url: \"http://hub.example\" } }' | 3 | begins with https://",
                "hub.yaml | 'hub: h\naccess:\n  oidc: { issuer: \"https://id.example\", audience: a, roles: {}, sign_in: { client_id: s, hub_url: \"https://hub.example/console\" } }' | 3 | has no path",
                "hub.yaml | 'hub: h\naccess:\n  oidc: { issuer: \"https://id.example\", audience: a, roles: {}, sign_in: { client_id: s, hub_url: \"https://hub.example\", client_secret: literal } }' | 3 | a secret is written out",
            })
    void whatIsWrongIsSaidWithItsPlaceAndItsCure(String file, String yaml, int line, String said) {
        // Given
        fixture.write(file, yaml);
        // When
        List<Problem> problems = problems();
        // Then
        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(file);
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.toString()).contains(said);
        });
    }

    @Test
    void allProblemsOfAllFilesAreSaidAtOnce() {
        // Given
        fixture.write("a.yaml", "segment: a\nwhere: { trait: county, equals: DE }");
        fixture.write("b.yaml", "destination: b\nconnector: none\ncolour: red");
        fixture.write("c.yaml", "nonsense: c");
        fixture.write("identity.yaml", "identity: default\nlink_on: { nothing: {} }");
        // When
        List<Problem> problems = problems();
        // Then
        assertThat(problems).extracting(Problem::file).contains("a.yaml", "b.yaml", "c.yaml", "identity.yaml");
    }

    @Test
    void withoutASchemaTheOthersAreStillJudgedByTheirForm() throws IOException {
        // Given
        Files.delete(fixture.config.resolve("schema.yaml"));
        fixture.write("a.yaml", "segment: a\nwhen: x");
        // When
        List<Problem> problems = problems();
        // Then
        assertThat(problems).extracting(Problem::message).anyMatch(message -> message.contains("no file of kind"));
        assertThat(problems).extracting(Problem::file).contains("a.yaml");
    }

    @Test
    void theFirstStartRefusesAConfigurationWithProblems() {
        // Given
        fixture.write("segments/germans.yaml", "segment: germans\nwhere: { trait: county, equals: DE }");
        // Then
        assertThatThrownBy(this::store)
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .hasMessageContaining("segments/germans.yaml:2");
    }

    @Test
    void aBrokenFileKeepsItsLastGoodVersionAndTheOthersGoForward() {
        // Given
        ConfigStore store = store();
        String before = store.state().running().version(Kind.SEGMENT, "germans");
        // When
        fixture.write("segments/germans.yaml", "segment: germans\nwhere: { trait: [ }");
        fixture.write("segments/french.yaml", "segment: french\nwhere: { trait: country, equals: FR }");
        boolean changed = store.reload();
        // Then
        HubConfig running = store.state().running();
        assertThat(changed).isTrue();
        assertThat(running.version(Kind.SEGMENT, "germans")).isEqualTo(before);
        assertThat(running.segments()).extracting("name").containsExactlyInAnyOrder("germans", "french");
        assertThat(running.syncs()).containsOnlyKeys("germans-to-drop");
        assertThat(store.state().problems()).extracting(Problem::file).contains("segments/germans.yaml");
        // When
        fixture.write("segments/germans.yaml", SEGMENT + "description: mended\n");
        store.reload();
        // Then
        assertThat(store.state().problems()).isEmpty();
        assertThat(store.state().running().version(Kind.SEGMENT, "germans")).isNotEqualTo(before);
    }

    @Test
    void aHubThatRestartsOverABrokenFileRunsItsLastGoodVersion() {
        // Given
        store();
        fixture.write("segments/germans.yaml", "segment: germans\nwhere: nonsense");
        // When
        ConfigStore store = store();
        // Then
        assertThat(store.state().running().segments()).hasSize(1);
        assertThat(store.state().problems()).isNotEmpty();
    }

    @Test
    void aFileThatIsGoneTakesAlongOnlyWhatBuildsOnIt() throws IOException {
        // Given
        ConfigStore store = store();
        // When
        Files.delete(fixture.config.resolve("segments/germans.yaml"));
        store.reload();
        // Then
        HubConfig running = store.state().running();
        assertThat(running.segments()).isEmpty();
        assertThat(running.syncs()).isEmpty();
        assertThat(running.sources()).containsOnlyKeys("crm");
        assertThat(store.state().problems()).extracting(Problem::file).containsOnly("syncs/germans-to-drop.yaml");
    }

    @Test
    void aNewFileOfAKnownNameDoesNotTakeTheOldOnesPlace() {
        // Given
        ConfigStore store = store();
        // When
        fixture.write("a.yaml", "segment: germans\nwhere: { trait: country, equals: AT }");
        store.reload();
        // Then
        assertThat(store.state().running().segments().get(0).where().describe()).contains("DE");
        assertThat(store.state().running().syncs()).containsOnlyKeys("germans-to-drop");
        assertThat(store.state().problems()).extracting(Problem::file).contains("a.yaml");
    }

    @Test
    void rulesAndSchemaWaitToBeAppliedEvenThroughARestart() {
        // Given
        store();
        String rules = "identity: default\nlink_on: { email: {}, crm_id: {} }\n";
        fixture.write("identity.yaml", rules);
        // When
        ConfigStore store = store();
        // Then
        assertThat(store.state().pending()).containsExactly(Kind.IDENTITY);
        assertThat(store.state().running().rules().links("crm_id")).isFalse();
        // When
        store.apply();
        // Then
        assertThat(store.state().pending()).isEmpty();
        assertThat(store.state().running().rules().links("crm_id")).isTrue();
        assertThat(store().state().running().rules().links("crm_id")).isTrue();
    }

    @Test
    void rulesMayNameAModelOfOnesOwnAndAChangedModelWaitsToo() {
        // Given
        MatchModel model = ShippedModel.people(Set.of("given_name", "country"));
        fixture.write("identity.yaml", """
                identity: default
                link_on: { email: {} }
                match:
                  model: ours
                  fields: { given_name: first_name, country: country }
                  keys: [given_name + country]
                """);
        fixture.write("models/ours.yaml", modelFile(model));
        ConfigStore store = store();
        assertThat(version(store)).isEqualTo(1);
        // When
        fixture.write("models/ours.yaml", modelFile(model.next()));
        store.reload();
        // Then
        assertThat(store.state().pending()).containsExactly(Kind.IDENTITY);
        assertThat(version(store)).isEqualTo(1);
        assertThat(version(store())).as("after a restart").isEqualTo(1);
        // When
        store.apply();
        // Then
        assertThat(store.state().pending()).isEmpty();
        assertThat(version(store)).isEqualTo(2);
        assertThat(version(store())).as("after a restart").isEqualTo(2);
    }

    private static String modelFile(MatchModel model) {
        return ModelWriter.write(model).replace("model: people", "model: ours");
    }

    private static int version(ConfigStore store) {
        return store.state().running().rules().match().orElseThrow().model().version();
    }

    @Test
    void aCommentInTheRulesIsNoChange() {
        // Given
        ConfigStore store = store();
        // When
        fixture.write("identity.yaml", "# who is who\n" + fixture.read("identity.yaml"));
        store.reload();
        // Then
        assertThat(store.state().pending()).isEmpty();
        assertThat(store.state().problems()).isEmpty();
    }

    @Test
    void aBrokenSchemaCostsNothing() {
        // Given
        ConfigStore store = store();
        int items = store.state().running().items().size();
        // When
        fixture.write("schema.yaml", "schema: [");
        store.reload();
        // Then
        assertThat(store.state().running().items()).hasSize(items);
        assertThat(store.state().problems()).extracting(Problem::file).contains("schema.yaml");
    }

    @Test
    void everyKindOfFileHasASchemaAndAReferencePage() throws IOException {
        // When
        new ConfigSchemas(reader).write(folder.resolve("reference"));
        // Then
        for (Kind kind : Kind.values()) {
            JsonNode schema = new ObjectMapper()
                    .readTree(Files.readString(folder.resolve("reference/" + kind.word() + ".schema.json")));
            // A kind may have several forms.
            Iterable<JsonNode> forms = schema.has("oneOf") ? schema.path("oneOf") : List.of(schema);
            assertThat(forms).allSatisfy(form -> {
                assertThat(form.path("properties").has(kind.word())).isTrue();
                assertThat(form.path("additionalProperties").asBoolean(true)).isFalse();
            });
            assertThat(Files.readString(folder.resolve("reference/" + kind.word() + ".md")))
                    .contains("| `" + kind.word() + "` |");
        }
    }
}
