package io.serai.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.schema.ValueType;
import io.serai.store.Database;
import io.serai.store.TestServer;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Letters without their accents, and in their small form, are the same in SQL and in plain Java, for the whole of Unicode. */
class AccentsIT {
    private static final String COUNT = """
            SELECT COUNT(*) FROM JSON_TABLE(:letters, '$[*]' COLUMNS (x VARCHAR(9) CHARACTER SET utf8mb4 PATH '$')) t
             WHERE CONVERT(x USING utf8mb4) COLLATE utf8mb4_nopad_bin REGEXP :pattern""";

    /** Letters as they are stored, which is composed. */
    private static List<String> letters() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(Character::isLetter)
                .mapToObj(Character::toString)
                .filter(letter -> Normalizer.isNormalized(letter, Normalizer.Form.NFC))
                .toList();
    }

    @Test
    void lettersHaveTheSameSmallFormInSqlAsInJava() {
        // Given
        List<String> letters = letters();
        String small = new Operand("CONVERT(x USING utf8mb4) COLLATE utf8mb4_nopad_bin", ValueType.STRING)
                .inSmallLetters()
                .sql();
        try (Database database = TestServer.fresh()) {
            // When
            List<String> shown = database.read(handle -> handle.createQuery("SELECT " + small + " FROM JSON_TABLE("
                            + ":letters, '$[*]' COLUMNS (n FOR ORDINALITY, x VARCHAR(9) CHARACTER SET utf8mb4 PATH '$')) t"
                            + " ORDER BY n")
                    .bind("letters", SegmentWorld.json(letters))
                    .mapTo(String.class)
                    .list());
            // Then
            assertThat(shown)
                    .isEqualTo(letters.stream()
                            .map(letter -> Character.toString(Character.toLowerCase(letter.codePointAt(0))))
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lettersAreAlikeInSqlAsTheyAreInJava(boolean ignoreCase) {
        // Given
        Map<String, List<String>> groups =
                letters().stream().collect(Collectors.groupingBy(letter -> SegmentJudge.plain(letter, ignoreCase)));
        List<String> several = groups.values().stream()
                .filter(group -> group.size() > 1)
                .flatMap(List::stream)
                .toList();
        String json = SegmentWorld.json(several);
        try (Database database = TestServer.fresh()) {
            groups.values().stream().filter(group -> group.size() > 1).forEach(group -> {
                for (String letter : List.of(group.get(0), group.get(group.size() - 1))) {
                    // When
                    String pattern = "\\A" + Accents.pattern(letter, ignoreCase) + "\\z";
                    long found = database.read(handle -> handle.createQuery(COUNT)
                            .bind("letters", json)
                            .bind("pattern", pattern)
                            .mapTo(Long.class)
                            .one());
                    // Then
                    assertThat(found).as("like %s: %s", letter, group).isEqualTo(group.size());
                }
            });
        }
        assertThat(several).hasSizeGreaterThan(800);
    }
}
