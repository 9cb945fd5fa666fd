package io.serai.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files are resolved, trained on and audited without a hub. */
class IdentityCommandTest {
    private static final String PEOPLE = """
            id, first, last, dob, mail, size
            1,Katharina,Zschokke,1971-06-24,kz@mail.example,M
            2,Katharina,Zschokke,1971-06-24,,M
            3,Mehmet,Öztürk,1980-01-02,mo@mail.example,L
            4,Mehmet,Oeztuerk,1980-01-02,mo@mail.example,
            5,Ann,Quackenbush,1990-12-31,,S
            """;
    private static final String FIELDS = "given_name=first,surname=last,birth_date=dob,email=mail";

    @TempDir
    private Path folder;

    private final Shell shell = new Shell();

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private int resolve(Object... more) throws IOException {
        Path people = write("people.csv", PEOPLE);
        Stream<Object> usual = Stream.of("resolve", "--input", people, "--key", "id", "--fields", FIELDS);
        return shell.run(Stream.concat(usual, Stream.of(more)).toArray());
    }

    @Test
    void recordsOfOnePersonAreOneClusterNamedByItsFirstKey() throws IOException {
        // Given
        Path clusters = folder.resolve("out/clusters.csv");
        // When
        int status = resolve("--output", clusters);
        // Then
        assertThat(status).isZero();
        assertThat(Files.readAllLines(clusters)).containsExactly("key,cluster", "1,1", "2,1", "3,3", "4,3", "5,5");
        assertThat(shell.out()).contains("records", "pairs compared", "clusters", "records per s");
        assertThat(shell.err()).contains("reading");
        try (Stream<Path> files = Files.list(clusters.getParent())) {
            assertThat(files).containsExactly(clusters);
        }
    }

