package io.serai.match;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as people's files write them. Eight characters: year, month, day, blanks for what is not known. */
final class Dates {
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})[-/. ](\\d{1,2})(?:[-/. ](\\d{1,2}))?(?:[T ].*)?");
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})[-/. ]+(\\d{1,2})[-/. ]+(\\d{4})");
    private static final Pattern PARTS = Pattern.compile("(\\d{4}|    )(\\d{2}|  )(\\d{2}|  )");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final String NO_YEAR = "    ";
    private static final String NO_DAY = "  ";

    private Dates() {}

    /** Slashes are the American order where it must be or may be; where both are days, a swap is a level of its own. */
    static Optional<String> parse(String text) {
        if (PARTS.matcher(text).matches()) {
            return of(text.substring(0, 4), text.substring(4, 6), text.substring(6));
        }
        String date = text.strip();
        if (YEAR.matcher(date).matches()) {
            return of(date, "", "");
        }
        Matcher yearFirst = YEAR_FIRST.matcher(date);
        if (yearFirst.matches()) {
            String day = yearFirst.group(3);
            return of(yearFirst.group(1), yearFirst.group(2), day == null ? "" : day);
        }
        Matcher dayFirst = DAY_FIRST.matcher(date);
        if (!dayFirst.matches()) {
            return Optional.empty();
        }
        String first = dayFirst.group(1);
        String second = dayFirst.group(2);
        boolean american = (date.indexOf('/') > 0 && Integer.parseInt(first) <= 12) || Integer.parseInt(second) > 12;
        return american ? of(dayFirst.group(3), first, second) : of(dayFirst.group(3), second, first);
    }

    /** A date of its parts, each of which may be empty; empty if none of them is a number. */
    static Optional<String> of(String year, String month, String day) {
        String date = part(year, 4, 9999) + part(month, 2, 99) + part(day, 2, 99);
        return date.isBlank() ? Optional.empty() : Optional.of(date);
    }

    private static String part(String text, int width, int max) {
        String digits = text.strip();
        if (digits.isEmpty() || digits.length() > width || !digits.chars().allMatch(Character::isDigit)) {
            return " ".repeat(width);
        }
        int number = Integer.parseInt(digits);
        return number == 0 || number > max ? " ".repeat(width) : String.format("%0" + width + "d", number);
    }

    /** The level of {@link Comparison#DATE}. */
    static int level(String one, String other) {
        if (!isWhole(one) || !isWhole(other)) {
            return partLevel(one, other);
        }
        int wrong = differences(one, other, 0, 8);
        if (wrong == 0) {
            return 5;
        }
        if (wrong == 1 || isSwapped(one, other)) {
            return 4;
        }
        boolean year = one.regionMatches(0, other, 0, 4);
        if (year && one.regionMatches(4, other, 4, 2)) {
            return 3;
        }
        boolean day = one.regionMatches(4, other, 4, 4);
        if (day || (wrong == 2 && (year || differences(one, other, 0, 4) == 1))) {
            return 2;
        }
        return year ? 1 : 0;
    }

    /** A part that one of them lacks is no difference. */
    private static int partLevel(String one, String other) {
        int wrong = 0;
        int same = 0;
        for (int at : new int[] {0, 4, 6}) {
            if (known(one, at) && known(other, at)) {
                boolean equal = one.regionMatches(at, other, at, at == 0 ? 4 : 2);
                wrong += equal ? 0 : 1;
                same += equal ? 1 : 0;
            }
        }
        boolean year = known(one, 0) && one.regionMatches(0, other, 0, 4);
        if (wrong > 0) {
            return year ? 1 : 0;
        }
        if (same < 2) {
            return 1;
        }
        return year && known(one, 4) && known(other, 4) ? 3 : 2;
    }

    private static boolean known(String date, int at) {
        return date.charAt(at) != ' ';
    }

    private static boolean isWhole(String date) {
        return date.indexOf(' ') < 0;
    }

    private static int differences(String one, String other, int from, int to) {
        int different = 0;
        for (int i = from; i < to; i++) {
            different += one.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return different;
    }

    /** Day and month the other way round, or two digits beside each other. */
    private static boolean isSwapped(String one, String other) {
        return (one.regionMatches(0, other, 0, 4)
                        && one.regionMatches(4, other, 6, 2)
                        && one.regionMatches(6, other, 4, 2))
                || Similarity.withinOneEdit(one, other);
    }

    /** The year's digits, if they are known. */
    static String year(String date) {
        String year = date.substring(0, 4);
        return year.equals(NO_YEAR) ? "" : year;
    }

    /** Month and day, if both are known. */
    static String monthDay(String date) {
        String day = date.substring(4);
        return day.contains(NO_DAY) || day.indexOf(' ') >= 0 ? "" : day;
    }
}
