package io.serai.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.document.ReferencePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference page of matching is what the code says. */
class MatchingPageTest {
    private static final Path PAGE =
            Path.of("..", "docs", "reference", "matching.md").toAbsolutePath().normalize();

    /** Run with -Dserai.write=true to write the page anew. */
    @Test
    void thePageIsThatOfTheCode() throws IOException {
        // When
        String page = page();
        if (Boolean.getBoolean("serai.write")) {
            Files.writeString(PAGE, page);
        }
        // Then
        assertThat(Files.readString(PAGE))
                .as("run this test with -Dserai.write=true")
                .isEqualTo(page);
    }

    private static String page() {
        StringBuilder roles = new StringBuilder("| role | says |\n|---|---|");
        for (Role role : Role.values()) {
            roles.append("\n| `")
                    .append(role.label())
                    .append("` | ")
                    .append(role.description())
                    .append(" |");
        }
        StringBuilder comparisons = new StringBuilder(
                "| comparison | levels, weakest first | fields of the shipped model |\n|---|---|---|");
        for (Comparison comparison : Comparison.values()) {
            comparisons
                    .append("\n| `")
                    .append(comparison.label())
                    .append("` | ")
                    .append(String.join(", ", comparison.levels()))
                    .append(" | ")
                    .append(String.join(
                            ", ",
                            ShippedModel.people().fields().stream()
                                    .filter(field -> field.comparison() == comparison)
                                    .map(FieldModel::name)
                                    .toList()))
                    .append(" |");
        }
        return new ReferencePage("Matching")
                .text("Written by `MatchingPageTest` from the code. How to use it:"
                        + " [resolve people offline](../how-to/resolve-people-offline.md).")
                .text("## Roles")
                .text("What a column says, for `--fields ROLE=COLUMN`. Several columns may have one role.")
                .text(roles.toString())
                .text("## Comparisons")
                .text("How two values of a field are compared, for `--extra COLUMN=COMPARISON` and for models.")
                .text(comparisons.toString())
                .text("## `model:` files")
                .text(
                        "All weights are bits: 1 doubles the odds that two records are one person, -1 halves them. A level"
                                + " weighs the logarithm of m/u. Parts of a blocking key: a field, or a field cut: `surname:4` its"
                                + " first four characters, `surname:sound`, `birth_date:year`, `birth_date:month_day`,"
                                + " `email:local`, `street:name`, `street:number`; `given_name/surname` one of them with either,"
                                + " `given_name|surname` both, in either order.")
                .keys(ModelReader.SHAPE)
                .render();
    }
}
