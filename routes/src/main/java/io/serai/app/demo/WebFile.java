package io.serai.app.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;

/** The website's visitors in the shape of GA4's export: one event a line, whole numbers as text. */
final class WebFile {
    private static final List<String> PAGES = List.of("/", "/shoes", "/coats", "/sale", "/basket");
    private static final int BROKEN_EVERY = 250;
    private static final int DAYS = 300;

    private final People people;
    private final Instant now;

    WebFile(People people, Instant now) {
        this.people = people;
        this.now = now;
    }

    Written write(Path path, int count) throws IOException {
        try (DemoFile file = DemoFile.create(path)) {
            for (int number = 0; number < count; number++) {
                Person person = people.person(number);
                if (person.hasDevice()) {
                    visits(file, person, people.random("web", number));
                }
                broken(file, person);
            }
            return file.finish();
        }
    }

    private void visits(DemoFile file, Person person, SplittableRandom random) throws IOException {
        int events = 1 + random.nextInt(4);
        int pace = 1 + random.nextInt(DAYS / events);
        boolean measured = random.nextInt(5) > 0;
        for (int event = 0; event < events; event++) {
            Instant time =
                    now.minus((long) pace * (events - event), ChronoUnit.DAYS).minusSeconds(random.nextInt(80_000));
            boolean buys = person.logsIn() && random.nextInt(6) == 0;
            ObjectNode row = event(person, event, time, random);
            row.putObject("privacy_info").put("analytics_storage", measured ? "Yes" : "No");
            if (buys) {
                purchase(row, person, event, random);
            }
            if (event == 0) {
                file.first(row.toString());
            } else {
                file.row(row.toString());
            }
        }
    }

    private static ObjectNode event(Person person, int event, Instant time, SplittableRandom random) {
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "event_date",
                        DateTimeFormatter.BASIC_ISO_DATE.format(
                                time.atOffset(ZoneOffset.UTC).toLocalDate()))
                .put("event_timestamp", Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, time)))
                .put("event_name", "page_view")
                .put("event_bundle_sequence_id", Integer.toString(event))
                .put("user_pseudo_id", person.device())
                .put("platform", "WEB");
        row.put("user_id", person.logsIn() ? person.customerId() : null);
        ArrayNode params = row.putArray("event_params");
        params.addObject()
                .put("key", "page_location")
                .putObject("value")
                .put("string_value", "https://shop.example" + People.pick(PAGES, random));
        params.addObject()
                .put("key", "ga_session_id")
                .putObject("value")
                .put("int_value", Long.toString(time.getEpochSecond()));
        row.putObject("device")
                .put("category", random.nextBoolean() ? "mobile" : "desktop")
                .put("language", person.place().language());
        row.putObject("geo")
                .put("country", person.place().country())
                .put("city", person.place().city());
        return row;
    }

    private static void purchase(ObjectNode row, Person person, int event, SplittableRandom random) {
        row.put("event_name", "purchase");
        row.putObject("ecommerce")
                .put("purchase_revenue", BigDecimal.valueOf(1_000 + random.nextInt(20_000), 2))
                .put("transaction_id", "W" + person.number() + "-" + event);
    }

    private void broken(DemoFile file, Person person) throws IOException {
        SplittableRandom random = people.random("broken", person.number());
        ObjectNode row = event(person, 99, now, random).put("user_pseudo_id", "broken." + person.number());
        switch (person.number() % BROKEN_EVERY) {
            case 20 -> file.broken("line cut short", row.toString().substring(0, 60));
            case 60 ->
                file.broken(
                        "time that is none",
                        row.put("event_timestamp", "yesterday").toString());
            case 100 ->
                file.broken(
                        "visit without a device", row.putNull("user_pseudo_id").toString());
            default -> {}
        }
    }
}
