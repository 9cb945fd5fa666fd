package io.serai.app.demo;

import io.serai.app.demo.Person.Wish;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The CRM's export in CSV: most customers, some of them twice with a slip of the pen, the shop's own phone number where
 * somebody did not want to ask, and now and then a row that nobody can read.
 */
final class CrmFile {
    /** One of the numbers that the regulator keeps free for films. */
    private static final String SHOP_PHONE = "030 23125100";

    private static final String HEADER = "customer_id,first_name,last_name,email,phone,birth_date,street,postcode,city,"
            + "country,language,newsletter,updated_at";
    private static final int BROKEN_EVERY = 250;

    private final People people;
    private final Instant now;

    CrmFile(People people, Instant now) {
        this.people = people;
        this.now = now;
    }

    Written write(Path path, int count) throws IOException {
        try (DemoFile file = DemoFile.create(path)) {
            file.header(HEADER);
            for (int number = 0; number < count; number++) {
                Person person = people.person(number);
                if (person.inCrm()) {
                    rows(file, person, people.random("crm", number));
                }
                broken(file, person);
            }
            return file.finish();
        }
    }

    private void rows(DemoFile file, Person person, SplittableRandom random) throws IOException {
        String row = row(cells(person, random));
        file.first(row);
        if (random.nextInt(200) == 0) {
            file.repeat(row);
        }
        if (random.nextInt(10) == 0) {
            file.first(row(again(person, random)));
        }
    }

    private List<String> cells(Person person, SplittableRandom random) {
        String phone = person.number() % 16 == 5 ? SHOP_PHONE : phone(person.phone(), random);
        return new ArrayList<>(List.of(
                person.customerId(),
                person.firstName(),
                person.lastName(),
                random.nextInt(4) == 0 ? person.email().replaceFirst("example", "Example") : person.email(),
                phone,
                person.birthDate().toString(),
                "Hauptstraße " + (1 + random.nextInt(120)),
                person.place().postcode(),
                person.place().city(),
                person.place().country(),
                person.place().language(),
                newsletter(person.newsletter()),
                now.minus(random.nextInt(700), ChronoUnit.DAYS)
                        .minusSeconds(random.nextInt(86_400))
                        .toString()));
    }

    /** A second account of the same person: another id, a misspelt name, and one thing in common. */
    private List<String> again(Person person, SplittableRandom random) {
        List<String> cells = cells(person, random);
        cells.set(0, person.customerId() + "-2");
        cells.set(1, misspelt(person.firstName(), random));
        cells.set(2, random.nextBoolean() ? misspelt(person.lastName(), random) : person.lastName());
        cells.set(4, random.nextBoolean() ? "" : phone(person.phone(), random));
        if (!cells.get(4).isEmpty()) {
            cells.set(3, person.otherEmail());
        }
        return cells;
    }

    private void broken(DemoFile file, Person person) throws IOException {
        List<String> cells = cells(person, people.random("broken", person.number()));
        cells.set(0, "B" + person.number());
        switch (person.number() % BROKEN_EVERY) {
            case 40 -> file.broken("birth date that is no day", row(with(cells, 5, "1985-02-30")));
            case 80 -> file.broken("e-mail address that is none", row(with(cells, 3, "no address at example")));
            case 120 -> file.broken("row with fields missing", row(cells.subList(0, 7)));
            case 160 -> file.broken("row without its key", row(with(cells, 0, "")));
            case 200 -> file.broken("quote that is never closed", "B" + person.number() + ",\"" + person.firstName());
            default -> {}
        }
    }

    private static List<String> with(List<String> cells, int index, String value) {
        cells.set(index, value);
        return cells;
    }

    private static String newsletter(Wish wish) {
        return switch (wish) {
            case YES, WITHDRAWN -> "yes";
            case NO -> "no";
            case UNASKED -> "";
        };
    }

    /** People write numbers as they like. */
    static String phone(String national, SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> national;
            case 1 -> "+49 " + national.substring(1, 4) + " " + national.substring(4);
            case 2 -> "0049-" + national.substring(1);
            default -> national.substring(0, 4) + "/" + national.substring(4, 8) + " " + national.substring(8);
        };
    }

    /** Two neighbouring letters change places. */
    static String misspelt(String name, SplittableRandom random) {
        int at = 1 + random.nextInt(Math.max(1, name.length() - 2));
        return at + 1 >= name.length()
                ? name + name.charAt(name.length() - 1)
                : name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
    }

    private static String row(List<String> cells) {
        return String.join(",", cells.stream().map(CrmFile::cell).toList());
    }

    private static String cell(String value) {
        return value.matches("[^,\"\\r\\n]*") ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