    @Test
    void theOrderOfTheFileDoesNotMatter() throws IOException {
        // Given
        resolve("--output", folder.resolve("one.csv"));
        List<String> lines = PEOPLE.lines().toList();
        Path turned = write(
                "turned.csv",
                String.join("\n", lines.get(0), lines.get(5), lines.get(4), lines.get(3), lines.get(2), lines.get(1)));
        // When
        shell.run(
                "resolve",
                "--input",
                turned,
                "--key",
                "id",
                "--fields",
                FIELDS,
                "--output",
                folder.resolve("other.csv"));
        // Then
        assertThat(Files.readAllLines(folder.resolve("other.csv")))
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(folder.resolve("one.csv")));
    }

    @Test
    void theStandardOutputHasTheClustersAloneAndTheReportIsJsonIfAsked() throws IOException {
        // When
        int status = resolve("--output", "-", "--report", "json", "--quiet", "--extra", "size=category");
        // Then
        assertThat(status).isZero();
        assertThat(shell.out().lines()).startsWith("key,cluster").hasSize(6);
        assertThat(shell.err()).startsWith("{").contains("\"clusters\" : 3");
    }

    @Test
    void packedFilesAreReadAndWritten() throws IOException {
        // Given
        Path packed = folder.resolve("people.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(PEOPLE.getBytes(StandardCharsets.UTF_8));
        }
        Path clusters = folder.resolve("clusters.csv.gz");
        // When
        shell.run("resolve", "--input", packed, "--key", "id", "--fields", FIELDS, "--output", clusters);
        int status = shell.run("audit", "--clusters", clusters, "--truth", clusters, "--report", "json");
        // Then
        assertThat(status).isZero();
        assertThat(shell.json().path("f1").asDouble()).isEqualTo(1);
        assertThat(shell.json().path("records").asInt()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "given_nam=first | 2 | There is no role 'given_nam'. Did you mean 'given_name'?",
                "given_name=firt,surname=last,birth_date=dob | 2 | no column 'firt' as --fields has it. Did you mean 'first'?",
                "given_name | 2 | 'given_name' cannot be understood; --fields takes ROLE=COLUMN",
                "gender=size | 2 | every record would have to be compared with every other",
            })
    void aSlipInTheFieldsIsToldWithItsCure(String fields, int status, String told) throws IOException {
        // Given
        Path people = write("people.csv", PEOPLE);
        // When
        int exit = shell.run("resolve", "--input", people, "--key", "id", "--fields", fields, "--output", "-");
        // Then
        assertThat(exit).isEqualTo(status);
        assertThat(shell.err()).contains(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'id,mail\n1,a@x.example\n2,Koch\n1,Roth' | record 3 has the key of another",
                "'id,mail\n1,Koch\n,Roth' | record 2 has no key",
                "'id,mail\n1,Koch\n2,Roth,x' | record 2 cannot be read. The row has 3 fields, but the header 2.",
                "'id,mail\n' | there are no records in it",
            })
    void aBadRecordIsToldByItsNumber(String text, String told) throws IOException {
        // Given
        Path people = write("people.csv", text);
        Path output = folder.resolve("clusters.csv");
        // When
        int status =
                shell.run("resolve", "--input", people, "--key", "id", "--fields", "email=mail", "--output", output);
        // Then
        assertThat(status).isEqualTo(1);
        assertThat(shell.err()).contains("people.csv: " + told).doesNotContain("Roth");
        assertThat(output).doesNotExist();
    }

    @Test
    void aFileThatIsNotThereIsNotFound() {
        // When
        int status = shell.run("audit", "--clusters", folder.resolve("a.csv"), "--truth", folder.resolve("b.csv"));
        // Then
        assertThat(status).isEqualTo(5);
        assertThat(shell.err()).contains("NOT_FOUND: There is no file");
    }

    @Test
    void anAuditTellsWhatIsWrong() throws IOException {
        // Given
        Path clusters = write("clusters.csv", "key,cluster\n1,a\n2,a\n3,a\n4,d\n9,z\n");
        Path truth = write("truth.csv", "name,id,person\nx,1,P\nx,2,P\nx,3,Q\nx,4,Q\nx,5,R\n");
        Object[] audit = {
            "audit", "--clusters", clusters, "--truth", truth, "--truth-key", "id", "--truth-cluster", "person"
        };
        // When
        int status = shell.run(audit);
        String told = shell.out();
        shell.run(Stream.concat(Stream.of(audit), Stream.of("--report", "json")).toArray());
        JsonNode json = shell.json();
        // Then
        assertThat(status).isZero();
        assertThat(told)
                .contains("precision", "0.3333", "only in the clusters: 9", "only in the truth: 5")
                .contains("Merged, by wrong pairs:", "a, 2 pairs", "P: 1, 2", "Split, by missed pairs:", "Q, 1 pairs");
        assertThat(json.at("/wrong_pairs").asInt()).isEqualTo(2);
        assertThat(json.at("/worst_split/0/parts/d/0").asText()).isEqualTo("4");
        assertThat(json.at("/without_truth/0").asText()).isEqualTo("9");
    }

    @Test
    void filesWithoutACommonKeyAreNoAudit() throws IOException {
        // When
        int status = shell.run(
                "audit",
                "--clusters",
                write("a.csv", "key,cluster\n1,a\n"),
                "--truth",
                write("b.csv", "key,cluster\n2,a\n"));
        // Then
        assertThat(status).isEqualTo(2);
        assertThat(shell.err()).contains("no key in common");
    }

    @Test
    void aTrainedModelIsUsedAndTheSameSeedIsTheSameModel() throws IOException {
        // Given
        Path people = write("people.csv", PEOPLE);
        Path model = folder.resolve("people.model.yaml");
        Path again = folder.resolve("again.model.yaml");
        Object[] train = {"train", "--input", people, "--key", "id", "--fields", FIELDS, "--extra", "size=category"};
        // When
        int trained = shell.run(
                Stream.concat(Stream.of(train), Stream.of("--output", model)).toArray());
        shell.run(Stream.concat(Stream.of(train), Stream.of("--output", again)).toArray());
        int used = resolve("--extra", "size=category", "--model", model, "--output", "-");
        // Then
        assertThat(trained).isZero();
        assertThat(Files.readString(model))
                .startsWith("model: people\nversion: 2\n")
                .contains("size:")
                .doesNotContain("mail.example")
                .isEqualTo(Files.readString(again));
        assertThat(used).isZero();
        assertThat(shell.out().lines()).contains("2,1", "4,3");
    }

    @Test
    void aModelThatIsWrongIsAFindingWithItsLine() throws IOException {
        // Given
        Path model = write("m.yaml", "model: people\nversion: 1\n");
        // When
        int status = resolve("--model", model, "--output", "-");
        // Then
        assertThat(status).isEqualTo(3);
        assertThat(shell.err()).contains("m.yaml:1", "'fields' is missing");
    }

    @Test
    void whatSplinkSavedIsAModel() throws IOException {
        // Given
        Path settings = write("splink.json", """
                { "link_type": "dedupe_only", "probability_two_random_records_match": 0.01,
                  "blocking_rules_to_generate_predictions": ["l.surname = r.surname", "l.dob = r.dob or 1 = 1"],
                  "comparisons": [
                    { "output_column_name": "surname", "comparison_levels": [
                      { "sql_condition": "surname_l = surname_r", "m_probability": 0.9, "u_probability": 0.001 },
                      { "sql_condition": "ELSE", "m_probability": 0.1, "u_probability": 0.999 } ] },
                    { "output_column_name": "dob", "comparison_levels": [
                      { "sql_condition": "dob_l = dob_r", "m_probability": 0.9, "u_probability": 0.001 },
                      { "sql_condition": "ELSE", "m_probability": 0.1, "u_probability": 0.999 } ] } ] }
                """);
        Path model = folder.resolve("splink.model.yaml");
        // When
        int imported = shell.run("import-splink", settings, "--output", model);
        String told = shell.out();
        int used = shell.run(
                "resolve",
                "--input",
                write("people.csv", PEOPLE),
                "--key",
                "id",
                "--fields",
                "surname=last,birth_date=dob",
                "--model",
                model,
                "--output",
                "-");
        // Then
        assertThat(imported).isZero();
        assertThat(told)
                .contains("'l.dob = r.dob or 1 = 1' cannot be expressed", "Splink's dob is the field birth_date.");
        assertThat(used).isZero();
        assertThat(shell.out().lines()).contains("2,1");
    }
}
