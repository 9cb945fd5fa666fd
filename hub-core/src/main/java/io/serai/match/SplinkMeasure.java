package io.serai.match;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a condition of Splink's measures, and which level of ours is about the same. Strongest first: a condition is the
 * first that it fits.
 */
enum SplinkMeasure {
    EXACT("(\\w+)_l = \\1_r", Map.of()) {
        @Override
        Optional<String> level(Comparison comparison) {
            return Optional.of(comparison.levels().get(comparison.exact()));
        }
    },
    LOCAL_PART(
            ".*\\(\\w+_l, '\\^\\[\\^@]\\+'.* = .*\\(\\w+_r, '\\^\\[\\^@]\\+'.*",
            Map.of(Comparison.EMAIL, "same_local")),
    AREA(".*regexp_extract\\(\\w+_l, .* = .*regexp_extract\\(\\w+_r, .*", Map.of(Comparison.CODE, "area")),
    ONE_EDIT(
            "(damerau_)?levenshtein\\((\\w+)_l, \\2_r\\) <= 1",
            Map.of(
                    Comparison.NAME, "near",
                    Comparison.DATE, "typo",
                    Comparison.EMAIL, "near",
                    Comparison.PHONE, "typo",
                    Comparison.ID, "typo",
                    Comparison.STREET, "near",
                    Comparison.CODE, "typo",
                    Comparison.TEXT, "close",
                    Comparison.ORGANISATION, "close")),
    TWO_EDITS(
            "(damerau_)?levenshtein\\((\\w+)_l, \\2_r\\) <= 2",
            Map.of(
                    Comparison.NAME, "close",
                    Comparison.DATE, "near",
                    Comparison.STREET, "similar",
                    Comparison.CODE, "area",
                    Comparison.TEXT, "similar",
                    Comparison.ORGANISATION, "similar")),
    NEAR_DAY("abs\\(.*_l.*_r.*\\) <= (2629800(\\.0)?|30|31)", Map.of(Comparison.DATE, "near")),
    NEAR_YEAR("abs\\(.*_l.*_r.*\\) <= (31557600(\\.0)?|365|366)", Map.of(Comparison.DATE, "same_year")),
    ALIKE(
            "jaro_winkler\\w*\\((.+)_l.*, .*\\1_r.*\\) >=? 0?\\.9\\d*",
            Map.of(
                    Comparison.NAME, "near",
                    Comparison.EMAIL, "similar",
                    Comparison.STREET, "near",
                    Comparison.TEXT, "close",
                    Comparison.ORGANISATION, "close")),
    CLOSE(
            "jaro_winkler\\w*\\((.+)_l.*, .*\\1_r.*\\) >=? 0?\\.8[5-9]\\d*",
            Map.of(
                    Comparison.NAME, "close",
                    Comparison.EMAIL, "similar",
                    Comparison.STREET, "similar",
                    Comparison.TEXT, "similar",
                    Comparison.ORGANISATION, "similar")),
    SIMILAR(
            "jaro_winkler\\w*\\((.+)_l.*, .*\\1_r.*\\) >=? 0?\\.(7|8[0-4]?)\\d*",
            Map.of(
                    Comparison.NAME, "similar",
                    Comparison.STREET, "similar",
                    Comparison.TEXT, "similar",
                    Comparison.ORGANISATION, "similar"));

    private static final Pattern WRAPPED = Pattern.compile("(?:lower|upper|trim|nullif)\\((\\w+_[lr])(?:, '')?\\)");
    private static final Pattern CAST = Pattern.compile("cast\\((\\w+_[lr]) as \\w+\\)");

    private final Pattern condition;
    private final Map<Comparison, String> levels;

    SplinkMeasure(String condition, Map<Comparison, String> levels) {
        this.condition = Pattern.compile(condition);
        this.levels = levels;
    }

    /** The level of ours that is about the same; empty if there is none. */
    Optional<String> level(Comparison comparison) {
        return Optional.ofNullable(levels.get(comparison));
    }

    /** What an SQL condition measures, if it is one of these. */
    static Optional<SplinkMeasure> of(String sql) {
        String plain = plain(sql);
        return Arrays.stream(values())
                .filter(measure -> measure.condition.matcher(plain).matches())
                .findFirst();
    }

    /** Without what differs between Splink's databases, and in nothing else. */
    static String plain(String sql) {
        String text = sql.toLowerCase(Locale.ROOT)
                .replaceAll("[\"`]", "")
                .replaceAll("\\s+", " ")
                .strip();
        for (Pattern wrapping : new Pattern[] {CAST, WRAPPED}) {
            Matcher matcher = wrapping.matcher(text);
            text = matcher.replaceAll("$1");
        }
        return text;
    }
}
