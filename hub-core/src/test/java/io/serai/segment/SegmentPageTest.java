package io.serai.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.document.ObjectShape;
import io.serai.document.ReferencePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference page of segments is what the code says. */
class SegmentPageTest {
    private static final Path PAGE =
            Path.of("..", "docs", "reference", "segments.md").toAbsolutePath().normalize();

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
        ReferencePage page = new ReferencePage("Segments")
                .text("Written by `SegmentPageTest` from the code. How it works: [segments and the clock]"
                        + "(../explanation/segments.md).")
                .text("## `segment:` files")
                .keys(SegmentReader.SHAPE)
                .text("A `where` is a condition, and conditions nest up to " + SegmentReader.MAX_DEPTH + " deep, "
                        + SegmentReader.MAX_CONDITIONS + " in all, those of segments named included; at most "
                        + SegmentReader.MAX_TABLES + " different ones on events and sources. A condition on something"
                        + " absent is false, and its `not` true. All moments are UTC.")
                .text(
                        "Text is compared character by character in Unicode's composed form: case, accents and spaces count."
                                + " With `ignore_case` each letter is compared in its small form. With `ignore_accents` each letter is"
                                + " compared without the marks U+0300 to U+036F of its canonical decomposition: é is e, й is"
                                + " и, and ø, ł and ß are letters of their own; for at most "
                                + CheckReader.MOST_PATTERNS
                                + " texts of " + CheckReader.LONGEST_PATTERN
                                + " characters. A list of"
                                + " values has 1 to "
                                + CheckReader.MOST_VALUES + ". A condition asks one thing; several go under `all`.");
        ConditionShape.KINDS.forEach((key, shape) -> kind(page, "## `" + key + "`", shape));
        EventShape.STEPS.forEach((key, shape) -> kind(page, "## A step of `then`: `" + key + "`", shape));
        return page.render();
    }

    private static void kind(ReferencePage page, String title, ObjectShape shape) {
        String what = shape.title();
        page.text(title).text(what.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + what.substring(1) + ".");
        page.keys(shape);
    }
}
