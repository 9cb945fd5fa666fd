package io.serai.app.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.app.demo.Person.Wish;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What the shop's till wrote: one order a line in gzipped JSON Lines, the cards' owners known by what they told. */
final class TillFile {
    private static final List<String> SHOPS = List.of("Berlin-Mitte", "München-Zentrum", "Köln-Süd");
    private static final int BROKEN_EVERY = 250;
    private static final int DAYS = 700;

    private final People people;
    private final Instant now;

    TillFile(People people, Instant now) {
        this.people = people;
        this.now = now;
    }

    Written write(Path path, int count) throws IOException {
        try (DemoFile file = DemoFile.create(path)) {
            for (int number = 0; number < count; number++) {
                Person person = people.person(number);
                if (person.hasCard()) {
                    orders(file, person, people.random("till", number));
                }
                broken(file, person);
            }
            return file.finish();
        }
    }

    /** In the order in which they happened. */
    private void orders(DemoFile file, Person person, SplittableRandom random) throws IOException {
        int orders = 1 + Math.min(random.nextInt(7), random.nextInt(7));
        int pace = 20 + random.nextInt(DAYS / orders);
        // A card's owner gives one address for all orders; it need not be the CRM's.
        String email = random.nextInt(5) == 0 ? person.otherEmail() : person.email();
        String phone = random.nextInt(3) == 0 ? "" : CrmFile.phone(person.phone(), random);
        for (int order = 0; order < orders; order++) {
            Instant time = now.minus((long) pace * (orders - order) - random.nextInt(19), ChronoUnit.DAYS)
                    .minusSeconds(random.nextInt(80_000));
            boolean last = order == orders - 1;
            ObjectNode row = order(person, order, time, random);
            row.set("customer", customer(person, email, phone));
            consent(person.newsletter(), order == 0, last)
                    .ifPresentOrElse(word -> row.put("marketing", word), () -> row.putNull("marketing"));
            if (order == 0) {
                file.first(row.toString());
            } else {
                file.row(row.toString());
            }
        }
    }

    private static Optional<String> consent(Wish wish, boolean first, boolean last) {
        return switch (wish) {
            case YES -> first ? Optional.of("opt-in") : Optional.empty();
            case NO -> Optional.of("opt-out");
            case WITHDRAWN -> last ? Optional.of("opt-out") : Optional.empty();
            case UNASKED -> Optional.empty();
        };
    }

    private static ObjectNode order(Person person, int order, Instant time, SplittableRandom random) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("order", "T" + person.number() + "-" + order)
                .put("card", person.card())
                .put("time", time.toString())
                .put("shop", People.pick(SHOPS, random))
                .put("items", 1 + random.nextInt(6))
                .put("total", BigDecimal.valueOf(500 + random.nextInt(14_500), 2));
    }

    private static ObjectNode customer(Person person, String email, String phone) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", person.firstName() + " " + person.lastName())
                .put("email", email)
                .put("phone", phone);
    }

    private void broken(DemoFile file, Person person) throws IOException {
        SplittableRandom random = people.random("broken", person.number());
        ObjectNode row = order(person, 99, now, random).put("card", "B-" + person.number());
        switch (person.number() % BROKEN_EVERY) {
            case 30 -> file.broken("line cut short", row.toString().substring(0, 40));
            case 70 ->
                file.broken("total that is no number", row.put("total", "free").toString());
            case 110 ->
                file.broken("time that is none", row.put("time", "yesterday").toString());
            case 150 -> file.broken("order without a card", row.putNull("card").toString());
            case 190 -> file.broken("list where a record should be", "[" + row + "]");
            default -> {}
        }
    }
}
