package io.serai.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Streets and house numbers. */
final class Streets {
    /** Words for a kind of street, by what they are written as. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("st", "street"),
            Map.entry("str", "strasse"),
            Map.entry("rd", "road"),
            Map.entry("ave", "avenue"),
            Map.entry("av", "avenue"),
            Map.entry("blvd", "boulevard"),
            Map.entry("dr", "drive"),
            Map.entry("ln", "lane"),
            Map.entry("ct", "court"),
            Map.entry("cres", "crescent"),
            Map.entry("pl", "place"),
            Map.entry("sq", "square"),
            Map.entry("hwy", "highway"),
            Map.entry("cct", "circuit"),
            Map.entry("tce", "terrace"),
            Map.entry("pde", "parade"));

    private static final String GERMAN_STREET = "strasse";

    private Streets() {}

    /** A street: its words with their kind written out, and its number or nothing. */
    record Street(String text, String number) {}

    /** The number is the first word that begins with a digit, if it stands first or follows the name. */
    static Optional<Street> parse(String line) {
        String folded = Fold.words(line);
        if (folded.isEmpty()) {
            return Optional.empty();
        }
        List<String> name = new ArrayList<>();
        String number = "";
        for (String word : folded.split(" ")) {
            if (number.isEmpty() && Character.isDigit(word.charAt(0)) && !isOrdinal(word)) {
                number = word;
            } else {
                name.add(spelled(word));
            }
        }
        return Optional.of(new Street(String.join(" ", name) + (number.isEmpty() ? "" : " " + number), number));
    }

    private static boolean isOrdinal(String word) {
        return word.endsWith("th") || word.endsWith("st") || word.endsWith("nd") || word.endsWith("rd");
    }

    private static String spelled(String word) {
        if (word.endsWith("str") && word.length() > 3) {
            return word.substring(0, word.length() - 3) + GERMAN_STREET;
        }
        return KINDS.getOrDefault(word, word);
    }

    static int level(Value one, Value other) {
        if (one.text().equals(other.text())) {
            return one.detail().isEmpty() ? 2 : 4;
        }
        boolean numbered = !one.detail().isEmpty() && !other.detail().isEmpty();
        boolean sameNumber = numbered && one.detail().equals(other.detail());
        String a = name(one);
        String b = name(other);
        if (a.isEmpty() || b.isEmpty()) {
            return sameNumber ? 1 : 0;
        }
        boolean sameName = a.equals(b);
        double alike = sameName ? 1 : Similarity.jaroWinkler(a, b, 0.84);
        boolean near = alike >= 0.92 || Similarity.withinOneEdit(a, b);
        if (sameNumber && near) {
            return 3;
        }
        if (sameName) {
            boolean slip = numbered && Similarity.withinOneEdit(one.detail(), other.detail());
            return slip ? 3 : 2;
        }
        if (near) {
            return 2;
        }
        return alike >= 0.84 ? 1 : 0;
    }

    /** The street without its number. */
    static String name(Value street) {
        String number = street.detail();
        String text = street.text();
        return number.isEmpty() ? text : text.substring(0, Math.max(0, text.length() - number.length() - 1));
    }
}
