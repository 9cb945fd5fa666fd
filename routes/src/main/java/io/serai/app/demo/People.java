package io.serai.app.demo;

import io.serai.app.demo.Person.Place;
import io.serai.app.demo.Person.Wish;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Makes people up. The same seed and number are the same person, so no list of them is kept. Immutable. */
final class People {
    private static final int FAMILY = 3;
    private static final List<String> FIRST = List.of(
            "Anna",
            "Ben",
            "Clara",
            "David",
            "Emilia",
            "Felix",
            "Greta",
            "Hannah",
            "Ida",
            "Jonas",
            "Käthe",
            "Lukas",
            "Mia",
            "Noah",
            "Olivia",
            "Paul",
            "René",
            "Søren",
            "Theo",
            "Ulla",
            "Viktor",
            "Wanda",
            "Yusuf",
            "Zoë",
            "Aleksandra",
            "Bjørn",
            "Çağla",
            "Dörte",
            "Élodie",
            "François",
            "Gülsüm",
            "Henrik",
            "Inés",
            "Jörg");
    private static final List<String> LAST = List.of(
            "Müller",
            "Schmidt",
            "Schneider",
            "Fischer",
            "Weber",
            "Meyer",
            "Wagner",
            "Becker",
            "Schulz",
            "Hoffmann",
            "Schäfer",
            "Koch",
            "Bauer",
            "Richter",
            "Klein",
            "Wolf",
            "Schröder",
            "Neumann",
            "Yılmaz",
            "Kowalski",
            "O'Brien",
            "García",
            "Nguyễn",
            "Lefèvre",
            "Jansen",
            "Petersen",
            "Novák",
            "Rossi",
            "Weiß",
            "Groß");
    private static final List<Place> PLACES = List.of(
            new Place("Berlin", "10115", "DE", "de"),
            new Place("München", "80331", "DE", "de"),
            new Place("Köln", "50667", "DE", "de"),
            new Place("Wien", "1010", "AT", "de"),
            new Place("Zürich", "8001", "CH", "de"),
            new Place("Paris", "75001", "FR", "fr"),
            new Place("Warszawa", "00-001", "PL", "pl"));
    private static final List<String> DOMAINS =
            List.of("example.com", "example.org", "example.net", "post.example", "mail.example");

    private final long seed;

    People(long seed) {
        this.seed = seed;
    }

    Person person(int number) {
        SplittableRandom random = random("person", number);
        SplittableRandom home = random("family", number / FAMILY);
        boolean family = home.nextInt(100) < 15;
        String first = pick(FIRST, random);
        String last = pick(LAST, family ? home : random);
        String name = ascii(first) + "." + ascii(last) + number;
        // Mail tools refuse some addresses; the sandbox refuses these.
        String domain = random.nextInt(200) == 0 ? "refused.example" : pick(DOMAINS, random);
        boolean inCrm = random.nextInt(100) < 80;
        return new Person(
                number,
                first,
                last,
                name + "@" + domain,
                "offers." + name + "@" + pick(DOMAINS, random),
                phone(family ? number - number % FAMILY : number),
                LocalDate.of(1940, 1, 1).plusDays(random.nextInt(24_000)),
                pick(PLACES, family ? home : random),
                wish(random.nextInt(100)),
                inCrm,
                random.nextInt(100) < 50,
                random.nextInt(100) < 60,
                inCrm && random.nextInt(100) < 60);
    }

    /** A source of chance that belongs to one purpose and number. */
    SplittableRandom random(String purpose, long number) {
        long mixed = seed * 0x9E3779B97F4A7C15L + purpose.hashCode() * 0xBF58476D1CE4E5B9L + number;
        return new SplittableRandom(new SplittableRandom(mixed).nextLong());
    }

    static <T> T pick(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Of eight digits behind 0151, every number its own. */
    private static String phone(int number) {
        return "0151" + (10_000_000L + (number * 7_919L) % 90_000_000L);
    }

    private static Wish wish(int percent) {
        if (percent < 55) {
            return Wish.YES;
        }
        if (percent < 70) {
            return Wish.NO;
        }
        return percent < 78 ? Wish.WITHDRAWN : Wish.UNASKED;
    }

    private static String ascii(String name) {
        String plain =
                name.replace("ß", "ss").replace("ø", "o").replace("ı", "i").replace("Ø", "O");
        return Normalizer.normalize(plain, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z]", "")
                .toLowerCase(Locale.ROOT);
    }
}
