package io.serai.crm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Pipedrive's persons: version 2 with cursors, and the recent changes of version 1, where deleted ones show. */
final class PipedriveSimulator extends FakeCrm {
    private static final DateTimeFormatter SQL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final Comparator<Person> ORDER =
            Comparator.comparing(Person::changed).thenComparing(Person::id);

    private final Map<Integer, Person> persons = new TreeMap<>();

    record Person(int id, Instant changed, boolean deleted) {}

    synchronized void put(int id, Instant changed) {
        persons.put(id, new Person(id, changed.truncatedTo(ChronoUnit.SECONDS), false));
    }

    synchronized void delete(int id, Instant when) {
        persons.put(id, new Person(id, when.truncatedTo(ChronoUnit.SECONDS), true));
    }

    @Override
    Reply answer(Ask ask) {
        if (!"p0".equals(ask.headers().get("x-api-token"))) {
            return Reply.status(401);
        }
        return switch (ask.path()) {
            case "/api/v2/persons" -> list(ask);
            case "/v1/recents" -> recents(ask);
            default -> Reply.status(404);
        };
    }

    /** The cursor is the place of the last person in the order. */
    private Reply list(Ask ask) {
        Instant since = ask.parameter("updated_since").isEmpty()
                ? Instant.EPOCH
                : Instant.parse(ask.parameter("updated_since"));
        int limit = Integer.parseInt(ask.parameter("limit"));
        String[] after = ask.parameter("cursor").split("\\|");
        Optional<Person> last = after.length < 2
                ? Optional.empty()
                : Optional.of(new Person(Integer.parseInt(after[1]), Instant.parse(after[0]), false));
        List<Person> found = persons.values().stream()
                .filter(person -> !person.deleted() && !person.changed().isBefore(since))
                .filter(person -> last.isEmpty() || ORDER.compare(person, last.get()) > 0)
                .sorted(ORDER)
                .toList();
        List<Person> page = found.subList(0, Math.min(limit, found.size()));
        ObjectNode body = object().put("success", true);
        ArrayNode data = body.putArray("data");
        page.forEach(person -> data.add(json(person)));
        ObjectNode more = body.putObject("additional_data");
        if (page.size() < found.size()) {
            Person end = page.get(page.size() - 1);
            more.put("next_cursor", end.changed() + "|" + end.id());
        } else {
            more.putNull("next_cursor");
        }
        return Reply.ok(body);
    }

    private static ObjectNode json(Person person) {
        ObjectNode json = object().put("id", person.id())
                .put("first_name", "Ann")
                .put("last_name", "Person " + person.id())
                .put("update_time", person.changed().toString());
        json.putArray("emails")
                .addObject()
                .put("value", "p" + person.id() + "@example.com")
                .put("primary", true);
        json.putArray("phones");
        return json;
    }

    private Reply recents(Ask ask) {
        String since = ask.parameter("since_timestamp");
        int start = Integer.parseInt(ask.parameter("start"));
        int limit = Integer.parseInt(ask.parameter("limit"));
        ObjectNode body = object().put("success", true);
        ArrayNode data = body.putArray("data");
        persons.values().stream()
                .filter(person -> SQL.format(person.changed()).compareTo(since) >= 0)
                .skip(start)
                .limit(limit)
                .forEach(person -> {
                    ObjectNode item = data.addObject().put("item", "person").put("id", person.id());
                    item.putObject("data")
                            .put("id", person.id())
                            .put("active_flag", !person.deleted())
                            .put("update_time", SQL.format(person.changed()));
                });
        return Reply.ok(body);
    }
}
