package io.serai.match;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.language.DoubleMetaphone;

/**
 * A way to compare two values of one field: it makes values from texts, and sorts a pair of them into one of its levels,
 * from {@code differ} at 0 to {@code exact} at the end. Stateless and thread-safe.
 */
public enum Comparison {
    /** Names of people: spelling, sound, nicknames and initials. */
    NAME("differ", "initial", "similar", "close", "near", "alias", "exact") {
        @Override
        Optional<Value> read(String text) {
            String name = Titles.without(Fold.words(text));
            return name.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Value.of(name, SOUND.get().doubleMetaphone(name)));
        }

        @Override
        int level(Value one, Value other) {
            String a = one.text();
            String b = other.text();
            if (a.equals(b)) {
                return 6;
            }
            if (a.length() == 1 || b.length() == 1) {
                return a.charAt(0) == b.charAt(0) ? 1 : 0;
            }
            if (Nicknames.related(a, b)) {
                return 5;
            }
            double alike = Similarity.jaroWinkler(a, b, 0.8);
            boolean slip = Similarity.withinOneEdit(a, b);
            // What one name goes on with, as Celiksoy after Celik, is no slip, however much the beginning counts.
            boolean goesOn = Math.abs(a.length() - b.length()) > 2;
            if ((alike >= 0.92 && !goesOn) || (slip && Math.min(a.length(), b.length()) > 3)) {
                return 4;
            }
            boolean sounds = !one.detail().isEmpty() && one.detail().equals(other.detail());
            if (alike >= 0.88 || slip || (sounds && alike >= 0.8)) {
                return 3;
            }
            return alike >= 0.8 || sounds || shareWord(a, b) ? 2 : 0;
        }
    },

    /** Dates, whole or in part. Their text is year, month and day as digits, blanks for what is not known. */
    DATE("differ", "same_year", "near", "same_month", "typo", "exact") {
        @Override
        Optional<Value> read(String text) {
            return Dates.parse(text).map(date -> Value.of(date, ""));
        }

        @Override
        int level(Value one, Value other) {
            return Dates.level(one.text(), other.text());
        }
    },

    /** E-mail addresses. Tags after a plus are no difference. */
    EMAIL("differ", "similar", "same_local", "near", "exact") {
        @Override
        Optional<Value> read(String text) {
            String address = Fold.letters(text.strip());
            int at = address.lastIndexOf('@');
            if (at <= 0 || at == address.length() - 1) {
                return Optional.empty();
            }
            String domain = address.substring(at + 1);
            String local = address.substring(0, at);
            int tag = local.indexOf('+');
            if (tag > 0) {
                local = local.substring(0, tag);
            }
            if (domain.equals("gmail.com") || domain.equals("googlemail.com")) {
                local = local.replace(".", "");
            }
            return Optional.of(Value.of(local + '@' + domain, local));
        }

        @Override
        int level(Value one, Value other) {
            if (one.text().equals(other.text())) {
                return 4;
            }
            String a = one.detail();
            String b = other.detail();
            if (Similarity.withinOneEdit(one.text(), other.text())) {
                return 3;
            }
            if (a.equals(b)) {
                return a.length() > 3 ? 2 : 1;
            }
            // ann.smith1731 and ann.smith2904 have a name in common, and are two.
            boolean alike =
                    Similarity.jaroWinkler(a, b, 0.88) >= 0.88 && Similarity.withinOneEdit(digits(a), digits(b));
            return alike ? 1 : 0;
        }
    },

    /** Phone numbers. The last eight digits are the number, what stands before them depends on where one calls from. */
    PHONE("differ", "typo", "exact") {
        @Override
        Optional<Value> read(String text) {
            String digits = digits(text);
            if (digits.length() < 5 || isOneDigit(digits)) {
                return Optional.empty();
            }
            return Optional.of(Value.of(digits.substring(Math.max(0, digits.length() - 8)), ""));
        }

        @Override
        int level(Value one, Value other) {
            return exactOrTypo(one, other);
        }
    },

    /** Numbers that one alone has. */
    ID("differ", "typo", "exact") {
        @Override
        Optional<Value> read(String text) {
            String id = Fold.code(text);
            return id.isEmpty() || isOneDigit(id) ? Optional.empty() : Optional.of(Value.of(id, ""));
        }

        @Override
        int level(Value one, Value other) {
            return exactOrTypo(one, other);
        }
    },

    /** Streets, with the house number where it is known. */
    STREET("differ", "similar", "same_street", "near", "exact") {
        @Override
        Optional<Value> read(String text) {
            return Streets.parse(text).map(street -> Value.of(street.text(), street.number()));
        }

        @Override
        int level(Value one, Value other) {
            return Streets.level(one, other);
        }
    },

    /** Postal codes and the like: what they begin with is the wider area. */
    CODE("differ", "area", "typo", "exact") {
        @Override
        Optional<Value> read(String text) {
            String code = Fold.code(text);
            return code.isEmpty() ? Optional.empty() : Optional.of(Value.of(code, ""));
        }

        @Override
        int level(Value one, Value other) {
            String a = one.text();
            String b = other.text();
            if (a.equals(b)) {
                return 3;
            }
            if (Similarity.withinOneEdit(a, b)) {
                return 2;
            }
            int area = (Math.max(a.length(), b.length()) + 1) / 2;
            return a.regionMatches(0, b, 0, area) ? 1 : 0;
        }
    },

    /** Words: places, occupations. */
    TEXT("differ", "similar", "close", "exact") {
        @Override
        Optional<Value> read(String text) {
            String words = Fold.words(text);
            return words.isEmpty() ? Optional.empty() : Optional.of(Value.of(words, ""));
        }

        @Override
        int level(Value one, Value other) {
            String a = one.text();
            String b = other.text();
            if (a.equals(b)) {
                return 3;
            }
            double alike = Similarity.jaroWinkler(a, b, 0.84);
            if (alike >= 0.92 || (Math.min(a.length(), b.length()) > 4 && Similarity.withinOneEdit(a, b))) {
                return 2;
            }
            return alike >= 0.84 || shareWord(a, b) ? 1 : 0;
        }
    },

    /** Names of organisations; their legal forms say little. */
    ORGANISATION("differ", "similar", "close", "same_words", "exact") {
        @Override
        Optional<Value> read(String text) {
            return Organisations.read(text);
        }

        @Override
        int level(Value one, Value other) {
            return Organisations.level(one, other);
        }
    },

    /** Few values, equal or not. */
    CATEGORY("differ", "exact") {
        @Override
        Optional<Value> read(String text) {
            String words = Fold.words(text);
            return words.isEmpty() ? Optional.empty() : Optional.of(Value.of(words, ""));
        }

        @Override
        int level(Value one, Value other) {
            return one.text().equals(other.text()) ? 1 : 0;
        }
    };

    private static final ThreadLocal<DoubleMetaphone> SOUND = ThreadLocal.withInitial(DoubleMetaphone::new);

    private static final String OR_LESS = " or less";
    /** The bit of what is missing. */
    private static final int MISSING = 1;

    private static final String NOT = "not ";

    private final List<String> levels;

    Comparison(String... levels) {
        this.levels = List.of(levels);
    }

    /** The names of its levels, weakest first. */
    public List<String> levels() {
        return levels;
    }

    /** The name as users write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The comparison of this name, if there is one. */
    public static Optional<Comparison> find(String label) {
        return Arrays.stream(values())
                .filter(comparison -> comparison.label().equals(label))
                .findFirst();
    }

    /** All names in the order of this page. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Comparison::label).toList();
    }

    /**
     * The levels that a condition means: {@code close}, {@code close or less}, which takes in the weaker ones,
     * {@code missing}, or {@code not close}, which takes in all others and what is missing.
     *
     * @return a bit for each level, from the second on; the first bit is for what is missing; 0 if it means none
     */
    int bits(String condition) {
        if (condition.equals(Cap.MISSING)) {
            return MISSING;
        }
        if (condition.startsWith(NOT)) {
            int meant = bits(condition.substring(NOT.length()));
            return meant == 0 ? 0 : everything() & ~meant;
        }
        boolean orLess = condition.endsWith(OR_LESS);
        int level = levels.indexOf(orLess ? condition.substring(0, condition.length() - OR_LESS.length()) : condition);
        if (level < 0) {
            return 0;
        }
        return orLess ? (1 << (level + 2)) - 2 : 1 << (level + 1);
    }

    private int everything() {
        return (1 << (levels.size() + 1)) - 1;
    }

    /** Whether a condition holds where one of the two says nothing. */
    boolean holdsWhereMissing(String condition) {
        return (bits(condition) & MISSING) != 0;
    }

    /** Everything a condition may say. */
    List<String> conditions() {
        return Stream.of(
                        List.of(Cap.MISSING),
                        levels,
                        levels.stream().map(level -> level + OR_LESS).toList(),
                        levels.stream().map(level -> NOT + level).toList())
                .flatMap(List::stream)
                .toList();
    }

    /** The level of an exact agreement. */
    int exact() {
        return levels.size() - 1;
    }

    /** A value of a text; empty if the text says nothing. */
    abstract Optional<Value> read(String text);

    /** The level of two values, further values of theirs not looked at. */
    abstract int level(Value one, Value other);

    private static int exactOrTypo(Value one, Value other) {
        if (one.text().equals(other.text())) {
            return 2;
        }
        return Similarity.withinOneEdit(one.text(), other.text()) ? 1 : 0;
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), 10);
            if (digit >= 0) {
                digits.append(digit);
            }
        }
        return digits.toString();
    }

    private static boolean isOneDigit(String text) {
        return text.chars().allMatch(c -> c == text.charAt(0));
    }

    /** Whether a word of four letters or more stands in both. */
    static boolean shareWord(String one, String other) {
        if (one.indexOf(' ') < 0 && other.indexOf(' ') < 0) {
            return false;
        }
        List<String> others = List.of(other.split(" "));
        for (String word : one.split(" ")) {
            if (word.length() > 3 && others.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
