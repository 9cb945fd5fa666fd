package io.serai.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.format.FormatOptions;
import io.serai.format.Formats;
import io.serai.raw.RawItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the shipped model, trained on the records themselves, makes of public data whose people are known. F1 is pairwise,
 * over final clusters.
 */
class PublicDataIT {
    @TempDir
    private Path folder;

    private final Shell shell = new Shell();

    private static Path data(String file) {
        Path path = Path.of(System.getProperty("serai.shared", "../shared"), "data", file);
        assumeTrue(Files.exists(path), "no data at " + path + "; give the folder that has data/ by -Dserai.shared=DIR");
        return path;
    }

    private Path resolved(Path data, String key, String fields) {
        Path clusters = folder.resolve("clusters.csv");
        int status = shell.run(
                "resolve",
                "--input",
                data,
                "--key",
                key,
                "--fields",
                fields,
                "--train",
                "--quiet",
                "--output",
                clusters);
        assertThat(status).as(shell.err()).isZero();
        return clusters;
    }

    private void holds(double leastF1, Object... audit) throws IOException {
        int status = shell.run(audit);
        assertThat(status).as(shell.err()).isZero();
        JsonNode told = shell.json();
        assertThat(told.path("f1").asDouble()).as("F1 of %s", told).isGreaterThanOrEqualTo(leastF1);
        assertThat(told.path("largest_cluster").asInt())
                .as("largest cluster")
                .isLessThanOrEqualTo(2 * told.path("largest_true_cluster").asInt());
    }

    @Test
    void febrl3() throws IOException {
        // Given
        Path data = data("febrl/febrl3.csv");
        Path truth = febrlTruth(data);
        // When
        Path clusters = resolved(
                data,
                "rec_id",
                "given_name=given_name,surname=surname,street_number=street_number,street=address_1,locality=address_2,"
                        + "city=suburb,postcode=postcode,state=state,birth_date=date_of_birth,national_id=soc_sec_id");
        // Then
        holds(0.999, "audit", "--clusters", clusters, "--truth", truth, "--report", "json");
    }

    /** The person is in the key: rec-7-org and rec-7-dup-0 are one. */
    private Path febrlTruth(Path data) throws IOException {
        StringBuilder truth = new StringBuilder("key,cluster\n");
        try (var records = Formats.open(Files.newInputStream(data), "febrl.csv", FormatOptions.DEFAULT)) {
            for (Optional<RawItem> item = records.next(); item.isPresent(); item = records.next()) {
                String key = ((RawItem.Read) item.get())
                        .record()
                        .toJson()
                        .path("rec_id")
                        .asText();
                truth.append(key)
                        .append(',')
                        .append(key.replaceFirst("-(org|dup-\\d+)$", ""))
                        .append('\n');
            }
        }
        return Files.writeString(folder.resolve("truth.csv"), truth);
    }

    @Test
    void fake1000() throws IOException {
        // Given
        Path data = data("fake_1000/fake_1000.csv");
        // When
        Path clusters = resolved(
                data, "unique_id", "given_name=first_name,surname=surname,birth_date=dob,city=city,email=email");
        // Then
        holds(
                0.965,
                "audit",
                "--clusters",
                clusters,
                "--truth",
                data,
                "--truth-cluster",
                "cluster",
                "--report",
                "json");
    }

    @Test
    void historical50k() throws IOException {
        // Given
        Path data = data("historical_50k/historical_50k.csv.gz");
        // When
        Path clusters = resolved(
                data,
                "unique_id",
                "given_name=first_name,surname=surname,full_name=full_name,birth_date=dob,birth_place=birth_place,"
                        + "postcode=postcode_fake,gender=gender,occupation=occupation");
        // Then
        holds(0.92, "audit", "--clusters", clusters, "--truth", data, "--report", "json");
    }
}
